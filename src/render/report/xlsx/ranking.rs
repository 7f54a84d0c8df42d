//! The sheet that ranks: scores to change, what follows from them, and the workings.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, Worksheet, XlsxError,
};

use indexmap::IndexSet;

use super::book::{Book, Cell, HEAD, Table};
use super::keys::{Cells, ahead, key, score};
use super::keys::{MET, PARKED, PIN_IN_FORCE, free_rank, letter_of, verdict_cell};
use crate::plan::{Criterion, OrderKey, Scale};
use crate::report::model::Segment;
use crate::text::words::capitalized;

/// Further columns of this sheet that its formulas name.
const PLACE: &str = "P";
const TAKES_PART: &str = "Q";
/// The first column of the ordering keys.
const KEYS: u16 = 18;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let about = format!(
        "Score: {}. Change a shaded cell: score, rank and the sheet Order follow. Certainty and flags are as of the report.",
        book.report.method.formula_in_signs
    );
    let third = capitalized(book.plan().scoring.name_of(Criterion::Ease));
    let keys: Vec<String> = keys(book)
        .map(|key| format!("By {}", key.name().replace('_', " ")))
        .collect();
    let mut columns = vec![
        ("Rank", 9.0),
        ("Segment", 32.0),
        ("Impact", 9.0),
        ("Confidence", 12.5),
        (&third, 9.0),
        ("Score", 11.0),
        ("Qualifiers met", 11.5),
        ("Pinned to", 9.0),
        ("Rank in the report", 12.5),
        ("Likely ranks", 10.0),
        ("Certainty", 17.0),
        ("Flags", 36.0),
        ("Message", 38.0),
        ("Owner", 14.0),
        ("Name", 24.0),
        ("Place in the file", 9.0),
        ("Takes part", 8.0),
        ("Pin in force", 8.0),
    ];
    columns.extend(keys.iter().map(|name| (name.as_str(), 11.0)));
    columns.push(("Place by keys", 9.0));
    sheet.group_columns(15, columns.len() as u16 - 1)?;
    let rows = (HEAD + 2..).zip(book.rows());
    let last = book.table(
        sheet,
        &Table {
            title: &book.plan().title,
            about: &about,
            columns,
            rows: rows.map(|(n, segment)| row(book, n, segment)).collect(),
            frozen: 2,
            filtered: Some(14),
            // Message and owner are in print on the sheet Order: so the letters stay large enough.
            printed: Some(11),
        },
    )?;
    check_input(book, sheet, last)?;
    color(book, sheet, last)
}

/// What the order goes by, first key first, then the tie-breaks.
fn keys<'a>(book: &'a Book) -> impl Iterator<Item = OrderKey> + 'a {
    let order = &book.plan().order;
    order.by.iter().chain(&order.break_ties).copied()
}

/// The row that formulas call `n`.
fn row<'a>(book: &'a Book, n: u32, segment: &Segment) -> Vec<Cell<'a>> {
    let formats = &book.formats;
    let cells = Cells {
        scores: ["C", "D", "E"].map(|letter| format!("{letter}{n}")),
        score: format!("F{n}"),
        met: format!("G{n}"),
        verdict: &|name| verdict_cell(book, n, letter_of(name)),
    };
    let [i, _, e] = &cells.scores;
    let scoring = &book.plan().scoring;
    let formula = format!(
        "IF(COUNT({i}:{e})=3,{},\"\")",
        score(scoring, &cells.scores)
    );
    let scored = segment.score.map(|score| score.value.to_string());
    let mut pins = book.plan().order.pins.iter();
    let pin = pins.find(|pin| pin.segment == segment.id);
    let now = match segment.rank {
        Some(rank) => rank.to_string(),
        None => standing(segment).to_owned(),
    };
    let mut row = vec![
        Cell::Formula(rank(book, n), now, &formats.rank),
        Cell::text(&segment.plan.label),
    ];
    let scores = segment.criteria.iter();
    row.extend(scores.map(|one| Cell::Number(one.value, &formats.input)));
    row.extend([
        Cell::found(formula, scored.as_deref(), &formats.score),
        Cell::Formula(
            verdict_cell(book, n, MET),
            segment.qualifiers_met.to_string(),
            &formats.number,
        ),
        Cell::Number(pin.map(|pin| pin.rank as f64), &formats.choice),
    ]);
    row.extend(as_reported(book, segment));
    row.extend(workings(book, n, segment, &cells));
    row
}

