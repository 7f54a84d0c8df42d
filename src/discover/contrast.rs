//! Which values go with an outcome.

use std::collections::BTreeSet;

use super::dictionary::Dictionary;
use super::groups::{Coded, Cut, Group, groups};
use super::leads::{LeadColumn, Leads};
use super::value_outcomes::ValueOutcomes;
use crate::audit::stats::rates::{Sample, holm, newcombe, pooled_z_test, wilson};
use crate::audit::{Difference, Rate};
use crate::condition::{Condition, Literal};
use crate::lists;
use crate::plan::Scale;
use crate::plan::format::flags::LEAKAGE;
use crate::profile::{ColumnProfile, LooksLike, Profile};
use crate::text::words::share;

/// The fewest leads of a group, and the smallest share of all.
const LEAST: u64 = 30;
const LEAST_SHARE: f64 = 0.01;

/// How well a column may tell successes from failures before it is taken for a record of the outcome:
/// the chance that of one of each it finds the success (the area under the ROC curve).
const TOO_TELLING: f64 = 0.95;

/// Which values go with an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// All leads whose outcome is known.
    pub all: Rate,
    pub known: u64,
    pub successes: u64,
    /// Groups that were compared with the others; so many p are adjusted together.
    pub compared: usize,
    /// Groups whose rate differs from that of the others by more than chance, the one that surely
    /// differs most first.
    pub groups: Vec<GroupContrast>,
    /// What probably records the outcome; the groups of these columns are not among the others.
    pub leaks: Vec<Leak>,
}

/// Leads that fit a condition, compared with all others.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupContrast {
    pub condition: Condition,
    /// Those with a known outcome, and how many of them succeeded.
    pub leads: u64,
    pub successes: u64,
    pub rate: Rate,
    pub difference: Difference,
}

impl GroupContrast {
    /// By how much the rate differs at least, from 0 to 1.
    fn at_least(&self) -> f64 {
        self.difference.low.max(-self.difference.high).max(0.0)
    }
}

/// A column that probably records the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Leak {
    pub column: String,
    /// The group whose leads nearly all succeeded, where one gives it away.
    pub group: Option<GroupContrast>,
    /// The area under the ROC curve of the column's groups.
    pub auc: f64,
}

/// Columns that say nothing about groups of leads: keys, personal data, those without a name, and those
/// that the outcome is made of.
pub(super) fn is_left_out(column: &ColumnProfile) -> bool {
    let looks = |look: LooksLike| column.looks_like.contains(&look);
    column.attribute.is_none() || column.personal.is_some() || looks(LooksLike::Id)
}

/// Compares the leads of each value, or range of values, with all others. `outcomes` are known for some
/// leads; `besides` are columns that are not looked at.
pub fn contrast(
    profile: &Profile,
    dictionary: &Dictionary,
    leads: &Leads,
    outcomes: &[Option<bool>],
    besides: &BTreeSet<usize>,
) -> Option<Contrast> {
    let known = outcomes.iter().filter(|outcome| outcome.is_some()).count() as u64;
    let successes = outcomes
        .iter()
        .filter(|outcome| **outcome == Some(true))
        .count() as u64;
    let columns = compared_columns(profile, besides).into_iter();
    let columns = columns.map(|place| {
        let column = &leads.columns[place];
        (place, OfCodes::count(column, outcomes))
    });
    of_columns(profile, dictionary, (known, successes), columns)
}

/// The same from counts: the leads whose outcome is known, the successes among them, and both by the
/// values of each column that [`compared_columns`] names.
pub fn contrast_of_counts(
    profile: &Profile,
    dictionary: &Dictionary,
    all: (u64, u64),
    columns: &[ValueOutcomes],
) -> Option<Contrast> {
    let columns = columns.iter();
    let columns = columns.map(|column| {
        let counted = OfCodes {
            values: &column.values,
            leads: column.leads.clone(),
            successes: column.successes.clone(),
            are_ranges: column.are_ranges,
        };
        (column.place, counted)
    });
    of_columns(profile, dictionary, all, columns)
}

/// The columns whose values are compared, by their places in the profile.
pub fn compared_columns(profile: &Profile, besides: &BTreeSet<usize>) -> Vec<usize> {
    let columns = profile.columns.iter().enumerate();
    let compared =
        columns.filter(|(place, column)| !is_left_out(column) && !besides.contains(place));
    compared.map(|(place, _)| place).collect()
}

fn of_columns<'a>(
    profile: &Profile,
    dictionary: &Dictionary,
    (known, successes): (u64, u64),
    columns: impl Iterator<Item = (usize, OfCodes<'a>)>,
) -> Option<Contrast> {
    let all = Sample {
        successes,
        leads: known,
    };
    let least = LEAST.max((LEAST_SHARE * known as f64).ceil() as u64);
    let (mut compared, mut leaks) = (Vec::new(), Vec::new());
    for (place, of_codes) in columns {
        let kind = dictionary.attributes[place].kind;
        let found = groups(place, kind, of_codes.coded(), least, Cut::Apart);
        let own: Vec<GroupContrast> = found
            .iter()
            .filter_map(|group| compare(group, &of_codes, all))
            .collect();
        let name = &profile.columns[place].name;
        match leak(name, &own, &of_codes, &found, all) {
            Some(leak) => leaks.push(leak),
            None => compared.extend(without_mirror(own, all)),
        }
    }
    adjust(&mut compared);
    let number = compared.len();
    compared.retain(|group| group.difference.is_beyond_chance() && group.at_least() > 0.0);
    lists::sort_by(&mut compared, |one, other| {
        other.at_least().total_cmp(&one.at_least())
    });
    Some(Contrast {
        all: wilson(all)?,
        known,
        successes,
        compared: number,
        groups: compared,
        leaks,
    })
}

