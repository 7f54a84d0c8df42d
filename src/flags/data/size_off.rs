//! `size-off`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};
use crate::plan::{FlagDefault, FlagOption};
use crate::text::words;

const TIMES: FlagOption = FlagOption {
    name: "times",
    meaning: "how many times the expected size, or what part of it, is too far off",
    default: FlagDefault::Number(2.0),
    min: 1.0,
    max: 1e6,
};

pub(crate) const FLAG: Flag = Flag {
    name: "size-off",
    detects: "The leads that fit are off `expected_size` by a factor of more than {times}",
    options: &[TIMES],
    severity: Severity::Warning,
    several: "segments have another size than expected",
    matters: "Impact was judged with another number of leads in mind. Or the definition does not \
              say what the team means.",
    act: "Look at some of these leads to see whether the definition is right. If it is, correct \
          `expected_size` and score Impact again.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'    # 120 leads of the table
    expected_size: 400
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let times = facts.option(FLAG.name, TIMES);
    super::about_segments(
        facts,
        |_, one| {
            let expected = facts.plan.segment(one.segment).expected_size?;
            let (fit, hoped) = (one.matched as f64, expected as f64);
            let off = fit > hoped * times || fit * times < hoped;
            // What fits nobody is `empty`, and no more is to be said of it.
            (off && one.matched > 0).then(|| {
                let expected = words::thousands(expected);
                let fit = if one.matched == 1 { "fits" } else { "fit" };
                format!(
                    "{} {fit}, where {expected} were expected",
                    say::leads(one.matched)
                )
            })
        },
        "Check the definition; if it is right, correct `expected_size` and score Impact again",
    )
}
