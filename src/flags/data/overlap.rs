//! Pairs of segments that share leads.

use crate::audit::{Audit, Overlap};
use crate::flags::{Facts, Flag, Found, Search, place, spec};
use crate::text::words;

pub(in crate::flags) const HEAVY_OVERLAP: Flag = Flag {
    spec: spec::HEAVY_OVERLAP,
    several: "pairs of segments overlap heavily",
    matters: "For these leads the order alone decides which message they get, so the ranks of the \
              two matter more than their definitions.",
    act: "Check that this order is intended. Where the two should not share leads, say so in one \
          of the definitions.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: plant_managers    # 70 of its 100 leads are manufacturers
    where: job_title = 'Plant manager'
    scores: {impact: 8, confidence: 6, ease: 4}
",
    search: Search::Leads(|facts, audit| {
        let from = facts.threshold(&spec::HEAVY_OVERLAP, "from");
        let twins = facts.threshold(&spec::TWIN_SEGMENTS, "from");
        let heavy = |pair: &Overlap| pair.containment >= from && pair.jaccard < twins;
        let help = "Check that this order is intended, or keep their leads apart";
        pairs(facts, audit, heavy, help)
    }),
};

pub(in crate::flags) const TWIN_SEGMENTS: Flag = Flag {
    spec: spec::TWIN_SEGMENTS,
    several: "pairs of segments hold nearly the same leads",
    matters: "The definitions differ but the leads don't: the lower-ranked one gets almost no one, \
              and its messages are wasted work.",
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
    search: Search::Leads(|facts, audit| {
        let from = facts.threshold(&spec::TWIN_SEGMENTS, "from");
        let help = "Merge the two, or find an attribute that tells them apart";
        pairs(facts, audit, |pair| pair.jaccard >= from, help)
    }),
};

/// One finding for each pair of segments that share leads in a way that `holds`.
fn pairs(facts: &Facts, audit: &Audit, holds: impl Fn(&Overlap) -> bool, help: &str) -> Vec<Found> {
    let overlaps = audit.overlaps.iter().filter(|pair| holds(pair));
    let found = overlaps.map(|pair| {
        let message = format!(
            "{} and {} share {}: {} of the smaller segment, {} of the two combined",
            facts.plan.label(pair.a),
            facts.plan.label(pair.b),
            words::leads(pair.leads),
            words::percent(pair.containment),
            words::percent(pair.jaccard),
        );
        Found::about(pair.a, place::definition(pair.b), message, help).and(pair.b)
    });
    found.collect()
}
