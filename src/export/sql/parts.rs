//! The parts that all queries begin with: `cells`, `typed` and `fits`.

use super::cell::{self, Stored};
use super::condition::Writer;
use super::dialect::{Dialect, Type};
use super::layout::{Select, Sql};
use super::names::Aliases;
use super::refuse::Refusal;
use super::{Emit, SqlOptions};
use crate::condition::{AttributeId, Condition, Expression};
use crate::plan::{Plan, SegmentId};
use crate::yaml::Route;

/// A query's parts, and what their columns are called.
pub(super) struct Parts<'a> {
    pub(super) plan: &'a Plan,
    pub(super) options: &'a SqlOptions,
    pub(super) dialect: &'a dyn Dialect,
    /// The parts so far, each with its lines.
    pub(super) steps: Vec<(&'static str, Vec<String>)>,
    /// The column of the key in all parts; rows of leads have one.
    pub(super) key: Option<String>,
    pub(super) segments: Vec<Placed>,
    /// Conditions of `leads` that are in `fits`: their columns.
    pub(super) excluded: Option<String>,
    pub(super) control: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) reachable: Option<String>,
    /// What masks count beside leads: the columns in `fits`.
    pub(super) month: Option<String>,
    pub(super) value: Option<String>,
}

/// A segment with a condition, in the order that the query has it in: that of the priorities for
/// leads, that of the file for masks.
pub(super) struct Placed {
    pub(super) id: SegmentId,
    pub(super) name: String,
    /// Its place in the order, from 1; 0 where the query is about masks.
    pub(super) priority: usize,
    /// Its column in `fits`.
    pub(super) column: String,
}

/// Columns that the parts have beside those of segments.
#[rustfmt::skip]
const OWN: [&str; 15] = [
    "segment", "priority", "matches", "signs", "mask", "excluded", "control", "outcome", "reachable",
    "month", "leads", "value", "valued", "plan", "source",
];

