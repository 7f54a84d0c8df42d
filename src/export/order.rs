//! The priority order for overlap resolution: first to last, then the default.

use serde::Serialize;

use crate::plan::{Plan, SegmentId};

/// The priority order as data, `segplan/order/v1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PriorityOrder {
    schema: &'static str,
    /// First to last; a lead goes to the first that it fits.
    pub order: Vec<Priority>,
    /// Where a lead goes that fits none.
    pub default: Named,
}

/// One segment with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Priority {
    /// Its place, from 1.
    pub priority: usize,
    /// Which.
    #[serde(flatten)]
    pub segment: Named,
}

/// A segment by name and label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its stable identity.
    pub segment: String,
    /// What people call it.
    pub label: String,
}

/// An order, first to last, as the priority order of a plan.
pub fn order(plan: &Plan, order: &[SegmentId]) -> PriorityOrder {
    PriorityOrder {
        schema: "segplan/order/v1",
        order: (1..)
            .zip(order)
            .map(|(priority, id)| Priority {
                priority,
                segment: Named {
                    segment: plan.name(*id).to_owned(),
                    label: plan.label(*id).to_owned(),
                },
            })
            .collect(),
        default: Named {
            segment: plan.default.name.clone(),
            label: plan.default.label.clone(),
        },
    }
}
