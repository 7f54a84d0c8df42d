//! The sheet of verdicts: to change, with what they decide.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Worksheet, XlsxError,
};

use super::book::{Book, HEAD, fit};
use super::cells::{formula_of, letter_of};
use super::keys::literal;
use crate::report::model::Segment;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let about =
        "Change a verdict: what is met, and who is parked, follows. Yes counts one, partly a half.";
    book.heading(sheet, "Qualifiers", about)?;
    book.head(
        sheet,
        &[
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
    )?;
    for (at, segment) in book.rows().into_iter().enumerate() {
        row(book, sheet, HEAD + 1 + at as u32, segment)?;
    }
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
    sheet.autofilter(HEAD, 0, last, 10)?;
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_print_area(0, 0, last, 9)?;
    Ok(())
}

fn row(book: &Book, sheet: &mut Worksheet, at: u32, segment: &Segment) -> Result<(), XlsxError> {
    let n = at + 1;
    book.text(sheet, at, 0, &segment.plan.label)?;
    for (place, one) in segment.qualifiers.iter().enumerate() {
        sheet.write_string_with_format(at, 1 + place as u16, one.verdict, &book.formats.choice)?;
    }
    let met = format!("COUNTIF(B{n}:F{n},\"yes\")+COUNTIF(B{n}:F{n},\"partly\")/2");
    let possible = format!("G{n}+COUNTIF(B{n}:F{n},\"unknown\")+COUNTBLANK(B{n}:F{n})");
    let met = formula_of(met, &segment.qualifiers_met.to_string());
    sheet.write_formula_with_format(at, 6, met, &book.formats.number)?;
    sheet.write_formula_with_format(at, 7, possible.as_str(), &book.formats.number)?;

    let method = &book.report.method;
    let required = method
        .required
        .iter()
        .map(|name| format!("{}{n}=\"no\"", letter_of(name)));
    let few = format!("H{n}<{}", literal(method.at_least));
    let any: Vec<String> = required.chain([few]).collect();
    let parked = format!("IF(OR({}),1,0)", any.join(","));
    let now = if segment.parked_because.is_empty() {
        "0"
    } else {
        "1"
    };
    sheet.write_formula_with_format(at, 8, formula_of(parked, now), &book.formats.whole)?;

    let reasons: Vec<String> = segment
        .qualifiers
        .iter()
        .filter_map(|one| Some(format!("{}: {}", one.name, one.because.as_deref()?)))
        .collect();
    let reasons = reasons.join("\n");
    book.text(sheet, at, 9, &reasons)?;
    fit(sheet, at, &[(&segment.plan.label, 32.0), (&reasons, 60.0)])?;
    book.text(sheet, at, 10, &segment.plan.name)
}
