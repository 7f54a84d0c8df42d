//! The sheet that ranks: scores to change, what follows from them, and the workings.

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatFormula, DataValidation, DataValidationRule,
    Worksheet, XlsxError,
};

use super::book::{Book, HEAD, fit};
use super::cells::{MET, PARKED, PIN_IN_FORCE, formula_of, free_rank, letter_of, verdict_cell};
use super::keys::{Cells, ahead, key, score};
use crate::report::model::Segment;

/// Further columns of this sheet that its formulas name.
const PLACE: &str = "P";
const TAKES_PART: &str = "Q";
/// Widths of the columns that make a row high.
const LABELS: f64 = 32.0;
const WARNINGS: f64 = 36.0;
/// The first column of the ordering keys.
const KEYS: u16 = 18;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let method = &book.report.method;
    let about = format!(
        "Score: {}. Change a shaded cell: score, rank and the sheet Order follow. Certainty and flags are as of the report.",
        method.formula_in_signs
    );
    book.heading(sheet, &book.report.title.title, &about)?;
    head(book, sheet)?;
    // Without it a missing score shows 0 in viewers that do not calculate.
    sheet.set_formula_result_default("");
    for (at, segment) in book.rows().into_iter().enumerate() {
        row(book, sheet, HEAD + 1 + at as u32, segment)?;
    }
    check_input(book, sheet)?;
    color(book, sheet)?;
    let last = book.span().1 - 1;
    sheet.autofilter(HEAD, 0, last, 14)?;
    sheet.set_freeze_panes(HEAD + 1, 2)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    // Message and owner are in print on the sheet Order: so the letters stay large enough.
    sheet.set_print_area(0, 0, last, 11)?;
    Ok(())
}

fn head(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let third = if book.report.method.third == "effort" {
        "Effort"
    } else {
        "Ease"
    };
    let mut columns = vec![
        ("Rank", 9.0),
        ("Segment", LABELS),
        ("Impact", 9.0),
        ("Confidence", 12.5),
        (third, 9.0),
        ("Score", 11.0),
        ("Qualifiers met", 11.5),
        ("Pinned to", 9.0),
        ("Rank in the report", 12.5),
        ("Likely ranks", 10.0),
        ("Certainty", 17.0),
        ("Flags", WARNINGS),
        ("Message", 38.0),
        ("Owner", 14.0),
        ("Name", 24.0),
        ("Place in the file", 9.0),
        ("Takes part", 8.0),
        ("Pin in force", 8.0),
    ];
    let names: Vec<String> = book
        .report
        .method
        .keys
        .iter()
        .map(|name| format!("By {}", name.replace('_', " ")))
        .collect();
    columns.extend(names.iter().map(|name| (name.as_str(), 11.0)));
    columns.push(("Place by keys", 9.0));
    book.head(sheet, &columns)?;
    sheet.group_columns(15, columns.len() as u16 - 1)?;
    Ok(())
}

fn row(book: &Book, sheet: &mut Worksheet, at: u32, segment: &Segment) -> Result<(), XlsxError> {
    let formats = &book.formats;
    let n = at + 1;
    book.text(sheet, at, 1, &segment.plan.label)?;
    for (place, one) in segment.criteria.iter().enumerate() {
        let column = 2 + place as u16;
        match one.value {
            Some(value) => sheet.write_number_with_format(at, column, value, &formats.input)?,
            None => sheet.write_blank(at, column, &formats.input)?,
        };
    }
    let [i, c, e] = ["C", "D", "E"].map(|letter| format!("{letter}{n}"));
    let formula = score(&book.report.method, [&i, &c, &e]);
    let scored = segment
        .score
        .map_or_else(String::new, |score| score.value.to_string());
    let formula = formula_of(format!("IF(COUNT({i}:{e})=3,{formula},\"\")"), &scored);
    sheet.write_formula_with_format(at, 5, formula, &formats.score)?;
    let met = verdict_cell(book, n, MET);
    let met = formula_of(met, &segment.qualifiers_met.to_string());
    sheet.write_formula_with_format(at, 6, met, &formats.number)?;
    match segment.pin {
        Some(rank) => sheet.write_number_with_format(at, 7, rank as f64, &formats.choice)?,
        None => sheet.write_blank(at, 7, &formats.choice)?,
    };
    as_reported(book, sheet, at, segment)?;
    workings(book, sheet, at, segment)
}

