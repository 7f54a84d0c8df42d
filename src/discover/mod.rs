//! What goes with an outcome, and with a high value, in a lead table without a plan; and groups of leads
//! that could be segments.
//!
//! Everything is counted on the leads of a [`LeadSample`]: all of a table up to 200,000 leads, a random
//! sample of a larger one. What goes with an outcome follows from counts alone, too, which a warehouse
//! answers ([`ValueOutcomes`]). docs/method.md describes the methods.

#[cfg(doc)]
use crate::profile::LeadSample;

mod balance;
mod bits;
mod concentration;
mod contrast;
mod dictionary;
mod groups;
mod halves;
mod leads;
mod subgroups;
#[cfg(test)]
mod tests;
mod value_outcomes;

pub use balance::{Imbalance, answers_of_plan, balance};
pub use concentration::{Concentration, concentration};
pub use contrast::{Contrast, GroupContrast, Leak, compared_columns, contrast, contrast_of_counts};
pub use dictionary::{Dictionary, columns_of};
pub use halves::found_in;
pub use leads::Leads;
pub use subgroups::{Proposal, Proposals, proposals};
pub use value_outcomes::ValueOutcomes;
