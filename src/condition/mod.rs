//! The language of conditions: `where`, `outcome`, `reachable`, `exclude` and `control`.
//!
//! ```text
//! condition = all-of { "or" all-of } ;
//! all-of    = opposite { "and" opposite } ;
//! opposite  = { "not" } ( "(" condition ")" | test ) ;
//! test      = subject [ question ] ;                  (* none: a bare boolean attribute *)
//! subject   = attribute | "days_since" "(" attribute ")" ;
//! question  = ( "=" | "!=" | "<>" | "<" | "<=" | ">" | ">=" ) value
//!           | [ "not" ] "in" "(" value { "," value } ")"
//!           | [ "not" ] "between" value "and" value
//!           | [ "not" ] ( "like" | "starts" "with" | "contains" ) text
//!           | "is" [ "not" ] "null" ;
//! attribute = word | '"' { any sign, '"' doubled } '"' ;
//! value     = text | number | "true" | "false" | "date" "'" year "-" month "-" day "'" ;
//! text      = "'" { any sign, "'" doubled } "'" ;
//! number    = [ "-" ] digits [ "." digits ] ;
//! word      = ( letter | "_" ) { letter | digit | "_" } ;  (* and no keyword *)
//! ```
//!
//! Keywords are read in any case. A condition is at most [`LONGEST`] bytes long, and parentheses
//! and `not` nest at most [`DEEPEST`] deep. Null follows SQL: an answer that depends on a missing
//! value is null, and only *true* is a match.
//!
//! [`parse`] reads one condition, [`check()`] all of a plan together, because an attribute that is
//! not declared takes its type from its uses ([`check`](mod@check)).
//!
//! ```
//! # use segplan_base as segplan;
//! use segplan::condition::{AttributeType, check, in_words, parse, print};
//!
//! let syntax = parse("industry = 'Retail' AND (employees > 1500)").unwrap();
//! let known = [("industry", AttributeType::Text)];
//! let checked = check(&[syntax], &known);
//! let expression = checked.expressions[0].as_ref().unwrap();
//! let name = |id: segplan::condition::AttributeId| ["industry", "employees"][id.0];
//! assert_eq!(print(&expression.condition, &name), "industry = 'Retail' and employees > 1500");
//! assert_eq!(
//!     in_words(&expression.condition, &name),
//!     "industry is 'Retail' and employees is more than 1,500"
//! );
//! ```

pub mod ast;
pub mod check;
pub mod evaluate;
mod literal;
mod mistake;
mod normalize;
mod parse;
mod print;
pub mod syntax;
#[doc(hidden)]
pub mod value;
mod words;

pub use ast::{
    AttributeId, AttributeType, Comparison, Condition, Expression, Literal, Mention, Operand,
    Predicate, Test, TextValue,
};
pub use check::{Checked, Elsewhere, TypeMismatch, check};
#[doc(hidden)]
pub use evaluate::{SortedList, ask, ask_with_list, is_like};
pub use evaluate::{compare_values, days_since, evaluate};
#[doc(hidden)]
pub use literal::{is_bare, write_name};
pub use mistake::ConditionError;
pub use normalize::normalize;
pub use parse::{DEEPEST, LONGEST, parse};
pub use print::print;
pub use syntax::Syntax;
pub use value::DecimalSign;
pub use words::{Wording, in_words};

#[cfg(test)]
pub(crate) mod tests;
