//! The ranking for people: the table, what is not in it, what is weak, what to do next.

use super::candidate::{self, Candidate};
use crate::diagnostic::Severity;
use crate::flags::Finding;
use crate::order::{Sureness, TieBreak};
use crate::plan::{Criterion, Formula, SegmentId};
use crate::render::document::{Cell, Column, Page, Table, Tone};
use crate::study::{Stake, Study};
use crate::text::words;

const MARKS: &str = "MRADS: measurable, relevant, actionable, distinguishable, stable: ● yes ◐ partly ○ no · unknown";

/// The ranking; with `top` the first so many of it, and no word about the others.
pub(crate) fn ranking(study: &Study, top: Option<usize>) -> Page {
    let plan = study.plan();
    let shown = Shown::new(study, top);
    let mut page = Page::titled(&plan.title);
    page.line(study.method());
    if study.ranking.ranked.is_empty() {
        page.gap();
        page.line("No candidate is ranked: see below for what each one lacks.");
    } else {
        page.table(table(study, top));
    }
    cut(&mut page, study, top);
    ties_and_pins(&mut page, study, &shown);
    let stakes = study.stakes().into_iter();
    let stakes = stakes.filter(|stake| shown.has(stake.upper) && shown.has(stake.lower));
    page.section(
        "Leads affected if neighbors swap",
        stakes.map(|stake| at_stake(study, stake)),
    );
    not_ranked(&mut page, study);
    page.gap();
    let default = &plan.default;
    page.line(format!(
        "Everyone else: {} ({})",
        default.label, default.name
    ));
    weak(&mut page, study, &shown);
    about_the_plan(&mut page, study);
    notes(&mut page, study, &shown);
    page.numbered("Next steps", study.next_steps());
    page
}

/// Which candidates are spoken of: all but the ranked ones that were cut off.
struct Shown {
    cut_off: Vec<SegmentId>,
}

impl Shown {
    fn new(study: &Study, top: Option<usize>) -> Self {
        let cut_off = study.ranking.order().skip(top.unwrap_or(usize::MAX));
        Self {
            cut_off: cut_off.collect(),
        }
    }

    fn has(&self, segment: SegmentId) -> bool {
        !self.cut_off.contains(&segment)
    }

    /// Whether a finding is about the plan, or about a candidate that is spoken of.
    fn concerns(&self, finding: &Finding) -> bool {
        let about = &finding.found.segments;
        about.is_empty() || about.iter().any(|id| self.has(*id))
    }
}

fn table(study: &Study, top: Option<usize>) -> Table {
    let third = words::capitalized(study.plan().scoring.name_of(Criterion::Ease));
    let mut columns = vec![Column::numbers("#"), Column::names("Segment")];
    columns
        .extend(["Impact", "Confidence", &third].map(|name| Column::numbers(name).or(&name[..1])));
    columns.push(Column::numbers("Score"));
    if study.audit.is_some() {
        columns.extend(["Fits", "Wins"].map(Column::numbers));
    }
    // Beside the sizes of segments a narrow table has no room for the qualifiers' marks.
    columns.push(Column::words("MRADS").optional(study.audit.is_some()));
    columns.extend([Column::words("Certainty"), Column::words("Flags")]);
    let mut table = Table {
        columns,
        rows: candidate::ranked(study, top).map(|one| row(&one)).collect(),
        notes: Vec::new(),
    };
    table.note_on("MRADS", MARKS);
    table.note(
        "Certainty: share of simulated rankings in which a segment is ahead of the next one: sure \
         from 95 %, likely from 80 %, leaning from 60 %, else a toss-up; below 50 % the simulation \
         favors the opposite order.",
    );
    table.note(format!("{}.", study.certainty.caption(study.plan())));
    table
}

fn row(one: &Candidate<'_>) -> Vec<Cell> {
    let study = one.study;
    let mut cells: Vec<Cell> = vec![one.rank().into(), one.label().to_owned().into()];
    cells.extend(
        Criterion::ALL
            .iter()
            .map(|which| one.criterion(*which).into()),
    );
    let score = Cell::from(one.score(2)).tone(Tone::Strong);
    cells.push(match study.plan().scoring.formula {
        Formula::Product => score.or(one.score(0)),
        _ => score,
    });
    if study.audit.is_some() {
        cells.extend(one.sizes().map(Cell::from));
    }
    cells.push(one.marks().into());
    cells.push(Cell::from(one.sureness()).tone(tone(one)));
    let flags = one.flags(false);
    let flags = Cell::from(flags.join(", ")).or(shortened(&flags));
    cells.push(match study.is_weak(one.segment) {
        true => flags.tone(Tone::Warning),
        false => flags,
    });
    cells
}

