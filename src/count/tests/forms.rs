//! The same leads as CSV, as a workbook and as JSON lines.

use proptest::prelude::*;

use super::{CountOptions, Lead, LeadCounts, PLAN, as_csv, count_leads, leads};
use crate::condition::value::date_of;
use crate::table::{Input, Progress, TableOptions, TextEncoding};
use crate::testing;

fn count(bytes: Vec<u8>, table: TableOptions) -> LeadCounts {
    let plan = testing::read(PLAN);
    let options = CountOptions {
        table,
        check_keys: false,
    };
    let input = Input::bytes("leads", bytes);
    count_leads(&plan, input, &options, &Progress::default()).unwrap()
}

/// Dates as days; of the milliseconds that leads have, whole days only.
fn days(lead: &Lead) -> [Option<i64>; 2] {
    [lead.5.map(i64::from), lead.6.map(|time| time / 86_400_000)]
}

/// Numbers and yes or no as what they are, or as texts where the lead's number is in `texts`.
fn as_json(leads: &[Lead], texts: &[bool]) -> String {
    let mut text = String::new();
    for (lead, as_text) in leads.iter().zip(texts.iter().cycle()) {
        let quoted = |value: String| match as_text {
            true => format!("\"{value}\""),
            false => value,
        };
        let mut values: Vec<(&str, Option<String>)> = vec![
            ("size", lead.1.map(|value| quoted(value.to_string()))),
            ("short", lead.2.map(|value| quoted(value.to_string()))),
            ("amount", lead.3.map(|value| quoted(value.to_string()))),
            ("won", lead.4.map(|value| quoted(value.to_string()))),
        ];
        let name = lead
            .0
            .as_ref()
            .map(|name| serde_json::json!(name).to_string());
        values.insert(usize::from(*as_text), ("name", name));
        let [joined, seen] = days(lead).map(|day| day.map(|day| format!("\"{}\"", date_of(day))));
        values.extend([("joined", joined), ("seen", seen)]);
        let pairs = values.into_iter().filter_map(|(key, value)| match value {
            // What is missing is left out or null.
            None if *as_text => None,
            value => Some(format!("\"{key}\": {}", value.unwrap_or("null".to_owned()))),
        });
        let pairs: Vec<String> = pairs.collect();
        text = text + "{" + &pairs.join(", ") + "}\n";
    }
    // Every key stands in the first lines.
    let keys = "{\"name\":null,\"size\":null,\"short\":null,\"amount\":null,\"won\":null,\
                \"joined\":null,\"seen\":null}\n";
    keys.to_owned() + &text
}

/// Below a title, two columns to the right; some cells of some rows as texts.
fn as_workbook(leads: &[Lead], texts: &[bool]) -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 2, "Leads of the quarter").unwrap();
    let names = ["name", "size", "short", "amount", "won", "joined", "seen"];
    sheet.write_row(2, 2, names).unwrap();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    for ((row, lead), as_text) in (3..).zip(leads).zip(texts.iter().cycle()) {
        if let Some(name) = &lead.0 {
            sheet.write(row, 2, name).unwrap();
        }
        let numbers = [
            (3, lead.1.map(|value| value as f64)),
            (4, lead.2.map(f64::from)),
            (5, lead.3),
        ];
        for (column, number) in numbers {
            let Some(number) = number else { continue };
            match as_text {
                true => sheet.write(row, column, number.to_string()).unwrap(),
                false => sheet.write(row, column, number).unwrap(),
            };
        }
        if let Some(won) = lead.4 {
            sheet.write(row, 6, won).unwrap();
        }
        for (column, day) in (7..).zip(days(lead)) {
            let Some(day) = day.map(date_of) else {
                continue;
            };
            if *as_text {
                sheet.write(row, column, day.to_string()).unwrap();
                continue;
            }
            let (year, month, day) = (day.year() as u16, day.month() as u8, day.day() as u8);
            let day = ExcelDateTime::from_ymd(year, month, day).unwrap();
            sheet.write_with_format(row, column, &day, &date).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn sheets_and_json_count_as_their_csv_twin(
        // A row without any cell is no row of a sheet.
        leads in leads().prop_map(|mut leads| {
            for lead in &mut leads {
                lead.0.get_or_insert_with(|| "a".to_owned());
            }
            leads
        }),
        texts in prop::collection::vec(any::<bool>(), 1..7),
    ) {
        let csv = as_csv(&leads);
        let expected = count(csv.clone().into_bytes(), TableOptions::default());
        let mut all_empty = csv.lines().next().unwrap_or_default().to_owned();
        all_empty += "\n,,,,,,\n";
        let first = count(all_empty.into_bytes(), TableOptions::default());
        let json = count(as_json(&leads, &texts).into_bytes(), TableOptions::default());
        let mut with_first = expected.masks.clone();
        with_first.merge(&first.masks).unwrap();
        prop_assert_eq!(json.masks, with_first);
        let sheet = count(as_workbook(&leads, &texts), TableOptions::default());
        prop_assert_eq!(&sheet.masks, &expected.masks);
        prop_assert_eq!(sheet.source.rows, leads.len() as u64);
        // In another encoding.
        let windows: Vec<u8> = csv.chars().map(|sign| sign as u8).collect();
        let table = TableOptions {
            encoding: TextEncoding::named("windows-1252"),
            ..TableOptions::default()
        };
        prop_assert_eq!(&count(windows, table).masks, &expected.masks);
        let mark = std::iter::once(0xfeff);
        let wide: Vec<u8> = mark.chain(csv.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        prop_assert_eq!(&count(wide, TableOptions::default()).masks, &expected.masks);
        let packed = zstd::encode_all(csv.as_bytes(), 1).unwrap();
        prop_assert_eq!(&count(packed, TableOptions::default()).masks, &expected.masks);
    }
}
