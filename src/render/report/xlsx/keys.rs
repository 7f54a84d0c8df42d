//! The plan's formula and its ordering keys as formulas of a sheet.

use crate::report::model::{Method, Segment};

/// A number as a formula takes it: plain digits, whatever the language.
pub(super) fn literal(number: f64) -> String {
    format!("{number}")
}

/// The score of a row, from the cells of Impact, Confidence and Ease or Effort.
pub(super) fn score(method: &Method, [impact, confidence, third]: [&str; 3]) -> String {
    let [wi, wc, we] = method.weights;
    let turned = |cell: &str| format!("({}-{cell})", literal(method.min + method.max));
    let ease = if method.third == "effort" {
        turned(third)
    } else {
        third.to_owned()
    };
    let effort = if method.third == "effort" {
        third.to_owned()
    } else {
        turned(third)
    };
    match method.formula {
        "mean" => format!(
            "({}*{impact}+{}*{confidence}+{}*{ease})/{}",
            literal(wi),
            literal(wc),
            literal(we),
            literal(wi + wc + we)
        ),
        "geometric_mean" => {
            let total = wi + wc + we;
            product(&[
                (impact, wi / total),
                (confidence, wc / total),
                (&ease, we / total),
            ])
        }
        "ratio" => {
            let above = product(&[(impact, wi), (confidence, wc)]);
            format!("({above})/({})", product(&[(&effort, we)]))
        }
        _ => product(&[(impact, wi), (confidence, wc), (&ease, we)]),
    }
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
    pub(super) scores: [&'a str; 3],
    pub(super) score: &'a str,
    pub(super) met: &'a str,
    /// The verdict on a qualifier, by its name.
    pub(super) verdict: &'a dyn Fn(&str) -> String,
}

/// An ordering key of a row: higher is further ahead.
pub(super) fn key(method: &Method, name: &str, cells: &Cells, segment: &Segment) -> String {
    let [impact, confidence, third] = cells.scores;
    match name {
        "score" => rounded(cells.score),
        "impact" => rounded(impact),
        "confidence" => rounded(confidence),
        "ease" if method.third == "effort" => {
            rounded(&format!("({}-{third})", literal(method.min + method.max)))
        }
        "ease" => rounded(third),
        "qualifiers_met" => cells.met.to_owned(),
        // An unknown cycle comes last.
        "cycle_days" => segment
            .plan
            .cycle_days
            .map_or_else(|| "-1E+99".to_owned(), |days| literal(-days)),
        qualifier => {
            let verdict = (cells.verdict)(qualifier);
            format!("IF({verdict}=\"yes\",3,IF({verdict}=\"partly\",2,IF({verdict}=\"no\",0,1)))")
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
