//! From a study to a report.

mod certainty;
mod facts;
mod method;
mod segment;
mod summary;

use serde_json::{Value, json};

use super::model::{Leads, Provenance, Report, Summary};
use super::{Edition, Locale, client};
use crate::audit::Audit;
use crate::order::flips;
use crate::plan::{Plan, SegmentId};
use crate::review::Review;
use crate::study::{LeadTotals, Study};
use facts::Facts;

impl Report {
    /// The report on a plan and all that follows from it. The words of the client's edition are in
    /// the language of `locale`, those of the team's in English.
    pub fn new(study: &Study, locale: Locale, provenance: Provenance, edition: Edition) -> Self {
        let plan = study.plan();
        let flips = flips(plan, &study.assessment, &study.ranking);
        let locale = match edition {
            Edition::Client => locale.spoken(),
            Edition::Team => locale,
        };
        let ranking = &study.ranking;
        let listed = ranking.order();
        let listed = listed.chain(ranking.parked.iter().copied());
        let listed = listed.chain(ranking.unscored.iter().copied());
        let mut pages = vec![false; plan.segments.len()];
        listed.take(Self::PAGES).for_each(|id| pages[id.0] = true);
        let facts = Facts {
            study,
            plan,
            flips: &flips,
            locale,
            edition,
            pages: &pages,
        };
        let entries = |ids: &mut dyn Iterator<Item = SegmentId>| {
            ids.map(|id| segment::entry(&facts, id)).collect()
        };
        let audit = study.audit.as_ref();
        let mut report = Self {
            title: title_page(plan),
            summary: Summary::default(),
            method: method::method(&facts),
            ranked: entries(&mut ranking.order()),
            parked: entries(&mut ranking.parked.iter().copied()),
            unscored: entries(&mut ranking.unscored.iter().copied()),
            names: (0..plan.segments.len())
                .map(|place| facts.named(SegmentId(place)))
                .collect(),
            default: plan.default.clone(),
            formulas: certainty::formulas(&facts),
            certainty: certainty::certainty(&facts),
            cut: certainty::cut(&facts),
            panel: match edition == Edition::Team && study.has_panel() {
                true => study.panel_summary(&study.panel()),
                false => Vec::new(),
            },
            leads: audit.map(|audit| leads(&facts, audit)),
            findings: facts.findings(study.findings().iter()),
            vocabulary: method::terms(audit.is_some()),
            provenance,
            locale,
            study: study.clone(),
            without_page: plan.segments.len().saturating_sub(Self::PAGES),
            quarter: Vec::new(),
            since: None,
            review: None,
            flips,
            client: None,
        };
        report.summary = summary::summary(&report);
        report.client = (edition == Edition::Client).then(|| client::document(&report));
        report
    }

    /// The same with a chapter on what changed since the last plan.
    #[must_use]
    pub fn since(mut self, since: client::Since) -> Self {
        let chapter = client::quarter::since(&self, &since);
        self.since = Some(since);
        self.with_chapter(chapter)
    }

    /// The same with a chapter on what the leads say of the plan.
    #[must_use]
    pub fn reviewed(mut self, review: Review) -> Self {
        let chapter = client::quarter::observed(&self, &review);
        self.review = Some(review);
        self.with_chapter(chapter)
    }

    fn with_chapter(mut self, chapter: client::Chapter) -> Self {
        self.quarter.push(chapter);
        self.client = self.client.is_some().then(|| client::document(&self));
        self
    }
}

fn title_page(plan: &Plan) -> Value {
    json!({
        "title": plan.title,
        "client": plan.client,
        "owner": plan.owner,
        "from": plan.period.map(|period| period.start),
        "until": plan.period.map(|period| period.end),
        "as_of": plan.as_of.date,
        "as_of_stated": plan.as_of.stated,
        "reviewed": plan.reviewed,
        "review_by": plan.review_by,
        "goals": plan.goals,
    })
}

fn leads(facts: &Facts, audit: &Audit) -> Leads {
    let totals = LeadTotals::of(audit);
    let outcome = facts.plan.leads.outcome.as_ref();
    let findings = facts.study.findings().iter();
    Leads {
        audit: audit.clone(),
        coverage: totals.coverage,
        outcome: outcome.map(|one| facts.in_words(&one.condition)),
        rate: totals.rate.filter(|_| outcome.is_some()),
        contradictions: facts.findings(findings.filter(|one| one.flag == "contradicted-qualifier")),
    }
}