/// What is of the report and does not move.
fn as_reported(
    book: &Book,
    sheet: &mut Worksheet,
    at: u32,
    segment: &Segment,
) -> Result<(), XlsxError> {
    if let Some(rank) = segment.rank {
        sheet.write_number_with_format(at, 8, rank as f64, &book.formats.rank)?;
    } else {
        book.text(sheet, at, 8, standing(segment))?;
    }
    let ranks = segment.certainty.as_ref().map_or_else(String::new, |sure| {
        match (sure.draws.rank_low, sure.draws.rank_high) {
            (low, high) if low == high => low.to_string(),
            (low, high) => format!("{low} to {high}"),
        }
    });
    let sure = segment.certainty.as_ref();
    let word = sure.and_then(|sure| sure.word).unwrap_or_default();
    let next = match sure.and_then(|sure| sure.share_ahead) {
        Some(share) => format!("{word}, {}", book.report.locale.percent(share, 0)),
        None => word.to_owned(),
    };
    let mut warnings: Vec<&str> = Vec::new();
    let own = segment.findings.iter();
    for one in own.filter(|one| one.severity != "info" && one.allowed.is_none()) {
        if !warnings.contains(&one.flag) {
            warnings.push(one.flag);
        }
    }
    let texts = [
        ranks.as_str(),
        &next,
        &warnings.join(", "),
        segment.plan.message.as_deref().unwrap_or_default(),
        segment.plan.owner.as_deref().unwrap_or_default(),
        &segment.plan.name,
    ];
    for (place, text) in texts.into_iter().enumerate() {
        book.text(sheet, at, 9 + place as u16, text)?;
    }
    let [.., warnings, message, owner, name] = texts;
    let label = (segment.plan.label.as_str(), LABELS);
    fit(
        sheet,
        at,
        &[
            label,
            (warnings, WARNINGS),
            (message, 38.0),
            (owner, 14.0),
            (name, 24.0),
        ],
    )
}

/// What a segment without a rank is instead.
fn standing(segment: &Segment) -> &'static str {
    if segment.parked_because.is_empty() {
        "unscored"
    } else {
        "parked"
    }
}

fn workings(
    book: &Book,
    sheet: &mut Worksheet,
    at: u32,
    segment: &Segment,
) -> Result<(), XlsxError> {
    let formats = &book.formats;
    let n = at + 1;
    let parked = verdict_cell(book, n, PARKED);
    sheet.write_number_with_format(at, 15, segment.place as f64, &formats.whole)?;
    let part = format!("IF(AND(COUNT(C{n}:E{n})=3,{parked}=0),1,0)");
    sheet.write_formula_with_format(at, 16, part.as_str(), &formats.whole)?;

    let pins = book.column("H");
    let parts = book.column(TAKES_PART);
    let held = format!("SUMPRODUCT(ISNUMBER({pins})*({parts}=1))");
    let before = format!("SUMPRODUCT(ISNUMBER({pins})*({parts}=1)*({pins}<=H{n}))");
    let pin = format!("IF(AND(Q{n}=1,ISNUMBER(H{n})),MIN(H{n},SUM({parts})-{held}+{before}),\"\")");
    sheet.write_formula_with_format(at, 17, pin.as_str(), &formats.whole)?;

    let [i, c, e] = ["C", "D", "E"].map(|letter| format!("{letter}{n}"));
    let (score, met) = (format!("F{n}"), format!("G{n}"));
    let cells = Cells {
        scores: [&i, &c, &e],
        score: &score,
        met: &met,
        verdict: &|name| verdict_cell(book, n, letter_of(name)),
    };
    let mut pairs = Vec::new();
    for (place, name) in book.report.method.keys.iter().enumerate() {
        let column = KEYS + place as u16;
        let value = key(&book.report.method, name, &cells, segment);
        let formula = format!("IF(Q{n}=1,{value},0)");
        sheet.write_formula_with_format(at, column, formula.as_str(), &formats.number)?;
        let letter = letter(column);
        pairs.push((book.column(&letter), format!("{letter}{n}")));
    }
    let column = KEYS + pairs.len() as u16;
    let ahead = ahead(&pairs, &(book.column(PLACE), format!("{PLACE}{n}")));
    let free = format!("({parts}=1)*(1-ISNUMBER({pins}))");
    let place = format!("IF(AND(Q{n}=1,NOT(ISNUMBER(H{n}))),1+SUMPRODUCT({free}*{ahead}),\"\")");
    sheet.write_formula_with_format(at, column, place.as_str(), &formats.whole)?;

    let place = format!("{}{n}", letter(column));
    let order = free_rank(book, &place);
    let rank = format!(
        "IF(Q{n}=1,IF(ISNUMBER(H{n}),{PIN_IN_FORCE}{n},{order}),IF({parked}=0,\"unscored\",\"parked\"))"
    );
    let now = segment
        .rank
        .map_or_else(|| standing(segment).to_owned(), |rank| rank.to_string());
    sheet.write_formula_with_format(at, 0, formula_of(rank, &now), &formats.rank)?;
    Ok(())
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
fn letter(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

fn check_input(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let method = &book.report.method;
    let (first, last) = (HEAD + 1, book.span().1 - 1);
    let scale = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(method.min, method.max))
        .set_error_title("Outside the scale")?
        .set_error_message(format!("A score from {} to {}.", method.min, method.max))?;
    sheet.add_data_validation(first, 2, last, 4, &scale)?;
    let most = i32::try_from(book.rows().len()).unwrap_or(i32::MAX);
    let ranks = DataValidation::new()
        .allow_whole_number(DataValidationRule::Between(1, most))
        .set_error_message("A rank, or nothing.")?;
    sheet.add_data_validation(first, 7, last, 7, &ranks)?;
    Ok(())
}

fn color(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (first, last) = (HEAD + 1, book.span().1 - 1);
    let bar = ConditionalFormatDataBar::new()
        .set_fill_color(book.formats.bar)
        .set_solid_fill(true);
    sheet.add_conditional_format(first, 5, last, 5, &bar)?;
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
