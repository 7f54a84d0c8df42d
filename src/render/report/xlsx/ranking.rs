//! The sheet that ranks: scores to change, what follows from them, and the workings.

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, Worksheet, XlsxError,
};

use indexmap::IndexSet;

use super::book::{Book, Cell, HEAD, Table};
use super::keys::{Cells, ahead, key, score};
use super::keys::{MET, PARKED, PIN_IN_FORCE, PLACE, free_rank, letter_of, verdict_cell};
use crate::plan::{Criterion, OrderKey, Scale, Verdict};
use crate::report::client::{ahead as ahead_of_next, likely, watched};
use crate::report::model::Segment;

/// A further column of this sheet that its formulas name.
const TAKES_PART: &str = "Q";
/// The column of names, hidden from a client.
const NAME_COLUMN: u16 = 14;
/// The first column of the ordering keys.
const KEYS: u16 = 18;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = book.words();
    let about = match (book.is_live(), book.is_for_client()) {
        (false, _) => "book.about-still",
        (true, true) => "book.about",
        (true, false) => "book.about-team",
    };
    let parts = [
        ("formula", book.report.method.formula_in_signs.as_str()),
        ("order", words.word("book.order")),
    ];
    let about = words.say(about, &parts);
    let third = words.word(book.plan().scoring.name_of(Criterion::Ease));
    let keys: Vec<String> = keys(book)
        .map(|key| {
            let key = words.say(&format!("key.{}", key.name()), &[]);
            words.say("book.key", &[("key", &key)])
        })
        .collect();
    // Wide enough for what stands there instead of a rank.
    let out = ["segment.parked", "segment.unscored"].map(|key| words.say(key, &[]).chars().count());
    let out = (out[0].max(out[1]) as f64 + 1.0).max(9.0);
    let mut columns = vec![
        (words.word("ranking.rank"), out),
        (words.word("ranking.segment"), 32.0),
        (words.word("impact"), 9.0),
        (words.word("confidence"), 12.5),
        (third, 9.0),
        (words.word("ranking.score"), 11.0),
        (words.word("book.met"), 11.5),
        (words.word("book.pinned"), 9.0),
        (words.word("book.rank-then"), 12.5),
        (words.word("ranking.likely"), 10.0),
        (words.word("ranking.ahead"), 17.0),
        match book.is_for_client() {
            true => (words.word("segment.watch"), 36.0),
            false => (words.word("book.flags"), 36.0),
        },
        (words.word("ranking.message"), 38.0),
        (words.word("segment.owner"), 14.0),
        (words.word("book.name"), 24.0),
        (words.word("book.place"), 9.0),
        (words.word("book.takes-part"), 8.0),
        (words.word("book.pin"), 8.0),
    ];
    columns.extend(keys.iter().map(|name| (name.as_str(), 11.0)));
    columns.push((words.word("book.by-keys"), 9.0));
    sheet.group_columns(15, columns.len() as u16 - 1)?;
    let has_notes = !book.is_for_client() && book.rows().iter().any(|one| one.plan.notes.is_some());
    if has_notes {
        columns.push((words.word("segment.notes"), 50.0));
    }
    let rows = (HEAD + 2..).zip(book.rows()).map(|(n, segment)| {
        let mut row = row(book, n, segment);
        if has_notes {
            let notes = segment.plan.notes.as_deref();
            row.push(Cell::text(notes.unwrap_or_default()));
        }
        row
    });
    let last = book.table(
        sheet,
        &Table {
            title: &book.plan().title,
            about: &about,
            columns,
            rows: rows.collect(),
            frozen: 2,
            filtered: Some(14),
            // Message and owner are in print on the sheet Order: so the letters stay large enough.
            printed: Some(11),
        },
    )?;
    if book.is_for_client() {
        sheet.set_column_hidden(NAME_COLUMN)?;
    }
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
        answers: &[Verdict::Yes, Verdict::Partly, Verdict::No].map(|one| book.answer(one)),
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
        None => book.standing(segment).to_owned(),
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
    let flags = if book.is_for_client() {
        watched(book.report, segment).join("\n")
    } else {
        let open = segment.findings.iter().filter(|one| one.is_open());
        let flags: IndexSet<&str> = open.map(|one| one.flag).collect();
        let flags: Vec<&str> = flags.into_iter().collect();
        flags.join(", ")
    };
    let plan = &segment.plan;
    [
        match segment.rank {
            Some(rank) => Cell::number(rank as f64, &book.formats.rank),
            None => Cell::text(book.standing(segment)),
        },
        Cell::text(likely(book.report, segment)),
        Cell::text(ahead_of_next(book.report, segment)),
        Cell::text(flags),
        Cell::text(plan.message.as_deref().unwrap_or_default()),
        Cell::text(plan.owner.as_deref().unwrap_or_default()),
        Cell::text(&plan.name),
    ]
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
    let words = book.words();
    let out = [words.word("segment.unscored"), words.word("segment.parked")];
    format!(
        "IF(Q{n}=1,IF(ISNUMBER(H{n}),{PIN_IN_FORCE}{n},{free}),IF({parked}=0,\"{}\",\"{}\"))",
        out[0], out[1]
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
        .set_error_title(book.words().word("book.off-scale"))?
        .set_error_message(book.words().say(
            "book.scale",
            &[("min", &min.to_string()), ("max", &max.to_string())],
        ))?;
    sheet.add_data_validation(first, 2, last, 4, &scale)?;
    let most = i32::try_from(book.rows().len()).unwrap_or(i32::MAX);
    let ranks = DataValidation::new()
        .allow_whole_number(DataValidationRule::Between(1, most))
        .set_error_message(book.words().word("book.rank-only"))?;
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
