//! What the outcome of a segment's leads can show.

use crate::audit::SegmentAudit;
use crate::flags::{Flag, Search, spec};
use crate::plan::{Qualifier, Verdict};
use crate::text::words;

pub(in crate::flags) const DIFFERENCE_UNPROVEN: Flag = Flag {
    spec: spec::DIFFERENCE_UNPROVEN,
    several: "segments do not provably differ in their outcome rate",
    matters: "The interval of the difference includes zero: this table can't support a high \
              Confidence, though it doesn't contradict one either.",
    act: "Don't cite the rate as evidence. Look again when more leads have an outcome.",
    example: "\
leads: {outcome: converted = 1}
segments:
  - name: webinar_guests
    where: webinar    # 5 of 83 converted, of all others 12 of 99
    scores: {impact: 5, confidence: 8, ease: 9}
",
    search: Search::LeadSegments(
        |_, _, one| {
            let gap = one.difference?;
            let points = |share: f64| {
                let sign = if share > 0.0 { "+" } else { "" };
                format!("{sign}{}", words::number(share * 100.0, 1)).replace('-', "−")
            };
            (gap.low <= 0.0 && gap.high >= 0.0).then(|| {
                let [difference, low, high] = [gap.difference, gap.low, gap.high].map(points);
                let message = format!(
                    "Its outcome rate differs from everyone else's by {difference} points (95 % interval {low} to {high})"
                );
                (message, format!("{low} to {high}"))
            })
        },
        "Don't cite the rate as evidence until more leads have an outcome",
    ),
};

pub(in crate::flags) const NOT_DETECTABLE: Flag = Flag {
    spec: spec::NOT_DETECTABLE,
    several: "segments are too small to show their expected lift",
    matters: "If half the leads got the new messages and half none, a lift of the expected size \
              would be missed more than one time in five. The team would do the work and learn \
              nothing.",
    act: "Test for longer so that more leads come in, test several segments together, or measure \
          an earlier, more common step.",
    example: "\
leads: {outcome: converted = 1}
segments:
  - name: ministries
    where: industry = 'Government'    # 120 leads, 5 converted
    expected_lift: 0.15
    scores: {impact: 7, confidence: 6, ease: 6}
",
    search: Search::LeadSegments(
        |facts, _, one| {
            facts.plan.leads.outcome.as_ref()?;
            let segment = facts.plan.segment(one.segment);
            let expected = segment.expected_lift?;
            // Where the team says that it is measurable, contradicted-qualifier says the same.
            let told = segment.qualifiers.get(Qualifier::Measurable).verdict == Verdict::Yes;
            (!told && one.won > 0 && !shows(one, expected)).then(|| {
                let needed = needed(one);
                let message = format!(
                    "Too small to detect the expected lift of {} ({needed})",
                    words::percent(expected)
                );
                (message, expects(expected, one))
            })
        },
        "Let more leads come in, test several segments together, or measure a more common step",
    ),
};

/// Whether the leads that a segment wins could show a lift, 0.2 for 20 %.
pub(super) fn shows(one: &SegmentAudit, lift: f64) -> bool {
    one.smallest_detectable_lift
        .is_some_and(|smallest| smallest <= lift)
}

/// A lift beside the smallest that the leads won could show: `expects 20 %, needs 141 %`.
pub(super) fn expects(lift: f64, one: &SegmentAudit) -> String {
    let expects = format!("expects {}", words::percent(lift));
    match one.smallest_detectable_lift {
        Some(smallest) => format!("{expects}, needs {}", words::percent(smallest)),
        None => expects,
    }
}

/// What it would take for the leads that a segment wins to show a lift, as it ends a sentence.
pub(super) fn needed(one: &SegmentAudit) -> String {
    let leads = words::leads(one.outcome_known);
    match one.smallest_detectable_lift {
        Some(lift) => format!("needs {} or more", words::percent(lift)),
        None if one.outcome_known == 0 => "none of its leads has a known outcome".to_owned(),
        None if one.outcomes == 0 => format!("none of its {leads} had the outcome yet"),
        None => format!("its {leads} can't show any"),
    }
}
