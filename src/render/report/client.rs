//! What all writers of the client edition share.

use super::theme::Theme;
use crate::report::client::Document;

/// The document without the chapters that the theme leaves out.
pub(super) fn shown(document: &Document, theme: &Theme) -> Document {
    let mut document = document.clone();
    let is_shown = |id: &&str| !theme.without.contains(id);
    document.chapters.retain(|chapter| is_shown(&chapter.id));
    document
}
