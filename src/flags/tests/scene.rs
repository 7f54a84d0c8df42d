//! Plans written as a marketer writes them, and all that flags may look at.

use crate::assess::{Assessment, assess};
use crate::audit::{Audit, Difference, SegmentAudit};
use crate::flags::{Facts, Finding, ReviewedPlan, find, find_over_reviews};
use crate::order::{Certainty, Draws, FormulaAudit, Ranking, certainty, formula_audit, rank};
use crate::plan::{Document, Plan, SegmentId};
use crate::proof::OrderReach;
use crate::testing;

/// A plan with everything that follows from it.
pub(super) struct Scene {
    pub(super) document: Document,
    assessment: Assessment,
    ranking: Ranking,
    certainty: Certainty,
    formulas: FormulaAudit,
    reach: OrderReach,
    pub(super) audit: Option<Audit>,
    /// So many reviews left the plan as it is.
    reviews: usize,
}

impl Scene {
    /// Reads a plan, which must be right.
    pub(super) fn of(text: &str) -> Self {
        Self::about(testing::document(text))
    }

    /// The same with another plan under the same text.
    pub(super) fn with(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        change(&mut self.document.plan);
        Self {
            audit: self.audit.take(),
            reviews: self.reviews,
            ..Self::about(self.document)
        }
    }

    fn about(document: Document) -> Self {
        let plan = &document.plan;
        let assessment = assess(plan);
        let ranking = rank(plan, &assessment);
        let draws = Draws {
            count: Some(2000),
            seed: 1,
        };
        let certainty = certainty(plan, &assessment, &ranking, draws);
        let formulas = formula_audit(plan, &assessment, &ranking);
        let order: Vec<SegmentId> = ranking.order().collect();
        let reach = OrderReach::new(plan, &order);
        Self {
            document,
            assessment,
            ranking,
            certainty,
            formulas,
            reach,
            audit: None,
            reviews: 1,
        }
    }

    /// The same after several reviews that changed nothing.
    pub(super) fn unchanged_for(self, reviews: usize) -> Self {
        Self { reviews, ..self }
    }

    /// The same with a lead table that raises nothing, but for what `change` does to it.
    pub(super) fn with_leads(mut self, change: impl FnOnce(&mut Audit)) -> Self {
        let mut audit = calm(&self.document.plan, &self.ranking);
        change(&mut audit);
        self.audit = Some(audit);
        self
    }

    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = find(&Facts {
            plan: &self.document.plan,
            assessment: &self.assessment,
            ranking: &self.ranking,
            certainty: Some(&self.certainty),
            formulas: &self.formulas,
            reach: &self.reach,
            audit: self.audit.as_ref(),
        });
        let review = |at: usize| ReviewedPlan {
            plan: &self.document.plan,
            when: format!("review {}", at + 1),
        };
        let reviews: Vec<ReviewedPlan> = (0..self.reviews).map(review).collect();
        findings.extend(find_over_reviews(&reviews));
        findings
    }

    /// What one flag finds.
    pub(super) fn found(&self, flag: &str) -> Vec<Finding> {
        let mut findings = self.findings();
        findings.retain(|one| one.flag == flag);
        findings
    }

    /// What one flag says.
    pub(super) fn messages(&self, flag: &str) -> Vec<String> {
        let found = self.found(flag).into_iter();
        found.map(|one| one.found.message).collect()
    }

    /// What one flag advises.
    pub(super) fn helps(&self, flag: &str) -> Vec<String> {
        let found = self.found(flag).into_iter();
        found.map(|one| one.found.help).collect()
    }

    /// The flags raised, each once.
    pub(super) fn raised(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.findings().iter().map(|one| one.flag).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Makes sure that no flag is raised.
    pub(super) fn raises_nothing(&self) {
        assert_eq!(self.raised(), [""; 0], "{:?}", self.findings());
    }

    /// Makes sure that this flag is raised, and no other.
    pub(super) fn raises(self, flag: &'static str) -> Raised {
        assert_eq!(self.raised(), [flag], "{:?}", self.findings());
        Raised { scene: self, flag }
    }

    /// The text that the first finding of a flag points at.
    pub(super) fn pointed_at(&self, flag: &str) -> String {
        let found = &self.found(flag)[0].found;
        let span = self.document.locate(&found.route, found.within);
        self.document.source.text()[span.range()].to_owned()
    }
}

/// A scene in which one flag is raised.
pub(super) struct Raised {
    scene: Scene,
    flag: &'static str,
}

impl Raised {
    /// Makes sure that it says this once.
    pub(super) fn saying(self, message: &str) -> Self {
        assert_eq!(self.scene.messages(self.flag), [message], "{}", self.flag);
        self
    }

    /// Makes sure that it points at this text.
    pub(super) fn at(self, text: &str) {
        assert_eq!(self.scene.pointed_at(self.flag), text, "{}", self.flag);
    }
}

/// Makes sure how a message begins and ends, whatever share stands between.
pub(super) fn framed(message: &str, begin: &str, end: &str) {
    let is_framed = message.starts_with(begin) && message.ends_with(end);
    assert!(is_framed, "{message}");
}

/// A piece of a plan made whole: a title and segments where it has none.
pub(super) fn whole(piece: &str) -> String {
    let has = |key: &str| piece.lines().any(|line| line.starts_with(key));
    let mut plan = String::new();
    if !has("title:") {
        plan += "title: Example\n";
    }
    plan += piece;
    if !has("segments:") {
        plan += "segments:\n  - name: plant_managers\n    scores: {impact: 8, confidence: 6, ease: 7}\n";
    }
    plan
}

/// Two hundred leads for each ranked segment with a definition, none shared, of three hundred.
fn calm(plan: &Plan, ranking: &Ranking) -> Audit {
    let defined = |id: &SegmentId| plan.segment(*id).definition.is_some();
    let segments: Vec<SegmentAudit> = ranking
        .order()
        .filter(defined)
        .enumerate()
        .map(|(place, id)| calm_segment(id, place + 1))
        .collect();
    let count = segments.len() as u64;
    Audit {
        leads: 300 * count,
        outcomes: 30 * count,
        covered: 200 * count,
        segments,
        ..Audit::default()
    }
}

fn calm_segment(segment: SegmentId, priority: usize) -> SegmentAudit {
    SegmentAudit {
        segment,
        priority,
        matched: 200,
        won: 200,
        shared: 0,
        lost_to: Vec::new(),
        outcomes: 20,
        outcome_known: 200,
        rate: None,
        matched_outcomes: 20,
        matched_known: 200,
        matched_rate: None,
        difference: Some(Difference {
            difference: 0.04,
            low: 0.01,
            high: 0.07,
            p_adjusted: None,
        }),
        smallest_detectable_lift: Some(0.1),
        unknown: 0,
        control: None,
        smallest_lift_with_control: None,
        reachable: Some(180),
        value: None,
        valued: 0,
        stability: None,
    }
}
