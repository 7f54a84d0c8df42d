//! What the audit says of segments, if a lead table was read.

use super::Study;
use crate::audit::{Audit, SegmentAudit};
use crate::plan::SegmentId;
use crate::text::words::share;

/// How many leads there are and where they go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeadTotals {
    /// Leads that are not excluded.
    pub open: u64,
    /// Of these, the share that gets a segment's own message; `None` if there are none.
    pub coverage: Option<f64>,
    /// Leads that are not excluded and whose outcome is known.
    pub outcome_known: u64,
    /// The share of these with the outcome; `None` if there are none.
    pub rate: Option<f64>,
}

impl LeadTotals {
    /// The totals of an audit.
    pub fn of(audit: &Audit) -> Self {
        let open = audit.leads.saturating_sub(audit.excluded);
        let outcome_known = open.saturating_sub(audit.outcome_unknown);
        Self {
            open,
            coverage: share(audit.covered, open),
            outcome_known,
            rate: share(audit.outcomes, outcome_known),
        }
    }
}

impl Study {
    /// What the table says of a segment; `None` without a table, and for segments that are not
    /// ranked or have no definition.
    pub fn leads_of(&self, segment: SegmentId) -> Option<&SegmentAudit> {
        let mut counted = self.audit.as_ref()?.segments.iter();
        counted.find(|one| one.segment == segment)
    }
}
