//! From the events of a YAML parser to a tree.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Stretch};

use super::extent::{NodeProperties, Places, list_start, scalar_end, word_end};
use super::{Entry, Node, Sharing, Style, Value};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::Source;
use crate::yaml::explain::{self, explain, quoted};

/// The most values a document may have, those that aliases repeat counted each time.
const MOST_NODES: usize = 1_000_000;
const DEEPEST: usize = 64;
/// At most so many problems with anchors and tags are reported.
const MOST_PROBLEMS: usize = 100;

/// A problem that ends the reading.
type FatalProblem = Box<Diagnostic>;

/// Reads one YAML document into a tree, within bounds of size, depth and repetition that no real
/// file comes near. `None` if the document is empty or its syntax is broken, which hides all that
/// comes after it; what is wrong joins the problems.
pub fn read(source: &Source, problems: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut builder = Builder {
        source,
        places: Places::new(source),
        open: Vec::new(),
        anchors: HashMap::new(),
        document: None,
        nodes: 0,
        problems,
    };
    for event in Parser::new_from_str(source.text()) {
        let taken = match event {
            Ok((event, span)) => builder.take(event, &span),
            Err(error) => {
                let at = builder.places.byte(error.marker());
                Err(Box::new(explain(source, at, error.info())))
            }
        };
        if let Err(stop) = taken {
            builder.problems.push(*stop);
            return None;
        }
    }
    builder.finish()
}

struct Builder<'b> {
    source: &'b Source,
    places: Places,
    /// The open lists and mappings, outermost first.
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    document: Option<Node>,
    nodes: usize,
    problems: &'b mut Vec<Diagnostic>,
}

struct Open {
    node: Node,
    anchor: usize,
    key: Option<(String, Span)>,
    nodes_before: usize,
}

