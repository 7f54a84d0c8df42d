//! The candidate segments, the default one, and what they are called.

use std::collections::{HashMap, HashSet};

use super::fields::Fields;
use super::leads::Expressions;
use super::segment::segment;
use super::single::Single;
use crate::diagnostic::Diagnostic;
use crate::plan::model::{DefaultSegment, Scale, Segment, SegmentId};
use crate::text::{Span, nearest, words};
use crate::yaml::Value;

/// The segments that could be read, by name and label.
pub(super) struct Segments {
    pub(super) list: Vec<Segment>,
    pub(super) default: DefaultSegment,
    /// How many the plan lists, those that could not be read among them.
    pub(super) listed: usize,
    names: HashMap<String, (SegmentId, Span)>,
    labels: HashMap<String, Vec<SegmentId>>,
}

impl Segments {
    /// The segment of a name or, failing that, of a label that no other has.
    fn find(&self, name: &str) -> Option<SegmentId> {
        let labelled = || match self.labels.get(name).map(Vec::as_slice) {
            Some([found]) => Some(*found),
            _ => None,
        };
        let named = self.names.get(name).map(|(id, _)| *id);
        named.or_else(labelled)
    }

    /// The message and the help for a name that no segment, or more than one, has.
    fn unknown(&self, name: &str) -> (String, String) {
        if let Some(several) = self.labels.get(name) {
            let several = several.iter().map(|id| self.list[id.0].name.as_str());
            let names: Vec<&str> = several.take(MOST_NAMES).collect();
            return (
                format!("more than one segment is labelled `{name}`"),
                format!("write the name of the one: {}", words::choice(&names)),
            );
        }
        let default = [self.default.name.as_str(), self.default.label.as_str()];
        if default.contains(&name) {
            return (
                format!("`{name}` is the default segment, which is never ranked"),
                "name one of the candidates".to_owned(),
            );
        }
        let names = || self.list.iter().map(|segment| segment.name.as_str());
        let help = match nearest(name, names().take(MOST_COMPARED)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.list.len() <= MOST_NAMES => {
                format!("write {}", words::choice(&names().collect::<Vec<_>>()))
            }
            None => "write the name of a segment of this plan".to_owned(),
        };
        (format!("no segment is named `{name}`"), help)
    }

    /// The segment that the key `segment` of a group names.
    pub(super) fn named(&self, fields: &Fields<'_>) -> Option<SegmentId> {
        let name = fields.text("segment")?;
        let found = self.find(&name);
        if found.is_none() && fields.reader.can_tell_more() {
            let (message, help) = self.unknown(&name);
            let at = fields.place("segment");
            fields.reader.error("unknown-segment", at, message, help);
        }
        found
    }
}

/// The most names that are compared with a misspelt one.
const MOST_COMPARED: usize = 1_000;
/// The most names that a message lists.
const MOST_NAMES: usize = 8;

pub(super) fn segments(plan: &Fields<'_>, scale: Scale, expressions: &mut Expressions) -> Segments {
    let mut list: Vec<Segment> = Vec::new();
    let mut names: HashMap<String, (SegmentId, Span)> = HashMap::new();
    let mut labels: HashMap<String, Vec<SegmentId>> = HashMap::new();
    let items = plan.list("segments");
    let entry = plan.entry("segments");
    if let Some(empty) = entry.filter(|entry| entry.value.is_empty_list()) {
        let message = "this plan has no segments";
        let help = "add one below it: `- name: plant_managers`";
        plan.reader
            .error("no-segments", empty.key_span, message, help);
    }
    for node in items {
        let Some((segment, at)) = segment(plan.reader, node, scale, expressions) else {
            continue;
        };
        let id = SegmentId(list.len());
        if let Some((_, first)) = names.get(&segment.name) {
            let message = format!("two segments are named `{}`", segment.name);
            let help = "give one of them another name; a name is what outputs and exports know a segment by";
            let problem = Diagnostic::error("duplicate-name", at, message, help);
            plan.reader.report(problem.also(*first, "the first one"));
        } else if !segment.name.is_empty() {
            names.insert(segment.name.clone(), (id, at));
        }
        let called = labels.entry(segment.label.clone()).or_default();
        let twin = called.first().and_then(|first| list.get(first.0));
        if twin.is_some_and(|twin| twin.name != segment.name) {
            let at = node.get("label").map_or(at, |entry| entry.value.span);
            let message = format!("another segment is called `{}` too", segment.label);
            let help = "give one of them another label, so that they can be told apart in a table";
            plan.reader.error("duplicate-label", at, message, help);
        }
        called.push(id);
        list.push(segment);
    }
    check_scorers(plan, &list);
    let default = default(plan, &names);
    Segments {
        list,
        default,
        listed: items.len(),
        names,
        labels,
    }
}

/// A panel is people in a room; how sure the order is rests on each with each.
fn check_scorers(plan: &Fields<'_>, segments: &[Segment]) {
    const MOST: usize = 200;
    let ballots = segments.iter().flat_map(|segment| &segment.panel);
    let scorers: HashSet<&str> = ballots.map(|ballot| ballot.scorer.as_str()).collect();
    if scorers.len() > MOST {
        let count = words::count(scorers.len(), "scorer");
        plan.reader.error(
            "too-many-scorers",
            plan.entry("segments").map_or(plan.span, |entry| entry.key_span),
            format!("{count} in the panels of this plan; {MOST} are the most"),
            "below `panel` stand the names of scorers; write their mean as a range under `scores` where there are more",
        );
    }
}

fn default(plan: &Fields<'_>, names: &HashMap<String, (SegmentId, Span)>) -> DefaultSegment {
    let fields = plan.group("default");
    let name = fields
        .read("name", Single::stable_name)
        .unwrap_or_else(|| "default".to_owned());
    if let Some((_, first)) = names.get(&name) {
        let message = format!("`{name}` is both a segment and the default segment");
        if plan
            .node("default")
            .is_some_and(|node| matches!(node.value, Value::Map(_)))
        {
            let help = "give the default segment a name of its own";
            let problem = Diagnostic::error("duplicate-name", fields.place("name"), message, help);
            plan.reader.report(problem.also(*first, "the segment"));
        } else {
            let help = "the default segment is called `default` unless the plan names it: rename this one, or add `default: {name: newsletter}`";
            plan.reader.error("duplicate-name", *first, message, help);
        }
    }
    let label = fields.text("label");
    DefaultSegment {
        label: label.unwrap_or_else(|| words::name_in_words(&name)),
        name,
    }
}
