//! The bank's plan over 45,211 real contacts, counted a second time: row by row, in plain Rust,
//! with the conditions of plans/bank.yaml written out by hand.
//!
//! The table is not in the repository. It is looked for where `SEGPLAN_BANK` says, else beside
//! the repository; where there is none the tests say so and pass.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::common::{root, segplan};
use serde_json::Value;

const PLAN: &str = "plans/bank.yaml";
const DEFAULT: &str = "statement_insert";
/// Ranked, but without a definition.
const NOT_RESOLVED: &str = "branch_visitors";
/// Has a definition, but is parked.
const PARKED: &str = "in_arrears";

/// A client, as the export has it; none where it says `unknown`.
struct Client {
    age: i64,
    job: Option<String>,
    marital: String,
    education: Option<String>,
    in_default: bool,
    balance: i64,
    housing: bool,
    loan: bool,
    contact: Option<String>,
    month: String,
    campaign: i64,
    pdays: Option<i64>,
    previous: i64,
    poutcome: Option<String>,
    subscribed: bool,
}

/// True, false, or nobody knows.
type Answer = Option<bool>;
type Condition = fn(&Client) -> Answer;

fn and(a: Answer, b: Answer) -> Answer {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(a: Answer, b: Answer) -> Answer {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn is_one_of(text: Option<&String>, words: &[&str]) -> Answer {
    text.map(|text| words.contains(&text.as_str()))
}

/// The segments that can be resolved, in priority order, each with its condition.
const ORDER: [(&str, Condition); 9] = [
    ("subscribed_before", |c| {
        and(
            Some(c.poutcome.is_some()),
            is_one_of(c.poutcome.as_ref(), &["success"]),
        )
    }),
    ("idle_savers", |c| {
        Some(c.balance >= 2000 && !c.housing && !c.loan)
    }),
    ("retired", |c| {
        or(is_one_of(c.job.as_ref(), &["retired"]), Some(c.age >= 60))
    }),
    ("warm_contacts", |c| {
        let lately = c.pdays.map(|days| (1..=185).contains(&days));
        and(lately, Some(c.previous >= 1))
    }),
    ("students", |c| {
        or(is_one_of(c.job.as_ref(), &["student"]), Some(c.age < 25))
    }),
    ("quiet_months", |c| {
        Some(["mar", "sep", "oct", "dec"].contains(&c.month.as_str()))
    }),
    ("graduates_in_charge", |c| {
        and(
            is_one_of(c.education.as_ref(), &["tertiary"]),
            is_one_of(
                c.job.as_ref(),
                &["management", "entrepreneur", "self-employed"],
            ),
        )
    }),
    ("single_office_staff", |c| {
        let office = c
            .job
            .as_ref()
            .map(|job| job.starts_with("admin") || job == "technician");
        and(
            and(Some(c.marital != "married"), office),
            Some(c.balance > 0),
        )
    }),
    ("by_mobile", |c| {
        and(
            is_one_of(c.contact.as_ref(), &["cellular"]),
            Some((25..=59).contains(&c.age)),
        )
    }),
];

fn parked(client: &Client) -> bool {
    client.in_default || client.balance < 0
}

fn excluded(client: &Client) -> bool {
    client.campaign > 12
}

fn reachable(client: &Client) -> bool {
    is_one_of(client.contact.as_ref(), &["cellular", "telephone"]) == Some(true)
}

/// The table's path, or a word on why there is none.
fn table() -> Option<String> {
    let place = std::env::var_os("SEGPLAN_BANK").map_or_else(
        || root().join("../shared/data/bank/bank-full.csv"),
        PathBuf::from,
    );
    if place.is_file() {
        return Some(place.to_str().unwrap().to_owned());
    }
    eprintln!(
        "skipped: no such file {}; SEGPLAN_BANK may name it",
        place.display()
    );
    None
}

fn clients(table: &str) -> Vec<Client> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(table)
        .unwrap();
    let names = reader.headers().unwrap().clone();
    let client = |record: &csv::StringRecord| {
        let cell = |name: &str| {
            let place = names.iter().position(|one| one == name).unwrap();
            record[place].to_owned()
        };
        let known = |name: &str| Some(cell(name)).filter(|text| text != "unknown");
        let number = |name: &str| cell(name).parse::<i64>().unwrap();
        Client {
            age: number("age"),
            job: known("job"),
            marital: cell("marital"),
            education: known("education"),
            in_default: cell("default") == "yes",
            balance: number("balance"),
            housing: cell("housing") == "yes",
            loan: cell("loan") == "yes",
            contact: known("contact"),
            month: cell("month"),
            campaign: number("campaign"),
            pdays: Some(number("pdays")).filter(|days| *days != -1),
            previous: number("previous"),
            poutcome: known("poutcome"),
            subscribed: cell("y") == "yes",
        }
    };
    reader
        .records()
        .map(|record| client(&record.unwrap()))
        .collect()
}

/// The names of the segments that a client fits, in priority order.
fn fits(client: &Client) -> Vec<&'static str> {
    let fitting = ORDER
        .iter()
        .filter(|(_, condition)| condition(client) == Some(true));
    fitting.map(|(name, _)| *name).collect()
}

