//! The sheet of what the lead table says.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::{Book, Cell, HEAD, Table};
use crate::audit::SegmentAudit;
use crate::report::model::Segment;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(audit) = &book.report.study.audit else {
        return Ok(());
    };
    let whole = |number| book.report.locale.whole(number);
    let words = book.words();
    let about = words.say(
        "book.leads-about",
        &[
            ("leads", &whole(audit.leads)),
            ("excluded", &whole(audit.excluded)),
            ("covered", &whole(audit.covered)),
            ("default", &whole(audit.default.leads)),
            ("label", &book.report.default.label),
        ],
    );
    let counted = book.report.ranked.iter();
    let counted = counted.filter_map(|one| Some((one, &one.leads.as_ref()?.figures)));
    let last = book.table(
        sheet,
        &Table {
            title: words.word("leads"),
            about: &about,
            columns: vec![
                (words.word("book.rank-then"), 12.5),
                (words.word("ranking.segment"), 27.0),
                (words.word("ranking.fits"), 8.5),
                (words.word("ranking.wins"), 8.5),
                (words.word("book.taker"), 27.0),
                (words.word("book.taken"), 8.0),
                (words.word("book.outcomes"), 11.0),
                (words.word("book.known"), 8.5),
                (words.word("book.rate"), 9.0),
                (words.word("book.from"), 8.0),
                (words.word("book.to"), 8.0),
                (words.word("leads.others"), 11.5),
                (words.word("book.from"), 8.0),
                (words.word("book.to"), 8.0),
                (words.word("book.p"), 9.5),
                (words.word("book.reachable"), 10.5),
                (words.word("book.undecided"), 11.5),
                (words.word("book.won-so-far"), 14.0),
            ],
            rows: counted
                .map(|(one, figures)| row(book, one, figures))
                .collect(),
            frozen: 2,
            filtered: Some(17),
            printed: None,
        },
    )?;
    sheet.add_conditional_format(HEAD + 1, 3, last.max(HEAD + 1), 3, &book.formats.bar)?;
    Ok(())
}

fn row<'a>(book: &'a Book, segment: &Segment, leads: &SegmentAudit) -> Vec<Cell<'a>> {
    let formats = &book.formats;
    let count = |count: Option<u64>| Cell::Number(count.map(|count| count as f64), &formats.whole);
    let percent = |share: Option<f64>| Cell::Number(share, &formats.percent);
    let (taker, rate, difference) = (leads.lost_to.first(), leads.rate, leads.difference);
    let taken = taker.map_or("", |(taker, _)| &book.report.names[taker.0].label);
    vec![
        Cell::Number(segment.rank.map(|rank| rank as f64), &formats.rank),
        Cell::text(&segment.plan.label),
        count(Some(leads.matched)),
        count(Some(leads.won)),
        Cell::text(taken),
        count(taker.map(|(_, lost)| *lost)),
        count(Some(leads.outcomes)),
        count(Some(leads.outcome_known)),
        percent(rate.map(|one| one.rate)),
        percent(rate.map(|one| one.low)),
        percent(rate.map(|one| one.high)),
        percent(difference.map(|one| one.difference)),
        percent(difference.map(|one| one.low)),
        percent(difference.map(|one| one.high)),
        Cell::Number(difference.and_then(|one| one.p_adjusted), &formats.chance),
        count(leads.reachable),
        count(Some(leads.unknown)),
        count(book.report.study.won_so_far(segment.id)),
    ]
}
