//! Pictures of a report, as SVG drawn from its plain data. Each reads without color too: by
//! place, length, shade and number.

mod axis;
mod bump;
mod flow;
mod heat;
mod ice_map;
pub(crate) mod lettering;
mod overlap;
mod panel;
mod rates;
mod slope;
mod ranks;
mod rows;
mod scores;
mod svg;

pub(crate) use bump::bump;
pub(crate) use scores::scores;
pub use svg::Chart;
pub(crate) use svg::{Anchor, Mark, Shape, escape};

use super::Report;

/// The width of a page, in user units.
const WIDTH: f64 = 720.0;

/// The pictures of a report, in the order of its chapters; pictures without data are left out.
pub(crate) fn all(report: &Report) -> Vec<Chart> {
    [
        ice_map::draw(report),
        ranks::draw(report),
        heat::draw(report),
        panel::draw(report),
        flow::draw(report),
        overlap::draw(report),
        rates::draw(report),
        slope::since(report),
        slope::observed(report),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests;
