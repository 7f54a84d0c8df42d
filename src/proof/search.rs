//! Whether values exist that make formulas true: search with propagation.

use super::classes::ClassSet;
use super::formula::Formula;

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Classes that each variable can have; any choice makes all formulas true.
    Values(Vec<ClassSet>),
    /// There are no such values.
    Nothing,
    /// The steps are used up.
    OutOfSteps,
}

/// Searches values for variables whose classes are `domains` that make all formulas true. A look at
/// a part of a formula is a step; they are taken from `steps`.
pub(super) fn search(domains: Vec<ClassSet>, formulas: &[&Formula], steps: &mut u64) -> Found {
    let mut later = vec![(domains, formulas.to_vec())];
    while let Some((mut domains, open)) = later.pop() {
        let Some(open) = settle(&mut domains, open, steps) else {
            if *steps == 0 {
                return Found::OutOfSteps;
            }
            continue;
        };
        // The shortest choice first: its branches are the fewest.
        let choice = open
            .iter()
            .enumerate()
            .min_by_key(|(_, formula)| match formula {
                Formula::Any(parts) => parts.len(),
                _ => 0,
            });
        let Some((place, Formula::Any(parts))) = choice else {
            return Found::Values(domains);
        };
        let mut rest = open.clone();
        rest.swap_remove(place);
        // Last in, first out: the first part is tried first.
        for part in parts.iter().rev() {
            let mut branch = rest.clone();
            branch.push(part);
            later.push((domains.clone(), branch));
        }
    }
    Found::Nothing
}

/// Narrows the variables until no formula says more, and returns those that are still a choice;
/// `None` if one cannot be true, or the steps are used up, which leaves 0.
fn settle<'f>(
    domains: &mut [ClassSet],
    formulas: Vec<&'f Formula>,
    steps: &mut u64,
) -> Option<Vec<&'f Formula>> {
    let mut open = formulas;
    loop {
        let mut narrowed = false;
        let mut choices = Vec::with_capacity(open.len());
        let mut next = open;
        while let Some(formula) = next.pop() {
            *steps = steps.checked_sub(1)?;
            match formula {
                Formula::All(parts) => next.extend(parts),
                Formula::In(variable, classes) => {
                    let domain = &mut domains[*variable];
                    if !domain.is_within(classes) {
                        domain.keep(classes);
                        narrowed = true;
                        if domain.is_empty() {
                            return None;
                        }
                    }
                }
                Formula::Any(parts) => match only_part(parts, domains, steps)? {
                    Part::Holds => {}
                    Part::One(part) => next.push(part),
                    Part::Several => choices.push(formula),
                },
            }
        }
        if !narrowed {
            return Some(choices);
        }
        open = choices;
    }
}

/// What is left of a choice.
enum Part<'f> {
    /// One part is true already.
    Holds,
    /// All others are false.
    One(&'f Formula),
    Several,
}

/// `None` if all parts are false, or the steps are used up.
fn only_part<'f>(parts: &'f [Formula], domains: &[ClassSet], steps: &mut u64) -> Option<Part<'f>> {
    let mut possible = None;
    let mut several = false;
    for part in parts {
        match value(part, domains, steps) {
            Some(true) => return Some(Part::Holds),
            Some(false) => {}
            None if *steps == 0 => return None,
            None => several |= possible.replace(part).is_some(),
        }
    }
    match possible {
        Some(_) if several => Some(Part::Several),
        Some(part) => Some(Part::One(part)),
        None => None,
    }
}

/// A formula's answer for all values that are left; `None` if it is not the same for all.
fn value(formula: &Formula, domains: &[ClassSet], steps: &mut u64) -> Option<bool> {
    *steps = steps.checked_sub(1)?;
    let (parts, decides) = match formula {
        Formula::In(variable, classes) => {
            let domain = &domains[*variable];
            return match domain.is_within_or_meets(classes) {
                (true, _) => Some(true),
                (_, false) => Some(false),
                _ => None,
            };
        }
        Formula::All(parts) => (parts, false),
        Formula::Any(parts) => (parts, true),
    };
    let mut all = Some(!decides);
    for part in parts {
        match value(part, domains, steps) {
            Some(answer) if answer == decides => return Some(decides),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}
