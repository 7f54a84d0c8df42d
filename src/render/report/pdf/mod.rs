//! The report as PDF, set by Typst from templates of its own: bookmarks, page numbers, selectable
//! text and a tagged structure, its fonts inside.
//!
//! What a plan says goes in as values and never as a part of a template's text: it is shown and
//! not run. The network has no part in it, the machine has none unless the theme names fonts, and
//! the clock none unless a template of the user's asks for today.

mod files;
mod fonts;
mod values;
mod writing;

use jiff::civil::Date;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::{World, WorldExt, comemo};
use typst_as_lib::{TypstEngine, TypstWorld};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::files::Files;
use self::fonts::Fonts;
use super::templates::{TemplateError, Templates};
use super::theme::Theme;
use crate::report::Report;

/// The template that all others are called from, in the team's edition and in the client's.
const MAIN: &str = "report.typ";
const CLIENT: &str = "client.typ";

/// A report as a PDF file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Notes for whoever sends it: characters that no font has, fonts that the machine
    /// lent, what a template does in vain. One sentence each.
    pub notes: Vec<String>,
}

/// The report as a PDF file. It conforms to PDF/UA-1 (accessible to all) where the templates let
/// it; a note says where they do not.
///
/// # Errors
/// If a template is wrong.
pub fn pdf(report: &Report, theme: &Theme, templates: &Templates) -> Result<Pdf, TemplateError> {
    let fonts = Fonts::of(theme, templates.shelf());
    let engine = TypstEngine::builder()
        .search_fonts_with(fonts.search())
        .add_file_resolver(Files::new(templates.shelf()))
        .build();
    let main = if report.client.is_some() {
        CLIENT
    } else {
        MAIN
    };
    let bare = engine
        .world_builder(main)
        .build()
        .map_err(|error| template_error(MAIN, 1, error.to_string()))?;
    let inputs = values::inputs(report, theme, templates, &fonts.chosen(bare.book()))?;
    let mut notes = fonts.notes(bare.book());
    let missing = fonts::missing(bare.book(), &inputs.report);
    let complete = missing.is_none();
    notes.extend(missing);
    let world = engine
        .world_builder(main)
        .with_inputs(inputs.all)
        .build()
        .map_err(|error| template_error(MAIN, 1, error.to_string()))?;
    let compiled = typst::compile::<PagedDocument>(&world);
    let said = compiled.warnings.iter();
    notes.extend(said.map(|warning| explain(&world, warning).to_string()));
    let document = compiled.output.map_err(|errors| first(&world, &errors))?;
    let (bytes, short_of_standard) = export(&world, &document, report)?;
    // A sign that no font has breaks the standard too, and is told already.
    if let Some(why) = short_of_standard.filter(|_| complete) {
        notes.push(format!("the PDF is tagged, but it is no PDF/UA-1: {why}"));
    }
    comemo::evict(0);
    Ok(Pdf { bytes, notes })
}

/// The bytes of a document as PDF/UA-1, or else without the standard, and why.
fn export(
    world: &TypstWorld,
    document: &PagedDocument,
    report: &Report,
) -> Result<(Vec<u8>, Option<TemplateError>), TemplateError> {
    match write(document, report, &[PdfStandard::Ua_1]) {
        Ok(bytes) => Ok((bytes, None)),
        Err(errors) => match write(document, report, &[]) {
            Ok(bytes) => Ok((bytes, Some(first(world, &errors)))),
            Err(errors) => Err(first(world, &errors)),
        },
    }
}

fn write(
    document: &PagedDocument,
    report: &Report,
    standards: &[PdfStandard],
) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let options = PdfOptions {
        creator: Smart::Custom(Some(format!("segplan {}", report.provenance.version))),
        timestamp: midnight(report.study.plan().as_of.date).map(Timestamp::new_utc),
        standards: PdfStandards::new(standards).unwrap_or_default(),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| errors.to_vec())
}

/// The beginning of a day.
fn midnight(day: Date) -> Option<Datetime> {
    let (month, number) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    Datetime::from_ymd_hms(i32::from(day.year()), month, number, 0, 0, 0)
}

fn first(world: &TypstWorld, errors: &[SourceDiagnostic]) -> TemplateError {
    match errors.first() {
        Some(error) => explain(world, error),
        None => template_error(MAIN, 1, "the template gives no pages".to_owned()),
    }
}

/// What is wrong, at its file and line, with the words of the template that it is about.
fn explain(world: &TypstWorld, error: &SourceDiagnostic) -> TemplateError {
    let mut message = error.message.to_string();
    let source = error.span.id().and_then(|id| world.source(id).ok());
    let range = world.range(error.span);
    let (Some(source), Some(range)) = (source, range) else {
        return template_error(MAIN, 1, message);
    };
    let part = source.text().get(range.clone()).unwrap_or_default().trim();
    if !part.is_empty() && part.len() < 100 && !part.contains('\n') {
        message = format!("{message}, at “{part}”");
    }
    for hint in &error.hints {
        message = format!("{message}; {}", hint.v);
    }
    let line = source.lines().byte_to_line(range.start).unwrap_or(0) + 1;
    template_error(source.id().vpath().get_without_slash(), line, message)
}

fn template_error(file: &str, line: usize, message: String) -> TemplateError {
    TemplateError {
        file: file.to_owned(),
        line,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::sample;

    #[test]
    fn reports_of_any_size_are_set_and_lack_nothing_but_chinese() {
        let theme = Theme::default();
        let templates = Templates::new(None, theme.locale);
        for (ranked, leads, notes) in [(0, false, 0), (1, true, 0), (8, true, 1)] {
            let pdf = pdf(&sample(ranked, leads), &theme, &templates).unwrap();
            assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
            assert_eq!(pdf.notes.len(), notes, "{:?}", pdf.notes);
            assert!(pdf.notes.iter().all(|note| note.contains("製")));
        }
    }
}
