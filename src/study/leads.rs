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
    /// Leads that a segment and all segments above it win: each adds those that none above it wins.
    /// `None` where [`Study::leads_of`] has nothing.
    pub fn won_so_far(&self, segment: SegmentId) -> Option<u64> {
        let counted = &self.audit.as_ref()?.segments;
        let place = counted.iter().position(|one| one.segment == segment)?;
        Some(counted.iter().take(place + 1).map(|one| one.won).sum())
    }

    /// The same as a share of the leads that are not excluded.
    pub fn share_so_far(&self, segment: SegmentId) -> Option<f64> {
        share(
            self.won_so_far(segment)?,
            LeadTotals::of(self.audit.as_ref()?).open,
        )
    }

    /// What the table says of a segment; `None` without a table, and for segments that are not
    /// ranked or have no definition.
    pub fn leads_of(&self, segment: SegmentId) -> Option<&SegmentAudit> {
        let mut counted = self.audit.as_ref()?.segments.iter();
        counted.find(|one| one.segment == segment)
    }
}
