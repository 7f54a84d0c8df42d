//! Reports for tests: of any size, with names that are long, in other scripts or hostile.

use std::fmt::Write;

use jiff::civil::date;

use super::locale::Locale;
use super::{Provenance, Report};
use crate::audit::{Audit, Combination, DefaultAudit, Difference, Overlap, Rate, SegmentAudit};
use crate::order::{Draws, Ranking};
use crate::plan::{Document, ReadOptions, SegmentId};
use crate::study::Study;
use crate::yaml::Source;

/// Names as they come: plain, long, right to left, Chinese, and one that would run as a script.
const NAMES: [&str; 8] = [
    "Plant managers",
    "Manufacturers above 1,500 staff in the Benelux and Scandinavia with two or more plants",
    "<script>alert('x')</script> & \"co\"",
    "لوحات التحكم الصناعية والمصانع",
    "製造業の大企業と中堅企業の経営者",
    "Webinar guests",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller",
    "מנהלי מפעלים בצפון",
];

/// A plan with so many ranked segments, one more that is parked and one without scores.
pub(crate) fn sample_plan(ranked: usize) -> String {
    let mut plan = String::from(PLAN);
    for place in 0..ranked {
        let step = |times: usize| 1 + (place * times + place / 10) % 10;
        let label = match place / NAMES.len() {
            0 => NAMES[place % NAMES.len()].to_owned(),
            round => format!("{} {}", NAMES[place % NAMES.len()], round + 1),
        };
        let [impact, confidence, ease] = [step(7), step(3), step(9)];
        let _ = write!(
            plan,
            "  - name: segment_{place}
    label: {label:?}
    description: Who <b>they</b> are & what they want
    where: industry = 'Industry {place}' and employees > 30
    message: Message {place}
    stage: consideration
    owner: Priya
    touchpoints: [{{channel: email, content: Benchmark report}}]
    evidence: [{{kind: test, note: \"Subject-line test, +12 %\", date: 2026-10-02}}]
    scores: {{impact: {impact}, confidence: {confidence}..{}, ease: {ease}}}
    panel: {{ana: {{impact: {impact}, ease: 4}}, bram: {{confidence: 6, ease: 7}}}}
    qualifiers: {{measurable: yes, relevant: {{verdict: partly, because: Asked for by 14 of 20}}}}
",
            (confidence + 1).min(10)
        );
    }
    plan
}

const PLAN: &str = "\
title: Nurture program <first> quarter & more
client: Northwind Industrial
as_of: 2027-01-04
leads: {outcome: converted = 1}
segments:
  - {name: parked, scores: {impact: 9, confidence: 8, ease: 7}, qualifiers: {actionable: no}}
  - {name: unscored}
";

/// The study of such a plan, with or without a lead table.
pub(crate) fn sample_study(ranked: usize, leads: bool) -> Study {
    let options = ReadOptions::on(date(2027, 1, 4));
    let source = Source::new("plan.yaml", sample_plan(ranked));
    let document = Document::read(source, &options)
        .map_err(|(_, problems)| problems)
        .unwrap();
    let study = Study::new(
        document,
        Draws {
            count: Some(500),
            seed: 1,
        },
    );
    match leads {
        true => {
            let audit = sample_audit(&study.ranking);
            study.with_audit(audit)
        }
        false => study,
    }
}

/// The report on such a plan, with or without a lead table.
pub(crate) fn sample(ranked: usize, leads: bool) -> Report {
    let provenance = Provenance {
        plan: "plan.yaml".to_owned(),
        sha256: "0".repeat(64),
        leads: leads.then(|| "leads.csv".to_owned()),
        version: "0.1.0",
    };
    Report::new(&sample_study(ranked, leads), Locale::default(), provenance)
}

/// An audit in which each segment loses a tenth of its leads to the one above it.
fn sample_audit(ranking: &Ranking) -> Audit {
    let order: Vec<SegmentId> = ranking.order().collect();
    let matched = |place: usize| 4000 - (place as u64 * 613) % 3700;
    let lost = |place: usize| if place == 0 { 0 } else { matched(place) / 10 };
    let rate = |rate: f64| Rate {
        rate,
        low: rate * 0.8,
        high: rate * 1.3,
    };
    let segments: Vec<SegmentAudit> = order
        .iter()
        .enumerate()
        .map(|(place, id)| SegmentAudit {
            segment: *id,
            priority: place + 1,
            matched: matched(place),
            won: matched(place) - lost(place),
            shared: lost(place),
            lost_to: match place {
                0 => Vec::new(),
                _ => vec![(order[place / 2], lost(place))],
            },
            outcomes: matched(place) / 20,
            outcome_known: matched(place) - lost(place),
            rate: Some(rate(0.03 + 0.004 * (place % 9) as f64)),
            matched_outcomes: matched(place) / 18,
            matched_known: matched(place),
            matched_rate: Some(rate(0.055)),
            difference: Some(Difference {
                difference: 0.01,
                low: -0.004,
                high: 0.02,
                p_adjusted: Some(0.0004 + place as f64 / 20.0),
            }),
            smallest_detectable_lift: Some(0.3),
            unknown: 12,
            reachable: Some(matched(place) / 2),
            value: None,
            stability: None,
        })
        .collect();
    let covered = segments.iter().map(|one| one.won).sum();
    Audit {
        leads: covered + 15_000,
        excluded: 1_000,
        outcomes: 2_500,
        outcome_unknown: 100,
        covered,
        segments,
        not_resolved: Vec::new(),
        default: DefaultAudit {
            leads: 14_000,
            outcomes: 300,
            because_unknown: 420,
            because_unknown_at_least: 420,
        },
        overlaps: order
            .windows(2)
            .map(|pair| Overlap {
                a: pair[0],
                b: pair[1],
                leads: 120,
                jaccard: 0.08,
                containment: 0.3,
            })
            .collect(),
        combinations: order
            .iter()
            .enumerate()
            .map(|(place, id)| Combination {
                segments: match place % 3 {
                    0 => vec![*id],
                    _ => order[place / 2..=place].iter().take(4).copied().collect(),
                },
                leads: 3000 / (place as u64 + 1),
            })
            .collect(),
        masks: order.len() * 2,
        columns: Vec::new(),
    }
}
