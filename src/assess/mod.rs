//! Each candidate alone: its scores, its qualifiers, what it comes to.

pub mod assessment;

pub use assessment::{Assessment, Candidate, CountedScore, ParkReason, Score, ScoreOrigin};
