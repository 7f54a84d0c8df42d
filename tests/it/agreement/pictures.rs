//! What the pictures of a report say to those who do not see them.

use super::facts::Stated;
use super::rankings::interval;
use super::text::{between, figures, from_html};

/// The descriptions of the pictures that a page of HTML shows.
pub(super) fn descriptions(page: &str, stated: &mut Stated) {
    let description = |id: &str| {
        let start = format!("<desc id=\"{id}-d\">");
        let text = between(page, &start, "</desc>").unwrap_or_default();
        from_html(text)
    };
    for piece in description("ranks").split("; ") {
        let Some((label, rest)) = piece.split_once(": score ") else {
            continue;
        };
        let said = figures(rest.split(". ").next().unwrap_or_default());
        stated.say(label, "score", said[0].as_str());
        interval(label, &said[1..], stated);
    }
    let map = description("ice-map");
    let bubbles = map.split_once(". ").map_or("", |(_, bubbles)| bubbles);
    for piece in bubbles.split("; ") {
        let Some((label, rest)) = piece.split_once(": Impact ") else {
            continue;
        };
        let (rank, label) = label.split_once(' ').unwrap();
        stated.say(label, "rank", rank);
        for (what, figure) in ["impact", "confidence", "ease"].iter().zip(figures(rest)) {
            stated.say(label, what, figure);
        }
    }
    for piece in description("lead-flow").split("; ") {
        let Some((label, rest)) = piece.split_once(" wins ") else {
            continue;
        };
        let said = figures(rest.split(". ").next().unwrap_or_default());
        stated.say(label, "won", said[0].as_str());
        stated.say(label, "matched", said[1].as_str());
    }
    let rates = description("rates");
    let rows = rates.split_once("interval. ").map_or("", |(_, rows)| rows);
    for piece in rows.split("; ") {
        let Some((label, rest)) = piece.rsplit_once(": ") else {
            continue;
        };
        for (what, figure) in ["rate", "rate_low", "rate_high"].iter().zip(figures(rest)) {
            stated.say(label, what, figure);
        }
    }
}
