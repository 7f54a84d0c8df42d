//! One invented lead: who it is, what it did, and whether it became an opportunity.

use jiff::civil::{Date, date};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

/// A list of leads, as it is exported.
#[derive(Clone, Copy)]
pub(crate) struct List {
    /// Leads were created on this day or up to `span` days later.
    first: Date,
    span: u64,
    /// The day of the export.
    pub(crate) exported: Date,
}

/// The list of the first quarter.
pub(crate) const THIS_QUARTER: List = List {
    first: date(2025, 10, 1),
    span: 459,
    exported: date(2027, 1, 4),
};
/// The list of the quarter before, when its messages went out.
pub(crate) const LAST_QUARTER: List = List {
    first: date(2025, 9, 8),
    span: 388,
    exported: date(2026, 10, 1),
};

/// Leads younger than this have no outcome yet.
const UNDECIDED_DAYS: i32 = 14;

/// One row of the table.
#[derive(Clone)]
pub(crate) struct Lead {
    pub(crate) id: String,
    pub(crate) created_on: Date,
    pub(crate) country: Option<&'static str>,
    pub(crate) industry: Option<&'static str>,
    pub(crate) employees: Employees,
    pub(crate) role: Option<&'static str>,
    pub(crate) stage: &'static str,
    pub(crate) source: &'static str,
    pub(crate) visits: u64,
    pub(crate) last_visit: Option<Date>,
    pub(crate) email_opt_in: Option<bool>,
    pub(crate) is_competitor: bool,
    pub(crate) deal_value: Option<f64>,
    pub(crate) converted: Option<bool>,
}

/// What the form says about the size of the company.
#[derive(Clone, Copy)]
pub(crate) enum Employees {
    Count(u64),
    Unknown,
    Empty,
}

const COUNTRIES: &[(Option<&str>, f64)] = &[
    (Some("Germany"), 26.0),
    (Some("United Kingdom"), 16.0),
    (Some("Netherlands"), 13.0),
    (Some("France"), 12.0),
    (Some("United States"), 10.0),
    (Some("Poland"), 8.0),
    (Some("Austria"), 6.0),
    (Some("Sweden"), 5.0),
    (None, 4.0),
];

const INDUSTRIES: &[(Option<&str>, f64)] = &[
    (Some("Manufacturing"), 31.0),
    (Some("Retail"), 15.0),
    (Some("Software"), 13.0),
    (Some("Healthcare"), 12.0),
    (Some("Logistics"), 12.0),
    (Some("Food and beverage"), 9.0),
    (Some("Select"), 5.0),
    (None, 3.0),
];

const ROLES: &[(Option<&str>, f64)] = &[
    (Some("Plant manager"), 14.0),
    (Some("Director, operations"), 11.0),
    (Some("Head of procurement"), 10.0),
    (Some("VP \"digital factory\", EMEA"), 3.0),
    (Some("Managing director"), 8.0),
    (Some("Engineer"), 22.0),
    (Some("Marketing manager"), 8.0),
    (Some("Consultant"), 7.0),
    (Some("Student"), 5.0),
    (Some("Select"), 6.0),
    (None, 6.0),
];

const STAGES: &[(&str, f64)] = &[
    ("awareness", 52.0),
    ("consideration", 27.0),
    ("decision", 13.0),
    ("customer", 8.0),
];

const SOURCES: &[(&str, f64)] = &[
    ("Paid search", 24.0),
    ("Website", 21.0),
    ("Newsletter", 20.0),
    ("Webinar", 13.0),
    ("Referral", 7.0),
    ("Partner", 5.0),
    ("Content syndication", 10.0),
];

impl Lead {
    /// The next lead of the stream.
    pub(crate) fn draw(number: u64, list: List, stream: &mut ChaCha8Rng) -> Self {
        let created_on = days_after(list.first, below(stream, list.span));
        let source = source(created_on, stream);
        let visits = visits(source, stream);
        let mut lead = Self {
            id: format!("L-{number:07}"),
            created_on,
            country: pick(stream, COUNTRIES),
            industry: pick(stream, INDUSTRIES),
            employees: employees(stream),
            role: pick(stream, ROLES),
            stage: pick(stream, STAGES),
            source,
            visits,
            last_visit: last_visit((created_on, list.exported), visits, stream),
            email_opt_in: opt_in(source, stream),
            is_competitor: chance(stream, 0.015),
            deal_value: None,
            converted: None,
        };
        lead.deal_value = lead.deal_value(stream);
        let converts = chance(stream, lead.propensity());
        lead.converted =
            (days_between(created_on, list.exported) >= UNDECIDED_DAYS).then_some(converts);
        lead
    }

