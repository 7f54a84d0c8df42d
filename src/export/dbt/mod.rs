//! The resolution as a model of a dbt project, with the tests that hold it to the plan.
//!
//! [`model`] makes files of a checked plan: the query of [`sql`](super::sql) as a model, its properties with
//! a contract and data tests, two tests of its own, and unit tests whose rows are leads that the
//! definitions alone prove to exist. [`project`] makes what else a project needs that has no model yet.
//! Nothing in them needs a package.

mod cases;
mod checks;
mod jinja;
mod leads_table;
mod project;
mod properties;
mod slips;
mod unit_tests;
mod yaml;

pub use leads_table::LeadsTable;
pub use project::{PROJECT_FILE, engine_of, project};

use super::sql::{Emit, Engine, Fixture, Query, Refusal, Relation, SqlOptions, query};
use crate::condition::AttributeType;
use crate::plan::{Plan, SegmentId};
use crate::resolve::GroupColumn;
use cases::Kind;

/// What stands in each file that [`model`] and [`project`] make.
pub const MARK: &str = "Written by segplan";

/// What a model is to be like.
#[derive(Debug, Clone, PartialEq)]
pub struct DbtOptions {
    /// Whose SQL the project's adapter takes.
    pub engine: Engine,
    /// Where the leads are.
    pub table: LeadsTable,
    /// The model's name, in `lower_snake_case`.
    pub model: String,
    /// What the warehouse calls the type of the key; the engine's type of the attribute that the key is,
    /// otherwise of texts, if `None`.
    pub key_type: Option<String>,
    /// Whether all columns of the table hold texts.
    pub text_columns: bool,
    /// The column with the group of each lead, where there is one.
    pub groups: Option<GroupColumn>,
}

/// Where a file of a project lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// In the project's own.
    Root,
    /// In that of its models.
    Models,
    /// In that of its tests.
    Tests,
}

/// A file of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFile {
    /// The folder.
    pub folder: Folder,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// Why there is no model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoModel {
    /// What the engine cannot answer as segplan does.
    Refused(Vec<Refusal>),
    /// No segment of the order has a definition.
    NoDefinition,
    /// Two attributes are read from this column, so that no row of a unit test can hold both.
    Twin(String),
}

/// What the files are made from.
struct Model<'a> {
    plan: &'a Plan,
    /// The segments with a definition, first to last, each with its priority.
    segments: Vec<(usize, &'a str)>,
    options: &'a DbtOptions,
    query: Query,
    fixture: Fixture<'a>,
    kinds: Vec<Kind>,
}

/// The files of a model that resolves a plan's leads by an order, first to last.
///
/// # Errors
/// All that the engine cannot answer as segplan does, in the plan's order; or that there is nothing to
/// answer, or to test it with.
pub fn model(
    plan: &Plan,
    order: &[SegmentId],
    options: &DbtOptions,
) -> Result<Vec<ProjectFile>, NoModel> {
    let mut sql = SqlOptions {
        engine: options.engine,
        relation: Relation::Name(vec!["leads".to_owned()]),
        emit: Emit::Primary,
        text_columns: options.text_columns,
        groups: options.groups.clone(),
        plain_types: true,
    };
    if let LeadsTable::Table(names) = &options.table {
        sql.relation = Relation::Name(names.clone());
    }
    // A name that nothing else in the query has stands for the table until Jinja's signs are safe.
    let named = query(plan, order, &sql).map_err(NoModel::Refused)?;
    let mut token = "leads_of_dbt".to_owned();
    while named.sql.contains(&token) {
        token.push('_');
    }
    sql.relation = Relation::Verbatim {
        sql: token.clone(),
        source: options.table.call(),
    };
    let mut query = query(plan, order, &sql).map_err(NoModel::Refused)?;
    let table = format!("{{{{ {} }}}}", options.table.call());
    query.sql = jinja::raw(&query.sql).replace(&token, &table);
    let segments = (1..).zip(order).filter_map(|(priority, id)| {
        let segment = plan.segment(*id);
        let name = segment.name.as_str();
        segment.definition.is_some().then_some((priority, name))
    });
    let segments: Vec<(usize, &str)> = segments.collect();
    if segments.is_empty() {
        return Err(NoModel::NoDefinition);
    }
    let fixture = Fixture::new(plan, order, &sql);
    if let Some(column) = fixture.twin() {
        return Err(NoModel::Twin(column.to_owned()));
    }
    let kinds = cases::kinds(plan, order, &fixture, options);
    let model = Model {
        plan,
        segments,
        options,
        query,
        fixture,
        kinds,
    };
    let name = &options.model;
    let file = |folder, name: String, text| ProjectFile { folder, name, text };
    Ok(vec![
        file(Folder::Models, format!("{name}.sql"), model.sql()),
        file(
            Folder::Models,
            format!("{name}.yml"),
            properties::file(&model),
        ),
        file(
            Folder::Models,
            format!("{name}_unit_tests.yml"),
            unit_tests::file(&model),
        ),
        file(
            Folder::Tests,
            format!("{name}_one_row_a_lead.sql"),
            checks::one_row_a_lead(&model),
        ),
        file(
            Folder::Tests,
            format!("{name}_starved.sql"),
            checks::starved(&model),
        ),
    ])
}

impl Model<'_> {
    /// The query with its comment.
    fn sql(&self) -> String {
        let comment = self.query.comment.iter();
        let comment = comment.map(|line| format!("{}\n", format!("-- {line}").trim_end()));
        let comment: String = comment.collect();
        format!("{}{}\n", jinja::raw(&comment), self.query.sql)
    }

    /// The first lines of each other file, behind the sign of a comment.
    fn head(&self, sign: &str, about: &str) -> String {
        let title = self.query.comment.first().map_or("", String::as_str);
        let lines = [
            title.to_owned(),
            format!("{about} {MARK}; change the plan, not this file."),
        ];
        let lines = lines.map(|line| format!("{}\n", format!("{sign} {line}").trim_end()));
        lines.concat()
    }

    /// The title of the key's column.
    fn key(&self) -> &str {
        self.plan.leads.key.as_deref().unwrap_or_default()
    }

    fn type_name(&self, of: AttributeType) -> String {
        self.options.engine.type_name(of).to_owned()
    }

    /// What the model is called in SQL.
    fn reference(&self) -> String {
        format!("{{{{ ref('{}') }}}}", self.options.model)
    }
}
