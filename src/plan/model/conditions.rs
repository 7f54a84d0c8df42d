//! The conditions of a plan, wherever they stand, and what they read.

use std::collections::BTreeSet;

use super::{Plan, SegmentId};
use crate::condition::{AttributeId, Expression};
use crate::yaml::Route;

/// A condition of a plan and where it stands.
#[derive(Debug, Clone)]
pub struct PlacedCondition<'a> {
    /// The segment that it defines; `None` for a condition of `leads`.
    pub segment: Option<SegmentId>,
    /// Where it stands.
    pub route: Route,
    /// What it is.
    pub expression: &'a Expression,
}

impl Plan {
    /// Each condition: those of `leads`, then the definitions in file order.
    pub fn conditions(&self) -> impl Iterator<Item = PlacedCondition<'_>> {
        let leads = &self.leads;
        let policy = [
            ("outcome", &leads.outcome),
            ("reachable", &leads.reachable),
            ("exclude", &leads.exclude),
            ("control", &leads.control),
        ];
        let policy = policy.into_iter().filter_map(|(key, expression)| {
            Some(PlacedCondition {
                segment: None,
                route: Route::root().key("leads").key(key),
                expression: expression.as_ref()?,
            })
        });
        let definitions = self.segment_ids().filter_map(|id| {
            Some(PlacedCondition {
                segment: Some(id),
                route: id.route().key("where"),
                expression: self.segment(id).definition.as_ref()?,
            })
        });
        policy.chain(definitions)
    }

    /// The attributes that a lead table is read for: by conditions, `leads.value` and `leads.date`.
    pub fn attributes_read(&self) -> BTreeSet<AttributeId> {
        let tests = self
            .conditions()
            .flat_map(|one| one.expression.condition.tests());
        let asked = tests.map(|test| test.operand.attribute());
        asked
            .chain(self.leads.value)
            .chain(self.leads.date)
            .collect()
    }

    /// A column that two of these attributes are read from.
    pub fn shared_column(&self, attributes: impl IntoIterator<Item = AttributeId>) -> Option<&str> {
        let mut seen = BTreeSet::new();
        let columns = attributes.into_iter();
        let mut columns = columns.map(|id| self.attribute(id).column.as_str());
        columns.find(|column| !seen.insert(*column))
    }
}
