//! `segplan columns`: what a lead table holds, before there is a plan.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::format::{Format, Formats};
use super::lead_files::{LEADS, NamedLeads};
use super::leads::ReadArgs;
use super::looked::{Looked, OutcomeArgs, read, refuse_plans};
use super::output::{OutputArgs, in_a_shell, quoted};
use super::session::Session;
use super::warehouse::{LookedThere, WarehouseArgs};
use super::{Failure, Outcome};
use crate::discover::{Concentration, Contrast, concentration, contrast};
use crate::export::attributes::attributes;
use crate::render::columns::contrast::{Contrasts, contrasts};
use crate::render::columns::{columns, json};

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[(Format::Json, "segplan/columns/v1")],
    documents: true,
};

const USAGE: &str = match cfg!(feature = "warehouse") {
    false => "segplan columns [OPTIONS] <LEADS>...",
    true => {
        "segplan columns [OPTIONS] <LEADS>...\n       segplan columns [OPTIONS] --on <URL> --table <NAME>"
    }
};

/// Show what a lead table holds: types, values, placeholders, personal data; what goes with an outcome
#[derive(Debug, clap::Args)]
#[command(override_usage = USAGE)]
pub(super) struct Args {
    #[arg(value_name = "LEADS", help = LEADS, required_unless_present = "on", value_hint = clap::ValueHint::AnyPath)]
    leads: Vec<PathBuf>,
    #[command(flatten)]
    looking: OutcomeArgs,
    /// A column of numbers, to show how concentrated it is and who brings it
    #[arg(long, value_name = "COLUMN")]
    value: Option<String>,
    #[command(flatten)]
    reading: ReadArgs,
    #[command(flatten)]
    warehouse: WarehouseArgs,
    /// Print part of a plan instead: its `attributes:` block
    #[arg(long = "as", value_enum, value_name = "PART", conflicts_with_all = ["format", "value"])]
    part: Option<Part>,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputArgs,
}

