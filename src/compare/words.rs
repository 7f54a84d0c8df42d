//! What a comparison comes to, in words.

use std::collections::BTreeMap;

use super::{
    Cause, Change, Class, DefinitionChange, DefinitionRelation, PlanComparison, SegmentComparison,
};
use crate::lists;
use crate::order::Place;
use crate::text::words;

/// So many letters of a sentence name segments.
const NAMED: usize = 60;

impl PlanComparison {
    /// The answer in one line: `1 added, 1 dropped, 4 moved: 3 by scores, 1 because the formula
    /// changed`.
    pub fn summary(&self) -> String {
        let all = self.segments.iter();
        let added = all.clone().filter(|one| one.old.is_none()).count();
        let dropped = all.clone().filter(|one| one.new.is_none()).count();
        let renamed = all.clone().filter(|one| one.renamed_from.is_some()).count();
        let mut by_cause: BTreeMap<&Cause, usize> = BTreeMap::new();
        for one in all.filter_map(|one| one.moved.as_ref()) {
            *by_cause.entry(&one.cause).or_default() += 1;
        }
        let moved: usize = by_cause.values().sum();
        let counts = [(added, "added"), (dropped, "dropped"), (renamed, "renamed")];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let mut parts: Vec<String> = counts
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let mut causes: Vec<(&Cause, usize)> = by_cause.into_iter().collect();
        lists::sort_by_key(&mut causes, |(_, count)| std::cmp::Reverse(*count));
        parts.push(match causes[..] {
            [] if parts.is_empty() => "same segments in the same order".to_owned(),
            [] => "no other segment moved".to_owned(),
            [(cause, _)] => format!("{moved} moved {}", self.because(cause)),
            _ => {
                let by = causes.iter();
                let by = by.map(|(cause, count)| format!("{count} {}", self.because(cause)));
                format!("{moved} moved: {}", by.collect::<Vec<_>>().join(", "))
            }
        });
        parts.join(", ")
    }

    /// A cause behind "moved": `by scores`, `because the formula changed`.
    fn because(&self, cause: &Cause) -> String {
        let names: Vec<String> = cause
            .classes()
            .iter()
            .map(|class| self.name_of(*class))
            .collect();
        match cause {
            Cause::One(Class::Policy) => format!("because the {} changed", names[0]),
            Cause::One(Class::Membership) => "because segments came or went".to_owned(),
            Cause::One(_) => format!("by {}", names[0]),
            Cause::Each(_) => format!("by {}, each enough alone", words::choice(&names)),
            Cause::Parts(_) => format!("by {}", words::list(&names)),
            Cause::Together(_) => format!("by {} together", words::list(&names)),
        }
    }

    /// What a class of change is called here.
    fn name_of(&self, class: Class) -> String {
        match class {
            Class::Scores => "scores".to_owned(),
            Class::Qualifiers => "qualifiers".to_owned(),
            Class::Pins => "pins".to_owned(),
            Class::Membership => "added and dropped segments".to_owned(),
            Class::Definition => "definitions".to_owned(),
            Class::Remark => "remarks".to_owned(),
            Class::Policy => {
                let ranks = |one: &&Change| {
                    let decides = [
                        "scoring.formula",
                        "scoring.weights",
                        "scoring.panel",
                        "segments",
                    ];
                    one.class == Class::Policy
                        && (decides.contains(&one.key.as_str())
                            || one.key.starts_with("qualify.")
                            || one.key.starts_with("order."))
                };
                let mut names = self
                    .plan
                    .iter()
                    .filter(ranks)
                    .map(|one| match one.key.as_str() {
                        "segments" => "order in the file",
                        "order.by" => "ordering",
                        _ => one.name.as_str(),
                    });
                match (names.next(), names.next()) {
                    (Some(one), None) => one.to_owned(),
                    _ => "policy".to_owned(),
                }
            }
        }
    }

    /// Why a segment stands where it does, on its line; empty if nothing of it changed.
    pub fn why(&self, at: usize) -> String {
        let Some(one) = self.segments.get(at) else {
            return String::new();
        };
        let own = one.changes.iter().filter(|one| one.class != Class::Remark);
        let own = own.map(|change| match change.class {
            // Conditions are long.
            Class::Definition => match one.definition.as_ref().map(|one| one.relation) {
                Some(DefinitionRelation::Equal) => "where changed, same leads".to_owned(),
                Some(DefinitionRelation::Narrower) => "where is narrower".to_owned(),
                Some(DefinitionRelation::Wider) => "where is wider".to_owned(),
                _ => "where changed".to_owned(),
            },
            _ => change.in_words(),
        });
        let own: Vec<String> = own.collect();
        let mut told = own.join(", ");
        let mut say = |text: String| {
            if !told.is_empty() {
                told.push_str("; ");
            }
            told.push_str(&text);
        };
        if let Some(from) = &one.renamed_from {
            say(format!("was {from}"));
        }
        match (one.old, one.new) {
            (None, _) => say("new".to_owned()),
            (_, None) => say("no longer in the plan".to_owned()),
            _ => {}
        }
        if let Some(moved) = &one.moved {
            if !explained_by_own(one, &moved.cause) {
                say(self.by_others(&moved.cause));
            }
            let effect = self.effect(one);
            if !effect.is_empty() {
                told = format!("{told} ({effect})");
            }
            if moved.within_noise == Some(true) {
                told.push_str("; a toss-up both times");
            }
        }
        told
    }

