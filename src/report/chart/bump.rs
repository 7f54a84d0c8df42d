//! Ranks over time: a column a plan, a way a segment.

use super::svg::Anchor::{End, Middle, Start};
use super::svg::Chart;
use super::{WIDTH, lettering};
use crate::history::{Course, History, PastReview};
use crate::text::words;

/// Where ranks begin, below the dates and what says where these are from.
const TOP: f64 = 52.0;
/// The height of a rank.
const DOWN: f64 = 26.0;
/// So many ranks are drawn.
const RANKS: usize = 100;

/// The picture of a history; in it, ways of segments that changed their rank stand out.
pub(crate) fn bump(history: &History) -> Chart {
    let last = history.reviews.len().saturating_sub(1);
    let most = history.most_ranked(0);
    let rows = most.min(RANKS);
    let ranked = |at: usize| {
        let courses = history.courses.iter();
        let shown = courses.filter_map(move |one| Some((one, one.rank(at)?)));
        shown.filter(|(_, rank)| *rank <= RANKS)
    };
    let room = |at| lettering::column(ranked(at).map(|(one, _)| one.label.as_str()), 60.0, 190.0);
    let (left, right) = (room(0) + 34.0, WIDTH - room(last) - 34.0);
    let x = |at: usize| match last {
        0 => left,
        _ => left + (right - left) * at as f64 / last as f64,
    };
    let y = |rank: usize| TOP + DOWN * (rank as f64 - 0.5);
    let title = history.reviews.last().map_or("", |one| one.title.as_str());
    let bottom = TOP + DOWN * rows as f64;
    let mut chart = Chart::new(
        "history",
        format!("{title}: ranks over time"),
        WIDTH,
        bottom + if most > rows { 30.0 } else { 12.0 },
    );
    if most > rows {
        let more = words::count(most - rows, "rank");
        let told = format!("{more} below these aren't drawn; the JSON output has them.");
        chart.text("c-s", [WIDTH / 2.0, bottom + 18.0], Middle, &told);
    }
    // Dates of many plans would run into each other.
    let every = (last + 1).div_ceil(7);
    for (at, review) in history.reviews.iter().enumerate() {
        chart.line("c-grid", [x(at), TOP - 6.0, x(at), bottom]);
        if (last - at).is_multiple_of(every) {
            chart.text("c-b", [x(at), 22.0], Middle, &date(review));
            chart.text("c-s", [x(at), 37.0], Middle, source(review));
        }
    }
    for course in &history.courses {
        let ranks: Vec<Option<usize>> = course.places.iter().map(|one| one.rank()).collect();
        for (at, pair) in ranks.windows(2).enumerate() {
            if let [Some(from), Some(to)] = *pair
                && from.max(to) <= RANKS
            {
                let ends = [x(at), y(from), x(at + 1), y(to)];
                let (class, width) = if from == to {
                    ("c-grid", 1.0)
                } else {
                    ("c-range", 4.0)
                };
                chart.stroke(class, width, &way(ends));
            }
        }
    }
    for at in 0..=last {
        for (_, rank) in ranked(at) {
            chart.circle("c-bubble", [x(at), y(rank)], 9.5);
            chart.text("c-on", [x(at), y(rank) + 4.0], Middle, &rank.to_string());
        }
    }
    let mut names = |at: usize, from: f64, anchor| {
        for (one, rank) in ranked(at) {
            chart.fitted("c-t", [from, y(rank) + 4.0], anchor, &one.label, 190.0);
        }
    };
    names(0, left - 16.0, End);
    if last > 0 {
        names(last, right + 16.0, Start);
    }
    chart.description = said(&history.courses);
    chart
}

/// Level at both ends, so that the eye keeps a way apart from those that it crosses.
fn way([x1, y1, x2, y2]: [f64; 4]) -> String {
    let middle = f64::midpoint(x1, x2);
    format!("M{x1:.1} {y1:.1}C{middle:.1} {y1:.1} {middle:.1} {y2:.1} {x2:.1} {y2:.1}")
}

fn date(review: &PastReview) -> String {
    let date = review.date.map(|(date, _)| date.to_string());
    date.unwrap_or_else(|| lettering::fit(&review.file, lettering::SIZE, 90.0))
}

fn source(review: &PastReview) -> &'static str {
    review
        .date
        .map_or("no date", |(_, source)| source.in_words())
}

/// The ranks of each segment in words, a plan after the other.
fn said(courses: &[Course]) -> String {
    let told = courses.iter().map(|course| {
        let ranks = course.places.iter().map(|place| match place.rank() {
            Some(rank) => rank.to_string(),
            None => "–".to_owned(),
        });
        format!("{}: {}", course.label, ranks.collect::<Vec<_>>().join(", "))
    });
    told.collect::<Vec<_>>().join("; ")
}
