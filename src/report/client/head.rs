//! What stands above the summary.

use super::model::{Document, Fact, Item};
use crate::report::Report;

pub(super) fn document(report: &Report) -> Document {
    let (locale, plan) = (report.locale, report.study.plan());
    let words = locale.words;
    let fact = |key: &str, text: Option<String>| Some(Fact::new(words.word(key), text?));
    let period = plan.period.map(|period| {
        let [from, to] = [period.start, period.end].map(|day| locale.date(day));
        words.say("to", &[("from", &from), ("to", &to)])
    });
    let leads = report
        .leads
        .as_ref()
        .map(|leads| locale.whole(leads.audit.leads));
    let facts = [
        fact("head.period", period),
        fact("head.as-of", Some(locale.date(plan.as_of.date))),
        fact("head.owner", plan.owner.clone()),
        fact("head.reviewed", plan.reviewed.map(|day| locale.date(day))),
        fact("head.review-by", plan.review_by.map(|day| locale.date(day))),
        fact("head.segments", Some(standings(report))),
        fact("head.leads", leads),
    ];
    let goals = plan.goals.iter().map(|goal| goal.statement.clone());
    Document {
        language: words.tag(),
        title: plan.title.clone(),
        about: match &plan.client {
            Some(client) => words.say("head.plan-for", &[("client", client)]),
            None => words.word("head.plan").to_owned(),
        },
        facts: facts.into_iter().flatten().collect(),
        goals: Item::new(words.word("head.goals"), goals.collect()),
        contents: words.word("head.contents").to_owned(),
        skip: words.word("head.skip").to_owned(),
        chapters: Vec::new(),
    }
}

/// How many segments are ranked, parked and not scored.
fn standings(report: &Report) -> String {
    let words = report.locale.words;
    let count = |key: &str, number: usize| {
        let said = words.count(key, number as u64, &number.to_string());
        (number > 0).then_some(said)
    };
    let all = [
        count("ranked", report.ranked.len()),
        count("parked", report.parked.len()),
        count("unscored", report.unscored.len()),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
