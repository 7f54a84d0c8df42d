//! Taking values out of a tree, one by one, and saying of each that is wrong what would be right.

use crate::diagnostic::Diagnostic;
use crate::plan::Source;
use crate::plan::format::{Key, Object, Others, PLAN, Shape};
use crate::plan::model::Third;
use crate::plan::node::{Entry, Node, Style, Value};
use crate::text::{Span, nearest, words};

use super::scalar;

/// What has been read so far, and all that was wrong with it.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source,
    pub(super) problems: Vec<Diagnostic>,
    /// Each place that says `ease` or `effort`.
    pub(super) thirds: Vec<(Third, Span)>,
}

/// The entries of a group that were understood: known keys, each once, none blank.
pub(super) struct Fields<'n> {
    pub(super) object: &'static Object,
    /// Where the group is named.
    pub(super) span: Span,
    entries: Vec<&'n Entry>,
    others: Vec<&'n Entry>,
}

impl<'n> Fields<'n> {
    /// The entry of a key, where it is there and not blank.
    pub(super) fn entry(&self, name: &str) -> Option<&'n Entry> {
        debug_assert!(
            self.object.key(name).is_some(),
            "{name} is not in the format"
        );
        self.entries.iter().find(|entry| entry.key == name).copied()
    }

    /// The value of a key.
    pub(super) fn node(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// Where a value stands, or else the group that lacks it.
    pub(super) fn place(&self, name: &str) -> Span {
        self.node(name).map_or(self.span, |node| node.span)
    }

    /// The entries whose keys people choose.
    pub(super) fn others(&self) -> &[&'n Entry] {
        &self.others
    }

    fn shape(&self, name: &str) -> Option<Shape> {
        self.object.key(name).map(|key| key.shape)
    }
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self {
            source,
            problems: Vec::new(),
            thirds: Vec::new(),
        }
    }

    /// Keeps a problem.
    pub(super) fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The entries of a group, named at a place; nothing where it is not a group at all.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n Node,
        object: &'static Object,
        named_at: Span,
    ) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            self.report(not_a_group(node, object));
            return None;
        };
        let mut fields = Fields {
            object,
            span: named_at,
            entries: Vec::new(),
            others: Vec::new(),
        };
        let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
        let mut runs_on = false; // into an item whose dash is missing
        for (place, entry) in entries.iter().enumerate() {
            if let Some(first) = seen.insert(&entry.key, entry.key_span) {
                if !runs_on {
                    self.report(duplicate_key(entry, object, first));
                }
                runs_on |= entry.key == "name";
            } else if object.key(&entry.key).is_some() {
                if !entry.value.is_blank() {
                    fields.entries.push(entry);
                }
            } else if matches!(object.others, Others::Refused) {
                let before = place.checked_sub(1).and_then(|before| entries.get(before));
                self.report(unknown_key(entry, object, before));
            } else {
                fields.others.push(entry);
            }
        }
        for key in object.keys.iter().filter(|key| key.required) {
            if fields.entry(key.name).is_none() {
                let blank = seen.get(key.name).copied();
                self.report(missing_key(key, object, named_at, blank));
            }
        }
        Some(fields)
    }

    /// The group under a key.
    pub(super) fn group<'n>(&mut self, fields: &Fields<'n>, name: &str) -> Option<Fields<'n>> {
        let entry = fields.entry(name)?;
        let Some(Shape::Object(object)) = fields.shape(name) else {
            return None;
        };
        self.fields(&entry.value, object, entry.key_span)
    }

    /// The items of the list under a key; nothing where it is not a list.
    pub(super) fn list<'n>(&mut self, fields: &Fields<'n>, name: &str) -> &'n [Node] {
        let Some(entry) = fields.entry(name) else {
            return &[];
        };
        match &entry.value.value {
            Value::List(items) => items,
            _ => {
                let message = format!("`{name}` should be a list; here is {}", entry.value.kind());
                self.report(
                    Diagnostic::error("wrong-type", entry.value.span, message)
                        .help("put each item on a line of its own after a dash and a space: `- …`, or write [a, b]"),
                );
                &[]
            }
        }
    }

    /// The text under a key.
    pub(super) fn text(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        let node = fields.node(name)?;
        self.scalar(node, name).map(|(text, _)| text.to_owned())
    }

    /// The text of a node that should be a single value.
    pub(super) fn scalar<'n>(&mut self, node: &'n Node, what: &str) -> Option<(&'n str, Style)> {
        match &node.value {
            Value::Scalar(text, style) => Some((text, *style)),
            _ => {
                let message = format!("`{what}` should be a single value; here is {}", node.kind());
                let help = match node.value {
                    Value::Map(_) if node_begins_with(self.source, node, '{') => {
                        "a value that begins with { goes in quotes"
                    }
                    Value::List(_) if node_begins_with(self.source, node, '[') => {
                        "a value that begins with [ goes in quotes"
                    }
                    _ => "write one value after the colon",
                };
                self.report(Diagnostic::error("wrong-type", node.span, message).help(help));
                None
            }
        }
    }

    /// The stable name under a key.
    pub(super) fn name(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        let text = self.text(fields, name)?;
        match scalar::name(&text) {
            Ok(()) => Some(text),
            Err(help) => {
                let message = format!("`{text}` is not a name: names are lower_snake_case");
                self.report(Diagnostic::error("bad-name", fields.place(name), message).help(help));
                None
            }
        }
    }

    /// The number under a key, within the bounds of its shape.
    pub(super) fn number(&mut self, fields: &Fields<'_>, name: &str) -> Option<f64> {
        let node = fields.node(name)?;
        let (low, high) = match fields.shape(name) {
            Some(Shape::Number(low, high)) => (low, high),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        self.number_within(node, name, low, high)
    }

    /// A number between two bounds, which are included.
    pub(super) fn number_within(
        &mut self,
        node: &Node,
        what: &str,
        low: f64,
        high: f64,
    ) -> Option<f64> {
        let value = self.plain_number(node, what)?;
        if (low..=high).contains(&value) {
            return Some(value);
        }
        let bounds = match (low.is_finite(), high.is_finite()) {
            (true, true) => format!(
                "from {} to {}",
                words::number(low, 6),
                words::number(high, 6)
            ),
            (true, false) => format!("{} or more", words::number(low, 6)),
            _ => format!("{} or less", words::number(high, 6)),
        };
        self.report(
            Diagnostic::error(
                "out-of-range",
                node.span,
                format!("`{what}` is {}, which cannot be", words::number(value, 6)),
            )
            .help(format!("write a number {bounds}")),
        );
        None
    }

    /// A bare number.
    pub(super) fn plain_number(&mut self, node: &Node, what: &str) -> Option<f64> {
        let (text, style) = self.scalar(node, what)?;
        match scalar::number(text, style) {
            Ok(value) => Some(value),
            Err(help) => {
                let message = format!("`{what}` should be a number; here is `{text}`");
                self.report(Diagnostic::error("wrong-type", node.span, message).help(help));
                None
            }
        }
    }

    /// The whole number under a key, not below the bound of its shape.
    pub(super) fn whole(&mut self, fields: &Fields<'_>, name: &str) -> Option<u64> {
        let node = fields.node(name)?;
        let Some(Shape::Whole(low)) = fields.shape(name) else {
            return None;
        };
        /// The largest whole number that a double holds exactly.
        const MOST: f64 = 9_007_199_254_740_992.0;
        let value = self.number_within(node, name, low as f64, MOST)?;
        if value.fract() == 0.0 {
            return Some(value as u64);
        }
        self.report(
            Diagnostic::error(
                "wrong-type",
                node.span,
                format!(
                    "`{name}` should be a whole number; here is {}",
                    words::number(value, 6)
                ),
            )
            .help(format!("write {} or {}", value.floor(), value.ceil())),
        );
        None
    }

    /// The day under a key.
    pub(super) fn date(&mut self, fields: &Fields<'_>, name: &str) -> Option<jiff::civil::Date> {
        let node = fields.node(name)?;
        let (text, _) = self.scalar(node, name)?;
        match scalar::date(text) {
            Ok(date) => Some(date),
            Err(help) => {
                let message = format!("`{name}` should be a date; here is `{text}`");
                self.report(Diagnostic::error("bad-date", node.span, message).help(help));
                None
            }
        }
    }

    /// The yes or no under a key, written `true` or `false`.
    pub(super) fn boolean(&mut self, fields: &Fields<'_>, name: &str) -> Option<bool> {
        let node = fields.node(name)?;
        match self.scalar(node, name)? {
            ("true", Style::Plain) => Some(true),
            ("false", Style::Plain) => Some(false),
            (text, _) => {
                let message = format!("`{name}` should be true or false; here is `{text}`");
                let help = match text.to_lowercase().as_str() {
                    "yes" | "y" | "on" | "true" | "1" => "write true, without quotes",
                    "no" | "n" | "off" | "false" | "0" => "write false, without quotes",
                    _ => "write true or false, without quotes",
                };
                self.report(Diagnostic::error("wrong-type", node.span, message).help(help));
                None
            }
        }
    }

    /// The word under a key, one of those that its shape lists.
    pub(super) fn word<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        from_name: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let node = fields.node(name)?;
        let Some(Shape::Word(list)) = fields.shape(name) else {
            return None;
        };
        self.word_of(node, name, &list(), from_name)
    }

    /// A word out of a list.
    pub(super) fn word_of<T>(
        &mut self,
        node: &Node,
        what: &str,
        list: &[&str],
        from_name: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (text, _) = self.scalar(node, what)?;
        if let Some(value) = from_name(text) {
            return Some(value);
        }
        let help = match scalar::word_meant(text, list) {
            Some(near) => format!("did you mean {near}?"),
            None => format!("write {}", words::choice(list)),
        };
        self.report(
            Diagnostic::error(
                "unknown-word",
                node.span,
                format!("`{what}` cannot be `{text}`"),
            )
            .help(help),
        );
        None
    }
}

