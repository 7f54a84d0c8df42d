//! Lead tables: who fits which segment, and what the order does to them.

pub mod audit;

pub use audit::{
    Audit, ColumnFacts, Combination, DefaultAudit, Difference, Drift, Overlap, PeriodCount, Rate,
    SegmentAudit, Stability,
};
