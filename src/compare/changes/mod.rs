//! What two plans say differently.

mod plan;
mod segment;

pub(super) use plan::of_plan;
pub(super) use segment::of_segment;

use super::Class;
use crate::yaml::{Source, comments};

/// One thing that two plans say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing it is.
    pub class: Class,
    /// What it is called in the plan: `impact`, `where`, `order.by`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What the old plan says, in words; `None` if it says nothing of it, or nothing short.
    pub from: Option<String>,
    /// What the new plan says.
    pub to: Option<String>,
}

impl Change {
    /// In words: `Impact 7 → 8`; only its name where neither plan says it shortly.
    pub fn in_words(&self) -> String {
        match (&self.from, &self.to) {
            (Some(from), None) if self.class == Class::Pins => format!("no longer pinned {from}"),
            (None, Some(to)) if self.class == Class::Pins => format!("pinned {to}"),
            (Some(from), Some(to)) => format!("{} {from} → {to}", self.name),
            (None, Some(to)) => format!("{} {to} (new)", self.name),
            (Some(from), None) => format!("{} {from} (gone)", self.name),
            (None, None) => self.name.clone(),
        }
    }
}

/// What two texts of plans differ in by their comments alone; `None` if these are the same.
pub fn of_comments(old: &Source, new: &Source) -> Option<Change> {
    let (olds, news) = (comments(old), comments(new));
    let missing = |from: &[&str], to: &[&str]| {
        let mut rest = to.to_vec();
        let mut missing = 0;
        for one in from {
            match rest.iter().position(|other| other == one) {
                Some(place) => {
                    rest.swap_remove(place);
                }
                None => missing += 1,
            }
        }
        missing
    };
    let counts = [
        (missing(&news, &olds), "new"),
        (missing(&olds, &news), "gone"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    (!told.is_empty()).then(|| Change {
        class: Class::Remark,
        key: "#".to_owned(),
        name: format!("comments ({})", told.join(", ")),
        from: None,
        to: None,
    })
}

/// Collects what differs.
struct Changes(Vec<Change>);

impl Changes {
    /// What plans say in so many words.
    pub(super) fn told(
        &mut self,
        class: Class,
        (key, name): (&str, &str),
        from: Option<String>,
        to: Option<String>,
    ) {
        if from != to {
            self.0.push(Change {
                class,
                key: key.to_owned(),
                name: name.to_owned(),
                from,
                to,
            });
        }
    }

    /// What is too long to tell.
    pub(super) fn named(&mut self, class: Class, (key, name): (&str, &str), differs: bool) {
        if differs {
            self.0.push(Change {
                class,
                key: key.to_owned(),
                name: name.to_owned(),
                from: None,
                to: None,
            });
        }
    }
}
