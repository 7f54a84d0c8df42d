//! Ballots: a sheet that each scorer fills in alone, and what filled ones change in a plan.
//!
//! `form` says what a ballot asks, `filled` reads what a sheet answers, `collect` makes an edit of
//! the plan's panel of it, and `pins` makes pins of votes.

#![cfg_attr(
    not(feature = "report"),
    allow(dead_code, reason = "ballots are written with the reports' workbooks")
)]

mod cells;
mod collect;
mod filled;
mod form;
mod pins;
mod table;
pub(crate) mod wording;

pub use cells::ScoreAnswer;
pub use collect::{BallotCount, CollectError, Collected, RefusedCell, collect};
pub use filled::{BallotAnswer, FilledBallot, VoteCast};
pub use form::BallotForm;
pub use wording::Certitude;
