//! What a lead table holds, as a document and as JSON.

pub(crate) mod contrast;
pub(crate) mod json;

use super::document::{Cell, Column, Page, Table, Tone};
use crate::condition::AttributeType;
use crate::condition::value::date_of;
use crate::profile::{ColumnProfile, EXACT_UP_TO, LooksLike, Personal, Profile, ValueRange};
use crate::text::words::{
    count, grouped, leads, list, list_within, percent, share, shortened, thousands,
};

/// Letters of a list of columns.
const NAMED: usize = 100;

/// Values of a column that are shown.
const SHOWN: usize = 4;

/// What each column holds, after what deserves care, and what to do `next`.
pub(crate) fn columns(profile: &Profile, next: &str) -> Page {
    let mut page = Page::titled(&format!("Columns of {}", profile.source.name));
    page.line(format!(
        "{} in {}.",
        leads(profile.source.rows),
        count(profile.columns.len(), "column")
    ));
    care(&mut page, profile);
    page.table(table(profile));
    page.heading("Next");
    page.prose(next);
    page
}

/// What deserves care: personal data, placeholders, values that don't fit, columns that were not read.
fn care(page: &mut Page, profile: &Profile) {
    let named = |which: &dyn Fn(Personal) -> bool| -> Vec<String> {
        let columns = profile.columns.iter();
        let holding =
            columns.filter_map(|column| Some((column, column.personal.filter(|one| which(*one))?)));
        holding.map(|(column, _)| column.name.clone()).collect()
    };
    let special = named(&|personal| personal == Personal::Special);
    if !special.is_empty() {
        page.marked(
            Tone::Bad,
            "Special categories (GDPR, Article 9)",
            format!(
                "{}. Using them needs the lead's explicit consent.",
                list(&special)
            ),
        );
    }
    let personal = named(&|personal| personal != Personal::Special);
    if !personal.is_empty() {
        let personal = list_within(&personal, NAMED);
        let text = format!("{personal}. Leave out what no segment needs.");
        page.marked(Tone::Warning, "Personal data (GDPR)", text);
    }
    let placeholders = profile
        .columns
        .iter()
        .filter(|column| !column.placeholders.is_empty());
    let placeholders: Vec<&str> = placeholders.map(|column| column.name.as_str()).collect();
    if !placeholders.is_empty() {
        let text = format!(
            "{}. They count as no value here; list them as `missing` in a plan.",
            list_within(&placeholders, NAMED)
        );
        page.marked(Tone::Warning, "Placeholders instead of values", text);
    }
    for (name, what) in &profile.not_read {
        page.marked(
            Tone::Warning,
            "Not read",
            format!("{name}, which holds {what}."),
        );
    }
}

fn table(profile: &Profile) -> Table {
    let rows = profile.source.rows;
    let row = |column: &ColumnProfile| {
        let filled = share(column.filled, rows).map_or("–".to_owned(), percent);
        let about = if column.is_exact { "" } else { "about " };
        let notes = notes(column);
        let tone = match column.personal {
            Some(Personal::Special) => Tone::Bad,
            Some(_) => Tone::Warning,
            None => Tone::Plain,
        };
        vec![
            Cell::from(column.name.clone()),
            Cell::from(column.kind.name()),
            Cell::from(filled),
            Cell::from(format!("{about}{}", thousands(column.distinct))),
            Cell::from(values(column)),
            Cell::from(notes.join("; ")).tone(tone),
        ]
    };
    let mut table = Table::of([
        Column::names("Column"),
        Column::words("Type"),
        Column::numbers("Filled"),
        Column::numbers("Distinct"),
        Column::names("Values (leads)"),
        Column::names("Notes"),
    ])
    .rows(profile.columns.iter().map(row));
    table.note(
        "Filled: leads with a value, placeholders not among them. The values of personal data are not \
         shown.",
    );
    if profile.is_approximate() {
        table.note_on(
            "Distinct",
            format!(
                "about: estimated, within 2 %. Of a column with more than {} values only the most \
                 common are counted, and a count may be a little low.",
                thousands(EXACT_UP_TO as u64)
            ),
        );
    }
    table
}

