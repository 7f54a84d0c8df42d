//! `segplan dbt`: the same resolution as a model of a dbt project.

use std::fs;
use std::path::{Path, PathBuf};

use super::draft::{Draft, make_folder};
use super::input::PlanArgs;
use super::leads::ordered;
use super::output::{in_a_shell, refuse_inputs};
use super::session::Session;
use super::sql::{ResolutionArgs, engine_parser, refused};
use super::{Failure, Outcome};
use crate::export::dbt::{
    DbtOptions, Folder, LeadsTable, MARK, NoModel, PROJECT_FILE, ProjectFile, engine_of, model,
    project,
};
use crate::export::sql::Engine;
use crate::lead_error::FileError;
use crate::text::words;
use crate::yaml::{Node, Source, Value, read};

/// Write a dbt model that gives each lead its segment, with the tests that hold it to the plan
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// The folder of a dbt project, which gets the model; a whole project is written where there is none
    #[arg(long, short, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    output: PathBuf,
    /// Whose SQL the project's adapter takes [default: duckdb for a new project]
    #[arg(long, value_name = "ENGINE", value_parser = engine_parser())]
    dialect: Option<Engine>,
    /// Where the leads are: `ref('stg_leads')`, `source('crm', 'leads')`, or a table such as crm.leads,
    /// for which a source is written
    #[arg(long, value_name = "TABLE", default_value = "leads")]
    table: String,
    /// The model's name
    #[arg(long, value_name = "NAME", default_value = "lead_segments", value_parser = parse_model)]
    model: String,
    /// What the warehouse calls the type of the key [default: that of the attribute which the key is,
    /// otherwise text]
    #[arg(long, value_name = "TYPE")]
    key_type: Option<String>,
    #[command(flatten)]
    resolution: ResolutionArgs,
}

fn parse_model(text: &str) -> Result<String, String> {
    let is_plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    match text.starts_with(|sign: char| sign.is_ascii_lowercase()) && text.chars().all(is_plain) {
        true => Ok(text.to_owned()),
        false => Err("write a name of a to z, digits and _, such as lead_segments".to_owned()),
    }
}

/// The project that gets the model.
struct Project {
    folder: PathBuf,
    /// Whether all of it is to be written.
    is_new: bool,
    models: PathBuf,
    tests: PathBuf,
    engine: Engine,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let document = self.plan.document(session)?;
        let plan = &document.plan;
        let table = LeadsTable::parse(&self.table).map_err(|message| {
            let help = "write a table as in `--table crm.leads`, or what dbt calls it as in \
                        `--table \"ref('stg_leads')\"`";
            Failure::usage(message, help)
        })?;
        let project = self.project()?;
        let options = DbtOptions {
            engine: project.engine,
            table,
            model: self.model.clone(),
            key_type: self.key_type.clone(),
            text_columns: self.resolution.text_columns,
            groups: self.resolution.holdout.column(plan)?,
        };
        let order = ordered(plan, self.resolution.within_capacity)?;
        let files = model(plan, &order, &options).map_err(|none| match none {
            NoModel::Refused(refusals) => refused(&document, refusals),
            NoModel::NoDefinition => Failure::usage(
                "no segment of the order has a definition, so every lead would get the default",
                "say who fits each segment with `where`",
            ),
            NoModel::Twin(column) => Failure::usage(
                format!(
                    "two attributes are read from the column {column}, and a row of a unit test can hold \
                     one value only"
                ),
                "name another column for one of them",
            ),
        })?;
        let written = project.write(files, &options, &self.plan.plan)?;
        project.say(session, &written, &options);
        Ok(Outcome::Done)
    }

    fn project(&self) -> Result<Project, Failure> {
        let folder = self.output.clone();
        let file = folder.join(PROJECT_FILE);
        if !file.exists() {
            refuse_inside_project(&folder)?;
            let path = |name: &str| folder.join(name).join("segplan");
            return Ok(Project {
                is_new: true,
                models: path("models"),
                tests: path("tests"),
                engine: self.dialect.unwrap_or(Engine::DuckDb),
                folder,
            });
        }
        let name = file.display().to_string();
        let bytes = fs::read(&file).map_err(FileError::of("cannot read", name.clone()))?;
        let source = Source::from_bytes(name.clone(), bytes)?;
        let text = source.text().to_owned();
        let engine = self.dialect.or_else(|| engine_of(&text)).ok_or_else(|| {
            let names = Engine::ALL.iter().map(|one| one.name());
            Failure::usage(
                format!("{name} doesn't say which engine the project is for"),
                format!("write --dialect with {}", words::choice(names)),
            )
        })?;
        let mut problems = Vec::new();
        let Some(tree) = read(&source, &mut problems) else {
            return Err((source, problems).into());
        };
        let path = |key: &str, usual: &str| {
            let first = first_of(&tree, key);
            folder
                .join(first.unwrap_or_else(|| usual.to_owned()))
                .join("segplan")
        };
        Ok(Project {
            is_new: false,
            models: path("model-paths", "models"),
            tests: path("test-paths", "tests"),
            engine,
            folder,
        })
    }
}

