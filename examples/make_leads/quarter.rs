//! A quarter with messages: a list of leads as they went out, and the same leads when it was over.
//!
//! Three of ten leads were held out. What messages did to the others is known here and nowhere else,
//! so that a review can be checked against it.

use jiff::civil::{Date, date};
use rand_chacha::ChaCha8Rng;
use segplan::resolve::Holdout;

use super::lead::{LAST_QUARTER, Lead, chance, last_visit, visits};

/// The share that was held out, and what the groups were drawn with.
pub(crate) const SHARE: f64 = 0.3;
pub(crate) const SALT: &str = "q4-2026";
/// The day of the second export.
const OVER: Date = date(2027, 1, 4);

/// A lead when the messages went out, and when the quarter was over.
pub(crate) fn draw(number: u64, stream: &mut ChaCha8Rng) -> [Lead; 2] {
    let mut before = Lead::draw(number, LAST_QUARTER, stream);
    // Who has become an opportunity already is on no list.
    before.converted = None;
    let holdout = Holdout::new(SHARE, SALT, false);
    let excluded = before.is_competitor || before.role == Some("Student");
    let has_message = !excluded && !holdout.holds_out(before.id.as_bytes(), "");
    let after = after(before.clone(), has_message, stream);
    [before, after]
}

/// A message brings leads back to the site, so that who fits a segment by its visits is no longer who
/// fitted it.
fn after(mut lead: Lead, has_message: bool, stream: &mut ChaCha8Rng) -> Lead {
    let lift = if has_message { lift(&lead) } else { 1.0 };
    let converts = chance(stream, (base(&lead) * lift).min(0.6));
    let mut now = visits(lead.source, stream);
    if has_message && chance(stream, 0.35) {
        now += 3;
    }
    lead.visits = now;
    lead.last_visit = last_visit((lead.created_on, OVER), now, stream);
    let value = lead.deal_value(stream);
    if converts {
        lead.stage = "decision";
        lead.deal_value = lead.deal_value.or(value);
    }
    lead.converted = Some(converts);
    lead
}

/// The probability of the outcome without a message. Trade fair contacts come forward by themselves.
fn base(lead: &Lead) -> f64 {
    match lead.source {
        "Trade fair" => 0.09,
        _ => lead.propensity(),
    }
}

/// What a message does to it: a call too many costs the firm its trade fair contacts, and helps those
/// who were looking anyway.
fn lift(lead: &Lead) -> f64 {
    match lead.source {
        "Trade fair" => 0.2,
        _ if lead.visits >= 4 => 2.6,
        "Referral" | "Partner" => 1.6,
        _ => 1.5,
    }
}
