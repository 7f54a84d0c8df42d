//! The ranked table.

use super::model::{Block, Chapter, Column, Row, Table};
use crate::order::Sureness;
use crate::report::Report;
use crate::report::model::Segment;
use crate::study::AheadBy;
use crate::text::words::sentence;

pub(super) fn chapter(report: &Report) -> Option<Chapter> {
    let words = report.locale.words;
    if report.ranked.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::table(table(report))];
    for one in &report.ranked {
        if let (Some(rank), Some(why)) = (one.rank, &one.pinned) {
            let parts = [
                ("label", one.plan.label.as_str()),
                ("rank", &rank.to_string()),
                ("why", &sentence(why)),
            ];
            let text = words.say("ranking.pinned", &parts);
            blocks.push(Block::text(text));
        }
    }
    let text = words.say("ranking.default", &[("label", &report.default.label)]);
    blocks.push(Block::text(text));
    Some(Chapter::new(report, "ranking", blocks))
}

fn table(report: &Report) -> Table {
    let words = report.locale.words;
    let counted = report.leads.is_some();
    let mut columns = vec![
        Column::figures(words.word("ranking.rank")),
        Column::text(words.word("ranking.segment")),
        Column::figures(words.word("ranking.score")),
        Column::text(words.word("ranking.likely")),
        Column::text(words.word("ranking.ahead")),
        Column::text(words.word("ranking.message")),
    ];
    if report.cut.is_some() {
        columns.insert(5, Column::text(words.word("ranking.cut")));
    }
    if counted {
        columns.push(Column::figures(words.word("ranking.fits")));
        columns.push(Column::figures(words.word("ranking.wins")));
    }
    let number = |value| report.locale.number(value, 2);
    let draws = report.locale.whole(report.certainty.draws as u64);
    let parts = [
        ("formula", report.method.formula_in_signs.as_str()),
        ("lowest", &number(report.method.lowest)),
        ("highest", &number(report.method.highest)),
        ("n", &draws),
    ];
    let mut caption = words.say("ranking.caption", &parts);
    if counted {
        caption = format!("{caption} {}", words.word("ranking.caption-leads"));
    }
    if let Some(limits) = limits(report) {
        let cut = words.say("ranking.caption-cut", &[("limits", &limits)]);
        caption = format!("{caption} {cut}");
    }
    let below = report.ranked.iter().skip(1).map(Some).chain([None]);
    Table {
        caption,
        columns,
        rows: report
            .ranked
            .iter()
            .zip(below)
            .map(|(one, below)| row(report, one, below))
            .collect(),
    }
}

fn row(report: &Report, one: &Segment, below: Option<&Segment>) -> Row {
    let locale = report.locale;
    let group = |one: &Segment| one.certainty.as_ref().map(|sure| sure.draws.group);
    let mut cells = vec![
        one.rank.map_or_else(String::new, |rank| rank.to_string()),
        one.plan.label.clone(),
        one.score
            .map_or_else(String::new, |score| locale.number(score.value, 2)),
        likely(report, one),
        ahead(report, one),
        one.plan.message.clone().unwrap_or_default(),
    ];
    if let Some(cut) = one.cut {
        let key = if cut.is_in { "cut.in" } else { "cut.out" };
        let share = locale.percent(cut.share, 0);
        cells.insert(5, locale.words.say(key, &[("share", &share)]));
    }
    if report.leads.is_some() {
        let figures = one.leads.as_ref().map(|leads| &leads.figures);
        let whole =
            |leads: Option<u64>| leads.map_or("–".to_owned(), |leads| locale.whole(leads));
        cells.push(whole(figures.map(|one| one.matched)));
        cells.push(whole(figures.map(|one| one.won)));
    }
    Row {
        cells,
        segment: one.page.then_some(one.id.0),
        clear: below.is_some_and(|below| group(one) != group(below)),
        cut: below.is_some() && report.cut.as_ref().map(|cut| cut.below) == one.rank,
    }
}

/// What the team can serve; `None` if the plan does not say.
pub(crate) fn limits(report: &Report) -> Option<String> {
    let (locale, capacity) = (report.locale, report.study.plan().capacity.as_ref()?);
    let segments = capacity.segments.map(|most| {
        let written = locale.whole(most as u64);
        locale.words.count("n-segments", most as u64, &written)
    });
    let cost = capacity.cost.map(|most| {
        let unit = capacity.unit.as_deref().unwrap_or_default();
        format!("{} {unit}", locale.number(most, 2))
            .trim_end()
            .to_owned()
    });
    Some(locale.words.list([segments, cost].into_iter().flatten()))
}

/// `2`, `2 to 5`
pub(crate) fn likely(report: &Report, one: &Segment) -> String {
    let Some(sure) = &one.certainty else {
        return String::new();
    };
    let (low, high) = (sure.draws.rank_low, sure.draws.rank_high);
    match low == high {
        true => low.to_string(),
        false => report.locale.words.say(
            "to",
            &[("from", &low.to_string()), ("to", &high.to_string())],
        ),
    }
}

/// How sure it is that a segment is ahead of the next: `likely, 86 %`; empty for the last.
pub(crate) fn ahead(report: &Report, one: &Segment) -> String {
    let Some(sure) = &one.certainty else {
        return String::new();
    };
    let Some(word) = certainty_word(report, one) else {
        return String::new();
    };
    match sure.share_ahead {
        Some(share) => {
            let share = report.locale.percent(share, 0);
            let parts = [("word", word), ("share", &share)];
            report.locale.words.say("certainty.share", &parts)
        }
        None => word.to_owned(),
    }
}

/// The word for what puts a segment ahead of the next.
fn certainty_word(report: &Report, one: &Segment) -> Option<&'static str> {
    let words = report.locale.words;
    Some(match report.study.row(one.id)?.ahead_by? {
        AheadBy::Pin => words.word("certainty.pinned"),
        AheadBy::PinBelow => words.word("certainty.next-pinned"),
        AheadBy::TieBreak(_) => words.word("certainty.tied"),
        AheadBy::Keys(Sureness::Sure) => words.word("certainty.sure"),
        AheadBy::Keys(Sureness::Likely) => words.word("certainty.likely"),
        AheadBy::Keys(Sureness::Leaning) => words.word("certainty.leaning"),
        AheadBy::Keys(Sureness::TossUp) => words.word("certainty.toss-up"),
        AheadBy::Keys(Sureness::Disagrees) => words.word("certainty.disagrees"),
    })
}
