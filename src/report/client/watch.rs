//! What a client is told of weak segments.

use crate::report::Report;
use crate::report::model::Segment;

/// What to watch about a segment, gravest first, in words that the catalogue has for a client. What
/// has none there is the team's own business, as is what the plan allows.
pub(crate) fn watched(report: &Report, segment: &Segment) -> Vec<&'static str> {
    let open = segment.findings.iter().filter(|one| one.is_open());
    let mut said = Vec::new();
    for finding in open {
        let key = format!("flag.{}", finding.flag);
        said.extend(
            report
                .locale
                .words
                .find(&key)
                .filter(|text| !said.contains(text)),
        );
    }
    said
}
