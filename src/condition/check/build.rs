//! One condition, checked and built.

use super::TypeError;
use super::infer::{Dictionary, kind_of};
use super::misfit::Misfit;
use crate::condition::error::MOST_ERRORS;
use crate::condition::literal::has_thousands;
use crate::condition::syntax::{Ask, Question, SpannedLiteral, Subject, Syntax, SyntaxNode};
use crate::condition::{
    AttributeId, AttributeType, Comparison, Condition, Expression, Literal, Mention, Operand,
    Predicate, Test, TextValue, compare_values,
};
use crate::text::Span;

pub(super) fn expression(
    syntax: &Syntax,
    place: usize,
    dictionary: &Dictionary,
) -> Result<Expression, Vec<TypeError>> {
    let mut builder = Builder {
        dictionary,
        place,
        text: &syntax.text,
        mentions: Vec::new(),
        texts: Vec::new(),
        errors: Vec::new(),
    };
    match builder.node(&syntax.root) {
        Some(condition) if builder.errors.is_empty() => Ok(Expression {
            text: syntax.text.clone(),
            condition,
            mentions: builder.mentions,
            texts: builder.texts,
        }),
        _ => Err(builder.errors),
    }
}

struct Builder<'a> {
    dictionary: &'a Dictionary,
    place: usize,
    text: &'a str,
    mentions: Vec<Mention>,
    texts: Vec<TextValue>,
    errors: Vec<TypeError>,
}

/// What a question is checked against.
#[derive(Clone, Copy)]
struct Asked<'a> {
    subject: &'a Subject,
    id: AttributeId,
    /// The type of the values compared: of the attribute, or of a count of days.
    kind: AttributeType,
}

