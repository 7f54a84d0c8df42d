//! Weak candidates and weak plans: what each flag looks for, why it matters and what to do.

mod find;
mod finding;
mod flag;

mod data;
mod definition;
mod missing;
mod order;
mod place;
mod planning;
mod qualifier;
mod same;
mod say;
mod score;
#[cfg(test)]
mod tests;

pub use find::find;
pub use finding::{Finding, Found};
pub use flag::{Facts, Flag, Search};

use std::sync::LazyLock;

use crate::plan::format::flags as spec;

/// Every flag, sorted by name.
pub static ALL: LazyLock<Vec<Flag>> = LazyLock::new(|| {
    let groups = [
        data::FLAGS,
        definition::FLAGS,
        missing::FLAGS,
        order::FLAGS,
        planning::FLAGS,
        qualifier::FLAGS,
        same::FLAGS,
        score::FLAGS,
    ];
    let mut all = groups.concat();
    all.sort_unstable_by_key(|flag| flag.spec.name);
    all
});

/// The flag of this name, written exactly so.
#[must_use]
pub fn named(name: &str) -> Option<&'static Flag> {
    ALL.iter().find(|flag| flag.spec.name == name)
}
