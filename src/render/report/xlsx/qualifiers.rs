//! The sheet of verdicts: to change, with what they decide.

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Worksheet, XlsxError,
};

use super::book::{Book, Cell, HEAD, Table};
use super::keys::letter_of;
use super::keys::literal;
use crate::plan::Verdict;
use crate::report::model::Segment;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = book.words();
    let about = words.word("book.verdicts");
    let rows = (HEAD + 2..).zip(book.rows());
    book.table(
        sheet,
        &Table {
            title: words.word("book.qualifiers"),
            about,
            columns: vec![
                (words.word("ranking.segment"), 32.0),
                (words.word("measurable"), 14.0),
                (words.word("relevant"), 14.0),
                (words.word("actionable"), 14.0),
                (words.word("distinguishable"), 17.0),
                (words.word("stable"), 14.0),
                (words.word("book.answers-met"), 7.0),
                (words.word("book.possible"), 10.0),
                (words.word("book.parked"), 9.0),
                (words.word("book.reasons"), 60.0),
                match book.is_for_client() {
                    true => (words.word("book.place"), 9.0),
                    false => (words.word("book.name"), 24.0),
                },
            ],
            rows: rows.map(|(n, segment)| row(book, n, segment)).collect(),
            frozen: 1,
            filtered: Some(10),
            printed: Some(9),
        },
    )?;
    let (first, last) = (HEAD + 1, book.span().1 - 1);
    let verdicts = {
        let answers: Vec<String> = Verdict::ALL.iter().map(|one| book.answer(*one)).collect();
        DataValidation::new().allow_list_strings(&answers)?
    };
    sheet.add_data_validation(first, 1, last, 5, &verdicts)?;
    for (verdict, format) in [
        (Verdict::Yes, &book.formats.yes),
        (Verdict::Partly, &book.formats.partly),
        (Verdict::No, &book.formats.no),
    ] {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(book.answer(verdict)))
            .set_format(format);
        sheet.add_conditional_format(first, 1, last, 5, &rule)?;
    }
    Ok(())
}

/// The row that formulas call `n`.
fn row<'a>(book: &'a Book, n: u32, segment: &Segment) -> Vec<Cell<'a>> {
    let formats = &book.formats;
    let [yes, partly, no, unknown] = [Verdict::Yes, Verdict::Partly, Verdict::No, Verdict::Unknown]
        .map(|verdict| book.answer(verdict));
    let met = format!("COUNTIF(B{n}:F{n},\"{yes}\")+COUNTIF(B{n}:F{n},\"{partly}\")/2");
    let possible = format!("G{n}+COUNTIF(B{n}:F{n},\"{unknown}\")+COUNTBLANK(B{n}:F{n})");
    let policy = &book.plan().qualify;
    let required = policy.required.iter();
    let refused = required.map(|one| format!("{}{n}=\"{no}\"", letter_of(one.name())));
    let few = format!("H{n}<{}", literal(policy.at_least));
    let any: Vec<String> = refused.chain([few]).collect();
    let parked = format!("IF(OR({}),1,0)", any.join(","));
    let is_parked = u8::from(!segment.parked_because.is_empty());
    let reasons = segment.qualifiers.iter();
    let reasons: Vec<String> = reasons
        .filter_map(|one| Some(format!("{}: {}", one.name, one.because.as_deref()?)))
        .collect();
    let mut cells = vec![Cell::text(&segment.plan.label)];
    let verdicts = segment.qualifiers.iter();
    cells.extend(verdicts.map(|one| Cell::Choice(book.words().say(one.verdict, &[]))));
    cells.extend([
        Cell::Formula(met, segment.qualifiers_met.to_string(), &formats.number),
        Cell::formula(possible, &formats.number),
        Cell::Formula(parked, is_parked.to_string(), &formats.whole),
        Cell::text(reasons.join("\n")),
        match book.is_for_client() {
            true => Cell::number((segment.id.0 + 1) as f64, &formats.whole),
            false => Cell::text(&segment.plan.name),
        },
    ]);
    cells
}
