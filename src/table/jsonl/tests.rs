//! Lines of JSON become rows, and what is none is told with its line.

use std::collections::BTreeMap;
use std::ops::Range;

use proptest::prelude::*;

use super::scan::{Found, Walker};
use super::signs::Signs;
use crate::table::tests::rows_of;
use crate::table::unread::PADDING;

/// The keys and values of a line.
fn found(line: &str) -> Result<Vec<(String, Option<String>)>, String> {
    let mut keys: Vec<String> = Vec::new();
    let place_of = |key: &[u8]| {
        keys.push(String::from_utf8_lossy(key).into_owned());
        Some(keys.len() - 1)
    };
    let found = found_by(&mut Walker::default(), line, place_of)?;
    Ok(keys.into_iter().zip(found.into_values()).collect())
}

/// What stands at each place of a line, by a walker that may have walked others.
fn found_by(
    walker: &mut Walker<usize>,
    line: &str,
    place_of: impl FnMut(&[u8]) -> Option<usize>,
) -> Result<BTreeMap<usize, Option<String>>, String> {
    let (mut text, mut signs) = (line.as_bytes().to_vec(), Signs::default());
    text.resize(line.len().next_multiple_of(64) + PADDING, 0);
    signs.find(&text, line.len());
    let mut found: BTreeMap<usize, Option<Range<usize>>> = BTreeMap::new();
    let take = |place, value| {
        let value = match value {
            Found::Null => None,
            Found::Text(value) | Found::Typed(value) => Some(value),
        };
        found.insert(place, value);
    };
    let walked = walker.walk(&mut text, &signs, 0..line.len(), place_of, take);
    walked.map_err(|wrong| format!("{} ({})", wrong.why, wrong.place))?;
    let text = |value: Range<usize>| String::from_utf8_lossy(&text[value]).into_owned();
    let found = found.into_iter();
    Ok(found
        .map(|(place, value)| (place, value.map(text)))
        .collect())
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

proptest! {
    /// What is an object and what is none is the same to another reader.
    #[test]
    fn other_readers_find_the_same(line in "\\{(\"[ab]\":(1|\"x\\\\u0041\"|null|\\[1,\\{\\}\\]|\\{\"c\":2\\}),?){0,3}\\}") {
        let other: Option<serde_json::Value> = serde_json::from_str(&line).ok();
        prop_assert_eq!(other.is_some(), found(&line).is_ok(), "{}", line);
    }

    /// A walker that has seen other lines finds what one finds that has not.
    #[test]
    fn what_is_found_does_not_depend_on_the_lines_before(
        lines in prop::collection::vec(line(), 1..20),
    ) {
        const NAMES: [&str; 5] = ["a", "b", "a key that takes more than thirty-two bytes", "o.a", "o.b"];
        let place_of = |key: &[u8]| NAMES.iter().position(|name| name.as_bytes() == key);
        let mut walker = Walker::default();
        for line in lines {
            let anew = found_by(&mut Walker::default(), &line, place_of);
            prop_assert_eq!(found_by(&mut walker, &line, place_of), anew, "{}", line);
        }
    }
}

/// A line as one of few exports writes it, at times with a slip.
fn line() -> impl Strategy<Value = String> {
    let value = || {
        prop::sample::select(vec![
            "1",
            "-2.5",
            "true",
            "null",
            r#""""#,
            r#""x""#,
            r#""a text, of some length: {1}""#,
            r#""\"\u0041""#,
            r#""\\""#,
            "[1, \"]\"]",
            "{}",
            "12x",
            "x",
            "\"",
            "",
        ])
    };
    let shape = prop::sample::select(vec![
        r#"{"a":1,"b":2,"a key that takes more than thirty-two bytes":3}"#,
        r#"{"a":1,"b":2,"a key that takes more than thirty-two feet":3}"#,
        r#"{"b":1,"a":2,"c":3}"#,
        r#" { "a" : 1 , "b" : 2 } "#,
        r#"{"o":{"a":1,"b":2},"a":3}"#,
        r#"{"o":{"a":1},"b":2,"b":3}"#,
        r#"{"a":1,"b":2"#,
    ]);
    let values = (value(), value(), value());
    (shape, values).prop_map(|(shape, (one, two, three))| {
        shape
            .replacen('1', one, 1)
            .replacen('2', two, 1)
            .replacen('3', three, 1)
    })
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
