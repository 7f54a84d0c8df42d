//! The pictures of a report as files of their own.

use std::path::Path;

use serde::Serialize;

use super::palette::Palette;
use super::palette::look;
use super::templates::{TemplateError, Templates};
use super::theme::Theme;
use crate::render::escape::uri;
use crate::report::Report;
use crate::report::chart::{self, Chart};

/// A picture that lies in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// What it shows.
    pub title: String,
    /// Its stable name.
    pub id: String,
    /// The file as a document beside it names it, as a relative reference.
    pub file: String,
}

impl Picture {
    /// A picture that lies in this file.
    pub fn new(chart: &Chart, file: &Path) -> Self {
        let steps = file
            .components()
            .map(|step| step.as_os_str().to_string_lossy());
        let steps: Vec<_> = steps.collect();
        Self {
            title: chart.title.clone(),
            id: chart.id.clone(),
            file: uri(&steps.join("/").replacen("//", "/", 1)),
        }
    }
}

/// Each picture of a report with its file, in the theme's light colors.
///
/// # Errors
/// If the template of the pictures' style is wrong.
pub fn pictures(
    report: &Report,
    theme: &Theme,
    templates: &Templates,
) -> Result<Vec<(Chart, String)>, TemplateError> {
    let style = templates.render(
        "chart.css",
        &look(&report.study.plan().title, theme, &Palette::light(theme)),
    )?;
    let charts = chart::all(report).into_iter();
    Ok(charts
        .map(|chart| (chart.clone(), chart.file(&style)))
        .collect())
}

/// A picture of its own as a file, in the colors of reports.
///
/// # Errors
/// If the template of the pictures' style is wrong.
pub fn picture(chart: &Chart) -> Result<String, TemplateError> {
    let theme = Theme::default();
    let templates = Templates::new(None, theme.locale);
    let look = look(&chart.title, &theme, &Palette::light(&theme));
    Ok(chart.file(&templates.render("chart.css", &look)?))
}
