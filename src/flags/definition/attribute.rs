//! Attributes that a definition should not rest on.

use crate::flags::{Facts, Flag, Found, Search, place, spec};
use crate::plan::{About, Attribute, Origin, SegmentId, Stage};

pub(in crate::flags) const SENSITIVE_ATTRIBUTE: Flag = Flag {
    spec: spec::SENSITIVE_ATTRIBUTE,
    several: "definitions use a sensitive attribute",
    matters: "Health, beliefs, origin and the like may be used only with the lead's permission \
              (GDPR, CCPA). A message that shows that you know is unwelcome even where it is legal.",
    act: "Ask whoever is responsible for data protection. With permission on file, allow the flag \
          and say where; without it, define the segment another way.",
    example: "\
attributes:
  health_interest: {type: text, sensitive: true}
segments:
  - name: back_pain
    where: health_interest = 'back'
    scores: {impact: 6, confidence: 6, ease: 6}
",
    search: Search::Plan(|facts| {
        let sensitive = |_, attribute: &Attribute| {
            attribute.sensitive.then(|| {
                format!(
                    "`{}` is sensitive: using it needs the lead's permission (GDPR, CCPA)",
                    attribute.name
                )
            })
        };
        let help =
            "Allow this and say where the permission is on file, or define the segment another way";
        resting_on(facts, sensitive, help)
    }),
};

pub(in crate::flags) const UNRELIABLE_ATTRIBUTE: Flag = Flag {
    spec: spec::UNRELIABLE_ATTRIBUTE,
    several: "definitions rest on an unreliable attribute",
    matters: "People who are still looking around often don't know their budget, their authority \
              or their timeline. What they pick in an early form is often arbitrary, and so is a \
              segment built on it.",
    act: "Define the segment by who the leads are and what they do, and ask about budget, \
          authority and timeline once they come near a decision.",
    example: "\
attributes:
  budget: {type: integer, about: budget}
segments:
  - name: big_spenders
    stage: awareness
    where: budget > 50000
    scores: {impact: 8, confidence: 6, ease: 6}
",
    search: Search::Plan(|facts| {
        let unreliable = |id: SegmentId, attribute: &Attribute| {
            let about = told_by_the_lead(attribute)?;
            let stage = facts.plan.segment(id).stage?;
            matches!(stage, Stage::Awareness | Stage::Consideration).then(|| {
                format!(
                    "`{}` is what leads say about their {}, often arbitrary in the {} stage",
                    attribute.name,
                    about.name(),
                    stage.name()
                )
            })
        };
        let help = "Define it by who the leads are and what they do, and ask for this closer to the decision";
        resting_on(facts, unreliable, help)
    }),
};

/// What an attribute tells unreliably, unless it was inferred from behavior.
fn told_by_the_lead(attribute: &Attribute) -> Option<About> {
    let told = attribute.origin != Some(Origin::Implied);
    attribute.about.filter(|_| told)
}

/// A finding for each attribute of a definition that `says` has a message for, where first named.
fn resting_on(
    facts: &Facts,
    says: impl Fn(SegmentId, &Attribute) -> Option<String>,
    help: &str,
) -> Vec<Found> {
    let mut found = Vec::new();
    for (id, expression) in place::definitions(facts.plan) {
        for (attribute, at) in super::first_mentions(expression) {
            if let Some(message) = says(id, facts.plan.attribute(attribute)) {
                let route = place::definition(id);
                found.push(Found::about(id, route, message, help).within(at));
            }
        }
    }
    found
}
