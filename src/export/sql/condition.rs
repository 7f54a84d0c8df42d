//! A condition in SQL, over columns that have their attribute's type.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Problem;
use super::dialect::Dialect;
use super::layout::Sql;
use crate::condition::{
    AttributeId, AttributeType, Comparison, Condition, Literal, Operand, Predicate, Test,
};

/// What conditions are written with.
pub(super) struct Writer<'a> {
    pub(super) dialect: &'a dyn Dialect,
    /// The column of an attribute.
    pub(super) column: &'a dyn Fn(AttributeId) -> String,
    /// The type of an attribute.
    pub(super) kind: &'a dyn Fn(AttributeId) -> AttributeType,
    /// The day to which ages are counted.
    pub(super) as_of: Date,
}

/// Where a day lies among those that an engine has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Before,
    At(Date),
    After,
}

impl Writer<'_> {
    /// A condition; what can't be said of its tests goes to `problems`, each with the number of the
    /// test.
    pub(super) fn condition(
        &self,
        condition: &Condition,
        problems: &mut Vec<(usize, Problem)>,
    ) -> Sql {
        self.part(condition, &mut 0, problems)
    }

    fn part(
        &self,
        condition: &Condition,
        number: &mut usize,
        problems: &mut Vec<(usize, Problem)>,
    ) -> Sql {
        let mut test = |test: &Test, negated: bool, number: &mut usize| {
            let place = *number;
            *number += 1;
            self.test(test, negated).unwrap_or_else(|problem| {
                problems.push((place, problem));
                Sql::line("NULL")
            })
        };
        match condition {
            Condition::Test(one) => test(one, false, number),
            Condition::Not(inner) => match &**inner {
                Condition::Test(one) => test(one, true, number),
                inner => Sql::Not(Box::new(self.part(inner, number, problems))),
            },
            Condition::And(parts) | Condition::Or(parts) => Sql::joined(
                matches!(condition, Condition::And(_)),
                parts
                    .iter()
                    .map(|part| self.part(part, number, problems))
                    .collect(),
            ),
        }
    }

    /// A test, or its opposite.
    fn test(&self, test: &Test, negated: bool) -> Result<Sql, Problem> {
        let column = (self.column)(test.operand.attribute());
        let not = |sql: String| match negated {
            true => format!("NOT {sql}"),
            false => sql,
        };
        let word = if negated { "NOT " } else { "" };
        Ok(match &test.predicate {
            Predicate::IsNull => Sql::line(format!("{column} IS {word}NULL")),
            Predicate::IsTrue => Sql::line(not(column)),
            Predicate::Like(pattern) => {
                no_nul(pattern)?;
                let like = self.dialect.like(pattern).map_err(Problem::from)?;
                Sql::line(format!("{column} {word}{like}"))
            }
            Predicate::StartsWith(text) | Predicate::Contains(text) if text.is_empty() => {
                always(&column, !negated)
            }
            Predicate::StartsWith(text) => {
                no_nul(text)?;
                Sql::line(not(self.dialect.starts_with(&column, text)))
            }
            Predicate::Contains(text) => {
                no_nul(text)?;
                let found = self.dialect.contains(&column, text);
                Sql::line(match negated {
                    true => format!("NOT ({found})"),
                    false => found,
                })
            }
            Predicate::Compare(comparison, literal) => {
                self.compare(test.operand, comparison.negated_if(negated), literal)?
            }
            Predicate::Between(low, high) => {
                let (above, below) = (Comparison::GreaterOrEqual, Comparison::LessOrEqual);
                let above = self.compare(test.operand, above.negated_if(negated), low)?;
                let below = self.compare(test.operand, below.negated_if(negated), high)?;
                let mut ends = vec![above, below];
                if let Operand::DaysSince(_) = test.operand {
                    ends.reverse(); // the older day first
                }
                Sql::joined(!negated, ends)
            }
            Predicate::In(literals) => self.list(test.operand, literals, negated)?,
        })
    }

    fn compare(
        &self,
        operand: Operand,
        comparison: Comparison,
        literal: &Literal,
    ) -> Result<Sql, Problem> {
        let id = operand.attribute();
        let column = (self.column)(id);
        let is_number = (self.kind)(id) == AttributeType::Number;
        Ok(match (operand, literal) {
            (Operand::DaysSince(_), literal) => match in_whole(comparison, literal) {
                Whole::Compare(comparison, days) => {
                    self.compare_day(&column, comparison.turned(), self.days_ago(days))
                }
                Whole::Always(answer) => always(&column, answer),
            },
            (Operand::Attribute(_), Literal::Date(date)) => {
                self.compare_day(&column, comparison, self.day(*date)?)
            }
            (Operand::Attribute(_), Literal::Boolean(value)) => {
                let is_plain = *value == (comparison == Comparison::Equal);
                Sql::line(match is_plain {
                    true => column,
                    false => format!("NOT {column}"),
                })
            }
            (Operand::Attribute(_), Literal::Number(value)) if is_number => {
                Sql::line(asked(&column, comparison, &self.dialect.number(*value)))
            }
            (Operand::Attribute(_), Literal::Text(text)) => {
                no_nul(text)?;
                Sql::line(asked(&column, comparison, &self.dialect.text(text)))
            }
            (Operand::Attribute(_), Literal::Integer(_) | Literal::Number(_)) => {
                match in_whole(comparison, literal) {
                    Whole::Compare(comparison, value) => {
                        Sql::line(asked(&column, comparison, &value.to_string()))
                    }
                    Whole::Always(answer) => always(&column, answer),
                }
            }
        })
    }

    fn list(&self, operand: Operand, literals: &[Literal], negated: bool) -> Result<Sql, Problem> {
        let column = (self.column)(operand.attribute());
        let mut items = Vec::with_capacity(literals.len());
        for literal in literals {
            let day = match (operand, literal) {
                (Operand::DaysSince(_), Literal::Integer(days)) => Some(self.days_ago(*days)),
                (_, Literal::Date(date)) => Some(self.day(*date)?),
                _ => None,
            };
            match (day, literal) {
                (Some(Day::At(day)), _) => items.push(self.dialect.date(day)),
                (None, Literal::Text(text)) => {
                    no_nul(text)?;
                    items.push(self.dialect.text(text));
                }
                (None, Literal::Number(value)) => items.push(self.dialect.number(*value)),
                (None, Literal::Integer(value)) => items.push(value.to_string()),
                (None, Literal::Boolean(value)) => {
                    items.push(value.to_string().to_uppercase());
                }
                // No value is a day that there is not.
                (Some(Day::Before | Day::After), _) | (None, Literal::Date(_)) => {}
            }
        }
        let word = if negated { "NOT " } else { "" };
        Ok(match items.is_empty() {
            true => always(&column, negated),
            false => Sql::list(format!("{column} {word}IN ("), items, ")"),
        })
    }

    fn compare_day(&self, column: &str, comparison: Comparison, day: Day) -> Sql {
        use Comparison as C;
        match (day, comparison) {
            (Day::At(day), comparison) => {
                Sql::line(asked(column, comparison, &self.dialect.date(day)))
            }
            (_, C::NotEqual)
            | (Day::Before, C::Greater | C::GreaterOrEqual)
            | (Day::After, C::Less | C::LessOrEqual) => always(column, true),
            (Day::Before | Day::After, _) => always(column, false),
        }
    }

    /// A day that the plan names.
    fn day(&self, date: Date) -> Result<Day, Problem> {
        match date.year() < 1 {
            true => Err(Problem {
                message: format!("{date} is in the year 0, which engines don't have"),
                help: "name a day from 0001-01-01 on".to_owned(),
            }),
            false => Ok(self.placed(date)),
        }
    }

    fn placed(&self, date: Date) -> Day {
        let dates = self.dialect.dates();
        match date {
            date if date < *dates.start() => Day::Before,
            date if date > *dates.end() => Day::After,
            date => Day::At(date),
        }
    }

    /// The day that is so many days before `as_of`.
    fn days_ago(&self, days: i64) -> Day {
        // Seven million days reach beyond the calendar on either side.
        let days = days.clamp(-7_000_000, 7_000_000);
        match self.as_of.checked_sub(days.days()) {
            Ok(date) => self.placed(date),
            Err(_) if days > 0 => Day::Before,
            Err(_) => Day::After,
        }
    }
}

