//! What people write by mistake and what would be right: one row a mistake. The parser finds out
//! which row applies; the words stand here alone.

use crate::condition::mistake::{Mistake, row};

const JOIN: &str = "join tests with `and` or `or`";
const QUESTIONS: &str = "ask with `= != < <= > >=`, `in (…)`, `between … and …`, `like`, `starts with`, `contains` or `is null`";
const VALUES: &str = "a value is a 'text', a number, true, false or a date: date '2027-01-04'";
const BY_AGE: &str = "dates are compared by age: `days_since(created_on) < 30`";
const LEAVE_OUT: &str = "leave it out";

// The condition as a whole.
pub(super) const TOO_LONG: Mistake = row(
    "the condition is {0} bytes long; at most {1} are read",
    "put a long list of values into a column of the lead table and ask for that",
);
pub(super) const EMPTY: Mistake = row(
    "the condition is empty",
    "write one, such as `industry = 'Manufacturing'`, or leave the key out",
);
pub(super) const TOO_DEEP: Mistake = row(
    "parentheses and `not` nest deeper than {0} levels here",
    "write the condition with fewer levels",
);
pub(super) const BEGINS_WITH_WHERE: Mistake =
    row("a condition does not begin with `where`", LEAVE_OUT);
pub(super) const CLOSES_NOTHING: Mistake = row(
    "this `)` closes nothing",
    "leave it out, or open it with `(` where the group begins",
);
pub(super) const GROUP_NOT_CLOSED: Mistake = row(
    "the `(` that opens here is never closed",
    "add the `)` where the group ends",
);

// Signs.
pub(super) const NO_MEANING: Mistake = row("`{0}` has no meaning here", "{1}");
pub(super) const BRACKET: Mistake = row("`{0}` is not a bracket of conditions", "write `{1}`");
pub(super) const NO_COMPARISON: Mistake =
    row("`{0}` is no comparison", "write one of `= != < <= > >=`");
pub(super) const FOREIGN_SIGN: Mistake = row("conditions have no `{0}`", "write `{1}`");
pub(super) const SIGN_IN_NAME: Mistake = row(
    "`{0}` is a name with a sign in it, so it stands in double quotes",
    "write `\"{0}\"`",
);

// Quotation marks.
pub(super) const TEXT_NOT_CLOSED: Mistake = row(
    "the quote that opens here is never closed",
    "close the text with `'`; a `'` inside a text is written twice: 'children''s books'",
);
pub(super) const NAME_NOT_CLOSED: Mistake = row(
    "the double quote that opens here is never closed",
    "close the attribute's name with `\"`",
);
pub(super) const CURLY_NOT_CLOSED: Mistake = row(
    "the quotation mark `{0}` that opens here is never closed",
    "write a text in straight single quotes: 'Manufacturing'",
);
pub(super) const APOSTROPHE: Mistake = row(
    "this `'` ends the text in the middle of a word",
    "write an apostrophe inside a text twice: {0}",
);
pub(super) const CURLY_CLOSE: Mistake = row(
    "`{0}` does not close what a straight quote opens",
    "close it with a straight one too: {1}",
);
pub(super) const EMPTY_NAME: Mistake = row(
    "there is no attribute name between these double quotes",
    "write the name, or `''` if an empty text is meant",
);
pub(super) const CURLY_NAME: Mistake = row(
    "{0…} is not in straight quotation marks",
    "write the attribute as `{1}`",
);
pub(super) const CURLY_TEXT: Mistake = row(
    "{0…} is not in straight quotation marks",
    "write a text in straight single quotes: {1}",
);

// Numbers.
pub(super) const INTEGER_TOO_LARGE: Mistake = row(
    "`{0…}` is too large",
    "the largest whole number is 9223372036854775807; write a larger one with a decimal point",
);
pub(super) const NUMBER_TOO_LARGE: Mistake = row("`{0…}` is too large", "write a smaller number");
pub(super) const BARE_DATE: Mistake = row(
    "a day is written with `date` and in single quotes",
    "write `date '{1}'`",
);
pub(super) const RANGE: Mistake = row(
    "`{0…}` is not a number",
    "a range is asked for with `between {1} and {2}`",
);
pub(super) const PERCENTAGE: Mistake = row(
    "`{0…}` is not a number",
    "leave out the sign: `{1}`, or the share as a fraction, as the lead table has it",
);
pub(super) const LETTERS_IN_NUMBER: Mistake = row(
    "`{0…}` is not a number",
    "write digits only; if it is an attribute's name, in double quotes: `\"{0}\"`",
);
pub(super) const NO_NUMBER: Mistake = row(
    "`{0…}` is not a number",
    "write digits with at most one point, as in 1500 or 3.5",
);
pub(super) const COMMA_BETWEEN_THOUSANDS: Mistake =
    row("a number has no commas between its digits", "write `{0}`");
