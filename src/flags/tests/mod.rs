//! The list itself; its parts are tested in the files beside.

mod contradicted;
mod data;
mod definition;
mod examples;
mod order;
mod planning;
mod policy;
mod scene;
mod score;
mod sound;

use super::*;

#[test]
fn the_list_is_sorted_and_names_no_flag_twice() {
    let names: Vec<&str> = ALL.iter().map(|flag| flag.spec.name).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:#?}");
}

#[test]
fn names_and_options_are_written_in_one_way() {
    let kebab = |name: &str| {
        name.split('-')
            .all(|word| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase()))
    };
    for flag in ALL {
        assert!(kebab(flag.spec.name), "{}", flag.spec.name);
        for option in flag.spec.options {
            assert!(kebab(option.name), "{}", option.name);
            assert!(
                option.min < option.max && option.meaning.contains("default"),
                "{}",
                option.name
            );
        }
    }
}

#[test]
fn every_flag_says_all_that_its_page_shows() {
    for flag in ALL {
        let name = flag.spec.name;
        for text in [
            flag.spec.summary,
            flag.several,
            flag.matters,
            flag.act,
            flag.example,
        ] {
            assert!(!text.trim().is_empty(), "{name}");
            assert!(
                !text.contains("  ") || text == flag.example,
                "{name}: {text}"
            );
        }
        assert!(
            !flag.spec.summary.ends_with('.'),
            "{name}: the page adds the stop"
        );
        for text in [flag.matters, flag.act] {
            assert!(text.ends_with(['.', '?', ')']), "{name}: {text}");
        }
    }
}

#[test]
fn the_table_has_one_whole_row_for_each_flag() {
    let table = docs::markdown_table();
    assert_eq!(table.lines().count(), ALL.len() + 2);
    for line in table.lines() {
        assert_eq!(line.matches('|').count(), 4, "{line}");
    }
}

#[test]
fn a_page_tells_what_why_what_to_do_and_shows_an_example() {
    let page = docs::markdown_page(named("low-ease").unwrap());
    let headings: Vec<&str> = page.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        headings,
        [
            "# low-ease",
            "## What it detects",
            "## Why it matters",
            "## What to do",
            "## Severity and settings",
            "## Example",
            "## To let it pass, with your reason",
        ]
    );
    assert!(page.contains("scores: {impact: 8, confidence: 7, ease: 2}"));
    assert!(page.contains("below: points of Ease"));
}
