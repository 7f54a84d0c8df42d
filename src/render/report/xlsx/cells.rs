//! Cells that the formulas of other sheets read: where each sheet has what.

use super::book::Book;

/// Columns of the sheet Ranking.
pub(super) const RANK: &str = "A";
pub(super) const LABEL: &str = "B";
pub(super) const NAME: &str = "O";
pub(super) const MESSAGE: &str = "M";
pub(super) const OWNER: &str = "N";
pub(super) const PIN_IN_FORCE: &str = "R";
/// Columns of the sheet Qualifiers.
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
    format!("INDEX(Qualifiers!{values},MATCH(${NAME}{n},Qualifiers!{names},0))")
}

/// The rank that the `place`-th of those without a pin takes: on the sheet Order, the `place`-th
/// that no pin holds.
pub(super) fn free_rank(book: &Book, place: &str) -> String {
    let (ranks, free) = (book.column("A"), book.column("G"));
    format!("INDEX(Order!{ranks},MATCH({place},Order!{free},0))")
}
