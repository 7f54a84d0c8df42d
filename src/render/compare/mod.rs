//! Two plans compared, for people and as JSON, `segplan/compare/v1`.

mod json;
mod leads;

use super::document::{Cell, Column, Page, Table, Tone};
use crate::compare::{Change, Class, LeadsCompared, Only, PlanComparison, SegmentComparison};
use crate::plan::SegmentId;
use crate::study::Study;
use crate::text::words;

pub(crate) use json::json;

/// So many segments that only shifted are named.
const SHIFTED: usize = 8;

/// Two plans, and what is asked about them.
pub(crate) struct Compared<'a> {
    pub(crate) old: &'a Study,
    pub(crate) new: &'a Study,
    /// The files that the plans are from.
    pub(crate) files: [&'a str; 2],
    pub(crate) comparison: &'a PlanComparison,
    /// What they do to leads, and the tables: one for both, or one each.
    pub(crate) leads: Option<(&'a LeadsCompared, &'a [String])>,
    pub(crate) only: Option<Only>,
    /// Whether the order is asked for that holds what the draws don't support.
    pub(crate) hold: bool,
}

impl Compared<'_> {
    /// Whether a change is one of those that are asked for.
    fn is_shown(&self, change: &Change) -> bool {
        match self.only {
            Some(only) => only.has(change.class),
            None => change.class != Class::Remark,
        }
    }

    /// The segments that have a line of their own, by their places.
    fn shown(&self) -> Vec<usize> {
        let all = self.comparison.segments.iter().enumerate();
        let has_line = |one: &SegmentComparison| match self.only {
            Some(_) => one.changes.iter().any(|change| self.is_shown(change)),
            None => one.mark() != " ",
        };
        all.filter(|(_, one)| has_line(one))
            .map(|(at, _)| at)
            .collect()
    }
}

/// The page for people.
pub(crate) fn page(compared: &Compared<'_>) -> Page {
    let comparison = compared.comparison;
    let [old, new] = [compared.old, compared.new].map(|study| study.plan().title.as_str());
    let mut page = Page::titled(&match old == new {
        true => format!("{new}: {} → {}", compared.files[0], compared.files[1]),
        false => format!("{new}, compared with {old}"),
    });
    page.line(summary(compared));
    let shown = compared.shown();
    if !shown.is_empty() {
        page.table(segments(compared, &shown));
    }
    if compared.only.is_none() {
        shifted(&mut page, comparison);
    }
    itself(&mut page, compared);
    if let Some((found, tables)) = compared.leads {
        leads::sections(&mut page, compared, found, tables);
    }
    if compared.only.is_none() {
        page.section("Perhaps only renamed", renames(compared));
        page.section(
            "Also changed, but not counted as a difference",
            remarks(comparison),
        );
    }
    if compared.hold {
        hold(&mut page, compared);
    }
    page
}

fn summary(compared: &Compared<'_>) -> String {
    let Some(only) = compared.only else {
        let line = words::sentence(&compared.comparison.summary());
        return match is_same(compared) {
            true => "The plans say the same; only their layout differs, if anything.".to_owned(),
            false => line,
        };
    };
    let segments = compared.shown().len();
    let itself = compared.comparison.plan.iter();
    let itself = itself.filter(|one| compared.is_shown(one)).count();
    let what = match only {
        Only::Scores => "Scores and qualifiers alone",
        Only::Definitions => "Definitions alone",
        Only::Policy => "Policy and pins alone",
    };
    let changed = words::count(segments, "segment");
    match (segments, itself) {
        (0, 0) => format!("{what}: no difference."),
        (_, 0) => format!("{what}: {changed} changed."),
        (0, _) => format!("{what}: the plan itself changed."),
        _ => format!("{what}: the plan itself and {changed} changed."),
    }
}

fn is_same(compared: &Compared<'_>) -> bool {
    let comparison = compared.comparison;
    let renamed = comparison
        .segments
        .iter()
        .any(|one| one.renamed_from.is_some());
    comparison.changes().next().is_none() && !comparison.differs(None) && !renamed
}

/// One row for each segment that changed or moved.
fn segments(compared: &Compared<'_>, shown: &[usize]) -> Table {
    let comparison = compared.comparison;
    let row = |at: &usize| {
        let one = &comparison.segments[*at];
        let tone = match one.mark() {
            "+" => Tone::Good,
            "-" => Tone::Bad,
            _ => Tone::Plain,
        };
        let shown = one
            .changes
            .iter()
            .filter(|change| compared.is_shown(change));
        let why = match compared.only.is_none() {
            true => comparison.why(*at),
            false => shown.map(Change::in_words).collect::<Vec<_>>().join(", "),
        };
        vec![
            Cell::from(one.mark()).tone(tone),
            Cell::from(one.ranks()).tone(Tone::Strong),
            Cell::from(one.label.clone()),
            Cell::from(certainty(compared, one)),
            Cell::from(why),
        ]
    };
    let mut table = Table::of([
        Column::words(""),
        Column::words("Rank"),
        Column::names("Segment"),
        Column::words("Certainty").optional(true),
        Column::names("What changed"),
    ])
    .rows(shown.iter().map(row));
    if compared.only.is_none() {
        table.note("+ added, - dropped, → renamed, ~ moved or changed.");
        table.note_on(
            "Certainty",
            "Certainty: how often a segment is ahead of the next one in simulated rankings, before → now.",
        );
    }
    table
}

