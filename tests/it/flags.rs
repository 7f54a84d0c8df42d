//! `segplan flags`: the list and the pages of the flags.

use crate::common::{segplan, segplan_in};
use segplan::flags::ALL;

#[test]
fn the_list_names_every_flag_with_what_it_detects() {
    let list = segplan(&["flags"]).code(0).stdout;
    for flag in ALL {
        assert!(list.contains(flag.spec.name), "{}", flag.spec.name);
        assert!(list.contains(&flag.spec.summary()), "{}", flag.spec.name);
    }
}

#[test]
fn a_page_tells_what_why_and_what_to_do() {
    for flag in ALL {
        let page = segplan(&["flags", flag.spec.name]).code(0).stdout;
        for text in [&flag.spec.summary(), flag.matters, flag.act] {
            assert!(page.contains(text), "{}: {page}", flag.spec.name);
        }
    }
}

#[test]
fn a_page_has_its_parts_in_order() {
    let page = segplan(&["flags", "low-ease"]).code(0).stdout;
    let parts = [
        "What it detects",
        "Why it matters",
        "What to do",
        "Severity and settings",
        "below: points of Ease",
        "Example",
        "scores: {impact: 8, confidence: 7, ease: 2}",
        "To allow it, with your reason",
    ];
    let places = parts.map(|part| page.find(part));
    assert!(places.iter().all(Option::is_some), "{page}");
    assert!(places.is_sorted(), "{page}");
}

#[test]
fn an_unknown_flag_is_met_with_the_nearest() {
    let run = segplan(&["flags", "low-eese"]).code(2);
    assert!(run.stdout.is_empty());
    assert!(run.stderr.contains("low-ease"), "{}", run.stderr);
}

#[test]
fn the_markdown_list_is_the_table_for_documents() {
    let table = segplan(&["flags", "--format", "markdown"]).code(0).stdout;
    assert_eq!(table.lines().count(), ALL.len() + 2);
    for line in table.lines() {
        assert_eq!(line.matches('|').count(), 4, "{line}");
    }
}

#[test]
fn the_name_of_the_output_says_the_format() {
    let folder = tempfile::tempdir().unwrap();
    segplan_in(folder.path(), &["flags", "-o", "flags.md"]).code(0);
    let written = std::fs::read_to_string(folder.path().join("flags.md")).unwrap();
    let markdown = segplan(&["flags", "--format", "markdown"]).code(0).stdout;
    assert_eq!(written, markdown);
    segplan_in(folder.path(), &["flags", "low-ease", "-o", "flag.xlsx"]).code(2);
}

#[test]
fn programs_read_the_same_of_flags() {
    let all = segplan(&["flags", "--format", "json"]).code(0).json();
    assert_eq!(all["schema"], "segplan/flags/v1");
    let all = all["flags"].as_array().unwrap();
    let names: Vec<&str> = all
        .iter()
        .map(|one| one["flag"].as_str().unwrap())
        .collect();
    assert!(names.len() > 50 && names.is_sorted());
    let one = segplan(&["flags", "starved", "--format", "json"])
        .code(0)
        .json();
    let one = &one["flags"][0];
    assert!(all.contains(one));
    assert_eq!(
        (&one["severity"], &one["needs_leads"]),
        (&"warning".into(), &true.into())
    );
    assert_eq!(one["options"][0]["name"], "below");
}
