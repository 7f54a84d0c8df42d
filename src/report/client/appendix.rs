//! What is parked or not scored, and how to read the report.

use super::model::{Block, Chapter, Column, Fact, Row, Table};
use super::wording;
use crate::plan::Third;
use crate::report::Report;
use crate::report::model::Segment;

pub(super) fn not_ranked(report: &Report) -> Option<Chapter> {
    let words = report.locale.words;
    let rows = report.parked.iter().chain(&report.unscored);
    let rows: Vec<Row> = rows.map(|one| row(report, one)).collect();
    (!rows.is_empty()).then(|| {
        let table = Table {
            caption: words.word("parked.caption").to_owned(),
            columns: vec![
                Column::text(words.word("parked.segment")),
                Column::figures(words.word("parked.score")),
                Column::text(words.word("parked.why")),
            ],
            rows,
        };
        Chapter::new(report, "parked", vec![Block::table(table)])
    })
}

fn row(report: &Report, one: &Segment) -> Row {
    let locale = report.locale;
    let score = one.score.map(|score| locale.number(score.value, 2));
    let why = match one.parked_because.is_empty() {
        true => {
            let names = locale.words.list(&one.missing);
            locale.words.say("parked.missing", &[("names", &names)])
        }
        false => wording::parked(report, one).join(" "),
    };
    Row::new(
        vec![
            one.plan.label.clone(),
            score.unwrap_or_else(|| locale.words.word("none").to_owned()),
            why,
        ],
        None,
    )
}

pub(super) fn method(report: &Report) -> Chapter {
    let (locale, scoring) = (report.locale, &report.study.plan().scoring);
    let words = locale.words;
    let number = |value| locale.number(value, 2);
    let third = match scoring.third {
        Third::Effort => words.word("method.effort"),
        Third::Ease => words.word("method.ease"),
    };
    let scores = words.say(
        "method.scores",
        &[
            ("min", &number(scoring.scale.min)),
            ("max", &number(scoring.scale.max)),
            ("third", third),
            ("formula", &report.method.formula_in_signs),
        ],
    );
    let draws = locale.whole(report.certainty.draws as u64);
    let texts = [
        scores,
        words.word("method.judgment").to_owned(),
        words.say("method.simulation", &[("n", &draws)]),
        words.say("method.order", &[("label", &report.default.label)]),
        words.word("method.qualifiers").to_owned(),
    ];
    let mut blocks: Vec<Block> = texts.map(Block::text).into();
    let counted: &[&str] = match report.leads {
        Some(_) => &["fits", "wins", "rate"],
        None => &[],
    };
    let terms = ["segment", "parked", "pinned", "open"];
    let terms = terms.iter().chain(counted).map(|term| {
        let name = words.say(&format!("term.{term}"), &[]);
        Fact::new(name, words.say(&format!("term.{term}.is"), &[]))
    });
    blocks.push(Block::Terms {
        heading: words.word("method.terms").to_owned(),
        facts: terms.collect(),
    });
    if report.study.has_panel() {
        blocks.push(Block::picture("panel", ""));
    }
    Chapter::new(report, "method", blocks)
}