/// How sure a segment's rank was and is; one of them where the words are the same.
fn certainty(compared: &Compared<'_>, one: &SegmentComparison) -> String {
    let of = |study: &Study, id: Option<SegmentId>| {
        let row = id.and_then(|id| study.row(id))?;
        Some(row.sureness()).filter(|word| !word.is_empty())
    };
    match (of(compared.old, one.old), of(compared.new, one.new)) {
        (Some(was), Some(is)) if was != is => format!("{was} → {is}"),
        (was, is) => is.or(was).unwrap_or_default(),
    }
}

/// Those whose ranks others changed.
fn shifted(page: &mut Page, comparison: &PlanComparison) {
    let all = comparison.segments.iter();
    let shifted: Vec<&SegmentComparison> = all
        .filter(|one| one.is_shifted() && one.mark() == " ")
        .collect();
    let named = shifted.iter().take(SHIFTED);
    let mut named: Vec<String> = named
        .map(|one| format!("{} {}", one.label, one.ranks()))
        .collect();
    if named.is_empty() {
        return;
    }
    if shifted.len() > SHIFTED {
        named.push(format!("{} others", shifted.len() - SHIFTED));
    }
    page.gap();
    page.line(format!(
        "Ranked differently only because others moved: {}.",
        words::list(&named)
    ));
}

/// What the plans say of themselves, and definitions in full.
fn itself(page: &mut Page, compared: &Compared<'_>) {
    let comparison = compared.comparison;
    let plan = comparison.plan.iter().filter(|one| compared.is_shown(one));
    let plan: Vec<String> = plan
        .map(Change::in_words)
        .map(|one| words::sentence(&one))
        .collect();
    page.section("The plan itself", plan);
    if compared.only.is_none_or(|only| only == Only::Definitions) {
        definitions(page, comparison);
    }
}

/// Definitions that changed in full, each with what that means for leads.
fn definitions(page: &mut Page, comparison: &PlanComparison) {
    let mut is_first = true;
    for one in &comparison.segments {
        let mut changes = one.changes.iter();
        let Some(change) = changes.find(|change| change.class == Class::Definition) else {
            continue;
        };
        if is_first {
            page.heading("Definitions");
            is_first = false;
        }
        page.item(match (&change.from, &change.to) {
            (Some(from), Some(to)) => format!("{}: {from} → {to}", one.label),
            (None, Some(to)) => format!("{}: {to} (had no definition)", one.label),
            (Some(from), None) => format!("{}: {from} (has no definition now)", one.label),
            (None, None) => one.label.clone(),
        });
        if let Some(relation) = &one.definition {
            page.subitem(relation.in_words());
        }
    }
}

fn renames(compared: &Compared<'_>) -> Vec<String> {
    let possible = compared.comparison.possible_renames.iter();
    let told = possible.map(|(was, is)| {
        let was = compared.old.plan().name(*was);
        let is = compared.new.plan().name(*is);
        format!(
            "{is} has the definition that {was} had. If it is the same segment, add --renamed {was}={is}.",
        )
    });
    told.collect()
}

/// Labels, notes and the like, segment by segment.
fn remarks(comparison: &PlanComparison) -> Vec<String> {
    let of = |changes: &[Change]| {
        let own = changes.iter().filter(|one| one.class == Class::Remark);
        own.map(Change::in_words).collect::<Vec<_>>()
    };
    let plan = of(&comparison.plan);
    let plan = (!plan.is_empty()).then(|| format!("The plan: {}.", words::list(&plan)));
    let segments = comparison.segments.iter().filter_map(|one| {
        let own = of(&one.changes);
        (!own.is_empty()).then(|| format!("{}: {}.", one.label, words::list(&own)))
    });
    plan.into_iter().chain(segments).collect()
}

/// The order that keeps what the draws don't support as it was.
fn hold(page: &mut Page, compared: &Compared<'_>) {
    let plan = compared.new.plan();
    page.heading("The order, with unclear moves held back");
    let Some(held) = &compared.comparison.held else {
        page.line("There are too many segments to compare all pairs of them.");
        return;
    };
    for (place, id) in held.order.iter().enumerate() {
        page.item(format!("{}. {}", place + 1, plan.label(*id)));
    }
    let told = held.held.iter().map(|pair| {
        format!(
            "{} stays ahead of {}: the new scores favor the change in only {} of simulated rankings.",
            plan.label(pair.ahead),
            plan.label(pair.behind),
            words::percent(pair.share)
        )
    });
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => {
            page.gap();
            page.line("Nothing was held back: at least 80 % of simulated rankings favor each move, or a pin decides.");
        }
        false => page.section("Held back", told),
    }
}
