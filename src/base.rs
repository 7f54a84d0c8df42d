//! What a plan says: texts and places in them, the language of conditions, YAML, and the checked plan.
//! It is a crate of its own to be built while the libraries of `segplan-core` are. Use `segplan`: what is not
//! documented there may change.

#[cfg(test)]
#[allow(dead_code, reason = "tests of the other crates use all of it")]
#[path = "plan/testing.rs"]
mod testing;

// In the order data flows: a module uses only those above it, which tests/it/layers.rs holds.
#[doc(hidden)]
pub mod lists;
pub mod text;
pub mod diagnostic;
pub mod condition;
pub mod yaml;
pub mod plan;