    /// What moved a segment of which nothing changed that would.
    fn by_others(&self, cause: &Cause) -> String {
        match cause {
            Cause::One(Class::Scores) => "scores of others changed".to_owned(),
            Cause::One(Class::Qualifiers) => "qualifiers of others changed".to_owned(),
            Cause::One(Class::Pins) => "pins of others changed".to_owned(),
            Cause::One(Class::Membership) => "segments came or went".to_owned(),
            Cause::One(class) => format!("the {} changed", self.name_of(*class)),
            _ => format!("moved {}", self.because(cause)),
        }
    }

    /// Whom a segment that moved passed, and who passed it.
    fn effect(&self, one: &SegmentComparison) -> String {
        let names = |places: &[usize]| {
            let labels = places.iter().map(|at| self.segments[*at].label.as_str());
            words::list_within(&labels.collect::<Vec<_>>(), NAMED)
        };
        match (&one.passes[..], &one.passed_by[..]) {
            ([], []) => String::new(),
            (passes, []) => format!("moves it past {}", names(passes)),
            ([], passed_by) => format!("drops it behind {}", names(passed_by)),
            (passes, passed_by) => format!(
                "now ahead of {} and behind {}",
                names(passes),
                names(passed_by)
            ),
        }
    }
}

/// Whether the changes on its own line say what moved a segment.
fn explained_by_own(one: &SegmentComparison, cause: &Cause) -> bool {
    let Cause::One(class) = cause else {
        return false;
    };
    one.changes.iter().any(|change| change.class == *class)
}

impl DefinitionChange {
    /// What it means for leads, in a sentence or two.
    pub fn in_words(&self) -> String {
        let given = match self.given.as_slice() {
            [] => String::new(),
            names => format!(", by what is declared of {}", words::list(names)),
        };
        let gone = || self.no_longer.as_deref().unwrap_or_default();
        let come = || self.only_now.as_deref().unwrap_or_default();
        match self.relation {
            DefinitionRelation::Equal => format!("The same leads fit{given}."),
            DefinitionRelation::Narrower => {
                format!("Narrower{given}. A lead that no longer fits: {}.", gone())
            }
            DefinitionRelation::Wider => format!("Wider{given}. A lead that now fits: {}.", come()),
            DefinitionRelation::Different => format!(
                "Neither narrower nor wider. A lead that no longer fits: {}. A lead that now fits: {}.",
                gone(),
                come()
            ),
            DefinitionRelation::Undecided => match &self.read_differently {
                Some(name) => format!(
                    "Whether more or fewer leads fit was not decided: the plans read {name} in \
                     different ways."
                ),
                None => "Whether more or fewer leads fit was not decided.".to_owned(),
            },
        }
    }
}

impl SegmentComparison {
    /// The sign of its line: `+` added, `-` dropped, `→` renamed, `~` moved or changed, a blank for
    /// one of which nothing but its rank changed, if that.
    pub fn mark(&self) -> &'static str {
        let changed = self.changes.iter().any(|one| one.class != Class::Remark);
        match (self.old, self.new) {
            (None, _) => "+",
            (_, None) => "-",
            _ if self.renamed_from.is_some() => "→",
            _ if self.moved.is_some() || changed => "~",
            _ => " ",
        }
    }

    /// Whether its rank changed though it didn't move: others did, or came or went.
    pub fn is_shifted(&self) -> bool {
        let both = self.was.rank().zip(self.is.rank());
        self.moved.is_none() && both.is_some_and(|(was, is)| was != is)
    }

    /// Its ranks of before and now: `5 → 3`, `parked → 4`; one of them where they are the same.
    pub fn ranks(&self) -> String {
        let told = |place: Place| match place {
            Place::Absent => None,
            Place::Parked => Some("parked".to_owned()),
            Place::Unscored => Some("unscored".to_owned()),
            Place::Ranked(rank) => Some(rank.to_string()),
        };
        match (told(self.was), told(self.is)) {
            (Some(was), Some(is)) if was != is => format!("{was} → {is}"),
            (was, is) => is.or(was).unwrap_or_default(),
        }
    }
}
