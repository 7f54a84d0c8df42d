//! Pictures of a report, as SVG drawn from its plain data. Each reads without color too: by
//! place, length, shade and number.

mod axis;
mod flow;
mod heat;
mod ice_map;
mod lettering;
mod overlap;
mod rates;
mod ranks;
mod scores;
mod svg;

pub(crate) use scores::scores;
pub use svg::Chart;

use super::Report;

/// Beyond this many rows a picture shows the first ones and says so.
const MOST_ROWS: usize = 60;

/// What a picture says of those it has no room for; nothing where it shows them all.
fn beyond(all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => format!("The first {shown}; {more} more follow in the table."),
    }
}

/// The pictures of a report that its data allows, in the order of its chapters.
#[must_use]
pub fn all(report: &Report) -> Vec<Chart> {
    [
        ice_map::draw(report),
        ranks::draw(report),
        heat::draw(report),
        flow::draw(report),
        overlap::draw(report),
        rates::draw(report),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests;