/// The first entry of a list of folders in a project's file.
fn first_of(tree: &Node, key: &str) -> Option<String> {
    match &tree.get(key)?.value.item(0)?.value {
        Value::Scalar(text, _) => Some(text.clone()),
        _ => None,
    }
}

/// A project in another one's folders would be read as a part of it.
fn refuse_inside_project(folder: &Path) -> Result<(), Failure> {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let mut around = whole.ancestors().skip(1);
    match around.find(|one| one.join(PROJECT_FILE).exists()) {
        None => Ok(()),
        Some(project) => Err(Failure::usage(
            format!("{} is inside a dbt project", folder.display()),
            format!("name the project's folder: -o {}", in_a_shell(project)),
        )),
    }
}

impl Project {
    /// Writes the files, all or none as far as a folder allows; those that it wrote.
    fn write(
        &self,
        mut files: Vec<ProjectFile>,
        options: &DbtOptions,
        plan: &Path,
    ) -> Result<Vec<PathBuf>, Failure> {
        if self.is_new {
            files.extend(project(options));
        }
        let place = |file: &ProjectFile| match file.folder {
            Folder::Root => self.folder.join(&file.name),
            Folder::Models => self.models.join(&file.name),
            Folder::Tests => self.tests.join(&file.name),
        };
        let files: Vec<(PathBuf, String)> = files
            .into_iter()
            .map(|file| (place(&file), file.text))
            .collect();
        for (path, _) in &files {
            refuse_inputs(path, "--output", &[plan])?;
            refuse_foreign(path, path.parent() == Some(&self.folder))?;
        }
        let folders = [&self.folder, &self.models, &self.tests].map(|folder| make_folder(folder));
        let _made = folders.into_iter().collect::<Result<Vec<_>, _>>()?;
        let drafts = files
            .iter()
            .map(|(path, text)| Draft::holding(path, text.as_bytes()));
        let drafts: Vec<Draft> = drafts.collect::<Result<_, _>>()?;
        for draft in drafts {
            draft.keep()?;
        }
        Ok(files.into_iter().map(|(path, _)| path).collect())
    }

    fn say(&self, session: &Session, written: &[PathBuf], options: &DbtOptions) {
        let (folder, title) = (in_a_shell(&self.folder), self.engine.title());
        let name = &options.model;
        let what = match self.is_new {
            true => format!("a dbt project for {title} with the model {name}"),
            false => format!("the model {name} in the SQL of {title}, with its tests"),
        };
        session.remark(&format!(
            "Wrote {} files to {folder}: {what}.",
            written.len()
        ));
        let table = match &options.table {
            LeadsTable::Table(names) => Some(names.join(".")),
            LeadsTable::Ref(_) | LeadsTable::Source(..) => None,
        };
        session.remark(&match (self.is_new, self.engine, table) {
            (true, Engine::DuckDb, Some(table)) => format!(
                "Next: load the leads into {} as the table {table}, then run `dbt build` in {folder}",
                in_a_shell(&self.folder.join("leads.duckdb"))
            ),
            (true, Engine::DuckDb, None) => format!("Next: run `dbt build` in {folder}"),
            (true, ..) => {
                format!("Next: add a profile named lead_segments to your profiles.yml, then run `dbt build` in {folder}")
            }
            (false, ..) => format!("Next: run `dbt build --select +{name}` in {folder}"),
        });
    }
}

/// Refuses a file that segplan has not written, before any is.
fn refuse_foreign(path: &Path, is_of_project: bool) -> Result<(), Failure> {
    let Ok(known) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    let name = path.display().to_string();
    let head = match known.is_file() {
        true => fs::read(path).map_err(FileError::of("cannot read", name.clone()))?,
        false => Vec::new(),
    };
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.lines().take(HEAD);
    match lines.any(|line| line.contains(MARK)) {
        true => Ok(()),
        false => Err(Failure::usage(
            format!("{name} exists, and segplan did not write it"),
            match is_of_project {
                true => "move it, or name another folder",
                false => "move it, or give the model another name with --model",
            },
        )),
    }
}

/// Lines of a file in which it says who wrote it.
const HEAD: usize = 4;
