//! What a priority order does to the leads of a mask table: sizes, overlaps, who wins whom, rates.

mod build;
mod handover;
mod lineup;
mod model;
mod stability;
pub mod stats;
mod sums;

pub use build::audit;
pub use handover::{Handover, handovers};
pub use model::{
    Audit, ColumnFacts, Combination, DefaultAudit, Difference, Drift, Overlap, PeriodCount, Rate,
    SegmentAudit, Stability,
};
