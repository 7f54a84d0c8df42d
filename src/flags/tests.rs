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
