//! The finished reports in docs/samples are those that segplan writes today.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::common::{root, segplan_in};
use tempfile::TempDir;
use zip::ZipArchive;

/// The commands of docs/samples/make, with what they write in another folder.
fn commands(into: &Path) -> Vec<Vec<String>> {
    let make = fs::read_to_string(root().join("docs/samples/make")).unwrap();
    let lines = make
        .lines()
        .filter_map(|line| line.strip_prefix("\"$segplan\" "));
    lines
        .map(|line| {
            let words: Vec<String> = line.split(' ').map(|word| word.replace('"', "")).collect();
            let before = std::iter::once("").chain(words.iter().map(String::as_str));
            let written = |option: &str| matches!(option, "-o" | "--assets");
            before
                .zip(&words)
                .map(|(option, word)| match written(option) {
                    true => word.replace("$out", into.to_str().unwrap()),
                    false => word.replace("$out", "docs/samples"),
                })
                .collect()
        })
        .collect()
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path, from: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, from, found);
        } else if path.extension().is_some_and(|end| end == "xlsx") {
            // How well a workbook is packed is not part of it.
            let mut parts = ZipArchive::new(File::open(&path).unwrap()).unwrap();
            for at in 0..parts.len() {
                let mut part = parts.by_index(at).unwrap();
                let mut bytes = Vec::new();
                part.read_to_end(&mut bytes).unwrap();
                let workbook = path.strip_prefix(from).unwrap().display();
                found.insert(format!("{workbook}, {}", part.name().unwrap()), bytes);
            }
        } else {
            let name = path.strip_prefix(from).unwrap().display().to_string();
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

#[test]
fn the_samples_are_what_segplan_writes() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("charts")).unwrap();
    for command in commands(folder.path()) {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        segplan_in(root(), &words).code(0);
    }
    let [mut written, mut kept] = [BTreeMap::new(), BTreeMap::new()];
    files(folder.path(), folder.path(), &mut written);
    let samples = root().join("docs/samples");
    files(&samples, &samples, &mut kept);
    assert!(written.len() > 10, "{:?}", written.keys());
    for (name, bytes) in written {
        let same = kept.get(&name) == Some(&bytes);
        assert!(same, "{name} is stale: run `bash docs/samples/make`");
    }
}
