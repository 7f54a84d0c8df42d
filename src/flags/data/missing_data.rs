//! `missing-data`

use crate::audit::{Audit, SegmentAudit};
use crate::condition::AttributeId;
use crate::flags::{Facts, Flag, Search, definition, spec};
use crate::text::words;

pub(in crate::flags) const MISSING_DATA: Flag = Flag {
    spec: spec::MISSING_DATA,
    several: "segments have leads that can't be decided for lack of data",
    matters: "An empty field is not a no. These leads go to another segment or to the default, and \
              some of them get the wrong message.",
    act: "Ask for the attribute in the next form, fill it from another source, or define the \
          segment by one that is known.",
    example: "\
segments:
  - name: large_companies
    where: employees > 1500    # 40 fit; for 300 the number is empty
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::LeadSegments(
        |facts, audit, one| {
            let from = facts.threshold(&spec::MISSING_DATA, "from");
            super::undecided(one).filter(|share| *share >= from && one.unknown > 0)?;
            let fit = words::leads_verb(one.matched, "fits", "fit");
            Some((
                format!("{fit}; {}", gap(facts, audit, one)),
                figure(facts, audit, one),
            ))
        },
        "Ask for the attribute, fill it from another source, or define the segment without it",
    ),
};

/// The leads that can't be decided, as they end a sentence.
pub(super) fn gap(facts: &Facts, audit: &Audit, one: &SegmentAudit) -> String {
    let might = words::thousands(one.unknown);
    let emptiest = emptiest(facts, audit, one);
    format!("{might} more can't be decided because {emptiest} is empty")
}

/// The same in short: `216 without role`.
pub(super) fn figure(facts: &Facts, audit: &Audit, one: &SegmentAudit) -> String {
    let might = words::thousands(one.unknown);
    format!("{might} without {}", emptiest(facts, audit, one))
}

/// The attribute of a definition that most leads lack.
fn emptiest(facts: &Facts, audit: &Audit, one: &SegmentAudit) -> String {
    let Some(expression) = &facts.plan.segment(one.segment).definition else {
        return "an attribute".to_owned();
    };
    let attributes = definition::first_mentions(expression);
    let named = |id: AttributeId| attributes.iter().any(|(one, _)| *one == id);
    let columns = audit.columns.iter();
    let lacking = columns.filter(|column| named(column.attribute) && column.missing > 0);
    let most = lacking.max_by_key(|column| column.missing);
    match most {
        Some(column) => format!("`{}`", facts.plan.attribute(column.attribute).name),
        None => "an attribute".to_owned(),
    }
}
