//! What an edit comes to in a given tree, and the tree after it.

use super::{Edit, EditError, KeyOrder};
use crate::yaml::{Entry, Node, Route, Step, Value};

/// An edit of a given tree, which can be made.
#[derive(Debug)]
pub(super) struct TreeChange {
    /// The value that is replaced, or the mapping or list that changes.
    pub(super) at: Route,
    /// The value that the change is about: new, replaced or removed.
    pub(super) subject: Route,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    Replace(Node),
    /// A new entry with its key, or a new item, before the one at a place or behind the last.
    Insert(usize, Option<String>, Node),
    Rename(usize, String),
    Remove(usize),
}

impl TreeChange {
    /// What an edit changes; `None` where all is so already.
    pub(super) fn of(
        tree: &Node,
        edit: &Edit,
        order: &dyn KeyOrder,
    ) -> Result<Option<Self>, EditError> {
        match edit {
            Edit::Replace(at, value) => {
                let same = there(tree, at)?.means_same(value);
                let replaced = || Self::new(at, at, What::Replace(value.clone()));
                Ok((!same).then(replaced))
            }
            Edit::AddKey(to, key, value) => add_key(tree, to, key, value, order).map(Some),
            Edit::Put(at, value) => put(tree, at, value, order),
            Edit::RenameKey(at, key) => rename(tree, at, key),
            Edit::AddItem(to, before, value) => add_item(tree, to, *before, value).map(Some),
            Edit::Remove(at) => {
                let Some((around, step)) = at.split_last() else {
                    return Err(wrong_kind(at, tree, "a key or an item"));
                };
                let place = place(tree, &around, step)?;
                Ok(Some(Self::new(&around, at, What::Remove(place))))
            }
        }
    }

    fn new(at: &Route, subject: &Route, what: What) -> Self {
        let (at, subject) = (at.clone(), subject.clone());
        Self { at, subject, what }
    }

    /// The tree after the change; what is new has no places.
    pub(super) fn applied(&self, tree: &Node) -> Node {
        let mut tree = tree.clone();
        let Some(node) = tree.at_mut(&self.at) else {
            return tree;
        };
        match (&self.what, &mut node.value) {
            (What::Replace(new), old) => old.clone_from(&new.value),
            (What::Insert(place, Some(key), value), Value::Map(entries)) => {
                entries.insert(*place, Entry::new(key, value.clone()));
            }
            (What::Insert(place, None, value), Value::List(items)) => {
                items.insert(*place, value.clone());
            }
            (What::Rename(place, key), Value::Map(entries)) => {
                entries[*place].key.clone_from(key);
            }
            (What::Remove(place), Value::Map(entries)) => {
                entries.remove(*place);
            }
            (What::Remove(place), Value::List(items)) => {
                items.remove(*place);
            }
            _ => {}
        }
        tree
    }
}

fn there<'n>(tree: &'n Node, route: &Route) -> Result<&'n Node, EditError> {
    tree.at(route)
        .ok_or_else(|| EditError::NotThere(route.clone()))
}

/// The place of an entry or item in the mapping or list around it.
fn place(tree: &Node, around: &Route, step: &Step) -> Result<usize, EditError> {
    let place = tree
        .at(around)
        .and_then(|around| match (step, &around.value) {
            (Step::Key(key), Value::Map(entries)) => entries.iter().position(|one| one.key == *key),
            (Step::Item(place), Value::List(items)) => (*place < items.len()).then_some(*place),
            _ => None,
        });
    let gone = || around.steps().iter().chain([step]).cloned().collect();
    place.ok_or_else(|| EditError::NotThere(gone()))
}

fn wrong_kind(route: &Route, node: &Node, needed: &'static str) -> EditError {
    EditError::WrongKind {
        route: route.clone(),
        found: node.kind(),
        needed,
    }
}

fn add_key(
    tree: &Node,
    to: &Route,
    key: &str,
    value: &Node,
    order: &dyn KeyOrder,
) -> Result<TreeChange, EditError> {
    let node = there(tree, to)?;
    if node.is_blank() {
        let group = Node::map([(key, value.clone())]);
        return Ok(TreeChange::new(to, to, What::Replace(group)));
    }
    let Value::Map(entries) = &node.value else {
        return Err(wrong_kind(to, node, "a group of keys"));
    };
    let subject = to.clone().key(key);
    is_free(node, key, &subject)?;
    let place = place_of(key, entries, &order.keys(to));
    let what = What::Insert(place, Some(key.to_owned()), value.clone());
    Ok(TreeChange::new(to, &subject, what))
}

/// The place of a new key: after the neighbor that comes closest before it in the format.
fn place_of(key: &str, entries: &[Entry], keys: &[&str]) -> usize {
    let rank = |key: &str| keys.iter().position(|known| *known == key);
    let Some(own) = rank(key) else {
        return entries.len();
    };
    let ranks = || entries.iter().map(|entry| rank(&entry.key)).enumerate();
    let before =
        ranks().filter_map(|(place, rank)| Some((rank.filter(|rank| *rank < own)?, place)));
    if let Some((_, place)) = before.max() {
        return place + 1;
    }
    let after = ranks().find(|(_, rank)| rank.is_some());
    after.map_or(entries.len(), |(place, _)| place)
}

fn is_free(map: &Node, key: &str, route: &Route) -> Result<(), EditError> {
    match map.get(key) {
        Some(_) => Err(EditError::KeyThere(route.clone())),
        None => Ok(()),
    }
}

fn put(
    tree: &Node,
    at: &Route,
    value: &Node,
    order: &dyn KeyOrder,
) -> Result<Option<TreeChange>, EditError> {
    if tree.at(at).is_some() {
        return TreeChange::of(tree, &Edit::Replace(at.clone(), value.clone()), order);
    }
    let Some((map, Step::Key(key))) = at.split_last() else {
        return Err(EditError::NotThere(at.clone()));
    };
    if tree.at(&map).is_some() {
        return add_key(tree, &map, key, value, order).map(Some);
    }
    let group = Node::map([(key, value.clone())]);
    put(tree, &map, &group, order)
}

fn rename(tree: &Node, at: &Route, new: &str) -> Result<Option<TreeChange>, EditError> {
    let Some((around, step @ Step::Key(old))) = at.split_last() else {
        return Err(EditError::NotThere(at.clone()));
    };
    let place = place(tree, &around, step)?;
    if old == new {
        return Ok(None);
    }
    is_free(there(tree, &around)?, new, &around.clone().key(new))?;
    let what = What::Rename(place, new.to_owned());
    Ok(Some(TreeChange::new(&around, at, what)))
}

fn add_item(
    tree: &Node,
    to: &Route,
    before: Option<usize>,
    value: &Node,
) -> Result<TreeChange, EditError> {
    let node = there(tree, to)?;
    let items: &[Node] = match &node.value {
        Value::List(items) => items,
        _ if node.is_blank() => &[],
        _ => return Err(wrong_kind(to, node, "a list")),
    };
    let place = before.unwrap_or(items.len());
    let subject = to.clone().item(place);
    if place > items.len() {
        return Err(EditError::NotThere(subject));
    }
    Ok(match node.is_blank() {
        true => TreeChange::new(to, to, What::Replace(Node::list([value.clone()]))),
        false => TreeChange::new(to, &subject, What::Insert(place, None, value.clone())),
    })
}
