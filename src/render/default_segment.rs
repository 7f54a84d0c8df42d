//! The default segment: which leads are left for it. In words, and as JSON, `segplan/explain-default/v1`.

use serde_json::{Value, json};

use super::document::Page;
use super::json::{document, list};
use crate::proof::Gap;
use crate::study::Study;
use crate::text::words;

pub(crate) fn page(study: &Study) -> Page {
    let default = &study.plan().default;
    let gap = study.gap();
    let mut page = Page::titled(&format!("{} ({})", default.label, default.name));
    page.line("The default: it gets every lead that fits no ranked segment.");
    page.line(&gap.answer);
    if let Some(group) = &gap.group {
        page.heading("The largest group of them found: leads for which all of this is true");
        for part in &group.parts {
            page.item(part);
        }
        page.gap();
        page.line(format!("where: {}", group.condition));
    }
    if let Some(lead) = &gap.example {
        page.line(format!("For example: {lead}"));
    }
    page.section("In the table", counted(study));
    page
}

/// How many leads of a table go there.
fn counted(study: &Study) -> Option<String> {
    let default = &study.audit.as_ref()?.default;
    let go = words::leads_verb(default.leads, "goes", "go");
    Some(match default.because_unknown {
        0 => format!("{go} here."),
        some => format!(
            "{go} here, {} of them because an attribute is empty.",
            words::thousands(some)
        ),
    })
}

pub(crate) fn json(study: &Study) -> String {
    let plan = study.plan();
    let told = study.gap();
    let (is, given) = match &told.gap {
        Gap::Nothing { given } => ("nothing", given.as_slice()),
        Gap::Everything => ("everything", &[][..]),
        Gap::Region(region) => ("region", region.given.as_slice()),
        Gap::Undecided => ("undecided", &[][..]),
    };
    let leads = study.audit.as_ref().map(|audit| {
        json!({
            "leads": audit.default.leads,
            "outcomes": audit.default.outcomes,
            "because_unknown": audit.default.because_unknown,
        })
    });
    document(&json!({
        "schema": "segplan/explain-default/v1",
        "default": {"segment": plan.default.name, "label": plan.default.label},
        "known": {
            "is": is,
            "in_words": told.group.as_ref().map(|group| &group.parts),
            "where": told.group.as_ref().map(|group| &group.condition),
            "example": told.example,
            "given": list(given, |id| plan.attribute(*id).name.as_str()),
        },
        "leads": leads.unwrap_or(Value::Null),
    }))
}
