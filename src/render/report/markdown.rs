//! The report in Markdown, for wikis and pull requests.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Value, context};

use super::client::shown;
use super::pictures::Picture;
use super::templates::{TemplateError, Templates};
use super::theme::Theme;
use crate::report::Report;

/// The report in Markdown; it shows the pictures that lie beside it.
///
/// # Errors
/// If a template is wrong.
pub fn markdown(
    report: &Report,
    theme: &Theme,
    pictures: &[Picture],
    templates: &Templates,
) -> Result<String, TemplateError> {
    if let Some(document) = &report.client {
        let pictures = pictures
            .iter()
            .map(|one| (one.id.as_str(), Value::from(Serde(one))));
        let context = context! {
            doc => Value::from(Serde(shown(document, theme))),
            pictures => pictures.collect::<BTreeMap<&str, Value>>(),
        };
        return Ok(without_gaps(&templates.render("client.md", &context)?));
    }
    let pictures: BTreeMap<String, Value> = pictures
        .iter()
        .map(|one| (one.id.replace('-', "_"), Value::from(Serde(one))))
        .collect();
    let context = context! {
        report => Value::from(Serde(report)),
        sections => theme.sections(),
        pictures,
    };
    Ok(without_gaps(&templates.render("report.md", &context)?))
}

/// The text with single empty lines only: a template need not count them.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || !(out.is_empty() || out.ends_with("\n\n")) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Locale;
    use crate::report::testing::sample;

    #[test]
    fn every_row_of_a_table_has_as_many_cells_as_its_head() {
        for leads in [false, true] {
            let templates = Templates::new(None, Locale::default());
            let report = sample(12, leads);
            let text = markdown(&report, &Theme::default(), &[], &templates).unwrap();
            let mut wanted = None;
            for line in text.lines() {
                let cells = line.replace("\\|", "").matches('|').count();
                wanted = line.starts_with('|').then(|| wanted.unwrap_or(cells));
                assert!(wanted.is_none_or(|wanted| wanted == cells), "{line}");
            }
            assert!(!text.replace("\\<", "").contains("<script") && !text.contains("\n\n\n"));
        }
    }
}
