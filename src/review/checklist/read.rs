//! A filled-in list, checked: every mistake at its line.

use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::plan::{Document, Estimate, EvidenceKind, Plan, SegmentId};
use crate::text::{Span, nearest, words};
use crate::yaml::{self, Node, Source, Value};

/// A filled-in list of suggestions for a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Checklist {
    /// Its items, in the order of the file.
    pub items: Vec<Item>,
}

/// A suggestion with what people decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The segment that it is about.
    pub segment: SegmentId,
    /// What would change.
    pub change: Decided,
    /// Whether it is accepted.
    pub accept: bool,
    /// Why; empty if nobody said.
    pub because: String,
}

/// What would change in a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Decided {
    /// A pin at this rank, so that the segment comes before another.
    Swap {
        /// The one that it comes before.
        ahead_of: SegmentId,
        /// Its rank, from 1.
        rank: usize,
    },
    /// The segment leaves the plan.
    Drop,
    /// One more entry of evidence.
    Evidence {
        /// What kind.
        kind: EvidenceKind,
        /// In words.
        note: String,
    },
    /// A new Confidence; `None` where the item is declined and nobody gave one.
    Confidence(Option<Estimate>),
}

/// Sixteen hexadecimal digits that stand for the text of a plan.
pub fn digest(document: &Document) -> String {
    words::hexadecimal(&Sha256::digest(document.source.file_text())[..8])
}

impl Checklist {
    /// Reads a filled-in list for a plan.
    ///
    /// # Errors
    /// Every mistake, in the order of the file; at least one. Also if the list was made for another
    /// text of the plan.
    pub fn read(source: &Source, document: &Document) -> Result<Self, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let tree = yaml::read(source, &mut problems);
        let mut reader = Reader {
            source,
            plan: &document.plan,
            problems,
        };
        let items = tree.map(|tree| reader.list(&tree, &digest(document)));
        match reader.problems.is_empty() {
            true => Ok(Self {
                items: items.unwrap_or_default(),
            }),
            false => Err(reader.problems),
        }
    }
}

