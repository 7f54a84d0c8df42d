//! Tables in columns, without lines, for a terminal.

use comfy_table::{ContentArrangement, Table, presets};

use super::diagnostics::human::Look;

/// Wider than this, a row is hard to follow.
const WIDEST: u16 = 160;

/// An empty table that fits the look.
pub(super) fn table(look: Look) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(look.width).map_or(WIDEST, |width| width.min(WIDEST)));
    match look.color {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    table
}

/// How many spaces stand between columns.
pub(super) fn gap(look: Look) -> u16 {
    if look.width < 100 { 1 } else { 2 }
}

/// The lines of a table, without spaces at their ends.
pub(super) fn lines(table: &Table) -> String {
    let text = table.to_string();
    let lines = text.lines().map(str::trim_end);
    lines.flat_map(|line| [line, "\n"]).collect()
}