fn node_begins_with(source: &Source, node: &Node, sign: char) -> bool {
    source.slice(node.span).starts_with(sign)
}

fn not_a_group(node: &Node, object: &'static Object) -> Diagnostic {
    let mut keys: Vec<&Key> = object.keys.iter().collect();
    keys.sort_by_key(|key| !key.required);
    let keys: Vec<&str> = keys.iter().take(3).map(|key| key.name).collect();
    let help = if keys.is_empty() {
        "write each name on a line of its own, indented, with a colon".to_owned()
    } else {
        format!("write keys below it, indented: {}, …", keys.join(", "))
    };
    Diagnostic::error(
        "wrong-type",
        node.span,
        format!(
            "{} should be a group of keys; here is {}",
            object.noun,
            node.kind()
        ),
    )
    .help(help)
}

fn duplicate_key(entry: &Entry, object: &Object, first: Span) -> Diagnostic {
    let help = match (entry.key.as_str(), &entry.value.value) {
        ("name", Value::Scalar(name, _)) => {
            format!("keep one of the two, or begin another one with a dash: `- name: {name}`")
        }
        _ => "keep one of the two".to_owned(),
    };
    let message = format!("`{}` stands twice in {}", entry.key, object.noun);
    Diagnostic::error("duplicate-key", entry.key_span, message)
        .also(first, "first here")
        .help(help)
}

