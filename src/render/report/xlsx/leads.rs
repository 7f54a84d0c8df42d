//! The sheet of what the lead table says.

use rust_xlsxwriter::{ConditionalFormatDataBar, Worksheet, XlsxError};

use super::book::{Book, HEAD, cut, fit};
use crate::report::model::{Segment, SegmentLeads};

/// Width of the columns with names.
const LABELS: f64 = 27.0;

pub(super) fn write(book: &Book, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(leads) = &book.report.leads else {
        return Ok(());
    };
    let whole = |number| book.report.locale.whole(number);
    let about = format!(
        "{} leads, {} excluded, {} with a segment of their own, {} for {}. As of the report: these do not follow the ranking.",
        whole(leads.total),
        whole(leads.excluded),
        whole(leads.covered),
        whole(leads.default_leads),
        book.report.default.label
    );
    book.heading(sheet, "What the leads say", cut(&about))?;
    book.head(
        sheet,
        &[
            ("Rank in the report", 12.5),
            ("Segment", LABELS),
            ("Fits", 8.5),
            ("Wins", 8.5),
            ("Loses most to", LABELS),
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
    )?;
    let with_leads = book
        .report
        .ranked
        .iter()
        .filter_map(|one| Some((one, one.leads.as_ref()?)));
    let mut at = HEAD;
    for (segment, figures) in with_leads {
        at += 1;
        row(book, sheet, at, segment, figures)?;
    }
    let bar = ConditionalFormatDataBar::new()
        .set_fill_color(book.formats.bar)
        .set_solid_fill(true);
    sheet.add_conditional_format(HEAD + 1, 3, at.max(HEAD + 1), 3, &bar)?;
    sheet.autofilter(HEAD, 0, at.max(HEAD + 1), 16)?;
    sheet.set_freeze_panes(HEAD + 1, 2)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}

fn row(
    book: &Book,
    sheet: &mut Worksheet,
    at: u32,
    segment: &Segment,
    leads: &SegmentLeads,
) -> Result<(), XlsxError> {
    let formats = &book.formats;
    sheet.write_number_with_format(at, 0, segment.rank.unwrap_or(0) as f64, &formats.rank)?;
    book.text(sheet, at, 1, &segment.plan.label)?;
    let taker = leads.lost_to.first();
    let taken = taker.map_or("", |(taker, _)| &taker.label);
    book.text(sheet, at, 4, taken)?;
    fit(sheet, at, &[(&segment.plan.label, LABELS), (taken, LABELS)])?;
    let counts = [
        (2, Some(leads.matched)),
        (3, Some(leads.won)),
        (5, taker.map(|(_, lost)| *lost)),
        (6, Some(leads.outcomes)),
        (7, Some(leads.known)),
        (15, leads.reachable),
        (16, Some(leads.unknown)),
    ];
    // A line below each row, whatever it lacks.
    for column in 5..=16 {
        sheet.write_blank(at, column, &formats.whole)?;
    }
    for (column, count) in counts {
        if let Some(count) = count {
            sheet.write_number_with_format(at, column, count as f64, &formats.whole)?;
        }
    }
    for (column, interval) in [(8, leads.rate), (11, leads.difference)] {
        if let Some(one) = interval {
            for (step, share) in [one.at, one.low, one.high].into_iter().enumerate() {
                sheet.write_number_with_format(
                    at,
                    column + step as u16,
                    share,
                    &formats.percent,
                )?;
            }
        }
    }
    if let Some(p) = leads.p_adjusted {
        sheet.write_number_with_format(at, 14, p, &formats.chance)?;
    }
    Ok(())
}
