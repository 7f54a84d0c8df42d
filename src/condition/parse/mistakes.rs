//! What people write by mistake and what would be right: one row a mistake. The parser finds out
//! which row applies; the words stand here alone.

use crate::condition::mistake::{Mistake, rows};

const JOIN: &str = "join tests with `and` or `or`";
const QUESTIONS: &str = "ask with `= != < <= > >=`, `in (…)`, `between … and …`, `like`, `starts with`, `contains` or `is null`";
const VALUES: &str = "a value is a 'text', a number, true, false or a date: date '2027-01-04'";
const BY_AGE: &str = "dates are compared by age: `days_since(created_on) < 30`";
const LEAVE_OUT: &str = "leave it out";

rows! {
    // The condition as a whole.
    TOO_LONG: "the condition is {0} bytes long; at most {1} are read"
        => "put a long list of values into a column of the lead table and ask for that";
    EMPTY: "the condition is empty"
        => "write one, such as `industry = 'Manufacturing'`, or leave the key out";
    TOO_DEEP: "parentheses and `not` nest deeper than {0} levels here"
        => "write the condition with fewer levels";
    BEGINS_WITH_WHERE: "a condition does not begin with `where`" => LEAVE_OUT;
    CLOSES_NOTHING: "this `)` closes nothing"
        => "leave it out, or open it with `(` where the group begins";
    GROUP_NOT_CLOSED: "the `(` that opens here is never closed"
        => "add the `)` where the group ends";

    // Signs.
    NO_MEANING: "`{0}` has no meaning here" => "{1}";
    BRACKET: "conditions use parentheses, not `{0}`" => "write `{1}`";
    NO_COMPARISON: "`{0}` isn't a comparison" => "write one of `= != < <= > >=`";
    FOREIGN_SIGN: "conditions don't use `{0}`" => "write `{1}`";
    SIGN_IN_NAME: "`{0}` has a special character in it, so it needs double quotes"
        => "write `\"{0}\"`";

    // Quotation marks.
    TEXT_NOT_CLOSED: "the quote that opens here is never closed"
        => "close the text with `'`; a `'` inside a text is written twice: 'children''s books'";
    NAME_NOT_CLOSED: "the double quote that opens here is never closed"
        => "close the attribute's name with `\"`";
    CURLY_NOT_CLOSED: "the quotation mark `{0}` that opens here is never closed"
        => "write a text in straight single quotes: 'Manufacturing'";
    APOSTROPHE: "this `'` ends the text in the middle of a word"
        => "write an apostrophe inside a text twice: {0}";
    CURLY_CLOSE: "`{0}` does not close what a straight quote opens"
        => "close it with a straight one too: {1}";
    EMPTY_NAME: "these double quotes have no attribute's name between them"
        => "write the name, or `''` if an empty text is meant";
    CURLY_NAME: "{0…} is not in straight quotation marks"
        => "write the attribute as `{1}`";
    CURLY_TEXT: "{0…} is not in straight quotation marks"
        => "write a text in straight single quotes: {1}";

    // Numbers.
    INTEGER_TOO_LARGE: "`{0…}` is too large"
        => "the largest whole number is 9223372036854775807; write a larger one with a decimal point";
    NUMBER_TOO_LARGE: "`{0…}` is too large" => "write a smaller number";
    BARE_DATE: "a date needs the word `date` and single quotes"
        => "write `date '{1}'`";
    RANGE: "`{0…}` is not a number"
        => "for a range, write `between {1} and {2}`";
    PERCENTAGE: "`{0…}` is not a number"
        => "leave out the percent sign: write `{1}`, or a fraction if the lead table has fractions";
    LETTERS_IN_NUMBER: "`{0…}` is not a number"
        => "write digits only; if it is an attribute's name, in double quotes: `\"{0}\"`";
    NO_NUMBER: "`{0…}` is not a number"
        => "write digits with at most one point, as in 1500 or 3.5";
    COMMA_BETWEEN_THOUSANDS: "a number can't have commas between its digits"
        => "write `{0}`";
    DECIMAL_COMMA: "decimals take a point, not a comma"
        => "write `{0}`";
    SPACE_IN_NUMBER: "a number can't have spaces between its digits" => "write `{0}`";

    // Between tests.
    COMMA_JOINS_NOTHING: "a comma can't join tests"
        => "write `and` where both must hold, `or` where one is enough";
    MISSPELT_JOINT: "`{0…}` comes after a complete test" => "write `{1}`";
    AFTER_A_TEST: "`{0…}` comes after a complete test" => JOIN;

    // Where a test begins.
    NO_TEST_AFTER: "a test is missing after `{0}`"
        => "a test is an attribute and a question, as in `industry = 'Manufacturing'`";
    NO_TEST_BEFORE: "a test is missing before `{0}`"
        => "a test is an attribute and a question, as in `industry = 'Manufacturing'`";
    COMMA_FIRST: "a test is missing before this comma"
        => "leave it out, or write a test and `and` or `or`";
    ATTRIBUTE_NOT_REPEATED: "the attribute is missing before `{0…}`"
        => "repeat it: `{1} {0…} …`";
    NO_ATTRIBUTE: "the attribute is missing before `{0…}`"
        => "write the attribute on the left, as in `employees > 1500`";
    NO_SUBJECT: "a test begins with an attribute, not with `{0…}`"
        => "if an attribute has this name, write it in double quotes: `\"{0…}\"`";
    VALUE_ON_THE_LEFT: "the attribute goes on the left, the value on the right"
        => "swap them: `{0} {1} {2}`";
    VALUE_ALONE: "{0…} alone isn't a test"
        => "write the attribute and a question, as in `industry = {0}`";
    ONE_MORE_VALUE: "{0…} alone isn't a test"
        => "repeat the attribute: `{1} = {0}`; several values: `{1} in (…, {0})`";

    // Functions.
    MISSPELT_FUNCTION: "there is no function `{0}`" => "write `days_since(…)`";
    NO_FUNCTION: "there is no function `{0}`"
        => "the only one is `days_since(…)`; a list of values follows `in`: `{0} in (…)`";
    NO_DATE_ATTRIBUTE: "`days_since` needs a date attribute in parentheses"
        => "write the attribute, as in `days_since(created_on) < 30`";
    DAYS_WITHOUT_PARENTHESES: "`days_since` takes its date attribute in parentheses"
        => "write `days_since({0})`";
    DAYS_NOT_CLOSED: "`days_since` takes one date attribute, and its `)` is missing"
        => "write `days_since({0})`";
    BARE_DAYS: "`{0}` is a number of days and needs a comparison"
        => "compare it, as in `{0} < 30`";
    DAYS_ARE_NULL:
        "`days_since(…)` is a number of days; to ask for a missing date, use the date itself"
        => "write `{0} {1}`";

    // Questions.
    COMPARED_WITH_NULL: "a comparison with `null` is never true"
        => "write `{0} {1}`";
    IS_TAKES_NULL: "`is` works only with `null`"
        => "write `is null` or `is not null`";
    IS_VALUE: "`is` works only with `null`" => "write `{0}`";
    IS_QUESTION: "`is` works only with `null`" => "leave out `is`: `{0} {1} …`";
    IS_WORD: "`is` works only with `null`"
        => "to compare, write `{0}`; a missing value is asked for with `is null`";
    NULL_WITHOUT_IS: "`is` is missing before `null`" => "write `{0} {1}`";
    NOT_BEFORE_SIGN: "`not` can't stand before `{0}`"
        => "write it before the attribute: `not {1} {0} …`";
    NO_COMPARISON_SIGN: "a comparison is missing between `{0}` and `{1…}`"
        => "write it, as in `{0} = {1}`";
    NO_QUESTION: "a question about `{0}` is missing before {1}" => QUESTIONS;
    MISSPELT_QUESTION: "conditions don't know `{0}`" => "write `{1}`";
    UNKNOWN_QUESTION: "conditions don't know `{0}`" => QUESTIONS;
    SPACE_IN_NAME: "an attribute's name with a space in it needs double quotes"
        => "write `\"{0}\"`";
    STARTS_ALONE: "`starts` is incomplete" => "write `starts with`";

    // Values.
    NAME_AS_VALUE: "`{0…}` in double quotes is an attribute's name, not a text"
        => "write a text in single quotes: {1}";
    CALL_AS_VALUE: "`{0}(…)` cannot stand where a value belongs" => BY_AGE;
    YES_OR_NO: "`{0…}` is neither text nor true or false"
        => "write true or false for a boolean attribute, {1} for a text";
    TODAY: "`{0…}` cannot stand where a value belongs" => BY_AGE;
    NOTHING: "`{0…}` isn't a value"
        => "a missing value is asked for with `is null`; a text is written {1}";
    BARE_WORDS: "`{0…}` has no quotes, so it can't be a value"
        => "write a text in single quotes: {1}; an attribute can be compared only with values";
    NULL_AS_VALUE: "`null` isn't a value, and nothing equals it"
        => "ask for a missing value with `is null`, joined with `or`";
    NO_VALUE: "a value is missing after `{0}`" => VALUES;
    NOT_A_VALUE: "`{0…}` stands where a value belongs" => VALUES;
    NO_DAY: "`date` needs a date in single quotes after it"
        => "write it as `date '{0}'`";
    ORDER_OF_DAY: "`{0…}` is not in the order year-month-day"
        => "write `date '{1}'`";
    NO_SUCH_DAY: "{0} doesn't exist"
        => "write a date that exists, as year-month-day: date '2027-01-04'";
    NOT_A_DAY: "`{0…}` is not a date" => "write year-month-day: date '2027-01-04'";
    PATTERN_IS_TEXT: "`{0}` takes a text" => "write it in single quotes: {1}";

    // Lists.
    EMPTY_LIST: "this list has no values"
        => "write at least one: `in ('Retail', 'Healthcare')`";
    NO_COMMA: "a comma is missing before `{0…}`"
        => "put a comma between two values of a list";
    COMMA_LAST: "nothing follows this comma" => LEAVE_OUT;
    LIST_NOT_CLOSED: "the list that opens here is never closed"
        => "add the `)` after its last value, and separate values with commas";
    LIST_WITHOUT_PARENTHESES: "the values of `in` need parentheses"
        => "write `in ({0…})`";
    BETWEEN_WITHOUT_AND: "`between` takes two values joined by `and`"
        => "write `between {0} and {1}`";
}

/// What stands alone and means nothing, with what to do about it.
pub(super) fn help_with_sign(sign: char, before_digit: bool) -> &'static str {
    match sign {
        ';' => LEAVE_OUT,
        '+' if before_digit => LEAVE_OUT,
        ':' => "to compare, write `=`",
        '−' | '–' | '—' => "write the minus sign `-` directly before the digits",
        '+' | '-' | '*' | '/' | '%' | '^' => {
            "conditions can't calculate; only `days_since(…)` gives the age of a date in days"
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
