//! Thresholds, severities and allowances of flags.

use std::collections::{BTreeMap, HashMap};

use super::fields::Fields;
use super::reader::Reader;
use super::segments::Segments;
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::format::ALLOW;
use crate::plan::format::flags::{self, FlagSpec};
use crate::plan::model::{Allowance, FlagPolicy, FlagSetting, FlagSeverity, Scale, SegmentId};
use crate::text::{Span, nearest};
use crate::yaml::Entry;

/// Thresholds, severities and allowances of flags.
pub(super) fn flags(
    reader: &mut Reader<'_>,
    plan: &Fields<'_>,
    segments: &Segments,
    scale: Scale,
) -> FlagPolicy {
    let Some(fields) = reader.group(plan, "flags") else {
        return FlagPolicy::default();
    };
    let mut settings = BTreeMap::new();
    let mut off = HashMap::new();
    for entry in fields.others() {
        if let Some(flag) = flag_named(reader, &entry.key, entry.key_span) {
            let setting = setting(reader, entry, flag, scale);
            if setting.severity == Some(FlagSeverity::Off) {
                off.insert(flag.name, entry.key_span);
            }
            settings.insert(flag.name.to_owned(), setting);
        }
    }
    FlagPolicy {
        settings,
        allow: allowances(reader, &fields, segments, &off),
    }
}

/// The flag of a name; reports a name that no flag has.
fn flag_named(reader: &mut Reader<'_>, name: &str, at: Span) -> Option<&'static FlagSpec> {
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

fn setting(reader: &mut Reader<'_>, entry: &Entry, flag: &FlagSpec, scale: Scale) -> FlagSetting {
    let mut setting = FlagSetting::default();
    if entry.value.is_blank() {
        return setting;
    }
    let Some(fields) = reader.fields(&entry.value, flag.keys, entry.key_span) else {
        return setting;
    };
    setting.severity = reader.word(&fields, "severity", |name| match name {
        "off" => Some(FlagSeverity::Off),
        name => Severity::from_name(name).map(FlagSeverity::Report),
    });
    for option in flag.options {
        if let Some(node) = fields.node(option.name) {
            let (low, high) = option.bounds_on(scale);
            let value = reader.number_within(node, option.name, low, high);
            setting
                .options
                .extend(value.map(|value| (option.name.to_owned(), value)));
        }
    }
    setting
}

/// The findings that are let pass: none twice, none of a flag that is off.
fn allowances(
    reader: &mut Reader<'_>,
    flags: &Fields<'_>,
    segments: &Segments,
    off: &HashMap<&'static str, Span>,
) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    let mut seen: HashMap<(&str, Option<SegmentId>), Span> = HashMap::new();
    for fields in reader.groups(flags, "allow", &ALLOW) {
        let at = fields.place("flag");
        let named = reader.text(&fields, "flag");
        let flag = named.and_then(|name| flag_named(reader, &name, at));
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
