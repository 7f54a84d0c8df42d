//! Lines of JSON become rows, and what is none is told with its line.

use std::ops::Range;

use super::scan::{Found, walk};
use crate::table::tests::rows_of;

/// The keys and values of a line.
fn found(line: &str) -> Result<Vec<(String, Option<String>)>, String> {
    let mut text = line.as_bytes().to_vec();
    let mut keys = Vec::new();
    let mut places: Vec<Option<Range<usize>>> = Vec::new();
    let take_key = |key: &[u8]| {
        keys.push(String::from_utf8_lossy(key).into_owned());
        Some(())
    };
    let length = text.len();
    walk(&mut text, 0..length, take_key, |(), found| {
        places.push(match found {
            Found::Null => None,
            Found::Text(place) | Found::Typed(place) => Some(place),
        });
    })
    .map_err(|wrong| format!("{} ({})", wrong.why, wrong.place))?;
    let texts = places
        .into_iter()
        .map(|place| place.map(|place| String::from_utf8_lossy(&text[place]).into_owned()));
    Ok(keys.into_iter().zip(texts).collect())
}

#[test]
fn a_line_is_walked_key_by_key() {
    for (line, expected) in [
        ("{}", vec![]),
        (
            r#" { "a" : 1 , "b":"x" ,"c":null,"d":true,"e":-1.5e3} "#,
            vec![
                ("a", "1"),
                ("b", "x"),
                ("c", "?"),
                ("d", "true"),
                ("e", "-1.5e3"),
            ],
        ),
        (
            r#"{"a":{"b":{"c":1},"d":2},"e":{},"f":3}"#,
            vec![("a.b.c", "1"), ("a.d", "2"), ("f", "3")],
        ),
        (
            r#"{"a":["]",{"b":[1]}],"c":"a \"quote\" and\n\u00e4\ud83d\ude00\ud83d\/"}"#,
            vec![
                ("a", r#"["]",{"b":[1]}]"#),
                ("c", "a \"quote\" and\nä😀\u{fffd}/"),
            ],
        ),
        (
            r#"{"a\tb":"long enough to be searched for its end\\"}"#,
            vec![("a\tb", "long enough to be searched for its end\\")],
        ),
    ] {
        let expected: Vec<(String, Option<String>)> = expected
            .into_iter()
            .map(|(key, value): (&str, &str)| {
                (key.to_owned(), (value != "?").then(|| value.to_owned()))
            })
            .collect();
        assert_eq!(found(line), Ok(expected), "{line}");
    }
}

#[test]
fn what_is_no_object_is_told_with_its_place() {
    for (line, expected) in [
        (
            "[1]",
            "a line should be an object: {\"name\": value, …} (0)",
        ),
        ("{\"a\":1", "a comma or a closing brace is missing (6)"),
        (
            "{\"a\":1 \"b\":2}",
            "a comma or a closing brace is missing (7)",
        ),
        ("{\"a\":1,}", "a key should be in double quotes (7)"),
        ("{a:1}", "a key should be in double quotes (1)"),
        ("{\"a\" 1}", "a colon is missing behind the key (5)"),
        (
            "{\"a\":x}",
            "a value is missing, or a text without quotes (5)",
        ),
        ("{\"a\":\"x}", "quotes open and are not closed (6)"),
        ("{\"a\":[1", "a list opens and is not closed (5)"),
        (
            "{\"a\":\"\\x\"}",
            "a backslash stands before a sign that needs none (6)",
        ),
        (
            "{\"a\":\"\\u12\"}",
            "four digits should stand behind \\u (6)",
        ),
        ("{\"a\":1} {", "something stands behind the object (8)"),
    ] {
        assert_eq!(found(line), Err(expected.to_owned()), "{line}");
    }
    let deep = "{\"a\":".repeat(70) + "1" + &"}".repeat(70);
    assert!(found(&deep).unwrap_err().contains("nested deeper than 64"));
}

proptest::proptest! {
    /// What is an object and what is none is the same to another reader.
    #[test]
    fn other_readers_find_the_same(line in "\\{(\"[ab]\":(1|\"x\\\\u0041\"|null|\\[1,\\{\\}\\]|\\{\"c\":2\\}),?){0,3}\\}") {
        let other: Option<serde_json::Value> = serde_json::from_str(&line).ok();
        proptest::prop_assert_eq!(other.is_some(), found(&line).is_ok(), "{}", line);
    }
}

#[test]
fn keys_are_columns_and_lines_are_rows() {
    let text = "\u{feff}\n{\"id\":\"a\",\"deal\":{\"value\":12}}\n\n  {\"new\":[1, 2],\"id\":\"b\"}\r\n{\"id\":null}";
    let (columns, rows) = rows_of(text.as_bytes()).unwrap();
    assert_eq!(columns, ["id", "deal.value", "new"]);
    assert_eq!(rows, ["a|12|", "b||[1, 2]", "||"]);
}

#[test]
fn a_wrong_line_is_told_by_its_number_wherever_it_stands() {
    let line = "{\"id\":\"a\"}\n";
    let told = |lines: usize, wrong: &str| {
        let text = line.repeat(lines) + wrong;
        rows_of(text.as_bytes()).unwrap_err().to_string()
    };
    assert_eq!(
        told(2, "{\"id\":}"),
        "leads, line 3: this line is no JSON object: a value is missing, or a text without quotes (byte 7)"
    );
    assert!(
        told(900_000, "{\"id\"}").starts_with("leads, line 900001: this line is no JSON object")
    );
    assert_eq!(
        told(900_000, "\n{\"id\":\"b\",\"late\":1}"),
        "leads, line 900002: the key late is new on this line; columns are found in the first 4 MB"
    );
    let latin = [
        b"{\"id\":\"a\"}\n".to_vec(),
        b"{\"id\":\"M\xfcller\"}\n".to_vec(),
    ]
    .concat();
    assert!(rows_of(&latin).unwrap_err().to_string().starts_with(
        "leads, line 2: column id is not in UTF-8; it reads 'Müller' as windows-1252"
    ));
    let list = rows_of(b" [\n{\"id\":1}]").unwrap_err().to_string();
    assert_eq!(list, "leads: this is one JSON list of all leads");
}
