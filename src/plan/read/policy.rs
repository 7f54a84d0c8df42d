//! Goals, `qualify`, `order` and `flags`.

use std::collections::{BTreeMap, HashMap};

use super::reader::{Fields, Reader};
use super::segments::Segments;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::format::{ALLOW, FLAG, GOAL, PIN};
use crate::plan::model::{
    Allowance, Criterion, FlagPolicy, FlagSetting, FlagSeverity, FlagSpec, Goal, OrderKey,
    OrderPolicy, Period, Pin, Qualifier, QualifyPolicy, SegmentId,
};
use crate::plan::node::{Entry, Node, Value};
use crate::text::{Span, nearest, words};

/// The period of the plan; its end is not before its start.
pub(super) fn period(reader: &mut Reader<'_>, plan: &Fields<'_>) -> Option<Period> {
    let fields = reader.group(plan, "period")?;
    let start = reader.date(&fields, "start");
    let end = reader.date(&fields, "end");
    let (start, end) = (start?, end?);
    if end < start {
        reader.report(
            Diagnostic::error(
                "inverted-range",
                fields.place("end"),
                format!("the period ends on {end}, before it starts on {start}"),
            )
            .help("write the first day as `start` and the last as `end`"),
        );
        return None;
    }
    Some(Period { start, end })
}

/// The goals of the plan.
pub(super) fn goals(reader: &mut Reader<'_>, plan: &Fields<'_>) -> Vec<Goal> {
    let mut goals = Vec::new();
    for node in reader.list(plan, "goals") {
        if let Some(fields) = reader.fields(node, &GOAL, node.span) {
            goals.push(Goal {
                statement: reader.text(&fields, "statement").unwrap_or_default(),
                metric: reader.text(&fields, "metric"),
                baseline: reader.number(&fields, "baseline"),
                target: reader.number(&fields, "target"),
                due: reader.date(&fields, "due"),
            });
        }
    }
    goals
}

/// What the qualifiers decide.
pub(super) fn qualify(reader: &mut Reader<'_>, plan: &Fields<'_>) -> QualifyPolicy {
    let usual = QualifyPolicy {
        required: vec![Qualifier::Actionable],
        at_least: 0.0,
    };
    let Some(fields) = reader.group(plan, "qualify") else {
        return usual;
    };
    let required = match fields.entry("required") {
        Some(_) => distinct_words(reader, &fields, "required", Qualifier::ALL, |one| {
            one.name()
        }),
        None => usual.required,
    };
    QualifyPolicy {
        required,
        at_least: reader.number(&fields, "at_least").unwrap_or(0.0),
    }
}

/// What decides between equals where the plan does not say.
const USUAL_TIE_BREAKS: [OrderKey; 3] = [
    OrderKey::Criterion(Criterion::Confidence),
    OrderKey::Criterion(Criterion::Impact),
    OrderKey::Criterion(Criterion::Ease),
];

/// What the order rests on.
pub(super) fn order(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    segments: &Segments,
) -> OrderPolicy {
    let usual = OrderPolicy {
        by: vec![OrderKey::Score],
        break_ties: USUAL_TIE_BREAKS.to_vec(),
        pins: Vec::new(),
    };
    let Some(fields) = reader.group(plan, "order") else {
        return usual;
    };
    let keys = OrderKey::all();
    let by = distinct_words(reader, &fields, "by", &keys, OrderKey::name);
    OrderPolicy {
        by: if by.is_empty() { usual.by } else { by },
        break_ties: match fields.entry("break_ties") {
            Some(_) => distinct_words(reader, &fields, "break_ties", &keys, OrderKey::name),
            None => usual.break_ties,
        },
        pins: pins(reader, &fields, segments),
    }
}

/// A list of words out of a fixed set, none twice.
fn distinct_words<T: Copy + PartialEq>(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    name: &str,
    all: &[T],
    name_of: fn(T) -> &'static str,
) -> Vec<T> {
    let list: Vec<&str> = all.iter().map(|one| name_of(*one)).collect();
    let mut found: Vec<(T, Span)> = Vec::new();
    for node in reader.list(fields, name) {
        let Some((text, _)) = reader.scalar(node, name) else {
            continue;
        };
        let Some(one) = all.iter().copied().find(|one| name_of(*one) == text) else {
            reader.word_of(node, name, &list, |_| None::<T>);
            continue;
        };
        match found.iter().find(|(known, _)| *known == one) {
            Some((_, first)) => {
                let message = format!("`{text}` stands twice in `{name}`");
                reader.report(
                    Diagnostic::error("duplicate-word", node.span, message)
                        .also(*first, "first here")
                        .help("keep one of the two"),
                );
            }
            None => found.push((one, node.span)),
        }
    }
    found.into_iter().map(|(one, _)| one).collect()
}

