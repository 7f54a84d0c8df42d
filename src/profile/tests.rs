use std::fmt::Write;

use super::*;
use crate::condition::AttributeType;

fn read(table: &str, threads: usize) -> Profile {
    let options = TableOptions {
        threads: Some(threads),
        ..TableOptions::default()
    };
    let input = Input::bytes("leads.csv", table.as_bytes().to_vec());
    profile(input, &options, &Progress::default(), false)
        .unwrap()
        .0
}

fn column(name: &str, cells: &[&str]) -> ColumnProfile {
    let table = format!("\"{name}\",row\n");
    let rows = cells.iter().enumerate();
    let table = rows.fold(table, |table, (row, cell)| {
        format!("{table}\"{cell}\",{row}\n")
    });
    read(&table, 1).columns.swap_remove(0)
}

#[test]
fn a_column_has_the_type_that_all_its_values_have() {
    for (cells, kind) in [
        (&["1", "2", ""][..], AttributeType::Integer),
        (&["1", "2.5"], AttributeType::Number),
        (&["1.234,50", "12"], AttributeType::Number),
        (&["yes", "No"], AttributeType::Boolean),
        (&["ja", "nein", "Unbekannt"], AttributeType::Boolean),
        (&["2027-01-04", "2027-01-05 09:30"], AttributeType::Date),
        (&["04.01.2027", "31.01.2027"], AttributeType::Date),
        (&["1", "2", "Select"], AttributeType::Integer),
        (&["01234", "81234"], AttributeType::Text),
        (&["1", "two"], AttributeType::Text),
        (&["", ""], AttributeType::Text),
    ] {
        assert_eq!(column("x", cells).kind, kind, "{cells:?}");
    }
}

#[test]
fn a_column_says_how_its_values_are_written() {
    let dates = column("signed", &["04/01/2027", "05/02/2027"]);
    assert_eq!(
        (dates.format, dates.or_format),
        (Some("%d/%m/%Y"), Some("%m/%d/%Y"))
    );
    let dates = column("signed", &["04/01/2027", "05/22/2027"]);
    assert_eq!((dates.format, dates.or_format), (Some("%m/%d/%Y"), None));
    assert_eq!(column("opt in", &["Ja", "nein", "ja"]).yes, ["Ja", "ja"]);
    let amounts = column("value", &["1.234,50", "-3,5"]);
    assert_eq!(
        amounts.looks_like,
        [LooksLike::Id, LooksLike::DecimalComma][1..]
    );
    assert_eq!(amounts.range, Some(ValueRange::Numbers(-3.5, 1234.5)));
    let mails = column("contact", &["a@b.org", "c@d.org", "c@d.org"]);
    assert_eq!(mails.looks_like, [LooksLike::Email]);
    assert_eq!(mails.personal, Some(Personal::Email));
    assert_eq!(column("id", &["L-1", "L-2"]).looks_like, [LooksLike::Id]);
    assert_eq!(column("id", &["L-1", ""]).looks_like, [LooksLike::Constant]);
}

#[test]
fn placeholders_are_no_values_and_strays_are_named() {
    let column_of = column("role", &["Select", "Engineer", "n/a", "Engineer", ""]);
    assert_eq!(column_of.filled, 2);
    assert_eq!(column_of.values, [("Engineer".to_owned(), 2)]);
    let placeholders = [("Select".to_owned(), 1), ("n/a".to_owned(), 1)];
    assert_eq!(column_of.placeholders, placeholders);
    let mut cells = vec!["12"; 19];
    cells.push("a dozen");
    assert_eq!(column("size", &cells).strays, [("a dozen".to_owned(), 1)]);
}

/// More values than are counted exactly, over several blocks of the table.
#[test]
fn many_values_are_estimated_and_threads_change_nothing() {
    let mut table = "key,city,wide\n".to_owned();
    for row in 0..30_000_u64 {
        let wide = row * 7919 % 20_011;
        let wide = if row % 4 == 0 { 7 } else { wide };
        let city = row % 100;
        writeln!(table, "L-{row:08},city number {city},{wide}").unwrap();
    }
    let one = read(&table, 1);
    assert_eq!(read(&table, 3), one);
    let [key, city, wide] = one.columns.as_slice() else {
        panic!("{one:#?}")
    };
    assert!(key.looks_like.contains(&LooksLike::Id) && !key.is_exact && key.values.is_empty());
    assert!(key.distinct.abs_diff(30_000) < 1_000, "{}", key.distinct);
    assert!(city.is_exact && city.values.len() == 100 && city.values[7].1 == 300);
    assert!(
        !wide.is_exact && wide.values[0].0 == "7",
        "{:?}",
        wide.values
    );
    let count = wide.values[0].1;
    assert!((7_450..=7_502).contains(&count), "{count}");
}

#[test]
fn a_table_without_rows_has_columns_all_the_same() {
    let profile = read("id,name\n", 2);
    assert_eq!(profile.source.rows, 0);
    for column in &profile.columns {
        assert_eq!(
            (column.filled, column.looks_like.as_slice()),
            (0, &[LooksLike::Empty][..])
        );
    }
}
