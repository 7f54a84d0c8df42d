//! Why an edit cannot be made.

use crate::diagnostic::Diagnostic;
use crate::yaml::Route;

/// Why an edit cannot be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EditError {
    /// The text is no YAML to begin with.
    #[error("the file is not valid YAML{}", first(.0))]
    Unreadable(Vec<Diagnostic>),
    /// Nothing stands at the route.
    #[error("there is no `{0}` in the file")]
    NotThere(Route),
    /// The value at the route is not of the kind that the edit needs.
    #[error("`{route}` is {found}, and this edit needs {needed}")]
    WrongKind {
        /// Where.
        route: Route,
        /// What is there: `a list`.
        found: &'static str,
        /// What would do.
        needed: &'static str,
    },
    /// The mapping has the key already.
    #[error("`{0}` is in the file already")]
    KeyThere(Route),
    /// The edit would change a value that `&name` and `*name` repeat.
    #[error(
        "`{route}` is repeated with `&` and `*` (line {line}), so changing it in one place would change others; \
         write this in its place:\n{lines}"
    )]
    Shared {
        /// The value that is repeated, or repeats another.
        route: Route,
        /// The line it begins on, from 1.
        line: usize,
        /// The changed value written out, to be pasted in place of the old one.
        lines: String,
    },
    /// The text would not be the old one plus the change.
    #[error("`{route}` cannot be changed without changing more; write this in its place:\n{lines}")]
    NotKept {
        /// The value that was to be changed, or the mapping or list around it.
        route: Route,
        /// The changed value written out, to be pasted in place of the old one.
        lines: String,
    },
}

fn first(problems: &[Diagnostic]) -> String {
    let first = problems.first();
    first.map_or_else(String::new, |problem| format!(": {}", problem.message))
}
