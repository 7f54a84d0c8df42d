//! As Markdown.

use super::table::{Cell, Holds, Table};
use super::{Block, Page};
use crate::render::escape::escape;
use crate::text::visible::visible_lines;

/// The page as Markdown: blocks parted by empty lines, except the items of a list.
pub(super) fn write(page: &Page) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in page.blocks.iter().filter(|one| **one != Block::Gap) {
        let listed = matches!(
            block,
            Block::Item(_) | Block::Subitem(_) | Block::Numbered(..) | Block::Term(..)
        );
        let goes_on = in_list && listed;
        if !out.is_empty() && !goes_on {
            out.push('\n');
        }
        out.push_str(&text_of(block));
        in_list = listed;
    }
    let tables = page.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for (_, note) in tables.flat_map(|table| &table.notes) {
        out.extend(["\n", &escape(note), "\n"]);
    }
    out
}

/// One block with its line breaks.
fn text_of(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("# {}\n", escape(text)),
        Block::Heading(_, text) => format!("## {}\n", escape(text)),
        Block::Line(text) => format!("{}\n", escape(text)),
        Block::Marked(_, mark, text) => format!("{}: {}\n", escape(mark), escape(text)),
        Block::Gap => String::new(),
        Block::Item(text) => format!("- {}\n", escape(text)),
        Block::Subitem(text) => format!("  - {}\n", escape(text)),
        Block::Numbered(number, text) => format!("{number}. {}\n", escape(text)),
        Block::Term(name, _, text) => format!("- **{}** {}\n", escape(name), escape(text)),
        Block::Prose(text) => format!("{}\n", text.replace('\n', "\n\n")),
        Block::Code(text) => format!("```yaml\n{}\n```\n", visible_lines(text)),
        Block::Table(table) => rows_of(table),
    }
}

fn rows_of(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = table.columns.iter().map(|column| escape(&column.title));
    let rule = table.columns.iter().map(|_| "---".to_owned());
    let drawn = |place: usize| match &table.line {
        Some((below, text)) if *below == place => line(across(table, text)),
        _ => String::new(),
    };
    let rows = table.rows.iter().enumerate().map(|(place, row)| {
        let cells = row.iter().map(shown).collect();
        drawn(place) + &line(cells)
    });
    [line(head.collect()), line(rule.collect())]
        .into_iter()
        .chain(rows)
        .collect()
}

/// The cells of a row that says one thing, where names stand.
fn across(table: &Table, text: &str) -> Vec<String> {
    let names = table
        .columns
        .iter()
        .position(|one| one.holds == Holds::Names);
    let mut cells = vec![String::new(); table.columns.len()];
    if let Some(cell) = names.and_then(|place| cells.get_mut(place)) {
        *cell = format!("**{}**", escape(text));
    }
    cells
}

fn shown(cell: &Cell) -> String {
    match cell.own_words {
        true => cell.text.clone(),
        false => escape(&cell.text),
    }
}