/// A comparison of whole numbers.
enum Whole {
    Compare(Comparison, i64),
    /// Its answer for every whole number.
    Always(bool),
}

/// 2^63, exact.
const LIMIT: f64 = 9_223_372_036_854_775_808.0;

/// A comparison of a whole number with any number: with a fraction it is one with its neighbor.
fn in_whole(comparison: Comparison, literal: &Literal) -> Whole {
    use Comparison as C;
    let value = match literal {
        Literal::Integer(value) => return Whole::Compare(comparison, *value),
        Literal::Number(value) => *value,
        _ => f64::NAN,
    };
    match comparison {
        C::Less | C::LessOrEqual if value >= LIMIT => Whole::Always(true),
        C::Greater | C::GreaterOrEqual if value >= LIMIT => Whole::Always(false),
        C::Less | C::LessOrEqual if value < -LIMIT => Whole::Always(false),
        C::Greater | C::GreaterOrEqual if value < -LIMIT => Whole::Always(true),
        C::Less | C::LessOrEqual => Whole::Compare(C::LessOrEqual, value.floor() as i64),
        C::Greater | C::GreaterOrEqual => Whole::Compare(C::GreaterOrEqual, value.ceil() as i64),
        C::Equal => Whole::Always(false),
        C::NotEqual => Whole::Always(true),
    }
}

fn asked(column: &str, comparison: Comparison, value: &str) -> String {
    let sign = match comparison {
        Comparison::NotEqual => "<>",
        other => other.sign(),
    };
    format!("{column} {sign} {value}")
}

/// One answer for every value; null for none.
fn always(column: &str, answer: bool) -> Sql {
    let is = if answer { "IS NOT NULL" } else { "IS NULL" };
    let parts = vec![Sql::line(format!("{column} {is}")), Sql::line("NULL")];
    Sql::joined(!answer, parts)
}

/// Refuses a text that engines cannot hold.
pub(super) fn no_nul(text: &str) -> Result<(), Problem> {
    match text.contains('\0') {
        true => Err(Problem {
            message: "the text has a NUL character in it, which engines don't store".to_owned(),
            help: "take it out: no lead has such a text".to_owned(),
        }),
        false => Ok(()),
    }
}
