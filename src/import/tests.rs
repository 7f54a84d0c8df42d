//! What holds for every plan that goes into a sheet and comes back.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;

use super::{Import, ImportOptions, import, update};
use crate::assess::score::{rounded, score};
use crate::plan::{ByCriterion, Criterion, Document, Formula, ReadOptions, Scale, Scoring, Third};
use crate::sheet::Book;
use crate::yaml::Source;

/// A way to score, with the headings that a sheet has for it and what its numbers are multiplied by.
#[derive(Debug, Clone)]
struct Way {
    formula: Formula,
    third: Third,
    headings: [&'static str; 3],
    factor: f64,
}

fn ways() -> impl Strategy<Value = Way> {
    let way = |formula, third, headings, factor| Way {
        formula,
        third,
        headings,
        factor,
    };
    let ease = ["Impact", "Confidence", "Ease"];
    let effort = ["Wirkung", "Zuversicht", "Aufwand"];
    let tenths = ["Impact (0-1)", "Confidence (0-1)", "Ease (0-1)"];
    select(vec![
        way(Formula::Product, Third::Ease, ease, 1.0),
        way(Formula::Mean, Third::Ease, ease, 1.0),
        way(Formula::GeometricMean, Third::Ease, ease, 1.0),
        way(Formula::Ratio, Third::Effort, effort, 1.0),
        way(Formula::Product, Third::Effort, effort, 1.0),
        way(Formula::Product, Third::Ease, tenths, 0.1),
        way(Formula::Mean, Third::Ease, tenths, 0.1),
    ])
}

fn scoring(way: &Way) -> Scoring {
    let import = Import {
        title: String::new(),
        origin: String::new(),
        formula: way.formula,
        third: way.third,
        scale: Scale::USUAL,
        weights: ByCriterion::from_fn(|_| 1.0),
        panel: None,
        segments: Vec::new(),
        columns: Vec::new(),
        findings: Vec::new(),
        remarks: Vec::new(),
    };
    import.scoring()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_that_goes_into_a_sheet_comes_back_with_the_same_ranking(
        way in ways(),
        ideas in proptest::collection::vec([10..=100_u32, 10..=100, 10..=100], 4..20),
        delimiter in select(vec![',', ';', '\t']),
        stated in any::<bool>(),
    ) {
        let before = scoring(&way);
        let scores = ideas.iter().map(|idea| {
            let [impact, confidence, ease] = idea.map(|tenths| f64::from(tenths) / 10.0);
            ByCriterion { impact, confidence, ease }
        });
        let scores: Vec<ByCriterion<f64>> = scores.collect();
        let number = |value: f64| {
            let text = format!("{}", rounded(value));
            if delimiter == ';' { text.replace('.', ",") } else { text }
        };
        let [impact, confidence, third] = way.headings;
        // Without stated scores, only the usual formula of a direction can be found.
        let usual = matches!((way.formula, way.third), (Formula::Product, Third::Ease) | (Formula::Ratio, Third::Effort));
        let stated = stated || !usual;
        let mut sheet = ["Idea", impact, confidence, third].join(&delimiter.to_string());
        if stated {
            write!(sheet, "{delimiter}Score").unwrap();
        }
        for (place, one) in scores.iter().enumerate() {
            let cells = Criterion::ALL.iter().map(|criterion| number(one.get(*criterion) * way.factor));
            let cells: Vec<String> = std::iter::once(format!("Idea {place}")).chain(cells).collect();
            write!(sheet, "\n{}", cells.join(&delimiter.to_string())).unwrap();
            if stated {
                write!(sheet, "{delimiter}{}", number(score(&before, one))).unwrap();
            }
        }
        let book = Book::read("ideas.csv", sheet.as_bytes(), None).unwrap();
        let import = match import(&book, &ImportOptions::default()) {
            Ok(import) => import,
            Err(error) => panic!("{error:?}\n{sheet}"),
        };
        prop_assert!(import.remarks.is_empty(), "{:?}\n{sheet}", import.remarks);
        let after = import.scoring();
        let value = |place: usize| {
            let central = |criterion| import.segments[place].scores.get(criterion).as_ref().unwrap().central();
            rounded(score(&after, &ByCriterion::from_fn(central)))
        };
        for one in 0..scores.len() {
            for two in 0..one {
                let was = rounded(score(&before, &scores[one])).total_cmp(&rounded(score(&before, &scores[two])));
                let is = value(one).total_cmp(&value(two));
                prop_assert_eq!(was, is, "{} and {}: {:?}\n{}", one, two, &import.findings, &sheet);
            }
        }
    }
}

/// Sheets that teams might write, to be damaged.
const SHEETS: [&str; 5] = [
    include_str!("../../tests/data/sheets/slip.csv"),
    include_str!("../../tests/data/sheets/german.csv"),
    include_str!("../../tests/data/sheets/scorers.csv"),
    include_str!("../../tests/data/sheets/words.md"),
    include_str!("../../tests/data/sheets/scorers.md"),
];

/// What may get into a cell.
const PIECES: [&str; 20] = [
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\"",
    "Impact",
    "Ease (Ana)",
    "Effort",
    "Score",
    "Name",
    "true",
    "~: x #",
    "-1",
    "1e400",
    "99 %",
    "Total",
    "\u{202e}",
    "=A1*B1",
    "7-8",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_imported_is_a_plan_that_can_be_read(
        sheet in select(SHEETS.to_vec()),
        edits in proptest::collection::vec((any::<u16>(), 0..6_usize, select(PIECES.to_vec())), 1..9),
    ) {
        let mut signs: Vec<char> = sheet.chars().collect();
        for (at, length, piece) in edits {
            let from = usize::from(at) % (signs.len() + 1);
            let to = (from + length).min(signs.len());
            signs.splice(from..to, piece.chars());
        }
        let sheet: String = signs.into_iter().collect();
        let book = Book::read("sheet", sheet.as_bytes(), None).unwrap();
        if let Ok(import) = import(&book, &ImportOptions::default()) {
            let text = import.plan_text();
            let options = ReadOptions::on(jiff::civil::date(2027, 1, 4));
            let document = match Document::read(Source::new("plan", text.clone()), &options) {
                Ok(document) => document,
                Err((_, problems)) => panic!("{problems:?}\n{sheet}\n{text}"),
            };
            prop_assert_eq!(document.plan.segments.len(), import.segments.len());
            if let Ok(update) = update(&book, &document, &ImportOptions::default()) {
                prop_assert!(Document::read(Source::new("plan", update.text), &options).is_ok());
            }
        }
    }
}

#[test]
fn the_largest_sheet_takes_seconds_and_a_larger_one_is_refused() {
    let mut sheet = String::from("Idea,Impact,Confidence,Ease,Score\n");
    for row in 0..4_998 {
        writeln!(sheet, "Idea,{},8,7,{}", row % 9 + 1, (row % 9 + 1) * 56).unwrap();
    }
    let book = Book::read("ideas.csv", sheet.as_bytes(), None).unwrap();
    let import = import(&book, &ImportOptions::default()).unwrap();
    assert_eq!(import.segments.len(), 4_998);
    sheet.push_str(&"more,1,1,1,1\n".repeat(3));
    let refused = Book::read("ideas.csv", sheet.as_bytes(), None).unwrap_err();
    assert_eq!(
        refused.message,
        "this sheet has 5002 rows; a list of ideas has at most 5000"
    );
}
