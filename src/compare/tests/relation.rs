//! How changed definitions relate to those before.

use super::*;

/// How a definition relates to the one before, in plans with these other parts.
fn change([old, new]: [&str; 2], was: &str, is: &str) -> DefinitionChange {
    let plan = |rest: &str, definition: &str| {
        let text =
            format!("title: t\n{rest}\nsegments:\n  - {{name: a, where: \"{definition}\"}}\n");
        read(&text)
    };
    let found = compared(&plan(old, was), &plan(new, is));
    found.segments[0].definition.clone().unwrap()
}

#[test]
fn a_changed_definition_is_narrower_wider_equal_or_different() {
    let words = |was, is| change(["", ""], was, is).in_words();
    assert_eq!(
        words("employees > 300", "employees > 1500"),
        "Narrower. A lead that no longer fits: employees is 900."
    );
    assert_eq!(
        words("employees > 300", "employees > 300 or webinar"),
        "Wider. A lead that now fits: webinar is true."
    );
    assert_eq!(
        words("employees between 1 and 9", "employees between 5 and 20"),
        "Neither narrower nor wider. A lead that no longer fits: employees is 1. A lead that now fits: \
         employees is 15."
    );
    assert_eq!(
        words(
            "webinar and employees > 5 or webinar and employees <= 5",
            "webinar and (employees = 3 or employees != 3)"
        ),
        "The same leads fit."
    );
    assert_eq!(
        words("city like 'Ber%' and webinar", "city starts with 'Ber'"),
        "Wider. A lead that now fits: city is 'Ber'."
    );
    assert_eq!(
        words("fair and city is not null", "fair"),
        "Wider. A lead that now fits: fair is true and city is missing."
    );
    let same = compared(&three(), &three());
    assert!(same.segments.iter().all(|one| one.definition.is_none()));
}

#[test]
fn what_both_plans_declare_and_exclude_bounds_a_comparison_of_definitions() {
    let listed =
        |values: &str| format!("attributes: {{industry: {{type: text, values: [{values}]}}}}");
    let (two, three) = (listed("A, B"), listed("A, B, C"));
    let change_of = |old: &str, new: &str| change([old, new], "industry != 'A'", "industry = 'B'");
    let equal = change_of(&two, &two);
    assert_eq!(
        (equal.relation, equal.given.as_slice()),
        (DefinitionRelation::Equal, &["industry".to_owned()][..])
    );
    assert_eq!(
        equal.in_words(),
        "The same leads fit, by what is declared of industry."
    );
    // A value that only one of them lists may be, and any value where one lists none.
    for (old, new) in [(&two, &three), (&three, &two)] {
        let narrower = change_of(old, new);
        assert_eq!(narrower.no_longer.as_deref(), Some("industry is 'C'"));
        assert_eq!(narrower.relation, DefinitionRelation::Narrower);
    }
    assert_eq!(change_of(&two, "").relation, DefinitionRelation::Narrower);
    let bounds = |bounds: &str| format!("attributes: {{n: {{type: integer, {bounds}}}}}");
    let from =
        |old: &str, new: &str| change([&bounds(old), &bounds(new)], "n >= 5", "n >= 3").relation;
    assert_eq!(from("min: 5", "min: 6"), DefinitionRelation::Equal);
    assert_eq!(from("min: 5", "min: 4"), DefinitionRelation::Wider);
    assert_eq!(from("min: 5", "max: 9"), DefinitionRelation::Wider);
    // Leads that one of the plans excludes are left aside.
    let exclude = "leads: {exclude: rival}";
    let aside = |old, new| change([old, new], "webinar and not rival", "webinar").relation;
    assert_eq!(aside("", ""), DefinitionRelation::Wider);
    assert_eq!(
        aside(exclude, exclude),
        DefinitionRelation::Wider,
        "it may be unknown whether it is a rival"
    );
    let aside = |old, new| change([old, new], "webinar or rival", "webinar").relation;
    assert_eq!(aside("", ""), DefinitionRelation::Narrower);
    assert_eq!(aside("", exclude), DefinitionRelation::Equal);
    assert_eq!(aside(exclude, ""), DefinitionRelation::Equal);
}

#[test]
fn ages_are_counted_to_one_day_and_attributes_must_be_read_alike() {
    let days = ["as_of: 2026-10-01", "as_of: 2027-01-04"];
    let wider = change(
        days,
        "days_since(visit) between 0 and 30",
        "days_since(visit) between 0 and 60",
    );
    assert_eq!(
        wider.in_words(),
        "Wider. A lead that now fits: visit is 2026-12-04.",
        "31 days before the new plan's day"
    );
    // A day stays a day.
    let fixed = change(
        days,
        "visit >= date '2026-12-05'",
        "days_since(visit) <= 30",
    );
    assert_eq!(fixed.relation, DefinitionRelation::Equal);
    let read = |rest: &str| format!("attributes: {{role: {{type: text{rest}}}}}");
    let plans = [read(""), read(", missing: [Select]")];
    let plans = [plans[0].as_str(), plans[1].as_str()];
    let apart = change(plans, "role = 'Head'", "role in ('Head', 'Chief')");
    assert_eq!(
        apart.in_words(),
        "Whether more or fewer leads fit was not decided: the plans read role in different ways."
    );
    // Only one of the definitions asks for it.
    assert_eq!(
        change(plans, "webinar", "webinar or role = 'Head'").relation,
        DefinitionRelation::Undecided
    );
    assert_eq!(
        change(plans, "webinar or role = 'Head'", "webinar").relation,
        DefinitionRelation::Undecided
    );
    // Neither does, or only one plan has it.
    assert_eq!(
        change(plans, "webinar", "webinar or fair").relation,
        DefinitionRelation::Wider
    );
    assert_eq!(
        change(["", plans[0]], "fair", "fair or role = 'Head'").relation,
        DefinitionRelation::Wider
    );
    assert_eq!(
        change([plans[0], ""], "fair or role = 'Head'", "fair").relation,
        DefinitionRelation::Narrower
    );
}
