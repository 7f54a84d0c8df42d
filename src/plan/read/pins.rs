//! Decisions that override the order.

use std::collections::HashMap;

use super::fields::Fields;
use super::segments::Segments;
use super::single::{Single, Wrong};
use crate::diagnostic::Diagnostic;
use crate::plan::model::{Pin, SegmentId};
use crate::text::{Span, words};

/// Reads the pins of `order`: no segment and no rank twice, no rank past the end.
pub(super) fn pins(order: &Fields<'_>, segments: &Segments) -> Vec<Pin> {
    let mut pins = Vec::new();
    let mut segments_pinned: HashMap<SegmentId, Span> = HashMap::new();
    let mut ranks_taken: HashMap<usize, Span> = HashMap::new();
    for fields in order.groups("pin") {
        let segment = segments.named(&fields);
        let rank = fields.read("rank", |value| rank(value, segments.listed));
        let because = fields.text("because").unwrap_or_default();
        if let Some(segment) = segment {
            let at = fields.place("segment");
            let first = *segments_pinned.entry(segment).or_insert(at);
            refuse_second(&fields, at, first, "this segment is pinned twice");
        }
        if let Some(rank) = rank {
            let at = fields.place("rank");
            let first = *ranks_taken.entry(rank).or_insert(at);
            refuse_second(&fields, at, first, "two pins take this rank");
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

fn refuse_second(pin: &Fields<'_>, at: Span, first: Span, message: &str) {
    if at != first {
        let help = "keep one of the two pins, or change one of them";
        let problem = Diagnostic::error("contradictory-pins", at, message, help);
        pin.reader.report(problem.also(first, "first here"));
    }
}

fn rank(value: Single<'_>, segments: usize) -> Result<usize, Wrong> {
    let number = value.any_number()?;
    if number.fract() == 0.0 && (1.0..=segments as f64).contains(&number) {
        return Ok(number as usize);
    }
    let written = words::number(number, 6);
    let message = if number > segments as f64 {
        let segments = words::count(segments, "segment");
        format!("rank {written} is past the end: the plan has {segments}")
    } else {
        format!("there is no rank {written}")
    };
    let help = format!("write a whole number from 1 to {}", segments.max(1));
    Err(value.wrong("out-of-range", message, help))
}
