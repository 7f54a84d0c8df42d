//! One candidate segment.

use super::fields::Fields;
use super::leads::Expressions;
use super::reader::Reader;
use super::scoring;
use crate::plan::format::{BALLOT, EVIDENCE, JUDGEMENT, QUALIFIERS, SEGMENT, TOUCHPOINT};
use crate::plan::model::{
    Ballot, Breadth, Evidence, EvidenceKind, Judgement, Qualifier, Qualifiers, Scale, Segment,
    Stage, Touchpoint, Verdict,
};
use crate::text::{Span, words};
use crate::yaml::{Node, Value};

/// Reads a segment; with it, where its name stands.
pub(super) fn segment(
    reader: &mut Reader<'_>,
    node: &Node,
    scale: Scale,
    expressions: &mut Expressions,
) -> Option<(Segment, Span)> {
    let fields = &reader.fields(node, &SEGMENT, reader.opening(node))?;
    let name = reader.name(fields, "name").unwrap_or_default();
    let label = reader.text(fields, "label");
    let segment = Segment {
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
        expected_lift: reader.lift(fields, "expected_lift"),
        cycle_days: reader.number(fields, "cycle_days"),
        scores: scoring::agreed(reader, fields, scale),
        panel: panel(reader, fields, scale),
        evidence: evidence(reader, fields),
        qualifiers: qualifiers(reader, fields),
    };
    Some((segment, fields.place("name")))
}

fn touchpoints(reader: &mut Reader<'_>, segment: &Fields<'_>) -> Vec<Touchpoint> {
    let groups = reader.groups(segment, "touchpoints", &TOUCHPOINT);
    let touchpoint = |fields: &Fields<'_>| Touchpoint {
        channel: reader.text(fields, "channel").unwrap_or_default(),
        content: reader.text(fields, "content"),
    };
    groups.iter().map(touchpoint).collect()
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
    for fields in reader.groups(segment, "evidence", &EVIDENCE) {
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
    let (verdict, because) = if let Value::Map(_) = &entry.value.value {
        let inner = reader.fields(&entry.value, &JUDGEMENT, entry.key_span)?;
        let because = reader.text(&inner, "because");
        (verdict(reader, inner.node("verdict")?, "verdict")?, because)
    } else {
        (verdict(reader, &entry.value, qualifier.name())?, None)
    };
    Some(Judgement {
        verdict,
        because,
        stated: true,
    })
}

/// A verdict, in capitals or small letters.
fn verdict(reader: &mut Reader<'_>, node: &Node, what: &str) -> Option<Verdict> {
    let list: Vec<&str> = Verdict::ALL.iter().map(|one| one.name()).collect();
    reader.word_of(node, what, &list, |word| {
        Verdict::from_name(&word.to_lowercase())
    })
}
