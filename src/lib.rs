//! Decide which lead segments to work on, in which order, and which message each lead gets.

// In the order data flows: a module uses only those above it, which tests/layers.rs holds.
pub mod text;
pub mod diagnostic;
pub mod condition;
pub mod plan;
pub mod assess;
pub mod order;
pub mod leads;
pub mod flags;
pub mod study;
pub mod export;
pub mod report;
pub mod render;
pub mod cli;
