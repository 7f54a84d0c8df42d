//! The dictionary with what the conditions add to it.

use indexmap::IndexMap;

use crate::condition::syntax::{Ask, SpannedLiteral};
use crate::condition::{AttributeId, AttributeType, Literal, Predicate, Syntax};
use crate::text::Span;

/// The type of every attribute, by name and by number.
pub(super) struct TypeDictionary {
    entries: IndexMap<String, TypeEntry>,
    known: usize,
}

#[derive(Default)]
struct TypeEntry {
    /// `None` if no use shows a type; the attribute is text then.
    kind: Option<AttributeType>,
    /// The condition and the place that its type comes from; `None` if it was known beforehand.
    first_use: Option<(usize, Span)>,
}

impl TypeDictionary {
    pub(super) fn of(conditions: &[Syntax], known: &[(&str, AttributeType)]) -> Self {
        let known = known.iter().map(|(name, kind)| {
            let entry = TypeEntry {
                kind: Some(*kind),
                first_use: None,
            };
            ((*name).to_owned(), entry)
        });
        let mut entries: IndexMap<String, TypeEntry> = known.collect();
        let known = entries.len();
        for (condition, syntax) in conditions.iter().enumerate() {
            for ask in syntax.root.tests() {
                let entry = entries.entry(ask.subject.name.clone()).or_default();
                if entry.kind.is_none()
                    && let Some((kind, span)) = told(ask)
                {
                    entry.kind = Some(kind);
                    entry.first_use = Some((condition, span));
                }
            }
        }
        Self { entries, known }
    }

    pub(super) fn number(&self, name: &str) -> Option<AttributeId> {
        self.entries.get_index_of(name).map(AttributeId)
    }

    pub(super) fn kind(&self, id: AttributeId) -> AttributeType {
        let entry = self.entries.get_index(id.0);
        entry.map_or(AttributeType::Text, |(_, entry)| entry.kind_or_text())
    }

    /// The condition and the place in it that the attribute's type comes from, after the attribute's
    /// name; `None` if the type was known beforehand.
    pub(super) fn first_use(&self, id: AttributeId) -> Option<(&str, (usize, Span))> {
        let (name, entry) = self.entries.get_index(id.0)?;
        Some((name, entry.first_use?))
    }

    pub(super) fn inferred(&self) -> Vec<(String, AttributeType)> {
        let inferred = self.entries.iter().skip(self.known);
        inferred
            .map(|(name, entry)| (name.clone(), entry.kind_or_text()))
            .collect()
    }
}

impl TypeEntry {
    fn kind_or_text(&self) -> AttributeType {
        self.kind.unwrap_or(AttributeType::Text)
    }
}

/// The type that a use shows, and where.
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
