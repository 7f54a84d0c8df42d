//! The tests of whole commands, from outside: one binary, one file a command or a promise.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test may panic, and says what it skips"
)]

mod common;

mod agreement;
mod arrow;
mod audit;
mod ballot;
mod bank;
mod capacity;
mod check;
mod collect;
mod columns;
mod compare;
mod conclusions;
mod corpus;
mod damaged;
mod dbt;
mod dead_segments;
mod evaluate;
mod explain;
mod explain_lead;
mod flags;
mod growth;
mod help;
mod hidden_signs;
mod history;
mod import;
mod import_workbooks;
mod init;
mod invented_leads;
mod layers;
mod lead_files;
mod many_files;
mod masks;
mod mistakes;
mod notation;
mod order;
mod panel;
#[cfg(unix)]
mod outputs;
mod plans;
mod rank;
#[cfg(unix)]
mod readme;
mod report;
mod report_client;
#[cfg(feature = "pdf")]
mod report_pdf;
mod report_quarter;
mod report_workbook;
mod resolve;
mod resolve_changes;
mod resolve_groups;
mod resolve_witnesses;
mod review;
mod review_suggest;
mod review_design;
mod samples;
mod sarif;
mod schema;
mod schema_cases;
mod sql;
#[cfg(target_os = "linux")]
mod stopping;
mod undecided;
mod unique_texts;
mod wrong_cells;
