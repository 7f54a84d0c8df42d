//! The summary: what to do first, how sure that is and what to watch, beside two pictures.

use super::model::{Block, Chapter, Item};
use super::watch::watched;
use super::wording;
use crate::order::Sureness;
use crate::report::Report;
use crate::report::model::Segment;
use crate::study::{AheadBy, Row, Start};
use crate::text::words::sentence;

pub(super) fn chapter(report: &Report) -> Chapter {
    let words = report.locale.words;
    let items = [
        ("summary.first", first(report)),
        ("summary.sure", sure(report)),
        ("summary.watch", watch(report)),
    ];
    let items = items.into_iter().filter(|(_, texts)| !texts.is_empty());
    let items = items.map(|(key, texts)| Item::new(words.say(key, &[]), texts));
    let mut blocks = vec![Block::Answers {
        items: items.collect(),
    }];
    if !report.ranked.is_empty() {
        blocks.push(Block::picture("ice-map", words.word("ranking.map-figure")));
        blocks.push(Block::picture("ranks", ""));
    }
    Chapter::new(report, "summary", blocks)
}

fn first(report: &Report) -> Vec<String> {
    let words = report.locale.words;
    let Some(start) = report.study.start() else {
        return vec![words.word("first.none").to_owned()];
    };
    let label = |segment| report.study.label(segment);
    let (said, named) = match start {
        Start::Pinned(segment, why) => (
            words.say(
                "first.pinned",
                &[("label", label(segment)), ("why", &sentence(why))],
            ),
            1,
        ),
        Start::Either(one, other) => (
            words.say("first.either", &[("a", label(one)), ("b", label(other))]),
            2,
        ),
        Start::With(segment) => {
            let score = report.ranked.first().and_then(|top| top.score);
            let number = |value| report.locale.number(value, 2);
            let score = score.map_or_else(String::new, |score| number(score.value));
            let parts = [
                ("label", label(segment)),
                ("score", &score),
                ("highest", &number(report.method.highest)),
            ];
            (words.say("first.best", &parts), 1)
        }
    };
    let next = report.ranked.iter().skip(named).take(2);
    let next: Vec<&str> = next.map(|one| one.plan.label.as_str()).collect();
    let next =
        (!next.is_empty()).then(|| words.say("first.next", &[("labels", &words.list(&next))]));
    [said].into_iter().chain(next).collect()
}

fn sure(report: &Report) -> Vec<String> {
    let words = report.locale.words;
    let mut said = Vec::new();
    said.extend(top_two(report));
    let by_score = report.ranked.iter().filter(|one| one.pinned.is_none());
    let by_score = by_score.count();
    if by_score > 2 {
        let groups = report.study.groups();
        said.push(match groups.len() {
            1 => words.word("sure.open").to_owned(),
            all if all == by_score => words.word("sure.clear").to_owned(),
            _ => {
                let groups = words.list(groups.iter().take(8).map(|one| ranks(*one)));
                words.say("sure.groups", &[("groups", &groups)])
            }
        });
    }
    said.extend(at_the_cut(report));
    if !said.is_empty() {
        said.push(words.word("sure.judgment").to_owned());
    }
    said
}

/// How surely the segments on both sides of the cut line make the cut.
fn at_the_cut(report: &Report) -> Option<String> {
    let below = report.cut.as_ref()?.below;
    let upper = report.ranked.get(below.checked_sub(1)?)?;
    let lower = report.ranked.get(below)?;
    let share = |one: &Segment| Some(report.locale.percent(one.cut?.share, 0));
    let parts = [
        ("a", upper.plan.label.as_str()),
        ("share", &share(upper)?),
        ("b", &lower.plan.label),
        ("other", &share(lower)?),
    ];
    Some(report.locale.words.say("sure.cut", &parts))
}

/// `3`, `3–5`
fn ranks((from, to): (usize, usize)) -> String {
    match from == to {
        true => from.to_string(),
        false => format!("{from}–{to}"),
    }
}

/// How sure it is that the highest segment that is not pinned is ahead of the next.
fn top_two(report: &Report) -> Option<String> {
    let study = &report.study;
    let (top, next, share) = study.top_two()?;
    let key = match top.ahead_by? {
        AheadBy::TieBreak(_) => "tied",
        AheadBy::Keys(Sureness::Disagrees) => "disagrees",
        AheadBy::Keys(Sureness::TossUp) => "toss-up",
        AheadBy::Keys(Sureness::Leaning) => "leaning",
        AheadBy::Keys(Sureness::Likely) => "likely",
        AheadBy::Keys(Sureness::Sure) => "sure",
        AheadBy::Pin | AheadBy::PinBelow => return None,
    };
    let label = |row: &Row| study.label(row.ranked.segment);
    let parts = [
        ("a", label(&top)),
        ("b", label(&next)),
        ("share", &report.locale.percent(share, 0)),
        ("n", &report.locale.whole(report.certainty.draws as u64)),
    ];
    Some(report.locale.words.say(&format!("sure.{key}"), &parts))
}

fn watch(report: &Report) -> Vec<String> {
    let words = report.locale.words;
    let mut said = Vec::new();
    let weak: Vec<(&Segment, &str)> = report
        .ranked
        .iter()
        .filter_map(|one| Some((one, *watched(report, one).first()?)))
        .collect();
    match weak.as_slice() {
        [] if report.ranked.is_empty() => {}
        [] => said.push(words.word("watch.none").to_owned()),
        [(one, first)] => {
            let parts = [("label", one.plan.label.as_str()), ("said", first)];
            said.push(words.say("watch.one", &parts));
        }
        [(top, first), ..] => {
            let parts = [("label", top.plan.label.as_str()), ("said", first)];
            said.push(words.say("watch.segment", &parts));
            let [some, all] = [weak.len(), report.ranked.len()].map(|one| one.to_string());
            said.push(words.say("watch.some", &[("n", &some), ("all", &all)]));
        }
    }
    if let Some(best) = report.parked.first() {
        let why = wording::parked(report, best);
        let why = why.first().map_or("", String::as_str);
        let parts = [("label", best.plan.label.as_str()), ("why", why)];
        said.push(match report.parked.len() {
            1 => words.say("watch.parked.one", &parts),
            several => {
                let parts = [parts[0], parts[1], ("n", &several.to_string())];
                words.say("watch.parked.other", &parts)
            }
        });
    }
    said
}
