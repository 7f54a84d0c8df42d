//! Rows that stand in for the table, where a query is tested without one.

use super::SqlOptions;
use super::cell::{Stored, missing_values};
use super::dialect::{Dialect, Type};
use super::parts::Parts;
use crate::condition::{AttributeId, AttributeType, Literal};
use crate::count::value_of_word;
use crate::export::cell::written;
use crate::plan::{Attribute, Plan, SegmentId};

/// What a column holds in a row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) enum Cell {
    /// Nothing.
    Null,
    /// A text, also where the column stores another type as texts.
    Text(String),
    /// A value of the attribute's type.
    Value(Literal),
    /// What an engine calls a number and segplan missing: NaN, as SQL.
    Sql(String),
}

/// The columns that a query reads of its table: the key, unless it is an attribute's, then those of the
/// attributes.
pub(in crate::export) struct Fixture<'a> {
    plan: &'a Plan,
    dialect: &'a dyn Dialect,
    text_columns: bool,
    pub(in crate::export) attributes: Vec<AttributeId>,
    /// The attribute that is read from the column of the key.
    pub(in crate::export) key: Option<AttributeId>,
}

impl<'a> Fixture<'a> {
    /// Of the query that a plan, an order and options have, where nothing of it is refused.
    pub(in crate::export) fn new(
        plan: &'a Plan,
        order: &[SegmentId],
        options: &SqlOptions,
    ) -> Self {
        let dialect = options.engine.dialect();
        let parts = Parts::new(plan, order, options, dialect, &mut Vec::new());
        let attributes: Vec<AttributeId> =
            parts.attributes().into_iter().map(|(id, _)| id).collect();
        let title = plan.leads.key.as_deref();
        let key = attributes.iter().copied();
        let mut key = key.filter(|id| Some(plan.attribute(*id).column.as_str()) == title);
        Self {
            plan,
            dialect,
            text_columns: options.text_columns,
            key: key.next_back(),
            attributes,
        }
    }