fn tone(one: &Candidate<'_>) -> Tone {
    match one.row.and_then(|row| row.share_ahead()).map(Sureness::of) {
        Some(Sureness::Sure | Sureness::Likely) => Tone::Good,
        Some(Sureness::TossUp | Sureness::Disagrees) => Tone::Warning,
        _ => Tone::Plain,
    }
}

/// The gravest flag and how many more there are.
fn shortened(flags: &[&str]) -> String {
    match flags {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [worst, rest @ ..] => format!("{worst} +{}", rest.len()),
    }
}

fn cut(page: &mut Page, study: &Study, top: Option<usize>) {
    let all = study.ranking.ranked.len();
    if let Some(top) = top.filter(|top| *top < all) {
        page.line(format!(
            "The first {top} of {all} ranked candidates are shown. What there is to say of the \
             others is left out."
        ));
    }
}

fn ties_and_pins(page: &mut Page, study: &Study, shown: &Shown) {
    for pair in study.ranking.ranked.windows(2) {
        let (upper, lower) = (&pair[0], &pair[1]);
        let Some(tie) = lower.tie_broken_by.filter(|_| shown.has(upper.segment)) else {
            continue;
        };
        let how = match tie {
            TieBreak::FileOrder => "nothing but the order in the file".to_owned(),
            TieBreak::Key(key) => format!("the tie-break {}", key.name()),
        };
        page.line(format!(
            "Tied: {} and {} (ranks {} and {}); {how} decides.",
            study.label(upper.segment),
            study.label(lower.segment),
            upper.rank,
            lower.rank
        ));
    }
    for row in &study.ranking.ranked {
        if let Some(because) = row.pinned.as_ref().filter(|_| shown.has(row.segment)) {
            let label = study.label(row.segment);
            page.line(format!("Pinned to rank {}: {label}. {because}", row.rank));
        }
    }
}

/// How many leads change hands if two neighbors swap, and how sure their order is.
fn at_stake(study: &Study, stake: Stake) -> String {
    let how = match stake.share {
        Some(share) => format!("ahead in {} of simulated rankings", words::percent(share)),
        None => "the pin decides".to_owned(),
    };
    format!(
        "{} before {}: {}; {how}",
        study.label(stake.upper),
        study.label(stake.lower),
        words::leads(stake.leads),
    )
}

fn not_ranked(page: &mut Page, study: &Study) {
    let because = |one: &Candidate<'_>| words::list(&one.because());
    let score = |one: &Candidate<'_>| match one.score(2) {
        score if score.is_empty() => score,
        score => format!(", score {score}"),
    };
    page.section(
        "Parked by their qualifiers, not ranked",
        candidate::parked(study)
            .map(|one| format!("{}{}: {}", one.label(), score(&one), because(&one))),
    );
    page.section(
        "Not scored, not ranked",
        candidate::unscored(study)
            .map(|one| format!("{}: no score for {}", one.label(), because(&one))),
    );
}

/// Every warning and error about candidates, those that the table has no room for among them.
fn weak(page: &mut Page, study: &Study, shown: &Shown) {
    let ranking = &study.ranking;
    let not_ranked = ranking.parked.iter().chain(&ranking.unscored);
    let all = ranking.order().chain(not_ranked.copied());
    let mut first = true;
    for segment in all.filter(|segment| shown.has(*segment)) {
        // A pair is told of once, under its first segment.
        let open = study
            .findings_of(segment)
            .filter(|one| is_warning(one) && one.found.segments.first() == Some(&segment));
        let open: Vec<&Finding> = open.collect();
        if open.is_empty() {
            continue;
        }
        if std::mem::take(&mut first) {
            page.heading("Weak candidates");
        }
        page.item(study.label(segment));
        for finding in open {
            page.subitem(format!("{}: {}", finding.flag, finding.found.message));
        }
    }
}

fn is_warning(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning && finding.allowed.is_none()
}

fn about_the_plan(page: &mut Page, study: &Study) {
    let all = study.findings.iter().filter(|one| is_warning(one));
    let about_plan = all.filter(|one| one.found.segments.is_empty());
    page.section(
        "The plan itself",
        about_plan.map(|one| format!("{}: {}", one.flag, one.found.message)),
    );
}

/// Infos gathered by flag, and how many findings the plan allows.
fn notes(page: &mut Page, study: &Study, shown: &Shown) {
    let infos = study.gathered(Severity::Info, |one| shown.concerns(one));
    let allowed = study.findings.iter().filter(|one| one.allowed.is_some());
    let allowed = match allowed.filter(|one| shown.concerns(one)).count() {
        0 => None,
        allowed => Some(format!(
            "{} allowed by the plan; `segplan check` lists them with their reasons",
            words::count(allowed, "finding")
        )),
    };
    page.section("Good to know", infos.into_iter().chain(allowed));
}
