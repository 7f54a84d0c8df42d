//! The sheet of verdicts: to change, with what they decide.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Worksheet, XlsxError,
};

use super::book::{Book, Cell, HEAD, Table};
use super::keys::letter_of;
use super::keys::literal;
use crate::report::model::Segment;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let about =
        "Change a verdict: what is met, and who is parked, follows. Yes counts one, partly a half.";
    let rows = (HEAD + 2..).zip(book.rows());
    book.table(
        sheet,
        &Table {
            title: "Qualifiers",
            about,
            columns: vec![
                ("Segment", 32.0),
                ("Measurable", 14.0),
                ("Relevant", 14.0),
                ("Actionable", 14.0),
                ("Distinguishable", 17.0),
                ("Stable", 14.0),
                ("Met", 7.0),
                ("Possible", 10.0),
                ("Parked", 9.0),
                ("Reasons", 60.0),
                ("Name", 24.0),
            ],
            rows: rows.map(|(n, segment)| row(book, n, segment)).collect(),
            frozen: 1,
            filtered: Some(10),
            printed: Some(9),
        },
    )?;
    let (first, last) = (HEAD + 1, book.span().1 - 1);
    let verdicts = DataValidation::new().allow_list_strings(&["yes", "partly", "no", "unknown"])?;
    sheet.add_data_validation(first, 1, last, 5, &verdicts)?;
    for (verdict, format) in [
        ("yes", &book.formats.yes),
        ("partly", &book.formats.partly),
        ("no", &book.formats.no),
    ] {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(verdict))
            .set_format(format);
        sheet.add_conditional_format(first, 1, last, 5, &rule)?;
    }
    Ok(())
}

/// The row that formulas call `n`.
fn row<'a>(book: &'a Book, n: u32, segment: &Segment) -> Vec<Cell<'a>> {
    let formats = &book.formats;
    let met = format!("COUNTIF(B{n}:F{n},\"yes\")+COUNTIF(B{n}:F{n},\"partly\")/2");
    let possible = format!("G{n}+COUNTIF(B{n}:F{n},\"unknown\")+COUNTBLANK(B{n}:F{n})");
    let policy = &book.plan().qualify;
    let required = policy.required.iter();
    let refused = required.map(|one| format!("{}{n}=\"no\"", letter_of(one.name())));
    let few = format!("H{n}<{}", literal(policy.at_least));
    let any: Vec<String> = refused.chain([few]).collect();
    let parked = format!("IF(OR({}),1,0)", any.join(","));
    let is_parked = u8::from(!segment.parked_because.is_empty());
    let reasons = segment.qualifiers.iter();
    let reasons: Vec<String> = reasons
        .filter_map(|one| Some(format!("{}: {}", one.name, one.because.as_deref()?)))
        .collect();
    let mut cells = vec![Cell::text(&segment.plan.label)];
    let verdicts = segment.qualifiers.iter().map(|one| one.verdict);
    cells.extend(verdicts.map(Cell::Choice));
    cells.extend([
        Cell::Formula(met, segment.qualifiers_met.to_string(), &formats.number),
        Cell::formula(possible, &formats.number),
        Cell::Formula(parked, is_parked.to_string(), &formats.whole),
        Cell::text(reasons.join("\n")),
        Cell::text(&segment.plan.name),
    ]);
    cells
}