    /// A column that two attributes are read from, so that no row can hold both.
    pub(in crate::export) fn twin(&self) -> Option<&'a str> {
        self.plan.shared_column(self.attributes.iter().copied())
    }

    /// What a column holds of a value; `None` if it cannot, or if what it would hold is read as something
    /// else.
    pub(in crate::export) fn cell(&self, id: AttributeId, value: Option<&Literal>) -> Option<Cell> {
        let attribute = self.plan.attribute(id);
        let Some(value) = value else {
            return Some(Cell::Null);
        };
        let is_missing =
            |text: &str| text.is_empty() || attribute.missing.iter().any(|one| one == text);
        let text = |text: String| {
            let is_same = !is_missing(&text) && !text.contains('\0');
            is_same.then_some(Cell::Text(text))
        };
        let words = attribute.missing.iter();
        let mut words = words.filter_map(|word| value_of_word(attribute, word));
        if words.any(|word| word == *value) {
            return None;
        }
        match value {
            Literal::Text(own) => text(own.clone()),
            Literal::Date(day) if !self.dialect.dates().contains(day) => None,
            Literal::Integer(i64::MIN) => None, // engines read the minus apart from the digits
            value => match self.stored(attribute) {
                Stored::Typed => Some(Cell::Value(value.clone())),
                Stored::Text => text(written(attribute, Some(value.clone()))),
            },
        }
    }

    /// What a row has in the column of an attribute.
    pub(in crate::export) fn held<'c>(
        &self,
        id: AttributeId,
        cells: &'c [Cell],
    ) -> Option<&'c Cell> {
        let place = self.attributes.iter().position(|own| *own == id)?;
        cells.get(place)
    }

    /// All that a column may hold for a value that is missing, nothing first.
    pub(in crate::export) fn missing(&self, id: AttributeId) -> Vec<Cell> {
        let attribute = self.plan.attribute(id);
        let words = attribute.missing.iter().take(MOST_WORDS).cloned();
        let mut cells = vec![Cell::Null];
        match (attribute.kind, self.stored(attribute)) {
            (AttributeType::Text, _) => {
                cells.push(Cell::Text(String::new()));
                cells.extend(words.map(Cell::Text));
            }
            (_, Stored::Text) => {
                cells.push(Cell::Text(" ".to_owned()));
                cells.extend(words.map(Cell::Text));
            }
            (kind, Stored::Typed) => {
                if kind == AttributeType::Number {
                    cells.push(Cell::Sql(self.dialect.cast("'NaN'", Type::Number)));
                }
                let values = missing_values(attribute, self.dialect).into_iter();
                cells.extend(values.take(MOST_WORDS).map(Cell::Sql));
            }
        }
        cells
    }

    /// The rows as a query, each with its key where no attribute is read from that column, then a cell for
    /// each of the attributes. The first row has the names and types.
    pub(in crate::export) fn select(&self, rows: &[(String, Vec<Cell>)]) -> String {
        let own = self.key.is_none();
        let key = own.then_some((
            self.plan.leads.key.as_deref().unwrap_or_default(),
            Type::Text,
        ));
        let attributes = self.attributes.iter().map(|id| {
            let attribute = self.plan.attribute(*id);
            (attribute.column.as_str(), self.type_of(attribute))
        });
        let columns: Vec<(&str, Type)> = key.into_iter().chain(attributes).collect();
        let mut lines: Vec<String> = Vec::new();
        for (place, (key, cells)) in rows.iter().enumerate() {
            let key = own.then(|| self.dialect.text(key));
            let values = key
                .into_iter()
                .chain(cells.iter().map(|cell| self.literal(cell)));
            if place > 0 {
                let values: Vec<String> = values.collect();
                lines.push(format!("UNION ALL SELECT {}", values.join(", ")));
                continue;
            }
            let items = values.zip(&columns).map(|(value, (name, kind))| {
                format!(
                    "{} AS {}",
                    self.dialect.cast(&value, *kind),
                    self.dialect.name(name)
                )
            });
            let items: Vec<String> = items.collect();
            lines.push(format!("SELECT\n    {}", items.join(",\n    ")));
        }
        lines.join("\n")
    }

    fn stored(&self, attribute: &Attribute) -> Stored {
        Stored::of(attribute, self.text_columns)
    }

    fn type_of(&self, attribute: &Attribute) -> Type {
        match (attribute.kind, self.stored(attribute)) {
            (AttributeType::Text, _) | (_, Stored::Text) => Type::Text,
            (kind, Stored::Typed) => type_of(kind),
        }
    }

    fn literal(&self, cell: &Cell) -> String {
        match cell {
            Cell::Null => "NULL".to_owned(),
            Cell::Sql(sql) => sql.clone(),
            Cell::Text(text) | Cell::Value(Literal::Text(text)) => self.dialect.text(text),
            Cell::Value(Literal::Integer(number)) => number.to_string(),
            Cell::Value(Literal::Number(number)) => self.dialect.number(*number),
            Cell::Value(Literal::Boolean(answer)) => answer.to_string().to_uppercase(),
            Cell::Value(Literal::Date(day)) => self.dialect.date(*day),
        }
    }
}

/// The most words for missing that rows are made with.
const MOST_WORDS: usize = 5;

fn type_of(kind: AttributeType) -> Type {
    match kind {
        AttributeType::Text => Type::Text,
        AttributeType::Integer => Type::Integer,
        AttributeType::Number => Type::Number,
        AttributeType::Boolean => Type::Boolean,
        AttributeType::Date => Type::Date,
    }
}

impl super::Engine {
    /// What the engine calls the type of such values.
    pub(in crate::export) fn type_name(self, of: AttributeType) -> &'static str {
        self.dialect().features().types[type_of(of) as usize]
    }

    /// A column's name, in quotes where it needs them.
    pub(in crate::export) fn column_name(self, name: &str) -> String {
        self.dialect().name(name)
    }

    /// Whether a list of names with `;` between them, an expression, has a name, another one.
    pub(in crate::export) fn lists(self, names: &str, name: &str) -> String {
        let dialect = self.dialect();
        let end = dialect.text(";");
        let closed = |text: &str| dialect.concat(&[end.clone(), text.to_owned(), end.clone()]);
        dialect.holds(&closed(names), &closed(name))
    }
}
