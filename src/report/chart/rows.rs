//! Rows of a picture, a segment each: its rank, its name, and room for what is drawn beside them.

use super::svg::Anchor::{End, Start};
use super::svg::Chart;
use super::{WIDTH, lettering};
use crate::report::Report;
use crate::report::model::Segment;

/// Where the rows begin.
pub(super) const TOP: f64 = 44.0;
/// Beyond this many rows a picture shows the first ones and says so.
pub(super) const MOST_ROWS: usize = 60;
/// Where names begin; ranks end before them.
pub(super) const NAMES: f64 = 30.0;

/// The rows of a picture, from the top down.
pub(super) struct Rows<'a> {
    /// The segments that are shown, and what is drawn of each.
    pub(super) shown: Vec<&'a Segment>,
    /// How many there are, those that are not shown among them.
    all: usize,
    /// The height of a row.
    pub(super) down: f64,
    names: f64,
}

impl<'a> Rows<'a> {
    /// The ranked segments that a picture is about; `None` if it is about no segment. `down` is
    /// the height of a row where there are few.
    pub(super) fn new(
        report: &'a Report,
        down: f64,
        is_about: impl Fn(&Segment) -> bool,
    ) -> Option<Self> {
        let mut shown: Vec<&Segment> = report.ranked.iter().filter(|one| is_about(one)).collect();
        let all = shown.len();
        shown.truncate(MOST_ROWS);
        let labels = shown.iter().map(|one| one.plan.label.as_str());
        let names = lettering::column(labels, 60.0, 210.0);
        (all > 0).then_some(Self {
            all,
            down: if shown.len() > 30 { 17.0 } else { down },
            names,
            shown,
        })
    }

    /// Where the names end and the rest begins.
    pub(super) fn left(&self) -> f64 {
        NAMES + self.names + 12.0
    }

    /// Where the last row ends.
    pub(super) fn bottom(&self) -> f64 {
        TOP + self.down * self.shown.len() as f64
    }

    /// The middle of a row, from 0.
    pub(super) fn middle(&self, place: usize) -> f64 {
        TOP + self.down * (place as f64 + 0.5)
    }

    /// A picture high enough for the rows and `below` them, with rank and name of each.
    pub(super) fn chart(&self, id: &str, title: &str, below: f64) -> Chart {
        let mut chart = Chart::new(id, title, WIDTH, self.bottom() + below);
        for (place, one) in self.shown.iter().enumerate() {
            let base = self.middle(place) + 4.0;
            let rank = one.rank.unwrap_or(place + 1).to_string();
            chart.text("c-s", [22.0, base], End, &rank);
            let name = &one.plan.label;
            chart.fitted("c-t", [NAMES, base], Start, name, self.names + 1.0);
        }
        chart
    }

    /// Small print below the rows: some remarks, and how many segments are not shown.
    pub(super) fn small_print(&self, chart: &mut Chart, report: &Report, remarks: &[&str]) {
        let more = beyond(report, self.all, self.shown.len());
        let lines = [remarks, &[&more]].concat();
        chart.small_print([NAMES, self.bottom() + 22.0], &lines);
    }

    /// What a picture shows in words: so much of the first rows.
    pub(super) fn in_words(&self, say: impl Fn(&Segment) -> Option<String>) -> String {
        let first = self.shown.iter().take(12);
        let said: Vec<String> = first.filter_map(|one| say(one)).collect();
        said.join("; ")
    }
}

/// What a picture says about rows that it has no room for; empty if it shows them all.
pub(super) fn beyond(report: &Report, all: usize, shown: usize) -> String {
    match all.saturating_sub(shown) {
        0 => String::new(),
        more => report.locale.words.say(
            "chart.more",
            &[("shown", &shown.to_string()), ("more", &more.to_string())],
        ),
    }
}
