//! The leads that a review is about, counted by what they fit and by what they were given.

use std::path::Path;

#[cfg(feature = "report")]
use crate::audit::audit;
use crate::cli::Failure;
use crate::cli::lead_files::NamedLeads;
use crate::cli::leads::note_source;
use crate::cli::session::Session;
use crate::cli::watch::watched;
use crate::count::{CountOptions, LeadCounts, count_leads};
use crate::plan::{Plan, SegmentId};
use crate::resolve::{AssignedCounts, Earlier, assigned_plan, count_assigned};
#[cfg(feature = "report")]
use crate::review::{Review, Reviewed, review};
#[cfg(feature = "report")]
use crate::study::Study;
use crate::table::{Input, TableOptions};

/// What the leads of a table say of a plan, for the report.
#[cfg(feature = "report")]
pub(in crate::cli) fn review_of(
    session: &Session,
    study: &Study,
    (leads, options, assigned): (&NamedLeads, TableOptions, Option<&Path>),
) -> Result<Review, Failure> {
    refuse_standard_input(leads)?;
    let order: Vec<SegmentId> = study.ranking.order().collect();
    let asked = (leads, &options);
    let earlier = assigned.map(|file| earlier(session, study.plan(), &order, (file, "group")));
    let earlier = earlier.transpose()?;
    let plan = (study.plan(), order.as_slice());
    let assigned = assigned_leads(session, plan, earlier.as_ref(), asked)?;
    let counts = counted(session, study.plan(), asked)?;
    let found = audit(study.plan(), &order, &counts.masks, counts.columns)?;
    Ok(review(Reviewed {
        plan: study.plan(),
        assessment: &study.assessment,
        order: &order,
        audit: &found,
        masks: &counts.masks,
        assigned: assigned.as_ref().map(|one| &one.masks),
        has_control: has_control(study.plan(), earlier.as_ref()),
        share: study.plan().leads.control_share,
    })?)
}

/// Refuses leads that can be read only once.
pub(super) fn refuse_standard_input(leads: &NamedLeads) -> Result<(), Failure> {
    match leads {
        NamedLeads::StandardInput => Err(Failure::usage(
            "the leads are read more than once, which standard input can't be",
            "save them to a file, and name that",
        )),
        _ => Ok(()),
    }
}

/// Whether some leads are known to be a control group.
pub(super) fn has_control(plan: &Plan, earlier: Option<&Earlier>) -> bool {
    earlier.is_some_and(Earlier::has_groups) || plan.leads.control.is_some()
}

/// The leads of today, counted by what they fit.
pub(super) fn counted(
    session: &Session,
    plan: &Plan,
    (leads, options): (&NamedLeads, &TableOptions),
) -> Result<LeadCounts, Failure> {
    let options = CountOptions {
        table: options.clone(),
        check_keys: false,
    };
    let counts = watched(session, |progress| {
        count_leads(plan, input_of(leads), &options, progress)
    })?;
    note_source(session, &counts.source);
    Ok(counts)
}

/// What the leads were given when the messages went out, from a file and its column of groups.
pub(super) fn earlier(
    session: &Session,
    plan: &Plan,
    order: &[SegmentId],
    (file, groups): (&Path, &str),
) -> Result<Earlier, Failure> {
    let input = (Input::File(file.to_owned()), groups);
    let read = |progress: &_| Earlier::read_groups(plan, order, input, progress);
    Ok(watched(session, read)?)
}

/// The leads of today, counted by what they were given: by an earlier run, or else by the column that the
/// plan names; `None` without either.
pub(super) fn assigned_leads(
    session: &Session,
    (plan, order): (&Plan, &[SegmentId]),
    earlier: Option<&Earlier>,
    (leads, options): (&NamedLeads, &TableOptions),
) -> Result<Option<AssignedCounts>, Failure> {
    if let Some(earlier) = earlier {
        let counts = watched(session, |progress| {
            count_assigned(plan, order, input_of(leads), earlier, options, progress)
        })?;
        return Ok(Some(counts));
    }
    let Some(then) = assigned_plan(plan) else {
        return Ok(None);
    };
    let masks = counted(&session.without_remarks(), &then, (leads, options))?.masks;
    Ok(Some(AssignedCounts {
        elsewhere: masks.excluded(),
        masks,
        new: 0,
        gone: 0,
    }))
}

/// What is read; a command line without a table never comes here.
fn input_of(leads: &NamedLeads) -> Input {
    leads.input().unwrap_or_else(|| Input::from(Path::new("-")))
}
