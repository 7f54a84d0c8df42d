//! `unreliable-attribute`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::{About, Attribute, Origin, Stage};

pub(crate) const FLAG: Flag = Flag {
    name: "unreliable-attribute",
    detects: "A segment before the decision stage rests on what leads say of budget, authority or timeline",
    options: &[],
    severity: Severity::Warning,
    several: "definitions rest on an unreliable attribute",
    matters: "People who are still looking around do not know their budget, their say in it or \
              their date. What they tick in an early form is often arbitrary, and so is a segment \
              built on it.",
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
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    super::resting_on(
        facts.plan,
        |id, attribute| {
            let about = told_by_the_lead(attribute)?;
            let stage = facts.plan.segment(id).stage?;
            matches!(stage, Stage::Awareness | Stage::Consideration).then(|| {
                format!(
                    "`{}` is what leads say of their {}, often arbitrary in the {} stage",
                    attribute.name,
                    about.name(),
                    stage.name()
                )
            })
        },
        "Define it by who the leads are and what they do, and ask for this near the decision",
    )
}

/// What an attribute tells unreliably, unless it was inferred from behavior.
fn told_by_the_lead(attribute: &Attribute) -> Option<About> {
    attribute
        .about
        .filter(|_| attribute.origin != Some(Origin::Implied))
}
