//! What a flag found.

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::plan::{Document, SegmentId};
use crate::text::Span;
use crate::yaml::Route;

/// One thing that a flag found, with the severity and the allowance that the plan gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The flag's name.
    pub flag: &'static str,
    /// How much it matters, by the flag's default or the plan's setting.
    pub severity: Severity,
    /// The reason, if the plan allows it. An allowed finding is reported but weakens no segment.
    pub allowed: Option<String>,
    /// What was found.
    pub found: Found,
}

/// What a flag says, before the plan's policy is applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The segments it is about: none for a finding about the plan, two for a pair.
    pub segments: Vec<SegmentId>,
    /// What was found, in one sentence with its figures, without a final period.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The place in the plan.
    pub route: Route,
    /// The part of the text at the route, in bytes of the value; `None` for all of it.
    pub within: Option<Span>,
    /// Other places that it speaks of, such as the segment that takes the leads.
    pub also: Vec<OtherPlace>,
    /// What to say of several findings of this kind at once, after their number, where the flag
    /// has kinds that its own words don't tell apart.
    pub several: Option<&'static str>,
    /// The figure alone, for a line about several findings: `18 of 157`; empty if there is none.
    pub figure: String,
}

/// Another place that a finding speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherPlace {
    /// The place in the plan.
    pub route: Route,
    /// The part of the text at the route, in bytes of the value; `None` for all of it.
    pub within: Option<Span>,
    /// What to say there, in a few words.
    pub text: String,
}

impl Found {
    /// A finding about the plan as a whole.
    pub fn in_plan(route: Route, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            segments: Vec::new(),
            message: message.into(),
            help: help.into(),
            route,
            within: None,
            also: Vec::new(),
            several: None,
            figure: String::new(),
        }
    }

    /// A finding about one segment.
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

    /// Adds a segment that the finding is also about.
    #[must_use]
    pub fn and(mut self, segment: SegmentId) -> Self {
        self.segments.push(segment);
        self
    }

    /// Adds the figure that a line about several findings has for this one.
    #[must_use]
    pub fn figure(mut self, figure: impl Into<String>) -> Self {
        self.figure = figure.into();
        self
    }

    /// Points at another place as well.
    #[must_use]
    pub fn also(mut self, route: Route, within: Option<Span>, text: impl Into<String>) -> Self {
        let text = text.into();
        self.also.push(OtherPlace {
            route,
            within,
            text,
        });
        self
    }

    /// Points at a part of the text at the route, in bytes of the value.
    #[must_use]
    pub fn within(mut self, part: Span) -> Self {
        self.within = Some(part);
        self
    }
}

impl Finding {
    /// The finding with its place in the plan's text.
    pub fn diagnostic(&self, document: &Document) -> Diagnostic {
        let found = &self.found;
        let names = found.segments.iter();
        let names = names.map(|id| document.plan.segment(*id).name.clone());
        let label = |route, within, text: &str| Label {
            span: document.locate(route, within),
            text: text.to_owned(),
        };
        let first = label(&found.route, found.within, "");
        let others = found.also.iter();
        let others = others.map(|other| label(&other.route, other.within, &other.text));
        Diagnostic {
            code: self.flag.to_owned(),
            severity: self.severity,
            message: found.message.clone(),
            labels: [first].into_iter().chain(others).collect(),
            help: found.help.clone(),
            allowed: self.allowed.clone(),
            segments: names.collect(),
            route: found.route.to_string(),
        }
    }

    /// Whether it makes its segment weak: a warning or an error about that segment alone, not allowed.
    pub fn weakens(&self, segment: SegmentId) -> bool {
        self.severity >= Severity::Warning
            && self.allowed.is_none()
            && self.found.segments == [segment]
    }
}
