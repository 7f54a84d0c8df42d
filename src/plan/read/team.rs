//! `scorers` and `duels`, and panels that do not suit the scorers.

use super::policy::distinct_words;
use super::reader::{Fields, Reader};
use super::segments::Segments;
use super::single::Single;
use crate::diagnostic::Diagnostic;
use crate::plan::format::{SCORER, Shape};
use crate::plan::model::{Criterion, Duel, Scorer, SegmentId, Third, Vote};
use crate::text::{Span, nearest, words};
use crate::yaml::{Entry, Node, Value};

/// What a scorer may be said to score.
const CRITERIA: [&str; 4] = ["impact", "confidence", "ease", "effort"];

/// Reads who scores, and reports what panels hold beside that.
pub(super) fn scorers(plan: &Fields<'_>) -> Vec<Scorer> {
    let group = plan.group("scorers");
    let scorers: Vec<Scorer> = group
        .others()
        .iter()
        .map(|entry| scorer(plan, entry))
        .collect();
    if !scorers.is_empty() {
        let segments = plan.node("segments").map(|node| &node.value);
        let segments: &[Node] = match segments {
            Some(Value::List(items)) => items,
            _ => &[],
        };
        let panels = segments.iter().filter_map(|segment| segment.get("panel"));
        panels.for_each(|panel| check_panel(plan.reader, &panel.value, &scorers));
    }
    scorers
}

fn scorer(plan: &Fields<'_>, entry: &Entry) -> Scorer {
    let reader = plan.reader;
    let fields = reader.group_at(entry, &SCORER);
    let stated = distinct_words(&fields, "criteria", &CRITERIA, |name| name);
    for (name, at) in &stated {
        if let Some(third) = Third::from_name(name) {
            reader.thirds.borrow_mut().push((third, *at));
        }
    }
    if let Some(empty) = fields
        .entry("criteria")
        .filter(|one| one.value.is_empty_list())
    {
        let message = format!("`{}` scores nothing", entry.key);
        let help = "list at least one of impact, confidence and ease, or delete `criteria`";
        reader.error("no-criteria", empty.value.span, message, help);
    }
    let scores = |criterion: &Criterion| {
        let is = |(name, _): &(&str, Span)| {
            *name == criterion.name() || (*criterion == Criterion::Ease && *name == "effort")
        };
        stated.is_empty() || stated.iter().any(is)
    };
    Scorer {
        label: fields
            .text("label")
            .unwrap_or_else(|| words::name_in_words(&entry.key)),
        name: entry.key.clone(),
        criteria: Criterion::ALL.iter().copied().filter(scores).collect(),
    }
}

/// A name that `scorers` does not list, and scores that are not the scorer's.
fn check_panel(reader: &Reader<'_>, panel: &Node, scorers: &[Scorer]) {
    let Value::Map(ballots) = &panel.value else {
        return;
    };
    for ballot in ballots {
        let listed = scorers.iter().find(|scorer| scorer.name == ballot.key);
        let Some(scorer) = listed else {
            reader.report(unlisted(&ballot.key, ballot.key_span, scorers));
            continue;
        };
        let Value::Map(scores) = &ballot.value.value else {
            continue;
        };
        for score in scores.iter().filter(|score| !score.value.is_blank()) {
            let third = Third::from_name(&score.key).map(|_| Criterion::Ease);
            let criterion = Criterion::from_name(&score.key).or(third);
            if criterion.is_some_and(|one| !scorer.criteria.contains(&one)) {
                let name = &scorer.name;
                let own = scorer.criteria.iter().map(|one| one.name());
                reader.error(
                    "not-their-criterion",
                    score.key_span,
                    format!("`{name}` doesn't score {}", score.key),
                    format!(
                        "under `scorers`, {name} scores {}: delete this score, or add {} there",
                        words::list(own),
                        score.key
                    ),
                );
            }
        }
    }
}

fn unlisted(name: &str, at: Span, scorers: &[Scorer]) -> Diagnostic {
    let names: Vec<&str> = scorers.iter().map(|scorer| scorer.name.as_str()).collect();
    let help = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? If not, add `{name}` under `scorers`"),
        None => format!(
            "add `{name}` under `scorers`, or write {}",
            words::choice(&names)
        ),
    };
    let message = format!("`{name}` is not one of the scorers");
    Diagnostic::error("unknown-scorer", at, message, help)
}

/// Reads the duels: each between two segments, no pair twice, each vote for one of the two.
pub(super) fn duels(plan: &Fields<'_>, segments: &Segments, scorers: &[Scorer]) -> Vec<Duel> {
    let mut duels: Vec<(Duel, Span)> = Vec::new();
    for fields in plan.groups("duels") {
        let Some(between) = between(&fields, segments) else {
            continue;
        };
        let at = fields.place("between");
        let twin = duels
            .iter()
            .find(|(duel, _)| duel.is_between(between[0], between[1]));
        if let Some((_, first)) = twin {
            let message = "another duel is between these two, too";
            let help = "move its votes to the first one, and delete it";
            let problem = Diagnostic::error("duplicate-duel", at, message, help);
            plan.reader.report(problem.also(*first, "first here"));
        }
        let votes = votes(&fields, between, segments, scorers);
        duels.push((Duel { between, votes }, at));
    }
    duels.into_iter().map(|(duel, _)| duel).collect()
}

fn between(duel: &Fields<'_>, segments: &Segments) -> Option<[SegmentId; 2]> {
    let named = duel.read_items("between", Single::text);
    let found: Vec<Option<SegmentId>> = named
        .iter()
        .map(|(name, at)| segments.named_at(duel.reader, name, *at))
        .collect();
    let node = duel.node("between")?;
    let Value::List(items) = &node.value else {
        return None;
    };
    let wrong = |message: String, help: &str| {
        duel.reader.error("not-a-pair", node.span, message, help);
    };
    if items.len() != 2 {
        let count = items.len();
        wrong(
            format!("a duel is between two segments, but this one names {count}"),
            "write two names, as in `between: [partners, key_accounts]`",
        );
        return None;
    }
    let &[Some(one), Some(other)] = found.as_slice() else {
        return None;
    };
    if one == other {
        wrong(
            "a duel is between two different segments".to_owned(),
            "write the name of another segment for one of them",
        );
        return None;
    }
    Some([one, other])
}

fn votes(
    duel: &Fields<'_>,
    between: [SegmentId; 2],
    segments: &Segments,
    scorers: &[Scorer],
) -> Vec<Vote> {
    let reader = duel.reader;
    let mut votes = Vec::new();
    for entry in duel
        .group("votes")
        .others()
        .iter()
        .filter(|one| !one.value.is_blank())
    {
        if !scorers.is_empty() && scorers.iter().all(|scorer| scorer.name != entry.key) {
            reader.report(unlisted(&entry.key, entry.key_span, scorers));
        }
        let Some(name) = reader.read(&entry.value, (&entry.key, Shape::Text), Single::text) else {
            continue;
        };
        let Some(first) = segments.named_at(reader, name, entry.value.span) else {
            continue;
        };
        if !between.contains(&first) {
            let of_two = between.map(|id| segments.list[id.0].name.as_str());
            reader.error(
                "vote-for-neither",
                entry.value.span,
                format!("`{name}` is not one of the two of this duel"),
                format!("write {}", words::choice(&of_two)),
            );
        }
        votes.push(Vote {
            scorer: entry.key.clone(),
            first,
        });
    }
    votes
}
