//! `heavy-overlap`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::FlagOption;

use super::twin_segments;

const FROM: FlagOption = FlagOption::share(
    "from",
    "share of the smaller segment's leads, 0 to 1, from which an overlap is heavy",
    0.5,
);

pub(crate) const FLAG: Flag = Flag {
    name: "heavy-overlap",
    detects: "{from %} of the leads of one segment or more fit another segment too",
    options: &[FROM],
    severity: Severity::Info,
    several: "pairs of segments overlap heavily",
    matters: "For these leads the order alone decides which message they get, so the two places \
              in the order matter more than the definitions.",
    act: "Make sure that the order of these two is meant. Where they should not share leads, say \
          so in one of the definitions.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: plant_managers    # 70 of its 100 leads are manufacturers
    where: job_title = 'Plant manager'
    scores: {impact: 8, confidence: 6, ease: 4}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let from = facts.option(FLAG.name, FROM);
    let twins = twin_segments::from(facts);
    super::about_pairs(
        facts,
        |pair| pair.containment >= from && pair.jaccard < twins,
        "Make sure that the order of the two is meant, or keep their leads apart",
    )
}
