//! Each flag's example is a real piece of a plan that raises it, and its options do something.

use super::data::example_leads;
use super::scene::{Scene, whole};
use crate::flags::{ALL, Flag};
use crate::plan::FlagSetting;

fn scene(flag: &Flag) -> Scene {
    let scene = Scene::of(&whole(flag.example));
    match (flag.needs_leads(), flag.needs_reviews()) {
        (true, _) => scene.with_leads(example_leads(flag.spec.name)),
        (_, true) => scene.unchanged_for(3),
        _ => scene,
    }
}

#[test]
fn each_flag_is_raised_by_its_own_example() {
    for flag in ALL {
        assert!(
            scene(flag).raised().contains(&flag.spec.name),
            "{}",
            flag.spec.name
        );
    }
}

#[test]
fn flags_that_need_more_than_a_plan_find_nothing_without() {
    for flag in ALL
        .iter()
        .filter(|flag| flag.needs_leads() || flag.needs_reviews())
    {
        let scene = Scene::of(&whole(flag.example));
        assert!(
            !scene.raised().contains(&flag.spec.name),
            "{}",
            flag.spec.name
        );
    }
}

#[test]
fn each_documented_option_decides_whether_its_flag_is_raised() {
    for flag in ALL
        .iter()
        .filter(|flag| flag.spec.name != "contradicted-qualifier")
    {
        for option in flag.spec.options {
            let raised_at = |value: f64| {
                let scene = scene(flag).with(|plan| {
                    let setting = plan.flags.settings.entry(flag.spec.name.to_owned());
                    let setting = setting.or_insert_with(FlagSetting::default);
                    setting.options.insert(option.name.to_owned(), value);
                });
                scene.raised().contains(&flag.spec.name)
            };
            assert_ne!(
                raised_at(option.bounds.0),
                raised_at(option.bounds.1),
                "{} {}",
                flag.spec.name,
                option.name
            );
        }
    }
}

#[test]
fn every_finding_points_at_something_in_the_plan() {
    for flag in ALL {
        assert!(
            !scene(flag).pointed_at(flag.spec.name).is_empty(),
            "{}",
            flag.spec.name
        );
    }
}
