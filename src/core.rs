//! What decides: plans, scores, orders, lead tables and the masks of their leads. It is built for
//! speed; `segplan`, which says and shows what comes of it, is built for being built soon. Use that
//! one: what is not documented there may change.

// In the order data flows: a module uses only those above it, which tests/it/layers.rs holds.
pub mod text;
pub mod diagnostic;
pub mod condition;
pub mod yaml;
pub mod plan;
pub mod proof;
pub mod assess;
pub mod order;
pub mod panel;
pub mod lead_error;
pub mod masks;
pub mod audit;
pub mod table;
pub mod count;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod profile;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod discover;
pub mod resolve;
