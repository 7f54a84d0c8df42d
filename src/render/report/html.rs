//! The report as one HTML file that needs nothing else: no network, no script to be read.

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Value, context};
use sha2::{Digest, Sha256};

use super::client::shown;
use super::palette::Palette;
use super::palette::look;
use super::templates::{TemplateError, Templates};
use super::theme::{Logo, Theme};
use crate::report::model::Segment;
use crate::report::{Chart, Report, chart};

/// The id of what the score pictures of all segments share.
const GROUND: &str = "score-ground";

/// The report as an HTML file.
///
/// # Errors
/// If a template is wrong.
pub fn html(
    report: &Report,
    theme: &Theme,
    templates: &Templates,
) -> Result<String, TemplateError> {
    let look = look(&report.study.plan().title, theme, &Palette::variables());
    let style = templates.render("chart.css", &look)? + &templates.render("style.css", &look)?;
    let style = Value::from_safe_string(style.replace("</", "<\\/"));
    let logo = theme.logo.as_ref();
    let logo = logo.map(|logo| Value::from_safe_string(data_uri(logo)));
    let scores: Vec<(&Segment, Chart)> = report
        .with_page()
        .filter_map(|one| Some((one, chart::scores(report, one)?)))
        .collect();
    let ground = scores.first().map(|(_, chart)| chart.ground(GROUND));
    let ground = ground.map(Value::from_safe_string);
    if let Some(document) = &report.client {
        // A segment is its place here: its name is the team's.
        let scores = scores.iter().map(|(one, chart)| {
            let svg = chart.inline_of_many(GROUND);
            (one.id.0.to_string(), drawn(chart, svg))
        });
        let charts = chart::all(report).into_iter();
        let page = context! {
            doc => Value::from(Serde(shown(document, theme))),
            charts => charts
                .map(|chart| (chart.id.clone(), drawn(&chart, chart.inline())))
                .collect::<BTreeMap<String, Value>>(),
            scores => scores.collect::<BTreeMap<String, Value>>(),
            score_ground => ground,
            footer => &theme.footer,
            style,
            logo,
        };
        return templates.render("client.html", &page);
    }
    let charts: BTreeMap<String, Value> = chart::all(report)
        .into_iter()
        .map(|chart| (chart.id.replace('-', "_"), drawn(&chart, chart.inline())))
        .collect();
    let scores: BTreeMap<&str, Value> = scores
        .iter()
        .map(|(one, chart)| {
            (
                one.plan.name.as_str(),
                drawn(chart, chart.inline_of_many(GROUND)),
            )
        })
        .collect();
    let script = templates.render("script.js", &context! {})?;
    let page = context! {
        sections => theme.sections(),
        report => Value::from(Serde(report)),
        charts => charts,
        scores => scores,
        score_ground => ground,
        style,
        script_hash => base64(&Sha256::digest(script.as_bytes())),
        script => Value::from_safe_string(script),
        footer => &theme.footer,
        logo,
        language => "en",
    };
    templates.render("report.html", &page)
}

fn drawn(chart: &Chart, svg: String) -> Value {
    context! {
        title => &chart.title,
        description => &chart.description,
        svg => Value::from_safe_string(svg),
    }
}

fn data_uri(logo: &Logo) -> String {
    format!("data:{};base64,{}", logo.kind, base64(&logo.bytes))
}

/// Bytes as base64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let part = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for place in 0..4 {
            if place > three.len() {
                out.push('=');
            } else {
                let sign = bits >> (18 - 6 * place) & 63;
                out.push(char::from(SIGNS[sign as usize]));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::sample;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    fn page(ranked: usize, leads: bool) -> String {
        let theme = Theme::default();
        let templates = Templates::new(None, theme.locale);
        html(&sample(ranked, leads), &theme, &templates).unwrap()
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        assert_eq!(page(12, true), page(12, true));
    }

    #[test]
    fn what_a_plan_says_is_shown_and_never_run() {
        let page = page(12, true);
        assert!(page.contains(
            "&lt;script&gt;alert(&#x27;x&#x27;)&lt;&#x2f;script&gt; &amp; &quot;co&quot;"
        ));
        assert_eq!(
            page.matches("<script").count(),
            1,
            "only the report's own script"
        );
        assert!(!page.contains("<b>they</b>") && !page.contains("<first>"));
    }

    #[test]
    fn every_candidate_has_a_page_and_every_picture_a_text() {
        for (ranked, leads) in [(0, false), (1, true), (3, true), (60, true)] {
            let page = page(ranked, leads);
            assert_eq!(page.matches("<article").count(), ranked + 2);
            // The scores of a segment are said below their picture.
            let beside = page.matches("aria-hidden=\"true\"><use").count();
            let ground = usize::from(beside > 0);
            let said = ground + page.matches("<desc").count() + beside;
            assert_eq!(page.matches("<svg").count(), said);
        }
    }

    #[test]
    fn nothing_is_fetched() {
        let page = page(12, true);
        for far in ["http://", "https://", "url(", "@import", "src=\"/"] {
            assert!(!page.contains(far), "{far}");
        }
    }

    #[test]
    fn a_usual_report_stays_small() {
        assert!(page(12, true).len() < 300_000, "{}", page(12, true).len());
    }
}