pub(super) const DECIMAL_COMMA: Mistake = row(
    "a decimal is written with a point, not with a comma",
    "write `{0}`",
);
pub(super) const SPACE_IN_NUMBER: Mistake =
    row("a number has no spaces between its digits", "write `{0}`");

// Between tests.
pub(super) const COMMA_JOINS_NOTHING: Mistake = row(
    "a comma does not join tests",
    "write `and` where both must hold, `or` where one is enough",
);
pub(super) const MISSPELT_JOINT: Mistake = row("`{0…}` follows a finished test", "write `{1}`");
pub(super) const AFTER_A_TEST: Mistake = row("`{0…}` follows a finished test", JOIN);

// Where a test begins.
pub(super) const NO_TEST_AFTER: Mistake = row(
    "a test is missing after `{0}`",
    "a test is an attribute and a question, as in `industry = 'Manufacturing'`",
);
pub(super) const NO_TEST_BEFORE: Mistake = row(
    "a test is missing before `{0}`",
    "a test is an attribute and a question, as in `industry = 'Manufacturing'`",
);
pub(super) const COMMA_FIRST: Mistake = row(
    "a test is missing before this comma",
    "leave it out, or write a test and `and` or `or`",
);
pub(super) const ATTRIBUTE_NOT_REPEATED: Mistake = row(
    "the attribute is missing before `{0…}`",
    "repeat it: `{1} {0…} …`",
);
pub(super) const NO_ATTRIBUTE: Mistake = row(
    "the attribute is missing before `{0…}`",
    "write the attribute on the left, as in `employees > 1500`",
);
pub(super) const NO_SUBJECT: Mistake = row(
    "a test begins with an attribute, not with `{0…}`",
    "if an attribute is called so, write it in double quotes: `\"{0…}\"`",
);
pub(super) const VALUE_ON_THE_LEFT: Mistake = row(
    "the attribute stands on the left, the value on the right",
    "turn it round: `{0} {1} {2}`",
);
pub(super) const VALUE_ALONE: Mistake = row(
    "{0…} alone asks nothing",
    "write the attribute and a question, as in `industry = {0}`",
);
pub(super) const ONE_MORE_VALUE: Mistake = row(
    "{0…} alone asks nothing",
    "repeat the attribute: `{1} = {0}`; several values: `{1} in (…, {0})`",
);

// Functions.
pub(super) const MISSPELT_FUNCTION: Mistake =
    row("there is no function `{0}`", "write `days_since(…)`");
pub(super) const NO_FUNCTION: Mistake = row(
    "there is no function `{0}`",
    "the only one is `days_since(…)`; a list of values follows `in`: `{0} in (…)`",
);
pub(super) const NO_DATE_ATTRIBUTE: Mistake = row(
    "`days_since` needs a date attribute in parentheses",
    "write the attribute, as in `days_since(created_on) < 30`",
);
pub(super) const DAYS_WITHOUT_PARENTHESES: Mistake = row(
    "`days_since` takes its date attribute in parentheses",
    "write `days_since({0})`",
);
pub(super) const DAYS_NOT_CLOSED: Mistake = row(
    "`days_since` takes one date attribute, and its `)` is missing",
    "write `days_since({0})`",
);
pub(super) const BARE_DAYS: Mistake = row(
    "`{0}` is a number of days and needs a comparison",
    "compare it, as in `{0} < 30`",
);
pub(super) const DAYS_ARE_NULL: Mistake = row(
    "`days_since(…)` is a number of days; whether the date is missing is asked of the date",
    "write `{0} {1}`",
);

// Questions.
pub(super) const COMPARED_WITH_NULL: Mistake =
    row("a comparison with `null` is never true", "write `{0} {1}`");
pub(super) const IS_TAKES_NULL: Mistake = row(
    "`is` asks only for `null`",
    "write `is null` or `is not null`",
);
pub(super) const IS_VALUE: Mistake = row("`is` asks only for `null`", "write `{0}`");
pub(super) const IS_QUESTION: Mistake =
    row("`is` asks only for `null`", "leave out `is`: `{0} {1} …`");
pub(super) const IS_WORD: Mistake = row(
    "`is` asks only for `null`",
    "to compare, write `{0}`; a missing value is asked for with `is null`",
);
pub(super) const NULL_WITHOUT_IS: Mistake = row("`is` is missing before `null`", "write `{0} {1}`");
pub(super) const NOT_BEFORE_SIGN: Mistake = row(
    "`not` does not stand before `{0}`",
    "write it before the attribute: `not {1} {0} …`",
);
pub(super) const NO_COMPARISON_SIGN: Mistake = row(
    "a comparison is missing between `{0}` and `{1…}`",
    "write it, as in `{0} = {1}`",
);
pub(super) const NO_QUESTION: Mistake =
    row("a question about `{0}` is missing before {1}", QUESTIONS);
