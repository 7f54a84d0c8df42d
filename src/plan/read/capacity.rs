//! `capacity`, and what must be served before what (`after`).

use super::reader::{Fields, Reader};
use super::segments::Segments;
use super::single::Single;
use crate::diagnostic::Diagnostic;
use crate::plan::model::{Capacity, CutRule, SegmentId};
use crate::text::{Span, words};
use crate::yaml::Value;

/// What the team can serve; a capacity without a limit is reported.
pub(super) fn capacity(plan: &Fields<'_>) -> Option<Capacity> {
    let entry = plan.entry("capacity")?;
    let fields = plan.group("capacity");
    let limits = ["segments", "cost"].map(|name| fields.entry(name));
    let segments = fields.read("segments", Single::whole);
    let cost = fields.read("cost", Single::number);
    let unit = fields.text("unit");
    let cut = fields.read("cut", |value| value.word(CutRule::from_name));
    if limits == [None, None] && matches!(entry.value.value, Value::Map(_)) {
        let help = "write how many segments the team can serve, as in `segments: 6`, or how much it can spend, as in `cost: 40`";
        let message = "capacity needs `segments` or `cost`";
        plan.reader
            .error("missing-key", entry.key_span, message, help);
    }
    (segments.is_some() || cost.is_some()).then(|| Capacity {
        segments: segments.map(|most| usize::try_from(most).unwrap_or(usize::MAX)),
        cost,
        unit,
        cut: cut.unwrap_or_default(),
    })
}

/// A name under `after`: the segment that waits, what it waits for, and where that is written.
pub(super) type Wait = (SegmentId, String, Span);

/// What a segment waits for, by name.
pub(super) fn names_after(fields: &Fields<'_>, segment: SegmentId) -> Vec<Wait> {
    let names = fields.read_items("after", Single::text).into_iter();
    names
        .map(|(name, at)| (segment, name.to_owned(), at))
        .collect()
}

/// Sets what each segment comes after. Unknown names, names given twice and circles are reported.
pub(super) fn sequence(reader: &Reader<'_>, segments: &mut Segments, waits: &[Wait]) {
    let mut known: Vec<(SegmentId, SegmentId, Span)> = Vec::new();
    for (segment, name, at) in waits {
        let Some(before) = segments.named_at(reader, name, *at) else {
            continue;
        };
        let same = |one: &&(SegmentId, SegmentId, Span)| (one.0, one.1) == (*segment, before);
        let own = known.iter().rev().take_while(|one| one.0 == *segment);
        if let Some((_, _, first)) = own.clone().find(same) {
            let message = format!("`{name}` appears twice in `after`");
            let problem = Diagnostic::error("duplicate-word", *at, message, "keep one of the two");
            reader.report(problem.also(*first, "first here"));
            continue;
        }
        known.push((*segment, before, *at));
        segments.list[segment.0].after.push(before);
    }
    let after: Vec<&[SegmentId]> = segments.list.iter().map(|one| &one.after[..]).collect();
    for circle in circles(&after) {
        let labels = circle.iter().map(|id| segments.list[id.0].label.as_str());
        let labels: Vec<&str> = labels.collect();
        let closing = (circle.first(), circle.get(1).or(circle.first()));
        let at = known
            .iter()
            .find(|(segment, before, _)| (Some(segment), Some(before)) == closing);
        let Some((_, _, at)) = at else { continue };
        let message = match labels.as_slice() {
            [one] => format!("{one} can't come after itself"),
            [one, other] => format!("{one} and {other} each wait for the other"),
            several => format!(
                "these segments wait for each other in a circle: {}",
                words::list_within(several, 200)
            ),
        };
        let help =
            "delete one of these names from `after`, so that one of them can be served first";
        reader.error("circular-after", *at, message, help);
    }
}

/// At most so many circles are found.
const MOST_CIRCLES: usize = 20;

