//! How many leads fit a segment.

use crate::flags::{Flag, Search, spec};
use crate::text::words;

pub(in crate::flags) const EMPTY: Flag = Flag {
    spec: spec::EMPTY,
    several: "segments fit no lead",
    matters: "Its messages would be written for no one. Most often a value is spelled differently \
              in the table, or two parts of the definition exclude each other.",
    act: "Check each value against the table, then remove one part of the definition at a time to \
          see which one excludes everyone.",
    example: "\
segments:
  - name: large_companies
    where: employees > 15000    # the largest company in the table has 9,000
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::LeadSegments(
        |_, audit, one| {
            let all = words::leads(super::counted(audit));
            let undecided = match one.unknown {
                0 => String::new(),
                1 => "; 1 lead lacks an attribute it needs".to_owned(),
                some => format!("; {} lack an attribute it needs", words::leads(some)),
            };
            let none = one.matched == 0 && audit.leads > 0;
            none.then(|| (format!("None of {all} fits{undecided}"), String::new()))
        },
        "Check the values against the table, and which part of the definition excludes everyone",
    ),
};

pub(in crate::flags) const TOO_SMALL: Flag = Flag {
    spec: spec::TOO_SMALL,
    several: "segments fit very few leads",
    matters: "A series of messages costs the same for ten leads as for a thousand, and what ten \
              leads do says nothing about the next ten.",
    act: "Widen the definition, merge the segment with a similar one, or have someone call these \
          few.",
    example: "\
segments:
  - name: ministries
    where: industry = 'Government'    # 2 leads of the table
    scores: {impact: 7, confidence: 6, ease: 6}
",
    search: Search::LeadSegments(
        |facts, _, one| {
            let below = facts.threshold(&spec::TOO_SMALL, "below");
            let small = one.matched > 0 && (one.matched as f64) < below;
            small.then(|| {
                let message = format!("Only {}", words::leads_verb(one.matched, "fits", "fit"));
                (message, words::leads(one.matched))
            })
        },
        "Widen the definition, or merge with a similar segment",
    ),
};

pub(in crate::flags) const DOMINANT: Flag = Flag {
    spec: spec::DOMINANT,
    several: "segments hold most of the leads",
    matters: "One message for almost everyone is what segments are meant to replace, and \
              lower-ranked segments are left with few leads.",
    act: "Split it where its leads need different messages, or move it down the order.",
    example: "\
segments:
  - name: subscribers
    where: email_opt_in    # 1,700 of the table's 2,000 leads
    scores: {impact: 4, confidence: 8, ease: 9}
",
    search: Search::LeadSegments(
        |facts, audit, one| {
            let from = facts.threshold(&spec::DOMINANT, "from");
            let all = super::counted(audit);
            let share = words::share(one.matched, all).filter(|share| *share >= from)?;
            let (fit, all) = (words::thousands(one.matched), words::leads(all));
            let share = words::percent(share);
            Some((format!("{fit} of {all} fit, {share}"), share))
        },
        "Split it where its leads need different messages, or move it down the order",
    ),
};

pub(in crate::flags) const SIZE_OFF: Flag = Flag {
    spec: spec::SIZE_OFF,
    several: "segments have another size than expected",
    matters: "Impact was judged with a different number of leads in mind, or the definition \
              doesn't say what the team means.",
    act: "Look at some of these leads to see whether the definition is right. If it is, correct \
          `expected_size` and rescore Impact.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'    # 120 leads of the table
    expected_size: 400
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::LeadSegments(
        |facts, _, one| {
            let times = facts.threshold(&spec::SIZE_OFF, "times");
            let expected = facts.plan.segment(one.segment).expected_size?;
            let (fit, hoped) = (one.matched as f64, expected as f64);
            let off = fit > hoped * times || fit * times < hoped;
            // What fits nobody is `empty`, and no more is to be said of it.
            (off && one.matched > 0).then(|| {
                let fit = words::leads_verb(one.matched, "fits", "fit");
                let (matched, expected) =
                    (words::thousands(one.matched), words::thousands(expected));
                let message = format!("{fit}; {expected} were expected");
                (message, format!("{matched}, not {expected}"))
            })
        },
        "Check the definition; if it is right, correct `expected_size` and rescore Impact",
    ),
};