/// Part of a plan that a lead table can fill.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Part {
    /// The data dictionary: each column's type, and how its values are written
    Attributes,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        refuse_plans(&self.leads, "columns LEADS")?;
        if let (Some(value), Some(_)) = (&self.value, &self.warehouse.on) {
            let help = format!(
                "export the leads, or a sample of them: `segplan columns leads.csv --value {}`",
                quoted(value)
            );
            return Err(nothing(
                "--value needs the leads themselves, not their counts",
                &help,
            )
            .into());
        }
        let leads = NamedLeads::find(&self.leads)?;
        let format = match self.part {
            Some(_) => FORMATS.usual.0,
            None => FORMATS.choose(self.format, &self.output)?,
        };
        let place = self.output.open(&leads.inputs())?;
        let stands_out = self.looking.outcome.is_some() || self.value.is_some();
        let there = self
            .warehouse
            .look(session, &self.looking, self.part.is_none())?;
        let text = match (self.part, there) {
            (Some(Part::Attributes), Some(there)) => attributes(&there.profile, &there.dictionary),
            (Some(Part::Attributes), None) => {
                let looked = self.looking.look(session, &self.leads, &self.reading)?;
                attributes(&looked.profile, &looked.dictionary)
            }
            (None, Some(there)) if stands_out => {
                self.what_stands_out_there(session, format, there)?
            }
            (None, None) if stands_out => self.what_stands_out(session, format)?,
            (None, there) => {
                let profile = match there {
                    Some(there) => there.profile,
                    None => read(session, &self.leads, &self.reading, false)?.0,
                };
                match format {
                    Format::Json => json::columns(&profile, None),
                    _ => format.write(&columns(&profile, &self.next()), self.output.look(session)),
                }
            }
        };
        place.write(text.as_bytes())?;
        Ok(Outcome::Done)
    }

    fn what_stands_out(&self, session: &Session, format: Format) -> Result<String, Failure> {
        let looked = self.looking.look(session, &self.leads, &self.reading)?;
        let (found, next) = (self.found(&looked)?, self.next());
        let told = self.told(&looked, &found, &next);
        Ok(self.written(session, format, &told))
    }

    fn what_stands_out_there(
        &self,
        session: &Session,
        format: Format,
        there: LookedThere,
    ) -> Result<String, Failure> {
        let contrast = there.contrast.ok_or_else(no_outcome)?;
        let told = Contrasts {
            profile: &there.profile,
            dictionary: &there.dictionary,
            sampled: None,
            outcome: self
                .looking
                .outcome
                .as_deref()
                .map(|text| (text, &contrast)),
            value: None,
            next: &self.next(),
        };
        Ok(self.written(session, format, &told))
    }

    fn written(&self, session: &Session, format: Format, told: &Contrasts<'_>) -> String {
        match format {
            Format::Json => json::columns(told.profile, Some(told)),
            _ => format.write(&contrasts(told), self.output.look(session)),
        }
    }

    /// What goes with the outcome, and with a high value.
    fn found(&self, looked: &Looked) -> Result<Found, Failure> {
        let Looked {
            profile,
            dictionary,
            leads,
            ..
        } = looked;
        let against = |outcomes: &[Option<bool>], besides: &BTreeSet<usize>| {
            contrast(profile, dictionary, leads, outcomes, besides)
        };
        let outcome = looked
            .outcomes
            .as_ref()
            .map(|outcomes| against(outcomes, &looked.besides).ok_or_else(no_outcome));
        let value = self.value.as_ref().map(|name| {
            let column = dictionary
                .column(name)
                .ok_or_else(|| dictionary.no_column(name, "--value"))?;
            let concentration = concentration(leads, column).ok_or_else(|| {
                nothing(
                    format!("the numbers of {name} do not add up to more than 0"),
                    "name a column of numbers, such as the value of a deal",
                )
            })?;
            let mut besides = looked.besides.clone();
            besides.insert(column);
            let contrast = against(&concentration.is_best, &besides);
            let contrast =
                contrast.ok_or_else(|| nothing("no lead has a value", "name another column"))?;
            Ok::<_, Failure>((concentration, contrast))
        });
        Ok(Found {
            outcome: outcome.transpose()?,
            value: value.transpose()?,
        })
    }

    fn told<'a>(&'a self, looked: &'a Looked, found: &'a Found, next: &'a str) -> Contrasts<'a> {
        let value = self.value.as_deref().zip(found.value.as_ref());
        Contrasts {
            profile: &looked.profile,
            dictionary: &looked.dictionary,
            sampled: looked.sampled(),
            outcome: self.looking.outcome.as_deref().zip(found.outcome.as_ref()),
            value: value.map(|(name, (concentration, contrast))| (name, concentration, contrast)),
            next,
        }
    }

    /// What to do next.
    fn next(&self) -> String {
        if self.warehouse.on.is_some() {
            let there = self.warehouse.again();
            let attributes = format!(
                "`segplan columns{there} --as attributes` writes the `attributes:` of a plan."
            );
            return match self.looking.outcome {
                Some(_) => attributes,
                None => format!(
                    "`segplan columns{there} --outcome CONDITION` shows what goes with success.\n{attributes}"
                ),
            };
        }
        let tables = self.leads.iter().map(|path| in_a_shell(path));
        let tables: Vec<String> = tables.collect();
        let (leads, from) = (tables.join(" "), tables.join(" --from "));
        let again = self.reading.again();
        match &self.looking.outcome {
            None => format!(
                "`segplan columns {leads}{again} --outcome CONDITION` shows what goes with success.\n\
                 `segplan init --from {from}{again}` makes a plan of it."
            ),
            Some(outcome) => {
                let outcome = quoted(outcome);
                let without = match self.looking.without.join(",") {
                    none if none.is_empty() => none,
                    names => format!(" --without {}", quoted(&names)),
                };
                format!(
                    "`segplan init --from {from}{again} --outcome {outcome}{without}` makes a plan with segments to \
                     choose from."
                )
            }
        }
    }
}

/// What was found out.
struct Found {
    outcome: Option<Contrast>,
    value: Option<(Concentration, Contrast)>,
}

fn no_outcome() -> Failure {
    nothing("no lead has a known outcome", "look for another condition")
}

fn nothing(message: impl Into<String>, help: &str) -> Failure {
    Failure::usage(message, help)
}
