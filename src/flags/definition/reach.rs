//! Segments that can't win a lead, whatever the table holds: proven from the definitions alone.

use std::ops::Range;

use super::given;
use crate::condition::{AttributeId, Condition, Predicate, Test};
use crate::flags::{Facts, Flag, Found, Search, place, spec};
use crate::plan::{Plan, SegmentId};
use crate::proof::{Mend, Reach, SegmentReach};
use crate::text::words;

pub(in crate::flags) const NEVER_MATCHES: Flag = Flag {
    spec: spec::NEVER_MATCHES,
    several: "segments rule out every lead",
    matters: "No lead can ever fit, however many there are. Most often an `and` should be an `or`, \
              or two bounds are exchanged. A definition that only excluded leads can fit is \
              flagged, too.",
    act: "Correct the parts that contradict each other.",
    example: "\
segments:
  - name: mid_size
    where: employees > 1500 and employees < 300
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Plan(|facts| {
        found(facts, |one| match &one.reach {
            Reach::NeverFits(parts) => {
                let help = match (parts.len(), one.given.is_empty()) {
                    (1, false) => "Correct the definition, or what `attributes` declares",
                    (1, true) => "Correct the definition",
                    _ => "Correct one of them: should an `and` be an `or`?",
                };
                let help = format!("{help}{}", revived(facts.plan, one));
                let message = contradiction(facts.plan, one.segment, parts);
                let said = Said::about(one, message, help);
                Some(Said {
                    parts: tests_of(facts.plan, one.segment, parts),
                    ..said
                })
            }
            Reach::Excluded => {
                let message = "It can never win a lead: `leads.exclude` excludes all that fit";
                let help = "Change the definition or `leads.exclude`, or drop the segment";
                let help = format!("{help}{}", revived(facts.plan, one));
                Some(Said::about(one, message, help))
            }
            _ => None,
        })
    }),
};

pub(in crate::flags) const UNREACHABLE: Flag = Flag {
    spec: spec::UNREACHABLE,
    several: "segments can never win a lead",
    matters: "No one will ever get this segment's message. That is what happens to a segment ranked \
              below several that share its leads among them. (Where a single one takes them all, the \
              flag is `subset-below`.)",
    act: "Move it above one of the segments that take its leads, narrow that one, or drop it.",
    example: "\
segments:
  - name: large_firms
    where: employees >= 1000
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: small_firms
    where: employees < 1000
    scores: {impact: 8, confidence: 6, ease: 7}
  - name: mid_size_firms
    where: employees between 300 and 1500
    scores: {impact: 8, confidence: 6, ease: 4}
",
    search: Search::Plan(|facts| {
        found(facts, |one| match &one.reach {
            Reach::Taken(by) if by.len() > 1 => {
                let labels = by.iter().map(|id| facts.plan.label(*id));
                let message = format!(
                    "It can never win a lead: every lead that fits also fits {}, which rank above it",
                    words::choice(labels)
                );
                let help = match above(one) {
                    Some(other) => format!(
                        "Rank it above {}, narrow one of them, or drop it{}",
                        facts.plan.label(other),
                        revived(facts.plan, one)
                    ),
                    None => "Rank it above one of them, narrow that one, or drop it".to_owned(),
                };
                Some(Said::about(one, message, help).takers(by))
            }
            _ => None,
        })
    }),
};

pub(in crate::flags) const SUBSET_BELOW: Flag = Flag {
    spec: spec::SUBSET_BELOW,
    several: "segments rank below a broader one that takes all their leads",
    matters: "Every lead that fits the narrower segment fits the broader one as well, and that comes \
              first. No one will ever get the narrower segment's message.",
    act: "Rank the narrower segment above the broader one, narrow that one, or drop the segment.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturing'
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: large_manufacturers
    where: industry = 'Manufacturing' and employees > 1500
    scores: {impact: 8, confidence: 6, ease: 4}
",
    search: Search::Plan(|facts| {
        found(facts, |one| match one.reach {
            Reach::Taken(ref by) => {
                let [broader] = by.as_slice() else {
                    return None;
                };
                let is_same = facts.reach.same_leads(one.segment, *broader);
                let label = facts.plan.label(*broader);
                let message = format!(
                    "It can never win a lead: every lead that fits also fits {label}, above it"
                );
                let help = match one.swap {
                    true => format!("Rank it above {label}: then both can win leads"),
                    false => format!("Rank it above {label}, narrow that one, or drop it"),
                };
                let help = format!("{help}{}", revived(facts.plan, one));
                (!is_same).then(|| Said::about(one, message, help).takers(by))
            }
            _ => None,
        })
    }),
};

