//! `segplan compare`: what changed between two plans, and why.

use std::path::{Path, PathBuf};

use super::beside::with_leads;
use super::choice::one_of;
use super::format::{Format, Formats};
use super::input::{DayArgs, StudyArgs};
use super::lead_files::{NamedLeads, named};
use super::leads::{ReadArgs, count, refuse_plan};
use super::output::display_name;
use super::session::Session;
use super::{Failure, Outcome, git};
use crate::audit::Reached;
use crate::compare::{Joint, LeadsCompared, Only, PlanComparison, Side, of_comments};
use crate::count::CountOptions;
use crate::plan::Document;
use crate::render::compare::{Compared, json, page};
use crate::study::Study;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[(Format::Json, "segplan/compare/v1")],
    documents: true,
};

/// Show what changed between two plans: which segments moved, and what moved them
///
/// Scores, qualifiers, policy, pins and the list of segments are tried one at a time, so each move has
/// its cause. Labels, notes and comments never count as a difference.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exits with code 0, or under --exit-code with 1 if order, segments, definitions or \
                  policy differ.",
    group = clap::ArgGroup::new("leads").args(["both_leads", "old_leads", "new_leads"]).multiple(true)
)]
pub(super) struct Args {
    /// The old plan and the new one; with --git the new one alone
    #[arg(value_name = "OLD NEW", required = true, num_args = 1..=2, value_hint = clap::ValueHint::FilePath)]
    plans: Vec<PathBuf>,
    /// Compare a plan with what it was at a revision in git, such as HEAD or main
    #[arg(long, value_name = "REV")]
    git: Option<String>,
    /// A lead table, to show which leads change hands; it is read once, under both plans
    #[arg(id = "both_leads", long = "leads", value_name = "FILE", num_args = 1..,
        conflicts_with_all = ["old_leads", "new_leads"], value_hint = clap::ValueHint::AnyPath)]
    both_leads: Vec<PathBuf>,
    /// The lead table of the old plan's time, to compare sizes and rates then and now
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "new_leads", value_hint = clap::ValueHint::AnyPath)]
    old_leads: Vec<PathBuf>,
    /// The lead table of today
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "old_leads", value_hint = clap::ValueHint::AnyPath)]
    new_leads: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadArgs,
    /// Compare only scores and qualifiers, definitions, or policy
    #[arg(long, value_name = "WHAT", value_parser = one_of(Only::ALL.iter().copied(), Only::name))]
    only: Option<Only>,
    /// Two names of one segment, the old one first
    #[arg(long, value_name = "OLD=NEW", value_parser = renamed)]
    renamed: Vec<(String, String)>,
    /// Show the new order with each move held back that less than 80 % of the simulated rankings favor
    #[arg(long)]
    hold: bool,
    /// Exit with code 1 if the plans differ
    #[arg(long)]
    exit_code: bool,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    study: StudyArgs,
}

fn renamed(text: &str) -> Result<(String, String), String> {
    let names = text
        .split_once('=')
        .map(|(old, new)| (old.trim(), new.trim()));
    match names {
        Some((old, new)) if !old.is_empty() && !new.is_empty() => {
            Ok((old.to_owned(), new.to_owned()))
        }
        _ => {
            Err("write the old name and the new one, as in ops_leads=operations_leaders".to_owned())
        }
    }
}

