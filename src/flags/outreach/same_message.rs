//! `same-message`

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::SegmentId;

pub(crate) const FLAG: Flag = Flag {
    name: "same-message",
    detects: "Two segments have the same message",
    options: &[],
    severity: Severity::Warning,
    several: "pairs of segments have the same message",
    matters: "Segments exist to say different things to different leads. Two with one message are \
              one segment that is maintained twice.",
    act: "Merge the two, or say what only the leads of one should hear.",
    example: "\
segments:
  - name: plant_managers
    message: Cut changeover time
    scores: {impact: 8, confidence: 6, ease: 7}
  - name: production_leads
    message: cut changeover time.
    scores: {impact: 7, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let mut first: HashMap<String, SegmentId> = HashMap::new();
    let mut found = Vec::new();
    for (id, segment) in facts.plan.segment_ids().zip(&facts.plan.segments) {
        let Some(heard) = segment.message.as_deref().map(as_heard) else {
            continue;
        };
        let original = *first.entry(heard).or_insert(id);
        if original != id {
            let message = format!(
                "{} and {} have the same message",
                say::label(facts.plan, original),
                say::label(facts.plan, id)
            );
            let help = "Merge the two, or say what only the leads of one should hear";
            let route = id.route().key("message");
            found.push(Found::about(original, route, message, help).and(id));
        }
    }
    found
}

/// The words alone: case, punctuation and spacing make no other message. A message without a
/// letter or a digit stays as it is.
fn as_heard(message: &str) -> String {
    let words = message.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        message.trim().to_owned()
    } else {
        words.join(" ")
    }
}
