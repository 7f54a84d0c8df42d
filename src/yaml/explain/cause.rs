//! The cause of a break, read off the part of the text at which it shows.

use super::quotes::colon_in;
use super::quotes::quoted;
use super::sketch::Judge;
use super::sketch::{Kind, Part, Sketch};
use super::{problem, values};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::lines::line_end;

/// The cause of a break that shows at the part `sketch.here`.
pub(super) fn cause(text: &str, sketch: &Sketch) -> Option<Diagnostic> {
    let judge = Judge { text };
    let here = &sketch.here;
    let before = sketch.before.as_ref();
    before
        .filter(|before| values::is_open(before))
        .and_then(|before| judge.value(before))
        .or_else(|| judge.value(here))
        .or_else(|| judge.dash(before?))
        .or_else(|| judge.dash(here))
        .or_else(|| judge.no_colon(sketch))
        .or_else(|| judge.colon_in_value(here))
        .or_else(|| bare(here))
        .or_else(|| judge.list_below_value(sketch))
        .or_else(|| judge.indent(sketch))
}

impl Judge<'_> {
    fn dash(&self, part: &Part) -> Option<Diagnostic> {
        let words = &self.text[part.start..part.end];
        let bare = words.strip_prefix('-')?;
        let letter = bare.starts_with(|sign: char| sign.is_alphanumeric() || sign == '"');
        let first_line = bare.lines().next().unwrap_or_default().trim_end();
        letter.then(|| {
            let dash = Span::new(part.start, part.start + 1);
            let help = format!("write `- {first_line}`");
            problem(dash, "no space follows the dash", help)
        })
    }

    /// A line before, or at the end of the text, that should be a key and has no colon.
    fn no_colon(&self, sketch: &Sketch) -> Option<Diagnostic> {
        let before = sketch.before.iter().filter(|before| {
            let mut above = sketch.above.iter().rev();
            let around = above.find(|outer| outer.column < before.column);
            let continues = around.is_some_and(is_text);
            !continues || before.is_item()
        });
        let here = Some(&sketch.here)
            .filter(|here| line_end(self.text, here.end) == self.text.len() || !here.is_item());
        let bare = before
            .chain(here)
            .find(|part| part.key.is_none() && matches!(part.kind, Kind::Plain))?;
        let words = self.slice(bare.value);
        if let Some((key, value)) = words.split_once(':').filter(|(key, _)| is_word(key)) {
            let colon = bare.value.start + key.len();
            return Some(problem(
                Span::new(colon, colon + 1),
                format!("no space follows the colon of `{key}`"),
                format!("write `{key}: {value}`"),
            ));
        }
        let (key, value) = match words.split_once(char::is_whitespace) {
            Some((key, value)) => (key, value.trim_start()),
            None => (words, ""),
        };
        if !is_word(key) {
            return None;
        }
        if bare.is_item() {
            let help = match value {
                "" => format!("write `- name: {key}`, if that is its name"),
                value => format!("write `- {key}: {value}`"),
            };
            let message = "this item is a text, but the next line gives it keys";
            return Some(problem(bare.value, message, help));
        }
        let at = Span::new(bare.value.start, bare.value.start + key.len());
        let line = format!("{key}: {value}");
        let help = format!("write `{}`", line.trim_end());
        Some(problem(at, format!("no colon follows `{key}`"), help))
    }

    fn colon_in_value(&self, part: &Part) -> Option<Diagnostic> {
        let value = Some(self.slice(part.value)).filter(|_| part.key.is_some())?;
        let colon = part.value.start + colon_in(value).filter(|_| is_text(part))?;
        let key = self.key(part);
        if looks_like_keys(value) {
            let message = format!("the keys of `{key}` stand on one line without braces");
            let line = self.line(part, &format!("{{{value}}}"));
            let help = format!("put braces around them: `{line}`");
            return Some(problem(part.value, message, help));
        }
        let straight = value.trim_matches(['“', '”', '„', '‟', '«', '»']);
        let line = self.line(part, &quoted(straight));
        Some(problem(
            Span::new(colon, colon + 1),
            format!("the text of `{key}` has a colon, so YAML cannot tell key from value"),
            format!("put the value in quotes: {line}"),
        ))
    }

    fn indent(&self, sketch: &Sketch) -> Option<Diagnostic> {
        let (here, before) = (&sketch.here, sketch.before.as_ref()?);
        let first = here.key.unwrap_or(here.value);
        let first = Span::new(here.start, first.end.max(here.start + 1));
        let name = |part: &Part| match self.key(part) {
            "" => "the line above".to_owned(),
            key => format!("`{key}`"),
        };
        if here.indent > before.column
            && before.key.is_some()
            && !matches!(before.kind, Kind::Blank)
        {
            let (above, spaces) = (name(before), spaces(before.column));
            let message = format!("this is below {above}, which already has a value");
            let help = format!("put {spaces} before it, as before {above}");
            let key = before.key.unwrap_or_default();
            return Some(problem(first, message, help).also(key, format!("{spaces} before it")));
        }
        let open = sketch.above.iter().filter(|part| part.key.is_some());
        if open.clone().any(|part| part.column == here.indent) {
            return None;
        }
        let near = open.min_by_key(|part| part.column.abs_diff(here.indent))?;
        let dash = near.is_item() && near.indent == here.indent && !here.is_item();
        let neighbor = name(near);
        let message = if dash {
            format!("this stands below the dash, and its neighbor {neighbor} does not")
        } else {
            let spaces = spaces(here.indent);
            format!("{spaces} before this, but nothing above it starts there")
        };
        let column = match here.is_item() && near.is_item() {
            true => near.indent,
            false => near.column,
        };
        let help = format!("put {} before it, as before {neighbor}", spaces(column));
        let there = format!("{} before it", spaces(near.column));
        Some(problem(first, message, help).also(near.key.unwrap_or_default(), there))
    }

    /// `segments: x` above the items of a list, which are its value.
    fn list_below_value(&self, sketch: &Sketch) -> Option<Diagnostic> {
        let (here, before) = (&sketch.here, sketch.before.as_ref()?);
        let value = self.slice(before.value);
        let listed = here.is_item() && before.key.is_some() && !before.is_item();
        let below = here.indent >= before.column && !value.is_empty();
        (listed && below).then(|| {
            let message = format!("`{}` has a value here and a list below", self.key(before));
            let help = format!("delete `{value}` if you mean the list");
            problem(before.value, message, help)
        })
    }
}

/// A line without a key among keys.
fn bare(part: &Part) -> Option<Diagnostic> {
    (part.key.is_none() && is_text(part) && !part.is_item()).then(|| {
        let help = "write a key, a colon and a space before it; or indent it further, where it belongs to the value above";
        problem(part.value, "this line has no key", help)
    })
}

/// Whether a value is `impact: 8, confidence: 6`.
fn looks_like_keys(value: &str) -> bool {
    let entry = |part: &str| {
        part.trim().split_once(": ").is_some_and(|(key, value)| {
            let small = key
                .chars()
                .all(|sign| sign.is_ascii_lowercase() || sign == '_');
            !key.is_empty() && small && colon_in(value).is_none()
        })
    };
    let number = |part: &str| {
        let value = part.split_once(": ").map_or("", |(_, value)| value);
        value.trim().parse::<f64>().is_ok()
    };
    let parts: Vec<&str> = value.split(',').collect();
    parts.iter().all(|part| entry(part)) && (parts.len() > 1 || number(parts[0]))
}

fn is_text(part: &Part) -> bool {
    matches!(part.kind, Kind::Plain)
}

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|sign| sign.is_alphanumeric() || sign == '_' || sign == '-')
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        count => crate::text::words::count(count, "space"),
    }
}
