//! Lead tables: who fits which segment, and what the order does to them.

pub mod audit;

pub use audit::{Audit, Combination, DefaultAudit, Difference, Overlap, Rate, SegmentAudit};
