//! Groups of leads that could be segments: subgroup discovery.
//!
//! A group is described by one to three conditions on different columns. Its quality is its share of the
//! leads times the difference between its outcome rate and that of all leads: weighted relative accuracy
//! (Klösgen 1996, "Explora", in Advances in Knowledge Discovery and Data Mining; Wrobel 1997, PKDD; the
//! name: Lavrač, Flach and Zupan 1999, ILP). The search is exhaustive.

use std::collections::BTreeSet;

use super::bits::Bits;
use super::contrast::{is_left_out, without};
use super::dictionary::Dictionary;
use super::groups::{Coded, Cut, Group, groups};
use super::leads::Leads;
use crate::audit::stats::rates::{Sample, holm, newcombe, pooled_z_test, wilson};
use crate::audit::{Difference, Rate};
use crate::condition::{Comparison, Condition, Literal, Predicate};
use crate::lists;
use crate::profile::Profile;
use crate::threads;

/// The fewest leads of a proposal in each half, and its smallest and largest share of them.
const LEAST: u64 = 30;
const LEAST_SHARE: f64 = 0.02;
const MOST_SHARE: f64 = 0.5;

/// A further condition has to make the quality so many times as high.
const BETTER: f64 = 1.1;

/// Groups of single columns that are combined, the largest; three of 200 are 1.3 million.
const GROUPS_UP_TO: usize = 200;

/// How many proposals there should be, and how many at most.
const ENOUGH: usize = 5;
const MOST: usize = 8;

/// The most leads that two proposals share, as parts of the leads that fit either (Jaccard's index): the
/// second bound where the first leaves too few.
const SHARED: [f64; 2] = [0.25, 0.5];

/// The largest proposals of one column where there is no outcome.
const OF_A_COLUMN: usize = 2;

/// Groups of leads that could be segments.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposals {
    /// The best first.
    pub groups: Vec<Proposal>,
    /// Leads of the half in which they were found, and of the half that shows their figures.
    pub found_in: u64,
    pub shown_in: u64,
    /// Two of them share at most this part of the leads that fit either.
    pub shared: f64,
}

/// A group of leads that could be a segment, with its figures in the half in which it was not found.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// One to three, on different columns.
    pub conditions: Vec<Condition>,
    /// The quality by which it was found.
    pub quality: f64,
    pub leads: u64,
    /// Where there is an outcome.
    pub outcome: Option<ProposalOutcome>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProposalOutcome {
    /// Leads with a known outcome, and those that succeeded.
    pub own: Sample,
    pub rate: Rate,
    pub others: Rate,
    pub difference: Difference,
}

/// The leads of a half, and those of them that succeeded; only those with a known outcome, where there is
/// one.
struct Half {
    rows: Vec<usize>,
    successes: Bits,
    all: Sample,
}

impl Half {
    fn of(rows: Vec<usize>, outcomes: Option<&[Option<bool>]>) -> Self {
        let outcome = |row: usize| outcomes.and_then(|outcomes| outcomes[row]);
        let rows: Vec<usize> = rows
            .into_iter()
            .filter(|row| outcomes.is_none() || outcome(*row).is_some())
            .collect();
        let successes = Bits::of(rows.iter().map(|row| outcome(*row) == Some(true)));
        let all = Sample {
            successes: successes.size(),
            leads: rows.len() as u64,
        };
        Self {
            rows,
            successes,
            all,
        }
    }

    fn members(&self, leads: &Leads, group: &Group) -> Bits {
        let codes = &leads.columns[group.column].codes;
        Bits::of(self.rows.iter().map(|row| group.fits[codes[*row] as usize]))
    }

    fn sample(&self, members: &Bits) -> Sample {
        Sample {
            successes: members.common(&self.successes),
            leads: members.size(),
        }
    }

    /// Weighted relative accuracy.
    fn quality(&self, own: Sample) -> f64 {
        let all = self.all.leads as f64;
        let base = self.all.successes as f64 / all;
        (own.successes as f64 - base * own.leads as f64) / all
    }

    /// Whether a group is neither too small nor too large for a segment.
    fn suits(&self, leads: u64) -> bool {
        let all = self.all.leads as f64;
        leads >= self.least() && leads as f64 <= MOST_SHARE * all
    }

