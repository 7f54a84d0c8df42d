//! What a priority order does to the leads of a mask table: sizes, overlaps, who wins whom, rates.

mod best_set;
mod blocks;
mod build;
mod capacity;
mod combinations;
mod handover;
mod lineup;
mod model;
mod pairs;
mod stability;
pub mod stats;
mod sums;
pub mod uplift;
#[cfg(test)]
mod tests;

pub use best_set::{BestSet, Reached, SetSearch, best_set};
pub use build::audit;
pub use capacity::{CapacityAudit, capacity_audit};
pub use handover::{Handover, handovers};
pub use model::{
    Audit, ColumnFacts, Combination, DefaultAudit, Drift, Overlap, PeriodCount, SegmentAudit,
    Stability,
};
pub use stats::rates::{Difference, Rate, Ratio};
pub use uplift::{SampleRatio, Uplift, UpliftAudit};
