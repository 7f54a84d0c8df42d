//! `same-definition`

use std::collections::HashMap;

use crate::condition;
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, place, say};
use crate::plan::SegmentId;

pub(crate) const FLAG: Flag = Flag {
    name: "same-definition",
    detects: "Two segments have the same definition, in the same or in other words",
    options: &[],
    severity: Severity::Warning,
    several: "pairs of segments have the same definition",
    matters: "Every lead that fits one fits the other, so the one further down in the order never \
              gets a lead.",
    act: "Merge the two, or add to one of them what sets its leads apart.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing' and employees > 300
    scores: {impact: 8, confidence: 6, ease: 7}
  - name: large_plants
    where: employees > 300 and industry = 'Manufacturing'
    scores: {impact: 7, confidence: 6, ease: 7}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let mut first: HashMap<String, SegmentId> = HashMap::new();
    let mut found = Vec::new();
    for (id, expression) in place::definitions(facts.plan) {
        // Conditions hold decimals, which cannot be hashed; their full notation can.
        let meaning = format!("{:?}", condition::normalize(&expression.condition));
        let original = *first.entry(meaning).or_insert(id);
        if original != id {
            let message = format!(
                "{} and {} have the same definition",
                say::label(facts.plan, original),
                say::label(facts.plan, id)
            );
            let help = "Merge the two, or add what sets the leads of one apart";
            let route = place::definition(id);
            found.push(Found::about(original, route, message, help).and(id));
        }
    }
    found
}