impl<'a> Parts<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        order: &[SegmentId],
        options: &'a SqlOptions,
        dialect: &'a dyn Dialect,
        refusals: &mut Vec<Refusal>,
    ) -> Self {
        let is_masks = options.emit == Emit::Masks;
        let mut aliases = Aliases::default();
        for name in OWN {
            aliases.keep(name);
        }
        let key = plan.leads.key.as_ref().filter(|_| !is_masks);
        let key = key.map(|key| aliases.take(key));
        let segments = placed(plan, order, is_masks, &mut aliases);
        let own = |name: &str, given: bool| given.then(|| name.to_owned());
        let leads = &plan.leads;
        let has_groups = options
            .groups
            .as_ref()
            .is_some_and(|column| column.holdout.is_none());
        let mut parts = Self {
            plan,
            options,
            dialect,
            steps: Vec::new(),
            key,
            segments,
            excluded: own("excluded", leads.exclude.is_some()),
            control: own(
                "control",
                leads.control.is_some() && (is_masks || has_groups),
            ),
            outcome: own("outcome", leads.outcome.is_some() && is_masks),
            reachable: own("reachable", leads.reachable.is_some() && is_masks),
            month: own("month", leads.date.is_some() && is_masks),
            value: own("value", leads.value.is_some() && is_masks),
        };
        let attributes = parts.attributes();
        parts.read_columns(&attributes);
        parts.ask(&attributes, refusals);
        parts
    }

    /// The conditions in `fits`, each with its column and its place in the plan.
    fn conditions(&self) -> Vec<(&'a Expression, String, Route)> {
        let leads = &self.plan.leads;
        let of_leads = [
            ("exclude", &leads.exclude, &self.excluded),
            ("control", &leads.control, &self.control),
            ("outcome", &leads.outcome, &self.outcome),
            ("reachable", &leads.reachable, &self.reachable),
        ];
        let of_leads = of_leads
            .into_iter()
            .filter_map(|(key, expression, column)| {
                let route = Route::root().key("leads").key(key);
                Some((expression.as_ref()?, column.clone()?, route))
            });
        let segments = self.segments.iter().filter_map(|placed| {
            let definition = self.plan.segment(placed.id).definition.as_ref()?;
            Some((
                definition,
                placed.column.clone(),
                placed.id.route().key("where"),
            ))
        });
        of_leads.chain(segments).collect()
    }

    /// The attributes that the query reads, each with its column in `typed`.
    pub(super) fn attributes(&self) -> Vec<(AttributeId, String)> {
        let mut aliases = Aliases::default();
        if let Some(key) = &self.key {
            aliases.keep(key);
        }
        let tests: Vec<AttributeId> = self
            .conditions()
            .iter()
            .flat_map(|(expression, ..)| attributes_of(&expression.condition))
            .collect();
        let leads = &self.plan.leads;
        let counted = [
            leads.value.filter(|_| self.value.is_some()),
            leads.date.filter(|_| self.month.is_some()),
        ];
        let all = (0..self.plan.attributes.len()).map(AttributeId);
        all.filter(|id| tests.contains(id) || counted.contains(&Some(*id)))
            .map(|id| (id, aliases.take(&self.plan.attribute(id).name)))
            .collect()
    }

    /// The steps up to `typed`.
    pub(super) fn before_fits(&self) -> Vec<(&'static str, Vec<String>)> {
        let steps = self.steps.iter();
        steps.filter(|(name, _)| *name != "fits").cloned().collect()
    }

    /// Adds `cells` and `typed`.
    fn read_columns(&mut self, attributes: &[(AttributeId, String)]) {
        let dialect = self.dialect;
        let stored =
            |id: AttributeId| Stored::of(self.plan.attribute(id), self.options.text_columns);
        let has_cells = attributes.iter().any(|(id, _)| stored(*id) == Stored::Text);
        let relation = self.options.relation.sql(dialect);
        let from = format!("FROM {relation}{}", dialect.features().relation_alias);
        let of_table = |name: &str| dialect.column("leads_table", &dialect.name(name));
        if has_cells {
            let mut cells = Select::default();
            if let (Some(alias), Some(key)) = (&self.key, &self.plan.leads.key) {
                cells.item_unless_same(&of_table(key), alias);
            }
            for (id, alias) in attributes {
                let attribute = self.plan.attribute(*id);
                let column = of_table(&attribute.column);
                match stored(*id) {
                    Stored::Text => cells.item(&cell::trimmed(attribute, &column, dialect), alias),
                    Stored::Typed => cells.item_unless_same(&column, alias),
                }
            }
            cells.clauses.push(from.clone());
            self.steps.push(("cells", cells.lines()));
        }
        let mut typed = Select::default();
        if let (Some(alias), Some(key)) = (&self.key, &self.plan.leads.key) {
            match has_cells {
                true => typed.plain(dialect.column("cells", alias)),
                false => typed.item_unless_same(&of_table(key), alias),
            }
        }
        for (id, alias) in attributes {
            let attribute = self.plan.attribute(*id);
            let column = match has_cells {
                true => dialect.column("cells", alias),
                false => of_table(&attribute.column),
            };
            let value = match stored(*id) {
                Stored::Text => cell::read(attribute, &column, dialect),
                Stored::Typed => cell::typed(attribute, &column, dialect),
            };
            match &value {
                Sql::Line(text) => typed.item_unless_same(text, alias),
                value => typed.item(value, alias),
            }
        }
        typed.or_one();
        typed.clauses.push(match has_cells {
            true => "FROM cells".to_owned(),
            false => from,
        });
        self.steps.push(("typed", typed.lines()));
    }

    /// Adds `fits`.
    fn ask(&mut self, attributes: &[(AttributeId, String)], refusals: &mut Vec<Refusal>) {
        let dialect = self.dialect;
        let alias = |id: AttributeId| {
            let found = attributes.iter().find(|(one, _)| *one == id);
            found.map_or_else(String::new, |(_, alias)| dialect.column("typed", alias))
        };
        let kind = |id: AttributeId| self.plan.attribute(id).kind;
        let writer = Writer {
            dialect,
            column: &alias,
            kind: &kind,
            as_of: self.plan.as_of.date,
        };
        let mut fits = Select::default();
        if let Some(key) = &self.key {
            fits.plain(dialect.column("typed", key));
        }
        for (expression, column, route) in self.conditions() {
            let mut problems = Vec::new();
            fits.item(
                &writer.condition(&expression.condition, &mut problems),
                &column,
            );
            for (test, problem) in problems {
                let part = expression.tests.get(test).copied();
                refusals.push(Refusal::new(route.clone(), part, problem));
            }
        }
        if self.options.emit == Emit::Masks {
            self.measures(&mut fits, &alias);
        }
        fits.or_one();
        fits.clauses.push("FROM typed".to_owned());
        self.steps.push(("fits", fits.lines()));
    }

    /// What masks count beside leads.
    fn measures(&self, fits: &mut Select, alias: &dyn Fn(AttributeId) -> String) {
        let dialect = self.dialect;
        if let Some(date) = self.plan.leads.date.filter(|_| self.month.is_some()) {
            let day = alias(date);
            let [first, last] =
                MONTHS.map(|(year, month, day)| jiff::civil::date(year, month, day));
            let [first, last] = [first.max(*dialect.dates().start()), last];
            let [first, last] = [first, last].map(|day| dialect.date(day));
            let has_room = Sql::line(format!("{day} >= {first} AND {day} <= {last}"));
            let month = Sql::cases(vec![(has_room, dialect.month(&day))]);
            fits.item(&month, "month");
        }
        if let Some(value) = self.plan.leads.value.filter(|_| self.value.is_some()) {
            let number = match self.plan.attribute(value).kind {
                crate::condition::AttributeType::Integer => {
                    dialect.cast(&alias(value), Type::Number)
                }
                _ => alias(value),
            };
            fits.item(&dialect.millionths(&number), "value");
        }
    }
}

/// The months that a mask table has room for.
const MONTHS: [(i16, i8, i8); 2] = [(1850, 1, 1), (2191, 3, 31)];

fn placed(plan: &Plan, order: &[SegmentId], is_masks: bool, aliases: &mut Aliases) -> Vec<Placed> {
    let ids: Vec<(usize, SegmentId)> = match is_masks {
        true => plan.segment_ids().map(|id| (0, id)).collect(),
        false => (1..).zip(order.iter().copied()).collect(),
    };
    let defined = ids
        .into_iter()
        .filter(|(_, id)| plan.segment(*id).definition.is_some());
    defined
        .map(|(priority, id)| {
            let name = plan.segment(id).name.clone();
            let column = aliases.take(&name);
            Placed {
                id,
                name,
                priority,
                column,
            }
        })
        .collect()
}

fn attributes_of(condition: &Condition) -> Vec<AttributeId> {
    let tests = condition.tests().into_iter();
    tests.map(|test| test.operand.attribute()).collect()
}
