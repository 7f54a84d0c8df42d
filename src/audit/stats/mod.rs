//! Statistics of counted leads: rates and their intervals, drift over time. They know nothing of
//! plans or tables.

pub mod drift;
pub mod rates;
#[cfg(test)]
mod tests;