pub(super) const MISSPELT_QUESTION: Mistake = row("`{0}` is no question", "write `{1}`");
pub(super) const UNKNOWN_QUESTION: Mistake = row("`{0}` is no question", QUESTIONS);
pub(super) const SPACE_IN_NAME: Mistake = row(
    "an attribute's name with a space in it stands in double quotes",
    "write `\"{0}\"`",
);
pub(super) const STARTS_ALONE: Mistake = row("`starts` is not complete", "write `starts with`");

// Values.
pub(super) const NAME_AS_VALUE: Mistake = row(
    "`{0…}` in double quotes is an attribute's name, not a text",
    "write a text in single quotes: {1}",
);
pub(super) const CALL_AS_VALUE: Mistake =
    row("`{0}(…)` cannot stand where a value belongs", BY_AGE);
pub(super) const YES_OR_NO: Mistake = row(
    "`{0…}` is neither text nor true or false",
    "write true or false for a boolean attribute, {1} for a text",
);
pub(super) const TODAY: Mistake = row("`{0…}` cannot stand where a value belongs", BY_AGE);
pub(super) const NOTHING: Mistake = row(
    "`{0…}` is no value",
    "a missing value is asked for with `is null`; a text is written {1}",
);
pub(super) const BARE_WORDS: Mistake = row(
    "`{0…}` stands without quotes where a value belongs",
    "write a text in single quotes: {1}; attributes are compared with values only",
);
pub(super) const NULL_AS_VALUE: Mistake = row(
    "`null` is no value and equals nothing",
    "ask for a missing value with `is null`, joined with `or`",
);
pub(super) const NO_VALUE: Mistake = row("a value is missing after `{0}`", VALUES);
pub(super) const NOT_A_VALUE: Mistake = row("`{0…}` stands where a value belongs", VALUES);
pub(super) const NO_DAY: Mistake = row(
    "`date` is followed by a day in single quotes",
    "write it as `date '{0}'`",
);
pub(super) const ORDER_OF_DAY: Mistake = row(
    "`{0…}` is not in the order year-month-day",
    "write `date '{1}'`",
);
pub(super) const NO_SUCH_DAY: Mistake = row(
    "there is no day {0}",
    "write a day of the calendar as year-month-day: date '2027-01-04'",
);
pub(super) const NOT_A_DAY: Mistake = row(
    "`{0…}` is not a day",
    "write year-month-day: date '2027-01-04'",
);
pub(super) const PATTERN_IS_TEXT: Mistake =
    row("`{0}` takes a text", "write it in single quotes: {1}");

// Lists.
pub(super) const EMPTY_LIST: Mistake = row(
    "this list has no values",
    "write at least one: `in ('Retail', 'Healthcare')`",
);
pub(super) const NO_COMMA: Mistake = row(
    "a comma is missing before `{0…}`",
    "put a comma between two values of a list",
);
pub(super) const COMMA_LAST: Mistake = row("nothing follows this comma", LEAVE_OUT);
pub(super) const LIST_NOT_CLOSED: Mistake = row(
    "the list that opens here is never closed",
    "add the `)` after its last value; values have commas between them",
);
pub(super) const LIST_WITHOUT_PARENTHESES: Mistake = row(
    "the values of `in` stand in parentheses",
    "write `in ({0…})`",
);
pub(super) const BETWEEN_WITHOUT_AND: Mistake = row(
    "`between` takes two values joined by `and`",
    "write `between {0} and {1}`",
);

/// What stands alone and means nothing, with what to do about it.
pub(super) fn help_with_sign(sign: char, before_digit: bool) -> &'static str {
    match sign {
        ';' => LEAVE_OUT,
        '+' if before_digit => LEAVE_OUT,
        ':' => "to compare, write `=`",
        '−' | '–' | '—' => "write the minus sign `-`, straight before the digits",
        '+' | '-' | '*' | '/' | '%' | '^' => {
            "conditions compare and do not calculate; of a date, `days_since(…)` gives the age in days"
        }
        _ => {
            "leave it out, or put the name or text that it belongs to in quotes: \"attribute\", 'text'"
        }
    }
}

/// Words that people bring from elsewhere, and what they are called here.
pub(super) const BROUGHT: [(&str, &str); 25] = [
    ("equals", "="),
    ("equal", "="),
    ("eq", "="),
    ("ne", "!="),
    ("gt", ">"),
    ("lt", "<"),
    ("gte", ">="),
    ("lte", "<="),
    ("over", ">"),
    ("above", ">"),
    ("more", ">"),
    ("greater", ">"),
    ("after", ">"),
    ("under", "<"),
    ("below", "<"),
    ("less", "<"),
    ("before", "<"),
    ("startswith", "starts with"),
    ("starts_with", "starts with"),
    ("begins", "starts with"),
    ("includes", "contains"),
    ("has", "contains"),
    ("ilike", "like"),
    ("isnull", "is null"),
    ("notnull", "is not null"),
];
