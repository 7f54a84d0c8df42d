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

fn bare(word: &str) -> NewValue {
    NewValue::bare(word)
}

#[test]
fn a_single_value_keeps_its_quotes_and_the_columns_behind_it() {
    for (text, at, value, wanted) in [
        ("a: 1  # one\n", "a", bare("10"), "a: 10 # one\n"),
        ("a: 10   # one", "a", bare("9"), "a: 9    # one"),
        ("a: 10 # one", "a", bare("9"), "a: 9 # one"),
        (
            "a: 'x'\r\nb: 1\r\n",
            "a",
            "it's".into(),
            "a: 'it''s'\r\nb: 1\r\n",
        ),
        ("a: \"x\"\n", "a", "é \"y\"".into(), "a: \"é \\\"y\\\"\"\n"),
        ("a: x\n", "a", "7".into(), "a: \"7\"\n"),
        ("a: x\n", "a", "- b: c # d".into(), "a: \"- b: c # d\"\n"),
        ("a: x\n", "a", bare("7..8"), "a: 7..8\n"),
        ("a:  # why\n", "a", bare("7"), "a: 7  # why\n"),
        (
            "a: long text\n  on two lines # c\nb: 1\n",
            "a",
            "short".into(),
            "a: short # c\nb: 1\n",
        ),
        (
            "s: {a: 1,  b: 2}\n",
            "s.a",
            bare("10"),
            "s: {a: 10, b: 2}\n",
        ),
        (
            "s: {a: 1, b: 2}\n",
            "s.b",
            "x, y".into(),
            "s: {a: 1, b: \"x, y\"}\n",
        ),
        ("s: {a, b: 2}\n", "s.a", bare("1"), "s: {a: 1, b: 2}\n"),
        (
            "w: >-\n  a = 1\n  and b\nx: 1\n",
            "w",
            "b = 2".into(),
            "w: >-\n  b = 2\nx: 1\n",
        ),
        (
            "w: |\n    one\n    two\n",
            "w",
            "1\n\n3\n".into(),
            "w: |\n    1\n\n    3\n",
        ),
        ("- 1\n-\n- 3\n", "[1]", bare("2"), "- 1\n- 2\n- 3\n"),
    ] {
        assert_eq!(
            edited(text, Edit::replace(route(at), value)),
            wanted,
            "{text}"
        );
    }
}

#[test]
fn values_and_groups_take_each_others_place() {
    let group = || NewValue::map([("low", 5_u64), ("high", 7)]);
    let deep = || NewValue::map([("ana", group())]);
    for (text, at, value, wanted) in [
        ("a: 7 # c\n", "a", group(), "a: {low: 5, high: 7} # c\n"),
        ("a: {low: 5} # c\n", "a", bare("7"), "a: 7 # c\n"),
        (
            "a: 7 # c\nb: 1\n",
            "a",
            deep(),
            "a: # c\n  ana: {low: 5, high: 7}\nb: 1\n",
        ),
        ("a:\n  low: 5 # c\nb: 1\n", "a", bare("7"), "a: 7\nb: 1\n"),
        (
            "a: # c\n    low: 5\n",
            "a",
            group(),
            "a: # c\n    low: 5\n    high: 7\n",
        ),
        ("- low: 5\n  high: 6\n- 3\n", "[0]", bare("7"), "- 7\n- 3\n"),
        (
            "a:\n  - low: 5\n    # c\n",
            "a[0]",
            group(),
            "a:\n  - low: 5\n    high: 7\n    # c\n",
        ),
    ] {
        assert_eq!(
            edited(text, Edit::replace(route(at), value)),
            wanted,
            "{text}"
        );
    }
}

#[test]
fn a_new_key_stands_in_the_formats_order_and_its_neighbors_style() {
    let scores = || NewValue::map([("impact", 8_u64), ("ease", 7)]);
    for (text, to, key, value, wanted) in [
        (
            "s: {impact: 8, ease: 7} # c\n",
            "s",
            "confidence",
            bare("6"),
            "s: {impact: 8, confidence: 6, ease: 7} # c\n",
        ),
        (
            "s: { ease: 7 }\n",
            "s",
            "impact",
            bare("6"),
            "s: { impact: 6, ease: 7 }\n",
        ),
        (
            "s: {}\nt: 1\n",
            "s",
            "impact",
            bare("6"),
            "s: {impact: 6}\nt: 1\n",
        ),
        (
            "s:\nt: 1\n",
            "s",
            "impact",
            bare("6"),
            "s: {impact: 6}\nt: 1\n",
        ),
        (
            "s: {\n  impact: 8, # i\n  ease: 7 # e\n}\n",
            "s",
            "confidence",
            bare("6"),
            "s: {\n  impact: 8, # i\n  confidence: 6,\n  ease: 7 # e\n}\n",
        ),
        (
            "s: {\n  impact: 8 # i\n}\n",
            "s",
            "ease",
            bare("6"),
            "s: {\n  impact: 8, # i\n  ease: 6\n}\n",
        ),
        (
            "s:\n    impact: 8  # i\n    # ease: 3\n",
            "s",
            "confidence",
            bare("6"),
            "s:\n    impact: 8  # i\n    confidence: 6\n    # ease: 3\n",
        ),
        (
            "- name: a\r\n  notes: x",
            "[0]",
            "scores",
            scores(),
            "- name: a\r\n  scores: {impact: 8, ease: 7}\r\n  notes: x",
        ),
        (
            "- label: a\n  notes: x\n",
            "[0]",
            "name",
            "b".into(),
            "- name: b\n  label: a\n  notes: x\n",
        ),
        (
            "# head\ntitle: a\n",
            "",
            "notes",
            "b".into(),
            "# head\ntitle: a\nnotes: b\n",
        ),
        (
            "# head\nscores: 1\n",
            "",
            "title",
            "b".into(),
            "# head\ntitle: b\nscores: 1\n",
        ),
        (
            "- name: a\n  scores:\n    impact: 1\n    ease: 2\n- name: b\n",
            "[1]",
            "scores",
            scores(),
            "- name: a\n  scores:\n    impact: 1\n    ease: 2\n- name: b\n  scores:\n    impact: 8\n    ease: 7\n",
        ),
        (
            "- name: a\n  label: 'A'\n- name: b\n",
            "[1]",
            "label",
            "B".into(),
            "- name: a\n  label: 'A'\n- name: b\n  label: 'B'\n",
        ),
        (
            "{\"name\": \"a\"}\n",
            "",
            "label",
            "B".into(),
            "{\"name\": \"a\", \"label\": \"B\"}\n",
        ),
    ] {
        assert_eq!(
            edited(text, Edit::add_key(route(to), key, value)),
            wanted,
            "{text}"
        );
    }
}

