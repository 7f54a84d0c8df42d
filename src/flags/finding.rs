//! What a flag found.

use crate::diagnostic::Severity;
use crate::plan::SegmentId;
use crate::text::Span;
use crate::yaml::Route;

/// One thing that a flag found, as it counts under the plan's policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The flag's name.
    pub flag: &'static str,
    /// How much it matters, by the flag's default or the plan's setting.
    pub severity: Severity,
    /// Why the plan lets it pass, where it does; it is reported all the same and weakens nobody.
    pub allowed: Option<String>,
    /// What was found.
    pub found: Found,
}

/// What a flag says, before the plan's policy is applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Whom it is about: nobody for a finding about the plan, two for a pair.
    pub segments: Vec<SegmentId>,
    /// What is so, in one sentence with the figures, without a final stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Where in the plan.
    pub route: Route,
    /// Which part of the text at that place, in bytes; the whole where none is named.
    pub within: Option<Span>,
}

impl Found {
    /// Something about the plan as a whole.
    #[must_use]
    pub fn in_plan(route: Route, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            segments: Vec::new(),
            message: message.into(),
            help: help.into(),
            route,
            within: None,
        }
    }

    /// Something about one segment.
    #[must_use]
    pub fn about(
        segment: SegmentId,
        route: Route,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            segments: vec![segment],
            ..Self::in_plan(route, message, help)
        }
    }

    /// The same, about one more segment.
    #[must_use]
    pub fn and(mut self, segment: SegmentId) -> Self {
        self.segments.push(segment);
        self
    }

    /// The same, pointing at a part of the text at its route.
    #[must_use]
    pub fn within(mut self, part: Span) -> Self {
        self.within = Some(part);
        self
    }
}

impl Finding {
    /// Whether it makes its segment weak: a warning or an error about that segment alone, not allowed.
    #[must_use]
    pub fn weakens(&self, segment: SegmentId) -> bool {
        self.severity >= Severity::Warning
            && self.allowed.is_none()
            && self.found.segments == [segment]
    }
}
