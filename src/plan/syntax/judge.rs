//! The cause of a break, read off the part of the text at which it shows.

use super::flow::{Fault, Flow};
use super::problem;
use super::quotes::{quoted, unknown_escape};
use super::sketch::{Kind, Part, Sketch, colon_in, line_end};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// Keys that hold a condition.
const CONDITIONS: [&str; 4] = ["where", "outcome", "reachable", "exclude"];

/// The cause of a break that shows at the part `sketch.here`.
pub(super) fn cause(text: &str, sketch: &Sketch) -> Option<Diagnostic> {
    let judge = Judge { text };
    let here = &sketch.here;
    let before = sketch.before.as_ref();
    before
        .filter(|before| judge.is_open(before))
        .and_then(|before| judge.value(before))
        .or_else(|| judge.value(here))
        .or_else(|| judge.dash(before?))
        .or_else(|| judge.dash(here))
        .or_else(|| judge.no_colon(sketch))
        .or_else(|| judge.colon_in_value(here))
        .or_else(|| judge.bare(here))
        .or_else(|| judge.indent(sketch))
}

struct Judge<'t> {
    text: &'t str,
}

impl Judge<'_> {
    fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    fn key(&self, part: &Part) -> &str {
        part.key.map_or("", |key| self.slice(key))
    }

    /// `key: value`, or the value alone where it has no key.
    fn line(&self, part: &Part, value: &str) -> String {
        match self.key(part) {
            "" => value.to_owned(),
            key => format!("{key}: {value}"),
        }
    }

    /// The rest of a line without a comment.
    fn rest(&self, at: usize) -> Span {
        let end = line_end(self.text, at);
        let end = super::sketch::without_comment(self.text, at, end).max(at);
        let start = end - self.text[at..end].trim_start().len();
        Span::new(start, end)
    }

    /// Whether a part opens something that it does not close.
    fn is_open(&self, part: &Part) -> bool {
        match &part.kind {
            Kind::Quoted(close) => close.is_none(),
            Kind::Flow(flow) => flow.fault.is_some(),
            _ => false,
        }
    }

    fn value(&self, part: &Part) -> Option<Diagnostic> {
        match &part.kind {
            Kind::Quoted(None) => Some(self.unclosed_quote(part, part.value.start)),
            Kind::Quoted(Some(close)) => self.quoted(part, *close),
            Kind::Flow(flow) => match flow.fault {
                Some(fault) => Some(self.fault(part, fault)),
                None => self.after_flow(part, flow),
            },
            Kind::Plain => self.special_sign(part),
            Kind::Blank | Kind::Block => None,
        }
    }

    fn unclosed_quote(&self, part: &Part, open: usize) -> Diagnostic {
        let value = self.slice(self.rest(open));
        let quote = &value[..1];
        let wrong = problem(
            Span::new(open, open + 1),
            "a quote opens here and is never closed",
        );
        if open == part.value.start {
            wrong.help(format!(
                "close it at the end of the value: {}",
                self.line(part, &format!("{value}{quote}"))
            ))
        } else {
            wrong.help(format!("close it with {quote}"))
        }
    }

    fn quoted(&self, part: &Part, close: usize) -> Option<Diagnostic> {
        let value = Span::new(part.value.start, close);
        let text = self.slice(value);
        if let Some(at) = unknown_escape(text).filter(|_| text.starts_with('"')) {
            let at = value.start + at;
            return Some(
                problem(
                    Span::new(at, at + 1),
                    "in double quotes a backslash begins a special sign, and this one is unknown",
                )
                .help("use single quotes, in which a backslash is only a backslash"),
            );
        }
        let rest = self.rest(close);
        if rest.start == rest.end {
            return None;
        }
        let wrong = problem(rest, "a closing quote ends the value, and here is more")
            .also(value, "read as the whole value");
        let key = self.key(part);
        Some(if CONDITIONS.contains(&key) {
            wrong.help(format!(
                "write `{key}: >-` and put the condition on the next line, indented, where it needs no quotes around it"
            ))
        } else {
            let whole = Span::new(value.start, rest.end);
            wrong.help(format!(
                "put one pair of quotes around all of it: {}",
                self.line(part, &requoted(self.slice(whole)))
            ))
        })
    }

    fn fault(&self, part: &Part, fault: Fault) -> Diagnostic {
        match fault {
            Fault::Unclosed(open) => {
                let (sign, close) = self.bracket(open);
                problem(
                    Span::new(open, open + 1),
                    format!("a {sign} opens here and is never closed"),
                )
                .help(format!("close it with {close}"))
            }
            Fault::Crossed(at, open) => {
                let (sign, close) = self.bracket(open);
                let found = &self.text[at..=at];
                problem(
                    Span::new(at, at + 1),
                    format!("{found} cannot close what {sign} opened"),
                )
                .also(Span::new(open, open + 1), "opened here")
                .help(format!("write {close}"))
            }
            Fault::Quote(open) => self.unclosed_quote(part, open),
            Fault::AfterQuote(value) => problem(
                self.rest(value.end),
                "a closing quote ends the value, and here is more",
            )
            .help("a value with commas or quotes inside {…} or […] goes in \"double quotes\" as a whole"),
            Fault::Comma(value) => self.no_comma(value),
        }
    }

    fn no_comma(&self, between: Span) -> Diagnostic {
        let text = self.slice(between);
        let trimmed = Span::new(
            between.end - text.trim_start().len(),
            between.start + text.trim_end().len(),
        );
        if let Some(semicolon) = text.find(';') {
            let at = between.start + semicolon;
            return problem(
                Span::new(at, at + 1),
                "a semicolon stands where YAML wants a comma",
            )
            .help("separate the entries of {…} with commas");
        }
        let help = "separate the entries of {…} with commas; a value with a colon goes in quotes";
        let words = self.slice(trimmed);
        match words.rfind(char::is_whitespace) {
            Some(blank) => {
                let key = words[blank..].trim_start();
                let at = Span::new(trimmed.end - key.len(), trimmed.end);
                problem(at, format!("a comma is missing before `{key}`")).help(help)
            }
            None => problem(
                trimmed,
                "a comma is missing, or this value contains a colon",
            )
            .help(help),
        }
    }

    fn bracket(&self, open: usize) -> (&'static str, &'static str) {
        match self.text[open..].starts_with('{') {
            true => ("{", "}"),
            false => ("[", "]"),
        }
    }

    fn after_flow(&self, part: &Part, flow: &Flow) -> Option<Diagnostic> {
        let rest = self.rest(flow.end);
        let text = self.slice(rest);
        if text.is_empty() || text.starts_with(':') {
            return None;
        }
        if text.starts_with(['}', ']']) {
            let sign = &text[..1];
            let at = Span::new(rest.start, rest.start + 1);
            return Some(
                problem(
                    at,
                    format!("there is nothing left for this {sign} to close"),
                )
                .help("delete it"),
            );
        }
        let (sign, _) = self.bracket(part.value.start);
        let whole = Span::new(part.value.start, rest.end);
        Some(
            problem(
                rest,
                format!(
                    "a value that begins with {sign} ends where that is closed, and here is more"
                ),
            )
            .help(format!(
                "put the whole value in quotes: {}",
                self.line(part, &quoted(self.slice(whole)))
            )),
        )
    }

    fn special_sign(&self, part: &Part) -> Option<Diagnostic> {
        let value = self.slice(part.value);
        let sign = value
            .chars()
            .next()
            .filter(|sign| "@`%*&!|>]},".contains(*sign))?;
        let at = Span::new(part.value.start, part.value.start + 1);
        Some(
            problem(
                at,
                format!("{sign} has a meaning of its own at the start of a value"),
            )
            .help(format!(
                "put the value in quotes: {}",
                self.line(part, &quoted(value))
            )),
        )
    }

    fn dash(&self, part: &Part) -> Option<Diagnostic> {
        let words = &self.text[part.start..part.end];
        let bare = words.strip_prefix('-')?;
        let letter = bare.starts_with(|sign: char| sign.is_alphanumeric() || sign == '"');
        let first_line = bare.lines().next().unwrap_or_default().trim_end();
        letter.then(|| {
            problem(
                Span::new(part.start, part.start + 1),
                "no space follows the dash",
            )
            .help(format!("write `- {first_line}`"))
        })
    }

    /// A line before, or at the end of the text, that should be a key and has no colon.
    fn no_colon(&self, sketch: &Sketch) -> Option<Diagnostic> {
        let before = sketch.before.iter().filter(|before| {
            let around = sketch
                .above
                .iter()
                .filter(|outer| outer.column < before.column);
            let continues = around.clone().next_back().is_some_and(is_text);
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
            return Some(
                problem(
                    Span::new(colon, colon + 1),
                    format!("no space follows the colon of `{key}`"),
                )
                .help(format!("write `{key}: {value}`")),
            );
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
            return Some(
                problem(
                    bare.value,
                    "this item is a text, and the next line gives it keys",
                )
                .help(help),
            );
        }
        let at = Span::new(bare.value.start, bare.value.start + key.len());
        let line = format!("{key}: {value}");
        Some(
            problem(at, format!("no colon follows `{key}`"))
                .help(format!("write `{}`", line.trim_end())),
        )
    }

    fn colon_in_value(&self, part: &Part) -> Option<Diagnostic> {
        let value = Some(self.slice(part.value)).filter(|_| part.key.is_some())?;
        let colon = part.value.start + colon_in(value).filter(|_| is_text(part))?;
        let straight = value.trim_matches(['“', '”', '„', '‟', '«', '»']);
        Some(
            problem(
                Span::new(colon, colon + 1),
                format!(
                    "the text of `{}` has a colon, so YAML cannot tell key from value",
                    self.key(part)
                ),
            )
            .help(format!(
                "put the value in quotes: {}",
                self.line(part, &quoted(straight))
            )),
        )
    }

    /// A line without a key among keys.
    fn bare(&self, part: &Part) -> Option<Diagnostic> {
        (part.key.is_none() && is_text(part) && !part.is_item()).then(|| {
            problem(part.value, "this line has no key")
                .help("write a key, a colon and a space before it; or indent it further, where it belongs to the value above")
        })
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
            return Some(
                problem(
                    first,
                    format!(
                        "this stands below {}, which already has its value",
                        name(before)
                    ),
                )
                .also(
                    before.key.unwrap_or_default(),
                    format!("{} before it", spaces(before.column)),
                )
                .help(format!(
                    "put {} before it, as before {}",
                    spaces(before.column),
                    name(before)
                )),
            );
        }
        let open = sketch.above.iter().filter(|part| part.key.is_some());
        if open.clone().any(|part| part.column == here.indent) {
            return None;
        }
        let near = open.min_by_key(|part| part.column.abs_diff(here.indent))?;
        let dash = near.is_item() && near.indent == here.indent && !here.is_item();
        let message = if dash {
            format!(
                "this stands below the dash, and its neighbour {} does not",
                name(near)
            )
        } else {
            format!(
                "{} before this, and nothing above it stands there",
                spaces(here.indent)
            )
        };
        let column = if here.is_item() && near.is_item() {
            near.indent
        } else {
            near.column
        };
        Some(
            problem(first, message)
                .also(
                    near.key.unwrap_or_default(),
                    format!("{} before it", spaces(near.column)),
                )
                .help(format!(
                    "put {} before it, as before {}",
                    spaces(column),
                    name(near)
                )),
        )
    }
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

/// A text that began with a quote, as one value: without that quote where it was to hold all.
fn requoted(text: &str) -> String {
    let quote = &text[..1];
    let inside = text[1..].strip_suffix(quote);
    match inside {
        Some(inside) if !inside.is_empty() && quote == "'" => quoted(inside),
        _ => quoted(text),
    }
}
