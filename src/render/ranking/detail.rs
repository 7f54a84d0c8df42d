//! The ranking in full: every finding with its figures, ties, and the leads at stake.

use super::document::Shown;
use crate::diagnostic::Severity;
use crate::flags::Finding;
use crate::order::TieBreak;
use crate::render::document::Page;
use crate::study::{Stake, Study};
use crate::text::words;

pub(super) fn details(page: &mut Page, study: &Study, shown: &Shown) {
    ties(page, study, shown);
    let stakes = study.stakes().into_iter();
    let stakes = stakes.filter(|stake| shown.has(stake.upper) && shown.has(stake.lower));
    page.section(
        "Leads affected if neighbors swap",
        stakes.map(|stake| at_stake(study, stake)),
    );
    weak(page, study, shown);
    about_the_plan(page, study);
    notes(page, study, shown);
    page.gap();
    page.line(format!("{}.", study.certainty().caption(study.plan())));
}

fn ties(page: &mut Page, study: &Study, shown: &Shown) {
    let pairs = study.ranking.ranked.windows(2);
    let ties = pairs.filter_map(|pair| {
        let (upper, lower) = (&pair[0], &pair[1]);
        let how = match lower.tie_broken_by.filter(|_| shown.has(lower.segment))? {
            TieBreak::FileOrder => "their order in the file decides".to_owned(),
            TieBreak::Key(key) => format!("{} breaks the tie", words::name_in_words(key.name())),
        };
        Some(format!(
            "{} and {} (ranks {} and {}): {how}",
            study.label(upper.segment),
            study.label(lower.segment),
            upper.rank,
            lower.rank
        ))
    });
    page.section("Tied", ties);
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

/// Every warning and error about candidates.
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
    let all = study.findings().iter().filter(|one| is_warning(one));
    let about_plan = all.filter(|one| one.found.segments.is_empty());
    page.section(
        "The plan itself",
        about_plan.map(|one| format!("{}: {}", one.flag, one.found.message)),
    );
}

/// Infos gathered by flag, and how many findings the plan allows.
fn notes(page: &mut Page, study: &Study, shown: &Shown) {
    let infos = study.gathered(Severity::Info, |one| shown.concerns(one));
    let allowed = study.findings().iter().filter(|one| one.allowed.is_some());
    let allowed = match allowed.filter(|one| shown.concerns(one)).count() {
        0 => None,
        allowed => Some(format!(
            "{} allowed by the plan; `segplan check` lists them with their reasons",
            words::count(allowed, "finding")
        )),
    };
    page.section("Good to know", infos.into_iter().chain(allowed));
}