fn pins(reader: &mut Reader<'_>, order: &Fields<'_>, segments: &Segments) -> Vec<Pin> {
    let mut pins = Vec::new();
    let mut segment_pinned: HashMap<SegmentId, Span> = HashMap::new();
    let mut rank_taken: HashMap<usize, Span> = HashMap::new();
    for node in reader.list(order, "pin") {
        let Some(fields) = reader.fields(node, &PIN, node.span) else {
            continue;
        };
        let segment = segment_named(reader, &fields, segments);
        let rank = rank(reader, &fields, segments.list.len());
        let because = reader.text(&fields, "because").unwrap_or_default();
        let first_pin = segment.and_then(|id| segment_pinned.insert(id, fields.place("segment")));
        let first_rank = rank.and_then(|rank| rank_taken.insert(rank, fields.place("rank")));
        for (first, at, what) in [
            (
                first_pin,
                fields.place("segment"),
                "this segment is pinned twice",
            ),
            (
                first_rank,
                fields.place("rank"),
                "two segments are pinned to this rank",
            ),
        ] {
            if let Some(first) = first {
                reader.report(
                    Diagnostic::error("contradictory-pins", at, what)
                        .also(first, "first here")
                        .help("keep one of the two pins, or give it another rank"),
                );
            }
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

fn rank(reader: &mut Reader<'_>, pin: &Fields<'_>, segments: usize) -> Option<usize> {
    let rank = usize::try_from(reader.whole(pin, "rank")?).unwrap_or(usize::MAX);
    if rank <= segments {
        return Some(rank);
    }
    reader.report(
        Diagnostic::error(
            "out-of-range",
            pin.place("rank"),
            format!(
                "rank {rank} is past the end: the plan has {}",
                words::count(segments, "segment")
            ),
        )
        .help(format!("write a rank from 1 to {segments}")),
    );
    None
}

/// The segment that a `segment:` key names.
fn segment_named(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    segments: &Segments,
) -> Option<SegmentId> {
    let name = reader.text(fields, "segment")?;
    let found = segments.find(&name);
    if found.is_none() {
        let help = match nearest(&name, segments.names()) {
            Some(near) => format!("did you mean {near}?"),
            None => "write the name of a segment of this plan".to_owned(),
        };
        let message = format!("no segment is named `{name}`");
        reader.report(
            Diagnostic::error("unknown-segment", fields.place("segment"), message).help(help),
        );
    }
    found
}

/// Thresholds, severities and allowances of flags.
pub(super) fn flags(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    segments: &Segments,
    known: &[FlagSpec],
) -> FlagPolicy {
    let Some(fields) = reader.group(plan, "flags") else {
        return FlagPolicy::default();
    };
    let mut settings = BTreeMap::new();
    for entry in fields.others() {
        if let Some(spec) = flag_named(reader, &entry.key, entry.key_span, known) {
            settings.insert(spec.name.to_owned(), setting(reader, entry, spec));
        }
    }
    FlagPolicy {
        settings,
        allow: allowances(reader, &fields, segments, known),
    }
}

fn flag_named<'k>(
    reader: &mut Reader<'_>,
    name: &str,
    at: Span,
    known: &'k [FlagSpec],
) -> Option<&'k FlagSpec> {
    let found = known.iter().find(|spec| spec.name == name);
    if found.is_none() {
        let help = match nearest(name, known.iter().map(|spec| spec.name)) {
            Some(near) => format!("did you mean {near}?"),
            None => "`segplan flags` lists them".to_owned(),
        };
        let message = format!("no flag is named `{name}`");
        reader.report(Diagnostic::error("unknown-flag", at, message).help(help));
    }
    found
}

fn setting(reader: &mut Reader<'_>, entry: &Entry, spec: &FlagSpec) -> FlagSetting {
    let mut setting = FlagSetting::default();
    let Value::Map(entries) = &entry.value.value else {
        reader.report(
            Diagnostic::error(
                "wrong-type",
                entry.value.span,
                format!("what is set for `{}` should be a group of keys", spec.name),
            )
            .help(format!("write `{}: {{severity: info}}`", spec.name)),
        );
        return setting;
    };
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for inner in entries {
        if let Some(first) = seen.insert(&inner.key, inner.key_span) {
            let message = format!("`{}` stands twice for `{}`", inner.key, spec.name);
            reader.report(
                Diagnostic::error("duplicate-key", inner.key_span, message)
                    .also(first, "first here")
                    .help("keep one of the two"),
            );
        } else if inner.key == "severity" {
            setting.severity = severity(reader, &inner.value);
        } else if let Some(option) = spec.options.iter().find(|one| one.name == inner.key) {
            let value = reader.number_within(&inner.value, option.name, option.min, option.max);
            setting
                .options
                .extend(value.map(|value| (option.name.to_owned(), value)));
        } else {
            reader.report(unknown_option(inner, spec));
        }
    }
    setting
}

fn unknown_option(entry: &Entry, spec: &FlagSpec) -> Diagnostic {
    let names: Vec<&str> = FLAG
        .keys
        .iter()
        .map(|key| key.name)
        .chain(spec.options.iter().map(|option| option.name))
        .collect();
    let help = match nearest(&entry.key, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("`{}` takes {}", spec.name, words::list(&names)),
    };
    let message = format!("`{}` cannot be set for `{}`", entry.key, spec.name);
    Diagnostic::error("unknown-key", entry.key_span, message).help(help)
}

fn severity(reader: &mut Reader<'_>, node: &Node) -> Option<FlagSeverity> {
    reader.word_of(
        node,
        "severity",
        &["error", "warning", "info", "off"],
        |name| match name {
            "off" => Some(FlagSeverity::Off),
            name => Severity::from_name(name).map(FlagSeverity::Report),
        },
    )
}

fn allowances(
    reader: &mut Reader<'_>,
    flags: &Fields<'_>,
    segments: &Segments,
    known: &[FlagSpec],
) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    for node in reader.list(flags, "allow") {
        let Some(fields) = reader.fields(node, &ALLOW, node.span) else {
            continue;
        };
        let named = reader.text(&fields, "flag");
        let flag = named
            .and_then(|name| flag_named(reader, &name, fields.place("flag"), known))
            .map(|spec| spec.name.to_owned());
        let segment = segment_named(reader, &fields, segments);
        let because = reader.text(&fields, "because");
        let whole = fields.entry("segment").is_none() || segment.is_some();
        if let (Some(flag), Some(because), true) = (flag, because, whole) {
            allowances.push(Allowance {
                flag,
                segment,
                because,
            });
        }
    }
    allowances
}