/// A value that aliases can repeat.
struct Anchored {
    node: Node,
    size: usize,
    /// Where the anchor stands, if it is on a text and no alias has used it yet.
    unused: Option<Span>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: &Stretch) -> Result<(), FatalProblem> {
        let span = Span::new(self.places.byte(&span.start), self.places.byte(&span.end));
        match event {
            Event::DocumentStart(_) if self.document.is_some() => {
                let message = "a second document begins here, but a file holds only one";
                let help = "move it to a file of its own, or delete the line ---";
                fatal("second-document", span, message, help)
            }
            Event::Scalar(text, style, anchor, _) => {
                self.scalar(text.into_owned(), style_of(style), anchor, span)
            }
            Event::SequenceStart(anchor, _) => self.begin(Value::List(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => self.begin(Value::Map(Vec::new()), anchor, span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.repeat(anchor, span),
            _ => Ok(()),
        }
    }

    fn finish(self) -> Option<Node> {
        let unused = self.anchors.values().filter_map(|anchored| anchored.unused);
        let told = unused.map(|at| unused_anchor(self.source, at));
        self.problems.extend(told.take(MOST_PROBLEMS));
        self.document
    }

    fn scalar(
        &mut self,
        text: String,
        style: Style,
        anchor: usize,
        span: Span,
    ) -> Result<(), FatalProblem> {
        let (marks, mut span) = self.unmarked(span);
        span.end = scalar_end(self.source.text(), span, style);
        self.count(1, span)?;
        let node = Node {
            span,
            sharing: sharing_of(anchor),
            value: Value::Scalar(text, style),
        };
        self.place(node, anchor, 1, marks.anchor)
    }

    /// A stretch without its anchor and tag; a tag is reported.
    fn unmarked(&mut self, span: Span) -> (NodeProperties, Span) {
        let (marks, bare) = NodeProperties::split(self.source.text(), span);
        if let Some(tag) = marks.tag.filter(|_| self.problems.len() < MOST_PROBLEMS) {
            let whole = Span::new(tag.start, bare.end);
            let (name, whole) = (self.source.slice(tag), self.source.slice(whole).trim_end());
            let message = format!("YAML takes `{name}` for a type, not for a part of the value");
            let help = match whole.contains('\n') || name.starts_with("!!") {
                false => format!("put the whole value in quotes: {}", quoted(whole)),
                true => format!("delete `{name}`"),
            };
            let problem = Diagnostic::error("yaml-tag", tag, message, help);
            self.problems.push(problem);
        }
        (marks, bare)
    }

    /// Counts values, so that aliases of aliases cannot fill the memory.
    fn count(&mut self, more: usize, span: Span) -> Result<(), FatalProblem> {
        self.nodes = self.nodes.saturating_add(more);
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        let message = "more than a million values, counting what aliases repeat";
        let help = "write the values out instead of repeating them with * and &";
        fatal("too-many-values", span, message, help)
    }

    fn begin(&mut self, value: Value, anchor: usize, span: Span) -> Result<(), FatalProblem> {
        let (_, mut span) = self.unmarked(span);
        if let (Value::List(_), Some((_, key))) = (&value, self.open_key()) {
            span.start = list_start(self.source.text(), key.end, span.start);
        }
        if self.open.len() >= DEEPEST {
            let message = format!("values are nested more than {DEEPEST} deep here");
            return fatal("too-deep", span, &message, "write it in fewer levels");
        }
        let nodes_before = self.nodes;
        self.count(1, span)?;
        self.open.push(Open {
            node: Node {
                span,
                sharing: sharing_of(anchor),
                value,
            },
            anchor,
            key: None,
            nodes_before,
        });
        Ok(())
    }

    /// The key whose value comes next.
    fn open_key(&self) -> Option<&(String, Span)> {
        self.open.last()?.key.as_ref()
    }

    fn end(&mut self, span: Span) -> Result<(), FatalProblem> {
        let Some(mut done) = self.open.pop() else {
            return Ok(());
        };
        let last_child = match &done.node.value {
            Value::List(items) => items.last().map(|item| item.span.end),
            Value::Map(entries) => entries.last().map(|entry| entry.value.span.end),
            Value::Scalar(..) => None,
        };
        // A block ends where the next thing begins; what it holds says where it really ends.
        done.node.span.end = match last_child {
            Some(end) if span.start == span.end => end,
            // The parser has read on, over spaces and a comment.
            _ if self.source.text()[span.start..].starts_with(['}', ']']) => span.start + 1,
            _ => span.end.max(done.node.span.end),
        };
        let size = self.nodes - done.nodes_before;
        self.place(done.node, done.anchor, size, None)
    }

    fn repeat(&mut self, anchor: usize, span: Span) -> Result<(), FatalProblem> {
        let Some(anchored) = self.anchors.get_mut(&anchor) else {
            let message = "this alias stands inside the value that it repeats";
            return fatal("alias-in-itself", span, message, "write the value out");
        };
        anchored.unused = None;
        let (mut node, size) = (anchored.node.clone(), anchored.size);
        self.count(size, span)?;
        node.span = Span::new(span.start, word_end(self.source.text(), span.start));
        node.sharing = Sharing::Alias;
        self.place(node, 0, size, None)
    }

    /// Puts a value where it belongs: into the innermost open list or mapping.
    fn place(
        &mut self,
        node: Node,
        anchor: usize,
        size: usize,
        marked: Option<Span>,
    ) -> Result<(), FatalProblem> {
        if anchor > 0 {
            // Kept beside the tree, so it counts once more.
            self.count(size, node.span)?;
            let anchored = Anchored {
                node: node.clone(),
                size,
                unused: marked,
            };
            self.anchors.insert(anchor, anchored);
        }
        let Some(open) = self.open.last_mut() else {
            self.document = Some(node);
            return Ok(());
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(items), _) => items.push(node),
            (Value::Map(entries), Some((key, key_span))) => entries.push(Entry {
                key,
                key_span,
                value: node,
            }),
            (Value::Map(_), None) => match node.value {
                Value::Scalar(text, style) => {
                    let source = self.source.text();
                    let wrong = explain::no_break_indent(source, node.span.start);
                    if let Some(problem) = wrong.filter(|_| style == Style::Plain) {
                        return Err(Box::new(problem));
                    }
                    open.key = Some((text, node.span));
                }
                _ => return Err(Box::new(key_not_text(self.source, node.span))),
            },
            (Value::Scalar(..), _) => {}
        }
        Ok(())
    }
}

fn fatal(code: &str, at: Span, message: &str, help: &str) -> Result<(), FatalProblem> {
    Err(Box::new(Diagnostic::error(code, at, message, help)))
}

fn key_not_text(source: &Source, span: Span) -> Diagnostic {
    explain::cause(source, span.start).unwrap_or_else(|| {
        let message = "a list or a group of keys stands where a key should be";
        let help =
            "a key is one word before a colon; a value that begins with [ or { goes in quotes";
        Diagnostic::error("yaml-syntax", span, message, help)
    })
}

fn unused_anchor(source: &Source, at: Span) -> Diagnostic {
    let name = source.slice(at);
    let line = source.slice(Span::new(at.start, source.line_end(at.start)));
    let message =
        format!("YAML takes `{name}` for a name to repeat the value by, not for a part of it");
    let help = format!("put the whole value in quotes: {}", quoted(line));
    Diagnostic::error("yaml-anchor", at, message, help)
}

/// The parser numbers anchors from 1.
fn sharing_of(anchor: usize) -> Sharing {
    match anchor {
        0 => Sharing::Own,
        _ => Sharing::Anchored,
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}
