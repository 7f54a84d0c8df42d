//! A project for the model where there is none yet.

use super::{DbtOptions, Folder, MARK, ProjectFile};
use crate::export::sql::Engine;

/// The file that makes a folder a project.
pub const PROJECT_FILE: &str = "dbt_project.yml";
const NAME: &str = "lead_segments";

/// The files of a project that has no other models: dbt's own, and for DuckDB a profile.
pub fn project(options: &DbtOptions) -> Vec<ProjectFile> {
    let engine = options.engine;
    let root = |name: &str, text: String| ProjectFile {
        folder: Folder::Root,
        name: name.to_owned(),
        text,
    };
    let mut files = vec![root(
        PROJECT_FILE,
        format!(
            "# {MARK} for {}. This file is yours to change: segplan writes it once.\n\
             name: {NAME}\nversion: \"1.0.0\"\nconfig-version: 2\nrequire-dbt-version: \">=1.11.0\"\n\
             profile: {NAME}\nmodel-paths: [models]\ntest-paths: [tests]\nmodels:\n  {NAME}:\n    \
             +materialized: table\n",
            engine.title()
        ),
    )];
    if engine == Engine::DuckDb {
        files.push(root(
            "profiles.yml",
            format!(
                "# {MARK}. This file is yours to change: segplan writes it once.\n\
                 {NAME}:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: leads.duckdb\n"
            ),
        ));
    }
    files
}

/// The engine that [`project`] made a project for, by the text of its file.
pub fn engine_of(text: &str) -> Option<Engine> {
    let first = text.lines().next()?;
    let made = |engine: &&Engine| first.starts_with(&format!("# {MARK} for {}. ", engine.title()));
    Engine::ALL.iter().find(made).copied()
}
