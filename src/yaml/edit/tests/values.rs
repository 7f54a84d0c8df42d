//! Values in place of others.

use super::*;

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
        ("a: 7 # c\nb: 1\n", "a", bare(""), "a: # c\nb: 1\n"),
        ("a: 7\n", "a", bare("null"), "a: null\n"),
        ("- 7\n- 8\n", "[0]", bare(""), "-\n- 8\n"),
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
            edited(text, Edit::Replace(route(at), value)),
            wanted,
            "{text}"
        );
    }
}

#[test]
fn values_and_groups_take_each_others_place() {
    let group = || Node::map([("low", 5_u64), ("high", 7)]);
    let deep = || Node::map([("ana", group())]);
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
            "-   3 # c\n- 4\n",
            "[0]",
            group(),
            "-   low: 5 # c\n    high: 7\n- 4\n",
        ),
        ("[3, 4]\n", "[0]", group(), "[{low: 5, high: 7}, 4]\n"),
        ("7 # c\n", "", group(), "low: 5 # c\nhigh: 7\n"),
        ("a:\n  - 3\n", "a", deep(), "a:\n  ana: {low: 5, high: 7}\n"),
        (
            "a:\n  - low: 5\n    # c\n",
            "a[0]",
            group(),
            "a:\n  - low: 5\n    high: 7\n    # c\n",
        ),
    ] {
        assert_eq!(
            edited(text, Edit::Replace(route(at), value)),
            wanted,
            "{text}"
        );
    }
}
