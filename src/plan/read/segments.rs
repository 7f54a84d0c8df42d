//! The candidate segments and the default one.

use std::collections::HashMap;

use super::leads::Expressions;
use super::reader::{Fields, Reader};
use super::scoring;
use crate::diagnostic::Diagnostic;
use crate::plan::format::{BALLOT, EVIDENCE, JUDGEMENT, QUALIFIERS, SEGMENT, TOUCHPOINT};
use crate::plan::model::{
    Ballot, Breadth, DefaultSegment, Evidence, EvidenceKind, Judgement, Qualifier, Qualifiers,
    Scale, Segment, SegmentId, Stage, Touchpoint, Verdict,
};
use crate::plan::node::{Node, Value};
use crate::text::{Span, words};

/// The segments that could be read, and which of them each name stands for.
pub(super) struct Segments {
    pub(super) list: Vec<Segment>,
    pub(super) default: DefaultSegment,
    names: HashMap<String, SegmentId>,
}

impl Segments {
    /// The segment of a name or, failing that, of a label.
    pub(super) fn find(&self, name: &str) -> Option<SegmentId> {
        self.names.get(name).copied().or_else(|| {
            let place = self.list.iter().position(|segment| segment.label == name)?;
            Some(SegmentId(place))
        })
    }

    /// All names, in file order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|segment| segment.name.as_str())
    }
}

/// Reads `segments` and `default`.
pub(super) fn segments(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    scale: Scale,
    expressions: &mut Expressions,
) -> Segments {
    let mut list = Vec::new();
    let mut named: HashMap<String, (SegmentId, Span)> = HashMap::new();
    let items = reader.list(plan, "segments");
    if let (true, Some(entry)) = (items.is_empty(), plan.entry("segments")) {
        if matches!(entry.value.value, Value::List(_)) {
            reader.report(
                Diagnostic::error("no-segments", entry.key_span, "this plan has no segments")
                    .help("add one: `- name: plant_managers`"),
            );
        }
    }
    for node in items {
        let Some(segment) = segment(reader, node, scale, expressions) else {
            continue;
        };
        let at = node.get("name").map_or(node.span, |entry| entry.value.span);
        if let Some((_, first)) = named.get(&segment.name) {
            reader.report(same_name(&segment.name, at, *first));
        } else if !segment.name.is_empty() {
            named.insert(segment.name.clone(), (SegmentId(list.len()), at));
        }
        list.push(segment);
    }
    let default = default(reader, plan, &named);
    Segments {
        list,
        default,
        names: named
            .into_iter()
            .map(|(name, (id, _))| (name, id))
            .collect(),
    }
}

fn same_name(name: &str, at: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-name",
        at,
        format!("two segments are named `{name}`"),
    )
    .also(first, "the first one")
    .help("give one of them another name; a name is what outputs and exports know a segment by")
}

fn default(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    named: &HashMap<String, (SegmentId, Span)>,
) -> DefaultSegment {
    let fields = reader.group(plan, "default");
    let name = fields
        .as_ref()
        .and_then(|fields| reader.name(fields, "name"));
    let at = fields
        .as_ref()
        .map_or(plan.span, |fields| fields.place("name"));
    let name = name.unwrap_or_else(|| "default".to_owned());
    if let Some((_, first)) = named.get(&name) {
        let (at, help) = match fields {
            Some(_) => (at, "give the default segment a name of its own"),
            None => (
                *first,
                "the default segment is called `default` unless the plan names it; rename this one, or add `default: {name: newsletter}`",
            ),
        };
        reader.report(
            Diagnostic::error(
                "duplicate-name",
                at,
                format!("`{name}` is both a segment and the default segment"),
            )
            .also(*first, "the segment")
            .help(help),
        );
    }
    let label = fields.and_then(|fields| reader.text(&fields, "label"));
    DefaultSegment {
        label: label.unwrap_or_else(|| words::name_in_words(&name)),
        name,
    }
}

