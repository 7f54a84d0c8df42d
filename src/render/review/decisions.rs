//! What a filled-in checklist changes in a plan.

use crate::render::document::Page;
use crate::render::import::changed_lines;
use crate::review::Applied;
use crate::text::words;

/// What was accepted, and the lines that change.
pub(crate) fn decisions(applied: &Applied) -> Page {
    let mut page = Page::titled(&format!(
        "{} accepted, {} declined",
        words::count(applied.accepted, "suggestion"),
        applied.declined
    ));
    for told in &applied.told {
        page.item(format!("{told}."));
    }
    changed_lines(&mut page, &applied.lines);
    page
}
