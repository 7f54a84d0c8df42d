//! The plan format as data: which keys there are, what they hold and what they mean. The reader
//! takes its keys from here, and so do the JSON Schema and docs/format.md.

use crate::yaml::edit::KeyOrder;
use crate::yaml::{Route, Step};

pub mod flags;
mod keys;
pub mod schema;

pub use keys::PLAN;
pub(super) use keys::{ATTRIBUTE, BALLOT, JUDGEMENT, SCORER, SEGMENT, THREE_POINT};

/// A group of keys.
#[derive(Debug)]
pub struct Object {
    /// What the group is, for messages: `a segment`.
    pub noun: &'static str,
    /// Its name in the schema.
    pub name: &'static str,
    /// What it is for.
    pub doc: &'static str,
    /// The keys it may have.
    pub keys: &'static [Key],
    /// What keys beyond those mean.
    pub others: Others,
}

/// What keys beyond the listed ones of a group mean.
#[derive(Debug)]
pub enum Others {
    /// A mistake.
    Refused,
    /// A name that people choose, and what it holds.
    Named(Shape),
    /// A flag's name.
    Flags,
}

/// A key of a group.
#[derive(Debug)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// What it means.
    pub doc: &'static str,
    /// Whether it has to be there.
    pub required: bool,
    /// An example as it would be written; empty for none.
    pub example: &'static str,
    /// What counts where the key is left out, as it would be written or in words; empty for nothing.
    pub default: &'static str,
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Any text.
    Text,
    /// A stable name in `lower_snake_case`.
    Name,
    /// A condition on leads.
    Condition,
    /// A day, `2027-01-04`.
    Date,
    /// The code of a currency, three capital letters as in ISO 4217: `EUR`.
    Currency,
    /// `true` or `false`, or `yes` or `no` in any case.
    Boolean,
    /// A number, not below the first and not above the second.
    Number(f64, f64),
    /// A whole number, not below the first.
    Whole(u64),
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// A score: `7`, `7..8`, `{low: 5, likely: 7, high: 9}`.
    Estimate,
    /// A score, or `unknown` in any case: the scorer doesn't know.
    Vote,
    /// `yes`, `partly`, `no` or `unknown`, in any case.
    Verdict,
    /// A verdict, or a group with the verdict and its reason.
    Judgement,
    /// A list.
    List(&'static Shape),
    /// A group of keys.
    Object(&'static Object),
}

impl Object {
    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The group that the steps lead to.
    fn at(&self, steps: &[Step]) -> Option<&Self> {
        let Some((step, rest)) = steps.split_first() else {
            return Some(self);
        };
        let Step::Key(name) = step else {
            return None;
        };
        let shape = match (self.key(name), &self.others) {
            (Some(key), _) => key.shape,
            (None, Others::Named(shape)) => *shape,
            (None, _) => return None,
        };
        match (shape, rest) {
            (Shape::Object(inner), rest) => inner.at(rest),
            (Shape::List(Shape::Object(inner)), [Step::Item(_), rest @ ..]) => inner.at(rest),
            _ => None,
        }
    }
}

/// New keys of a plan stand where the format lists them.
impl KeyOrder for Object {
    fn keys(&self, mapping: &Route) -> Vec<&str> {
        let keys = |object: &Self| object.keys.iter().map(|key| key.name).collect();
        self.at(mapping.steps()).map_or_else(Vec::new, keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_keys_is_known_wherever_a_route_leads() {
        let segment = Route::root().key("segments").item(3);
        let first = |route: &Route| PLAN.keys(route).into_iter().next();
        for (route, key) in [
            (Route::root(), Some("version")),
            (segment.clone(), Some("name")),
            (segment.clone().key("panel").key("ana"), Some("impact")),
            (segment.clone().key("evidence").item(0), Some("kind")),
            (Route::root().key("attributes").key("size"), Some("type")),
            (segment.key("panel"), None),
            (Route::root().key("unknown"), None),
        ] {
            assert_eq!(first(&route), key, "{route}");
        }
    }
}
