//! How many qualifiers are met, and whether that parks the segment.

use super::ParkReason;
use crate::plan::{Qualifier, Qualifiers, QualifyPolicy, Verdict};

/// How many qualifiers are met: yes 1, partly ½; 0 to 5.
pub(crate) fn met(qualifiers: &Qualifiers) -> f64 {
    verdicts(qualifiers).map(Verdict::met).sum()
}

/// How many could be met if every unknown one were a yes; 0 to 5.
pub(crate) fn possible(qualifiers: &Qualifiers) -> f64 {
    let unknown = verdicts(qualifiers).filter(|verdict| *verdict == Verdict::Unknown);
    met(qualifiers) + unknown.count() as f64
}

/// Why the plan's policy parks a segment; empty if it doesn't. Only a "no" to a required
/// qualifier parks, and `at_least` only where it is out of reach.
pub(crate) fn parked(qualifiers: &Qualifiers, policy: &QualifyPolicy) -> Vec<ParkReason> {
    let required = Qualifier::ALL
        .iter()
        .filter(|qualifier| policy.required.contains(qualifier));
    let mut reasons: Vec<ParkReason> = required
        .filter(|qualifier| qualifiers.get(**qualifier).verdict == Verdict::No)
        .map(|qualifier| ParkReason::Lacks(*qualifier))
        .collect();
    if possible(qualifiers) < policy.at_least {
        reasons.push(ParkReason::TooFewQualifiers);
    }
    reasons
}

fn verdicts(qualifiers: &Qualifiers) -> impl Iterator<Item = Verdict> + '_ {
    Qualifier::ALL
        .iter()
        .map(|qualifier| qualifiers.get(*qualifier).verdict)
}
