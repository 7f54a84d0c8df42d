//! Edits of a YAML text that keep everything else byte for byte: comments, order, alignment,
//! quotes, line ends, a byte-order mark and a missing last newline.
//!
//! After each edit the text is read again and must be the old tree plus the change; otherwise
//! there is an error and no text.
//!
//! Values to write are [`Node`]s without places: texts, numbers ([`Node::bare`]), lists and mappings.
//!
//! ```
//! # use segplan_base as segplan;
//! use segplan::plan::format::PLAN;
//! use segplan::yaml::edit::{self, Edit};
//! use segplan::yaml::{Route, Source};
//!
//! let text = "\
//! title: Q1 nurture   # the board's wording
//! segments:
//!   - name: plant_managers
//!     scores: {impact: 8, confidence: 6}  # workshop
//!     qualifiers: {stable: yes}
//! ";
//! let segment = Route::root().key("segments").item(0);
//! let scores = segment.clone().key("scores");
//! let edits = [
//!     Edit::Replace(scores.clone().key("impact"), 10_u64.into()),
//!     Edit::AddKey(scores, "ease".to_owned(), 7_u64.into()),
//!     Edit::Put(segment.key("panel").key("ana").key("impact"), 9_u64.into()),
//! ];
//! let edited = edit::apply(&Source::new("q1.yaml", text), &edits, &PLAN)?;
//! assert_eq!(edited, "\
//! title: Q1 nurture   # the board's wording
//! segments:
//!   - name: plant_managers
//!     scores: {impact: 10, confidence: 6, ease: 7}  # workshop
//!     panel:
//!       ana: {impact: 9}
//!     qualifiers: {stable: yes}
//! ");
//! # Ok::<(), edit::EditError>(())
//! ```

mod block;
mod change;
mod example;
mod flow;
mod layout;
mod lines;
mod parts;
mod patch;
mod refuse;
mod replace;
mod rewrite;
mod scalar;
#[cfg(test)]
mod tests;
mod value;
mod write;

pub use scalar::bare_or_quoted;

use super::tree::{self, Node};
use super::{Route, Source};
use change::TreeChange;

pub use lines::{ChangedLines, changed_lines};
pub use refuse::EditError;

/// One change of a YAML text. A key with nothing after it counts as an empty mapping or list.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Gives the value at a route another one. Comments inside the old one go with it.
    Replace(Route, Node),
    /// Gives the mapping at a route a key that it does not have, with a value.
    AddKey(Route, String, Node),
    /// [`Edit::Replace`] where the value is there, else [`Edit::AddKey`], with the mappings around
    /// it that are missing too. Items of lists on the way have to be there.
    Put(Route, Node),
    /// Gives the entry at a route another key.
    RenameKey(Route, String),
    /// Gives the list at a route one more item: before another, counted from 0, or at the end.
    AddItem(Route, Option<usize>, Node),
    /// Removes an entry of a mapping or an item of a list, with the comment that belongs to it.
    Remove(Route),
}

/// In which order the keys of a format stand.
pub trait KeyOrder {
    /// The keys that the mapping at a route may have, first to last; others are written last.
    fn keys(&self, mapping: &Route) -> Vec<&str>;
}

/// No order: a new key is written last.
impl KeyOrder for () {
    fn keys(&self, _: &Route) -> Vec<&str> {
        Vec::new()
    }
}

/// The text of a file after some edits, each of which sees what the ones before it left, so that
/// the routes of later edits count the items added and removed by earlier ones.
///
/// Values that are there already change nothing. Reads the text once per edit: O(edits × length).
///
/// # Errors
/// The first edit that cannot be made; nothing is changed then.
pub fn apply(source: &Source, edits: &[Edit], order: &dyn KeyOrder) -> Result<String, EditError> {
    Ok(edited(source, edits, order)?.file_text())
}

/// The same file after some edits, see [`edited`], and the lines that they change.
///
/// # Errors
/// The first edit that cannot be made; nothing is changed then.
pub fn applied(
    source: &Source,
    edits: &[Edit],
    order: &dyn KeyOrder,
) -> Result<(Source, Vec<ChangedLines>), EditError> {
    let edited = edited(source, edits, order)?;
    let lines = changed_lines(source.text(), edited.text());
    Ok((edited, lines))
}

/// The same file after some edits, see [`apply`].
///
/// # Errors
/// The first edit that cannot be made; nothing is changed then.
pub fn edited(source: &Source, edits: &[Edit], order: &dyn KeyOrder) -> Result<Source, EditError> {
    let mut source = source.clone();
    let mut tree = read(&source)?;
    for edit in edits {
        if let Some(change) = TreeChange::of(&tree, edit, order)? {
            (source, tree) = changed(&source, &tree, &change)?;
        }
    }
    Ok(source)
}

fn read(source: &Source) -> Result<Node, EditError> {
    let mut problems = Vec::new();
    tree::read(source, &mut problems).ok_or(EditError::Unreadable(problems))
}

/// The text and the tree after one change.
fn changed(source: &Source, tree: &Node, change: &TreeChange) -> Result<(Source, Node), EditError> {
    refuse::refuse(source, tree, change)?;
    let edited = source.with_text(rewrite::edited(source.text(), tree, change));
    let wanted = change.applied(tree);
    match read(&edited) {
        Ok(tree) if tree.means_same(&wanted) => Ok((edited, tree)),
        _ => Err(EditError::NotKept {
            route: change.subject.clone(),
            lines: refuse::lines_to_paste(source.text(), tree, change, &change.subject),
        }),
    }
}
