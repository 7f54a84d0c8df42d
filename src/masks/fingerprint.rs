//! What a mask table was counted with, so that it is not read with another plan.

use sha2::{Digest, Sha256};

use crate::condition::{Condition, Expression, Operand, normalize, print};
use crate::plan::Plan;
use crate::text::words;

/// What a mask table was counted with: everything that decides what its numbers mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// The segments with a definition, in file order, each with a digest of it.
    pub(crate) segments: Vec<(String, String)>,
    /// Digests of the conditions; empty where there is none.
    pub(crate) outcome: String,
    pub(crate) reachable: String,
    pub(crate) exclude: String,
    /// A digest of the attributes that are read: types, columns' formats, words for null.
    pub(crate) attributes: String,
    /// Names of the attributes that are summed and that place leads in periods.
    pub(crate) value: String,
    pub(crate) date: String,
    /// The day to which ages are counted.
    pub(crate) as_of: String,
    /// Whether any condition counts an age.
    pub(crate) ages: bool,
}

impl Fingerprint {
    /// Of a plan.
    pub(crate) fn of(plan: &Plan) -> Self {
        let condition = |expression: &Option<Expression>| {
            expression.as_ref().map_or_else(String::new, |expression| {
                digest_of(plan, &expression.condition)
            })
        };
        let name =
            |id: Option<_>| id.map_or_else(String::new, |id| plan.attribute(id).name.clone());
        let defined = plan.segments.iter().filter_map(|segment| {
            let definition = segment.definition.as_ref()?;
            Some((segment.name.clone(), digest_of(plan, &definition.condition)))
        });
        Self {
            segments: defined.collect(),
            outcome: condition(&plan.leads.outcome),
            reachable: condition(&plan.leads.reachable),
            exclude: condition(&plan.leads.exclude),
            attributes: attributes(plan),
            value: name(plan.leads.value),
            date: name(plan.leads.date),
            as_of: plan.as_of.date.to_string(),
            ages: conditions(plan).any(counts_age),
        }
    }

    /// In what another plan differs, in words; none where its tables mean the same.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        let names = |one: &Self| {
            one.segments
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        };
        if names(self) != names(other) {
            return Some(format!(
                "its segments with a definition are {}",
                other
                    .segments
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            ));
        }
        if let Some(changed) = self
            .segments
            .iter()
            .zip(&other.segments)
            .find(|(one, other)| one != other)
        {
            return Some(format!("{} was defined otherwise", changed.0.0));
        }
        let parts = [
            ("leads.outcome", &self.outcome, &other.outcome),
            ("leads.reachable", &self.reachable, &other.reachable),
            ("leads.exclude", &self.exclude, &other.exclude),
            ("leads.value", &self.value, &other.value),
            ("leads.date", &self.date, &other.date),
            (
                "the attributes' types, formats or words for a missing value",
                &self.attributes,
                &other.attributes,
            ),
        ];
        if let Some((what, ..)) = parts.iter().find(|(_, one, other)| one != other) {
            return Some(format!("{what} was written otherwise"));
        }
        let day = (self.ages || other.ages) && self.as_of != other.as_of;
        day.then(|| format!("ages were counted to {}", other.as_of))
    }
}

fn digest_of(plan: &Plan, condition: &Condition) -> String {
    let name = |id: crate::condition::AttributeId| plan.attribute(id).name.as_str();
    digest(&print(&normalize(condition), &name))
}

/// Twelve signs that hardly two texts share.
pub(crate) fn digest(text: &str) -> String {
    words::hexadecimal(&Sha256::digest(text.as_bytes())[..6])
}

fn attributes(plan: &Plan) -> String {
    let read = plan.attributes.iter().map(|one| {
        let format = one.format.as_deref().unwrap_or("");
        format!(
            "{}:{}:{format}:{:?}",
            one.name,
            one.kind.name(),
            one.missing
        )
    });
    digest(&read.collect::<Vec<_>>().join("\n"))
}

fn conditions(plan: &Plan) -> impl Iterator<Item = &Condition> {
    let own = plan
        .segments
        .iter()
        .filter_map(|segment| segment.definition.as_ref());
    let leads = [
        &plan.leads.outcome,
        &plan.leads.reachable,
        &plan.leads.exclude,
    ];
    own.chain(leads.into_iter().flatten())
        .map(|expression| &expression.condition)
}

fn counts_age(condition: &Condition) -> bool {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => parts.iter().any(counts_age),
        Condition::Not(inner) => counts_age(inner),
        Condition::Test(test) => matches!(test.operand, Operand::DaysSince(_)),
    }
}
