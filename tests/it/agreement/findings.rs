//! What the outputs of `check` state.

use serde_json::Value;

use super::facts::Stated;
use super::reference::{array, finding};
use super::text::sentence;

/// `check` as JSON.
pub(super) fn check_json(json: &Value) -> Stated {
    let mut stated = Stated::new("check as json");
    let findings = array(&json["files"][0]["findings"]);
    stated.list(
        "findings with places",
        findings.iter().map(finding).collect(),
    );
    stated
}

/// `check` for people.
pub(super) fn check(page: &str) -> Stated {
    let mut stated = Stated::new("check");
    let mut found: Vec<String> = Vec::new();
    for block in page.split("\n\n") {
        let mut lines = block.lines();
        let Some((code, message)) = lines.next().and_then(|line| line.split_once("]: ")) else {
            continue;
        };
        let (mut place, mut help, mut allowed) = (String::new(), String::new(), "");
        for line in lines {
            if let Some((_, file)) = line.split_once("--> ") {
                let mut parts = file.rsplit(':');
                let column = parts.next().unwrap();
                place = format!("{}:{column}", parts.next().unwrap());
            } else if let Some((_, text)) = line.split_once("= help: ") {
                help = sentence(text);
            } else if let Some((_, text)) = line.split_once("= note: allowed: ") {
                allowed = text;
            }
        }
        let message = sentence(message);
        found.push(format!("{code}] {message} ({help}) {place} | {allowed}"));
    }
    stated.list("findings with places", found);
    stated
}
