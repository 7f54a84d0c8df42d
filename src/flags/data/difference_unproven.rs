//! `difference-unproven`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::text::words;

pub(crate) const FLAG: Flag = Flag {
    name: "difference-unproven",
    detects: "The outcome rate of the leads it wins may well be that of all others",
    options: &[],
    severity: Severity::Info,
    several: "segments do not provably differ in their outcome rate",
    matters: "The interval of the difference includes zero. That contradicts nothing: it says \
              that this table cannot support a high Confidence.",
    act: "Do not cite the rate as evidence. Look again when more leads have an outcome.",
    example: "\
leads: {outcome: converted = 1}
segments:
  - name: webinar_guests
    where: webinar    # 5 of 83 converted, of all others 12 of 99
    scores: {impact: 5, confidence: 8, ease: 9}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    super::about_segments(
        facts,
        |_, one| {
            let gap = one
                .difference
                .filter(|gap| gap.low <= 0.0 && gap.high >= 0.0)?;
            let points = |share: f64| {
                let sign = if share > 0.0 { "+" } else { "" };
                format!("{sign}{}", words::number(share * 100.0, 1)).replace('-', "−")
            };
            Some(format!(
                "Its outcome rate differs from all others' by {} points, in a range from {} to {}",
                points(gap.difference),
                points(gap.low),
                points(gap.high),
            ))
        },
        "Do not cite the rate as evidence before more leads have an outcome",
    )
}
