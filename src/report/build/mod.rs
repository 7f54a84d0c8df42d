//! From what the stages found to a report.

mod lead_table;
mod method;
mod order;
mod segment;
mod summary;
mod vocabulary;

use super::Locale;
use super::model::{FindingEntry, Goal, Named, Provenance, Report, Summary, TitlePage};
use crate::assess::Assessment;
use crate::audit::Audit;
use crate::condition::{self, AttributeId, Condition};
use crate::flags::Finding;
use crate::order::{Certainty, Flip, FormulaAudit, Ranking, flips};
use crate::plan::{Plan, SegmentId};
use crate::study::Study;

/// All that a report is made of.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    study: &'a Study,
    plan: &'a Plan,
    assessment: &'a Assessment,
    ranking: &'a Ranking,
    certainty: &'a Certainty,
    formulas: &'a FormulaAudit,
    flips: &'a [Flip],
    findings: &'a [Finding],
    audit: Option<&'a Audit>,
    locale: Locale,
}

impl Report {
    /// The report on a plan and all that follows from it.
    #[must_use]
    pub fn new(study: &Study, locale: Locale, provenance: Provenance) -> Self {
        let facts = Facts {
            study,
            plan: study.plan(),
            assessment: &study.assessment,
            ranking: &study.ranking,
            certainty: &study.certainty,
            formulas: &study.formulas,
            flips: &flips(study.plan(), &study.assessment, &study.ranking),
            findings: &study.findings,
            audit: study.audit.as_ref(),
            locale,
        };
        let mut report = Self::without_summary(&facts, provenance);
        report.summary = summary::summary(&report, &study.next_steps());
        report
    }

    fn without_summary(facts: &Facts, provenance: Provenance) -> Self {
        let ranking = facts.ranking;
        let pages = |ids: &mut dyn Iterator<Item = SegmentId>| {
            ids.map(|id| segment::page(facts, id)).collect()
        };
        Self {
            title: title_page(facts.plan),
            summary: Summary::default(),
            method: method::method(facts),
            ranked: pages(&mut ranking.order()),
            parked: pages(&mut ranking.parked.iter().copied()),
            unscored: pages(&mut ranking.unscored.iter().map(|one| one.segment)),
            default: Named {
                name: facts.plan.default.name.clone(),
                label: facts.plan.default.label.clone(),
            },
            formulas: order::formulas(facts),
            certainty: order::certainty(facts),
            leads: facts.audit.map(|audit| lead_table::leads(facts, audit)),
            findings: findings(facts, facts.findings.iter()),
            vocabulary: vocabulary::terms(facts.audit.is_some()),
            provenance,
            locale: facts.locale,
        }
    }
}

fn title_page(plan: &Plan) -> TitlePage {
    TitlePage {
        title: plan.title.clone(),
        client: plan.client.clone(),
        owner: plan.owner.clone(),
        from: plan.period.map(|period| period.start),
        until: plan.period.map(|period| period.end),
        as_of: plan.as_of.date,
        as_of_stated: plan.as_of.stated,
        reviewed: plan.reviewed,
        review_by: plan.review_by,
        goals: plan
            .goals
            .iter()
            .map(|goal| Goal {
                statement: goal.statement.clone(),
                metric: goal.metric.clone(),
                baseline: goal.baseline,
                target: goal.target,
                due: goal.due,
            })
            .collect(),
    }
}

fn named(plan: &Plan, id: SegmentId) -> Named {
    let segment = plan.segment(id);
    Named {
        name: segment.name.clone(),
        label: segment.label.clone(),
    }
}

fn findings<'a>(facts: &Facts, findings: impl Iterator<Item = &'a Finding>) -> Vec<FindingEntry> {
    findings.map(|one| finding(facts, one)).collect()
}

fn finding(facts: &Facts, finding: &Finding) -> FindingEntry {
    let found = &finding.found;
    let (line, _) = facts.study.line_column(finding);
    FindingEntry {
        flag: finding.flag.to_owned(),
        severity: finding.severity.name(),
        segments: found
            .segments
            .iter()
            .map(|id| named(facts.plan, *id))
            .collect(),
        message: sentence(&found.message),
        help: sentence(&found.help),
        allowed: finding.allowed.clone(),
        route: found.route.to_string(),
        line,
    }
}

/// A condition in words, without a final stop.
fn in_words(plan: &Plan, condition: &Condition) -> String {
    let name = |id: AttributeId| plan.attribute(id).name.as_str();
    condition::in_words(condition, &name)
}

/// A text that begins with a capital and ends with a stop.
fn sentence(text: &str) -> String {
    let mut text = crate::text::words::capitalized(text.trim());
    if !text.is_empty() && !text.ends_with(['.', '!', '?', '…']) {
        text.push('.');
    }
    text
}
