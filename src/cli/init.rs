//! `segplan init`: a starter plan that explains itself.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::draft::Draft;
use super::output::print;
use super::session::Session;
use super::{Failure, Outcome};
use crate::lead_error::FileError;
use crate::text::{nearest, words};

/// Write a starter plan that ranks as it stands and explains itself in comments
#[derive(Debug, clap::Args)]
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
        let template = template(&self.template)?;
        if self.file.as_os_str() == "-" {
            print(template.text)?;
            return Ok(Outcome::Done);
        }
        self.create(template.text)?;
        let file = self.file.display();
        session.remark(&format!("{file} is written. Next: segplan rank {file}"));
        Ok(Outcome::Done)
    }

    /// Writes a file that does not exist yet.
    fn create(&self, text: &str) -> Result<(), Failure> {
        let file = self.file.display().to_string();
        if fs::symlink_metadata(&self.file).is_ok() {
            return Err(exists(&file));
        }
        let kept = Draft::holding(&self.file, text.as_bytes())?.keep_new();
        kept.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(&file),
            _ => FileError::of("cannot write", file)(error).into(),
        })
    }
}

fn exists(file: &str) -> Failure {
    Failure::usage(
        format!("{file} exists, and init does not overwrite"),
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
