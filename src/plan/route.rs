//! Where in a plan: `segments[0].qualifiers.stable`.

use std::fmt;

/// A way through a plan from its root to a value. Flags name a route; the document finds the place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Route(Vec<Step>);

/// One step of a route.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into a mapping, by its key.
    Key(String),
    /// Into a list, by its place from 0.
    Item(usize),
}

impl Route {
    /// The plan itself.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The way to a segment.
    #[must_use]
    pub fn segment(id: super::SegmentId) -> Self {
        Self::root().key("segments").item(id.0)
    }

    /// One step further, into a mapping.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// One step further, into a list.
    #[must_use]
    pub fn item(mut self, place: usize) -> Self {
        self.0.push(Step::Item(place));
        self
    }

    /// The steps, from the root.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if place == 0 => write!(out, "{key}")?,
                Step::Key(key) => write!(out, ".{key}")?,
                Step::Item(item) => write!(out, "[{item}]")?,
            }
        }
        Ok(())
    }
}
