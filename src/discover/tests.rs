use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::{Date, date};

use super::*;
use crate::profile::{LeadSample, Profile, profile};
use crate::table::{Input, Progress, TableOptions};

const TODAY: Date = Date::constant(2027, 1, 4);

/// Of 1,200 leads, every fourth one succeeds; nearly all of one channel do, and only successes have a
/// contract.
fn table() -> String {
    let mut table = "lead,channel,age,contract,region,won\n".to_owned();
    for row in 0..1200_u32 {
        let channel = ["web", "fair", "mail"][row as usize % 3];
        let won = row % 4 == 0;
        let contract = if won { row.to_string() } else { String::new() };
        let (age, region) = (20 + row % 50, ["north", "south"][usize::from(row % 8 < 3)]);
        let won = if won { "yes" } else { "no" };
        writeln!(table, "L-{row},{channel},{age},{contract},{region},{won}").unwrap();
    }
    table
}

fn look(
    table: &str,
    outcome: &str,
) -> (
    Profile,
    LeadSample,
    Dictionary,
    Leads,
    Vec<Option<bool>>,
    usize,
) {
    let input = Input::bytes("leads.csv", table.as_bytes().to_vec());
    let (options, progress) = (TableOptions::default(), Progress::default());
    let (profile, sample) = profile(input, &options, &progress, true).unwrap();
    let mut dictionary = Dictionary::of(&profile);
    let condition = dictionary.condition(outcome, "--outcome").unwrap();
    let leads = Leads::of(&sample, &dictionary);
    let outcomes = leads.answers(&condition, TODAY);
    let column = columns_of(&condition).into_iter().next().unwrap();
    (profile, sample, dictionary, leads, outcomes, column)
}

#[test]
fn groups_that_differ_are_told_and_leaks_are_not_among_them() {
    let (profile, _, dictionary, leads, outcomes, own) = look(&table(), "won = 'yes'");
    let found = contrast(&profile, &dictionary, &leads, &outcomes, &[own].into()).unwrap();
    assert_eq!((found.successes, found.known), (300, 1200));
    let leaks: Vec<&str> = found
        .leaks
        .iter()
        .map(|leak| leak.column.as_str())
        .collect();
    assert_eq!(leaks, ["contract"]);
    assert!(found.leaks[0].auc > 0.99);
    // Rows 0, 1, 2 of eight are in the south, 0 and 4 of them succeed.
    let told: Vec<String> = found
        .groups
        .iter()
        .map(|group| dictionary.print(&group.condition))
        .collect();
    assert_eq!(told, ["region = 'south'"]);
    let south = &found.groups[0];
    assert_eq!((south.leads, south.successes), (450, 150));
    assert!(south.difference.low > 0.0 && south.difference.is_beyond_chance());
}

/// A condition may use a column's own name, and its values as texts or as yes and no.
#[test]
fn an_outcome_takes_columns_as_it_needs_them() {
    for outcome in ["won = 'yes'", "won", "\"won\" != 'no'"] {
        let (.., outcomes, _) = look(&table(), outcome);
        let won = outcomes.iter().filter(|outcome| **outcome == Some(true));
        assert_eq!(won.count(), 300, "{outcome}");
    }
    let flags = "Deal closed,x\n1,a\n0,b\n,c\n";
    for outcome in ["\"Deal closed\" = 1", "\"Deal closed\"", "deal_closed = 1"] {
        let (.., outcomes, _) = look(flags, outcome);
        assert_eq!(outcomes, [Some(true), Some(false), None], "{outcome}");
    }
}