    fn least(&self) -> u64 {
        LEAST.max((LEAST_SHARE * self.all.leads as f64).ceil() as u64)
    }
}

/// A combination of groups, by their places, with its quality.
type Found = (f64, Vec<usize>);

/// Groups that could be segments: found on the leads for which `is_found_in` holds, shown from the
/// others. `besides` are columns that no proposal uses. None of them if too few leads have a known outcome.
pub fn proposals(
    profile: &Profile,
    dictionary: &Dictionary,
    leads: &Leads,
    outcomes: Option<&[Option<bool>]>,
    is_found_in: &[bool],
    besides: &BTreeSet<usize>,
) -> Proposals {
    let rows = |half: bool| {
        (0..leads.rows)
            .filter(|row| is_found_in[*row] == half)
            .collect()
    };
    let (found_in, shown_in) = (
        Half::of(rows(true), outcomes),
        Half::of(rows(false), outcomes),
    );
    let mut all: Vec<(Group, Bits)> = Vec::new();
    for (place, column) in profile.columns.iter().enumerate() {
        if is_left_out(column) || besides.contains(&place) {
            continue;
        }
        let coded = &leads.columns[place];
        let mut counts = vec![0; coded.values.len()];
        for row in &found_in.rows {
            counts[coded.codes[*row] as usize] += 1;
        }
        let kind = dictionary.attributes[place].kind;
        let coded = Coded {
            values: &coded.values,
            leads: &counts,
            are_ranges: false,
        };
        let own = groups(place, kind, coded, found_in.least(), Cut::Segments);
        all.extend(own.into_iter().map(|group| {
            let members = found_in.members(leads, &group);
            (group, members)
        }));
    }
    // A stable sort: equal ones stay in the order of the columns.
    lists::sort_by_key(&mut all, |(_, members)| std::cmp::Reverse(members.size()));
    all.truncate(GROUPS_UP_TO);
    let found = match outcomes {
        Some(_) => search(&all, &found_in),
        None => largest(&all, &found_in),
    };
    let (picked, shared) = pick(&all, &found, outcomes.is_none());
    let shown = picked.iter().map(|(quality, places)| {
        let members = places
            .iter()
            .map(|place| shown_in.members(leads, &all[*place].0));
        let own = shown_in.sample(&Bits::all(members));
        Proposal {
            conditions: places
                .iter()
                .map(|place| all[*place].0.condition.clone())
                .collect(),
            quality: *quality,
            leads: own.leads,
            outcome: outcomes.and_then(|_| figures(own, shown_in.all)),
        }
    });
    let mut proposals: Vec<Proposal> = shown.collect();
    adjust(&mut proposals);
    Proposals {
        groups: proposals,
        found_in: found_in.all.leads,
        shown_in: shown_in.all.leads,
        shared,
    }
}

/// All combinations of up to three groups of different columns that suit a segment, raise the rate, and
/// are better than each part of them by [`BETTER`]; the best first.
fn search(all: &[(Group, Bits)], half: &Half) -> Vec<Found> {
    let number = all.len();
    let columns: Vec<usize> = all.iter().map(|(group, _)| group.column).collect();
    let quality = |members: &Bits| half.quality(half.sample(members));
    let single: Vec<f64> = all.iter().map(|(_, members)| quality(members)).collect();
    let pairs = threads::map(threads::cores(), 0..number, |one| {
        let pair = |other: usize| match columns[one] == columns[other] {
            true => 0.0,
            false => quality(&all[one].1.both(&all[other].1)),
        };
        let pairs = (0..number).map(|other| if other > one { pair(other) } else { 0.0 });
        pairs.collect::<Vec<f64>>()
    });
    let beginning_with = |one: usize| {
        let mut found = Vec::new();
        if single[one] > 0.0 && half.suits(all[one].1.size()) {
            found.push((single[one], vec![one]));
        }
        for two in one + 1..number {
            if columns[one] == columns[two] {
                continue;
            }
            let members = all[one].1.both(&all[two].1);
            let leads = members.size();
            if leads < half.least() {
                continue;
            }
            let parts = single[one].max(single[two]);
            let own = pairs[one][two];
            if own > 0.0 && own >= BETTER * parts && half.suits(leads) {
                found.push((own, vec![one, two]));
            }
            // The best that a part of these leads can be: all successes, no failure.
            let hits = half.sample(&members).successes;
            let best = half.quality(Sample {
                successes: hits,
                leads: hits,
            });
            if best < BETTER * own.max(parts) {
                continue;
            }
            for three in two + 1..number {
                if columns[three] == columns[one] || columns[three] == columns[two] {
                    continue;
                }
                let parts = parts
                    .max(single[three])
                    .max(own)
                    .max(pairs[one][three])
                    .max(pairs[two][three]);
                if best < BETTER * parts {
                    continue;
                }
                let members = members.both(&all[three].1);
                let quality = quality(&members);
                if quality > 0.0 && quality >= BETTER * parts && half.suits(members.size()) {
                    found.push((quality, vec![one, two, three]));
                }
            }
        }
        found
    };
    let found = threads::map(threads::cores(), 0..number, beginning_with);
    let mut found: Vec<Found> = found.into_iter().flatten().collect();
    lists::sort_by(&mut found, |one, other| {
        let by_quality = other.0.total_cmp(&one.0);
        by_quality
            .then(one.1.len().cmp(&other.1.len()))
            .then_with(|| one.1.cmp(&other.1))
    });
    found
}

