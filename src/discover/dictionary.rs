//! What conditions call the columns of a table, and how they read them.

use std::collections::BTreeSet;

use crate::condition::ast::Condition as Tree;
use crate::condition::syntax::Ask;
use crate::condition::{AttributeId, AttributeType, Condition, check, parse, print};
use crate::lead_error::LeadError;
use crate::plan::Attribute;
use crate::profile::{ColumnProfile, Profile, ValueRange};
use crate::text::nearest;

/// The columns of a table as a plan's attributes, in the profile's order.
#[derive(Debug, Clone)]
pub struct Dictionary {
    pub attributes: Vec<Attribute>,
}

impl Dictionary {
    pub fn of(profile: &Profile) -> Self {
        let columns = profile.columns.iter().enumerate();
        Self {
            attributes: columns
                .map(|(place, column)| attribute(place, column))
                .collect(),
        }
    }

    /// What conditions call a column.
    pub fn name(&self, id: AttributeId) -> &str {
        &self.attributes[id.0].name
    }

    /// A condition as people write it.
    pub fn print(&self, condition: &Condition) -> String {
        print(condition, &|id| self.name(id))
    }

    /// The column of a name: an attribute's, or the column's own.
    pub fn column(&self, name: &str) -> Option<usize> {
        let by_name = self.attributes.iter().position(|one| one.name == name);
        by_name.or_else(|| {
            let mut columns = self.attributes.iter();
            columns.position(|one| one.column.trim() == name.trim())
        })
    }

    /// Why there is no column of a name that an option mentions.
    pub fn no_column(&self, name: &str, option: &str) -> LeadError {
        let names = self.attributes.iter().map(|one| one.column.trim());
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean {near}?"),
            None => "without --outcome and --value, `segplan columns` lists them".to_owned(),
        };
        LeadError::wrong("", format!("{option}: there is no column {name}"), help)
    }

    /// Reads a condition that stands in an option of the command line. Its columns get the types that
    /// it needs, where all their values have them: `y = 'yes'` makes texts of yes and no.
    pub fn condition(&mut self, text: &str, option: &str) -> Result<Condition, LeadError> {
        let wrong = |message: &str, help: &str| {
            LeadError::wrong("", format!("{option} \"{text}\": {message}"), help)
        };
        let mut syntax = parse(text).map_err(|errors| match errors.first() {
            Some(error) => wrong(&error.message, &error.help),
            None => wrong("this is no condition", "write one such as converted = 1"),
        })?;
        self.rename(&mut syntax.root, option)?;
        for (name, needed) in check(std::slice::from_ref(&syntax), &[]).inferred {
            if let Some(place) = self.column(&name) {
                self.adapt(place, needed);
            }
        }
        let known: Vec<(&str, AttributeType)> = self
            .attributes
            .iter()
            .map(|attribute| (attribute.name.as_str(), attribute.kind))
            .collect();
        let checked = check(&[syntax], &known);
        if let Some(mismatch) = checked.errors.first() {
            return Err(wrong(&mismatch.error.message, &mismatch.error.help));
        }
        let expression = checked.expressions.into_iter().flatten().next();
        let expression = expression.ok_or_else(|| wrong("this is no condition", "see --help"))?;
        Ok(expression.condition)
    }

    /// Puts attributes' names in the place of the columns'.
    fn rename(&self, tree: &mut Tree<Ask>, option: &str) -> Result<(), LeadError> {
        match tree {
            Tree::And(parts) | Tree::Or(parts) => parts
                .iter_mut()
                .try_for_each(|part| self.rename(part, option)),
            Tree::Not(inner) => self.rename(inner, option),
            Tree::Test(ask) => {
                let name = &mut ask.subject.name;
                let column = self
                    .column(name)
                    .ok_or_else(|| self.no_column(name, option))?;
                name.clone_from(&self.attributes[column].name);
                Ok(())
            }
        }
    }

    /// Gives a column the type that a condition needs, where all its values have it.
    fn adapt(&mut self, place: usize, needed: AttributeType) {
        let attribute = &mut self.attributes[place];
        let zero_or_one = attribute.min == Some(0.0) && attribute.max == Some(1.0);
        match (attribute.kind, needed) {
            (_, AttributeType::Text) => {
                attribute.kind = AttributeType::Text;
                attribute.format = None;
                attribute.decimal = None;
                attribute.yes.clear();
                attribute.no.clear();
            }
            (AttributeType::Integer, AttributeType::Boolean) if zero_or_one => {
                attribute.kind = AttributeType::Boolean;
            }
            _ => {}
        }
    }
}

/// The attribute that a column is to conditions.
fn attribute(place: usize, column: &ColumnProfile) -> Attribute {
    // No condition can mention a column without a name of its own.
    let name = column
        .attribute
        .clone()
        .unwrap_or_else(|| format!("column no. {}", place + 1));
    let range = column.range.and_then(|range| match range {
        ValueRange::Numbers(low, high) => Some((low, high)),
        ValueRange::Days(..) => None,
    });
    Attribute {
        name,
        kind: column.kind,
        declared: true,
        column: column.name.clone(),
        format: column.format.map(str::to_owned),
        decimal: column.decimal,
        yes: column.yes.clone(),
        no: column.no.clone(),
        missing: column
            .placeholders
            .iter()
            .map(|(word, _)| word.clone())
            .collect(),
        min: range.map(|(low, _)| low),
        max: range.map(|(_, high)| high),
        ..Attribute::default()
    }
}

/// The columns that a condition asks about.
pub fn columns_of(condition: &Condition) -> BTreeSet<usize> {
    let tests = condition.tests();
    tests
        .iter()
        .map(|test| test.operand.attribute().0)
        .collect()
}
