//! The sheet of the cut line: what each segment takes and adds, and how surely it makes the cut.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, Cell, HEAD, Table};
use crate::report::client::limits;
use crate::report::model::Segment;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let words = book.words();
    let limits = limits(book.report).unwrap_or_default();
    let about = words.say("book.capacity-about", &[("limits", &limits)]);
    let mut columns = vec![
        (words.word("book.rank-then"), 12.5),
        (words.word("ranking.segment"), 32.0),
        (words.word("book.cost"), 10.0),
        (words.word("book.cost-so-far"), 14.0),
        (words.word("ranking.cut"), 9.0),
        (words.word("book.chance"), 9.0),
    ];
    if book.report.leads.is_some() {
        columns.push((words.word("ranking.wins"), 9.0));
        columns.push((words.word("book.won-so-far"), 14.0));
    }
    let last = book.table(
        sheet,
        &Table {
            title: words.word("book.capacity"),
            about: &about,
            columns,
            rows: rows(book),
            frozen: 2,
            filtered: None,
            printed: None,
        },
    )?;
    sheet.add_conditional_format(HEAD + 1, 5, last.max(HEAD + 1), 5, &book.formats.bar)?;
    Ok(())
}

fn rows<'a>(book: &'a Book) -> Vec<Vec<Cell<'a>>> {
    let (report, formats) = (book.report, &book.formats);
    let mut so_far = 0.0;
    let mut row = |one: &Segment| {
        let is_in = one.cut.is_some_and(|cut| cut.is_in);
        if is_in {
            so_far += one.plan.cost.unwrap_or(0.0);
        }
        let side = if is_in { "book.in" } else { "book.out" };
        let mut cells = vec![
            Cell::Number(one.rank.map(|rank| rank as f64), &formats.rank),
            Cell::text(&one.plan.label),
            Cell::Number(one.plan.cost, &formats.number),
            Cell::Number(is_in.then_some(so_far), &formats.number),
            Cell::text(book.words().word(side)),
            Cell::Number(one.cut.map(|cut| cut.share), &formats.percent),
        ];
        if report.leads.is_some() {
            let won = one.leads.as_ref().map(|leads| leads.figures.won as f64);
            let total = report.study.won_so_far(one.id).map(|leads| leads as f64);
            cells.push(Cell::Number(won, &formats.whole));
            cells.push(Cell::Number(total, &formats.whole));
        }
        cells
    };
    report.ranked.iter().map(&mut row).collect()
}
