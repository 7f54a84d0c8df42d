//! One condition, checked and built.

use super::infer::{TypeDictionary, kind_of};
use super::mismatches::{self as row, a_value, comparison_help, is, shown, value_help};
use super::{Elsewhere, TypeMismatch};
use crate::condition::literal::{has_thousands, write_literal, write_name};
use crate::condition::mistake::MOST_ERRORS;
use crate::condition::mistake::Mistake;
use crate::condition::syntax::{Ask, SpannedLiteral, Subject, Syntax};
use crate::condition::{
    AttributeId, AttributeType, Comparison, Condition, Expression, Literal, Mention, Operand,
    Predicate, Test, TextValue, compare_values,
};
use crate::text::Span;

pub(super) fn expression(
    syntax: &Syntax,
    place: usize,
    dictionary: &TypeDictionary,
) -> Result<Expression, Vec<TypeMismatch>> {
    let mut builder = Builder {
        dictionary,
        place,
        text: &syntax.text,
        mentions: Vec::new(),
        texts: Vec::new(),
        tests: Vec::new(),
        errors: Vec::new(),
    };
    match builder.node(&syntax.root) {
        Some(condition) if builder.errors.is_empty() => Ok(Expression {
            text: syntax.text.clone(),
            condition,
            mentions: builder.mentions,
            texts: builder.texts,
            tests: builder.tests,
        }),
        _ => Err(builder.errors),
    }
}

struct Builder<'a> {
    dictionary: &'a TypeDictionary,
    place: usize,
    text: &'a str,
    mentions: Vec<Mention>,
    texts: Vec<TextValue>,
    tests: Vec<Span>,
    errors: Vec<TypeMismatch>,
}

#[derive(Clone, Copy)]
struct Asked<'a> {
    subject: &'a Subject,
    id: AttributeId,
    /// The type of the values compared: of the attribute, or of a count of days.
    kind: AttributeType,
    /// Where the question begins.
    sign: Span,
}

impl Asked<'_> {
    /// The attribute whose type the values have; `None` if they are numbers of days.
    fn attribute(self) -> Option<AttributeId> {
        (!self.subject.days_since).then_some(self.id)
    }
}

