//! `not-detectable`

use crate::audit::SegmentAudit;
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::Verdict;
use crate::text::words;

pub(crate) const FLAG: Flag = Flag {
    name: "not-detectable",
    detects: "With this table even the expected lift could not be told from chance",
    options: &[],
    severity: Severity::Warning,
    several: "segments are too small to show their expected lift",
    matters: "Give half the leads the new messages and half none: a lift of the expected size \
              would be taken for luck more than one time in five. The team would work and learn \
              nothing.",
    act: "Test for longer so that more leads come in, test several segments together, or measure \
          an earlier and commoner step.",
    example: "\
leads: {outcome: converted = 1}
segments:
  - name: ministries
    where: industry = 'Government'    # 120 leads, 5 converted
    expected_lift: 0.15
    scores: {impact: 7, confidence: 6, ease: 6}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    if facts.plan.leads.outcome.is_none() {
        return Vec::new();
    }
    super::about_segments(
        facts,
        |_, one| {
            let segment = facts.plan.segment(one.segment);
            let expected = segment.expected_lift?;
            // Where the team says that it is measurable, contradicted-qualifier says the same.
            if segment.qualifiers.measurable.verdict == Verdict::Yes {
                return None;
            }
            let hidden = one
                .smallest_detectable_lift
                .is_none_or(|lift| lift > expected);
            (hidden && one.won > 0).then(|| {
                let expected = words::percent(expected);
                format!("A lift of {expected} is expected, but {}", showable(one))
            })
        },
        "Let more leads come in, test several segments together, or measure a commoner step",
    )
}

/// What lift the leads that a segment wins could show, as a sentence part.
pub(super) fn showable(one: &SegmentAudit) -> String {
    let leads = say::leads(one.outcome_known);
    match one.smallest_detectable_lift {
        Some(lift) => format!(
            "{leads} with a known outcome can only show one of {} or more",
            words::percent(lift)
        ),
        None if one.outcome_known == 0 => "no lead of it has a known outcome".to_owned(),
        None if one.outcomes == 0 => format!("none of its {leads} had the outcome yet"),
        None => format!("its {leads} cannot show any"),
    }
}