fn undecided(client: &Client) -> impl Iterator<Item = &'static str> {
    let undecided = ORDER
        .iter()
        .filter(|(_, condition)| condition(client).is_none());
    undecided.map(|(name, _)| *name)
}

/// Counts by name, and by two names.
type Counts = BTreeMap<String, u64>;
type Pairs = BTreeMap<(String, String), u64>;

/// Everything that the audit counts, under the names it has there.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    leads: u64,
    excluded: u64,
    outcomes: u64,
    outcome_unknown: u64,
    covered: u64,
    masks: u64,
    matched: Counts,
    won: Counts,
    shared: Counts,
    outcomes_won: Counts,
    outcomes_matched: Counts,
    unknown: Counts,
    reachable: Counts,
    default: u64,
    default_outcomes: u64,
    default_because_unknown: u64,
    lost: Pairs,
    overlaps: Pairs,
    combinations: BTreeMap<Vec<String>, u64>,
}

impl Tally {
    /// Counts the clients.
    fn of(clients: &[Client]) -> Self {
        let mut tally = Self {
            leads: clients.len() as u64,
            ..Self::default()
        };
        let mut masks = BTreeSet::new();
        for client in clients {
            if excluded(client) {
                tally.excluded += 1;
                continue;
            }
            let fitting = fits(client);
            masks.insert((fitting.clone(), parked(client)));
            tally.add(client, &fitting);
        }
        tally.masks = masks.len() as u64;
        tally
    }

    fn add(&mut self, client: &Client, fitting: &[&str]) {
        let success = u64::from(client.subscribed);
        self.outcomes += success;
        for name in undecided(client) {
            count(&mut self.unknown, name, 1);
        }
        let Some((winner, losers)) = fitting.split_first() else {
            self.default += 1;
            self.default_outcomes += success;
            self.default_because_unknown += u64::from(undecided(client).next().is_some());
            return;
        };
        self.covered += 1;
        count(&mut self.won, winner, 1);
        count(&mut self.outcomes_won, winner, success);
        count(&mut self.reachable, winner, u64::from(reachable(client)));
        for (place, name) in fitting.iter().enumerate() {
            count(&mut self.matched, name, 1);
            count(&mut self.outcomes_matched, name, success);
            count(&mut self.shared, name, u64::from(!losers.is_empty()));
            for lower in &fitting[place + 1..] {
                *self.overlaps.entry(pair(name, lower)).or_default() += 1;
            }
        }
        for loser in losers {
            *self.lost.entry(pair(loser, winner)).or_default() += 1;
        }
        let set = fitting.iter().map(ToString::to_string).collect();
        *self.combinations.entry(set).or_default() += 1;
    }

    /// Takes the same figures out of the audit.
    fn told_by(audit: &Value) -> Self {
        let mut tally = Self {
            leads: number(&audit["leads"]),
            excluded: number(&audit["excluded"]),
            outcomes: number(&audit["outcomes"]),
            outcome_unknown: number(&audit["outcome_unknown"]),
            covered: number(&audit["covered"]),
            masks: number(&audit["masks"]),
            default: number(&audit["default"]["leads"]),
            default_outcomes: number(&audit["default"]["outcomes"]),
            default_because_unknown: number(&audit["default"]["because_unknown"]),
            ..Self::default()
        };
        for segment in list(&audit["segments"]) {
            let name = text(&segment["segment"]);
            count(&mut tally.matched, name, number(&segment["matched"]));
            count(&mut tally.won, name, number(&segment["won"]));
            count(&mut tally.shared, name, number(&segment["shared"]));
            count(&mut tally.outcomes_won, name, number(&segment["outcomes"]));
            count(
                &mut tally.outcomes_matched,
                name,
                number(&segment["matched_outcomes"]),
            );
            count(&mut tally.reachable, name, number(&segment["reachable"]));
            if segment["unknown"] != 0 {
                count(&mut tally.unknown, name, number(&segment["unknown"]));
            }
            for loss in list(&segment["lost_to"]) {
                let key = pair(name, text(&loss["segment"]));
                assert_eq!(tally.lost.insert(key, number(&loss["leads"])), None);
            }
        }
        for overlap in list(&audit["overlaps"]) {
            let key = pair(text(&overlap["a"]), text(&overlap["b"]));
            assert_eq!(tally.overlaps.insert(key, number(&overlap["leads"])), None);
        }
        for combination in list(&audit["combinations"]) {
            let names = list(&combination["segments"]).iter().map(text);
            let set = names.map(str::to_owned).collect();
            let leads = number(&combination["leads"]);
            assert_eq!(tally.combinations.insert(set, leads), None);
        }
        tally
    }
}

