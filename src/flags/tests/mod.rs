//! The list itself; its parts are tested in the files beside.

mod contradicted;
mod data;
mod definition;
mod examples;
mod narrowed;
mod order;
mod planning;
mod policy;
mod scene;
mod reach;
mod score;
mod sound;

use super::*;

#[test]
fn every_flag_of_the_plan_format_is_looked_for_once() {
    let names: Vec<&str> = ALL.iter().map(|flag| flag.spec.name).collect();
    let format: Vec<&str> = spec::ALL.iter().map(|flag| flag.name).collect();
    assert_eq!(names, format);
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
                option.bounds.0 < option.bounds.1 && !option.meaning.contains("default"),
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
        let summary = flag.spec.summary();
        for text in [
            summary.as_str(),
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
            !summary.ends_with(['.', '}']) && !summary.contains('{'),
            "{name}: the page adds the stop"
        );
        for text in [flag.matters, flag.act] {
            assert!(text.ends_with(['.', '?', ')']), "{name}: {text}");
        }
    }
}

#[test]
fn texts_read_their_defaults_where_the_code_does() {
    let summary = |name: &str| named(name).unwrap().spec.summary();
    assert_eq!(summary("too-small"), "Fewer than 30 leads fit the segment");
    assert_eq!(
        summary("starved"),
        "The segment wins under 20 % of the leads that fit it"
    );
    assert_eq!(
        summary("low-impact"),
        "Impact is in the lowest third of the scale"
    );
    let described = |name: &str| named(name).unwrap().spec.options[0].description();
    assert!(described("toss-up").ends_with(" (default 0.6)"));
    assert!(described("contested").ends_with(" (default: four ninths of the scale, 4 on 1 to 10)"));
    assert!(
        described("unsupported-confidence")
            .ends_with(" (default: the highest third of the scale, 7 on 1 to 10)")
    );
    assert!(described("contradicted-qualifier").contains("(default none: "));
}
