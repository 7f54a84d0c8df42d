//! As SARIF 2.1.0, for code scanning services and editors.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::CheckedFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flags::{self, Flag};
use crate::render::escape::uri;
use crate::text::words::sentence;
use crate::yaml::Source;

/// One SARIF log with one run over all files; every flag and every other code is a rule.
pub(crate) fn log(files: &[CheckedFile]) -> String {
    let mut described: Vec<Value> = flags::ALL.iter().map(rule).collect();
    let names = flags::ALL.iter().enumerate();
    let mut ids: HashMap<&str, usize> =
        names.map(|(place, flag)| (flag.spec.name, place)).collect();
    for diagnostic in files.iter().flat_map(|checked| &checked.diagnostics) {
        ids.entry(&diagnostic.code).or_insert_with(|| {
            described.push(json!({"id": diagnostic.code}));
            described.len() - 1
        });
    }
    let results: Vec<Value> = files
        .iter()
        .flat_map(|checked| {
            checked
                .diagnostics
                .iter()
                .map(|one| result(&checked.source, one, &ids))
        })
        .collect();
    super::super::json::document(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "segplan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": described,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(flag: &Flag) -> Value {
    json!({
        "id": flag.spec.name,
        "shortDescription": {"text": flag.spec.summary()},
        "help": {"text": flag.act},
    })
}

fn result(source: &Source, diagnostic: &Diagnostic, ids: &HashMap<&str, usize>) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let [message, help] = [&diagnostic.message, &diagnostic.help].map(|text| sentence(text));
    let text = format!("{message} {help}");
    let mut places = diagnostic
        .labels
        .iter()
        .map(|label| (place(source, label.span), &label.text));
    let first: Vec<Value> = places.next().map(|(place, _)| place).into_iter().collect();
    let others: Vec<Value> = places
        .enumerate()
        .map(|(number, (mut place, text))| {
            place["id"] = json!(number);
            place["message"] = json!({"text": text});
            place
        })
        .collect();
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level,
        "message": {"text": text},
        "locations": first,
    });
    if let Some(index) = ids.get(diagnostic.code.as_str()) {
        result["ruleIndex"] = json!(index);
    }
    if !others.is_empty() {
        result["relatedLocations"] = json!(others);
    }
    if let Some(because) = &diagnostic.allowed {
        result["suppressions"] = json!([{"kind": "inSource", "justification": because}]);
    }
    result
}

fn place(source: &Source, span: crate::text::Span) -> Value {
    let (line, column) = source.line_column(span.start);
    let (end_line, end_column) = source.line_column(span.end.max(span.start));
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(source.name())},
        "region": {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column},
    }})
}
