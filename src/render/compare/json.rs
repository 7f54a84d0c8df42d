//! A comparison as JSON, `segplan/compare/v1`.

use serde_json::{Value, json as value};

use super::{Compared, leads};
use crate::compare::{AttributeDrift, Cause, Change, Handed, JointId, LeadsCompared, Move, Won};
use crate::order::Place;
use crate::render::json::{document, list};
use crate::study::Study;
use crate::text::words::sentence;

pub(crate) fn json(compared: &Compared<'_>) -> String {
    let comparison = compared.comparison;
    let plan = |study: &Study, file: &str| {
        let plan = study.plan();
        value!({
            "file": file,
            "title": plan.title,
            "as_of": plan.as_of.date.to_string(),
        })
    };
    let possible = list(
        &comparison.possible_renames,
        |(was, is)| value!({"from": compared.old.plan().name(*was), "to": compared.new.plan().name(*is)}),
    );
    document(&value!({
        "schema": "segplan/compare/v1",
        "old": plan(compared.old, compared.files[0]),
        "new": plan(compared.new, compared.files[1]),
        "summary": [sentence(&comparison.summary())],
        "differs": comparison.differs(compared.only),
        "only": compared.only.map(crate::compare::Only::name),
        "plan": list(&comparison.plan, change),
        "segments": list(0..comparison.segments.len(), |at| segment(compared, at)),
        "possible_renames": possible,
        "held": held(compared),
        "leads": compared.leads.map(|(found, tables)| of_leads(compared, found, tables)),
    }))
}

fn change(one: &Change) -> Value {
    value!({
        "class": one.class.name(),
        "key": one.key,
        "from": one.from,
        "to": one.to,
    })
}

fn segment(compared: &Compared<'_>, at: usize) -> Value {
    let comparison = compared.comparison;
    let one = &comparison.segments[at];
    let names = |places: &[usize]| list(places, |at| comparison.segments[*at].name.as_str());
    value!({
        "segment": one.name,
        "label": one.label,
        "is": match (one.old, one.new) {
            (None, _) => "added",
            (_, None) => "dropped",
            _ => "kept",
        },
        "renamed_from": one.renamed_from,
        "before": place(compared.old, one.was, one.old),
        "now": place(compared.new, one.is, one.new),
        "changes": list(&one.changes, change),
        "definition": one.definition.as_ref().map(|one| value!({
            "relation": one.relation.name(),
            "no_longer_fits": one.no_longer,
            "only_now_fits": one.only_now,
            "read_differently": one.read_differently,
            "given": one.given,
        })),
        "moved": one.moved.as_ref().map(moved_by),
        "passes": names(&one.passes),
        "passed_by": names(&one.passed_by),
    })
}

fn place(study: &Study, place: Place, id: Option<crate::plan::SegmentId>) -> Value {
    let row = id.and_then(|id| study.row(id));
    value!({
        "is": place.name(),
        "rank": place.rank(),
        "certainty": row.and_then(|row| row.ahead_by).map(crate::study::AheadBy::word),
        "beats_next": row.and_then(|row| row.share_ahead()),
    })
}

fn moved_by(moved: &Move) -> Value {
    let how = match moved.cause {
        Cause::One(_) => "one",
        Cause::Each(_) => "each",
        Cause::Parts(_) => "parts",
        Cause::Together(_) => "together",
    };
    value!({
        "by": list(moved.cause.classes(), |class| class.name()),
        "how": how,
        "within_noise": moved.within_noise,
    })
}

/// The held order; null where it was not asked for.
fn held(compared: &Compared<'_>) -> Option<Value> {
    let held = compared
        .comparison
        .held
        .as_ref()
        .filter(|_| compared.hold)?;
    let name = |id: &crate::plan::SegmentId| compared.new.plan().name(*id);
    let pairs = list(&held.held, |pair| {
        value!({
            "ahead": name(&pair.ahead),
            "behind": name(&pair.behind),
            "share": pair.share,
        })
    });
    Some(value!({
        "order": list(&held.order, name),
        "held": pairs,
    }))
}

fn of_leads(compared: &Compared<'_>, found: &LeadsCompared, tables: &[String]) -> Value {
    let side = |side: usize| {
        let table = tables.get(side).or(tables.first());
        value!({
            "table": table,
            "leads": found.leads[side],
            "excluded": found.excluded[side],
            "covered": found.covered[side],
        })
    };
    let won = |won: &Option<Won>| {
        won.map(|one| value!({"won": one.leads, "rate": one.rate, "value": one.value}))
    };
    let segments = compared.comparison.segments.iter().zip(&found.segments);
    let segments = list(
        segments,
        |(one, [was, is])| value!({"segment": one.name, "before": won(was), "now": won(is)}),
    );
    let who = |id: JointId, side: usize| match id {
        JointId::Segment(place) => value!({
            "is": "segment",
            "segment": compared.comparison.segments[place].name,
        }),
        JointId::Default => value!({"is": "default", "label": leads::name(compared, side, id)}),
        JointId::Excluded => value!({"is": "excluded"}),
    };
    let handed = |one: &Handed| {
        value!({
            "from": who(one.from, 0),
            "to": who(one.to, 1),
            "leads": one.leads,
            "outcomes": one.outcomes,
            "value": one.value,
        })
    };
    let drift = |one: &AttributeDrift| {
        value!({
            "attribute": one.name,
            "missing": one.missing.map(|[was, is]| value!({"before": was, "now": is})),
            "new_values": list(
                &one.new_values,
                |(text, leads)| value!({"value": text, "leads": leads}),
            ),
        })
    };
    value!({
        "before": side(0),
        "now": side(1),
        "changed_hands": found.moved(),
        "handovers": found.handed.as_ref().map(|all| list(all, handed)),
        "segments": segments,
        "drift": list(&found.drift, drift),
    })
}
