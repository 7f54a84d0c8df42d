//! What the targets that read lead tables share.

use jiff::civil::date;
use segplan::count::{CountOptions, LeadCounts, count_leads};
use segplan::lead_error::LeadError;
use segplan::plan::{self, Document, Plan};
use segplan::table::{Input, Progress};
use segplan::yaml::Source;

/// A plan out of its text.
///
/// # Panics
/// Where the text is wrong.
pub fn plan(text: &str) -> Plan {
    let options = plan::ReadOptions::on(date(2027, 1, 4));
    match Document::read(Source::new("plan.yaml", text), &options) {
        Ok(document) => document.plan,
        Err((_, problems)) => panic!("{problems:?}"),
    }
}

/// Reads a table whose bytes are the parts one after the other.
pub fn read_table(
    plan: &Plan,
    parts: &[&[u8]],
    options: &CountOptions,
) -> Result<LeadCounts, LeadError> {
    let input = Input::bytes("leads", parts.concat());
    count_leads(plan, input, options, &Progress::default())
}
