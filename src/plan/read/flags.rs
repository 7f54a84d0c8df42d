//! Thresholds, severities and allowances of flags.

use std::collections::{BTreeMap, HashMap};

use super::reader::{Fields, Reader};
use super::segments::Segments;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::format::flags::{self, FlagOption, FlagSpec};
use crate::plan::model::{Allowance, FlagPolicy, FlagSetting, FlagSeverity, Scale, SegmentId};
use crate::text::{Span, nearest};

pub(super) fn flags(plan: &Fields<'_>, segments: &Segments, scale: Scale) -> FlagPolicy {
    let (reader, fields) = (plan.reader, plan.group("flags"));
    let mut settings = BTreeMap::new();
    let mut off = HashMap::new();
    for entry in fields.others() {
        if let Some(flag) = flag_named(reader, &entry.key, entry.key_span) {
            let setting = setting(&reader.group_at(entry, flag.keys), flag, scale);
            if setting.severity == Some(FlagSeverity::Off) {
                off.insert(flag.name, entry.key_span);
            }
            settings.insert(flag.name.to_owned(), setting);
        }
    }
    FlagPolicy {
        settings,
        allow: allowances(&fields, segments, &off),
    }
}

/// The flag of a name; reports a name that no flag has.
fn flag_named(reader: &Reader<'_>, name: &str, at: Span) -> Option<&'static FlagSpec> {
    let found = flags::named(name);
    if found.is_none() && reader.can_tell_more() {
        let favorable = name.replace("effort", "ease");
        let help = match nearest(&favorable, flags::ALL.iter().map(|flag| flag.name)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`segplan flags` lists them".to_owned(),
        };
        let message = format!("no flag is named `{name}`");
        reader.error("unknown-flag", at, message, help);
    }
    found
}

fn setting(fields: &Fields<'_>, flag: &FlagSpec, scale: Scale) -> FlagSetting {
    let value = |option: &FlagOption| {
        let (low, high) = option.bounds_on(scale);
        let value = fields.read(option.name, |value| value.number_within(low, high))?;
        Some((option.name.to_owned(), value))
    };
    let severity = |name: &str| match name {
        "off" => Some(FlagSeverity::Off),
        name => Severity::from_name(name).map(FlagSeverity::Report),
    };
    FlagSetting {
        severity: fields.read("severity", |value| value.word(severity)),
        options: flag.options.iter().filter_map(value).collect(),
    }
}

/// The findings that are let pass: none twice, none of a flag that is off.
fn allowances(
    flags: &Fields<'_>,
    segments: &Segments,
    off: &HashMap<&'static str, Span>,
) -> Vec<Allowance> {
    let reader = flags.reader;
    let mut allowances = Vec::new();
    let mut seen: HashMap<(&str, Option<SegmentId>), Span> = HashMap::new();
    for fields in flags.groups("allow") {
        let at = fields.place("flag");
        let named = fields.text("flag");
        let flag = named.and_then(|name| flag_named(reader, &name, at));
        let segment = segments.named(&fields);
        let because = fields.text("because");
        let whole = fields.entry("segment").is_none() || segment.is_some();
        let (Some(flag), Some(because), true) = (flag.map(|spec| spec.name), because, whole) else {
            continue;
        };
        if let Some(switched_off) = off.get(flag) {
            let message = format!("`{flag}` is off, so it finds nothing to allow");
            let help = "delete one or the other";
            let problem = Diagnostic::error("contradictory-policy", at, message, help);
            reader.report(problem.also(*switched_off, "switched off here"));
        }
        if let Some(first) = seen.get(&(flag, segment)) {
            let message = match segment {
                Some(_) => format!("`{flag}` is allowed twice for this segment"),
                None => format!("`{flag}` is allowed twice"),
            };
            let help = "keep one of the two, with its reason";
            let problem = Diagnostic::error("contradictory-policy", at, message, help);
            reader.report(problem.also(*first, "first here"));
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