struct Reader<'a> {
    source: &'a Source,
    plan: &'a Plan,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.problems
            .push(Diagnostic::error("checklist", span, message, help));
    }

    fn list(&mut self, tree: &Node, digest: &str) -> Vec<Item> {
        let (Some(own), Some(proposals)) = (tree.get("digest"), tree.get("proposals")) else {
            self.wrong(
                tree.span,
                "this is no list of suggestions",
                "make one with `segplan review PLAN LEADS --suggest FILE`",
            );
            return Vec::new();
        };
        if text_of(&own.value) != Some(digest) {
            self.wrong(
                own.value.span,
                "the plan has changed since this list was made",
                "make a new list: segplan review PLAN LEADS --suggest FILE",
            );
            return Vec::new();
        }
        let Value::List(items) = &proposals.value.value else {
            if !proposals.value.is_blank() {
                self.wrong(
                    proposals.value.span,
                    "proposals should be a list",
                    "begin each with a dash",
                );
            }
            return Vec::new();
        };
        let read: Vec<Option<Item>> = items.iter().map(|item| self.item(item)).collect();
        self.refuse_dropped(items, &read);
        read.into_iter().flatten().collect()
    }

    /// Refuses what is accepted of a segment that is dropped.
    fn refuse_dropped(&mut self, nodes: &[Node], items: &[Option<Item>]) {
        let accepted = |item: &&Item| item.accept;
        let dropped: Vec<SegmentId> = items
            .iter()
            .flatten()
            .filter(accepted)
            .filter(|item| item.change == Decided::Drop)
            .map(|item| item.segment)
            .collect();
        for (node, item) in nodes.iter().zip(items) {
            let Some(item) = item.as_ref().filter(accepted) else {
                continue;
            };
            let named = match item.change {
                Decided::Drop => continue,
                Decided::Swap { ahead_of, .. } => vec![item.segment, ahead_of],
                _ => vec![item.segment],
            };
            if let Some(id) = named.into_iter().find(|id| dropped.contains(id)) {
                let message = format!("{} is to be dropped as well", self.plan.name(id));
                self.wrong(node.span, message, "accept only one of the two");
            }
        }
    }

    fn item(&mut self, node: &Node) -> Option<Item> {
        let accept = self.accept(node);
        let segment = self.segment(node, "segment");
        let change = self.change(node, accept.unwrap_or(false));
        let because = text_at(node, "because");
        Some(Item {
            segment: segment?,
            change: change?,
            accept: accept?,
            because: because.unwrap_or_default().trim().to_owned(),
        })
    }

    /// What a key of an item says; what is wrong with it is told where it stands.
    fn read<T>(
        &mut self,
        node: &Node,
        key: &str,
        read: impl FnOnce(&str) -> Option<T>,
        (message, help): (&str, &str),
    ) -> Option<T> {
        let found = text_at(node, key).and_then(read);
        if found.is_none() {
            self.wrong(place(node, key), message, help);
        }
        found
    }

    fn accept(&mut self, node: &Node) -> Option<bool> {
        let read = |text: &str| match text.to_lowercase().as_str() {
            "yes" | "true" | "y" => Some(true),
            "no" | "false" | "n" => Some(false),
            _ => None,
        };
        let help = "write accept: yes, or accept: no";
        self.read(node, "accept", read, ("`accept` should be yes or no", help))
    }

    fn segment(&mut self, node: &Node, key: &str) -> Option<SegmentId> {
        let name = text_at(node, key);
        let names = self.plan.segments.iter().map(|one| one.name.as_str());
        let found = name.and_then(|name| names.clone().position(|one| one == name));
        if found.is_none() {
            let near = name.and_then(|name| nearest(name, names));
            let help = match near {
                Some(near) => format!("did you mean {near}?"),
                None => "name a segment of the plan".to_owned(),
            };
            let message = match name {
                Some(name) => format!("the plan has no segment {name}"),
                None => format!("`{key}` is missing"),
            };
            self.wrong(place(node, key), message, help);
        }
        found.map(SegmentId)
    }

    fn change(&mut self, node: &Node, accept: bool) -> Option<Decided> {
        match text_at(node, "change") {
            Some("swap") => {
                let ahead_of = self.segment(node, "ahead_of");
                let most = self.plan.segments.len();
                let read = |text: &str| text.parse().ok().filter(|rank| (1..=most).contains(rank));
                let help = format!("write a number from 1 to {most}");
                let wrong = ("`rank` should be a rank of the plan", help.as_str());
                let rank = self.read(node, "rank", read, wrong);
                Some(Decided::Swap {
                    ahead_of: ahead_of?,
                    rank: rank?,
                })
            }
            Some("drop") => Some(Decided::Drop),
            Some("evidence") => self.evidence(node),
            Some("confidence") => self.confidence(node, accept),
            _ => {
                let help = "write swap, drop, evidence or confidence";
                self.wrong(place(node, "change"), "`change` says nothing known", help);
                None
            }
        }
    }

    fn evidence(&mut self, node: &Node) -> Option<Decided> {
        let names = EvidenceKind::ALL.iter().map(|one| one.name());
        let help = format!("write {}", words::choice(names));
        let wrong = ("`kind` is no kind of evidence", help.as_str());
        let kind = self.read(node, "kind", EvidenceKind::from_name, wrong);
        Some(Decided::Evidence {
            kind: kind?,
            note: text_at(node, "note").unwrap_or_default().to_owned(),
        })
    }

    fn confidence(&mut self, node: &Node, accept: bool) -> Option<Decided> {
        let entry = node.get("score").filter(|entry| !entry.value.is_blank());
        let scale = self.plan.scoring.scale;
        let [min, max] = [scale.min, scale.max].map(|end| words::number(end, 6));
        let Some(entry) = entry else {
            if accept {
                let help = format!("write a number from {min} to {max} behind `score:`");
                self.wrong(node.span, "the new Confidence is missing", help);
                return None;
            }
            return Some(Decided::Confidence(None));
        };
        let text = text_of(&entry.value).unwrap_or_default();
        let score = Estimate::read(text, scale);
        if score.is_none() {
            let message = format!(
                "`{}` is no score of this plan",
                self.source.slice(entry.value.span)
            );
            let help = format!("write a number from {min} to {max}, or a range like 6..7");
            self.wrong(entry.value.span, message, help);
        }
        Some(Decided::Confidence(Some(score?)))
    }
}

fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(text, _) if !node.is_blank() => Some(text),
        _ => None,
    }
}

/// The text under a key; `None` if there is none.
fn text_at<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    text_of(&node.get(key)?.value)
}

/// Where the value of a key stands; the whole item if it has none.
fn place(node: &Node, key: &str) -> Span {
    node.get(key).map_or(node.span, |entry| entry.value.span)
}
