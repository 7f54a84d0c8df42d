//! What a priority order does to the leads of a mask table: sizes, overlaps, who wins whom, rates.

mod build;
mod handover;
mod model;
pub mod stats;

pub use build::audit;
pub use handover::{Handover, handovers};
pub use model::{
    Audit, ColumnFacts, Combination, DefaultAudit, Difference, Drift, Overlap, PeriodCount, Rate,
    SegmentAudit, Stability,
};
