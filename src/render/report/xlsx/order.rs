//! The sheet of the priority order, which follows the ranking.

use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet, XlsxError};

use super::book::{Book, HEAD, cut, fit};
use super::cells::{self, formula_of};

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let about =
        "A lead that fits several segments gets the message of the first of them in this list.";
    book.heading(sheet, "Order for overlaps", about)?;
    book.head(
        sheet,
        &[
            ("Priority", 10.0),
            ("Segment", 36.0),
            ("Name", 28.0),
            ("Message", 50.0),
            ("Owner", 16.0),
            ("Held by a pin", 9.0),
            ("Free rank", 9.0),
        ],
    )?;
    // Without it a place that nobody takes yet shows 0 in viewers that do not calculate.
    sheet.set_formula_result_default("");
    let rows = book.rows();
    let ranked = &book.report.ranked;
    for place in 0..rows.len() {
        let at = HEAD + 1 + place as u32;
        let n = at + 1;
        sheet.write_number_with_format(at, 0, (place + 1) as f64, &book.formats.rank)?;
        let now = ranked.get(place);
        let texts = [
            (cells::LABEL, now.map(|one| one.plan.label.as_str())),
            (cells::NAME, now.map(|one| one.plan.name.as_str())),
            (
                cells::MESSAGE,
                now.and_then(|one| one.plan.message.as_deref()),
            ),
            (cells::OWNER, now.and_then(|one| one.plan.owner.as_deref())),
        ];
        for (column, (letter, text)) in texts.into_iter().enumerate() {
            let (values, ranks) = (book.column(letter), book.column(cells::RANK));
            let found = format!("INDEX(Ranking!{values},MATCH($A{n},Ranking!{ranks},0))");
            let formula = formula_of(
                format!("IFERROR({found}&\"\",\"\")"),
                text.unwrap_or_default(),
            );
            sheet.write_formula_with_format(at, 1 + column as u16, formula, &book.formats.text)?;
        }
        let [label, _, message, _] = texts.map(|(_, text)| text.unwrap_or_default());
        fit(sheet, at, &[(label, 36.0), (message, 50.0)])?;
        let pins = book.column(cells::PIN_IN_FORCE);
        let held = format!("COUNTIF(Ranking!{pins},A{n})");
        sheet.write_formula_with_format(at, 5, held.as_str(), &book.formats.whole)?;
        let free = format!("IF(F{n}>0,\"\",A{n}-SUM(F${}:F{n}))", HEAD + 2);
        sheet.write_formula_with_format(at, 6, free.as_str(), &book.formats.whole)?;
    }
    let last = HEAD + 1 + rows.len() as u32;
    // A place that nobody takes: only the unparking of a candidate fills it.
    let empty = ConditionalFormatFormula::new()
        .set_rule(format!("=$B{}=\"\"", HEAD + 2).as_str())
        .set_format(&book.formats.unseen);
    sheet.add_conditional_format(HEAD + 1, 0, last - 1, 0, &empty)?;
    sheet.write_string_with_format(last, 0, "others", &book.formats.rank)?;
    sheet.write_string_with_format(last, 1, cut(&book.report.default.label), &book.formats.bold)?;
    book.text(sheet, last, 2, &book.report.default.name)?;
    sheet.group_columns(5, 6)?;
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_print_area(0, 0, last, 4)?;
    Ok(())
}
