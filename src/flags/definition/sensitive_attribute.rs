//! `sensitive-attribute`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};

pub(crate) const FLAG: Flag = Flag {
    name: "sensitive-attribute",
    detects: "A definition uses an attribute that is marked as sensitive",
    options: &[],
    severity: Severity::Warning,
    several: "definitions use a sensitive attribute",
    matters: "Health, beliefs, origin and the like may be used only with the lead's permission \
              (GDPR, CCPA). A message that shows that you know is unwelcome even where it is legal.",
    act: "Ask whoever answers for data protection. With permission on file, allow the flag and \
          say where; without it, define the segment another way.",
    example: "\
attributes:
  health_interest: {type: text, sensitive: true}
segments:
  - name: back_pain
    where: health_interest = 'back'
    scores: {impact: 6, confidence: 6, ease: 6}
",
    needs_leads: false,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let message = |attribute: &crate::plan::Attribute| {
        format!(
            "`{}` is sensitive: using it needs the lead's permission (GDPR, CCPA)",
            attribute.name
        )
    };
    super::resting_on(
        facts.plan,
        |_, attribute| attribute.sensitive.then(|| message(attribute)),
        "Allow this with where the permission is kept, or define the segment another way",
    )
}
