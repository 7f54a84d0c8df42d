//! Decisions that override the order.

use std::collections::HashMap;

use super::fields::Fields;
use super::reader::Reader;
use super::segments::Segments;
use crate::diagnostic::Diagnostic;
use crate::plan::format::PIN;
use crate::plan::model::{Pin, SegmentId};
use crate::text::{Span, words};

/// Reads the pins of `order`: no segment and no rank twice, no rank past the end.
pub(super) fn pins(reader: &mut Reader<'_>, order: &Fields<'_>, segments: &Segments) -> Vec<Pin> {
    let mut pins = Vec::new();
    let mut segments_pinned: HashMap<SegmentId, Span> = HashMap::new();
    let mut ranks_taken: HashMap<usize, Span> = HashMap::new();
    for fields in reader.groups(order, "pin", &PIN) {
        let segment = segments.named(reader, &fields);
        let rank = rank(reader, &fields, segments.listed);
        let because = reader.text(&fields, "because").unwrap_or_default();
        if let Some(segment) = segment {
            let at = fields.place("segment");
            let first = *segments_pinned.entry(segment).or_insert(at);
            refuse_second(reader, at, first, "this segment is pinned twice");
        }
        if let Some(rank) = rank {
            let at = fields.place("rank");
            let first = *ranks_taken.entry(rank).or_insert(at);
            refuse_second(reader, at, first, "two pins take this rank");
        }
        if let (Some(segment), Some(rank)) = (segment, rank) {
            pins.push(Pin {
                segment,
                rank,
                because,
            });
        }
    }
    pins
}

fn refuse_second(reader: &mut Reader<'_>, at: Span, first: Span, message: &str) {
    if at != first {
        reader.report(
            Diagnostic::error("contradictory-pins", at, message)
                .also(first, "first here")
                .help("keep one of the two pins, or change one of them"),
        );
    }
}

fn rank(reader: &mut Reader<'_>, pin: &Fields<'_>, segments: usize) -> Option<usize> {
    let node = pin.node("rank")?;
    let value = reader.plain_number(node, "rank")?;
    let rank = value as usize;
    if value.fract() == 0.0 && (1.0..=segments as f64).contains(&value) {
        return Some(rank);
    }
    let written = words::number(value, 6);
    let message = if value > segments as f64 {
        let segments = words::count(segments, "segment");
        format!("rank {written} is past the end: the plan has {segments}")
    } else {
        format!("there is no rank {written}")
    };
    let help = format!("write a whole number from 1 to {}", segments.max(1));
    reader.refuse("out-of-range", node.span, message, help)
}
