//! What conditions alone say about each other, before any lead: whether a lead can exist that fits
//! some segments and not others, and which one it would be.
//!
//! Each attribute's values fall into classes that all tests of the plan answer alike.
//! "Fits" and "does not fit" become formulas over sets of classes, which a small search with
//! propagation decides (Davis, Logemann and Loveland 1962). A lead that is found is held to
//! [`evaluate`](crate::condition::evaluate()) before it is shown. The idea of asking a rule list for
//! lines that nothing can reach is that of Batfish, which does so for packet filters.
//!
//! The work is bounded by a count of steps, so that the same plan gives the same answer on every
//! machine; beyond it the answer is [`Answer::Undecided`].

mod classes;
mod definitions;
mod domain;
mod formula;
mod gaps;
mod mend;
mod narrow;
mod parts;
mod prover;
mod reach;
mod same;
mod search;
mod smallest;
#[cfg(test)]
mod tests;
mod texts;
mod told;
mod values;
mod witness;
mod witnesses;

pub use definitions::rests_on;
pub use gaps::{Gap, Region};
pub use mend::{Mend, Revival};
pub use narrow::Narrowed;
pub use parts::IdlePart;
pub use prover::{Answer, Claim, Prover};
pub use reach::{FreePair, OrderReach, Reach, SegmentReach};
pub use same::{SameLeads, apart_from};
pub use witness::Witness;
pub use witnesses::{Gets, ShownLead, Shows, gets, witnesses};
