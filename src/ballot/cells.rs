//! What the cells of a filled ballot say.

use super::wording::{Certitude, is_dont_know};
use crate::import::{DecimalSign, Kind, WordMap, given};
use crate::plan::{Estimate, Scale};
use crate::sheet::{Cell, CellValue};
use crate::text::words;

/// What a scorer answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScoreAnswer {
    /// A score.
    Score(Estimate),
    /// "I don't know".
    DontKnow,
}

/// Words for a cell that is left empty.
const NOTHING: [&str; 8] = ["", "-", "–", "—", "n/a", "na", "tbd", "k.a."];

/// What a cell of a score and the one beside it, of how sure it is, say; `None` for no answer.
///
/// # Errors
/// What is wrong, for the cell of the score, or for the other one.
pub(super) fn answer(
    score: &Cell,
    certitude: &str,
    sign: DecimalSign,
    scale: Scale,
) -> Result<Option<ScoreAnswer>, Wrong> {
    let text = score.text.trim();
    if NOTHING.contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    if is_dont_know(text) {
        return Ok(Some(ScoreAnswer::DontKnow));
    }
    let certitude = Certitude::read(certitude).ok_or_else(|| {
        let said = words::shortened(certitude);
        Wrong::Certitude(format!("\"{said}\": write sure, roughly or unsure"))
    })?;
    let estimate = estimate(score, certitude, sign, scale).map_err(Wrong::Score)?;
    Ok(Some(ScoreAnswer::Score(estimate)))
}

/// What is wrong, and with which of two cells.
pub(super) enum Wrong {
    Score(String),
    Certitude(String),
}

fn estimate(
    cell: &Cell,
    certitude: Certitude,
    sign: DecimalSign,
    scale: Scale,
) -> Result<Estimate, String> {
    let [min, max] = [scale.min, scale.max].map(|end| words::number(end, 6));
    let shown = words::shortened(&cell.text);
    let write = format!("write a number from {min} to {max}");
    let number = given(cell, sign, &WordMap::default());
    let number = number.filter(|number| number.kind == Kind::Number);
    let Some(number) = number else {
        return Err(match cell.value {
            CellValue::Date => {
                format!("{shown} is a date; programs make dates of scores like 7-8: {write}")
            }
            CellValue::Error => format!("the cell shows the error {shown}: {write}"),
            _ => format!("\"{shown}\" is no score: {write}, or don't know"),
        });
    };
    let (low, high) = number.range.unwrap_or((number.value, number.value));
    if !scale.contains(low) || !scale.contains(high) {
        return Err(format!("{shown} is off the scale of {min} to {max}"));
    }
    let roughly = cell.text.trim_start().starts_with('~') && certitude == Certitude::Sure;
    Ok(match number.range {
        Some((low, high)) if low < high => Estimate::Range { low, high },
        _ if roughly => Certitude::Roughly.estimate(number.value, scale),
        _ => certitude.estimate(number.value, scale),
    })
}