#[test]
fn a_condition_that_cannot_be_meant_is_answered() {
    let input = Input::bytes("leads.csv", table().into_bytes());
    let (options, progress) = (TableOptions::default(), Progress::default());
    let (profile, _) = profile(input, &options, &progress, true).unwrap();
    for (outcome, says) in [
        ("wom = 'yes'", "there is no column wom"),
        ("age = 'old' and age > 3", "--outcome"),
        ("won =", "--outcome"),
    ] {
        let error = Dictionary::of(&profile)
            .condition(outcome, "--outcome")
            .unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[test]
fn the_best_fifth_brings_its_share() {
    let mut table = "deal,kind\n".to_owned();
    for row in 0..100 {
        let (deal, kind) = if row % 5 == 0 {
            (9, "large")
        } else {
            (1, "small")
        };
        writeln!(table, "{deal},{kind}").unwrap();
    }
    table += ",none\n";
    let (_, _, dictionary, leads, ..) = look(&table, "kind = 'large'");
    let found = concentration(&leads, dictionary.column("deal").unwrap()).unwrap();
    assert_eq!((found.leads, found.best, found.from), (100, 20, 9.0));
    assert_eq!((found.total, found.best_share), (260.0, 180.0 / 260.0));
    assert_eq!(
        found.is_best.iter().filter(|best| best.is_none()).count(),
        1
    );
    assert_eq!(found.shares[0], (1, 9.0 / 260.0));
}

/// What is found has the bounds that docs/method.md names; tests/oracle/columns.py compares it with an
/// independent search.
#[test]
fn proposals_are_found_in_one_half_and_shown_from_the_other() {
    let (profile, sample, dictionary, leads, outcomes, own) = look(&table(), "won = 'yes'");
    let halves = found_in(&sample, dictionary.column("lead"));
    let contract = dictionary.column("contract").unwrap();
    let besides = [own, contract].into();
    let found = proposals(
        &profile,
        &dictionary,
        &leads,
        Some(&outcomes),
        &halves,
        &besides,
    );
    assert_eq!(found.found_in + found.shown_in, 1200);
    let first = &found.groups[0];
    assert_eq!(dictionary.print(&first.conditions[0]), "region = 'south'");
    for group in &found.groups {
        let outcome = group.outcome.unwrap();
        assert_eq!(outcome.own.leads, group.leads);
        assert!(group.quality > 0.0 && group.leads < found.shown_in);
    }
    // As `printf L-1 | sha256sum` and `printf L-2 | sha256sum` begin.
    assert_eq!([halves[1], halves[2]], [true, true]);
    let largest = proposals(&profile, &dictionary, &leads, None, &halves, &besides);
    assert!(
        largest
            .groups
            .iter()
            .all(|group| group.outcome.is_none() && group.conditions.len() == 1)
    );
    assert!(!largest.groups.is_empty());
}

/// Leads and successes by cell, as a warehouse groups them.
type Counts = BTreeMap<String, (u64, u64)>;

struct Told {
    profile: Profile,
    dictionary: Dictionary,
    sample: LeadSample,
    outcomes: Vec<Option<bool>>,
    compared: Vec<usize>,
    of_leads: Contrast,
}

/// Of 1,200 leads, the outcome of each seventh is unknown; success goes with age, and more so with the
/// day.
fn counted_leads() -> Told {
    let mut table = "age,day,channel,staff,won\n".to_owned();
    for row in 0..1200_u32 {
        let won = match (row % 7, row % 5 < 1 + row / 400) {
            (0, _) => "",
            (_, true) => "1",
            (_, false) => "0",
        };
        let age = match row % 11 {
            0 => "n/a".to_owned(),
            _ => (20 + row / 40 + row % 3).to_string(),
        };
        let day = date(2026, 1, 1).saturating_add(jiff::Span::new().days(row / 5));
        let channel = ["web", "fair", "", "mail"][(row * row) as usize % 4];
        writeln!(table, "{age},{day},{channel},{}.5,{won}", row / 100).unwrap();
    }
    let input = Input::bytes("leads.csv", table.into_bytes());
    let (options, progress) = (TableOptions::default(), Progress::default());
    let (profile, sample) = profile(input, &options, &progress, true).unwrap();
    let mut dictionary = Dictionary::of(&profile);
    let outcome = dictionary.condition("won = 1", "--outcome").unwrap();
    let leads = Leads::of(&sample, &dictionary);
    let outcomes = leads.answers(&outcome, TODAY);
    let besides = columns_of(&outcome);
    let of_leads = contrast(&profile, &dictionary, &leads, &outcomes, &besides).unwrap();
    assert!(of_leads.groups.len() > 4, "{:?}", of_leads.groups);
    let compared = compared_columns(&profile, &besides);
    Told {
        profile,
        dictionary,
        sample,
        outcomes,
        compared,
        of_leads,
    }
}

impl Told {
    fn counts(&self, place: usize) -> Counts {
        let mut counts = Counts::new();
        for (lead, outcome) in self.sample.leads.iter().zip(&self.outcomes) {
            let cell = lead.cells().nth(place).unwrap().to_owned();
            let (leads, successes) = counts.entry(cell).or_default();
            *leads += u64::from(outcome.is_some());
            *successes += u64::from(*outcome == Some(true));
        }
        counts
    }

    fn of_counts(&self, column: impl Fn(usize) -> ValueOutcomes) -> Contrast {
        let (known, successes) = (self.of_leads.known, self.of_leads.successes);
        let columns: Vec<_> = self.compared.iter().map(|place| column(*place)).collect();
        contrast_of_counts(
            &self.profile,
            &self.dictionary,
            (known, successes),
            &columns,
        )
        .unwrap()
    }
}

#[test]
fn counts_tell_what_leads_tell() {
    let told = counted_leads();
    let of_cells = |place| {
        let counts = told.counts(place);
        let cells = counts
            .iter()
            .map(|(cell, (one, two))| (cell.as_str(), *one, *two));
        ValueOutcomes::of_cells(place, &told.dictionary, cells)
    };
    assert_eq!(told.of_counts(of_cells), told.of_leads);
}

#[test]
fn numbers_that_were_cut_elsewhere_are_cut_alike() {
    let told = counted_leads();
    let in_parts = |place: usize| {
        let counts = told.counts(place);
        let is_text = |cell: &str| cell.is_empty() || cell == "n/a";
        let (missing, values): (Vec<_>, Vec<_>) =
            counts.into_iter().partition(|(cell, _)| is_text(cell));
        if told.dictionary.attributes[place].name == "channel" {
            let cells = missing.iter().chain(&values);
            let cells = cells.map(|(cell, (one, two))| (cell.as_str(), *one, *two));
            return ValueOutcomes::of_cells(place, &told.dictionary, cells);
        }
        let mut values = values;
        values.sort_by(|one, other| {
            let number = |cell: &str| cell.parse::<f64>().ok();
            let numbers = number(&one.0).partial_cmp(&number(&other.0)).unwrap();
            numbers.then(one.0.cmp(&other.0))
        });
        let total: u64 = values.iter().map(|(_, (leads, _))| leads).sum();
        let mut parts: BTreeMap<u64, (String, u64, u64)> = BTreeMap::new();
        let mut below = 0;
        for (cell, (leads, successes)) in values {
            let reached = (1..5).filter(|part| below * 5 >= total * part).count() as u64;
            let part = parts.entry(reached).or_default();
            *part = (cell, part.1 + leads, part.2 + successes);
            below += leads;
        }
        let missing = missing
            .into_iter()
            .map(|(_, (one, two))| (String::new(), one, two));
        let parts: Vec<_> = parts.into_values().chain(missing).collect();
        let parts = parts
            .iter()
            .map(|(cell, one, two)| (cell.as_str(), *one, *two));
        ValueOutcomes::of_parts(place, &told.dictionary, parts)
    };
    assert_eq!(told.of_counts(in_parts), told.of_leads);
}