    /// The probability that it became an opportunity. Large manufacturers, of whom everyone
    /// expects most, do no better than the rest; guests of webinars do.
    pub(crate) fn propensity(&self) -> f64 {
        let source = match self.source {
            "Webinar" => 2.1,
            "Referral" => 2.6,
            "Trade fair" => 0.5,
            "Content syndication" => 0.6,
            _ => 1.0,
        };
        let stage = match self.stage {
            "awareness" => 0.7,
            "decision" => 1.8,
            _ => 1.0,
        };
        let role = match self.role {
            Some("Student") => 0.1,
            Some("Consultant") => 0.5,
            Some("Engineer" | "Marketing manager") | None => 1.0,
            Some(_) => 1.25,
        };
        let firm = match (self.industry, self.employees) {
            (Some("Healthcare"), Employees::Count(301..=1500)) => 2.0,
            (Some("Manufacturing"), Employees::Count(1501..)) => 0.9,
            (Some("Retail"), _) => 0.8,
            _ => 1.0,
        };
        let visits = if self.visits >= 6 { 1.7 } else { 0.9 };
        f64::min(0.027 * source * stage * role * firm * visits, 0.6)
    }

    /// What a deal would be worth, known once somebody has talked with the lead.
    pub(crate) fn deal_value(&self, stream: &mut ChaCha8Rng) -> Option<f64> {
        let known = chance(stream, 0.9);
        let noise = 0.4 + 1.6 * share(stream);
        let staff = match self.employees {
            Employees::Count(count) => count as f64,
            Employees::Unknown | Employees::Empty => 60.0,
        };
        let value = 2500.0 * staff.sqrt().min(60.0) * noise;
        (known && self.stage != "awareness").then(|| (value * 2.0).round() / 2.0)
    }
}

/// Trade fairs are in March and October; at other times nobody comes from them.
fn source(created_on: Date, stream: &mut ChaCha8Rng) -> &'static str {
    let at_fair = matches!(created_on.month(), 3 | 10) && chance(stream, 0.45);
    let elsewhere = pick(stream, SOURCES);
    if at_fair { "Trade fair" } else { elsewhere }
}

/// Guests of webinars come back often, others now and then.
pub(crate) fn visits(source: &str, stream: &mut ChaCha8Rng) -> u64 {
    let mean = if source == "Webinar" { 11.0 } else { 2.2 };
    (-(1.0 - share(stream)).ln() * mean) as u64
}

pub(crate) fn last_visit(
    (created_on, exported): (Date, Date),
    visits: u64,
    stream: &mut ChaCha8Rng,
) -> Option<Date> {
    let age = days_between(created_on, exported).max(1) as u64;
    let (any, place) = (share(stream), share(stream));
    let within = |days: u64| (place * days as f64) as u64;
    match visits {
        0 if any < 0.3 || age <= 30 => None,
        0 => Some(days_after(created_on, within(age - 30))),
        _ => Some(days_after(created_on, age - 1 - within(age.min(30)))),
    }
}

/// Cards collected at a fair seldom come with a permission to write.
fn opt_in(source: &str, stream: &mut ChaCha8Rng) -> Option<bool> {
    let (answered, given) = (chance(stream, 0.95), share(stream));
    let willing = if source == "Trade fair" { 0.31 } else { 0.76 };
    answered.then_some(given < willing)
}

fn employees(stream: &mut ChaCha8Rng) -> Employees {
    let (kind, size) = (share(stream), share(stream));
    let within = |low: f64, high: f64| Employees::Count((low * (high / low).powf(size)) as u64);
    match kind {
        kind if kind < 0.54 => within(1.0, 301.0),
        kind if kind < 0.83 => within(301.0, 1501.0),
        kind if kind < 0.95 => within(1501.0, 60_000.0),
        kind if kind < 0.98 => Employees::Unknown,
        _ => Employees::Empty,
    }
}

fn days_after(day: Date, days: u64) -> Date {
    let days = jiff::Span::new().days(i64::try_from(days).unwrap_or(0));
    day.checked_add(days).unwrap_or(day)
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn pick<T: Copy>(stream: &mut ChaCha8Rng, shares: &[(T, f64)]) -> T {
    let whole: f64 = shares.iter().map(|(_, weight)| weight).sum();
    let mut left = share(stream) * whole;
    for (value, weight) in shares {
        left -= weight;
        if left < 0.0 {
            return *value;
        }
    }
    shares[shares.len() - 1].0
}

pub(crate) fn chance(stream: &mut ChaCha8Rng, probability: f64) -> bool {
    share(stream) < probability
}

fn below(stream: &mut ChaCha8Rng, end: u64) -> u64 {
    (share(stream) * end as f64) as u64
}

/// A number from 0 up to 1, with 53 bits.
fn share(stream: &mut ChaCha8Rng) -> f64 {
    (stream.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}