#[test]
fn a_put_makes_what_is_missing_around_it() {
    let text = "segments:\n- name: a\n  notes: n\n";
    let first = edited(
        text,
        Edit::put(route("segments[0].panel.ana.impact"), 7_u64),
    );
    assert_eq!(
        first,
        "segments:\n- name: a\n  panel:\n    ana: {impact: 7}\n  notes: n\n"
    );
    let second = edited(
        &first,
        Edit::put(route("segments[0].panel.bram.ease"), 7_u64),
    );
    assert_eq!(
        second,
        "segments:\n- name: a\n  panel:\n    ana: {impact: 7}\n    bram: {ease: 7}\n  notes: n\n"
    );
}

#[test]
fn a_key_is_renamed_in_its_quotes() {
    for (text, at, wanted) in [
        ("a: 1\nb: 2\n", "a", "new: 1\nb: 2\n"),
        ("\"a\":   1\nb: 2\n", "a", "\"new\": 1\nb: 2\n"),
        ("s: {'a': 1, b}\n", "s.b", "s: {'a': 1, new}\n"),
    ] {
        assert_eq!(edited(text, Edit::rename_key(route(at), "new")), wanted);
    }
}

#[test]
fn an_item_is_added_as_its_neighbors_are() {
    let segment = || NewValue::map([("name", "new"), ("label", "New")]);
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
            edited(text, Edit::add_item(route(to), value)),
            wanted,
            "{text}"
        );
    }
    let first = Edit::AddItem {
        to: route("l"),
        before: Some(0),
        value: "new".into(),
    };
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
        assert_eq!(edited(text, Edit::remove(route(at))), wanted, "{text}");
    }
}

#[test]
fn a_value_that_is_repeated_is_refused_with_the_lines_to_paste() {
    let text = "a:\n  x: &x {impact: 1}\n  y: *x\n";
    let refused = error(text, Edit::put(route("a.y.impact"), 2_u64));
    assert_eq!(refused.lines_to_paste(), Some("  y: {impact: 2}"));
    let refused = error(text, Edit::remove(route("a.x")));
    assert_eq!(refused.lines_to_paste(), Some("a:\n  y: {impact: 1}"));
    let kept = edited(text, Edit::remove(route("a.y")));
    assert_eq!(kept, "a:\n  x: &x {impact: 1}\n");
}

#[test]
fn edits_that_cannot_be_made_are_told() {
    let text = "a: 1\nb: [1]\n";
    for (edit, message) in [
        (
            Edit::replace(route("c"), "x"),
            "there is no `c` in the file",
        ),
        (
            Edit::add_key(route(""), "a", "x"),
            "`a` is in the file already",
        ),
        (
            Edit::rename_key(route("a"), "b"),
            "`b` is in the file already",
        ),
        (
            Edit::add_item(route("a"), "x"),
            "`a` is a single value, and this edit needs a list",
        ),
        (
            Edit::put(route("b[3].c"), "x"),
            "there is no `b[3]` in the file",
        ),
    ] {
        assert_eq!(error(text, edit).to_string(), message);
    }
    assert!(matches!(
        error("a: [", Edit::remove(route("a"))),
        EditError::Unreadable(_)
    ));
}

#[test]
fn a_byte_order_mark_stays_and_edits_see_those_before_them() {
    let source = Source::new("p", "\u{feff}l:\r\n  - a\r\n  - b");
    let edits = [
        Edit::remove(route("l[0]")),
        Edit::replace(route("l[0]"), "c"),
        Edit::add_item(route("l"), "d"),
        Edit::replace(route("l[0]"), "c"),
    ];
    let edited = apply(&source, &edits, &()).unwrap();
    assert_eq!(edited, "\u{feff}l:\r\n  - c\r\n  - d");
}
