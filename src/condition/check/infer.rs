//! The dictionary with what the conditions add to it.

use std::collections::HashMap;

use super::{Inferred, Known};
use crate::condition::syntax::{Ask, SpannedLiteral};
use crate::condition::{AttributeId, AttributeType, Literal, Predicate, Syntax};
use crate::text::Span;

/// Every attribute, by name and by number.
pub(super) struct Dictionary {
    numbers: HashMap<String, AttributeId>,
    entries: Vec<Entry>,
    known: usize,
}

/// What is known of one attribute.
pub(super) struct Entry {
    name: String,
    /// None where no use tells a type.
    kind: Option<AttributeType>,
    /// The use that its type comes from; none for one known beforehand.
    first_use: Option<Use>,
}

/// A use that tells a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Use {
    pub(super) condition: usize,
    pub(super) span: Span,
}

impl Dictionary {
    pub(super) fn of(conditions: &[Syntax], known: &[Known]) -> Self {
        let mut dictionary = Self {
            numbers: HashMap::new(),
            entries: Vec::new(),
            known: known.len(),
        };
        for attribute in known {
            let id = AttributeId(dictionary.entries.len());
            dictionary
                .numbers
                .entry(attribute.name.to_owned())
                .or_insert(id);
            dictionary.entries.push(Entry {
                name: attribute.name.to_owned(),
                kind: Some(attribute.kind),
                first_use: None,
            });
        }
        for (place, syntax) in conditions.iter().enumerate() {
            for ask in syntax.root.tests() {
                dictionary.learn(ask, place);
            }
        }
        dictionary
    }

    fn learn(&mut self, ask: &Ask, condition: usize) {
        let entries = &mut self.entries;
        let id = *self
            .numbers
            .entry(ask.subject.name.clone())
            .or_insert_with(|| {
                entries.push(Entry {
                    name: ask.subject.name.clone(),
                    kind: None,
                    first_use: None,
                });
                AttributeId(entries.len() - 1)
            });
        let entry = &mut entries[id.0];
        if entry.kind.is_none()
            && let Some((kind, span)) = told(ask)
        {
            entry.kind = Some(kind);
            entry.first_use = Some(Use { condition, span });
        }
    }

    /// The number of an attribute that a condition names.
    pub(super) fn number(&self, name: &str) -> Option<AttributeId> {
        self.numbers.get(name).copied()
    }

    pub(super) fn name(&self, id: AttributeId) -> &str {
        self.entries.get(id.0).map_or("", |entry| &entry.name)
    }

    pub(super) fn kind(&self, id: AttributeId) -> AttributeType {
        self.entries
            .get(id.0)
            .and_then(|entry| entry.kind)
            .unwrap_or(AttributeType::Text)
    }

    /// The use that the attribute's type comes from, where one does.
    pub(super) fn first_use(&self, id: AttributeId) -> Option<Use> {
        self.entries.get(id.0)?.first_use
    }

    pub(super) fn inferred(&self) -> Vec<Inferred> {
        self.entries[self.known..]
            .iter()
            .map(|entry| Inferred {
                name: entry.name.clone(),
                kind: entry.kind.unwrap_or(AttributeType::Text),
            })
            .collect()
    }
}

/// The type that a use tells, and where it tells it.
fn told(ask: &Ask) -> Option<(AttributeType, Span)> {
    let subject = ask.subject.span;
    if ask.subject.days_since {
        return Some((AttributeType::Date, subject));
    }
    let by = |value: &SpannedLiteral| {
        let span = Span::new(subject.start, value.span.end);
        (kind_of(&value.literal), span)
    };
    match &ask.question {
        Predicate::Compare(_, value) | Predicate::Between(value, _) => Some(by(value)),
        Predicate::In(values) => values.first().map(by),
        Predicate::Like(_) | Predicate::StartsWith(_) | Predicate::Contains(_) => {
            Some((AttributeType::Text, subject))
        }
        Predicate::IsTrue => Some((AttributeType::Boolean, subject)),
        Predicate::IsNull => None,
    }
}

/// The type of attribute that a literal suggests.
pub(super) fn kind_of(literal: &Literal) -> AttributeType {
    match literal {
        Literal::Text(_) => AttributeType::Text,
        Literal::Integer(_) | Literal::Number(_) => AttributeType::Number,
        Literal::Boolean(_) => AttributeType::Boolean,
        Literal::Date(_) => AttributeType::Date,
    }
}
