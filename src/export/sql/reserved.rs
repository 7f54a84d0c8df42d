//! Words that engines keep to themselves, and names that need no quotes.

/// Whether a name in small letters is a bare one, of letters, digits and `_`.
pub(super) fn is_bare(name: &str) -> bool {
    let begins = name.starts_with(|sign: char| sign.is_ascii_lowercase() || sign == '_');
    let goes_on = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    begins && name.chars().all(goes_on) && !is_reserved(name)
}

/// Whether one of the dialects takes a word in small letters for its own.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}

/// The words that a dialect keeps to itself, of all dialects, in order.
#[rustfmt::skip]
const RESERVED: [&str; 194] = [
    "account", "all", "alter", "analyse", "analyze", "and", "anti", "any", "array", "array_agg",
    "as", "asc", "asof", "assert_rows_modified", "asymmetric", "at", "authorization", "between",
    "binary", "both", "by", "case", "cast", "check", "collate", "collation", "column",
    "concurrently", "connect", "connection", "constraint", "contains", "create", "cross", "cube",
    "current", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "database", "date", "default", "deferrable", "define",
    "delete", "desc", "describe", "distinct", "div", "do", "drop", "else", "end", "enum", "escape",
    "except", "exclude", "exists", "extract", "false", "fetch", "filter", "final", "first",
    "following", "for", "foreign", "format", "freeze", "from", "full", "global", "grant", "group",
    "grouping", "groups", "gscluster", "hash", "having", "if", "ignore", "ilike", "in", "increment",
    "initially", "inner", "insert", "intersect", "interval", "into", "is", "isnull", "issue",
    "join", "kill", "lambda", "last", "lateral", "leading", "left", "like", "limit", "local",
    "localtime", "localtimestamp", "lookup", "merge", "minus", "mod", "natural", "new", "no", "not",
    "notnull", "null", "nulls", "of", "offset", "on", "only", "or", "order", "organization",
    "outer", "over", "overlaps", "partition", "pivot", "placing", "preceding", "prewhere",
    "primary", "proto", "qualify", "range", "recursive", "references", "regexp", "respect",
    "returning", "revoke", "right", "rlike", "rollup", "row", "rows", "sample", "schema", "select",
    "semi", "session_user", "set", "settings", "show", "similar", "some", "start", "struct",
    "summarize", "symmetric", "system", "table", "tablesample", "then", "time", "timestamp", "to",
    "top", "trailing", "treat", "trigger", "true", "try_cast", "union", "unique", "unnest",
    "unpivot", "update", "user", "using", "values", "variadic", "verbose", "view", "when",
    "whenever", "where", "window", "with", "within",
];