/// Circles among segments, none sharing a segment with another: each names segments of which every
/// one waits for the next, and the last for the first. Empty if the segments can be put in sequence.
fn circles(after: &[&[SegmentId]]) -> Vec<Vec<SegmentId>> {
    let mut waits: Vec<usize> = after.iter().map(|before| before.len()).collect();
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); after.len()];
    for (segment, before) in after.iter().enumerate() {
        for one in *before {
            behind[one.0].push(segment);
        }
    }
    let mut ready: Vec<usize> = (0..after.len()).filter(|one| waits[*one] == 0).collect();
    let mut is_served = vec![false; after.len()];
    let mut circles = Vec::new();
    let mut start = 0;
    while start < after.len() && circles.len() < MOST_CIRCLES {
        while let Some(one) = ready.pop() {
            if !std::mem::replace(&mut is_served[one], true) {
                for next in &behind[one] {
                    waits[*next] = waits[*next].saturating_sub(1);
                    ready.extend((waits[*next] == 0).then_some(*next));
                }
            }
        }
        if is_served[start] {
            start += 1;
        } else {
            // All that is left waits for something that is left, so this walk ends in a circle.
            let circle = circle_from(SegmentId(start), after, &is_served);
            ready.extend(circle.iter().map(|id| id.0));
            circles.push(circle);
        }
    }
    circles
}

/// The circle that a walk ends in which goes from each segment to the first unserved one that it
/// waits for; every unserved segment waits for one.
fn circle_from(start: SegmentId, after: &[&[SegmentId]], is_served: &[bool]) -> Vec<SegmentId> {
    let mut walk = indexmap::IndexSet::new();
    let mut next = Some(start);
    while let Some(one) = next {
        let (place, is_new) = walk.insert_full(one);
        if !is_new {
            return walk.split_off(place).into_iter().collect();
        }
        next = after[one.0].iter().copied().find(|id| !is_served[id.0]);
    }
    vec![start]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Document, ReadOptions};
    use crate::testing::read;
    use crate::yaml::Source;

    /// A plan with this capacity and with segments `a`, `b`, `c` and `d`, as they come after others.
    fn text(capacity: &str, after: [&str; 4]) -> String {
        let segments = ["a", "b", "c", "d"].into_iter().zip(after);
        let segments =
            segments.map(|(name, after)| format!("  - {{name: {name}, after: [{after}]}}\n"));
        let segments: String = segments.collect();
        format!("title: t\n{capacity}\nsegments:\n{segments}")
    }

    fn mistakes(text: &str) -> Vec<(String, String)> {
        let options = ReadOptions::on(jiff::civil::date(2027, 1, 4));
        let error = Document::read(Source::new("plan", text), &options).unwrap_err();
        error
            .1
            .into_iter()
            .map(|one| (one.code, one.message))
            .collect()
    }

    #[test]
    fn what_comes_before_a_segment_is_named_by_name_or_label() {
        let plan = read(&text("capacity: {segments: 2}", ["", "A", "a, B", "c"]));
        let after: Vec<&[SegmentId]> = plan.segments.iter().map(|one| &one.after[..]).collect();
        let id = SegmentId;
        assert_eq!(after, [&[][..], &[id(0)], &[id(0), id(1)], &[id(2)]]);
        let capacity = Capacity {
            segments: Some(2),
            cost: None,
            unit: None,
            cut: CutRule::Strict,
        };
        assert_eq!(plan.capacity, Some(capacity));
    }

    #[test]
    fn circles_unknown_names_and_repeated_ones_are_mistakes() {
        for (after, code, message) in [
            (
                ["b", "a", "", ""],
                "circular-after",
                "A and B each wait for the other",
            ),
            (
                ["a", "", "", ""],
                "circular-after",
                "A can't come after itself",
            ),
            (
                ["", "d", "b", "c"],
                "circular-after",
                "these segments wait for each other in a circle: B, D and C",
            ),
            (
                ["e", "", "", ""],
                "unknown-segment",
                "no segment is named `e`",
            ),
            (
                ["", "a, a", "", ""],
                "duplicate-word",
                "`a` appears twice in `after`",
            ),
        ] {
            let found = mistakes(&text("", after));
            assert_eq!(found, [(code.to_owned(), message.to_owned())]);
        }
        assert_eq!(mistakes(&text("", ["b", "a", "d", "c"])).len(), 2);
    }

    #[test]
    fn a_capacity_has_a_limit() {
        for capacity in ["capacity: {cut: fill}", "capacity: {unit: days}"] {
            let found = mistakes(&text(capacity, [""; 4]));
            assert_eq!(
                found[0].1, "capacity needs `segments` or `cost`",
                "{capacity}"
            );
        }
        assert_eq!(read(&text("capacity:", [""; 4])).capacity, None);
    }
}
