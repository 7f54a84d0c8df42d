//! A test planned for next quarter, for people and as JSON, `segplan/design/v1`.

use serde_json::{Value, json as value};

use crate::audit::Audit;
use crate::plan::{Period, SegmentId};
use crate::render::document::{Cell, Column, Page, Table, Tone};
use crate::render::figures::{known, share};
use crate::render::json::{document, list};
use crate::review::{Design, GroupDesign, Needed};
use crate::study::Study;
use crate::text::words::{self, leads, percent, signed_percent, thousands};

/// A design and what it rests on.
pub(crate) struct Designing<'a> {
    pub(crate) study: &'a Study,
    pub(crate) audit: &'a Audit,
    pub(crate) design: &'a Design,
    /// Where the leads come from, in words.
    pub(crate) source: &'a str,
    /// What resolves these leads: `segplan resolve plan.yaml leads.csv`.
    pub(crate) command: &'a str,
}

/// The page for people: which lifts can be shown, what they take, and how to draw the groups.
pub(crate) fn page(designing: &Designing<'_>) -> Page {
    let title = &designing.study.plan().title;
    let mut page = Page::titled(&format!("{title}: a test of the messages"));
    for line in summary(designing) {
        page.line(line);
    }
    if designing.design.overall.rate.is_none() {
        return page;
    }
    expected(&mut page, designing);
    lifts(&mut page, designing);
    page.heading("Next step");
    page.item("Draw the groups before the messages go out, and keep the file until the review:");
    page.code(&format!(
        "{} -o assigned.csv --holdout {} --salt {}",
        designing.command,
        percent_exact(designing.design.share),
        salt(designing.study.plan().period)
    ));
    page
}

/// The answer in a few sentences.
fn summary(designing: &Designing<'_>) -> Vec<String> {
    let (design, audit) = (designing.design, designing.audit);
    let all = &design.overall;
    let read = format!("{} in {}", leads(audit.leads), designing.source);
    let Some(rate) = all.rate else {
        return vec![format!(
            "{read}; no lead that a segment wins has a known outcome, so no test can be planned. Name the \
             outcome in the plan, `outcome: converted = 1` below `leads`, and add leads that have one."
        )];
    };
    let mut lines = vec![format!(
        "{read}; segments win {}. Their outcome rate is {} (95 % interval {} to {}).",
        thousands(all.leads),
        share(rate.rate),
        share(rate.low),
        share(rate.high)
    )];
    lines.push(match all.smallest_detectable_lift {
        Some(lift) => format!(
            "With {} held out, all segments together show a lift of {} or more{}.",
            percent(design.share),
            percent(lift),
            at_half(design)
        ),
        None => format!(
            "With {} held out, all segments together are too few leads to show any lift.",
            percent(design.share)
        ),
    });
    lines.push(verdict(designing));
    lines
}

/// What half of the leads would show, where that is more.
fn at_half(design: &Design) -> String {
    let lift = design.overall.smallest_lift_at_half;
    match lift.filter(|_| design.share < 0.5) {
        Some(lift) => format!("; with half of them, {}", percent(lift)),
        None => String::new(),
    }
}

/// Which segments have enough leads for the lift that is expected of them.
fn verdict(designing: &Designing<'_>) -> String {
    let design = designing.design;
    let expecting = design.segments.iter();
    let expecting: Vec<(SegmentId, &GroupDesign, Needed)> = expecting
        .filter_map(|(id, one)| Some((*id, one, one.expected?)))
        .collect();
    let told = |is: &dyn Fn(&GroupDesign, &Needed) -> bool| -> Vec<&str> {
        let found = expecting.iter().filter(|(_, one, needed)| is(one, needed));
        found.map(|(id, ..)| designing.study.label(*id)).collect()
    };
    if expecting.is_empty() {
        return "No segment says which lift it is expected to bring: `expected_lift: 0.2` for 20 %."
            .to_owned();
    }
    let enough = told(&|one, needed| needed.is_enough(one.leads));
    let with_more = told(&|one, needed| !needed.is_enough(one.leads) && needed.share.is_some());
    let expecting = words::count(expecting.len(), "segment");
    let can = match enough.is_empty() {
        true => {
            format!("Of {expecting} with an expected lift, none has enough leads today to show it")
        }
        false => format!(
            "Of {expecting} with an expected lift, {} {} enough leads today to show it",
            words::list(&enough),
            if enough.len() == 1 { "has" } else { "have" }
        ),
    };
    let more = match with_more.is_empty() {
        true => String::new(),
        false => format!(
            "; with more held out, {} would have enough",
            words::list(&with_more)
        ),
    };
    format!("{can}{more}.")
}

/// A row for each segment, and one for all leads that are won.
fn all_groups<R>(
    designing: &Designing<'_>,
    row: impl Fn(&str, &GroupDesign) -> R,
) -> impl Iterator<Item = R> {
    let segments = designing.design.segments.iter();
    let segments = segments.map(|(id, one)| (designing.study.label(*id), one));
    let all = ("All segments together", &designing.design.overall);
    segments
        .chain([all])
        .map(move |(label, one)| row(label, one))
}

