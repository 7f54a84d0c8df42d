//! One candidate segment.

use super::fields::Fields;
use super::leads::Expressions;
use super::reader::Reader;
use super::scoring;
use super::single::{Single, Wrong};
use crate::plan::format::{BALLOT, JUDGEMENT, SEGMENT};
use crate::plan::model::{
    Ballot, Breadth, Evidence, EvidenceKind, Judgement, Qualifier, Qualifiers, Scale, Segment,
    Stage, Touchpoint, Verdict,
};
use crate::text::{Span, words};
use crate::yaml::{Entry, Node, Value};

/// Reads a segment; with it, where its name stands.
pub(super) fn segment(
    reader: &Reader<'_>,
    node: &Node,
    scale: Scale,
    expressions: &mut Expressions,
) -> Option<(Segment, Span)> {
    let fields = &reader.fields(node, &SEGMENT, reader.opening(node))?;
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
        scores: scoring::scores(&fields.group("scores"), scale),
        panel: panel(fields, scale),
        evidence: evidence(fields),
        qualifiers: qualifiers(fields),
    };
    Some((segment, fields.place("name")))
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
    let ballot = |entry: &&Entry| Ballot {
        scorer: entry.key.clone(),
        scores: scoring::scores(&segment.reader.group_at(entry, &BALLOT), scale),
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
