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
    let about = format!(
        "{} leads, {} excluded, {} with a segment of their own, {} for {}. As of the report: these do not follow the ranking.",
        whole(audit.leads),
        whole(audit.excluded),
        whole(audit.covered),
        whole(audit.default.leads),
        book.report.default.label
    );
    let counted = book.report.ranked.iter();
    let counted = counted.filter_map(|one| Some((one, &one.leads.as_ref()?.figures)));
    let last = book.table(
        sheet,
        &Table {
            title: "What the leads say",
            about: &about,
            columns: vec![
                ("Rank in the report", 12.5),
                ("Segment", 27.0),
                ("Fits", 8.5),
                ("Wins", 8.5),
                ("Loses most to", 27.0),
                ("Lost to it", 8.0),
                ("Outcomes", 11.0),
                ("Known", 8.5),
                ("Rate of leads won", 9.0),
                ("from", 8.0),
                ("to", 8.0),
                ("vs. others", 11.5),
                ("from", 8.0),
                ("to", 8.0),
                ("p, adjusted", 9.5),
                ("May be contacted", 10.5),
                ("Undecided", 11.5),
            ],
            rows: counted
                .map(|(one, figures)| row(book, one, figures))
                .collect(),
            frozen: 2,
            filtered: Some(16),
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
    ]
}
