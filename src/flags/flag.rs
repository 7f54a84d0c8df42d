//! What a flag is: its documentation, its default severity, its thresholds and its search.

use crate::assess::Assessment;
use crate::audit::Audit;
use crate::diagnostic::Severity;
use crate::order::{Certainty, FormulaAudit, Ranking};
use crate::plan::{FlagOption, FlagSpec, Plan};

use super::Found;

/// A kind of weakness that segplan looks for.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    /// Its name, which reads well after "allow".
    pub name: &'static str,
    /// What it detects, in one sentence; see [`FlagSpec::detects`] for what stands in braces.
    pub detects: &'static str,
    /// The thresholds that a plan may set, each with its default.
    pub options: &'static [FlagOption],
    /// Its severity unless the plan sets another.
    pub severity: Severity,
    /// What to say of several findings at once, after their number: `segments have no message`.
    pub several: &'static str,
    /// Why it matters, for a marketer.
    pub matters: &'static str,
    /// What to do about it.
    pub act: &'static str,
    /// A piece of a plan that raises it; where a lead table is needed, with what that holds.
    pub example: &'static str,
    /// Whether it needs a lead table.
    pub needs_leads: bool,
    /// How it is looked for.
    pub search: Search,
}

impl Flag {
    /// What a plan may set for it.
    #[must_use]
    pub fn spec(&self) -> FlagSpec {
        FlagSpec {
            name: self.name,
            detects: self.detects,
            options: self.options,
        }
    }

    /// What it detects, in one sentence without a final stop, with the defaults of its thresholds.
    #[must_use]
    pub fn summary(&self) -> String {
        self.spec().summary()
    }
}

/// How a flag is looked for.
#[derive(Debug, Clone, Copy)]
pub enum Search {
    /// In the facts.
    Facts(fn(&Facts) -> Vec<Found>),
    /// Among the plan's allowances that silence nothing, once every other flag has been looked
    /// for; their places in `flags.allow`.
    IdleAllowances(fn(&Facts, &[usize]) -> Vec<Found>),
}

/// All that a flag may look at.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Each candidate alone.
    pub assessment: &'a Assessment,
    /// The order.
    pub ranking: &'a Ranking,
    /// How sure the order is.
    pub certainty: &'a Certainty,
    /// What other formulas would say.
    pub formulas: &'a FormulaAudit,
    /// What the lead table says, where one was read.
    pub audit: Option<&'a Audit>,
}

impl Facts<'_> {
    /// A threshold of a flag: the plan's setting, or else its default on the plan's scale.
    #[must_use]
    pub fn option(&self, flag: &str, option: FlagOption) -> f64 {
        let setting = self.plan.flags.settings.get(flag);
        let set = setting.and_then(|setting| setting.options.get(option.name));
        set.copied()
            .unwrap_or_else(|| option.default_on(self.plan.scoring.scale))
    }
}
