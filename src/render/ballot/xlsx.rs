//! A ballot as a workbook: only the answers can be changed, and most are chosen from a list.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::ballot::wording::{
    DESCRIPTION, DONT_KNOW, DUEL_HEADINGS, DUELS, DUELS_ASK, SCORER, SCORES, SEGMENT, WHICH_FIRST,
    certitude_heading,
};
use crate::ballot::{BallotForm, Certitude};
use crate::plan::Scale;
use crate::text::words;

/// A ballot as a workbook.
///
/// # Errors
/// If the workbook cannot be put together, which no plan should bring about.
pub(crate) fn xlsx(form: &BallotForm) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No day of a clock: the same ballot gives the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let looks = Looks::new();
    scores(form, &looks, workbook.add_worksheet())?;
    if !form.duels.is_empty() {
        duels(form, &looks, workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

/// How cells look.
struct Looks {
    title: Format,
    soft: Format,
    question: Format,
    head: Format,
    /// The heading of answers.
    asked: Format,
    label: Format,
    text: Format,
    answer: Format,
}

impl Looks {
    fn new() -> Self {
        let accent = Color::RGB(0x1F_4E_79);
        let base = || Format::new().set_font_name("Calibri").set_font_size(11);
        let cell = || {
            base()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Hair)
                .set_border_color(Color::RGB(0xA6_A6_A6))
        };
        let wrapped = || {
            cell()
                .set_align(FormatAlign::Left)
                .set_text_wrap()
                .set_indent(1)
        };
        let head = || {
            base()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Bottom)
                .set_font_color(Color::White)
                .set_background_color(accent)
        };
        Self {
            title: base().set_bold().set_font_size(18).set_font_color(accent),
            soft: base()
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::Top)
                .set_text_wrap()
                .set_font_color(Color::RGB(0x59_59_59)),
            question: base()
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::Bottom)
                .set_text_wrap()
                .set_indent(1),
            head: head().set_align(FormatAlign::Left).set_indent(1),
            asked: head().set_align(FormatAlign::Center),
            label: wrapped().set_bold(),
            text: wrapped().set_font_color(Color::RGB(0x40_40_40)),
            answer: cell()
                .set_align(FormatAlign::Center)
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0xA6_A6_A6))
                .set_background_color(Color::RGB(0xFF_F8_DC))
                .set_unlocked(),
        }
    }
}

/// The widths of the columns, in letters.
const LABEL: f64 = 30.0;
const WHO: f64 = 44.0;
const SCORE: f64 = 14.0;
const SURE: f64 = 16.0;

fn scores(form: &BallotForm, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(SCORES)?;
    let described = form.has_descriptions();
    let first = if described { 2 } else { 1 };
    let last = first + 2 * form.criteria.len() as u16 - 1;
    sheet.set_column_width(0, LABEL)?;
    if described {
        sheet.set_column_width(1, WHO)?;
    }
    let widths = |columns: std::ops::RangeInclusive<u16>| {
        columns.map(|column| match column {
            0 => LABEL,
            1 if described => WHO,
            column if (column - first).is_multiple_of(2) => SCORE,
            _ => SURE,
        })
    };
    let whole: f64 = widths(0..=last).sum();
    let row = head(form, looks, sheet, last, whole)?;
    let (questions, headings) = (row, row + 1);
    sheet.set_row_height(questions, 78)?;
    sheet.set_row_height(headings, 32)?;
    sheet.write_string_with_format(headings, 0, SEGMENT, &looks.head)?;
    if described {
        sheet.write_string_with_format(headings, 1, DESCRIPTION, &looks.head)?;
    }
    for (column, criterion) in (first..).step_by(2).zip(&form.criteria) {
        let (question, ends) = form.question(*criterion);
        let heading = form.plan.scoring.heading_of(*criterion);
        let text = format!("{question}\n{}", ends.replace(", ", "\n"));
        sheet.merge_range(
            questions,
            column,
            questions,
            column + 1,
            &text,
            &looks.question,
        )?;
        sheet.write_string_with_format(headings, column, &heading, &looks.asked)?;
        let sure = certitude_heading(&heading);
        sheet.write_string_with_format(headings, column + 1, &sure, &looks.asked)?;
        sheet.set_column_width(column, SCORE)?;
        sheet.set_column_width(column + 1, SURE)?;
        let (top, bottom) = (headings + 1, headings + form.segments.len() as u32);
        let validation = score_list(form.plan.scoring.scale)?;
        sheet.add_data_validation(top, column, bottom, column, &validation)?;
        sheet.add_data_validation(top, column + 1, bottom, column + 1, &certitude_list()?)?;
    }
    for (row, id) in (headings + 1..).zip(&form.segments) {
        let segment = form.plan.segment(*id);
        let who = segment.description.as_deref().unwrap_or_default();
        sheet.write_string_with_format(row, 0, cut(&segment.label), &looks.label)?;
        if described {
            sheet.write_string_with_format(row, 1, cut(who), &looks.text)?;
        }
        for column in first..=last {
            sheet.write_blank(row, column, &looks.answer)?;
        }
        let lines = lines(&segment.label, LABEL).max(lines(who, WHO));
        sheet.set_row_height(row, 6.0 + 15.0 * lines)?;
    }
    sheet.set_freeze_panes(headings + 1, 1)?;
    sheet.set_repeat_rows(headings, headings)?;
    set_up(sheet);
    Ok(())
}

