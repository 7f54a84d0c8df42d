//! The sheet of the priority order, which follows the ranking.

use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet, XlsxError};

use super::book::{Book, Cell, HEAD, Table, cut};
use super::keys;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = book.words();
    let third = match book.is_for_client() {
        true => (words.word("ranking.score"), 12.0),
        false => (words.word("book.name"), 28.0),
    };
    let others = book.table(
        sheet,
        &Table {
            title: words.word("book.order-title"),
            about: words.word("book.order-about"),
            columns: vec![
                (words.word("book.priority"), 10.0),
                (words.word("ranking.segment"), 36.0),
                third,
                (words.word("ranking.message"), 50.0),
                (words.word("segment.owner"), 16.0),
                (words.word("book.held"), 9.0),
                (words.word("book.free"), 9.0),
            ],
            rows: (0..book.rows().len())
                .map(|place| row(book, place))
                .collect(),
            frozen: 0,
            filtered: None,
            printed: None,
        },
    )? + 1;
    // A place that nobody takes: only the unparking of a candidate fills it.
    let empty = ConditionalFormatFormula::new()
        .set_rule(format!("=$B{}=\"\"", HEAD + 2).as_str())
        .set_format(&book.formats.unseen);
    sheet.add_conditional_format(HEAD + 1, 0, others - 1, 0, &empty)?;
    let default = &book.report.default;
    sheet.write_string_with_format(others, 0, words.word("book.others"), &book.formats.rank)?;
    sheet.write_string_with_format(others, 1, cut(&default.label), &book.formats.bold)?;
    if !book.is_for_client() {
        book.cell(sheet, others, 2, &Cell::text(&default.name))?;
    }
    sheet.group_columns(5, 6)?;
    sheet.set_print_area(0, 0, others, 4)?;
    Ok(())
}

fn row<'a>(book: &'a Book, place: usize) -> Vec<Cell<'a>> {
    let n = HEAD + 2 + place as u32;
    let ranked = book.report.ranked.get(place);
    let now = ranked.map(|one| &one.plan);
    let sheet = book.words().word("book.ranking");
    let find = |letter: &str| {
        let (values, ranks) = (book.column(letter), book.column(keys::RANK));
        format!("INDEX({sheet}!{values},MATCH($A{n},{sheet}!{ranks},0))")
    };
    let found = |letter: &str, now: Option<&str>| {
        let found = format!("IFERROR({}&\"\",\"\")", find(letter));
        Cell::found(found, now, &book.formats.text)
    };
    let third = match book.is_for_client() {
        true => {
            let score = ranked.and_then(|one| one.score);
            let score = score.map(|score| score.value.to_string());
            let found = format!("IFERROR({},\"\")", find(keys::SCORE));
            Cell::found(found, score.as_deref(), &book.formats.score)
        }
        false => found(keys::NAME, now.map(|one| one.name.as_str())),
    };
    let pins = book.column(keys::PIN_IN_FORCE);
    let held = format!("COUNTIF({sheet}!{pins},A{n})");
    let free = format!("IF(F{n}>0,\"\",A{n}-SUM(F${}:F{n}))", HEAD + 2);
    vec![
        Cell::number((place + 1) as f64, &book.formats.rank),
        found(keys::LABEL, now.map(|one| one.label.as_str())),
        third,
        found(keys::MESSAGE, now.and_then(|one| one.message.as_deref())),
        found(keys::OWNER, now.and_then(|one| one.owner.as_deref())),
        Cell::formula(held, &book.formats.whole),
        Cell::formula(free, &book.formats.whole),
    ]
}
