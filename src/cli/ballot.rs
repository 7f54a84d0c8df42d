//! `segplan ballot`: sheets that scorers fill in alone.

use std::io;
use std::path::{Path, PathBuf};

use super::draft::{Draft, make_folder};
use super::init::refuse_existing;
use super::input::DayArgs;
use super::output::{in_a_shell, print};
use super::session::Session;
use super::{Failure, Outcome};
use crate::ballot::BallotForm;
use crate::lead_error::FileError;
use crate::order::Draws;
use crate::plan::{Document, SegmentId};
use crate::render::ballot;
use crate::render::document::Page;
use crate::study::Study;
use crate::text::{snake_case, words};

/// Make a sheet for each scorer to fill in alone
///
/// A ballot asks for the scores of every segment, in an order of its own for each scorer, with the
/// questions and the ends of the scale in words. It shows nobody's scores. In a workbook, answers are
/// chosen from lists and all else is protected. `segplan collect` puts filled ballots into the plan.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "segplan ballot [OPTIONS] <PLAN> --scorer <NAME> -o <FILE>\n       segplan ballot [OPTIONS] <PLAN> --all -o <FOLDER>"
)]
pub(super) struct Args {
    /// The plan, a YAML file; - for standard input
    #[arg(value_name = "PLAN", value_hint = clap::ValueHint::FilePath)]
    plan: PathBuf,
    /// Who fills it in; several names make a folder of ballots
    #[arg(long, value_name = "NAME", num_args = 1.., required_unless_present = "all", conflicts_with = "all")]
    scorer: Vec<String>,
    /// A ballot for everyone under `scorers`, or else in a panel of the plan
    #[arg(long)]
    all: bool,
    /// Write the ballot to this new file, .xlsx or .csv; several ballots to this folder
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::AnyPath)]
    output: PathBuf,
    /// What the ballots of a folder are: `xlsx` or `csv`
    #[arg(long, value_name = "FORMAT", default_value = "xlsx", value_parser = ["xlsx", "csv"])]
    format: String,
    /// Ask of the pairs that the scores can't order which comes first, too
    #[arg(long)]
    duels: bool,
    /// The seed of the orders; the same seed gives the same ballots
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let document = DayArgs::default().document(&self.plan, session)?;
        let names = self.names(&document)?;
        let duels = self.pairs(&document);
        let plan = &document.plan;
        let forms: Result<Vec<BallotForm>, _> = names
            .iter()
            .map(|name| BallotForm::new(plan, name, &duels, self.seed))
            .collect();
        let forms = forms.map_err(Failure::from)?;
        let told = match (forms.as_slice(), self.all) {
            ([form], false) => self.one(form)?,
            _ => self.several(&forms)?,
        };
        let mut page = Page::default();
        for line in told {
            page.line(line);
        }
        print(&page.on_terminal(session.look()))?;
        Ok(Outcome::Done)
    }

    /// Who gets a ballot, nobody two.
    fn names(&self, document: &Document) -> Result<Vec<String>, Failure> {
        let mut names = match self.all {
            true => document
                .plan
                .scorer_names()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            false => self.scorer.clone(),
        };
        if names.is_empty() {
            return Err(Failure::usage(
                "the plan names no scorers",
                "name them: --scorer ana bram; or list them in the plan, `scorers: {ana: {}, bram: {}}`",
            ));
        }
        let mut known = std::collections::HashSet::new();
        names.retain(|name: &String| known.insert(name.clone()));
        Ok(names)
    }

    /// The pairs that were voted on and those that are still open.
    fn pairs(&self, document: &Document) -> Vec<[SegmentId; 2]> {
        if !self.duels {
            return Vec::new();
        }
        let study = Study::new(document.clone(), Draws::default());
        let duels = document.plan.duels.iter();
        let mut pairs: Vec<[SegmentId; 2]> = duels.map(|duel| duel.between).collect();
        let open = study.duels().into_iter().filter(|pair| pair.duel.is_none());
        pairs.extend(open.map(|pair| [pair.upper, pair.lower]));
        pairs
    }

    fn one(&self, form: &BallotForm) -> Result<Vec<String>, Failure> {
        let extension = self
            .output
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        if !["xlsx", "csv"].contains(&extension.as_str()) {
            return Err(Failure::usage(
                format!(
                    "a ballot is a file .xlsx or .csv, not {}",
                    self.output.display()
                ),
                format!("write -o {}.xlsx", file_stem(&form.scorer)),
            ));
        }
        write_all(&[(self.output.clone(), bytes(form, &extension)?)])?;
        let file = in_a_shell(&self.output);
        let plan = in_a_shell(&self.plan);
        Ok(vec![
            format!("{file} is written, for {} to fill in", form.label()),
            format!("Next: segplan collect {plan} {file}"),
        ])
    }

    fn several(&self, forms: &[BallotForm]) -> Result<Vec<String>, Failure> {
        let folder = &self.output;
        if folder.extension().is_some() && !folder.is_dir() {
            return Err(Failure::usage(
                format!(
                    "{} ballots need a folder, not the file {}",
                    forms.len(),
                    folder.display()
                ),
                "name a folder after -o, like ballots",
            ));
        }
        let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
        for form in forms {
            let file = folder.join(format!("{}.{}", file_stem(&form.scorer), self.format));
            if files.iter().any(|(known, _)| *known == file) {
                return Err(Failure::usage(
                    format!("two scorers would get the ballot {}", file.display()),
                    "write them apart, with --scorer and -o for each",
                ));
            }
            files.push((file, bytes(form, &self.format)?));
        }
        let _made = make_folder(folder)?;
        write_all(&files)?;
        let names = files.iter().filter_map(|(file, _)| file.file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        let (plan, folder) = (in_a_shell(&self.plan), in_a_shell(folder));
        let ballots = words::count(files.len(), "ballot");
        let verb = if files.len() == 1 { "is" } else { "are" };
        Ok(vec![
            format!("{ballots} {verb} in {folder}: {}", words::list(names)),
            format!("Next, when they are filled in: segplan collect {plan} {folder}"),
        ])
    }
}

