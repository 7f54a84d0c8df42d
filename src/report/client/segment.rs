//! The segments, half a page each.

use super::model::{Block, Card, Chapter, Fact, Item};
use super::ranking::likely;
use super::{ahead, watched, wording};
use crate::order::Flip;
use crate::plan::Verdict;
use crate::report::Report;
use crate::report::model::Segment;
use crate::text::words::{name_in_words, sentence};

/// The most points to watch, and the most changes of place, that a card has room for.
const MOST: usize = 3;

pub(super) fn chapter(report: &Report) -> Option<Chapter> {
    let (with_card, without): (Vec<_>, Vec<_>) = report.ranked.iter().partition(|one| one.page);
    let cards = with_card.iter().map(|one| Block::Card {
        card: card(report, one),
    });
    let more = report.locale.whole(without.len() as u64);
    let more = (!without.is_empty())
        .then(|| Block::text(report.locale.words.say("segment.more", &[("n", &more)])));
    let blocks: Vec<Block> = cards.chain(more).collect();
    (!blocks.is_empty()).then(|| Chapter::new(report, "segments", blocks))
}

fn card(report: &Report, one: &Segment) -> Card {
    let words = report.locale.words;
    let plan = &one.plan;
    let persona = plan.persona.as_ref();
    let persona = persona.map(|text| words.say("segment.persona", &[("text", text)]));
    let pinned = one.pinned.as_ref();
    let pinned = pinned.map(|why| words.say("segment.pinned", &[("why", &sentence(why))]));
    let texts = [plan.description.clone(), persona, pinned];
    Card {
        segment: one.id.0,
        label: plan.label.clone(),
        badge: one.rank.map_or_else(String::new, |rank| rank.to_string()),
        texts: texts.into_iter().flatten().collect(),
        facts: facts(report, one),
        left: left(report, one),
        right: right(report, one),
        scores: words.word("segment.scores").to_owned(),
    }
}

fn facts(report: &Report, one: &Segment) -> Vec<Fact> {
    let (locale, plan) = (report.locale, &one.plan);
    let words = locale.words;
    let fact = |key: &str, text: Option<String>| Some(Fact::new(words.say(key, &[]), text?));
    let score = one.score.map(|score| {
        let parts = [score.value, report.method.highest].map(|value| locale.number(value, 2));
        words.say("segment.score", &[("n", &parts[0]), ("highest", &parts[1])])
    });
    let figures = one.leads.as_ref().map(|leads| &leads.figures);
    let leads = figures.map(|leads| {
        let [won, matched] = [leads.won, leads.matched].map(|leads| locale.whole(leads));
        let parts = [("won", won.as_str()), ("matched", &matched)];
        words.say("segment.leads-won", &parts)
    });
    let rate = figures.and_then(|leads| leads.rate);
    let rate = rate.map(|rate| wording::rate(report, rate));
    let expected = plan.expected_size.filter(|_| figures.is_none());
    let expected = expected.map(|leads| words.count("n-leads", leads, &locale.whole(leads)));
    let stage = plan
        .stage
        .map(|stage| words.say(&format!("stage.{}", stage.name()), &[]));
    let cycle = plan.cycle_days;
    let cycle = cycle.map(|days| words.count("n-days", days as u64, &locale.number(days, 1)));
    let said = [
        fact("ranking.score", score),
        fact("segment.likely", Some(likely(report, one))),
        fact("ranking.ahead", Some(ahead(report, one))),
        fact("segment.leads", leads),
        fact("segment.rate", rate),
        fact("segment.expected", expected),
        fact(
            "segment.lift",
            plan.expected_lift
                .map(|lift| locale.signed_percent(lift, 0)),
        ),
        fact("segment.cycle", cycle),
        fact("segment.stage", stage),
        fact("segment.owner", plan.owner.clone()),
    ];
    let said = said.into_iter().flatten();
    said.filter(|fact| !fact.text.is_empty()).collect()
}

