//! Statistics of counted leads: rates and their intervals, drift over time.

pub(super) mod drift;
pub mod rates;
