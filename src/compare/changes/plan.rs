//! What two plans say differently of themselves.

use super::{Change, Changes};
use crate::compare::Class;
use crate::condition::{Expression, normalize};
use crate::masks::{AttributeRead, Fingerprint};
use crate::plan::{Capacity, Criterion, OrderKey, Plan, Scoring};
use crate::text::words;

/// What two plans say differently of themselves, pins aside. Whether the order of their files tells
/// any ranks apart is for the caller to know.
pub(in crate::compare) fn of_plan(old: &Plan, new: &Plan, file_order: bool) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    scoring(&mut changes, &old.scoring, &new.scoring);
    policy(&mut changes, old, new);
    changes.named(
        Class::Policy,
        ("segments", "order in the file, which breaks ties"),
        file_order,
    );
    flags(&mut changes, old, new);
    let default = |plan: &Plan| Some(plan.default.name.clone());
    changes.told(
        Class::Policy,
        ("default", "default segment"),
        default(old),
        default(new),
    );
    leads(&mut changes, old, new);
    said(&mut changes, old, new);
    changes.0
}

fn scoring(changes: &mut Changes, old: &Scoring, new: &Scoring) {
    let mut told = |key: &str, name: &str, of: &dyn Fn(&Scoring) -> String| {
        changes.told(Class::Policy, (key, name), Some(of(old)), Some(of(new)));
    };
    let number = |value: f64| words::number(value, 4);
    told("scoring.scale", "scale", &|one| {
        format!("{} to {}", number(one.scale.min), number(one.scale.max))
    });
    told("scoring.formula", "formula", &|one| {
        one.formula.name().replace('_', " ")
    });
    told("scoring.weights", "weights", &|one| {
        let weight = |criterion: &Criterion| number(*one.weights.get(*criterion));
        let weights: Vec<String> = Criterion::ALL.iter().map(weight).collect();
        weights.join(" : ")
    });
    told("scoring.panel", "panel rule", &|one| {
        one.panel.name().to_owned()
    });
    told("scoring.margin", "margin", &|one| {
        format!("±{}", number(one.margin))
    });
    told("scoring", "third score", &|one| {
        one.name_of(Criterion::Ease).to_owned()
    });
}

fn policy(changes: &mut Changes, old: &Plan, new: &Plan) {
    let mut told = |key: &str, name: &str, of: &dyn Fn(&Plan) -> Option<String>| {
        changes.told(Class::Policy, (key, name), of(old), of(new));
    };
    let keys = |keys: &[OrderKey]| {
        let keys = keys.iter().map(|key| key.name().replace('_', " "));
        Some(keys.collect::<Vec<_>>().join(", ")).filter(|keys| !keys.is_empty())
    };
    told("qualify.required", "required qualifiers", &|plan| {
        let mut names: Vec<&str> = plan.qualify.required.iter().map(|one| one.name()).collect();
        names.sort_unstable();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    });
    told("qualify.at_least", "qualifiers needed", &|plan| {
        Some(words::number(plan.qualify.at_least, 1))
    });
    told("order.by", "ordered by", &|plan| keys(&plan.order.by));
    told("order.break_ties", "tie-breaks", &|plan| {
        keys(&plan.order.break_ties)
    });
    told("capacity", "capacity", &|plan| {
        plan.capacity.as_ref().map(capacity)
    });
}

fn capacity(capacity: &Capacity) -> String {
    let segments = capacity.segments.map(|most| words::count(most, "segment"));
    let cost = capacity.cost.map(|most| {
        let unit = capacity.unit.as_deref().unwrap_or("of cost");
        format!("{} {unit}", words::number(most, 2))
    });
    format!(
        "{} ({})",
        words::list(segments.into_iter().chain(cost)),
        capacity.cut.name()
    )
}