/// Where nothing tells good groups from bad: the largest values of a column, which are not numbers.
fn largest(all: &[(Group, Bits)], half: &Half) -> Vec<Found> {
    let groups = all.iter().enumerate();
    let suiting = groups.filter(|(_, (group, members))| {
        let tests = group.condition.tests();
        let is_value = tests.iter().all(|test| {
            let equals = matches!(
                test.predicate,
                Predicate::Compare(Comparison::Equal, Literal::Text(_))
            );
            equals || test.predicate == Predicate::IsTrue
        });
        is_value && half.suits(members.size())
    });
    suiting
        .map(|(place, (_, members))| (members.size() as f64 / half.all.leads as f64, vec![place]))
        .collect()
}

/// The first of the combinations that share few leads with those before them, and the bound that this
/// took.
fn pick<'a>(
    all: &[(Group, Bits)],
    found: &'a [Found],
    few_of_a_column: bool,
) -> (Vec<&'a Found>, f64) {
    let members = |places: &[usize]| Bits::all(places.iter().map(|place| all[*place].1.clone()));
    let mut picked: Vec<(&Found, Bits)> = Vec::new();
    let mut used = SHARED[0];
    for shared in SHARED {
        if picked.len() >= ENOUGH {
            break;
        }
        used = shared;
        for one in found {
            if picked.len() >= MOST {
                break;
            }
            let column = |places: &[usize]| all[places[0]].0.column;
            let of_column = picked
                .iter()
                .filter(|(other, _)| column(&other.1) == column(&one.1));
            if few_of_a_column && of_column.count() >= OF_A_COLUMN {
                continue;
            }
            let own = members(&one.1);
            let is_apart = picked.iter().all(|(_, other)| {
                let common = own.common(other);
                let either = own.size() + other.size() - common;
                common as f64 <= shared * either as f64
            });
            if is_apart {
                picked.push((one, own));
            }
        }
    }
    lists::sort_by(&mut picked, |one, other| other.0.0.total_cmp(&one.0.0));
    (picked.into_iter().map(|(found, _)| found).collect(), used)
}

/// A group's rate against that of all others; its p is not adjusted yet.
fn figures(own: Sample, all: Sample) -> Option<ProposalOutcome> {
    let others = without(all, own);
    let mut difference = newcombe(own, others)?;
    difference.p_adjusted = pooled_z_test(own, others).map(|(_, p)| p);
    Some(ProposalOutcome {
        own,
        rate: wilson(own)?,
        others: wilson(others)?,
        difference,
    })
}

/// Adjusts all p together, by Holm's method.
fn adjust(proposals: &mut [Proposal]) {
    let p = |one: &Proposal| {
        one.outcome
            .and_then(|outcome| outcome.difference.p_adjusted)
    };
    let ps: Vec<Option<f64>> = proposals.iter().map(p).collect();
    for (proposal, p) in proposals.iter_mut().zip(holm(&ps)) {
        if let Some(outcome) = &mut proposal.outcome {
            outcome.difference.p_adjusted = p;
        }
    }
}