impl Builder<'_> {
    /// The condition, or nothing where a mistake was found; every part is looked at either way.
    fn node(&mut self, node: &SyntaxNode) -> Option<Condition> {
        match node {
            SyntaxNode::And(parts) => self
                .parts(parts)
                .map(|parts| Condition::And(flat_and(parts))),
            SyntaxNode::Or(parts) => self.parts(parts).map(|parts| Condition::Or(flat_or(parts))),
            SyntaxNode::Not(inner) => self
                .node(inner)
                .map(|inner| Condition::Not(Box::new(inner))),
            SyntaxNode::Ask(ask) => self.ask(ask).map(Condition::Test),
        }
    }

    fn parts(&mut self, parts: &[SyntaxNode]) -> Option<Vec<Condition>> {
        let parts: Vec<Option<Condition>> = parts.iter().map(|part| self.node(part)).collect();
        parts.into_iter().collect()
    }

    fn ask(&mut self, ask: &Ask) -> Option<Test> {
        let subject = &ask.subject;
        let id = self.dictionary.number(&subject.name)?;
        self.mentions.push(Mention {
            attribute: id,
            at: subject.at,
        });
        let kind = self.dictionary.kind(id);
        if subject.days_since && kind != AttributeType::Date {
            return self.misfit(id, subject.span, Misfit::DaysSince { subject, kind });
        }
        let asked = Asked {
            subject,
            id,
            kind: if subject.days_since {
                AttributeType::Integer
            } else {
                kind
            },
        };
        let predicate = self.predicate(asked, &ask.question)?;
        let operand = if subject.days_since {
            Operand::DaysSince(id)
        } else {
            Operand::Attribute(id)
        };
        Some(Test { operand, predicate })
    }

    fn predicate(&mut self, asked: Asked, question: &Question) -> Option<Predicate> {
        match question {
            Question::Compare(comparison, sign, value) => {
                self.comparison(asked, *comparison, *sign, value)
            }
            Question::In(values) => self.list(asked, values),
            Question::Between(low, high) => self.between(asked, low, high),
            Question::Like(text) => self
                .pattern(asked, "like")
                .map(|()| Predicate::Like(text.clone())),
            Question::StartsWith(text) => self
                .pattern(asked, "starts with")
                .map(|()| Predicate::StartsWith(text.clone())),
            Question::Contains(text) => self
                .pattern(asked, "contains")
                .map(|()| Predicate::Contains(text.clone())),
            Question::IsTrue if asked.kind != AttributeType::Boolean => {
                let Asked { subject, id, kind } = asked;
                self.misfit(id, subject.span, Misfit::Bare { subject, kind })
            }
            Question::IsTrue => Some(Predicate::IsTrue),
            Question::IsNull => Some(Predicate::IsNull),
        }
    }

    fn comparison(
        &mut self,
        asked: Asked,
        comparison: Comparison,
        sign: Span,
        value: &SpannedLiteral,
    ) -> Option<Predicate> {
        let literal = self.value(asked, value, Some(comparison))?;
        if asked.kind == AttributeType::Boolean && comparison.is_ordering() {
            let name = asked.subject.name.as_str();
            return self.misfit(asked.id, sign, Misfit::OrderOfBooleans { name });
        }
        if !comparison.is_ordering() {
            self.never_whole(asked, value, &literal, comparison)?;
            self.note_text(asked.id, value);
        }
        Some(Predicate::Compare(comparison, literal))
    }

    fn list(&mut self, asked: Asked, values: &[SpannedLiteral]) -> Option<Predicate> {
        let first = values.first()?;
        let other = values
            .iter()
            .find(|value| kind_of(&value.literal) != kind_of(&first.literal));
        if let Some(other) = other {
            let mixed = Misfit::MixedList {
                one: &first.literal,
                other: &other.literal,
            };
            return self.misfit(asked.id, other.span, mixed);
        }
        let mut literals = Vec::with_capacity(values.len());
        for value in values {
            let literal = self.value(asked, value, None);
            let literal = literal.filter(|literal| {
                self.never_whole(asked, value, literal, Comparison::Equal)
                    .is_some()
            });
            self.note_text(asked.id, value);
            literals.push(literal);
        }
        let literals: Option<Vec<Literal>> = literals.into_iter().collect();
        literals.map(Predicate::In)
    }

    fn between(
        &mut self,
        asked: Asked,
        low: &SpannedLiteral,
        high: &SpannedLiteral,
    ) -> Option<Predicate> {
        let span = Span::new(low.span.start, high.span.end);
        if asked.kind == AttributeType::Boolean {
            let name = asked.subject.name.as_str();
            return self.misfit(asked.id, span, Misfit::OrderOfBooleans { name });
        }
        let (first, last) = (self.value(asked, low, None), self.value(asked, high, None));
        let (first, last) = (first?, last?);
        if compare_values(&first, &last).is_none_or(std::cmp::Ordering::is_gt) {
            let misfit = Misfit::EmptyBetween {
                low: &first,
                high: &last,
            };
            return self.misfit(asked.id, span, misfit);
        }
        Some(Predicate::Between(first, last))
    }

    fn pattern(&mut self, asked: Asked, word: &'static str) -> Option<()> {
        if asked.kind == AttributeType::Text {
            return Some(());
        }
        let Asked { subject, id, kind } = asked;
        self.misfit(
            id,
            subject.span,
            Misfit::Pattern {
                subject,
                kind,
                word,
            },
        )
    }

    /// The value as its attribute's type has it.
    fn value(
        &mut self,
        asked: Asked,
        value: &SpannedLiteral,
        sign: Option<Comparison>,
    ) -> Option<Literal> {
        use AttributeType as T;
        let source = self.text.get(value.span.range()).unwrap_or_default();
        let literal = match (asked.kind, &value.literal) {
            (T::Integer, Literal::Number(number)) if has_thousands(source) => {
                let misfit = Misfit::Thousands {
                    number: *number,
                    source,
                };
                return self.misfit(asked.id, value.span, misfit);
            }
            (T::Text, Literal::Text(_))
            | (T::Boolean, Literal::Boolean(_))
            | (T::Date, Literal::Date(_))
            | (T::Integer, Literal::Integer(_))
            | (T::Number, Literal::Number(_)) => value.literal.clone(),
            (T::Integer, Literal::Number(number)) => whole(*number),
            (T::Number, Literal::Integer(number)) => Literal::Number(*number as f64),
            _ => {
                let Asked { subject, id, kind } = asked;
                let misfit = Misfit::Value {
                    subject,
                    kind,
                    literal: &value.literal,
                    source,
                    sign,
                };
                return self.misfit(id, value.span, misfit);
            }
        };
        Some(literal)
    }

    /// Refuses a fraction that a whole number is to equal.
    fn never_whole(
        &mut self,
        asked: Asked,
        value: &SpannedLiteral,
        literal: &Literal,
        sign: Comparison,
    ) -> Option<()> {
        if asked.kind != AttributeType::Integer || !matches!(literal, Literal::Number(_)) {
            return Some(());
        }
        let subject = asked.subject;
        let misfit = Misfit::NeverWhole {
            subject,
            literal,
            sign,
        };
        self.misfit(asked.id, value.span, misfit)
    }

    fn note_text(&mut self, attribute: AttributeId, value: &SpannedLiteral) {
        if let Literal::Text(text) = &value.literal {
            self.texts.push(TextValue {
                attribute,
                value: text.clone(),
                at: value.span,
            });
        }
    }

    fn misfit<T>(&mut self, id: AttributeId, span: Span, misfit: Misfit) -> Option<T> {
        if self.errors.len() < MOST_ERRORS {
            let first_use = self.dictionary.first_use(id);
            self.errors
                .push(misfit.into_error(self.place, span, first_use));
        }
        None
    }
}

/// A number for a whole-number attribute: an `Integer` where it is one.
fn whole(number: f64) -> Literal {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0; // 2^63, exact
    if number.fract() == 0.0 && (-LIMIT..LIMIT).contains(&number) {
        Literal::Integer(number as i64)
    } else {
        Literal::Number(number)
    }
}

fn flat_and(parts: Vec<Condition>) -> Vec<Condition> {
    let inner = |part| match part {
        Condition::And(inner) => inner,
        other => vec![other],
    };
    parts.into_iter().flat_map(inner).collect()
}

fn flat_or(parts: Vec<Condition>) -> Vec<Condition> {
    let inner = |part| match part {
        Condition::Or(inner) => inner,
        other => vec![other],
    };
    parts.into_iter().flat_map(inner).collect()
}
