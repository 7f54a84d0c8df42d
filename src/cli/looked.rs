//! Arguments that say what is looked for in leads without a plan, and what is found.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Failure;
use super::lead_files::NamedLeads;
use super::leads::{ReadArgs, note_source, refuse_plan};
use super::session::Session;
use super::watch::watched;
use crate::condition::Condition;
use crate::discover::{Dictionary, Leads, columns_of};
use crate::lead_error::LeadError;
use crate::profile::{LeadSample, Profile, profile};
use crate::render::audit::reading_notes;
use crate::table::Input;

/// What is looked for in the leads.
#[derive(Debug, clap::Args)]
pub(super) struct OutcomeArgs {
    /// What counts as success, a condition on the columns: "converted = 1"
    #[arg(long, value_name = "CONDITION")]
    pub(super) outcome: Option<String>,
    /// Columns to leave out, such as those that are filled in after the outcome
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub(super) without: Vec<String>,
}

/// Leads of a table with what conditions know of them.
pub(super) struct Looked {
    pub(super) profile: Profile,
    pub(super) sample: LeadSample,
    pub(super) dictionary: Dictionary,
    pub(super) leads: Leads,
    pub(super) outcome: Option<Condition>,
    /// Whether each lead succeeded, where there is an outcome.
    pub(super) outcomes: Option<Vec<Option<bool>>>,
    /// Columns that say nothing about the outcome: its own, and those to be left out.
    pub(super) besides: BTreeSet<usize>,
}

impl OutcomeArgs {
    /// Reads a table, and what it says of the outcome.
    pub(super) fn look(
        &self,
        session: &Session,
        leads: &[PathBuf],
        reading: &ReadArgs,
    ) -> Result<Looked, Failure> {
        let (profile, sample) = read(session, leads, reading, true)?;
        let mut dictionary = Dictionary::of(&profile);
        let (outcome, besides) = self.asked(&mut dictionary)?;
        let leads = Leads::of(&sample, &dictionary);
        let outcomes = outcome
            .as_ref()
            .map(|outcome| leads.answers(outcome, session.today));
        Ok(Looked {
            profile,
            sample,
            dictionary,
            leads,
            outcome,
            outcomes,
            besides,
        })
    }

    /// The outcome in the words of a table, and the columns that say nothing about it.
    pub(super) fn asked(
        &self,
        dictionary: &mut Dictionary,
    ) -> Result<(Option<Condition>, BTreeSet<usize>), LeadError> {
        let outcome = self.outcome.as_ref();
        let outcome = outcome
            .map(|text| dictionary.condition(text, "--outcome"))
            .transpose()?;
        let mut besides = outcome.as_ref().map(columns_of).unwrap_or_default();
        for name in &self.without {
            let column = dictionary.column(name);
            besides.insert(column.ok_or_else(|| dictionary.no_column(name, "--without"))?);
        }
        Ok((outcome, besides))
    }
}

impl Looked {
    /// Leads that were looked at, where these are not all.
    pub(super) fn sampled(&self) -> Option<u64> {
        let looked_at = self.leads.rows as u64;
        (looked_at < self.profile.source.rows).then_some(looked_at)
    }
}

/// Refuses plans that are named where lead tables belong; `usage` is the command line to write.
pub(super) fn refuse_plans(leads: &[PathBuf], usage: &str) -> Result<(), Failure> {
    leads.iter().try_for_each(|table| refuse_plan(table, usage))
}

/// What a table holds, with leads of it where they are asked for. What was left out is noted.
pub(super) fn read(
    session: &Session,
    leads: &[PathBuf],
    reading: &ReadArgs,
    keep_leads: bool,
) -> Result<(Profile, LeadSample), Failure> {
    let table = NamedLeads::find(leads)?;
    // A command line without a table never comes here.
    let input = table.input().unwrap_or_else(|| Input::from(Path::new("-")));
    let read = watched(session, |progress| {
        profile(input, &reading.options(), progress, keep_leads)
    })?;
    note_source(session, &read.0.source);
    for note in reading_notes(&read.0.ragged, None) {
        session.remark(&format!("note: {note}"));
    }
    Ok(read)
}
