//! Ways of SVG paths as points, for shapes that have no path language.

/// A step of a way; points are in the picture's own units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Move([f64; 2]),
    Line([f64; 2]),
    Curve([[f64; 2]; 3]),
    Close,
}

/// The steps of a way that is written with the letters that the pictures use: M, L, H, C and the
/// relative l, h, v and z. What comes after any other letter is left out.
pub(super) fn steps(way: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = [0.0, 0.0];
    for part in split(way) {
        let mut letters = part.chars();
        let letter = letters.next().unwrap_or(' ');
        let numbers = numbers(letters.as_str());
        let step = match (letter, numbers.as_slice()) {
            ('M', [x, y]) => Step::Move([*x, *y]),
            ('L', [x, y]) => Step::Line([*x, *y]),
            ('H', [x]) => Step::Line([*x, at[1]]),
            ('l', [x, y]) => Step::Line([at[0] + x, at[1] + y]),
            ('h', [x]) => Step::Line([at[0] + x, at[1]]),
            ('v', [y]) => Step::Line([at[0], at[1] + y]),
            ('C', [x1, y1, x2, y2, x, y]) => Step::Curve([[*x1, *y1], [*x2, *y2], [*x, *y]]),
            ('z', []) => Step::Close,
            _ => continue,
        };
        at = match step {
            Step::Move(to) | Step::Line(to) | Step::Curve([_, _, to]) => to,
            Step::Close => at,
        };
        steps.push(step);
    }
    steps
}

/// The parts of a way, each from its letter.
fn split(way: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = way
        .char_indices()
        .filter(|(_, sign)| sign.is_ascii_alphabetic())
        .map(|(at, _)| at)
        .collect();
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([way.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .filter_map(move |(from, to)| way.get(from..to))
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split([' ', ',']).filter(|part| !part.is_empty());
    parts.filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_become_points() {
        assert_eq!(
            steps("M1 2h3v-1h-3z"),
            [
                Step::Move([1.0, 2.0]),
                Step::Line([4.0, 2.0]),
                Step::Line([4.0, 1.0]),
                Step::Line([1.0, 1.0]),
                Step::Close
            ]
        );
        assert_eq!(
            steps("M0 0C1.5 0 2 1 2 2"),
            [
                Step::Move([0.0, 0.0]),
                Step::Curve([[1.5, 0.0], [2.0, 1.0], [2.0, 2.0]])
            ]
        );
    }
}
