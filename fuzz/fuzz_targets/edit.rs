//! Any text is edited anywhere, or the edit is refused; what is edited can be read, and an edit that
//! sets a value changes nothing the second time. That the tree changes as asked is what the edit
//! itself verifies.

#![no_main]

use libfuzzer_sys::fuzz_target;
use segplan::yaml::edit::{Edit, apply};
use segplan::yaml::{Node, Route, Source, Value, read};

const VALUES: [&str; 6] = ["7", "two words", "- x: # y", "", "x\ny", "\u{feff}é'"];

fuzz_target!(|input: (u8, u8, u16, String)| {
    let (kind, value, place, text) = input;
    let source = Source::new("plan.yaml", text);
    let Some(tree) = read(&source, &mut Vec::new()) else {
        return;
    };
    let mut all = Vec::new();
    routes(&tree, Route::root(), &mut all);
    let at = all[usize::from(place) % all.len()].clone();
    let value = new_value(value);
    let edit = match kind % 7 {
        0 => Edit::AddKey(at, "label".into(), value),
        1 => Edit::AddItem(at, None, value),
        2 => Edit::AddItem(at, Some(0), value),
        3 => Edit::RenameKey(at, "renamed".into()),
        4 => Edit::Remove(at),
        5 => Edit::Put(at.key("panel").key("ana"), value),
        _ => Edit::Replace(at, value),
    };
    let Ok(edited) = apply(&source, std::slice::from_ref(&edit), &()) else {
        return;
    };
    let again = Source::new("plan.yaml", edited.clone());
    assert!(read(&again, &mut Vec::new()).is_some(), "{edited:?}");
    if matches!(edit, Edit::Put(..) | Edit::Replace(..)) {
        assert_eq!(apply(&again, &[edit], &()), Ok(edited));
    }
});

fn new_value(number: u8) -> Node {
    match usize::from(number) % (VALUES.len() + 3) {
        0 => Node::map([("impact", 8_u64), ("ease", 7)]),
        1 => Node::list(["a", "b, c"]),
        2 => Node::bare("7..8"),
        text => Node::from(VALUES[text - 3]),
    }
}

/// The routes of a tree, the root's first.
fn routes(node: &Node, here: Route, all: &mut Vec<Route>) {
    all.push(here.clone());
    match &node.value {
        Value::Scalar(..) => {}
        Value::List(items) => {
            for (place, item) in items.iter().enumerate() {
                routes(item, here.clone().item(place), all);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                routes(&entry.value, here.clone().key(&entry.key), all);
            }
        }
    }
}
