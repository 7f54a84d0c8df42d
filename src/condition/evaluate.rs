//! A condition evaluated for one lead: the reference that faster evaluation is tested against.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::lists;

use super::{AttributeId, Condition, Literal, Operand, Predicate, Test};

/// The answer for one lead: true, false, or `None` if it depends on a missing attribute.
///
/// `row` gives the lead's value of an attribute, `None` if it is missing. Ages are counted up to
/// `as_of`. A value of another type than the attribute's counts as missing.
pub fn evaluate(
    condition: &Condition,
    row: &impl Fn(AttributeId) -> Option<Literal>,
    as_of: Date,
) -> Option<bool> {
    match condition {
        Condition::And(parts) => {
            first_of(false, parts.iter().map(|part| evaluate(part, row, as_of)))
        }
        Condition::Or(parts) => first_of(true, parts.iter().map(|part| evaluate(part, row, as_of))),
        Condition::Not(inner) => evaluate(inner, row, as_of).map(|answer| !answer),
        Condition::Test(test) => ask(test, row(test.operand.attribute()), as_of),
    }
}

/// `decides` if one answer equals it; otherwise `None` if one is `None`, and else the opposite.
fn first_of(decides: bool, answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(!decides);
    for answer in answers {
        match answer {
            Some(answer) if answer == decides => return Some(decides),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}

/// The answer of one test for its attribute's value.
#[inline]
pub fn ask(test: &Test, value: Option<Literal>, as_of: Date) -> Option<bool> {
    if test.predicate == Predicate::IsNull {
        return Some(value.is_none());
    }
    let value = match (test.operand, value?) {
        (Operand::DaysSince(_), Literal::Date(date)) => Literal::Integer(days_since(date, as_of)),
        (Operand::DaysSince(_), _) => return None,
        (Operand::Attribute(_), value) => value,
    };
    match (&test.predicate, &value) {
        (Predicate::Compare(comparison, literal), value) => {
            compare_values(value, literal).map(|order| comparison.holds(order))
        }
        (Predicate::In(literals), value) => first_of(
            true,
            literals
                .iter()
                .map(|literal| compare_values(value, literal).map(Ordering::is_eq)),
        ),
        (Predicate::Between(low, high), value) => {
            let above = compare_values(value, low).map(Ordering::is_ge);
            let below = compare_values(value, high).map(Ordering::is_le);
            first_of(false, [above, below].into_iter())
        }
        (Predicate::Like(pattern), Literal::Text(text)) => Some(is_like(text, pattern)),
        (Predicate::StartsWith(start), Literal::Text(text)) => Some(text.starts_with(start)),
        (Predicate::Contains(part), Literal::Text(text)) => Some(text.contains(part)),
        (Predicate::IsTrue, Literal::Boolean(value)) => Some(*value),
        _ => None,
    }
}

/// The values of a list in their order, so that one is found in the logarithm of their number.
#[derive(Debug, Clone)]
pub struct SortedList<'a>(Vec<&'a Literal>);

impl<'a> SortedList<'a> {
    /// Of a test that names a list; none of any other.
    pub fn of(test: &'a Test) -> Option<Self> {
        let Predicate::In(values) = &test.predicate else {
            return None;
        };
        let mut values: Vec<&Literal> = values.iter().collect();
        lists::sort_by(&mut values, |one, other| in_order(one, other));
        Some(Self(values))
    }

    /// Whether a value, of the type that the list's have, is one of them.
    pub fn contains(&self, value: &Literal) -> bool {
        let found = self.0.binary_search_by(|one| in_order(one, value));
        found.is_ok()
    }
}

/// The answer of one test for a value that is not missing, as [`ask`] has it; `list` is the test's own.
pub fn ask_with_list(
    test: &Test,
    list: Option<&SortedList<'_>>,
    value: &Literal,
    as_of: Date,
) -> Option<bool> {
    match (list, test.operand, value) {
        (Some(list), Operand::Attribute(_), value) => Some(list.contains(value)),
        (Some(list), Operand::DaysSince(_), Literal::Date(date)) => {
            Some(list.contains(&Literal::Integer(days_since(*date, as_of))))
        }
        _ => ask(test, Some(value.clone()), as_of),
    }
}

/// Values of one type, as a list has them, in their order.
fn in_order(one: &Literal, other: &Literal) -> Ordering {
    compare_values(one, other).unwrap_or(Ordering::Equal)
}

/// Whole days from a date to `as_of`; negative for days to come.
#[inline]
pub fn days_since(date: Date, as_of: Date) -> i64 {
    as_of.duration_since(date).as_hours() / 24
}

/// How two values of one type compare; `None` for values of two types. Text compares by code points,
/// so case matters; numbers by value, whole or not; false comes before true.
#[inline]
pub fn compare_values(one: &Literal, other: &Literal) -> Option<Ordering> {
    match (one, other) {
        (Literal::Text(one), Literal::Text(other)) => Some(one.cmp(other)),
        (Literal::Integer(one), Literal::Integer(other)) => Some(one.cmp(other)),
        (Literal::Number(one), Literal::Number(other)) => one.partial_cmp(other),
        (Literal::Integer(one), Literal::Number(other)) => whole_with_any(*one, *other),
        (Literal::Number(one), Literal::Integer(other)) => {
            whole_with_any(*other, *one).map(Ordering::reverse)
        }
        (Literal::Boolean(one), Literal::Boolean(other)) => Some(one.cmp(other)),
        (Literal::Date(one), Literal::Date(other)) => Some(one.cmp(other)),
        _ => None,
    }
}

/// How a whole number compares with any number.
#[inline]
fn whole_with_any(whole: i64, number: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0; // 2^63, exact
    match number {
        number if number >= LIMIT => Some(Ordering::Less),
        number if number < -LIMIT => Some(Ordering::Greater),
        // Exact where it matters: a number with a fraction is below 2^53.
        number => (whole as f64).partial_cmp(&number),
    }
}

/// SQL's `like`: `%` stands for any characters, `_` for one; case matters, and there is no escape
/// character. O(text × pattern).
#[inline]
pub fn is_like(text: &str, pattern: &str) -> bool {
    let mut pieces = pattern.split('%');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = after(text, first) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    // Each piece is taken where it stands first, which leaves the most for those after it.
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        let mut starts = rest.char_indices();
        match starts.find_map(|(start, _)| after(&rest[start..], piece)) {
            Some(found) => rest = found,
            None => return false,
        }
    }
    let Some(letters) = last.chars().count().checked_sub(1) else {
        return true;
    };
    let start = rest.char_indices().nth_back(letters);
    start.is_some_and(|(start, _)| after(&rest[start..], last).is_some())
}

