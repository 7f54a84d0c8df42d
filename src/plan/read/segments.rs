//! The candidate segments, the default one, and what they are called.

use std::collections::{HashMap, HashSet};

use super::leads::Expressions;
use super::reader::{Fields, Reader};
use super::single::{Single, Wrong};
use super::{capacity, scoring};
use crate::diagnostic::Diagnostic;
use crate::plan::format::{BALLOT, JUDGEMENT, SEGMENT};
use crate::plan::model::{
    Ballot, Breadth, DefaultSegment, Evidence, EvidenceKind, Judgement, Qualifier, Qualifiers,
    Scale, Segment, SegmentId, Stage, Touchpoint, Verdict,
};
use crate::text::{Span, nearest, words};
use crate::yaml::{Entry, Value};

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
            let names = several.take(MOST_NAMES);
            return (
                format!("more than one segment is labeled `{name}`"),
                format!(
                    "write the name of the one you mean: {}",
                    words::choice(names)
                ),
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
                format!("write {}", words::choice(names()))
            }
            None => "write the name of a segment of this plan".to_owned(),
        };
        (format!("no segment is named `{name}`"), help)
    }

    /// The segment that the key `segment` of a group names.
    pub(super) fn named(&self, fields: &Fields<'_>) -> Option<SegmentId> {
        let name = fields.text("segment")?;
        self.named_at(fields.reader, &name, fields.place("segment"))
    }

    /// The segment that is named at a place; a name that no segment has is reported.
    pub(super) fn named_at(&self, reader: &Reader<'_>, name: &str, at: Span) -> Option<SegmentId> {
        let found = self.find(name);
        if found.is_none() && reader.can_tell_more() {
            let (message, help) = self.unknown(name);
            reader.error("unknown-segment", at, message, help);
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
    let mut after = Vec::new();
    let items = plan.list("segments");
    let entry = plan.entry("segments");
    if let Some(empty) = entry.filter(|entry| entry.value.is_empty_list()) {
        let message = "this plan has no segments";
        let help = "add one below it: `- name: plant_managers`";
        plan.reader
            .error("no-segments", empty.key_span, message, help);
    }
    for node in items {
        let Some(fields) = plan
            .reader
            .fields(node, &SEGMENT, plan.reader.opening(node))
        else {
            continue;
        };
        let (segment, at) = segment(&fields, scale, expressions);
        let id = SegmentId(list.len());
        after.extend(capacity::names_after(&fields, id));
        if let Some((_, first)) = names.get(&segment.name) {
            let message = format!("two segments are named `{}`", segment.name);
            let help =
                "give one of them another name: outputs and exports identify a segment by it";
            let problem = Diagnostic::error("duplicate-name", at, message, help);
            plan.reader.report(problem.also(*first, "the first one"));
        } else if !segment.name.is_empty() {
            names.insert(segment.name.clone(), (id, at));
        }
        let called = labels.entry(segment.label.clone()).or_default();
        let twin = called.first().and_then(|first| list.get(first.0));
        if twin.is_some_and(|twin| twin.name != segment.name) {
            let at = node.get("label").map_or(at, |entry| entry.value.span);
            let message = format!("another segment is labeled `{}`, too", segment.label);
            let help = "give one of them another label, so that they can be told apart in a table";
            plan.reader.error("duplicate-label", at, message, help);
        }
        called.push(id);
        list.push(segment);
    }
    check_scorers(plan, &list);
    let default = default(plan, &names);
    let mut segments = Segments {
        list,
        default,
        listed: items.len(),
        names,
        labels,
    };
    capacity::sequence(plan.reader, &mut segments, &after);
    segments
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
            format!("{count} in the panels of this plan; at most {MOST} are read"),
            "list scorers by name under `panel`; if there are more, write their mean as a range under `scores`",
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

/// Reads a segment but for `after`; with it, where its name stands.
fn segment(fields: &Fields<'_>, scale: Scale, expressions: &mut Expressions) -> (Segment, Span) {
    let name = fields.read("name", Single::stable_name).unwrap_or_default();
    let label = fields.text("label");
    let segment = Segment {
        label: label.unwrap_or_else(|| words::name_in_words(&name)),
        name,
        description: fields.text("description"),
        definition: expressions.take(fields.node("where")),
        breadth: fields.read("breadth", |value| value.word(Breadth::from_name)),
        persona: fields.text("persona"),
        stage: fields.read("stage", |value| value.word(Stage::from_name)),
        message: fields.text("message"),
        touchpoints: touchpoints(fields),
        owner: fields.text("owner"),
        expected_size: fields.read("expected_size", Single::whole),
        expected_lift: fields.read("expected_lift", Single::lift),
        cycle_days: fields.read("cycle_days", Single::number),
        cost: fields.read("cost", Single::number),
        after: Vec::new(), // read once all segments are known
        notes: fields.text("notes"),
        scores: scoring::scores(&fields.group("scores"), scale),
        panel: panel(fields, scale),
        evidence: evidence(fields),
        qualifiers: qualifiers(fields),
    };
    (segment, fields.place("name"))
}

fn touchpoints(segment: &Fields<'_>) -> Vec<Touchpoint> {
    let groups = segment.groups("touchpoints");
    let touchpoint = |fields: &Fields<'_>| Touchpoint {
        channel: fields.text("channel").unwrap_or_default(),
        content: fields.text("content"),
    };
    groups.iter().map(touchpoint).collect()
}

fn panel(segment: &Fields<'_>, scale: Scale) -> Vec<Ballot> {
    let panel = segment.group("panel");
    let given = |entry: &&&Entry| !entry.value.is_blank(); // a blank one is an abstention
    let ballot = |entry: &&Entry| {
        let fields = segment.reader.group_at(entry, &BALLOT);
        let (scores, unknown) = scoring::votes(&fields, scale);
        let scorer = entry.key.clone();
        Ballot {
            scorer,
            scores,
            unknown,
        }
    };
    panel.others().iter().filter(given).map(ballot).collect()
}

fn evidence(segment: &Fields<'_>) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for fields in segment.groups("evidence") {
        let note = fields.text("note");
        let date = fields.read("date", Single::date);
        if let Some(kind) = fields.read("kind", |value| value.word(EvidenceKind::from_name)) {
            evidence.push(Evidence { kind, note, date });
        }
    }
    evidence
}

fn qualifiers(segment: &Fields<'_>) -> Qualifiers {
    let fields = segment.group("qualifiers");
    let mut qualifiers = Qualifiers::default();
    for qualifier in Qualifier::ALL {
        if let Some(judgement) = judgement(&fields, *qualifier) {
            *qualifiers.get_mut(*qualifier) = judgement;
        }
    }
    qualifiers
}

fn judgement(fields: &Fields<'_>, qualifier: Qualifier) -> Option<Judgement> {
    let entry = fields.entry(qualifier.name())?;
    let (verdict, because) = if let Value::Map(_) = &entry.value.value {
        let inner = fields.reader.group_at(entry, &JUDGEMENT);
        let because = inner.text("because");
        (inner.read("verdict", verdict)?, because)
    } else {
        (fields.read(qualifier.name(), verdict)?, None)
    };
    Some(Judgement {
        verdict,
        because,
        stated: true,
    })
}

/// A verdict, in capitals or small letters.
fn verdict(value: Single<'_>) -> Result<Verdict, Wrong> {
    value.word(|word| Verdict::from_name(&word.to_lowercase()))
}
