//! Reports for tests: of any size, with names that are long, in other scripts or hostile.

use std::fmt::Write;

use jiff::civil::date;

use super::locale::Locale;
use super::{Edition, Provenance, Report};
use crate::count::CountOptions;
use crate::order::Draws;
use crate::study::{Study, StudyOptions};
use crate::table::Input;
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
    where: size >= {} and size < {}
    message: Message {place}
    stage: consideration
    owner: Priya
    touchpoints: [{{channel: email, content: Benchmark report}}]
    evidence: [{{kind: test, note: \"Subject-line test, +12 %\", date: 2026-10-02}}]
    scores: {{impact: {impact}, confidence: {confidence}..{}, ease: {ease}}}
    panel: {{ana: {{impact: {impact}, ease: 4}}, bram: {{confidence: 6, ease: 7}}}}
    qualifiers: {{measurable: yes, relevant: {{verdict: partly, because: Asked for by 14 of 20}}}}
",
            10 * place,
            10 * place + 14,
            (confidence + 1).min(10)
        );
    }
    plan
}

const PLAN: &str = "\
title: Nurture program <first> quarter & more
client: Northwind Industrial
as_of: 2027-01-04
leads: {outcome: converted = 1, reachable: ok = 1}
segments:
  - {name: parked, scores: {impact: 9, confidence: 8, ease: 7}, qualifiers: {actionable: no}}
  - {name: unscored}
";

/// The study of such a plan, with or without a lead table.
pub(crate) fn sample_study(ranked: usize, leads: bool) -> Study {
    let study = study_of(sample_plan(ranked));
    match leads {
        true => {
            let leads = Input::bytes("leads.csv", sample_leads(ranked));
            study.with_leads(leads, &CountOptions::default()).unwrap()
        }
        false => study,
    }
}

fn study_of(plan: String) -> Study {
    let options = StudyOptions {
        draws: Draws {
            count: Some(500),
            seed: 1,
        },
        ..StudyOptions::on(date(2027, 1, 4))
    };
    Study::read(Source::new("plan.yaml", plan), &options).unwrap()
}

/// The report on a plan of which these are the segments.
pub(crate) fn of_plan(segments: &str, edition: Edition) -> Report {
    let study = study_of(format!("title: Plan\nas_of: 2027-01-04\n{segments}"));
    Report::new(&study, Locale::default(), provenance(false), edition)
}

fn provenance(leads: bool) -> Provenance {
    Provenance {
        plan: "plan.yaml".to_owned(),
        sha256: "0".repeat(64),
        leads: leads.then(|| "leads.csv".to_owned()),
        version: "0.1.0",
    }
}

/// The report on such a plan, with or without a lead table.
pub(crate) fn sample(ranked: usize, leads: bool) -> Report {
    edition(ranked, leads, Edition::Team, Locale::default())
}

/// The same in an edition and a language.
pub(crate) fn edition(ranked: usize, leads: bool, edition: Edition, locale: Locale) -> Report {
    let study = sample_study(ranked, leads);
    Report::new(&study, locale, provenance(leads), edition)
}

/// Leads that fit a segment, or two that follow one another in the file; most fit the first ones.
fn sample_leads(ranked: usize) -> String {
    let mut leads = String::from("size,converted,ok\n,0,1\n");
    for size in 0..10 * ranked + 40 {
        for copy in 0..=40 / (1 + size / 10) {
            let converted = u8::from((size * 7 + copy * 3) % 19 == 0);
            let _ = writeln!(leads, "{size},{converted},{}", (size + copy) % 2);
        }
    }
    leads
}