/// The lead tables that are compared.
enum Leads {
    Nothing,
    Both(NamedLeads),
    Each(NamedLeads, NamedLeads),
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let output = &self.study.output;
        let format = FORMATS.choose(self.format, output)?;
        let leads = self.leads()?;
        let inputs = self.inputs(&leads);
        let place = output.open(&inputs)?;
        let ([old, new], files) = self.documents(session)?;
        let (mut old, mut new) = (self.study.study(old), self.study.study(new));
        let comparison = compared(&old, &new, &self.renamed)?;
        let options = CountOptions {
            table: self.reading.options(),
            check_keys: false,
        };
        let (found, tables) = match &leads {
            Leads::Nothing => (None, Vec::new()),
            Leads::Both(leads) => {
                let joint = Joint::new(old.plan(), new.plan(), &comparison);
                let found = counted(session, &comparison, &joint, (leads, &options))?;
                (found, vec![named(&self.both_leads)])
            }
            Leads::Each(then, now) => {
                old = with_leads(session, old, then, &options, Reached::default())?;
                new = with_leads(session, new, now, &options, Reached::default())?;
                let audits = old.audit.as_ref().zip(new.audit.as_ref());
                let found = audits.map(|(was, is)| {
                    LeadsCompared::of_two_tables(&comparison, (old.plan(), was), (new.plan(), is))
                });
                (found, vec![named(&self.old_leads), named(&self.new_leads)])
            }
        };
        let compared = Compared {
            old: &old,
            new: &new,
            files: [&files[0], &files[1]],
            comparison: &comparison,
            leads: found.as_ref().map(|found| (found, &tables[..])),
            only: self.only,
            hold: self.hold,
        };
        let text = match format {
            Format::Json => json(&compared),
            _ => format.write(&page(&compared), output.look(session)),
        };
        place.write(text.as_bytes())?;
        Ok(match self.exit_code && comparison.differs(self.only) {
            true => Outcome::Denied,
            false => Outcome::Done,
        })
    }

    /// Both plans, and what their files are called.
    fn documents(&self, session: &Session) -> Result<([Document; 2], [String; 2]), Failure> {
        let day = DayArgs::default();
        match (&self.plans[..], &self.git) {
            ([old, new], None) => {
                if old.as_os_str() == "-" && new.as_os_str() == "-" {
                    return Err(Failure::usage(
                        "two plans cannot both come from standard input",
                        "name a file for one of them",
                    ));
                }
                let documents = [day.document(old, session)?, day.document(new, session)?];
                Ok((documents, [display_name(old), display_name(new)]))
            }
            ([new], Some(revision)) => {
                let bytes = git::text_at(new, revision)?;
                let file = display_name(new);
                let then = format!("{file} at {revision}");
                let documents = [
                    day.read(then.clone(), bytes, session)?,
                    day.document(new, session)?,
                ];
                Ok((documents, [then, file]))
            }
            (_, Some(_)) => Err(Failure::usage(
                "--git compares one plan with an older version of itself",
                "write `segplan compare --git REV PLAN`",
            )),
            (_, None) => Err(Failure::usage(
                "two plans are needed",
                "write `segplan compare OLD NEW`, or `segplan compare --git REV PLAN`",
            )),
        }
    }

    fn leads(&self) -> Result<Leads, Failure> {
        let named = [&self.both_leads, &self.old_leads, &self.new_leads];
        for table in named.into_iter().flatten() {
            refuse_plan(table, "compare OLD NEW --leads LEADS")?;
        }
        Ok(
            match (self.both_leads.is_empty(), self.new_leads.is_empty()) {
                (false, _) => Leads::Both(NamedLeads::find(&self.both_leads)?),
                (true, false) => Leads::Each(
                    NamedLeads::find(&self.old_leads)?,
                    NamedLeads::find(&self.new_leads)?,
                ),
                (true, true) => Leads::Nothing,
            },
        )
    }

    fn inputs<'a>(&'a self, leads: &'a Leads) -> Vec<&'a Path> {
        let mut inputs: Vec<&Path> = self.plans.iter().map(PathBuf::as_path).collect();
        match leads {
            Leads::Nothing => {}
            Leads::Both(leads) => inputs.extend(leads.inputs()),
            Leads::Each(then, now) => {
                inputs.extend(then.inputs());
                inputs.extend(now.inputs());
            }
        }
        inputs
    }
}

/// Two plans compared; `renamed` are names in the old one with those in the new.
pub(super) fn compared(
    old: &Study,
    new: &Study,
    renamed: &[(String, String)],
) -> Result<PlanComparison, Failure> {
    let found = PlanComparison::new(side(old), side(new), renamed);
    let mut found = found.map_err(|error| {
        let help = "write --renamed OLD=NEW, the old name first";
        Failure::usage(error.to_string(), help)
    })?;
    let sources = (&old.document.source, &new.document.source);
    found.plan.extend(of_comments(sources.0, sources.1));
    Ok(found)
}

fn side(study: &Study) -> Side<'_> {
    Side {
        plan: study.plan(),
        assessment: &study.assessment,
        ranking: &study.ranking,
        certainty: study.certainty(),
    }
}

/// What both plans do to the leads of one table.
fn counted(
    session: &Session,
    comparison: &PlanComparison,
    joint: &Joint,
    (leads, options): (&NamedLeads, &CountOptions),
) -> Result<Option<LeadsCompared>, Failure> {
    let Some(input) = leads.input() else {
        return Ok(None);
    };
    let counted = count(session, &joint.plan, input, options)?;
    let found = LeadsCompared::of_one_table(comparison, joint, &counted.masks)?;
    Ok(Some(found))
}