/// The range, and the most common values with their leads.
fn values(column: &ColumnProfile) -> String {
    let looks = |look: LooksLike| column.looks_like.contains(&look);
    let range = column.range.map(range);
    if column.personal.is_some() {
        return range.unwrap_or_else(|| "not shown".to_owned());
    }
    let few = column.is_exact && column.values.len() <= SHOWN;
    if looks(LooksLike::Id) {
        return range.unwrap_or_else(|| "all different".to_owned());
    }
    // Every value of an amount or a date is rare.
    let is_telling = |leads: u64| few || leads as f64 >= 0.05 * column.filled as f64;
    let shown = match range {
        Some(_) if !few => SHOWN / 2,
        _ => SHOWN,
    };
    let common = column.values.iter().take(shown);
    let common = common.filter(|(_, leads)| column.range.is_none() || is_telling(*leads));
    let common: Vec<String> = common
        .map(|(value, leads)| format!("{} ({})", shortened(value), thousands(*leads)))
        .collect();
    let rest = column.distinct.saturating_sub(common.len() as u64);
    let common = match (common.as_slice(), rest) {
        ([], _) => String::new(),
        (some, 0) => some.join(", "),
        (some, _) if column.range.is_some() => some.join(", "),
        (some, rest) => format!("{} and {} more", some.join(", "), thousands(rest)),
    };
    match range {
        Some(range) if few => {
            if common.is_empty() {
                range
            } else {
                common
            }
        }
        Some(range) if common.is_empty() => range,
        Some(range) => format!("{range}; most often {common}"),
        None if common.is_empty() => "–".to_owned(),
        None => common,
    }
}

/// `0 to 1,200`, `2026-01-02 to 2026-12-31`
fn range(range: ValueRange) -> String {
    match range {
        ValueRange::Numbers(low, high) => format!("{} to {}", grouped(low, 2), grouped(high, 2)),
        ValueRange::Days(first, last) => format!("{} to {}", date_of(first), date_of(last)),
    }
}

/// What there is to say of a column, each in a few words.
fn notes(column: &ColumnProfile) -> Vec<String> {
    let looks = column
        .looks_like
        .iter()
        .filter_map(|look| look_in_words(column, *look));
    let placeholders = column.placeholders.iter().take(SHOWN - 1);
    let placeholders: Vec<String> = placeholders
        .map(|(value, with)| format!("\"{value}\" ({})", thousands(*with)))
        .collect();
    let placeholders = match placeholders.as_slice() {
        [] => None,
        [one] => Some(format!("placeholder {one}")),
        several => Some(format!("placeholders {}", several.join(", "))),
    };
    let strays = (!column.strays.is_empty()).then(|| {
        let cells: u64 = column.strays.iter().map(|(_, cells)| cells).sum();
        let told = column.strays.iter().take(SHOWN - 1);
        let told: Vec<String> = told
            .map(|(value, _)| format!("\"{}\"", shortened(value)))
            .collect();
        let verb = if cells == 1 {
            "is no number"
        } else {
            "are no numbers"
        };
        format!("{} {verb}: {}", thousands(cells), told.join(", "))
    });
    let personal = column.personal.map(|personal| match personal {
        Personal::Special => "special category (GDPR)".to_owned(),
        personal => format!("personal data: {}", personal.name()),
    });
    looks
        .chain(placeholders)
        .chain(strays)
        .chain(personal)
        .collect()
}

/// What a column looks like where its type does not say so; `None` where personal data says it.
fn look_in_words(column: &ColumnProfile, look: LooksLike) -> Option<String> {
    let told = match look {
        LooksLike::Empty => "empty",
        LooksLike::Constant => "the same for all",
        LooksLike::Id => "can be the key",
        LooksLike::Url => "web addresses",
        LooksLike::Email | LooksLike::Phone => return None,
        LooksLike::Boolean => {
            let words: Vec<String> = column.yes.iter().chain(&column.no).cloned().collect();
            return (!words.is_empty()).then(|| format!("yes and no as {}", list(&words)));
        }
        LooksLike::Date => {
            let written = date_pattern(column.format?);
            return Some(
                match column
                    .or_format
                    .filter(|_| column.kind == AttributeType::Date)
                {
                    None => written,
                    Some(other) => format!("{written}, or {}", date_pattern(other)),
                },
            );
        }
        LooksLike::DecimalComma | LooksLike::Thousands => look.name(),
        LooksLike::LeadingZeros => "digits with leading zeros",
    };
    Some(told.to_owned())
}

/// A format in strftime's signs as people name it: `DD.MM.YYYY`.
fn date_pattern(format: &str) -> String {
    let signs = [
        ("%H:%M", "hh:mm"),
        ("%S", "ss"),
        ("%d", "DD"),
        ("%m", "MM"),
        ("%Y", "YYYY"),
        ("%y", "YY"),
        ("%b", "Jan"),
        ("%B", "January"),
    ];
    signs
        .iter()
        .fold(format.to_owned(), |text, (sign, letters)| {
            text.replace(sign, letters)
        })
}