/// The title, the scorer and how to fill it in; gives the row below.
fn head(
    form: &BallotForm,
    looks: &Looks,
    sheet: &mut Worksheet,
    last: u16,
    width: f64,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(0, 0, cut(&form.plan.title), &looks.title)?;
    sheet.set_row_height(0, 27)?;
    sheet.write_string_with_format(1, 0, SCORER, &looks.soft)?;
    sheet.write_string_with_format(1, 1, &form.scorer, &looks.label)?;
    let mut row = 2;
    for text in form.how_to() {
        sheet.merge_range(row, 0, row, last.max(1), &cut(&text), &looks.soft)?;
        sheet.set_row_height(row, 3.0 + 15.0 * lines(&text, width))?;
        row += 1;
    }
    Ok(row + 1)
}

fn duels(form: &BallotForm, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(DUELS)?;
    sheet.write_string_with_format(0, 0, WHICH_FIRST, &looks.title)?;
    sheet.set_row_height(0, 27)?;
    sheet.write_string_with_format(1, 0, SCORER, &looks.soft)?;
    sheet.write_string_with_format(1, 1, &form.scorer, &looks.label)?;
    sheet.merge_range(2, 0, 2, 2, DUELS_ASK, &looks.soft)?;
    sheet.set_row_height(2, 33)?;
    let headings = 4;
    for (column, heading) in (0..).zip(DUEL_HEADINGS) {
        sheet.set_column_width(column, LABEL)?;
        sheet.write_string_with_format(headings, column, heading, &looks.head)?;
    }
    for (row, pair) in (headings + 1..).zip(&form.duels) {
        let labels = pair.map(|id| form.plan.label(id));
        for (column, label) in (0..).zip(labels) {
            sheet.write_string_with_format(row, column, cut(label), &looks.label)?;
        }
        sheet.write_blank(row, 2, &looks.answer)?;
        let high = labels.map(|label| lines(label, LABEL));
        sheet.set_row_height(row, 6.0 + 15.0 * high[0].max(high[1]))?;
        // Labels may have commas, which part the items of a list.
        let two = Formula::new(format!("=$A${0}:$B${0}", row + 1));
        let list = DataValidation::new()
            .allow_list_formula(two)
            .set_error_title("Which first?")?
            .set_error_message("Choose one of the two segments of this row.")?;
        sheet.add_data_validation(row, 2, row, 2, &list)?;
    }
    sheet.set_freeze_panes(headings + 1, 0)?;
    set_up(sheet);
    Ok(())
}

/// The scores of a short scale as a list, with "don't know"; of a long one, a check.
fn score_list(scale: Scale) -> Result<DataValidation, XlsxError> {
    let [min, max] = [scale.min, scale.max].map(|end| words::number(end, 6));
    let is_short = scale.min.fract() == 0.0 && scale.span().fract() == 0.0 && scale.span() <= 20.0;
    let rule = match is_short {
        true => {
            let steps =
                (0..=scale.span() as i64).map(|step| words::number(scale.min + step as f64, 0));
            let list: Vec<String> = steps.chain([DONT_KNOW.to_owned()]).collect();
            DataValidation::new().allow_list_strings(&list)?
        }
        false => DataValidation::new().allow_any_value(),
    };
    rule.set_error_title("Not on the scale")?
        .set_error_message(format!(
            "Choose a score from {min} to {max}, or {DONT_KNOW}."
        ))
}

fn certitude_list() -> Result<DataValidation, XlsxError> {
    let words: Vec<&str> = Certitude::ALL.iter().map(|one| one.name()).collect();
    DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_title("How sure?")?
        .set_error_message("Choose sure, roughly or unsure, or leave it empty.")
}

/// Protection without a password, and the page in print.
fn set_up(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
    sheet.set_footer("&R&P / &N");
    sheet.set_screen_gridlines(false);
}

/// So many lines a text takes in a column of a width in letters.
fn lines(text: &str, width: f64) -> f64 {
    let lines = text
        .lines()
        .map(|line| (line.width() as f64 * 1.1 / (width - 2.0)).ceil().max(1.0));
    lines.sum::<f64>().clamp(1.0, 20.0)
}

/// No more than a cell takes.
fn cut(text: &str) -> String {
    text.chars().take(32_000).collect()
}