/// The groups without the second one of two that are all leads: it says the same again.
fn without_mirror(mut groups: Vec<GroupContrast>, all: Sample) -> Vec<GroupContrast> {
    let leads: u64 = groups.iter().map(|group| group.leads).sum();
    if groups.len() == 2 && leads == all.leads {
        groups.retain(|group| group.difference.difference > 0.0);
    }
    groups
}

/// Leads with a known outcome, and successes, by the code of their value.
struct OfCodes<'a> {
    values: &'a [Option<Literal>],
    leads: Vec<u64>,
    successes: Vec<u64>,
    are_ranges: bool,
}

impl<'a> OfCodes<'a> {
    fn count(column: &'a LeadColumn, outcomes: &[Option<bool>]) -> Self {
        let mut counted = Self {
            values: &column.values,
            are_ranges: false,
            leads: vec![0; column.values.len()],
            successes: vec![0; column.values.len()],
        };
        for (code, outcome) in column.codes.iter().zip(outcomes) {
            if let Some(outcome) = outcome {
                counted.leads[*code as usize] += 1;
                counted.successes[*code as usize] += u64::from(*outcome);
            }
        }
        counted
    }

    fn coded(&self) -> Coded<'_> {
        Coded {
            values: self.values,
            leads: &self.leads,
            are_ranges: self.are_ranges,
        }
    }

    fn sample(&self, group: &Group) -> Sample {
        let sum = |counts: &[u64]| {
            let fitting = counts.iter().zip(&group.fits).filter(|(_, fits)| **fits);
            fitting.map(|(count, _)| count).sum()
        };
        Sample {
            successes: sum(&self.successes),
            leads: sum(&self.leads),
        }
    }
}

/// A group against all other leads; its p is not adjusted yet.
fn compare(group: &Group, of_codes: &OfCodes<'_>, all: Sample) -> Option<GroupContrast> {
    let own = of_codes.sample(group);
    let others = without(all, own);
    let mut difference = newcombe(own, others)?;
    difference.p_adjusted = pooled_z_test(own, others).map(|(_, p)| p);
    Some(GroupContrast {
        condition: group.condition.clone(),
        leads: own.leads,
        successes: own.successes,
        rate: wilson(own)?,
        difference,
    })
}

pub(super) fn without(all: Sample, own: Sample) -> Sample {
    Sample {
        successes: all.successes.saturating_sub(own.successes),
        leads: all.leads.saturating_sub(own.leads),
    }
}

/// Adjusts all p together, by Holm's method.
fn adjust(groups: &mut [GroupContrast]) {
    let ps: Vec<Option<f64>> = groups
        .iter()
        .map(|group| group.difference.p_adjusted)
        .collect();
    for (group, p) in groups.iter_mut().zip(holm(&ps)) {
        group.difference.p_adjusted = p;
    }
}

/// Whether a column probably records the outcome: nearly all leads of a group succeeded, by the
/// thresholds of the flag `leakage`, or its groups tell successes from failures nearly perfectly.
fn leak(
    name: &str,
    own: &[GroupContrast],
    of_codes: &OfCodes<'_>,
    groups: &[Group],
    all: Sample,
) -> Option<Leak> {
    let threshold = |name| {
        let option = LEAKAGE.option(name);
        option.map_or(f64::NAN, |option| option.default_on(Scale::USUAL))
    };
    let base = share(all.successes, all.leads)?;
    let is_rare = base < threshold("base");
    let gives_away = own.iter().find(|group| {
        let enough = group.leads as f64 >= threshold("leads");
        is_rare && enough && group.rate.rate > threshold("rate")
    });
    let auc = auc(of_codes, groups, all)?;
    (gives_away.is_some() || auc >= TOO_TELLING).then(|| Leak {
        column: name.to_owned(),
        group: gives_away.cloned(),
        auc,
    })
}

/// The chance that of a success and a failure, drawn at random, the success is in the group with the
/// higher rate; a half if both are in one group. Leads in no group are one of their own. `None` if all or
/// none succeeded. Hanley and `McNeil` (1982), Radiology 143:29.
fn auc(of_codes: &OfCodes<'_>, groups: &[Group], all: Sample) -> Option<f64> {
    let failures = all.leads.saturating_sub(all.successes);
    if failures == 0 || all.successes == 0 {
        return None;
    }
    let mut samples: Vec<Sample> = groups.iter().map(|group| of_codes.sample(group)).collect();
    let grouped = samples.iter().fold(all, |rest, own| without(rest, *own));
    samples.push(grouped);
    samples.retain(|sample| sample.leads > 0);
    let rate = |sample: &Sample| sample.successes as f64 / sample.leads as f64;
    lists::sort_by(&mut samples, |one, other| rate(one).total_cmp(&rate(other)));
    let (mut below, mut ordered) = (0.0, 0.0);
    for sample in &samples {
        let (hits, misses) = (
            sample.successes as f64,
            (sample.leads - sample.successes) as f64,
        );
        ordered += hits * (below + misses / 2.0);
        below += misses;
    }
    Some(ordered / (all.successes as f64 * failures as f64))
}
