//! Edits of a YAML text that keep everything else byte for byte: comments, order, alignment,
//! quotes, line ends, a byte-order mark and a missing last newline.
//!
//! After each edit the text is read again and must be the old tree plus the change; otherwise
//! there is an error and no text.
//!
//! ```
//! use segplan::plan::format::PLAN;
//! use segplan::yaml::edit::{self, Edit, NewValue};
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
//!     Edit::replace(scores.clone().key("impact"), 10_u64),
//!     Edit::add_key(scores, "ease", 7_u64),
//!     Edit::put(segment.key("panel").key("ana").key("impact"), 9_u64),
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
mod error;
mod example;
mod flow;
mod layout;
mod order;
mod parts;
mod paste;
mod patch;
#[cfg(test)]
mod properties;
mod replace;
mod rewrite;
mod scalar;
mod shared;
#[cfg(test)]
mod tests;
mod value;
mod write;

use super::tree::{self, Node};
use super::{Route, Source};
use change::Change;

pub use error::EditError;
pub use order::KeyOrder;
pub use value::NewValue;

/// One change of a YAML text.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Gives the value at a route another one. Comments inside the old one go with it.
    Replace {
        /// The value that goes.
        at: Route,
        /// The one that comes.
        value: NewValue,
    },
    /// Gives a mapping a key that it does not have.
    AddKey {
        /// The mapping; a key with nothing after it counts as an empty one.
        to: Route,
        /// The new key.
        key: String,
        /// What it holds.
        value: NewValue,
    },
    /// [`Edit::Replace`] where the value is there, else [`Edit::AddKey`], with the mappings around
    /// it that are missing too.
    Put {
        /// Where the value shall be. Items of lists on the way have to be there.
        at: Route,
        /// The value.
        value: NewValue,
    },
    /// Gives an entry of a mapping another key.
    RenameKey {
        /// The entry.
        at: Route,
        /// Its new key.
        key: String,
    },
    /// Gives a list one more item.
    AddItem {
        /// The list; a key with nothing after it counts as an empty one.
        to: Route,
        /// Before which item, from 0; `None` for the end.
        before: Option<usize>,
        /// The item.
        value: NewValue,
    },
    /// Takes an entry out of a mapping, or an item out of a list, with the comment of its own.
    Remove {
        /// What goes.
        at: Route,
    },
}

impl Edit {
    /// An [`Edit::Replace`].
    #[must_use]
    pub fn replace(at: Route, value: impl Into<NewValue>) -> Self {
        let value = value.into();
        Self::Replace { at, value }
    }

    /// An [`Edit::AddKey`].
    #[must_use]
    pub fn add_key(to: Route, key: impl Into<String>, value: impl Into<NewValue>) -> Self {
        let (key, value) = (key.into(), value.into());
        Self::AddKey { to, key, value }
    }

    /// An [`Edit::Put`].
    #[must_use]
    pub fn put(at: Route, value: impl Into<NewValue>) -> Self {
        let value = value.into();
        Self::Put { at, value }
    }

    /// An [`Edit::RenameKey`].
    #[must_use]
    pub fn rename_key(at: Route, key: impl Into<String>) -> Self {
        let key = key.into();
        Self::RenameKey { at, key }
    }

    /// An [`Edit::AddItem`] at the end.
    #[must_use]
    pub fn add_item(to: Route, value: impl Into<NewValue>) -> Self {
        let (before, value) = (None, value.into());
        Self::AddItem { to, before, value }
    }

    /// An [`Edit::Remove`].
    #[must_use]
    pub fn remove(at: Route) -> Self {
        Self::Remove { at }
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
    let mut source = source.clone();
    let mut tree = read(&source)?;
    for edit in edits {
        if let Some(change) = Change::of(&tree, edit, order)? {
            (source, tree) = changed(&source, &tree, &change)?;
        }
    }
    Ok(source.file_text())
}

fn read(source: &Source) -> Result<Node, EditError> {
    let mut problems = Vec::new();
    tree::read(source, &mut problems).ok_or(EditError::Unreadable(problems))
}

/// The text and the tree after one change.
fn changed(source: &Source, tree: &Node, change: &Change) -> Result<(Source, Node), EditError> {
    shared::refuse(source, tree, change)?;
    let edited = source.with_text(rewrite::edited(source.text(), tree, change));
    let wanted = change.applied(tree);
    match read(&edited) {
        Ok(tree) if tree.means_same(&wanted) => Ok((edited, tree)),
        _ => Err(EditError::NotKept {
            route: change.at.clone(),
            lines: paste::new_part(source.text(), tree, change),
        }),
    }
}
