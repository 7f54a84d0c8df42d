//! The ranking for people: the table, what to do next, what is not ranked, what is weak.

use super::candidate::{self, Candidate};
use super::{detail, table};
use crate::diagnostic::Severity;
use crate::flags::Finding;
use crate::plan::SegmentId;
use crate::plan::format::flags as spec;
use crate::render::document::{Page, Tone};
use crate::study::{FindingGroup, Study};
use crate::text::words;

/// So many kinds of weakness are told; the others are counted.
const KINDS: usize = 4;
/// So many letters of a kind fit a line.
const LINE: usize = 76;
/// So many parked segments are told with their reasons; the others are named.
const PARKED: usize = 3;

/// What of the ranking is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    /// Only the first so many, and no word about the others.
    pub(crate) top: Option<usize>,
    /// Every finding with its figures, in place of what fits a screen.
    pub(crate) verbose: bool,
    /// How to see what is left out, with code in backticks.
    pub(crate) rest: &'a str,
}

pub(crate) fn ranking(study: &Study, view: View<'_>) -> Page {
    let plan = study.plan();
    let shown = Shown::new(study, view.top);
    let today = if plan.as_of.stated { "" } else { ", today" };
    let mut page = Page::titled(&format!(
        "{} (as of {}{today})",
        plan.title, plan.as_of.date
    ));
    if study.ranking.ranked.is_empty() {
        page.gap();
        page.line("No segment is ranked yet; see below for what each one lacks.");
    } else {
        page.table(table::table(study, view.top));
    }
    cut_off(&mut page, study, view.top);
    let mut cut = study.cut_in_words();
    cut.extend(study.cut_of_leads_in_words());
    if !cut.is_empty() {
        page.gap();
    }
    for sentence in cut {
        page.line(sentence);
    }
    page.numbered("Next steps", study.next_steps());
    page.gap();
    not_ranked(&mut page, study, view.verbose);
    pinned(&mut page, study, &shown);
    page.line(format!("Everyone else: {}", plan.default.label));
    match view.verbose {
        true => detail::details(&mut page, study, &shown),
        false => weak(&mut page, study, &shown, view.rest),
    }
    page
}

/// Which candidates are spoken of: all but the ranked ones that were cut off.
pub(super) struct Shown {
    cut_off: Vec<SegmentId>,
}

impl Shown {
    fn new(study: &Study, top: Option<usize>) -> Self {
        let cut_off = study.ranking.order().skip(top.unwrap_or(usize::MAX));
        Self {
            cut_off: cut_off.collect(),
        }
    }

    pub(super) fn has(&self, segment: SegmentId) -> bool {
        !self.cut_off.contains(&segment)
    }

    /// Whether a finding is about the plan, or about a candidate that is spoken of.
    pub(super) fn concerns(&self, finding: &Finding) -> bool {
        let about = &finding.found.segments;
        about.is_empty() || about.iter().any(|id| self.has(*id))
    }
}

fn cut_off(page: &mut Page, study: &Study, top: Option<usize>) {
    let all = study.ranking.ranked.len();
    if let Some(top) = top.filter(|top| *top < all) {
        page.line(format!("Showing the first {top} of {all} ranked segments."));
    }
}

fn not_ranked(page: &mut Page, study: &Study, all: bool) {
    let most = if all { usize::MAX } else { PARKED };
    let because = |one: &Candidate<'_>| {
        let reasons = one.because();
        let reasons = reasons.iter().map(|one| one.replace('-', " "));
        reasons.collect::<Vec<_>>().join(", ")
    };
    for one in candidate::parked(study).take(most) {
        let score = match one.score(2) {
            score if score.is_empty() => score,
            score => format!(", {score}"),
        };
        let text = format!("{}{score} ({})", one.label(), because(&one));
        page.marked(Tone::Bad, "Parked", text);
    }
    let others: Vec<&str> = study
        .ranking
        .parked
        .iter()
        .skip(most)
        .map(|id| study.label(*id))
        .collect();
    if !others.is_empty() {
        page.marked(Tone::Bad, "Also parked", words::list(&others));
    }
    for one in candidate::unscored(study).take(most) {
        let missing = one.because();
        let missing = missing.iter().map(|name| words::capitalized(name));
        page.line(format!(
            "Not scored: {} (no {})",
            one.label(),
            words::choice(missing)
        ));
    }
    let others: Vec<&str> = study
        .ranking
        .unscored
        .iter()
        .skip(most)
        .map(|id| study.label(*id))
        .collect();
    if !others.is_empty() {
        page.line(format!("Not scored either: {}", words::list(&others)));
    }
}

fn pinned(page: &mut Page, study: &Study, shown: &Shown) {
    for row in &study.ranking.ranked {
        if let Some(because) = row.pinned.as_ref().filter(|_| shown.has(row.segment)) {
            let label = study.label(row.segment);
            page.line(format!("Pinned to rank {}: {label} ({because})", row.rank));
        }
    }
}

/// What warnings say of ranked segments and of the plan, by kind, and how much more there is.
fn weak(page: &mut Page, study: &Study, shown: &Shown, rest: &str) {
    let is_told = |one: &Finding| is_told_elsewhere(study, one);
    let all = study.findings().iter();
    let all = all.filter(|one| shown.concerns(one) && !is_told(one));
    let parked = |id: &SegmentId| !study.assessment.candidate(*id).parked.is_empty();
    let warnings = study.groups_of(|one| {
        let about = &one.found.segments;
        one.severity >= Severity::Warning
            && (about.is_empty() || !about.iter().all(parked))
            && shown.concerns(one)
            && !is_told(one)
    });
    let (told, others) = warnings.split_at(warnings.len().min(KINDS));
    let number = |groups: &[FindingGroup]| groups.iter().map(|one| one.findings.len()).sum();
    let (told_number, others): (usize, usize) = (number(told), number(others));
    if !told.is_empty() {
        page.heading_in(Tone::Warning, "Weak candidates");
    }
    for group in told {
        page.item(study.told_together(group, LINE));
    }
    let notes = all.count().saturating_sub(told_number + others);
    let more = [(others, "more warning"), (notes, "more note")];
    let more = more.into_iter().filter(|(number, _)| *number > 0);
    let more: Vec<String> = more
        .map(|(number, noun)| words::count(number, noun))
        .collect();
    if !more.is_empty() {
        if told.is_empty() {
            page.gap();
        }
        page.line(format!("{}: {rest}", words::list(&more)));
    }
}

/// Whether the table or a line above says the same: that two neighbors are close, that a segment is
/// not ranked and why.
fn is_told_elsewhere(study: &Study, finding: &Finding) -> bool {
    let flag = finding.flag;
    let neighbors = [
        spec::TIED.name,
        spec::TOSS_UP.name,
        spec::ORDER_DISPUTED.name,
        spec::CUT_TOSS_UP.name,
    ];
    let about = finding.found.segments.first();
    let parks = about.is_some_and(|id| study.parked_because(*id).iter().any(|one| one == flag));
    neighbors.contains(&flag) || flag == spec::UNSCORED.name || parks
}
