//! `twin-segments`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::FlagOption;

const FROM: FlagOption = FlagOption::share(
    "from",
    "leads that fit both as a share of those that fit either, 0 to 1, from which two \
     segments are twins",
    0.9,
);

pub(crate) const FLAG: Flag = Flag {
    name: "twin-segments",
    detects: "Two segments hold nearly the same leads",
    options: &[FROM],
    severity: Severity::Warning,
    several: "pairs of segments hold nearly the same leads",
    matters: "The definitions differ and the leads do not: the one further down gets nobody, and \
              its messages are work for nothing.",
    act: "Merge the two, or look for an attribute that really tells them apart.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: plant_owners    # 96 of these 100 are manufacturers, and the other way round
    where: plants >= 1
    scores: {impact: 8, confidence: 6, ease: 4}
",
    needs_leads: true,
    search: Search::Facts(find),
};

/// From which share on two segments are twins.
pub(super) fn from(facts: &Facts) -> f64 {
    facts.option(FLAG.name, FROM)
}

fn find(facts: &Facts) -> Vec<Found> {
    let from = from(facts);
    super::about_pairs(
        facts,
        |pair| pair.jaccard >= from,
        "Merge the two, or find an attribute that tells them apart",
    )
}
