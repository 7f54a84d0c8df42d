//! What the templates get to know, as values.

use serde::Deserialize;
use serde_json::json;
use typst::foundations::{Bytes, Dict, IntoValue, Str, Value};

use super::fonts::Chosen;
use super::{MAIN, template_error, writing};
use crate::render::report::client::shown;
use crate::render::report::palette::Palette;
use crate::render::report::palette::look;
use crate::render::report::templates::{TemplateError, Templates};
use crate::render::report::theme::{Logo, Paper, Theme};
use crate::report::Report;
use crate::report::chart::{self, Chart};

/// What the templates get to know.
pub(super) struct Inputs {
    /// All of it, to be found as `sys.inputs`.
    pub(super) all: Dict,
    /// The report alone, with the theme's words.
    pub(super) report: serde_json::Value,
}

pub(super) fn inputs(
    report: &Report,
    theme: &Theme,
    templates: &Templates,
    fonts: &Chosen,
) -> Result<Inputs, TemplateError> {
    let colors = Palette::light(theme);
    let style = templates.render(
        "chart.css",
        &look(&report.study.plan().title, theme, &colors),
    )?;
    let client = report.client.as_ref().map(|one| shown(one, theme));
    // What the client's edition does not say, its templates do not get to know.
    let team = client.is_none().then_some(report);
    let data = json!({ "said": json!([team, client]), "footer": theme.footer });
    let plain = json!({
        "report": team,
        "doc": client,
        "sections": theme.sections(),
        "footer": theme.footer,
        "language": theme.locale.language,
        "paper": match theme.paper() {
            Paper::A4 => "a4",
            Paper::Letter => "us-letter",
        },
        "colors": colors,
        "fonts": { "heading": fonts.heading, "body": fonts.body },
    });
    let mut all =
        Dict::deserialize(plain).map_err(|error| template_error(MAIN, 1, error.to_string()))?;
    let charts = chart::all(report).into_iter();
    let charts: Dict = charts
        .map(|chart| (Str::from(chart.id.as_str()), picture(&chart, &style)))
        .collect();
    let scores: Dict = report
        .with_page()
        .filter_map(|one| {
            let chart = chart::scores(report, one)?;
            let name = match report.client {
                Some(_) => one.id.0.to_string(),
                None => one.plan.name.clone(),
            };
            Some((Str::from(name.as_str()), picture(&chart, &style)))
        })
        .collect();
    all.insert("charts".into(), charts.into_value());
    all.insert("scores".into(), scores.into_value());
    all.insert("write".into(), writing::functions().into_value());
    let logo = theme.logo.as_ref().map_or(Value::None, logo);
    all.insert("logo".into(), logo);
    Ok(Inputs { all, report: data })
}

/// A picture with its text alternative and its size in units of a page that is about 720 wide.
fn picture(chart: &Chart, style: &str) -> Value {
    let svg = Bytes::from_string(chart.file(style));
    dict([
        ("svg", svg.into_value()),
        ("title", chart.title.as_str().into_value()),
        ("description", chart.description.as_str().into_value()),
        ("width", chart.width.into_value()),
        ("height", chart.height.into_value()),
    ])
}

fn logo(logo: &Logo) -> Value {
    dict([
        ("bytes", Bytes::new(logo.bytes.clone()).into_value()),
        ("format", logo.ending().into_value()),
    ])
}

fn dict<const N: usize>(parts: [(&str, Value); N]) -> Value {
    let parts = parts
        .into_iter()
        .map(|(name, value)| (Str::from(name), value));
    parts.collect::<Dict>().into_value()
}
