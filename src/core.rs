//! What decides: plans, scores, orders, lead tables and the masks of their leads. It is built for
//! speed; `segplan`, which says and shows what comes of it, is built for being built soon. Use that
//! one: what is not documented there may change.

use segplan_base::lists;
#[doc(inline)]
pub use segplan_base::{condition, diagnostic, plan, text, yaml};

#[cfg(test)]
#[allow(dead_code, reason = "tests of segplan-base use all of it")]
#[path = "plan/testing.rs"]
mod testing;
#[cfg(test)]
#[allow(dead_code, reason = "tests of segplan-base use all of it")]
#[path = "condition/tests/generate.rs"]
mod generate;

// In the order data flows: a module uses only those above it, which tests/it/layers.rs holds.
#[doc(hidden)]
pub mod threads;
mod wide;
mod patterns;
pub mod proof;
pub mod assess;
pub mod order;
pub mod panel;
pub mod lead_error;
pub mod masks;
pub mod audit;
mod classes;
pub mod table;
pub mod count;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod profile;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod discover;
pub mod resolve;
