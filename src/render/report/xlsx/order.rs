//! The sheet of the priority order, which follows the ranking.

use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet, XlsxError};

use super::book::{Book, Cell, HEAD, Table, cut};
use super::keys;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let about =
        "A lead that fits several segments gets the message of the first of them in this list.";
    let others = book.table(
        sheet,
        &Table {
            title: "Order for overlaps",
            about,
            columns: vec![
                ("Priority", 10.0),
                ("Segment", 36.0),
                ("Name", 28.0),
                ("Message", 50.0),
                ("Owner", 16.0),
                ("Held by a pin", 9.0),
                ("Free rank", 9.0),
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
    sheet.write_string_with_format(others, 0, "others", &book.formats.rank)?;
    sheet.write_string_with_format(others, 1, cut(&default.label), &book.formats.bold)?;
    book.cell(sheet, others, 2, &Cell::text(&default.name))?;
    sheet.group_columns(5, 6)?;
    sheet.set_print_area(0, 0, others, 4)?;
    Ok(())
}

fn row<'a>(book: &'a Book, place: usize) -> Vec<Cell<'a>> {
    let n = HEAD + 2 + place as u32;
    let now = book.report.ranked.get(place).map(|one| &one.plan);
    let found = |letter: &str, now: Option<&str>| {
        let (values, ranks) = (book.column(letter), book.column(keys::RANK));
        let found = format!("INDEX(Ranking!{values},MATCH($A{n},Ranking!{ranks},0))");
        Cell::found(
            format!("IFERROR({found}&\"\",\"\")"),
            now,
            &book.formats.text,
        )
    };
    let pins = book.column(keys::PIN_IN_FORCE);
    let held = format!("COUNTIF(Ranking!{pins},A{n})");
    let free = format!("IF(F{n}>0,\"\",A{n}-SUM(F${}:F{n}))", HEAD + 2);
    vec![
        Cell::number((place + 1) as f64, &book.formats.rank),
        found(keys::LABEL, now.map(|one| one.label.as_str())),
        found(keys::NAME, now.map(|one| one.name.as_str())),
        found(keys::MESSAGE, now.and_then(|one| one.message.as_deref())),
        found(keys::OWNER, now.and_then(|one| one.owner.as_deref())),
        Cell::formula(held, &book.formats.whole),
        Cell::formula(free, &book.formats.whole),
    ]
}
