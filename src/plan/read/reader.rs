//! Reads groups of keys and lists, and keeps what was wrong with a plan meanwhile.

use std::cell::RefCell;
use std::collections::HashMap;

use super::keys;
use super::single::{Single, Wrong};
use crate::diagnostic::Diagnostic;
use crate::plan::format::{Key, Object, Others, Shape};
use crate::plan::model::Third;
use crate::text::Span;
use crate::yaml::{Entry, Node, Source, Style, Value};

/// The most problems reported for one plan; a file with more is hardly a plan.
const MOST_PROBLEMS: usize = 1_000;

/// What has been read so far, and all that was wrong with it.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source,
    pub(super) problems: RefCell<Vec<Diagnostic>>,
    /// Each place that says `ease` or `effort`.
    pub(super) thirds: RefCell<Vec<(Third, Span)>>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s Source, problems: Vec<Diagnostic>) -> Self {
        Self {
            source,
            problems: RefCell::new(problems),
            thirds: RefCell::default(),
        }
    }

    /// Keeps a problem, up to [`MOST_PROBLEMS`].
    pub(super) fn report(&self, problem: Diagnostic) {
        if self.can_tell_more() {
            self.problems.borrow_mut().push(problem);
        }
    }

    /// Reports what is wrong at a place, and what to write.
    pub(super) fn error(
        &self,
        code: &str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Diagnostic::error(code, at, message, help));
    }

    /// Whether one more problem would still be kept.
    pub(super) fn can_tell_more(&self) -> bool {
        self.problems.borrow().len() < MOST_PROBLEMS
    }

    /// Reads the single value of a key of some shape; reports one that is wrong.
    pub(super) fn read<'a, T>(
        &'a self,
        node: &'a Node,
        (name, shape): (&'a str, Shape),
        read: impl FnOnce(Single<'a>) -> Result<T, Wrong>,
    ) -> Option<T> {
        let value = Single {
            source: self.source,
            name,
            shape,
            node,
        };
        read(value).map_err(|wrong| self.report(*wrong)).ok()
    }
}

/// The entries of a group that were understood: known keys, each once, none blank.
pub(super) struct Fields<'n> {
    pub(super) reader: &'n Reader<'n>,
    pub(super) object: &'static Object,
    /// Where the group is named.
    pub(super) span: Span,
    entries: Vec<(&'static Key, &'n Entry)>,
    others: Vec<&'n Entry>,
}

impl<'n> Fields<'n> {
    fn find(&self, name: &str) -> Option<(&'static Key, &'n Entry)> {
        let known = self.object.key(name).is_some();
        debug_assert!(known, "{name} is not in the format");
        let found = self.entries.iter().find(|(key, _)| key.name == name);
        found.copied()
    }

    /// The entry of a key. `None` if it is missing or blank.
    pub(super) fn entry(&self, name: &str) -> Option<&'n Entry> {
        self.find(name).map(|(_, entry)| entry)
    }

    pub(super) fn node(&self, name: &str) -> Option<&'n Node> {
        self.entry(name).map(|entry| &entry.value)
    }

    /// The place of a value, or of its group if it is missing.
    pub(super) fn place(&self, name: &str) -> Span {
        self.node(name).map_or(self.span, |node| node.span)
    }

    /// The value under a key; one that is wrong is reported.
    pub(super) fn read<T>(
        &self,
        name: &str,
        read: impl FnOnce(Single<'n>) -> Result<T, Wrong>,
    ) -> Option<T> {
        let (key, entry) = self.find(name)?;
        self.reader.read(&entry.value, (key.name, key.shape), read)
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.read(name, Single::text).map(str::to_owned)
    }

    /// What each item of the list under a key is.
    pub(super) fn read_items<T>(
        &self,
        name: &'static str,
        read: impl Fn(Single<'n>) -> Result<T, Wrong>,
    ) -> Vec<(T, Span)> {
        let Some(Shape::List(shape)) = self.shape(name) else {
            return Vec::new();
        };
        let item = |item: &'n Node| {
            let value = self.reader.read(item, (name, *shape), &read)?;
            Some((value, item.span))
        };
        self.list(name).iter().filter_map(item).collect()
    }

    /// The entries whose keys people choose.
    pub(super) fn others(&self) -> &[&'n Entry] {
        &self.others
    }

    pub(super) fn shape(&self, name: &str) -> Option<Shape> {
        self.object.key(name).map(|key| key.shape)
    }

    /// The group under a key; without entries if there is none, or another value.
    pub(super) fn group(&self, name: &str) -> Self {
        let object = match self.shape(name) {
            Some(Shape::Object(object)) => object,
            _ => self.object,
        };
        match self.entry(name) {
            Some(entry) => self.reader.group_at(entry, object),
            None => self.reader.no_fields(object, self.span),
        }
    }

    pub(super) fn groups(&self, name: &str) -> Vec<Self> {
        let Some(Shape::List(Shape::Object(object))) = self.shape(name) else {
            return Vec::new();
        };
        let item = |item| self.reader.fields(item, object, self.reader.opening(item));
        self.list(name).iter().filter_map(item).collect()
    }

    /// The items of the list under a key; empty if it is no list.
    pub(super) fn list(&self, name: &str) -> &'n [Node] {
        let (Some(node), Some(Shape::List(item))) = (self.node(name), self.shape(name)) else {
            return &[];
        };
        if let Value::List(items) = &node.value {
            return items;
        }
        let reader = self.reader;
        reader.report(keys::not_a_list(reader.source, node, name, *item));
        &[]
    }
}

