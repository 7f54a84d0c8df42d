//! Thresholds, severities and allowances of flags.

use std::collections::{BTreeMap, HashMap};

use super::fields::Fields;
use super::reader::Reader;
use super::segments::Segments;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::format::{ALLOW, FLAG};
use crate::plan::model::{
    Allowance, FlagPolicy, FlagSetting, FlagSeverity, FlagSpec, Scale, SegmentId,
};
use crate::text::{Span, nearest, words};
use crate::yaml::{Entry, Node, Value};

/// What a plan may say of how much a finding matters.
const SEVERITIES: [&str; 4] = ["error", "warning", "info", "off"];

/// Thresholds, severities and allowances of flags.
pub(super) fn flags(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    segments: &Segments,
    scale: Scale,
    known: &[FlagSpec],
) -> FlagPolicy {
    let Some(fields) = reader.group(plan, "flags") else {
        return FlagPolicy::default();
    };
    let mut settings = BTreeMap::new();
    let mut off = HashMap::new();
    for entry in fields.others() {
        if let Some(spec) = flag_named(reader, &entry.key, entry.key_span, known) {
            let setting = setting(reader, entry, spec, scale);
            if setting.severity == Some(FlagSeverity::Off) {
                off.insert(spec.name, entry.key_span);
            }
            settings.insert(spec.name.to_owned(), setting);
        }
    }
    FlagPolicy {
        settings,
        allow: allowances(reader, &fields, segments, known, &off),
    }
}

fn flag_named<'k>(
    reader: &mut Reader<'_>,
    name: &str,
    at: Span,
    known: &'k [FlagSpec],
) -> Option<&'k FlagSpec> {
    let found = known.iter().find(|spec| spec.name == name);
    if found.is_none() && reader.can_tell_more() {
        let favorable = name.replace("effort", "ease");
        let help = match nearest(&favorable, known.iter().map(|spec| spec.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`segplan flags` lists them".to_owned(),
        };
        let message = format!("no flag is named `{name}`");
        reader.report(Diagnostic::error("unknown-flag", at, message).help(help));
    }
    found
}

fn setting(reader: &mut Reader<'_>, entry: &Entry, spec: &FlagSpec, scale: Scale) -> FlagSetting {
    let mut setting = FlagSetting::default();
    if entry.value.is_blank() {
        return setting;
    }
    let Value::Map(entries) = &entry.value.value else {
        reader.report(
            Diagnostic::error(
                "wrong-type",
                entry.value.span,
                format!("what is set for `{}` should be a group of keys", spec.name),
            )
            .help(match &entry.value.value {
                Value::Scalar(word, _) if SEVERITIES.contains(&word.as_str()) => {
                    format!("write `{}: {{severity: {word}}}`", spec.name)
                }
                _ => format!("write keys, as in `{}: {{severity: info}}`", spec.name),
            }),
        );
        return setting;
    };
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for inner in entries {
        if let Some(first) = seen.get(inner.key.as_str()) {
            let message = format!("`{}` stands twice for `{}`", inner.key, spec.name);
            reader.report(
                Diagnostic::error("duplicate-key", inner.key_span, message)
                    .also(*first, "first here")
                    .help("keep one of the two"),
            );
            continue;
        }
        seen.insert(&inner.key, inner.key_span);
        if inner.value.is_blank() {
            continue;
        }
        if inner.key == "severity" {
            setting.severity = severity(reader, &inner.value);
        } else if let Some(option) = spec.options.iter().find(|one| one.name == inner.key) {
            let (low, high) = option.bounds(scale);
            let value = reader.number_within(&inner.value, option.name, low, high);
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
    reader.word_of(node, "severity", &SEVERITIES, |name| match name {
        "off" => Some(FlagSeverity::Off),
        name => Severity::from_name(name).map(FlagSeverity::Report),
    })
}

/// The findings that are let pass: none twice, none of a flag that is off.
fn allowances(
    reader: &mut Reader<'_>,
    flags: &Fields<'_>,
    segments: &Segments,
    known: &[FlagSpec],
    off: &HashMap<&'static str, Span>,
) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    let mut seen: HashMap<(&str, Option<SegmentId>), Span> = HashMap::new();
    for fields in reader.groups(flags, "allow", &ALLOW) {
        let at = fields.place("flag");
        let named = reader.text(&fields, "flag");
        let flag = named.and_then(|name| flag_named(reader, &name, at, known));
        let segment = segments.named(reader, &fields);
        let because = reader.text(&fields, "because");
        let whole = fields.entry("segment").is_none() || segment.is_some();
        let (Some(flag), Some(because), true) = (flag.map(|spec| spec.name), because, whole) else {
            continue;
        };
        if let Some(switched_off) = off.get(flag) {
            let message = format!("`{flag}` is switched off, so there is nothing of it to allow");
            reader.report(
                Diagnostic::error("contradictory-policy", at, message)
                    .also(*switched_off, "switched off here")
                    .help("delete the one or the other"),
            );
        }
        if let Some(first) = seen.get(&(flag, segment)) {
            let message = match segment {
                Some(_) => format!("`{flag}` is allowed twice for this segment"),
                None => format!("`{flag}` is allowed twice"),
            };
            reader.report(
                Diagnostic::error("contradictory-policy", at, message)
                    .also(*first, "first here")
                    .help("keep one of the two, with its reason"),
            );
        } else {
            seen.insert((flag, segment), at);
        }
        allowances.push(Allowance {
            flag: flag.to_owned(),
            segment,
            because,
        });
    }
    allowances
}