fn segment(
    reader: &mut Reader<'_>,
    node: &Node,
    scale: Scale,
    expressions: &mut Expressions,
) -> Option<Segment> {
    let fields = &reader.fields(
        node,
        &SEGMENT,
        Span::new(node.span.start, node.span.start + 1),
    )?;
    let name = reader.name(fields, "name").unwrap_or_default();
    let label = reader.text(fields, "label");
    Some(Segment {
        label: label.unwrap_or_else(|| words::name_in_words(&name)),
        name,
        description: reader.text(fields, "description"),
        definition: expressions.take(fields.node("where")),
        breadth: reader.word(fields, "breadth", Breadth::from_name),
        persona: reader.text(fields, "persona"),
        stage: reader.word(fields, "stage", Stage::from_name),
        message: reader.text(fields, "message"),
        touchpoints: touchpoints(reader, fields),
        owner: reader.text(fields, "owner"),
        expected_size: reader.whole(fields, "expected_size"),
        expected_lift: reader.number(fields, "expected_lift"),
        cycle_days: reader.number(fields, "cycle_days"),
        scores: scoring::agreed(reader, fields, scale),
        panel: panel(reader, fields, scale),
        evidence: evidence(reader, fields),
        qualifiers: qualifiers(reader, fields),
    })
}

fn touchpoints(reader: &mut Reader<'_>, segment: &Fields<'_>) -> Vec<Touchpoint> {
    let mut touchpoints = Vec::new();
    for node in reader.list(segment, "touchpoints") {
        if let Some(fields) = reader.fields(node, &TOUCHPOINT, node.span) {
            touchpoints.push(Touchpoint {
                channel: reader.text(&fields, "channel").unwrap_or_default(),
                content: reader.text(&fields, "content"),
            });
        }
    }
    touchpoints
}

fn panel(reader: &mut Reader<'_>, segment: &Fields<'_>, scale: Scale) -> Vec<Ballot> {
    let Some(fields) = reader.group(segment, "panel") else {
        return Vec::new();
    };
    let mut ballots = Vec::new();
    for entry in fields.others() {
        if entry.value.is_blank() {
            continue; // an abstention
        }
        ballots.push(Ballot {
            scorer: entry.key.clone(),
            scores: scoring::scores(reader, &entry.value, &BALLOT, entry.key_span, scale),
        });
    }
    ballots
}

fn evidence(reader: &mut Reader<'_>, segment: &Fields<'_>) -> Vec<Evidence> {
    let mut evidence = Vec::new();
    for node in reader.list(segment, "evidence") {
        let Some(fields) = reader.fields(node, &EVIDENCE, node.span) else {
            continue;
        };
        let note = reader.text(&fields, "note");
        let date = reader.date(&fields, "date");
        if let Some(kind) = reader.word(&fields, "kind", EvidenceKind::from_name) {
            evidence.push(Evidence { kind, note, date });
        }
    }
    evidence
}

fn qualifiers(reader: &mut Reader<'_>, segment: &Fields<'_>) -> Qualifiers {
    let mut qualifiers = Qualifiers::default();
    let Some(entry) = segment.entry("qualifiers") else {
        return qualifiers;
    };
    if let Some(fields) = reader.fields(&entry.value, &QUALIFIERS, entry.key_span) {
        for qualifier in Qualifier::ALL {
            if let Some(judgement) = judgement(reader, &fields, *qualifier) {
                *qualifiers.get_mut(*qualifier) = judgement;
            }
        }
    }
    qualifiers
}

fn judgement(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    qualifier: Qualifier,
) -> Option<Judgement> {
    let entry = fields.entry(qualifier.name())?;
    let (verdict, because) = match &entry.value.value {
        Value::Map(_) => {
            let inner = reader.fields(&entry.value, &JUDGEMENT, entry.key_span)?;
            let because = reader.text(&inner, "because");
            (reader.word(&inner, "verdict", Verdict::from_name)?, because)
        }
        _ => {
            let list: Vec<&str> = Verdict::ALL.iter().map(|one| one.name()).collect();
            let verdict =
                reader.word_of(&entry.value, qualifier.name(), &list, Verdict::from_name)?;
            (verdict, None)
        }
    };
    Some(Judgement {
        verdict,
        because,
        stated: true,
    })
}
