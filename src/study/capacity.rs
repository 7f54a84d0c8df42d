//! The cut line in words: what the team can serve, and how surely each segment makes it.

use super::{Row, Study};
use crate::audit::{BestSet, CapacityAudit, Reached, SetSearch};
use crate::order::Sureness;
use crate::plan::SegmentId;
use crate::plan::format::flags as spec;
use crate::text::words;

impl Study {
    /// The plan's limits: `6 segments and 40 days`; `None` if it has no capacity.
    pub fn capacity(&self) -> Option<String> {
        let capacity = self.plan().capacity.as_ref()?;
        let segments = capacity.segments.map(|most| words::count(most, "segment"));
        let cost = capacity.cost.map(|most| self.cost(most));
        Some(words::list([segments, cost].into_iter().flatten()))
    }

    /// A cost in the unit of the plan's capacity: `40 days`, or `a cost of 40`.
    pub fn cost(&self, cost: f64) -> String {
        let number = words::grouped(cost, 2);
        let capacity = self.plan().capacity.as_ref();
        match capacity.and_then(|one| one.unit.as_ref()) {
            Some(unit) => format!("{number} {unit}"),
            None => format!("a cost of {number}"),
        }
    }

    /// The rank after which the cut line is drawn: of the last segment that makes the cut, 0 if none
    /// does. `None` if the plan has no capacity.
    pub fn cut_line(&self) -> Option<usize> {
        let cut = self.ranking.cut.as_ref()?;
        Some(cut.last_in().unwrap_or(0))
    }

    /// What the cut line says, a sentence each: how many segments make it, which were passed over,
    /// and how surely the segments on both sides of it do. Empty if the plan has no capacity, or no
    /// segment is ranked.
    pub fn cut_in_words(&self) -> Vec<String> {
        let sentences = [self.cut_count(), self.passed_over(), self.at_the_cut()];
        sentences.into_iter().flatten().collect()
    }

    /// `6 of 12 ranked segments make the cut (capacity: 40 days, 38 taken).`
    fn cut_count(&self) -> Option<String> {
        let cut = self.ranking.cut.as_ref()?;
        let capacity = self.plan().capacity.as_ref()?;
        let taken = capacity.cost.map_or(String::new(), |_| {
            format!(", {} taken", words::number(cut.cost, 2))
        });
        let limits = self.capacity()?;
        let who = match (cut.segments(), self.ranking.ranked.len()) {
            (_, 0) => return None,
            (0, _) => "No segment makes the cut".to_owned(),
            (1, 1) => "The only ranked segment makes the cut".to_owned(),
            (some, all) if some == all => format!("All {all} ranked segments make the cut"),
            (1, all) => format!("1 of {all} ranked segments makes the cut"),
            (some, all) => format!("{some} of {all} ranked segments make the cut"),
        };
        Some(format!("{who} (capacity: {limits}{taken})."))
    }

    /// Which segments a filled cut leaves out above the line, because they are too dear.
    fn passed_over(&self) -> Option<String> {
        let line = self.cut_line()?;
        let above = self.rows().take(line);
        let out = above.filter(|row| row.cut.is_some_and(|cut| !cut.is_in));
        let out: Vec<&str> = out.map(|row| self.label(row.ranked.segment)).collect();
        let (them, verb) = match out.len() {
            0 => return None,
            1 => ("it is", "doesn't"),
            _ => ("they are", "don't"),
        };
        Some(format!(
            "{} {verb} fit what is left, so {them} passed over.",
            words::list_within(&out, 80)
        ))
    }

    /// How surely the last segment above the line and the first below it make the cut.
    fn at_the_cut(&self) -> Option<String> {
        let line = self.cut_line()?;
        let last = line.checked_sub(1).and_then(|place| self.rows().nth(place));
        let next = self.rows().nth(line);
        let likely = |row: &Row<'_>| Some((self.label(row.ranked.segment), row.cut?));
        match (
            last.as_ref().and_then(likely),
            next.as_ref().and_then(likely),
        ) {
            (Some((last, cut)), Some((next, other))) => Some(format!(
                "{last} is {}, {next} {}{}.",
                cut.likely(),
                words::percent(other.share),
                self.open_cut()
            )),
            (Some((last, cut)), None) => {
                Some(format!("{last}, the last one, is {}.", cut.likely()))
            }
            (None, Some((next, cut))) => Some(format!("{next} is {}.", cut.likely())),
            (None, None) => None,
        }
    }

