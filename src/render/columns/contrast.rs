//! What goes with an outcome and with a high value, as a document.

use crate::discover::{Concentration, Contrast, Dictionary, GroupContrast, Leak};
use crate::profile::Profile;
use crate::render::document::{Cell, Column, Page, Table, Tone};
use crate::render::figures::{chance, interval, known, share, signed, signed_range};
use crate::text::words::{compact, count, leads, list, percent, thousands};

/// Groups that are shown.
const SHOWN: usize = 15;

/// What a table says about an outcome, a value or both.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contrasts<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) dictionary: &'a Dictionary,
    /// Leads that were looked at, where these are a sample.
    pub(crate) sampled: Option<u64>,
    /// The outcome as it was written, and what goes with it.
    pub(crate) outcome: Option<(&'a str, &'a Contrast)>,
    /// The column of the value, how concentrated it is, and what goes with the best.
    pub(crate) value: Option<(&'a str, &'a Concentration, &'a Contrast)>,
    /// What to do next.
    pub(crate) next: &'a str,
}

/// The values that go with an outcome, and with a high value.
pub(crate) fn contrasts(told: &Contrasts) -> Page {
    let mut page = Page::titled(&format!("What stands out in {}", told.profile.source.name));
    if let Some(sampled) = told.sampled {
        let text = format!(
            "{} of {}, drawn at random.",
            thousands(sampled),
            leads(told.profile.source.rows)
        );
        page.marked(Tone::Warning, "Looked at", text);
    }
    if let Some((condition, contrast)) = told.outcome {
        page.line(format!(
            "Outcome {condition}: {} of {} with a known outcome ({}).",
            thousands(contrast.successes),
            leads(contrast.known),
            share(contrast.all.rate)
        ));
        section(&mut page, told, contrast, "had the outcome");
    }
    if let Some((column, concentration, contrast)) = told.value {
        if told.outcome.is_some() {
            page.gap();
        }
        page.line(concentrated(column, concentration));
        page.line(format!(
            "What sets these {} apart, who bring {} or more each. Rate: the share of a group that is among them.",
            thousands(concentration.best),
            compact(concentration.from)
        ));
        section(&mut page, told, contrast, "are among the best");
    }
    let contrasts = told.outcome.map(|(_, contrast)| contrast);
    let contrasts = contrasts
        .into_iter()
        .chain(told.value.map(|(_, _, contrast)| contrast));
    if contrasts
        .into_iter()
        .any(|contrast| !contrast.groups.is_empty())
    {
        page.gap();
        page.line(
            "vs. others: rate against all other leads, in percentage points; the group that surely differs most \
             comes first. p: adjusted for all comparisons (Holm). Observational: says nothing about the effect of \
             a message.",
        );
    }
    page.heading("Next");
    page.prose(told.next);
    page
}

/// `200 of 1,000 leads with a value (20 %) bring 71 % of deal_value; the best 10 (1 %) bring 9 %.`
fn concentrated(column: &str, told: &Concentration) -> String {
    let first = told
        .shares
        .first()
        .map_or_else(String::new, |(best, part)| {
            format!(
                "; the best {} alone bring {}",
                thousands(*best),
                percent(*part)
            )
        });
    format!(
        "{} of {} with a value bring {} of {column}{first}.",
        thousands(told.best),
        leads(told.leads),
        percent(told.best_share)
    )
}

fn section(page: &mut Page, told: &Contrasts, contrast: &Contrast, success: &str) {
    if !contrast.leaks.is_empty() {
        let leaks: Vec<String> = contrast
            .leaks
            .iter()
            .map(|one| leak(told, one, success))
            .collect();
        let text = format!(
            "{}. Nothing predicts so well; such a column was probably filled in afterwards.",
            list(&leaks)
        );
        page.marked(Tone::Bad, "Likely leaks", text);
    }
    if contrast.groups.is_empty() {
        page.line(format!(
            "None of {} stands out by more than chance.",
            count(contrast.compared, "group")
        ));
        return;
    }
    let shown = contrast.groups.len().min(SHOWN);
    let first = match contrast.groups.len() > SHOWN {
        true => format!("; the first {shown}"),
        false => String::new(),
    };
    page.line(format!(
        "{} of {} differ from the other leads by more than chance{first}:",
        thousands(contrast.groups.len() as u64),
        count(contrast.compared, "group")
    ));
    page.table(table(told, contrast));
}

fn leak(told: &Contrasts, leak: &Leak, success: &str) -> String {
    match &leak.group {
        Some(group) => format!(
            "{} ({} of {} where {} {success})",
            leak.column,
            thousands(group.successes),
            thousands(group.leads),
            told.dictionary.print(&group.condition)
        ),
        None => format!(
            "{} (its values tell the leads apart in {} of cases)",
            leak.column,
            percent(leak.auc)
        ),
    }
}

fn table(told: &Contrasts, contrast: &Contrast) -> Table {
    let row = |group: &GroupContrast| {
        let difference = group.difference;
        let tone = if difference.difference > 0.0 {
            Tone::Good
        } else {
            Tone::Warning
        };
        [
            Cell::from(told.dictionary.print(&group.condition)),
            Cell::from(thousands(group.leads)),
            Cell::from(share(group.rate.rate)),
            interval(group.rate).into(),
            Cell::from(signed(difference.difference)).tone(tone),
            signed_range(&difference).into(),
            known(difference.p_adjusted.map(chance)),
        ]
    };
    Table::of([
        Column::names("Leads where"),
        Column::numbers("Leads"),
        Column::numbers("Rate"),
        Column::numbers("95 % interval").optional(true),
        Column::numbers("vs. others"),
        Column::numbers("Its interval").optional(true),
        Column::numbers("p"),
    ])
    .rows(contrast.groups.iter().take(SHOWN).map(row))
}