impl<'n> Reader<'n> {
    /// The entries of a group that is named at a place; `None` if it is no group.
    ///
    /// An entry under a misspelled key is reported and then read as the nearest key, so that
    /// everything wrong inside it is reported in the same run.
    pub(super) fn fields(
        &'n self,
        node: &'n Node,
        object: &'static Object,
        named_at: Span,
    ) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            self.report(keys::not_a_group(self.source, node, object));
            return None;
        };
        let mut fields = self.no_fields(object, named_at);
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let mut slips = Vec::new();
        let mut runs_on = false; // into an item whose dash is missing
        for (place, entry) in entries.iter().enumerate() {
            if let Some(first) = seen.get(entry.key.as_str()) {
                if !runs_on {
                    self.report(keys::duplicate(entry, object, *first));
                }
                runs_on |= ["name", "flag", "segment"].contains(&entry.key.as_str());
                continue;
            }
            seen.insert(&entry.key, entry.key_span);
            if let Some(key) = object.key(&entry.key) {
                fields
                    .entries
                    .extend((!is_blank(entry, key)).then_some((key, entry)));
            } else if matches!(object.others, Others::Refused) {
                let before = place.checked_sub(1).and_then(|before| entries.get(before));
                let name = (before.is_none())
                    .then(|| keys::name_for_key(entry, object))
                    .flatten();
                if let Some((key, problem)) = name {
                    self.report(problem);
                    slips.push((key, entry));
                } else if self.can_tell_more() {
                    self.report(keys::unknown(self.source, entry, object, before));
                    slips.extend(keys::meant(&entry.key, object).map(|key| (key, entry)));
                }
            } else if entry.key.trim().is_empty() {
                self.report(keys::unknown(self.source, entry, object, None));
            } else {
                fields.others.push(entry);
            }
        }
        for (key, entry) in &slips {
            let reads = !seen.contains_key(key.name) && keys::fits(&entry.value, key.shape);
            if reads && fields.entry(key.name).is_none() && !is_blank(entry, key) {
                fields.entries.push((key, entry));
            }
        }
        for key in object.keys.iter().filter(|key| key.required) {
            let slipped = slips.iter().any(|(meant, _)| meant.name == key.name);
            if fields.entry(key.name).is_none() && !slipped {
                let blank = seen.get(key.name).copied();
                self.report(keys::missing(key, object, named_at, blank));
            }
        }
        Some(fields)
    }

    /// The group that an entry holds; without keys if it is blank or no group.
    pub(super) fn group_at(&'n self, entry: &'n Entry, object: &'static Object) -> Fields<'n> {
        let group = match entry.value.is_blank() {
            true => None,
            false => self.fields(&entry.value, object, entry.key_span),
        };
        group.unwrap_or_else(|| self.no_fields(object, entry.key_span))
    }

    /// No entries, of a group that is named at a place.
    fn no_fields(&'n self, object: &'static Object, span: Span) -> Fields<'n> {
        Fields {
            reader: self,
            object,
            span,
            entries: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Where an item of a list is pointed at: its first key, or the whole of a group in braces.
    pub(super) fn opening(&self, item: &Node) -> Span {
        match &item.value {
            Value::Map(entries) if !self.source.slice(item.span).starts_with('{') => {
                entries.first().map_or(item.span, |entry| entry.key_span)
            }
            _ => item.span,
        }
    }
}

/// Whether a key has no value; for a text, quotes around nothing count as none.
fn is_blank(entry: &Entry, key: &Key) -> bool {
    let empty_text = match &entry.value.value {
        Value::Scalar(text, style) => *style != Style::Plain && text.trim().is_empty(),
        _ => false,
    };
    entry.value.is_blank() || (empty_text && matches!(key.shape, Shape::Text | Shape::Name))
}