fn count(counts: &mut Counts, name: &str, more: u64) {
    *counts.entry(name.to_owned()).or_default() += more;
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a count: {value}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("a name: {value}"))
}

fn list(value: &Value) -> &Vec<Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("a list: {value}"))
}

#[track_caller]
fn close(value: &Value, expected: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expected).abs() < 1e-12, "{value} for {expected}");
}

fn audit(table: &str) -> Value {
    segplan(&["audit", PLAN, table, "--format", "json"])
        .code(0)
        .json()
}

#[test]
fn every_count_is_the_one_that_reading_row_by_row_gives() {
    let Some(table) = table() else { return };
    let expected = Tally::of(&clients(&table));
    let audit = audit(&table);
    assert_eq!(Tally::told_by(&audit), expected);
    assert_eq!(audit["schema"], "segplan/audit/v1");
    assert_eq!(audit["default"]["segment"], DEFAULT);
    assert_eq!(audit["not_resolved"], serde_json::json!([NOT_RESOLVED]));
    let told: Vec<&str> = list(&audit["segments"])
        .iter()
        .map(|segment| text(&segment["segment"]))
        .collect();
    assert_eq!(told, ORDER.map(|(name, _)| name));
    assert!(!told.contains(&PARKED));
}

#[test]
fn shares_follow_from_the_counts() {
    let Some(table) = table() else { return };
    let expected = Tally::of(&clients(&table));
    let audit = audit(&table);
    let share = |part: u64, whole: u64| part as f64 / whole as f64;
    let all = expected.leads - expected.excluded;
    for (place, segment) in list(&audit["segments"]).iter().enumerate() {
        let name = text(&segment["segment"]);
        assert_eq!(number(&segment["priority"]), place as u64 + 1);
        let (won, outcomes) = (expected.won[name], expected.outcomes_won[name]);
        let rate = share(outcomes, won);
        let rest = share(expected.outcomes - outcomes, all - won);
        close(&segment["rate"], rate);
        close(&segment["difference"], rate - rest);
        close(
            &segment["matched_rate"],
            share(expected.outcomes_matched[name], expected.matched[name]),
        );
    }
    for overlap in list(&audit["overlaps"]) {
        let (a, b) = (text(&overlap["a"]), text(&overlap["b"]));
        let both = expected.overlaps[&pair(a, b)];
        let sizes = (expected.matched[a], expected.matched[b]);
        close(&overlap["jaccard"], share(both, sizes.0 + sizes.1 - both));
        close(&overlap["containment"], share(both, sizes.0.min(sizes.1)));
    }
}

/// A row of what `resolve` writes: key, segment, priority, and the others that fit.
fn resolved(place: usize, client: &Client) -> [String; 4] {
    let key = (place + 1).to_string();
    let fitting = fits(client);
    match fitting.split_first() {
        _ if excluded(client) => [key, String::new(), String::new(), String::new()],
        None => [key, DEFAULT.to_owned(), String::new(), String::new()],
        Some((winner, others)) => {
            let rank = ORDER.iter().position(|(name, _)| name == winner).unwrap() + 1;
            let also = others.join(";");
            [key, (*winner).to_owned(), rank.to_string(), also]
        }
    }
}

#[test]
fn every_client_gets_the_first_segment_that_fits() {
    let Some(table) = table() else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("resolved.csv");
    let out = out.to_str().unwrap();
    segplan(&["resolve", PLAN, &table, "-o", out]).code(0);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(out)
        .unwrap();
    let written: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let clients = clients(&table);
    assert_eq!(written.len(), clients.len());
    for (place, (row, client)) in written.iter().zip(&clients).enumerate() {
        assert_eq!(*row, resolved(place, client), "row {}", place + 1);
    }
}
