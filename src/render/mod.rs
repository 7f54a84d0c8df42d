//! How results look: as a client report, and, for the program alone, on a terminal and as data.

mod escape;
#[cfg(feature = "report")]
pub mod report;

#[cfg(feature = "cli")]
pub(crate) mod audit;
#[cfg(feature = "cli")]
pub(crate) mod ballot;
#[cfg(feature = "cli")]
pub(crate) mod changes;
#[cfg(feature = "cli")]
pub(crate) mod columns;
#[cfg(feature = "cli")]
pub(crate) mod csv;
#[cfg(feature = "cli")]
pub(crate) mod diagnostics;
#[cfg(feature = "cli")]
pub(crate) mod document;
#[cfg(feature = "cli")]
pub(crate) mod duels;
#[cfg(feature = "cli")]
pub(crate) mod explanation;
#[cfg(feature = "cli")]
pub(crate) mod explanation_json;
#[cfg(feature = "cli")]
pub(crate) mod flags;
#[cfg(feature = "cli")]
pub(crate) mod groups;
#[cfg(feature = "cli")]
pub(crate) mod import;
#[cfg(feature = "cli")]
pub(crate) mod json;
#[cfg(feature = "cli")]
pub(crate) mod look;
#[cfg(feature = "cli")]
pub(crate) mod order;
#[cfg(feature = "cli")]
pub(crate) mod panel;
#[cfg(feature = "cli")]
pub(crate) mod panel_json;
#[cfg(feature = "cli")]
pub(crate) mod ranking;
#[cfg(feature = "cli")]
pub(crate) mod settled;
#[cfg(feature = "cli")]
pub(crate) mod trace;
