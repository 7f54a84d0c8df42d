//! Flags on what a lead table says of the plan.

pub(super) mod constant_attribute;
pub(super) mod contradicted_qualifier;
pub(super) mod difference_unproven;
pub(super) mod dominant;
pub(super) mod empty;
pub(super) mod heavy_overlap;
pub(super) mod low_coverage;
pub(super) mod low_reach;
pub(super) mod missing_data;
pub(super) mod not_detectable;
pub(super) mod placeholder_value;
pub(super) mod shadowed;
pub(super) mod size_off;
pub(super) mod starved;
pub(super) mod thousands_point;
pub(super) mod too_small;
pub(super) mod twin_segments;
pub(super) mod unknown_value;

use crate::audit::{Audit, ColumnFacts, Overlap, SegmentAudit};
use crate::condition::AttributeId;
use crate::plan::Plan;
use crate::text::words;
use crate::yaml::Route;

use super::{Facts, Found, place, say};

/// One finding at the definition of each segment of the lead table that a flag has words for.
fn about_segments(
    facts: &Facts,
    say: impl Fn(&Audit, &SegmentAudit) -> Option<String>,
    help: &str,
) -> Vec<Found> {
    let Some(audit) = facts.audit else {
        return Vec::new();
    };
    let said = audit.segments.iter().filter_map(|one| {
        let message = say(audit, one)?;
        Some(Found::about(
            one.segment,
            place::definition(one.segment),
            message,
            help,
        ))
    });
    said.collect()
}

/// One finding for each pair of segments that share leads in a way that `holds`.
fn about_pairs(facts: &Facts, holds: impl Fn(&Overlap) -> bool, help: &str) -> Vec<Found> {
    let overlaps = facts.audit.map_or(&[][..], |audit| &audit.overlaps);
    let pairs = overlaps.iter().filter(|pair| holds(pair)).map(|pair| {
        let message = format!(
            "{} and {} share {}: {} of the smaller, {} of both together",
            say::label(facts.plan, pair.a),
            say::label(facts.plan, pair.b),
            say::leads(pair.leads),
            words::percent(pair.containment),
            words::percent(pair.jaccard),
        );
        Found::about(pair.a, place::definition(pair.b), message, help).and(pair.b)
    });
    pairs.collect()
}

/// One finding about the plan for each column that a flag has words for: at the attribute where
/// it is declared, else at the first condition that names it.
fn about_columns(
    facts: &Facts,
    say: impl Fn(&ColumnFacts) -> Option<String>,
    help: impl Fn(&ColumnFacts) -> String,
) -> Vec<Found> {
    let columns = facts.audit.map_or(&[][..], |audit| &audit.columns);
    let said = columns.iter().filter_map(|column| {
        let message = say(column)?;
        Some(at_attribute(
            facts.plan,
            column.attribute,
            message,
            help(column),
        ))
    });
    said.collect()
}

fn at_attribute(plan: &Plan, id: AttributeId, message: String, help: String) -> Found {
    let attribute = plan.attribute(id);
    let declared = Route::root().key("attributes").key(&attribute.name);
    if attribute.declared {
        return Found::in_plan(declared, message, help);
    }
    let named = place::expressions(plan).into_iter().find_map(|condition| {
        let at = place::first_mention(condition.expression, id)?;
        Some((condition.route, at))
    });
    match named {
        Some((route, at)) => Found::in_plan(route, message, help).within(at),
        None => Found::in_plan(declared, message, help),
    }
}

/// Leads that take part: all but the excluded ones.
fn counted(audit: &Audit) -> u64 {
    audit.leads.saturating_sub(audit.excluded)
}

/// A part as a share of the whole; none where there is nothing to share.
fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Leads that could not be decided, as a share of those that fit or might.
fn undecided(one: &SegmentAudit) -> Option<f64> {
    share(one.unknown, one.matched.saturating_add(one.unknown))
}

/// Who takes a segment's leads, the three that take most: `200 go to Enterprise, 60 to Partners`.
fn takers(plan: &Plan, one: &SegmentAudit) -> String {
    let taker = |(place, (other, leads)): (usize, &(crate::plan::SegmentId, u64))| {
        let go = match (place, *leads) {
            (0, 1) => " goes",
            (0, _) => " go",
            _ => "",
        };
        format!(
            "{}{go} to {}",
            words::thousands(*leads),
            say::label(plan, *other)
        )
    };
    let named: Vec<String> = one.lost_to.iter().take(3).enumerate().map(taker).collect();
    named.join(", ")
}
