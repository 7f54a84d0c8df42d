//! What a flag says of itself.

use super::Flag;

/// One part of a flag's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: &'static str,
    /// Its text: paragraphs one a line, except an example, which keeps its lines.
    pub text: String,
    /// Whether the lines must stay as they are: a piece of a plan.
    pub verbatim: bool,
}

/// A flag's page in its parts: what it detects, why it matters, what to do, settings, example.
#[must_use]
pub fn page(flag: &Flag) -> Vec<Section> {
    let section = |heading, text: String| Section {
        heading,
        text,
        verbatim: false,
    };
    let verbatim = |heading, text: String| Section {
        verbatim: true,
        ..section(heading, text)
    };
    let needs = match flag.needs_leads() {
        true => " It needs a lead table.",
        false => "",
    };
    let detects = format!("{}.{needs}", flag.spec.summary());
    vec![
        section("What it detects", detects),
        section("Why it matters", flag.matters.to_owned()),
        section("What to do", flag.act.to_owned()),
        section("Severity and settings", settings(flag)),
        verbatim("Example", flag.example.trim_end().to_owned()),
        verbatim("To let it pass, with your reason", allowance(flag)),
    ]
}

fn settings(flag: &Flag) -> String {
    let severity = format!(
        "severity: error, warning, info or off (default {})",
        flag.spec.severity.name()
    );
    let options = flag.spec.options.iter();
    let options = options.map(|option| format!("{}: {}", option.name, option.description()));
    let lines: Vec<String> = std::iter::once(severity).chain(options).collect();
    lines.join("\n")
}

fn allowance(flag: &Flag) -> String {
    let name = flag.spec.name;
    format!("flags:\n  allow:\n    - flag: {name}\n      because: why it may be so")
}