/// Writes new files, all or none: one that exists may be filled in already.
fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    for (file, _) in files {
        refuse_existing(file, "ballot")?;
    }
    let drafts: Result<Vec<(&Path, Draft)>, Failure> = files
        .iter()
        .map(|(file, bytes)| Ok((file.as_path(), Draft::holding(file, bytes)?)))
        .collect();
    for (file, draft) in drafts? {
        let failed =
            |error: io::Error| FileError::of("cannot write", file.display().to_string())(error);
        draft.keep_new().map_err(failed)?;
    }
    Ok(())
}

/// The name of a scorer as that of a file.
fn file_stem(scorer: &str) -> String {
    snake_case(scorer).unwrap_or_else(|| {
        let safe = |sign: char| if sign.is_alphanumeric() { sign } else { '_' };
        scorer.chars().map(safe).collect()
    })
}

fn bytes(form: &BallotForm, format: &str) -> Result<Vec<u8>, Failure> {
    match format {
        "csv" => Ok(ballot::csv(form).into_bytes()),
        _ => workbook(form),
    }
}

#[cfg(feature = "report")]
fn workbook(form: &BallotForm) -> Result<Vec<u8>, Failure> {
    let failed = |error| {
        Failure::usage(
            format!("no workbook can be made of this plan: {error}"),
            "write the ballot as .csv",
        )
    };
    ballot::xlsx::xlsx(form).map_err(failed)
}

#[cfg(not(feature = "report"))]
fn workbook(_: &BallotForm) -> Result<Vec<u8>, Failure> {
    Err(Failure::usage(
        "this build of segplan writes no workbooks",
        "write the ballot as .csv",
    ))
}
