//! `segplan init`: a starter plan that explains itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::draft::Draft;
use super::leads::ReadArgs;
use super::looked::{OutcomeArgs, refuse_plans};
use super::output::{in_a_shell, print};
use super::session::Session;
use super::{Failure, Outcome};
use crate::discover::{found_in, proposals};
use crate::export::starter::{Starter, key_column};
use crate::lead_error::FileError;
use crate::text::{nearest, words};

/// Write a starter plan that ranks as it stands and explains itself in comments
#[derive(Debug, clap::Args)]
#[command(mut_arg("outcome", |arg| arg.requires("leads")), mut_arg("without", |arg| arg.requires("leads")))]
pub(super) struct Args {
    /// The file to write; - for standard output
    #[arg(value_name = "FILE", default_value = "plan.yaml", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Which starter plan; --list shows them
    #[arg(long, value_name = "NAME", default_value = "b2b-industrial")]
    template: String,
    /// List the starter plans
    #[arg(long)]
    list: bool,
    /// Begin with a lead table: its attributes, and groups of leads that could be segments. A folder, a
    /// pattern like 'q1/*.csv' or several --from are one table
    #[arg(long = "from", value_name = "LEADS", value_hint = clap::ValueHint::AnyPath,
        conflicts_with_all = ["template", "list"])]
    leads: Vec<PathBuf>,
    #[command(flatten)]
    looking: OutcomeArgs,
    #[command(flatten)]
    reading: ReadArgs,
}

struct Template {
    name: &'static str,
    summary: &'static str,
    text: &'static str,
}

const TEMPLATES: [Template; 5] = [
    Template {
        name: "b2b-industrial",
        summary: "industry, company size, role and stage of the buying journey",
        text: include_str!("../../templates/b2b-industrial.yaml"),
    },
    Template {
        name: "b2b-software",
        summary: "personas and the technology that leads use",
        text: include_str!("../../templates/b2b-software.yaml"),
    },
    Template {
        name: "online-store",
        summary: "lifecycle: new, high potential, active, lapsed, on their way out, returning, VIP",
        text: include_str!("../../templates/online-store.yaml"),
    },
    Template {
        name: "geography-language",
        summary: "country, region and language",
        text: include_str!("../../templates/geography-language.yaml"),
    },
    Template {
        name: "blank",
        summary: "two examples to replace, with notes on every key",
        text: include_str!("../../templates/blank.yaml"),
    },
];

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        if self.list {
            let lines = TEMPLATES
                .iter()
                .map(|one| format!("{:20}{}\n", one.name, one.summary));
            print(&lines.collect::<String>())?;
            return Ok(Outcome::Done);
        }
        if self.file.as_os_str() != "-" {
            refuse_existing(&self.file, "init")?;
        }
        let file = in_a_shell(&self.file);
        let (text, next) = match self.leads.as_slice() {
            [] => {
                let text = template(&self.template)?.text.to_owned();
                (text, format!("segplan rank {file}"))
            }
            leads => {
                let next = "open it in an editor, keep and score the segments you could write for, then \
                            segplan rank";
                (self.begin_with(session, leads)?, format!("{next} {file}"))
            }
        };
        if self.file.as_os_str() == "-" {
            print(&text)?;
            return Ok(Outcome::Done);
        }
        create(&self.file, &text, "init")?;
        session.remark(&format!("{file} is written. Next: {next}"));
        Ok(Outcome::Done)
    }

    /// A plan that begins with a lead table.
    fn begin_with(&self, session: &Session, leads: &[PathBuf]) -> Result<String, Failure> {
        refuse_plans(leads, "init PLAN --from LEADS")?;
        let looked = self.looking.look(session, leads, &self.reading)?;
        let key = key_column(&looked.profile);
        let proposals = proposals(
            &looked.profile,
            &looked.dictionary,
            &looked.leads,
            looked.outcomes.as_deref(),
            &found_in(&looked.sample, key),
            &looked.besides,
        );
        let starter = Starter {
            profile: &looked.profile,
            dictionary: &looked.dictionary,
            key,
            outcome: looked.outcome.as_ref(),
            proposals: &proposals,
            sampled: looked.sampled(),
        };
        Ok(starter.plan())
    }
}

/// Writes a plan to a file that does not exist yet; `command` is the one that does so.
pub(super) fn create(path: &Path, text: &str, command: &str) -> Result<(), Failure> {
    refuse_existing(path, command)?;
    let file = path.display().to_string();
    let kept = Draft::holding(path, text.as_bytes())?.keep_new();
    kept.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(&file, command),
        _ => FileError::of("cannot write", file)(error).into(),
    })
}

/// Refuses a file that exists, before the work that would fill it.
pub(super) fn refuse_existing(path: &Path, command: &str) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(exists(&path.display().to_string(), command)),
        Err(_) => Ok(()),
    }
}

fn exists(file: &str, command: &str) -> Failure {
    Failure::usage(
        format!("{file} exists, and {command} does not overwrite"),
        "name another file, or move this one",
    )
}

fn template(name: &str) -> Result<&'static Template, Failure> {
    TEMPLATES
        .iter()
        .find(|one| one.name == name)
        .ok_or_else(|| {
            let names: Vec<&str> = TEMPLATES.iter().map(|one| one.name).collect();
            let help = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("write {}", words::choice(&names)),
            };
            Failure::usage(format!("no starter plan is named `{name}`"), help)
        })
}
