//! What the lead table says.

use super::model::{Block, Chapter, Column, Fact, Row, Table};
use super::wording;
use crate::audit::Reached;
use crate::plan::SegmentId;
use crate::report::Report;
use crate::report::model::{Leads, Segment, SegmentLeads};
use crate::text::words::share;

pub(super) fn chapter(report: &Report) -> Option<Chapter> {
    let leads = report.leads.as_ref()?;
    let words = report.locale.words;
    let outcome = report.study.plan().leads.outcome.as_ref();
    let mut blocks = vec![Block::Facts {
        facts: facts(report, leads),
    }];
    if let Some(outcome) = outcome {
        let said = wording::condition(report, &outcome.condition);
        let text = words.say("leads.success", &[("words", &said)]);
        blocks.push(Block::text(text));
    }
    blocks.push(Block::table(table(report, outcome.is_some())));
    blocks.extend(better(report).map(Block::text));
    blocks.push(Block::picture("lead-flow", words.word("leads.flow-figure")));
    Some(Chapter::new(report, "leads", blocks))
}

/// Which segments would reach more within the capacity; `None` if none would.
fn better(report: &Report) -> Option<String> {
    let set = report.study.capacity_audit.as_ref()?.best_set.as_ref()?;
    let words = report.locale.words;
    let labels = |ids: &[SegmentId]| words.list(ids.iter().map(|id| report.study.label(*id)));
    let more = match set.by {
        Reached::Value => report.locale.number(set.gain() as f64 / 1e6, 0),
        Reached::Leads | Reached::Outcomes => report.locale.whole(u64::try_from(set.gain()).ok()?),
    };
    if set.gain() <= 0 || set.out.is_empty() || set.into.is_empty() {
        return None;
    }
    let parts = [
        ("out", labels(&set.out)),
        ("in", labels(&set.into)),
        ("n", more),
    ];
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (*name, &text[..]))
        .collect();
    Some(words.say(&format!("leads.better.{}", set.by.name()), &parts))
}

fn facts(report: &Report, leads: &Leads) -> Vec<Fact> {
    let (locale, audit) = (report.locale, &leads.audit);
    let words = locale.words;
    let with_share = |number: u64, share: Option<f64>| match share {
        Some(share) => words.say(
            "leads.share",
            &[
                ("n", &locale.whole(number)),
                ("share", &locale.percent(share, 1)),
            ],
        ),
        None => locale.whole(number),
    };
    let open = audit.leads.saturating_sub(audit.excluded);
    let default = words.say("leads.default", &[("label", &report.default.label)]);
    let mut facts = vec![
        Fact::new(words.word("leads.all"), locale.whole(audit.leads)),
        Fact::new(words.word("leads.excluded"), locale.whole(audit.excluded)),
        Fact::new(
            words.word("leads.control"),
            locale.whole(audit.control.unwrap_or(0)),
        ),
        Fact::new(
            words.word("leads.covered"),
            with_share(audit.covered, leads.coverage),
        ),
        Fact::new(
            default,
            with_share(audit.default.leads, share(audit.default.leads, open)),
        ),
    ];
    if leads.outcome.is_some() {
        let outcomes = with_share(audit.outcomes, leads.rate);
        facts.push(Fact::new(words.word("leads.outcomes"), outcomes));
    }
    facts.retain(|fact| fact.text != "0");
    facts
}

fn table(report: &Report, outcome: bool) -> Table {
    let words = report.locale.words;
    let mut columns = vec![
        Column::figures(words.word("ranking.rank")),
        Column::text(words.word("ranking.segment")),
        Column::figures(words.word("ranking.fits")),
        Column::figures(words.word("ranking.wins")),
    ];
    if outcome {
        columns.push(Column::text(words.word("leads.rate")));
        columns.push(Column::figures(words.word("leads.fits-rate")));
        columns.push(Column::figures(words.word("leads.others")));
    }
    let rows = report.ranked.iter();
    let rows = rows.filter_map(|one| row(report, one, one.leads.as_ref()?, outcome));
    Table {
        caption: words.word("leads.caption").to_owned(),
        columns,
        rows: rows.collect(),
    }
}

fn row(report: &Report, one: &Segment, leads: &SegmentLeads, outcome: bool) -> Option<Row> {
    let (locale, figures) = (report.locale, &leads.figures);
    let words = locale.words;
    let or_none = |text: Option<String>| text.unwrap_or_else(|| words.word("none").to_owned());
    let mut cells = vec![
        one.rank?.to_string(),
        one.plan.label.clone(),
        locale.whole(figures.matched),
        locale.whole(figures.won),
    ];
    if outcome {
        let rate = figures.rate.map(|rate| wording::rate(report, rate));
        cells.push(or_none(rate));
        let rate = figures.matched_rate;
        cells.push(or_none(rate.map(|rate| locale.percent(rate.rate, 1))));
        let apart = figures.difference.map(|one| locale.points(one.difference));
        cells.push(or_none(apart));
    }
    Some(Row::new(cells, one.page.then_some(one.id.0)))
}