impl Builder<'_> {
    /// The condition, or `None` where a mistake was found; every part is looked at either way.
    fn node(&mut self, node: &Condition<Ask>) -> Option<Condition> {
        Some(match node {
            Condition::And(parts) => Condition::And(self.parts(parts)?),
            Condition::Or(parts) => Condition::Or(self.parts(parts)?),
            Condition::Not(inner) => Condition::Not(Box::new(self.node(inner)?)),
            Condition::Test(ask) => Condition::Test(self.ask(ask)?),
        })
    }

    fn parts(&mut self, parts: &[Condition<Ask>]) -> Option<Vec<Condition>> {
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
        self.tests.push(ask.span);
        let kind = self.dictionary.kind(id);
        let (operand, kind) = match subject.days_since {
            true if kind != AttributeType::Date => {
                let words = [&subject.name, kind.in_words()];
                return self.report(subject.span, &row::DAYS_SINCE, &words, Some(id));
            }
            true => (Operand::DaysSince(id), AttributeType::Integer),
            false => (Operand::Attribute(id), kind),
        };
        let asked = Asked {
            subject,
            id,
            kind,
            sign: ask.sign,
        };
        let predicate = self.predicate(asked, &ask.question)?;
        Some(Test { operand, predicate })
    }

    fn predicate(
        &mut self,
        asked: Asked,
        question: &Predicate<SpannedLiteral>,
    ) -> Option<Predicate> {
        let Asked { subject, kind, .. } = asked;
        match question {
            Predicate::Compare(comparison, value) => self.comparison(asked, *comparison, value),
            Predicate::In(values) => self.list(asked, values),
            Predicate::Between(low, high) => self.between(asked, low, high),
            Predicate::Like(text) => self.pattern(asked, "like", Predicate::Like(text.clone())),
            Predicate::StartsWith(text) => {
                self.pattern(asked, "starts with", Predicate::StartsWith(text.clone()))
            }
            Predicate::Contains(text) => {
                self.pattern(asked, "contains", Predicate::Contains(text.clone()))
            }
            Predicate::IsTrue if kind != AttributeType::Boolean => {
                let help = comparison_help(subject, kind);
                let words: [&str; 3] = [&shown(subject), &is(subject, kind), &help];
                self.report(subject.span, &row::BARE, &words, asked.attribute())
            }
            Predicate::IsTrue => Some(Predicate::IsTrue),
            Predicate::IsNull => Some(Predicate::IsNull),
        }
    }

    fn comparison(
        &mut self,
        asked: Asked,
        comparison: Comparison,
        value: &SpannedLiteral,
    ) -> Option<Predicate> {
        let literal = self.value(asked, value, Some(comparison))?;
        if comparison.is_ordering() {
            self.has_order(asked, asked.sign)?;
        } else {
            self.can_equal(asked, value, &literal, comparison)?;
            self.note_text(asked.id, value);
        }
        Some(Predicate::Compare(comparison, literal))
    }

    fn list(&mut self, asked: Asked, values: &[SpannedLiteral]) -> Option<Predicate> {
        let one = &values.first()?.literal;
        let other = values
            .iter()
            .find(|value| kind_of(&value.literal) != kind_of(one));
        if let Some(SpannedLiteral { literal, span }) = other {
            let (one_text, other_text) = (write_literal(one), write_literal(literal));
            let words = [&one_text, a_value(one), &other_text, a_value(literal)];
            return self.report(*span, &row::MIXED_LIST, &words, None);
        }
        let mut literals = Vec::with_capacity(values.len());
        for value in values {
            let literal = self.value(asked, value, None).filter(|literal| {
                let equal = self.can_equal(asked, value, literal, Comparison::Equal);
                equal.is_some()
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
        self.has_order(asked, span)?;
        let (first, last) = (self.value(asked, low, None), self.value(asked, high, None));
        let (first, last) = (first?, last?);
        if compare_values(&first, &last).is_none_or(std::cmp::Ordering::is_gt) {
            let words: [&str; 2] = [&write_literal(&first), &write_literal(&last)];
            return self.report(span, &row::EMPTY_BETWEEN, &words, None);
        }
        Some(Predicate::Between(first, last))
    }

    fn pattern(&mut self, asked: Asked, word: &str, pattern: Predicate) -> Option<Predicate> {
        let Asked { subject, kind, .. } = asked;
        if kind == AttributeType::Text {
            return Some(pattern);
        }
        let help = comparison_help(subject, kind);
        let words = [word, &shown(subject), &is(subject, kind), &help];
        self.report(subject.span, &row::PATTERN, &words, asked.attribute())
    }

    /// The value as its attribute's type has it.
    fn value(
        &mut self,
        asked: Asked,
        value: &SpannedLiteral,
        sign: Option<Comparison>,
    ) -> Option<Literal> {
        use AttributeType as T;
        let SpannedLiteral { literal, span } = value;
        let source = self.text.get(span.range()).unwrap_or_default();
        match (asked.kind, literal) {
            (T::Integer, Literal::Number(_)) if has_thousands(source) => {
                let words = [source, &write_literal(literal), &source.replace('.', "")];
                self.report(*span, &row::THOUSANDS, &words, None)
            }
            (T::Text, Literal::Text(_))
            | (T::Boolean, Literal::Boolean(_))
            | (T::Date, Literal::Date(_))
            | (T::Integer, Literal::Integer(_))
            | (T::Number, Literal::Number(_)) => Some(literal.clone()),
            (T::Integer, Literal::Number(number)) => Some(whole(*number)),
            (T::Number, Literal::Integer(number)) => Some(Literal::Number(*number as f64)),
            (kind, _) => {
                let (shown, is) = (shown(asked.subject), is(asked.subject, kind));
                let help = value_help(asked.subject, kind, literal, sign);
                let words = [&shown, &is, source, a_value(literal), &help];
                self.report(*span, &row::VALUE, &words, asked.attribute())
            }
        }
    }

    /// Refuses to put true and false in order.
    fn has_order(&mut self, asked: Asked, span: Span) -> Option<()> {
        match asked.kind {
            AttributeType::Boolean => {
                let name = write_name(&asked.subject.name);
                self.report(span, &row::ORDER_OF_BOOLEANS, &[&name], None)
            }
            _ => Some(()),
        }
    }

    /// Refuses a fraction that a whole number is to equal.
    fn can_equal(
        &mut self,
        asked: Asked,
        value: &SpannedLiteral,
        literal: &Literal,
        sign: Comparison,
    ) -> Option<()> {
        if asked.kind != AttributeType::Integer || !matches!(literal, Literal::Number(_)) {
            return Some(());
        }
        let always = match sign {
            Comparison::NotEqual => "always differs from",
            _ => "never equals",
        };
        let words = [&shown(asked.subject), always, &write_literal(literal)];
        self.report(value.span, &row::NEVER_WHOLE, &words, None)
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

    /// Reports a mismatch. If it is the type of an attribute that does not fit, `of` is that
    /// attribute, and the use that its type comes from is named too.
    fn report<T>(
        &mut self,
        span: Span,
        mismatch: &Mistake,
        words: &[&str],
        of: Option<AttributeId>,
    ) -> Option<T> {
        if self.errors.len() == MOST_ERRORS {
            return None;
        }
        let mut error = mismatch.at(span, words);
        let also = of.and_then(|id| {
            let (name, (condition, span)) = self.dictionary.first_use(id)?;
            let kind = self.dictionary.kind(id).in_words();
            Some(Elsewhere {
                condition,
                span,
                text: format!("here `{name}` is used as {kind}"),
            })
        });
        if also.is_some() {
            error.help.push_str("; or declare it under `attributes`");
        }
        self.errors.push(TypeMismatch {
            condition: self.place,
            error,
            also,
        });
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