/// Thresholds, severities and what is allowed, flag by flag.
fn flags(changes: &mut Changes, old: &Plan, new: &Plan) {
    let mut names: Vec<&String> = old.flags.settings.keys().collect();
    names.extend(new.flags.settings.keys());
    names.sort_unstable();
    names.dedup();
    for name in names {
        let differs = old.flags.settings.get(name) != new.flags.settings.get(name);
        let key = format!("flags.{name}");
        let told = format!("settings of the flag {name}");
        changes.named(Class::Policy, (&key, &told), differs);
    }
    let allowed = |plan: &Plan| {
        let allow = plan.flags.allow.iter();
        let mut allowed: Vec<(String, Option<String>)> = allow
            .map(|one| {
                let segment = one.segment.map(|id| plan.segment(id).name.clone());
                (one.flag.clone(), segment)
            })
            .collect();
        allowed.sort_unstable();
        allowed
    };
    changes.named(
        Class::Policy,
        ("flags.allow", "allowed findings"),
        allowed(old) != allowed(new),
    );
}

/// What the lead table means.
fn leads(changes: &mut Changes, old: &Plan, new: &Plan) {
    let told = |expression: &Option<Expression>| expression.as_ref().map(|one| one.text.clone());
    let normal = |plan: &Plan, expression: &Option<Expression>| {
        let condition = normalize(&expression.as_ref()?.condition);
        Some(plan.print(&condition))
    };
    let (then, now) = (&old.leads, &new.leads);
    let conditions = [
        ("outcome", &then.outcome, &now.outcome),
        ("reachable", &then.reachable, &now.reachable),
        ("exclude", &then.exclude, &now.exclude),
        ("control", &then.control, &now.control),
    ];
    for (name, before, after) in conditions {
        if normal(old, before) != normal(new, after) {
            let key = format!("leads.{name}");
            changes.told(Class::Definition, (&key, name), told(before), told(after));
        }
    }
    let attribute = |plan: &Plan, id: Option<_>| Some(plan.attribute(id?).name.clone());
    changes.told(
        Class::Definition,
        ("leads.value", "value"),
        attribute(old, old.leads.value),
        attribute(new, new.leads.value),
    );
    changes.told(
        Class::Definition,
        ("leads.date", "date"),
        attribute(old, old.leads.date),
        attribute(new, new.leads.date),
    );
    changes.told(
        Class::Remark,
        ("leads.key", "lead key"),
        old.leads.key.clone(),
        new.leads.key.clone(),
    );
    let read = |plan: &Plan| Fingerprint::of(plan).attributes;
    let (olds, news) = (read(old), read(new));
    for now in &news {
        let before = olds.iter().find(|one| one.name == now.name);
        if let Some(before) = before.filter(|before| *before != now) {
            attribute_read(changes, before, now);
        }
    }
}

/// An attribute that both plans use and read in different ways.
fn attribute_read(changes: &mut Changes, before: &AttributeRead, now: &AttributeRead) {
    let key = format!("attributes.{}", now.name);
    let mut told = |what: &str, from: Option<String>, to: Option<String>| {
        let name = format!("{what} of {}", now.name);
        changes.told(Class::Definition, (&key, &name), from, to);
    };
    let listed = |list: &[String]| Some(words::list(list)).filter(|list| !list.is_empty());
    told("type", Some(before.kind.clone()), Some(now.kind.clone()));
    told(
        "column",
        Some(before.column.clone()),
        Some(now.column.clone()),
    );
    told("format", before.format.clone(), now.format.clone());
    told("decimal sign", before.decimal.clone(), now.decimal.clone());
    told("words for true", listed(&before.yes), listed(&now.yes));
    told("words for false", listed(&before.no), listed(&now.no));
    told(
        "words for missing",
        listed(&before.missing),
        listed(&now.missing),
    );
}

/// What is listed and never counts.
fn said(changes: &mut Changes, old: &Plan, new: &Plan) {
    let differs = [
        ("title", old.title != new.title),
        ("client", old.client != new.client),
        ("owner", old.owner != new.owner),
        ("period", old.period != new.period),
        ("reviewed", old.reviewed != new.reviewed),
        ("review_by", old.review_by != new.review_by),
        ("goals", old.goals != new.goals),
        ("duels", old.duels.len() != new.duels.len()),
    ];
    for (key, differs) in differs {
        changes.named(Class::Remark, (key, &key.replace('_', " ")), differs);
    }
    let as_of = |plan: &Plan| plan.as_of.stated.then(|| plan.as_of.date.to_string());
    changes.told(Class::Remark, ("as_of", "as of"), as_of(old), as_of(new));
}
