//! Statistics of counted leads: rates and their intervals, sizes of groups, drift over time. They know nothing of
//! plans or tables.

pub mod binomial;
pub mod drift;
pub mod rates;
pub mod spearman;
#[cfg(test)]
mod tests;
