//! Ranks over time as a picture of letters: a line a rank, a column a plan, and a way of dots from each
//! segment's rank to its next one.

use std::ops::Range;

use super::{columns, heading};
use crate::history::{Course, History};

/// So many ranks are shown.
const RANKS: usize = 40;
/// Names take at most so many columns on either side.
const NAMES: usize = 28;
/// From a plan to the next so many columns are kept free of names.
const LEAST_STEP: usize = 12;
/// The most columns from a plan to the next.
const STEP: usize = 22;

/// The letter that stands for a plan, by its place among those shown.
pub(super) fn letter(place: usize) -> String {
    let letter = u8::try_from(place)
        .ok()
        .and_then(|place| b'A'.checked_add(place));
    letter.map_or_else(String::new, |letter| char::from(letter).to_string())
}

/// The picture in so many columns, 60 at least.
pub(super) fn bump(history: &History, shown: Range<usize>, width: usize) -> String {
    let plans = shown.len();
    let width = width.max(60);
    let reviews = &history.reviews[shown.clone()];
    let most = history.most_ranked(shown.start);
    let lines = most.min(RANKS);
    let [left, right] = [0, plans - 1].map(|at| names(history, shown.start + at, lines));
    let [left_room, right_room] = [&left, &right].map(|names| {
        let longest = names.iter().map(|name| columns(name)).max().unwrap_or(0);
        let free = width.saturating_sub(plans * LEAST_STEP) / 2;
        longest.min(free.clamp(LEAST_STEP, NAMES))
    });
    let number = most.to_string().len();
    // Left of the first number is a blank, right of the last one.
    let room = width.saturating_sub(left_room + right_room + 2 + number);
    let step = (room / (plans - 1).max(1)).clamp(number + 3, STEP);
    let dots: Vec<Dots> = (shown.start + 1..shown.end)
        .map(|to| Dots::between(history, [to - 1, to], [step - number - 2, lines]))
        .collect();
    let mut out = head(history, shown, left_room + 1, step, number);
    for line in 0..lines {
        out.extend([&fitted(&left[line], left_room, true), " "]);
        for (plan, review) in reviews.iter().enumerate() {
            let rank = (line < review.ranked).then(|| (line + 1).to_string());
            out += &padded(&rank.unwrap_or_default(), number, true);
            if let Some(dots) = dots.get(plan) {
                out.extend([" ", &dots.line(line), " "]);
            }
        }
        out.extend([" ", fitted(&right[line], right_room, false).trim_end()]);
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    if most > lines {
        out.extend([&" ".repeat(left_room + 1), "…\n"]);
    }
    out
}

/// The dates above the plans where there is room for them, else their letters.
fn head(history: &History, shown: Range<usize>, left: usize, step: usize, number: usize) -> String {
    let has_room = step > "2027-01-04".len();
    let mut line = " ".repeat(left);
    for (place, at) in shown.enumerate() {
        let letter = letter(place);
        let title = match has_room {
            true => heading(&history.reviews[at], &letter),
            false => padded(&letter, number, true),
        };
        line += &padded(&title, step, false);
    }
    format!("{}\n", line.trim_end())
}

/// The labels of the segments of a plan, by rank.
fn names(history: &History, at: usize, lines: usize) -> Vec<String> {
    let mut names = vec![String::new(); lines];
    let ranked = |course: &Course| Some((course.rank(at)?, course.label.clone()));
    for (rank, label) in history.courses.iter().filter_map(ranked) {
        if let Some(name) = names.get_mut(rank - 1) {
            *name = label;
        }
    }
    names
}

/// A text cut or filled up to so many columns.
fn fitted(text: &str, room: usize, to_the_right: bool) -> String {
    let text = crate::text::visible::visible(text);
    let mut short = text.to_string();
    while columns(&short) > room {
        let mut signs: Vec<char> = short.trim_end_matches('…').chars().collect();
        signs.pop();
        short = signs.into_iter().collect::<String>().trim_end().to_owned() + "…";
        if short == "…" {
            break;
        }
    }
    padded(&short, room, to_the_right)
}

/// A text filled up to so many columns.
fn padded(text: &str, room: usize, to_the_right: bool) -> String {
    let pad = " ".repeat(room.saturating_sub(columns(text)));
    match to_the_right {
        true => pad + text,
        false => text.to_owned() + &pad,
    }
}

/// A field of Braille signs, each of which holds two dots by four.
#[derive(Debug, Clone)]
struct Dots {
    wide: usize,
    signs: Vec<u8>,
}

impl Dots {
    fn new(wide: usize, high: usize) -> Self {
        Self {
            wide,
            signs: vec![0; wide * high],
        }
    }

    /// The ways from the ranks of a plan to those of another, in a field of so many columns and lines.
    fn between(history: &History, [from, to]: [usize; 2], [wide, high]: [usize; 2]) -> Self {
        let mut dots = Self::new(wide, high);
        for course in &history.courses {
            if let (Some(from), Some(to)) = (course.rank(from), course.rank(to)) {
                dots.join(from - 1, to - 1);
            }
        }
        dots
    }

    /// A way from the middle of a line at the left end to that of another at the right end.
    fn join(&mut self, from: usize, to: usize) {
        let across = self.wide * 2;
        let [from, to] = [from, to].map(|line| line as f64 * 4.0 + 1.0);
        // Finely enough that no line is left out, however steep the way is.
        let parts = (across * 4).max((to - from).abs() as usize * 2);
        for part in 0..=parts {
            let along = part as f64 / parts as f64;
            // Level at both ends, so that the eye keeps a way apart from those that it crosses.
            let eased = along * along * (3.0 - 2.0 * along);
            let x = (along * (across.saturating_sub(1)) as f64).round() as usize;
            let y = (from + (to - from) * eased).round() as usize;
            self.dot(x, y);
        }
    }

    fn dot(&mut self, x: usize, y: usize) {
        /// The dots of a sign, by line and column.
        const DOTS: [[u8; 2]; 4] = [[1, 8], [2, 16], [4, 32], [64, 128]];
        if let Some(sign) = self.signs.get_mut(y / 4 * self.wide + x / 2) {
            *sign |= DOTS[y % 4][x % 2];
        }
    }

    fn line(&self, line: usize) -> String {
        let signs = self.signs.iter().skip(line * self.wide).take(self.wide);
        let sign = |dots: &u8| match dots {
            0 => ' ',
            dots => char::from_u32(0x2800 + u32::from(*dots)).unwrap_or(' '),
        };
        signs.map(sign).collect()
    }
}
