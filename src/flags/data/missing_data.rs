//! `missing-data`

use crate::audit::Audit;
use crate::condition::AttributeId;
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, definition, say};
use crate::plan::{FlagOption, SegmentId};
use crate::text::words;

const FROM: FlagOption = FlagOption::share(
    "from",
    "undecided leads as a share of those that fit or might fit, 0 to 1, from which data \
     is missing",
    0.2,
);

pub(crate) const FLAG: Flag = Flag {
    name: "missing-data",
    detects: "Many leads might fit, but lack an attribute that decides it",
    options: &[FROM],
    severity: Severity::Warning,
    several: "segments lack data to decide who fits",
    matters: "An empty field is not a no. These leads go to another segment or to the default, \
              and part of them get the wrong message.",
    act: "Ask for the attribute in the next form, fill it from another source, or define the \
          segment by one that is known.",
    example: "\
segments:
  - name: large_companies
    where: employees > 1500    # 40 fit; for 300 the number is empty
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let from = facts.option(FLAG.name, FROM);
    super::about_segments(
        facts,
        |audit, one| {
            super::undecided(one).filter(|share| *share >= from && one.unknown > 0)?;
            let (fit, might) = (say::leads(one.matched), words::thousands(one.unknown));
            let verb = if one.matched == 1 { "fits" } else { "fit" };
            let emptiest = emptiest(facts, audit, one.segment);
            Some(format!(
                "{fit} {verb}, and {might} more might: an attribute is missing{emptiest}"
            ))
        },
        "Ask for the attribute, fill it from another source, or define the segment without it",
    )
}

/// The attribute of a definition that most leads lack, as it ends the sentence.
fn emptiest(facts: &Facts, audit: &Audit, segment: SegmentId) -> String {
    let Some(expression) = &facts.plan.segment(segment).definition else {
        return String::new();
    };
    let attributes = definition::first_mentions(expression);
    let named = |id: AttributeId| attributes.iter().any(|(one, _)| *one == id);
    let lacking = audit
        .columns
        .iter()
        .filter(|column| named(column.attribute));
    let most = lacking
        .filter(|column| column.missing > 0)
        .max_by_key(|column| column.missing);
    most.map_or_else(String::new, |column| {
        let name = &facts.plan.attribute(column.attribute).name;
        format!(", most often `{name}`")
    })
}