pub(in crate::flags) const NARROWED: Flag = Flag {
    spec: spec::NARROWED,
    several: "segments are left with few values of an attribute",
    matters: "The segment looks broad, but whoever ranks above it takes nearly everyone. Most often \
              it gets only leads of whom something is not known, which is no one to write for.",
    act: "Rank it above one of the segments that take its leads, narrow that one, or drop it. If what \
          is left is what you mean, say so in its definition, and the flag is gone.",
    example: "\
segments:
  - name: large_firms
    where: employees >= 1000
    scores: {impact: 8, confidence: 7, ease: 7}
  - name: small_firms
    where: employees < 1000
    scores: {impact: 8, confidence: 6, ease: 7}
  - name: webinar_guests
    where: source = 'Webinar'
    scores: {impact: 8, confidence: 6, ease: 4}
",
    search: Search::Plan(|facts| {
        found(facts, |one| {
            let left = one.narrowed.as_ref()?;
            let labels: Vec<&str> = left.by.iter().map(|id| facts.plan.label(*id)).collect();
            let missing = Condition::Test(Test::of(left.attribute, Predicate::IsNull));
            let only = match left.left == missing {
                true => format!(
                    "whose `{}` is missing",
                    facts.plan.attribute(left.attribute).name
                ),
                false => format!("with `{}`", facts.plan.print(&left.left)),
            };
            let (labels, take) = match labels.as_slice() {
                [one] => ((*one).to_owned(), "takes"),
                several => (words::list(several), "take"),
            };
            let message =
                format!("It can win only leads {only}: {labels}, above it, {take} the others");
            let help = "Rank it above, define it as what is left to it, or drop it";
            let said = Said::about(one, message, help).takers(&left.by);
            Some(Said {
                given: &left.given,
                ..said
            })
        })
    }),
};

/// The segment above which one that can win no lead would win some.
fn above(one: &SegmentReach) -> Option<SegmentId> {
    match one.revival.as_ref()?.by {
        Mend::RankedAbove(other) => Some(other),
        Mend::Without(_) | Mend::NotExcluded => None,
    }
}

/// A lead that a segment which can win none would win, as it ends what there is to do; empty where none
/// was found.
fn revived(plan: &Plan, one: &SegmentReach) -> String {
    let (Some(revival), Some(definition)) = (&one.revival, &plan.segment(one.segment).definition)
    else {
        return String::new();
    };
    let Some(lead) = revival.lead.described(&definition.condition) else {
        return String::new();
    };
    let lead = format!("a lead with `{}`", plan.print(&lead));
    match revival.by {
        Mend::RankedAbove(_) => format!(". Ranked there, it would win {lead}"),
        Mend::Without(part) => match written(plan, one.segment, &[part]).first() {
            Some(part) => format!(" Without {part}, it would win {lead}"),
            None => String::new(),
        },
        Mend::NotExcluded => format!(". For example, {lead} fits but is excluded"),
    }
}

/// What a flag says of a segment.
struct Said<'a> {
    message: String,
    help: String,
    /// Attributes whose declarations the proof rests on.
    given: &'a [AttributeId],
    /// Segments that take its leads.
    takers: &'a [SegmentId],
    /// Parts of its definition, by their tests; the whole if there are none.
    parts: Vec<Range<usize>>,
}

impl<'a> Said<'a> {
    fn about(one: &'a SegmentReach, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
            given: &one.given,
            takers: &[],
            parts: Vec::new(),
        }
    }

    fn takers(mut self, takers: &'a [SegmentId]) -> Self {
        self.takers = takers;
        self
    }
}

/// A finding for each segment of which `says` has something to say, at its definition.
fn found<'a>(facts: &Facts<'a>, says: impl Fn(&'a SegmentReach) -> Option<Said<'a>>) -> Vec<Found> {
    let segments = facts.reach.segments.iter();
    let found = segments.filter_map(|one| {
        let said = says(one)?;
        let message = said.message + &given(facts.plan, facts.audit, said.given);
        let route = place::definition(one.segment);
        let mut found = Found::about(one.segment, route.clone(), message, said.help);
        if let Some(definition) = &facts.plan.segment(one.segment).definition {
            let mut parts = said
                .parts
                .into_iter()
                .map(|part| place::tests(definition, part));
            found.within = parts.next();
            for part in parts {
                found = found.also(route.clone(), Some(part), "contradicts it");
            }
        }
        let takers = said.takers.iter();
        Some(takers.fold(found, |found, taker| {
            found.also(place::definition(*taker), None, "takes its leads")
        }))
    });
    found.collect()
}

/// `` `employees > 1500` and `employees < 300` can't be true of the same lead ``
fn contradiction(plan: &Plan, id: SegmentId, parts: &[usize]) -> String {
    match written(plan, id, parts).as_slice() {
        [one] => format!("{one} is true of no lead"),
        several => format!("{} can't be true of the same lead", words::list(several)),
    }
}

/// Some parts of a definition joined by `and`, by their places, in backticks; the whole if it is no `and`.
fn written(plan: &Plan, id: SegmentId, parts: &[usize]) -> Vec<String> {
    let definition = plan.segment(id).definition.as_ref();
    let parts = match definition.map(|one| &one.condition) {
        Some(Condition::And(all)) => parts.iter().filter_map(|part| all.get(*part)).collect(),
        Some(whole) => vec![whole],
        None => Vec::new(),
    };
    let written = parts.iter().map(|part| match part {
        Condition::Or(_) => format!("`({})`", plan.print(part)),
        _ => format!("`{}`", plan.print(part)),
    });
    written.collect()
}

/// The tests of some parts joined by `and`, by their places; none if the definition is no `and`.
fn tests_of(plan: &Plan, id: SegmentId, parts: &[usize]) -> Vec<Range<usize>> {
    let definition = plan.segment(id).definition.as_ref();
    let Some(Condition::And(all)) = definition.map(|one| &one.condition) else {
        return Vec::new();
    };
    let mut next = 0;
    let ranges = all.iter().map(|part| {
        let start = next;
        next += part.tests().len();
        start..next
    });
    let ranges: Vec<Range<usize>> = ranges.collect();
    parts
        .iter()
        .filter_map(|part| ranges.get(*part).cloned())
        .collect()
}
