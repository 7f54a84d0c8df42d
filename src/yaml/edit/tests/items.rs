//! Items that come, and keys and items that go.

use super::*;

#[test]
fn an_item_is_added_as_its_neighbors_are() {
    let segment = || Node::map([("name", "new"), ("label", "New")]);
    for (text, to, value, wanted) in [
        ("l: [a, b] # c\n", "l", "new".into(), "l: [a, b, new] # c\n"),
        ("l: []\n", "l", "new".into(), "l: [new]\n"),
        (
            "l:\n  - 'a' # c\n",
            "l",
            "new".into(),
            "l:\n  - 'a' # c\n  - 'new'\n",
        ),
        (
            "l:\n- name: a\n",
            "l",
            segment(),
            "l:\n- name: a\n- name: new\n  label: New\n",
        ),
        (
            "l:\n  - name: a\n\n  - name: b # c\n    # later\n\nm: 1\n",
            "l",
            segment(),
            "l:\n  - name: a\n\n  - name: b # c\n    # later\n\n  - name: new\n    label: New\n\nm: 1\n",
        ),
        (
            "l:\n  - {name: a}\n",
            "l",
            segment(),
            "l:\n  - {name: a}\n  - {name: new, label: New}\n",
        ),
        (
            "l:\nm: 1\n",
            "l",
            segment(),
            "l:\n  - name: new\n    label: New\nm: 1\n",
        ),
    ] {
        assert_eq!(
            edited(text, Edit::AddItem(route(to), None, value)),
            wanted,
            "{text}"
        );
    }
    let first = Edit::AddItem(route("l"), Some(0), "new".into());
    let text = "l:\n  # about a\n  - a\n";
    assert_eq!(edited(text, first), "l:\n  - new\n  # about a\n  - a\n");
}

#[test]
fn what_is_removed_takes_its_own_comment_with_it() {
    for (text, at, wanted) in [
        (
            "s: {a: 1, b: 2, c: 3} # s\n",
            "s.a",
            "s: {b: 2, c: 3} # s\n",
        ),
        (
            "s: {a: 1, b: 2, c: 3} # s\n",
            "s.c",
            "s: {a: 1, b: 2} # s\n",
        ),
        ("s: {a: 1}\n", "s.a", "s: {}\n"),
        (
            "s: {\n  a: 1, # a\n  # b\n  b: 2, # b\n  c: 3\n}\n",
            "s.b",
            "s: {\n  a: 1, # a\n  c: 3\n}\n",
        ),
        ("s: # s\n  # a\n  a: 1\nt: 1\n", "s.a", "s: {} # s\nt: 1\n"),
        ("a: 1\n# b\nb: 2\n", "b", "a: 1\n"),
        ("a: 1\nb: 2", "b", "a: 1"),
        ("# file\na: 1\nb: 2\n", "a", "# file\nb: 2\n"),
        (
            "- name: a # a\n  # l\n  label: b\n",
            "[0].name",
            "- # l\n  label: b\n",
        ),
        ("- name: a\n- name: b\n", "[0].name", "- {}\n- name: b\n"),
        (
            "l:\n  # a\n  - name: a # c\n    x: 1\n    # later\n\n  # b\n  - b\n\nm: 1\n",
            "l[0]",
            "l:\n  # b\n  - b\n\nm: 1\n",
        ),
        (
            "l:\n  - a\n\n  # b\n  - b\n\n  - c\n",
            "l[1]",
            "l:\n  - a\n\n  - c\n",
        ),
        ("l:\n  - a\n\n  - b\n", "l[1]", "l:\n  - a\n"),
        ("l:\n  - a\nm: 1\n", "l[0]", "l: []\nm: 1\n"),
        ("- - a\n  - b\n", "[0][0]", "- - b\n"),
    ] {
        assert_eq!(edited(text, Edit::Remove(route(at))), wanted, "{text}");
    }
}
