//! What an edit comes to in a given tree, and the tree after it.

use super::order::place_of;
use super::value::entry;
use super::{Edit, EditError, KeyOrder, NewValue};
use crate::yaml::{Entry, Node, Route, Step, Value};

/// An edit of a given tree, which can be made.
#[derive(Debug)]
pub(super) struct Change {
    /// The value that is replaced, or the mapping or list that changes.
    pub(super) at: Route,
    pub(super) what: What,
}

/// What changes there.
#[derive(Debug)]
pub(super) enum What {
    Replace(NewValue),
    AddKey(usize, String, NewValue),
    RenameKey(usize, String),
    RemoveKey(usize),
    AddItem(usize, NewValue),
    RemoveItem(usize),
}

impl Change {
    /// What an edit changes; `None` where all is so already.
    pub(super) fn of(
        tree: &Node,
        edit: &Edit,
        order: &dyn KeyOrder,
    ) -> Result<Option<Self>, EditError> {
        match edit {
            Edit::Replace { at, value } => replace(tree, at, value),
            Edit::AddKey { to, key, value } => add_key(tree, to, key, value, order).map(Some),
            Edit::Put { at, value } => put(tree, at, value, order),
            Edit::RenameKey { at, key } => rename(tree, at, key),
            Edit::AddItem { to, before, value } => add_item(tree, to, *before, value).map(Some),
            Edit::Remove { at } => remove(tree, at).map(Some),
        }
    }

    /// The tree after the change; places of what is new are empty.
    pub(super) fn applied(&self, tree: &Node) -> Node {
        let mut tree = tree.clone();
        if let Some(node) = tree.at_mut(&self.at) {
            self.what.apply(node);
        }
        tree
    }
}

impl What {
    fn apply(&self, node: &mut Node) {
        match (self, &mut node.value) {
            (Self::Replace(value), _) => node.value = value.to_node().value,
            (Self::AddKey(place, key, value), Value::Map(entries)) => {
                entries.insert(*place, entry(key, value));
            }
            (Self::RenameKey(place, key), Value::Map(entries)) => {
                entries[*place].key.clone_from(key);
            }
            (Self::RemoveKey(place), Value::Map(entries)) => {
                entries.remove(*place);
            }
            (Self::AddItem(place, value), Value::List(items)) => {
                items.insert(*place, value.to_node());
            }
            (Self::RemoveItem(place), Value::List(items)) => {
                items.remove(*place);
            }
            _ => {}
        }
    }
}

fn there<'n>(tree: &'n Node, route: &Route) -> Result<&'n Node, EditError> {
    tree.at(route)
        .ok_or_else(|| EditError::NotThere(route.clone()))
}

fn wrong_kind(route: &Route, node: &Node, needed: &'static str) -> EditError {
    EditError::WrongKind {
        route: route.clone(),
        found: node.kind(),
        needed,
    }
}

fn change(at: &Route, what: What) -> Change {
    let at = at.clone();
    Change { at, what }
}

fn replace(tree: &Node, at: &Route, value: &NewValue) -> Result<Option<Change>, EditError> {
    let old = there(tree, at)?;
    let same = old.means_same(&value.to_node());
    Ok((!same).then(|| change(at, What::Replace(value.clone()))))
}

fn add_key(
    tree: &Node,
    to: &Route,
    key: &str,
    value: &NewValue,
    order: &dyn KeyOrder,
) -> Result<Change, EditError> {
    let node = there(tree, to)?;
    if node.is_blank() {
        let group = NewValue::Map(vec![(key.to_owned(), value.clone())]);
        return Ok(change(to, What::Replace(group)));
    }
    let Value::Map(entries) = &node.value else {
        return Err(wrong_kind(to, node, "a group of keys"));
    };
    free(to, entries, key)?;
    let place = place_of(key, entries, &order.keys(to));
    let what = What::AddKey(place, key.to_owned(), value.clone());
    Ok(change(to, what))
}

/// A key that no entry of a mapping has.
fn free(map: &Route, entries: &[Entry], key: &str) -> Result<(), EditError> {
    match entries.iter().any(|entry| entry.key == key) {
        true => Err(EditError::KeyThere(map.clone().key(key))),
        false => Ok(()),
    }
}

fn put(
    tree: &Node,
    at: &Route,
    value: &NewValue,
    order: &dyn KeyOrder,
) -> Result<Option<Change>, EditError> {
    if tree.at(at).is_some() {
        return replace(tree, at, value);
    }
    let Some((map, Step::Key(key))) = at.split_last() else {
        return Err(EditError::NotThere(at.clone()));
    };
    if tree.at(&map).is_some() {
        return add_key(tree, &map, key, value, order).map(Some);
    }
    let group = NewValue::Map(vec![(key.clone(), value.clone())]);
    put(tree, &map, &group, order)
}

/// The mapping around an entry, and the place of the entry in it.
fn entry_at<'n>(tree: &'n Node, map: &Route, key: &str) -> Result<(&'n [Entry], usize), EditError> {
    let gone = || EditError::NotThere(map.clone().key(key));
    let Some(Value::Map(entries)) = tree.at(map).map(|node| &node.value) else {
        return Err(gone());
    };
    let place = entries.iter().position(|entry| entry.key == key);
    Ok((entries, place.ok_or_else(gone)?))
}

fn rename(tree: &Node, at: &Route, new: &str) -> Result<Option<Change>, EditError> {
    let Some((map, Step::Key(key))) = at.split_last() else {
        return Err(EditError::NotThere(at.clone()));
    };
    let (entries, place) = entry_at(tree, &map, key)?;
    if key == new {
        return Ok(None);
    }
    free(&map, entries, new)?;
    Ok(Some(change(&map, What::RenameKey(place, new.to_owned()))))
}

fn add_item(
    tree: &Node,
    to: &Route,
    before: Option<usize>,
    value: &NewValue,
) -> Result<Change, EditError> {
    let node = there(tree, to)?;
    let items: &[Node] = match &node.value {
        Value::List(items) => items,
        _ if node.is_blank() => &[],
        _ => return Err(wrong_kind(to, node, "a list")),
    };
    let place = before.unwrap_or(items.len());
    if place > items.len() {
        return Err(EditError::NotThere(to.clone().item(place)));
    }
    let what = match node.is_blank() {
        true => What::Replace(NewValue::List(vec![value.clone()])),
        false => What::AddItem(place, value.clone()),
    };
    Ok(change(to, what))
}

fn remove(tree: &Node, at: &Route) -> Result<Change, EditError> {
    there(tree, at)?;
    match at.split_last() {
        Some((map, Step::Key(key))) => {
            let (_, place) = entry_at(tree, &map, key)?;
            Ok(change(&map, What::RemoveKey(place)))
        }
        Some((list, Step::Item(place))) => Ok(change(&list, What::RemoveItem(*place))),
        None => Err(wrong_kind(at, tree, "a key or an item")),
    }
}
