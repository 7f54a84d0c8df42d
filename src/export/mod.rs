//! What other programs take from a plan.

pub mod order;