    /// Why the cut between the two segments at the line is open; empty if it is not.
    fn open_cut(&self) -> String {
        let mut open = self.open_findings();
        let is_open = open.any(|one| one.flag == spec::CUT_TOSS_UP.name);
        let above = self.cut_line().and_then(|line| line.checked_sub(1));
        let Some(row) = above
            .and_then(|place| self.rows().nth(place))
            .filter(|_| is_open)
        else {
            return String::new();
        };
        let open = match row.share_ahead().map(Sureness::of) {
            Some(Sureness::Disagrees) => ": the simulation favors the opposite order",
            Some(_) => ": the scores hardly separate the two",
            None => return String::new(),
        };
        let apart = match self.reach.free_below(row.ranked.segment) {
            Some(_) => {
                ". No lead could go to either, so it is about whose leads get a message of their own"
            }
            None => "",
        };
        format!("{open}{apart}")
    }

    /// What the cut line does to the leads of a table, a sentence each: who falls through, and which
    /// segments within the capacity would reach more. Empty without a table or a capacity.
    pub fn cut_of_leads_in_words(&self) -> Vec<String> {
        let Some(audit) = &self.capacity_audit else {
            return Vec::new();
        };
        let better = match &audit.best_set {
            Some(set) => self.best_set_in_words(set),
            None => {
                "Which segments would reach the most value takes too long to find: some values \
                     are below 0, so only an exact search would do."
                    .to_owned()
            }
        };
        fall_through(audit).into_iter().chain([better]).collect()
    }

    /// `Replace Dormant leads with Heads of procurement and 140 more leads get a message of their
    /// own; no other set that fits reaches more.`
    fn best_set_in_words(&self, set: &BestSet) -> String {
        let what = Self::reached(set.by);
        let greedy = |share: Option<f64>| match share {
            Some(share) => format!(
                "a greedy search, which reaches at least {} of the most possible",
                words::percent(share)
            ),
            None => "a greedy search, which may miss the best set".to_owned(),
        };
        if set.gain() <= 0 {
            return match set.search {
                SetSearch::Exact => format!("No other set that fits reaches more {what}."),
                SetSearch::Greedy(share) => {
                    format!(
                        "No set that reaches more {what} was found by {}.",
                        greedy(share)
                    )
                }
            };
        }
        let labels = |ids: &[SegmentId]| words::list(ids.iter().map(|id| self.label(*id)));
        let change = match (set.out.as_slice(), set.into.as_slice()) {
            ([], into) => format!("Add {}", labels(into)),
            (out, []) => format!("Leave out {}", labels(out)),
            (out, into) => format!("Replace {} with {}", labels(out), labels(into)),
        };
        let comma = if set.out.len().max(set.into.len()) > 1 {
            ","
        } else {
            ""
        };
        let how = match set.search {
            SetSearch::Exact => "no other set that fits reaches more".to_owned(),
            SetSearch::Greedy(share) => format!("found by {}", greedy(share)),
        };
        format!("{change}{comma} and {}; {how}.", self.more_reached(set))
    }

    /// What a set reaches more than the segments that make the cut.
    fn more_reached(&self, set: &BestSet) -> String {
        if set.by == Reached::Value {
            let currency = self.plan().leads.currency.as_ref();
            let currency = currency.map_or_else(String::new, |one| format!("{one} "));
            let more = words::compact(set.gain() as f64 / 1e6);
            return format!(
                "the leads with a message of their own are worth {currency}{more} more"
            );
        }
        let more = u64::try_from(set.gain()).unwrap_or(u64::MAX);
        let (noun, verb) = if more == 1 {
            ("lead", "gets")
        } else {
            ("leads", "get")
        };
        let with = match set.by {
            Reached::Outcomes => " with the outcome",
            Reached::Leads | Reached::Value => "",
        };
        let more = words::thousands(more);
        format!("{more} more {noun}{with} {verb} a message of their own")
    }

    /// What a set reaches, as a noun.
    fn reached(by: Reached) -> &'static str {
        match by {
            Reached::Leads => "leads",
            Reached::Outcomes => "leads with the outcome",
            Reached::Value => "value",
        }
    }
}

/// What becomes of the leads of segments that miss the cut.
fn fall_through(audit: &CapacityAudit) -> Option<String> {
    let leads = words::leads(audit.below);
    let win = format!("Segments that miss the cut win {leads}");
    Some(match (audit.below, audit.to_default) {
        (0, _) => return None,
        (all, none) if all == none => format!("{win}, who fit no segment that makes it."),
        (_, 0) => format!("{win}, who all fit a segment that makes it, too."),
        (_, some) => format!(
            "{win}; {} of them fit no segment that makes it.",
            words::thousands(some)
        ),
    })
}
