//! New and renamed keys.

use super::*;

/// A new key at a place, `s.ease`.
fn added(at: &str, value: Node) -> Edit {
    let (group, key) = at.rsplit_once('.').unwrap_or(("", at));
    Edit::AddKey(route(group), key.into(), value)
}

#[test]
fn a_new_key_stands_in_the_formats_order_and_its_neighbors_style() {
    let scores = || Node::map([("impact", 8_u64), ("ease", 7)]);
    for (text, at, value, wanted) in [
        (
            "s: {impact: 8, ease: 7} # c\n",
            "s.confidence",
            bare("6"),
            "s: {impact: 8, confidence: 6, ease: 7} # c\n",
        ),
        (
            "s: { ease: 7 }\n",
            "s.impact",
            bare("6"),
            "s: { impact: 6, ease: 7 }\n",
        ),
        (
            "s: {}\nt: 1\n",
            "s.impact",
            bare("6"),
            "s: {impact: 6}\nt: 1\n",
        ),
        (
            "s:\nt: 1\n",
            "s.impact",
            bare("6"),
            "s: {impact: 6}\nt: 1\n",
        ),
        (
            "s: {\n  impact: 8, # i\n  ease: 7 # e\n}\n",
            "s.confidence",
            bare("6"),
            "s: {\n  impact: 8, # i\n  confidence: 6,\n  ease: 7 # e\n}\n",
        ),
        (
            "s: {\n  impact: 8 # i\n}\n",
            "s.ease",
            bare("6"),
            "s: {\n  impact: 8, # i\n  ease: 6\n}\n",
        ),
        (
            "s:\n    impact: 8  # i\n    # ease: 3\n",
            "s.confidence",
            bare("6"),
            "s:\n    impact: 8  # i\n    confidence: 6\n    # ease: 3\n",
        ),
        (
            "- name: a\r\n  notes: x",
            "[0].scores",
            scores(),
            "- name: a\r\n  scores: {impact: 8, ease: 7}\r\n  notes: x",
        ),
        (
            "- label: a\n  notes: x\n",
            "[0].name",
            "b".into(),
            "- name: b\n  label: a\n  notes: x\n",
        ),
        (
            "# head\ntitle: a\n",
            "notes",
            "b".into(),
            "# head\ntitle: a\nnotes: b\n",
        ),
        (
            "# head\nscores: 1\n",
            "title",
            "b".into(),
            "# head\ntitle: b\nscores: 1\n",
        ),
        (
            "- name: a\n  scores:\n    impact: 1\n    ease: 2\n- name: b\n",
            "[1].scores",
            scores(),
            "- name: a\n  scores:\n    impact: 1\n    ease: 2\n- name: b\n  scores:\n    impact: 8\n    ease: 7\n",
        ),
        (
            "- name: a\n  label: 'A'\n- name: b\n",
            "[1].label",
            "B".into(),
            "- name: a\n  label: 'A'\n- name: b\n  label: 'B'\n",
        ),
        (
            "{\"name\": \"a\"}\n",
            "label",
            "B".into(),
            "{\"name\": \"a\", \"label\": \"B\"}\n",
        ),
    ] {
        assert_eq!(edited(text, added(at, value)), wanted, "{text}");
    }
}

#[test]
fn a_new_key_stands_in_the_column_of_its_neighbors_values() {
    for (text, at, wanted) in [
        (
            "impact: 8\nease:   7 # e\n",
            "title",
            "title:  6\nimpact: 8\nease:   7 # e\n",
        ),
        (
            "s:\n  impact:  8\n  # e\n  größe:   7\n  notes:\n    - x\n",
            "s.ease",
            "s:\n  impact:  8\n  ease:    6\n  # e\n  größe:   7\n  notes:\n    - x\n",
        ),
        // Too long for the column, or no column.
        (
            "impact: 8\nease:   7\n",
            "confidence",
            "impact: 8\nconfidence: 6\nease:   7\n",
        ),
        (
            "impact: 8\nease:    7\n",
            "name",
            "name: 6\nimpact: 8\nease:    7\n",
        ),
        ("impact:   8\n", "ease", "impact:   8\nease: 6\n"),
    ] {
        assert_eq!(edited(text, added(at, bare("6"))), wanted, "{text}");
    }
}

#[test]
fn a_put_makes_what_is_missing_around_it() {
    let text = "segments:\n- name: a\n  notes: n\n";
    let first = edited(
        text,
        Edit::Put(route("segments[0].panel.ana.impact"), 7_u64.into()),
    );
    assert_eq!(
        first,
        "segments:\n- name: a\n  panel:\n    ana: {impact: 7}\n  notes: n\n"
    );
    let second = edited(
        &first,
        Edit::Put(route("segments[0].panel.bram.ease"), 7_u64.into()),
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
        assert_eq!(
            edited(text, Edit::RenameKey(route(at), "new".into())),
            wanted
        );
    }
}