/// What is of the report and does not move.
fn as_reported<'a>(book: &'a Book, segment: &Segment) -> [Cell<'a>; 7] {
    let certainty = segment.certainty.as_ref();
    let ranks = certainty.map_or_else(String::new, |sure| {
        match (sure.draws.rank_low, sure.draws.rank_high) {
            (low, high) if low == high => low.to_string(),
            (low, high) => format!("{low} to {high}"),
        }
    });
    let word = certainty.and_then(|sure| sure.word).unwrap_or_default();
    let sure = match certainty.and_then(|sure| sure.share_ahead) {
        Some(share) => format!("{word}, {}", book.report.locale.percent(share, 0)),
        None => word.to_owned(),
    };
    let own = segment.findings.iter();
    let own = own.filter(|one| one.severity != "info" && one.allowed.is_none());
    let flags: IndexSet<&str> = own.map(|one| one.flag).collect();
    let flags: Vec<&str> = flags.into_iter().collect();
    let plan = &segment.plan;
    [
        match segment.rank {
            Some(rank) => Cell::number(rank as f64, &book.formats.rank),
            None => Cell::text(standing(segment)),
        },
        Cell::text(ranks),
        Cell::text(sure),
        Cell::text(flags.join(", ")),
        Cell::text(plan.message.as_deref().unwrap_or_default()),
        Cell::text(plan.owner.as_deref().unwrap_or_default()),
        Cell::text(&plan.name),
    ]
}

/// What a segment without a rank is instead.
fn standing(segment: &Segment) -> &'static str {
    if segment.parked_because.is_empty() {
        "unscored"
    } else {
        "parked"
    }
}

/// Columns that formulas read: the place in the file, whether it takes part, its pin, its ordering
/// keys, and its place by them among those without a pin.
fn workings<'a>(book: &'a Book, n: u32, segment: &Segment, cells: &Cells) -> Vec<Cell<'a>> {
    let formats = &book.formats;
    let parked = verdict_cell(book, n, PARKED);
    let (pins, parts) = (book.column("H"), book.column(TAKES_PART));
    let held = format!("SUMPRODUCT(ISNUMBER({pins})*({parts}=1))");
    let before = format!("SUMPRODUCT(ISNUMBER({pins})*({parts}=1)*({pins}<=H{n}))");
    let pin = format!("IF(AND(Q{n}=1,ISNUMBER(H{n})),MIN(H{n},SUM({parts})-{held}+{before}),\"\")");
    let mut workings = vec![
        Cell::number((segment.id.0 + 1) as f64, &formats.whole),
        Cell::formula(
            format!("IF(AND(COUNT(C{n}:E{n})=3,{parked}=0),1,0)"),
            &formats.whole,
        ),
        Cell::formula(pin, &formats.whole),
    ];
    let mut pairs = Vec::new();
    for (column, which) in (KEYS..).zip(keys(book)) {
        let value = key(&book.plan().scoring, which, cells, segment);
        let formula = format!("IF(Q{n}=1,{value},0)");
        workings.push(Cell::formula(formula, &formats.number));
        let letter = letter(column);
        pairs.push((book.column(&letter), format!("{letter}{n}")));
    }
    let ahead = ahead(&pairs, &(book.column(PLACE), format!("{PLACE}{n}")));
    let free = format!("({parts}=1)*(1-ISNUMBER({pins}))");
    let place = format!("IF(AND(Q{n}=1,NOT(ISNUMBER(H{n}))),1+SUMPRODUCT({free}*{ahead}),\"\")");
    workings.push(Cell::formula(place, &formats.whole));
    workings
}

/// The rank of a row: its pin in force, else the free one at its place by keys.
fn rank(book: &Book, n: u32) -> String {
    let parked = verdict_cell(book, n, PARKED);
    let place = letter(KEYS + keys(book).count() as u16);
    let free = free_rank(book, &format!("{place}{n}"));
    format!(
        "IF(Q{n}=1,IF(ISNUMBER(H{n}),{PIN_IN_FORCE}{n},{free}),IF({parked}=0,\"unscored\",\"parked\"))"
    )
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
fn letter(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

fn check_input(book: &Book, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let Scale { min, max } = book.plan().scoring.scale;
    let first = HEAD + 1;
    let scale = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(min, max))
        .set_error_title("Outside the scale")?
        .set_error_message(format!("A score from {min} to {max}."))?;
    sheet.add_data_validation(first, 2, last, 4, &scale)?;
    let most = i32::try_from(book.rows().len()).unwrap_or(i32::MAX);
    let ranks = DataValidation::new()
        .allow_whole_number(DataValidationRule::Between(1, most))
        .set_error_message("A rank, or nothing.")?;
    sheet.add_data_validation(first, 7, last, 7, &ranks)?;
    Ok(())
}

fn color(book: &Book, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let first = HEAD + 1;
    sheet.add_conditional_format(first, 5, last, 5, &book.formats.bar)?;
    let rule = |formula: &str, format: &rust_xlsxwriter::Format| {
        ConditionalFormatFormula::new()
            .set_rule(formula)
            .set_format(format)
    };
    let n = first + 1;
    let moved = rule(&format!("=$A{n}<>$I{n}"), &book.formats.no);
    sheet.add_conditional_format(first, 0, last, 0, &moved)?;
    let out = rule(&format!("=NOT(ISNUMBER($A{n}))"), &book.formats.out);
    sheet.add_conditional_format(first, 1, last, 13, &out)?;
    Ok(())
}
