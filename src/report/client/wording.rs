//! Conditions, reasons and names as a client reads them.

use crate::assess::ParkReason;
use crate::audit::Rate;
use crate::condition::{AttributeId, Condition, Wording};
use crate::plan::Qualifier;
use crate::report::Report;
use crate::report::model::Segment;
use crate::text::words::sentence;

/// A condition in words, without a final stop. An attribute is called what its column is called in
/// the client's own table.
pub(super) fn condition(report: &Report, condition: &Condition) -> String {
    let (locale, plan) = (report.locale, report.study.plan());
    let attribute = |id: AttributeId| plan.attribute(id).column.replace('_', " ");
    let wording = Wording {
        language: locale.words,
        attribute: &attribute,
        text: &|text| locale.words.say("quote", &[("text", text)]),
        number: &|digits| locale.digits(digits),
        date: &|date| locale.date(date),
    };
    wording.condition(condition)
}

/// A rate with its interval: `4.2 % (3.1 % to 5.6 %)`.
pub(super) fn rate(report: &Report, rate: Rate) -> String {
    let locale = report.locale;
    let [share, low, high] = [rate.rate, rate.low, rate.high].map(|one| locale.percent(one, 1));
    let parts = [("share", share.as_str()), ("low", &low), ("high", &high)];
    locale.words.say("segment.rate-interval", &parts)
}

/// Why a segment is parked, with what the plan says of it; empty if it is not.
pub(super) fn parked(report: &Report, segment: &Segment) -> Vec<String> {
    let words = report.locale.words;
    let reasons = &report.study.assessment.candidate(segment.id).parked;
    let said = reasons.iter().map(|reason| match reason {
        ParkReason::Lacks(qualifier) => {
            let why = words.say(&format!("parked.lacks.{}", qualifier.name()), &[]);
            match because(report, segment, *qualifier) {
                Some(because) => format!("{why} {}", sentence(because)),
                None => why,
            }
        }
        ParkReason::TooFewQualifiers => {
            let least = report.study.plan().qualify.at_least;
            words.say("parked.too-few", &[("n", &report.locale.number(least, 1))])
        }
    });
    said.collect()
}

fn because<'a>(report: &'a Report, segment: &Segment, which: Qualifier) -> Option<&'a str> {
    let plan = report.study.plan().segment(segment.id);
    plan.qualifiers.get(which).because.as_deref()
}
