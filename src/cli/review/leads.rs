//! The leads that a review is about, counted by what they fit and by what they were given.

use std::path::Path;

use crate::audit::{Audit, audit};
use crate::cli::Failure;
use crate::cli::lead_files::NamedLeads;
use crate::cli::leads::count;
use crate::cli::session::Session;
use crate::cli::watch::watched;
use crate::count::{CountOptions, LeadCounts};
use crate::masks::MaskTable;
use crate::plan::{Plan, SegmentId};
use crate::resolve::{AssignedCounts, Earlier, assigned_plan, count_assigned};
use crate::review::Reviewed;
#[cfg(feature = "report")]
use crate::review::{Review, review};
use crate::study::Study;
use crate::table::{Input, TableOptions};

/// The leads that a review is about.
pub(super) struct Taken {
    order: Vec<SegmentId>,
    pub(super) audit: Audit,
    masks: MaskTable,
    /// What was given in an earlier run, where one is named.
    pub(super) earlier: Option<Earlier>,
    pub(super) assigned: Option<AssignedCounts>,
    pub(super) share: Option<f64>,
}

impl Taken {
    /// Reads the leads; `assigned` is the file of an earlier run with the title of its groups, and
    /// `share` what was to be held out, if not what the plan says.
    pub(super) fn read(
        session: &Session,
        study: &Study,
        asked: (&NamedLeads, &TableOptions),
        assigned: Option<(&Path, &str)>,
        share: Option<f64>,
    ) -> Result<Self, Failure> {
        let order: Vec<SegmentId> = study.ranking.order().collect();
        let plan = (study.plan(), order.as_slice());
        let counts = counted(session, study.plan(), asked)?;
        let earlier = assigned.map(|file| earlier(session, plan.0, plan.1, file));
        let earlier = earlier.transpose()?;
        Ok(Self {
            assigned: assigned_leads(session, plan, earlier.as_ref(), asked)?,
            audit: audit(plan.0, plan.1, &counts.masks, counts.columns)?,
            masks: counts.masks,
            earlier,
            share: share.or(study.plan().leads.control_share),
            order,
        })
    }

    /// The plan with these leads.
    pub(super) fn reviewed<'a>(&'a self, study: &'a Study) -> Reviewed<'a> {
        Reviewed {
            plan: study.plan(),
            assessment: &study.assessment,
            order: &self.order,
            audit: &self.audit,
            masks: &self.masks,
            assigned: self.assigned.as_ref().map(|one| &one.masks),
            has_control: has_control(study.plan(), self.earlier.as_ref()),
            share: self.share,
        }
    }
}

/// What the leads of a table say of a plan, for the report.
#[cfg(feature = "report")]
pub(in crate::cli) fn review_of(
    session: &Session,
    study: &Study,
    (leads, options, assigned): (&NamedLeads, TableOptions, Option<&Path>),
) -> Result<Review, Failure> {
    refuse_standard_input(leads)?;
    let assigned = assigned.map(|file| (file, "group"));
    let taken = Taken::read(session, study, (leads, &options), assigned, None)?;
    Ok(review(taken.reviewed(study))?)
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
fn has_control(plan: &Plan, earlier: Option<&Earlier>) -> bool {
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
    count(session, plan, input_of(leads), &options)
}

/// What the leads were given when the messages went out, from a file and its column of groups.
fn earlier(
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
fn assigned_leads(
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
