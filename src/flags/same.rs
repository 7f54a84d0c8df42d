//! Two segments that are one: the same definition, the same leads, the same message.

use std::collections::{BTreeSet, HashMap};

use crate::condition::{self, Operand};
use crate::flags::{Facts, Flag, Found, Search, definition, place, spec};
use crate::plan::{Segment, SegmentId};

pub(super) const SAME_DEFINITION: Flag = Flag {
    spec: spec::SAME_DEFINITION,
    several: "pairs of segments have the same definition",
    matters: "Every lead that fits one also fits the other, so the lower-ranked one never gets a \
              lead.",
    act: "Merge the two, or add to one of them what makes its leads different.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing' and employees > 300
    scores: {impact: 8, confidence: 6, ease: 7}
  - name: large_plants
    where: employees > 300 and industry = 'Manufacturing'
    scores: {impact: 7, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        let mut asking: HashMap<BTreeSet<Operand>, usize> = HashMap::new();
        for segment in &facts.plan.segments {
            *asking.entry(asked(segment)).or_default() += 1;
        }
        // Conditions hold decimals, which cannot be hashed; their full notation can. It is long
        // where a list is.
        let meaning = |segment: &Segment| {
            let definition = segment.definition.as_ref()?;
            let has_peers = asking.get(&asked(segment)).is_some_and(|peers| *peers > 1);
            has_peers.then(|| format!("{:?}", condition::normalize(&definition.condition)))
        };
        let help = "Merge the two, or add what makes the leads of one different";
        same(facts, meaning, "definition", "where", help)
    }),
};

pub(super) const SAME_LEADS: Flag = Flag {
    spec: spec::SAME_LEADS,
    several: "pairs of segments have the same leads",
    matters: "Two definitions that look different can come to the same thing. Every lead that fits one \
              also fits the other, so the lower-ranked one never gets a lead.",
    act: "Merge the two, or add to one of them what makes its leads different.",
    example: "\
attributes:
  company: {type: text, values: [Manufacturer, Retailer]}
segments:
  - name: manufacturers
    where: company = 'Manufacturer'
    scores: {impact: 8, confidence: 6, ease: 7}
  - name: no_shops
    where: company != 'Retailer'
    scores: {impact: 7, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        let differ = facts
            .reach
            .same
            .iter()
            .filter(|one| !has_same_definition(facts, one.first, one.second));
        let found = differ.map(|one| {
            let message = format!(
                "Exactly the same leads fit {} and {}{}",
                facts.plan.label(one.first),
                facts.plan.label(one.second),
                definition::given(facts.plan, facts.audit, &one.given),
            );
            let help = "Merge the two, or add what makes the leads of one different";
            let found = Found::about(one.first, place::definition(one.second), message, help);
            let other = place::definition(one.first);
            found
                .and(one.second)
                .also(other, None, "the same leads fit this one")
        });
        found.collect()
    }),
};

/// Whether two definitions are the same but for their wording.
fn has_same_definition(facts: &Facts, one: SegmentId, other: SegmentId) -> bool {
    let meaning = |id: SegmentId| {
        let definition = facts.plan.segment(id).definition.as_ref()?;
        Some(condition::normalize(&definition.condition))
    };
    meaning(one) == meaning(other)
}

pub(super) const SAME_MESSAGE: Flag = Flag {
    spec: spec::SAME_MESSAGE,
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
    search: Search::Plan(|facts| {
        let heard = |segment: &Segment| segment.message.as_deref().map(as_heard);
        let help = "Merge the two, or say what only the leads of one should hear";
        same(facts, heard, "message", "message", help)
    }),
};

/// What a definition asks about: the same of all that mean the same.
fn asked(segment: &Segment) -> BTreeSet<Operand> {
    let definitions = segment.definition.iter();
    let tests = definitions.flat_map(|definition| definition.condition.tests());
    tests.map(|test| test.operand).collect()
}

/// A finding for each segment in which `part` is the same as in one before it. `what` the part
/// is called, and its key in the plan.
fn same(
    facts: &Facts,
    part: impl Fn(&Segment) -> Option<String>,
    what: &str,
    key: &str,
    help: &str,
) -> Vec<Found> {
    let mut first = HashMap::new();
    let mut found = Vec::new();
    for (id, segment) in facts.plan.segment_ids().zip(&facts.plan.segments) {
        let Some(part) = part(segment) else {
            continue;
        };
        let original = *first.entry(part).or_insert(id);
        if original != id {
            let message = format!(
                "{} and {} have the same {what}",
                facts.plan.label(original),
                facts.plan.label(id)
            );
            found.push(Found::about(original, id.route().key(key), message, help).and(id));
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
