//! Mask tables made by hand: limits, merging, undecided segments, and files.

mod differences;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::plan::{Plan, SegmentId};
use crate::testing;

fn plan() -> Plan {
    testing::read(include_str!("plan.yaml"))
}

fn standing(mask: u64, undecided: u64) -> Standing<'static> {
    let set = |bits: u64| Mask::new(vec![bits].leak());
    Standing {
        mask: set(mask),
        undecided: set(undecided),
        ..Standing::default()
    }
}

/// A table that holds so many rows in memory.
fn narrow_table(held: usize, rows: &[(u64, u64, u64)]) -> MaskTable {
    let mut table = MaskTable::holding(held, MaskTable::of(&plan()).segments().to_vec());
    for (mask, undecided, number) in rows {
        table
            .count(&standing(*mask, *undecided), &Measures::of_leads(*number))
            .unwrap();
    }
    table
}

fn table(rows: &[(u64, u64, u64)]) -> MaskTable {
    narrow_table(100, rows)
}

fn written(saved: &Saved, plan: &Plan) -> String {
    let mut bytes = Vec::new();
    saved.write(plan, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn says<T: std::fmt::Debug>(result: Result<T, crate::lead_error::LeadError>, words: &str) {
    let said = result.unwrap_err().to_string();
    assert!(said.contains(words), "{words}\n{said}");
}

#[test]
fn counts_beyond_what_can_be_counted_are_errors() {
    let almost = (1 << 53) - 1;
    let more = "9,007,199,254,740,992 leads or more";
    let mut full = table(&[(1, 0, almost)]);
    assert_eq!(full.leads(), almost);
    says(full.count(&standing(2, 0), &Measures::of_leads(1)), more);
    says(
        full.count(&Standing::EXCLUDED, &Measures::of_leads(1)),
        more,
    );
    says(
        full.count(&standing(2, 0), &Measures::of_leads(u64::MAX)),
        more,
    );
    let mut excluded = table(&[]);
    excluded
        .count(&Standing::EXCLUDED, &Measures::of_leads(almost))
        .unwrap();
    says(excluded.clone().merge(&excluded), more);
    let rich = Measures {
        value: 1 << 125,
        ..Measures::of_leads(1)
    };
    let rich = Measures { valued: 1, ..rich };
    let mut values = table(&[]);
    values.count(&standing(1, 0), &rich).unwrap();
    says(values.clone().merge(&values), "more than can be counted");
}

#[test]
fn counts_that_contradict_each_other_are_errors() {
    let mut table = table(&[]);
    for (standing, measures) in [
        (standing(0b1000, 0), Measures::of_leads(1)),
        (standing(0, 0b1000), Measures::of_leads(1)),
        (standing(0b11, 0b01), Measures::of_leads(1)),
        (
            standing(1, 0),
            Measures {
                valued: 2,
                ..Measures::of_leads(1)
            },
        ),
        (
            standing(1, 0),
            Measures {
                value: 2,
                ..Measures::of_leads(1)
            },
        ),
        (
            Standing {
                month: 4096,
                ..Standing::default()
            },
            Measures::of_leads(1),
        ),
    ] {
        says(table.count(&standing, &measures), "contradict each other");
    }
    says(
        table.merge(&MaskTable::new(vec![SegmentId(1)])),
        "different segments",
    );
    assert_eq!(table, self::table(&[]));
}

/// Who is undecided for what, over all ways three segments can be undecided.
const ROWS: [(u64, u64, u64); 7] = [
    (0b000, 0b001, 3),
    (0b000, 0b100, 5),
    (0b000, 0b101, 7),
    (0b000, 0b110, 11),
    (0b010, 0b001, 13),
    (0b010, 0b101, 17),
    (0b011, 0b000, 19),
];

#[test]
fn a_file_comes_back_as_it_was() {
    let mut whole = table(&ROWS);
    let full = Standing {
        control: Some(true),
        outcome: Some(false),
        reachable: Some(true),
        month: month_of(date(2026, 12, 20)),
        ..standing(0b101, 0b010)
    };
    let measures = Measures {
        leads: 4,
        value: -1_250_000,
        valued: 3,
    };
    whole.count(&full, &measures).unwrap();
    whole
        .count(
            &Standing {
                outcome: Some(true),
                ..full
            },
            &measures,
        )
        .unwrap();
    whole
        .count(
            &Standing {
                excluded: true,
                ..full
            },
            &measures,
        )
        .unwrap();
    let plan = plan();
    for table in [table(&[]), whole] {
        let saved = Saved::new(
            table,
            "leads, all.csv".to_owned(),
            Some("xxh3:00ff".to_owned()),
        );
        let text = written(&saved, &plan);
        assert_eq!(
            Saved::read(text.as_bytes(), "m.csv", &plan).unwrap(),
            saved,
            "{text}"
        );
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(Saved::read(crlf.as_bytes(), "m.csv", &plan).unwrap(), saved);
        // Every line counts, and so does every sign of it.
        for (place, line) in text.lines().enumerate() {
            let without: Vec<&str> = text.lines().filter(|one| *one != line).collect();
            Saved::read(without.join("\n").as_bytes(), "m.csv", &plan).unwrap_err();
            let changed = text.replacen(line, &format!("{line}0"), 1);
            let read = Saved::read(changed.as_bytes(), "m.csv", &plan);
            assert!(read.is_err(), "line {}: {line}", place + 1);
        }
    }
}

/// Whatever comes, no more than a line of it is kept.
#[test]
fn a_line_without_end_and_bytes_that_are_no_text_are_refused() {
    let plan = plan();
    let endless = std::io::BufReader::new(std::io::repeat(b'0'));
    let told = "cannot read m.csv: line 1 is longer than 16 MB, too long for a mask table";
    says(Saved::read(endless, "m.csv", &plan).map(drop), told);
    let text = written(
        &Saved::new(table(&ROWS), "leads.csv".to_owned(), None),
        &plan,
    );
    let lines = text.lines().count();
    let latin = [text.as_bytes(), b"\xd6sterreich\n"].concat();
    let told = format!("cannot read m.csv: line {} is not UTF-8 text", lines + 1);
    says(Saved::read(&latin[..], "m.csv", &plan).map(drop), &told);
}

#[test]
fn parts_are_told_apart_by_their_digests_and_else_by_their_names() {
    let saved = |source: &str, digest: Option<&str>| {
        Saved::new(table(&ROWS), source.to_owned(), digest.map(str::to_owned))
    };
    let merge = |one: (&str, Option<&str>), other: (&str, Option<&str>)| {
        saved(one.0, one.1).merge(saved(other.0, other.1), "m.csv")
    };
    merge(("a", Some("1")), ("a", Some("2"))).unwrap();
    merge(("a", Some("1")), ("b", None)).unwrap();
    merge(("a", None), ("b", None)).unwrap();
    let twice = "m.csv: the leads of b are counted twice: a holds the same";
    says(merge(("a", Some("1")), ("b", Some("1"))), twice);
    let twice = "m.csv: the leads of a are counted twice";
    says(merge(("a", Some("1")), ("a", None)), twice);
    says(merge(("a", None), ("a", None)), twice);
}

/// Rows of a query's result, most of them as they should be.
fn row() -> impl Strategy<Value = String> {
    let of = |all: &[&'static str]| prop::sample::select(all.to_vec());
    let flag = || of(&["", "", "1", "0", "t", "false", "2"]);
    (
        of(&["000", "1?0", "?11", "111", "total", "11", "1é0", ""]),
        (flag(), flag(), flag(), flag()),
        of(&[
            "",
            "2026-12-01",
            "2026-12",
            "1700-01-01",
            "2026-13-01",
            "2026-12-01T08",
            "é",
        ]),
        of(&[
            "0",
            "1",
            "7",
            "4503599627370496",
            "18446744073709551615",
            "-1",
            "",
        ]),
        of(&[
            "",
            "0",
            "1.5",
            "-3",
            "1e30",
            "99999999999999999999999999999999999",
            "NaN",
        ]),
        of(&["", "0", "1", "2"]),
        of(&["a", "b", "\"a,b\"", ""]),
    )
        .prop_map(
            |(mask, (one, two, three, four), month, leads, value, valued, source)| {
                format!(
                    "{mask},{one},{two},{three},{four},{month},{leads},{value},{valued},{source}"
                )
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn whatever_a_query_gives_is_refused_or_comes_back(rows in prop::collection::vec(row(), 0..4)) {
        let plan = plan();
        let fingerprint = Fingerprint::of(&plan).digest();
        let header = "mask,excluded,control,outcome,reachable,month,leads,value,valued,source,plan";
        let rows = rows.iter().map(|row| format!("{row},{fingerprint}"));
        let lines: Vec<String> = std::iter::once(header.to_owned()).chain(rows).collect();
        if let Ok(saved) = Saved::read(lines.join("\n").as_bytes(), "q.csv", &plan) {
            let written = written(&saved, &plan);
            prop_assert_eq!(Saved::read(written.as_bytes(), "m.csv", &plan).unwrap(), saved);
        }
    }

    #[test]
    fn rows_in_a_file_are_the_same_rows(
        rows in prop::collection::vec((0_u64..8, 0_u64..8, 0_u64..9), 0..60),
        held in 0_usize..9,
        cut in 0_usize..60,
    ) {
        let rows: Vec<_> = rows.into_iter().map(|(mask, undecided, leads)| (mask, undecided & !mask, leads)).collect();
        let whole = table(&rows);
        let (one, other) = rows.split_at(cut.min(rows.len()));
        let mut parts = narrow_table(held, one);
        parts.merge(&narrow_table(held / 2, other)).unwrap();
        prop_assert_eq!(&parts, &whole);
        prop_assert_eq!(parts.leads(), whole.leads());
        let text = |table: MaskTable| written(&Saved::new(table, "leads.csv".to_owned(), None), &plan());
        prop_assert_eq!(text(parts), text(whole));
    }

    #[test]
    fn damaged_bytes_are_refused(place in 0_usize..2000, sign in any::<u8>()) {
        let plan = plan();
        let text = written(&Saved::new(table(&ROWS), "leads.csv".to_owned(), None), &plan);
        let mut bytes = text.clone().into_bytes();
        let place = place % (bytes.len() - 1);
        bytes[place] = sign;
        if let Ok(damaged) = String::from_utf8(bytes) {
            prop_assert!(damaged == text || Saved::read(damaged.as_bytes(), "m.csv", &plan).is_err());
        }
    }
}
