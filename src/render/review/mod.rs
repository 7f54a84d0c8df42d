//! What a quarter's leads say of a plan, for people and as JSON, `segplan/review/v1`.

mod confidence;
mod decisions;
pub(crate) mod design;
mod json;
mod summary;
mod tables;

use super::document::Page;
use crate::audit::Audit;
use crate::discover::Imbalance;
use crate::resolve::AssignedCounts;
use crate::review::Review;
use crate::study::Study;

pub(crate) use decisions::decisions;
pub(crate) use json::json;

/// A review and what it rests on.
pub(crate) struct Reviewing<'a> {
    pub(crate) study: &'a Study,
    pub(crate) audit: &'a Audit,
    pub(crate) review: &'a Review,
    /// Where the leads come from, in words.
    pub(crate) source: &'a str,
    /// The table of an earlier run, and its leads that were looked up.
    pub(crate) assigned: Option<(&'a str, &'a AssignedCounts)>,
    /// Attributes in which the groups differ; `None` if they were not compared.
    pub(crate) imbalances: Option<&'a [Imbalance]>,
    /// The share that was to be held out, where it is known.
    pub(crate) share: Option<f64>,
    /// Whether everything is told, not just what fits a screen.
    pub(crate) verbose: bool,
}

/// The page for people: the answer, goals, ranks planned and found, what messages did.
pub(crate) fn page(reviewing: &Reviewing<'_>) -> Page {
    let mut page = Page::titled(&reviewing.study.plan().title);
    for line in summary::lines(reviewing) {
        page.line(line);
    }
    tables::goals(&mut page, reviewing);
    tables::ranks(&mut page, reviewing);
    tables::uplift(&mut page, reviewing);
    confidence::sections(&mut page, reviewing);
    confidence::stability(&mut page, reviewing);
    confidence::groups(&mut page, reviewing);
    page
}