/// Who it is and what it is told.
fn left(report: &Report, one: &Segment) -> Vec<Item> {
    let (words, plan) = (report.locale.words, &one.plan);
    let definition = report.study.plan().segment(one.id).definition.as_ref();
    let who = match definition {
        Some(definition) => {
            let said = wording::condition(report, &definition.condition);
            words.say("segment.who-words", &[("words", &said)])
        }
        None => words.word("segment.undefined").to_owned(),
    };
    let touchpoints = plan.touchpoints.iter().map(|one| {
        let channel = name_in_words(&one.channel);
        match &one.content {
            Some(content) => words.say(
                "segment.touchpoint",
                &[("channel", &channel), ("content", content)],
            ),
            None => channel,
        }
    });
    let items = [
        Item::new(words.word("segment.who"), vec![who]),
        Item::new(
            words.word("segment.message"),
            plan.message.iter().cloned().collect(),
        ),
        Item::new(words.word("segment.touchpoints"), touchpoints.collect()),
        Item::new(words.word("segment.evidence"), evidence(report, one)),
    ];
    items
        .into_iter()
        .filter(|one| !one.texts.is_empty())
        .collect()
}

fn evidence(report: &Report, one: &Segment) -> Vec<String> {
    let words = report.locale.words;
    let said = one.plan.evidence.iter().map(|one| {
        let kind = words.say(&format!("evidence.{}", one.kind.name()), &[]);
        match one.date {
            Some(day) => words.say(
                "segment.evidence-dated",
                &[("kind", &kind), ("date", &report.locale.date(day))],
            ),
            None => kind,
        }
    });
    said.map(|text| sentence(&text)).collect()
}

/// What is thought of it.
fn right(report: &Report, one: &Segment) -> Vec<Item> {
    let words = report.locale.words;
    let watch = watched(report, one).into_iter().take(MOST);
    let items = [
        qualifiers(report, one),
        Item::new(
            words.word("segment.watch"),
            watch.map(str::to_owned).collect(),
        ),
        Item::new(words.word("segment.flips"), flips(report, one)),
    ];
    items
        .into_iter()
        .filter(|one| !one.texts.is_empty())
        .collect()
}

/// The qualifiers that are not met, with the reasons that the plan gives.
fn qualifiers(report: &Report, one: &Segment) -> Item {
    let words = report.locale.words;
    let plan = report.study.plan().segment(one.id);
    let open = crate::plan::Qualifier::ALL.iter().filter_map(|which| {
        let judgement = plan.qualifiers.get(*which);
        (judgement.verdict != Verdict::Yes).then(|| {
            let name = words.say(which.name(), &[]);
            let verdict = words.say(judgement.verdict.name(), &[]);
            let parts = [("name", name.as_str()), ("verdict", &verdict)];
            match &judgement.because {
                Some(why) => {
                    let parts = [parts[0], parts[1], ("why", &sentence(why))];
                    words.say("segment.qualifier-why", &parts)
                }
                None => words.say("segment.qualifier", &parts),
            }
        })
    });
    let open: Vec<String> = open.collect();
    let met = report.locale.number(one.qualifiers_met, 1);
    match open.is_empty() {
        true => {
            let all = words.word("segment.all-met").to_owned();
            Item::new(words.word("segment.qualifiers-all"), vec![all])
        }
        false => Item::new(words.say("segment.qualifiers", &[("n", &met)]), open),
    }
}

/// The smallest changes of a score that move it past a neighbor.
fn flips(report: &Report, one: &Segment) -> Vec<String> {
    let words = report.locale.words;
    let label = |id| report.study.label(id);
    let said = |flip: &Flip| {
        let climb = (flip.lower == one.id).then_some(flip.climb).flatten();
        let slip = (flip.upper == one.id).then_some(flip.slip).flatten();
        let (key, change, other) = match (climb, slip) {
            (Some(change), _) => ("segment.climb", change, flip.upper),
            (None, Some(change)) => ("segment.slip", change, flip.lower),
            (None, None) => return None,
        };
        let [from, to] = [change.from, change.to].map(|score| report.locale.number(score, 2));
        let criterion = words.say(report.study.plan().scoring.name_of(change.criterion), &[]);
        let parts = [
            ("criterion", criterion.as_str()),
            ("from", &from),
            ("to", &to),
            ("label", label(other)),
        ];
        Some(words.say(key, &parts))
    };
    let flips = report.flips.iter().filter_map(said);
    flips.take(MOST).collect()
}
