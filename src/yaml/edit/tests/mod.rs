mod items;
mod keys;
mod properties;
mod values;

use super::*;

/// A format's order.
pub(super) struct Keys;

impl KeyOrder for Keys {
    fn keys(&self, _: &Route) -> Vec<&str> {
        vec![
            "title",
            "name",
            "label",
            "scores",
            "impact",
            "confidence",
            "ease",
            "panel",
            "notes",
        ]
    }
}

/// `segments[0].scores` as a route.
fn route(path: &str) -> Route {
    let steps = path.split(['.', '[', ']']).filter(|step| !step.is_empty());
    steps.fold(Route::root(), |route, step| match step.parse() {
        Ok(place) => route.item(place),
        Err(_) => route.key(step),
    })
}

fn edited(text: &str, edit: Edit) -> String {
    let edited = apply(&Source::new("p", text), &[edit], &Keys);
    edited.unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn error(text: &str, edit: Edit) -> EditError {
    apply(&Source::new("p", text), &[edit], &Keys).unwrap_err()
}

fn bare(word: &str) -> Node {
    Node::bare(word)
}

#[test]
fn a_value_that_is_repeated_is_refused_with_the_lines_to_paste() {
    let text = "a:\n  x: &x {impact: 1}\n  y: *x\n";
    let refused = error(text, Edit::Put(route("a.y.impact"), 2_u64.into())).to_string();
    assert!(refused.ends_with("write this in its place:\n  y: {impact: 2}"));
    let refused = error(text, Edit::Remove(route("a.x"))).to_string();
    assert!(refused.ends_with("write this in its place:\na:\n  y: {impact: 1}"));
    let kept = edited(text, Edit::Remove(route("a.y")));
    assert_eq!(kept, "a:\n  x: &x {impact: 1}\n");
}

#[test]
fn edits_that_cannot_be_made_are_told() {
    let text = "a: 1\nb: [1]\n";
    for (edit, message) in [
        (
            Edit::Replace(route("c"), "x".into()),
            "there is no `c` in the file",
        ),
        (
            Edit::AddKey(route(""), "a".into(), "x".into()),
            "`a` is in the file already",
        ),
        (
            Edit::RenameKey(route("a"), "b".into()),
            "`b` is in the file already",
        ),
        (
            Edit::AddItem(route("a"), None, "x".into()),
            "`a` is a single value, and this edit needs a list",
        ),
        (
            Edit::Put(route("b[3].c"), "x".into()),
            "there is no `b[3]` in the file",
        ),
    ] {
        assert_eq!(error(text, edit).to_string(), message);
    }
    let nothing = Edit::Replace(route("[1]"), bare(""));
    assert_eq!(
        error("[1, 2]\n", nothing).to_string(),
        "`[1]` cannot be changed without changing more; write this in its place:\n-"
    );
    assert!(matches!(
        error("a: [", Edit::Remove(route("a"))),
        EditError::Unreadable(_)
    ));
}

#[test]
fn a_byte_order_mark_stays_and_edits_see_those_before_them() {
    let source = Source::new("p", "\u{feff}l:\r\n  - a\r\n  - b");
    let edits = [
        Edit::Remove(route("l[0]")),
        Edit::Replace(route("l[0]"), "c".into()),
        Edit::AddItem(route("l"), None, "d".into()),
        Edit::Replace(route("l[0]"), "c".into()),
    ];
    let edited = apply(&source, &edits, &()).unwrap();
    assert_eq!(edited, "\u{feff}l:\r\n  - c\r\n  - d");
}