/// A required key that is not in the group named at a place, or is there with nothing after it.
fn missing_key(key: &Key, object: &Object, named_at: Span, blank: Option<Span>) -> Diagnostic {
    let name = key.name;
    let message = match blank {
        Some(_) => format!("nothing follows `{name}`, and {} needs it", object.noun),
        None => format!("{} needs `{name}`", object.noun),
    };
    let help = match key.shape {
        Shape::List(_) => format!("write `{name}:`, and below it each item after a dash: `- …`"),
        _ if key.example.is_empty() => format!("write `{name}: …`"),
        _ => format!("write it as in `{name}: {}`", key.example),
    };
    Diagnostic::error("missing-key", blank.unwrap_or(named_at), message).help(help)
}

fn unknown_key(entry: &Entry, object: &Object, before: Option<&Entry>) -> Diagnostic {
    let problem = |message: String| Diagnostic::error("unknown-key", entry.key_span, message);
    if entry.value.is_blank() && entry.key.chars().all(|sign| sign.is_ascii_digit()) {
        if let Some(Value::Scalar(whole, _)) = before.map(|before| &before.value.value) {
            return problem(format!(
                "a comma separates the entries of {}, so `{}` is read as a key",
                object.noun, entry.key
            ))
            .help(format!("write a point: {whole}.{}", entry.key));
        }
    }
    let unknown = problem(format!("`{}` is not a key of {}", entry.key, object.noun));
    let known = object.keys.iter().map(|key| key.name);
    if let Some(near) = nearest(&entry.key, known.clone()) {
        return unknown.help(format!("did you mean `{near}`?"));
    }
    if let Some(home) = home_of(&entry.key, object) {
        return unknown.help(format!("it belongs in {home}"));
    }
    unknown.help(format!(
        "{} has {}",
        object.noun,
        words::list(&known.collect::<Vec<_>>())
    ))
}

/// Where a key belongs that is not one of this group's: in a group inside it, or in the plan itself.
fn home_of(name: &str, object: &Object) -> Option<String> {
    let inside = object.keys.iter().find(|key| match key.shape {
        Shape::Object(inner) => inner.key(name).is_some(),
        Shape::List(Shape::Object(inner)) => inner.key(name).is_some(),
        _ => false,
    });
    match inside {
        Some(key) => Some(format!("`{}`", key.name)),
        None if PLAN.key(name).is_some() => Some("the plan itself, at the margin".to_owned()),
        None => None,
    }
}
