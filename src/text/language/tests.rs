use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// The names between braces in a text.
fn parts(text: &str) -> BTreeSet<&str> {
    let pieces = text.split('{').skip(1);
    pieces.filter_map(|piece| piece.split('}').next()).collect()
}

fn all(texts: &'static Texts) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    texts
        .iter()
        .map(|(key, text)| (*key, parts(text)))
        .collect()
}

#[test]
fn every_language_has_every_text_with_the_same_parts() {
    let [english, german] = [all(&ENGLISH), all(&GERMAN)];
    for (key, parts) in &english {
        assert_eq!(german.get(key), Some(parts), "{key} in German");
    }
    for key in german.keys() {
        assert!(english.contains_key(key), "{key} in English");
    }
    for file in [include_str!("en.txt"), include_str!("de.txt")] {
        let keys = file.lines().filter(|line| line.contains(" = "));
        let keys: Vec<&str> = keys.filter_map(|line| line.split(" = ").next()).collect();
        let once: BTreeSet<&&str> = keys.iter().collect();
        assert_eq!(once.len(), keys.len(), "a key twice");
        for line in file.lines() {
            let is_text = line.is_empty() || line.starts_with('#') || line.contains(" = ");
            assert!(is_text, "{line:?} is no text");
        }
    }
}

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, found),
            false => found.push(path),
        }
    }
}

#[test]
fn every_text_that_is_asked_for_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sources = Vec::new();
    for folder in [
        "src/report",
        "src/render/report",
        "src/condition",
        "templates/report",
    ] {
        files(&root.join(folder), &mut sources);
    }
    let mut asked = 0;
    for file in sources {
        let text = fs::read_to_string(&file).unwrap();
        for call in [".word(\"", ".say(\"", ".count(\""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                let is_counted = call == ".count(\"";
                let key = if is_counted {
                    format!("{key}.one")
                } else {
                    key.to_owned()
                };
                assert!(
                    ENGLISH.contains_key(key.as_str()),
                    "{}: {key}",
                    file.display()
                );
                asked += 1;
            }
        }
    }
    assert!(asked > 50, "{asked}");
}

#[test]
fn texts_are_filled_in() {
    assert_eq!(
        fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]),
        "{b} and 2"
    );
    assert_eq!(Language::English.list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(Language::of_tag("en-US"), Some(Language::English));
    assert_eq!(Language::of_tag("fr"), None);
}
