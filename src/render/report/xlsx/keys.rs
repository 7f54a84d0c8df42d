//! The plan's formula and its ordering keys as formulas of a sheet, and the cells that they read.

use super::book::Book;
use crate::plan::{Criterion, Formula, OrderKey, Scoring, Third};
use crate::report::model::Segment;

/// A number as a formula takes it: plain digits, whatever the language.
pub(super) fn literal(number: f64) -> String {
    format!("{number}")
}

/// The score of a row, from the cells of Impact, Confidence and Ease or Effort.
pub(super) fn score(scoring: &Scoring, [impact, confidence, third]: &[String; 3]) -> String {
    let weight = |criterion| *scoring.weights.get(criterion);
    let [wi, wc, we] = [Criterion::Impact, Criterion::Confidence, Criterion::Ease].map(weight);
    let turned = turned(scoring, third);
    let (ease, effort) = match scoring.third {
        Third::Ease => (third, &turned),
        Third::Effort => (&turned, third),
    };
    let total = wi + wc + we;
    match scoring.formula {
        Formula::Mean => {
            let [wi, wc, we, total] = [wi, wc, we, total].map(literal);
            format!("({wi}*{impact}+{wc}*{confidence}+{we}*{ease})/{total}")
        }
        Formula::GeometricMean => product(&[
            (impact, wi / total),
            (confidence, wc / total),
            (ease, we / total),
        ]),
        Formula::Ratio => {
            let above = product(&[(impact, wi), (confidence, wc)]);
            format!("({above})/({})", product(&[(effort, we)]))
        }
        Formula::Product => product(&[(impact, wi), (confidence, wc), (ease, we)]),
    }
}

/// A score at the same distance from the other end of the scale.
fn turned(scoring: &Scoring, cell: &str) -> String {
    format!(
        "({}-{cell})",
        literal(scoring.scale.min + scoring.scale.max)
    )
}

/// A product of powers; what counts nothing is left out, since a sheet knows no 0^0.
fn product(factors: &[(&str, f64)]) -> String {
    let factors: Vec<String> = factors
        .iter()
        .filter(|(_, weight)| *weight != 0.0)
        .map(|(cell, weight)| match *weight == 1.0 {
            true => (*cell).to_owned(),
            false => format!("{cell}^{}", literal(*weight)),
        })
        .collect();
    if factors.is_empty() {
        "1".to_owned()
    } else {
        factors.join("*")
    }
}

/// A value to 12 significant digits, as segplan compares.
pub(super) fn rounded(value: &str) -> String {
    format!("IF(({value})=0,0,ROUND({value},11-INT(LOG10(ABS({value})))))")
}

/// The cells of a row that ordering keys read.
pub(super) struct Cells<'a> {
    pub(super) scores: [String; 3],
    pub(super) score: String,
    pub(super) met: String,
    /// The verdict on a qualifier, by its name.
    pub(super) verdict: &'a dyn Fn(&str) -> String,
    /// Yes, partly and no, as the cells have them.
    pub(super) answers: &'a [String; 3],
}

/// An ordering key of a row: higher is further ahead.
pub(super) fn key(scoring: &Scoring, which: OrderKey, cells: &Cells, segment: &Segment) -> String {
    let [impact, confidence, third] = &cells.scores;
    match which {
        OrderKey::Score => rounded(&cells.score),
        OrderKey::Criterion(Criterion::Impact) => rounded(impact),
        OrderKey::Criterion(Criterion::Confidence) => rounded(confidence),
        OrderKey::Criterion(Criterion::Ease) => match scoring.third {
            Third::Effort => rounded(&turned(scoring, third)),
            Third::Ease => rounded(third),
        },
        OrderKey::QualifiersMet => cells.met.clone(),
        // An unknown cycle comes last.
        OrderKey::CycleDays => match segment.plan.cycle_days {
            Some(days) => literal(-days),
            None => "-1E+99".to_owned(),
        },
        OrderKey::Qualifier(which) => {
            let verdict = (cells.verdict)(which.name());
            let [yes, partly, no] = cells.answers;
            format!(
                "IF({verdict}=\"{yes}\",3,IF({verdict}=\"{partly}\",2,IF({verdict}=\"{no}\",0,1)))"
            )
        }
    }
}

/// Whether another row is ahead: by the first key, between equals by the next, in the end by the
/// place in the file. Columns are whole (`$S$5:$S$16`), cells those of the row.
pub(super) fn ahead(keys: &[(String, String)], place: &(String, String)) -> String {
    let last = format!("({}<{})", place.0, place.1);
    keys.iter().rev().fold(last, |rest, (column, cell)| {
        format!("(({column}>{cell})+({column}={cell})*{rest})")
    })
}

/// Columns of the sheet Ranking.
pub(super) const RANK: &str = "A";
pub(super) const LABEL: &str = "B";
pub(super) const NAME: &str = "O";
pub(super) const MESSAGE: &str = "M";
pub(super) const OWNER: &str = "N";
pub(super) const PIN_IN_FORCE: &str = "R";
pub(super) const SCORE: &str = "F";
/// The place in the plan, by which the client's edition tells segments apart.
pub(super) const PLACE: &str = "P";
/// Columns of the sheet Qualifiers. The first has names, or places in the client's edition.
const NAME_OF_VERDICTS: &str = "K";
pub(super) const MET: &str = "G";
pub(super) const PARKED: &str = "I";

/// The column of a qualifier's verdicts on the sheet Qualifiers.
pub(super) fn letter_of(qualifier: &str) -> &'static str {
    match qualifier {
        "relevant" => "C",
        "actionable" => "D",
        "distinguishable" => "E",
        "stable" => "F",
        _ => "B", // measurable
    }
}

/// A cell of the sheet Qualifiers for the segment of a row of the ranking, found by its name, so
/// that either sheet may be sorted.
pub(super) fn verdict_cell(book: &Book, n: u32, letter: &str) -> String {
    let (values, names) = (book.column(letter), book.column(NAME_OF_VERDICTS));
    let sheet = book.words().word("book.qualifiers");
    let own = if book.is_for_client() { PLACE } else { NAME };
    format!("INDEX({sheet}!{values},MATCH(${own}{n},{sheet}!{names},0))")
}

/// The rank of the `place`-th without a pin: the `place`-th of the sheet Order that no pin holds.
pub(super) fn free_rank(book: &Book, place: &str) -> String {
    let (ranks, free) = (book.column("A"), book.column("G"));
    let sheet = book.words().word("book.order");
    format!("INDEX({sheet}!{ranks},MATCH({place},{sheet}!{free},0))")
}
