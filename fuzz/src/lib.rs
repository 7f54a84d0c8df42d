//! What the targets that read lead tables share.

use std::collections::BTreeMap;

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

/// How many leads fit each set of segments, of which there are at most 64.
///
/// # Panics
/// Where what was counted can't be read.
pub fn leads_by_mask(counts: &LeadCounts) -> BTreeMap<u64, u64> {
    let mut leads: BTreeMap<u64, u64> = BTreeMap::new();
    let counted = counts.masks.each(|standing, row| {
        let mask = standing.mask.words().first().copied().unwrap_or(0);
        *leads.entry(mask).or_default() += row.leads;
    });
    assert!(counted.is_ok(), "{counted:?}");
    leads
}