/// What follows a piece of a pattern, in which `_` stands for any character, at the start of a
/// text; None if the text starts otherwise.
#[inline]
fn after<'t>(text: &'t str, piece: &str) -> Option<&'t str> {
    let mut text = text.chars();
    for sign in piece.chars() {
        let letter = text.next()?;
        if sign != '_' && sign != letter {
            return None;
        }
    }
    Some(text.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn like_follows_sql() {
        for (text, pattern, answer) in [
            ("Manufacturing", "Manu%", true),
            ("Manufacturing", "manu%", false),
            ("Manufacturing", "%fact%ing", true),
            ("Müller", "M_ller", true),
            ("Müller", "M__ller", false),
            ("", "%", true),
            ("", "_", false),
            ("", "", true),
            ("aab", "%ab", true),
            ("100%", "100%", true),
            ("a", "", false),
        ] {
            assert_eq!(is_like(text, pattern), answer, "{text} like {pattern}");
        }
    }

    /// By the definition, a sign of the pattern after the other.
    fn is_like_by_definition(text: &[char], pattern: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['%', rest @ ..] => {
                (0..=text.len()).any(|skipped| is_like_by_definition(&text[skipped..], rest))
            }
            [sign, rest @ ..] => match text {
                [letter, text @ ..] => {
                    (*sign == '_' || sign == letter) && is_like_by_definition(text, rest)
                }
                [] => false,
            },
        }
    }

    proptest! {
        #[test]
        fn like_is_what_its_definition_says(text in "[abü]{0,8}", pattern in "[abü%_]{0,6}") {
            let letters: Vec<char> = text.chars().collect();
            let signs: Vec<char> = pattern.chars().collect();
            prop_assert_eq!(is_like(&text, &pattern), is_like_by_definition(&letters, &signs));
        }
    }

    #[test]
    fn whole_numbers_are_below_all_that_is_beyond_them() {
        let compared =
            |whole, number| compare_values(&Literal::Integer(whole), &Literal::Number(number));
        let two_to_63 = 9_223_372_036_854_775_808.0;
        assert_eq!(compared(i64::MAX, two_to_63), Some(Ordering::Less));
        assert_eq!(
            compared(i64::MIN, -two_to_63 - 2048.0),
            Some(Ordering::Greater)
        );
        assert_eq!(compared(i64::MAX, 0.5), Some(Ordering::Greater));
    }

    #[test]
    fn days_are_counted_across_leap_days_and_into_the_future() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(days_since(day("2024-02-28"), day("2024-03-01")), 2);
        assert_eq!(days_since(day("2027-01-14"), day("2027-01-04")), -10);
    }

    #[test]
    fn a_sorted_list_has_the_values_that_its_test_is_true_of() {
        let numbers = [7.5, 3.0, -1.0, 40.0].map(Literal::Number);
        let texts = ["b", "", "a", "b", "ä"].map(|text| Literal::Text(text.to_owned()));
        let integers = (-3..50).map(Literal::Integer);
        let others = ["a", "aa", "ä", "z", "b"].map(|text| Literal::Text(text.to_owned()));
        let as_of = Date::constant(2027, 1, 4);
        let cases = [
            (Vec::from(numbers), integers.collect::<Vec<_>>()),
            (Vec::from(texts), Vec::from(others)),
        ];
        for (list, values) in cases {
            let test = Test::of(AttributeId(0), Predicate::In(list));
            let sorted = SortedList::of(&test).unwrap();
            for value in values {
                let expected = ask(&test, Some(value.clone()), as_of);
                assert_eq!(Some(sorted.contains(&value)), expected, "{value:?}");
                let found = ask_with_list(&test, Some(&sorted), &value, as_of);
                assert_eq!(found, expected, "{value:?}");
            }
        }
        let age = Test {
            operand: Operand::DaysSince(AttributeId(0)),
            predicate: Predicate::In([3, 10, -2].map(Literal::Integer).into()),
        };
        for days in -4..12 {
            let date = Literal::Date(as_of.saturating_sub(jiff::Span::new().days(days)));
            let found = ask_with_list(&age, SortedList::of(&age).as_ref(), &date, as_of);
            assert_eq!(found, ask(&age, Some(date), as_of), "{days}");
        }
        let other = Test::of(AttributeId(0), Predicate::IsNull);
        assert!(SortedList::of(&other).is_none());
    }
}