/// What the expected lift of each segment takes.
fn expected(page: &mut Page, designing: &Designing<'_>) {
    page.heading("What the expected lifts take");
    let design = designing.design;
    let row = |label: &str, one: &GroupDesign| {
        let needed = one.expected;
        let figure = |get: &dyn Fn(Needed) -> Option<String>| known(needed.and_then(get));
        let tone = match needed.is_some_and(|needed| needed.is_enough(one.leads)) {
            true => Tone::Good,
            false => Tone::Plain,
        };
        [
            Cell::from(label),
            Cell::from(thousands(one.leads)),
            known(one.rate.map(|rate| share(rate.rate))),
            known(one.smallest_detectable_lift.map(signed_percent)),
            figure(&|needed| Some(signed_percent(needed.lift))),
            figure(&|needed| needed.leads.map(thousands)).tone(tone),
            figure(&|needed| needed.held_out.map(thousands)),
            figure(&|needed| needed.weeks.map(weeks)),
            figure(&|needed| needed.share.map(percent)),
        ]
    };
    let broken = |title: &str, lines: &str| Column::numbers(title).or(lines);
    let mut table = Table::of([
        Column::names("Segment"),
        Column::numbers("Wins"),
        broken("Rate of wins", "Rate\nof wins"),
        broken("Shows today", "Shows\ntoday"),
        broken("Expected lift", "Ex-\npected"),
        broken("Leads needed", "Leads\nneeded"),
        broken("Of them held out", "Held\nout"),
        broken("Weeks to wait", "Weeks"),
        broken("Or hold out", "Or hold\nout"),
    ])
    .rows(all_groups(designing, row));
    table.note(format!(
        "Shows today: the smallest lift that the leads won show with {} held out.",
        percent(design.share)
    ));
    table.note(format!(
        "Leads needed: of both groups, with {} of them held out, so that four of five such tests show the \
         lift (two-sided, 5 %). The rate of wins stands for the rate without a message.",
        percent(design.share)
    ));
    table.note(match design.overall.leads_a_week {
        Some(a_week) => format!(
            "Weeks to wait: until that many leads have arrived, at {} a week in all.",
            words::grouped(a_week, 1)
        ),
        None => "Weeks to wait: unknown, as the plan names no `date` below `leads`.".to_owned(),
    });
    table.note("Or hold out: the smallest share at which the leads won today are enough; – if not even half is.");
    page.table(table);
}

/// The leads that several lifts take.
fn lifts(page: &mut Page, designing: &Designing<'_>) {
    page.heading("Leads needed for a lift of");
    let design = designing.design;
    let row = |label: &str, one: &GroupDesign| {
        let cells = one.lifts.iter().map(|needed| {
            let tone = match needed.is_enough(one.leads) {
                true => Tone::Good,
                false => Tone::Plain,
            };
            known(needed.leads.map(thousands)).tone(tone)
        });
        [label.into()]
            .into_iter()
            .chain(cells)
            .collect::<Vec<Cell>>()
    };
    let titles = design.overall.lifts.iter();
    let titles = titles.map(|needed| Column::numbers(&signed_percent(needed.lift)));
    let columns = [Column::names("Segment")].into_iter().chain(titles);
    page.table(Table::of(columns).rows(all_groups(designing, row)));
}

/// Whole weeks, or years where it is long.
fn weeks(weeks: f64) -> String {
    match weeks {
        weeks if weeks <= 0.0 => "0".to_owned(),
        weeks if weeks > 520.0 => "> 520".to_owned(),
        weeks => words::grouped(weeks.ceil(), 0),
    }
}

/// A share as `--holdout` takes it: `10%`, `12.5%`.
fn percent_exact(share: f64) -> String {
    format!("{}%", words::number(share * 100.0, 4))
}

/// What to draw with: the quarter that the plan is for, if it is for one.
fn salt(period: Option<Period>) -> String {
    let start = period.map(|period| period.start);
    start.map_or_else(
        || "NAME".to_owned(),
        |start| format!("q{}-{}", (start.month() - 1) / 3 + 1, start.year()),
    )
}

pub(crate) fn json(designing: &Designing<'_>) -> String {
    let (plan, design) = (designing.study.plan(), designing.design);
    let segments = list(&design.segments, |(id, one)| {
        let segment = plan.segment(*id);
        let mut told = value!({"segment": segment.name, "label": segment.label});
        if let (Value::Object(told), Value::Object(figures)) = (&mut told, group(one)) {
            told.extend(figures);
        }
        told
    });
    document(&value!({
        "schema": "segplan/design/v1",
        "plan": {"title": plan.title, "as_of": plan.as_of.date.to_string()},
        "summary": summary(designing),
        "source": designing.source,
        "leads": designing.audit.leads,
        "excluded": designing.audit.excluded,
        "share": design.share,
        "segments": segments,
        "overall": group(&design.overall),
    }))
}

fn group(one: &GroupDesign) -> Value {
    let needed = |needed: &Needed| {
        value!({
            "lift": needed.lift,
            "leads_needed": needed.leads,
            "held_out": needed.held_out,
            "share": needed.share,
            "weeks": needed.weeks,
        })
    };
    value!({
        "won": one.leads,
        "rate": one.rate,
        "leads_a_week": one.leads_a_week,
        "smallest_detectable_lift": one.smallest_detectable_lift,
        "smallest_lift_at_half": one.smallest_lift_at_half,
        "expected": one.expected.as_ref().map(needed),
        "lifts": list(&one.lifts, needed),
    })
}
