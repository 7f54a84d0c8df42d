//! What is said of values that are left, and of the leads that no segment takes.

use super::*;
use crate::plan::SegmentId;
use crate::testing::read as plan;

/// What is told of the values that answer some tests as these do.
fn told(tests: &[&str], values: &[Literal], listed: &[&str]) -> String {
    let tests: Vec<Test> = read(tests)
        .iter()
        .flat_map(|one| one.tests().into_iter().cloned().collect::<Vec<_>>())
        .collect();
    let id = tests[0].operand.attribute();
    let attribute = Attribute {
        values: listed.iter().map(|one| (*one).to_owned()).collect(),
        ..attributes()[id.0].clone()
    };
    let domain = Domain::new(&attribute, &tests, TODAY).unwrap();
    let answers = |value: &Literal| -> Vec<_> {
        let answers = tests.iter();
        let answers = answers.map(|test| ask(test, Some(value.clone()), TODAY));
        answers.collect()
    };
    let meant: Vec<_> = values.iter().map(answers).collect();
    let set = ClassSet::of(domain.classes.len(), |class| {
        meant.contains(&domain.classes[class].answers)
    });
    let told = domain.told(id, &attribute, &set, TODAY);
    told.map_or_else(String::new, |told| print(&told, &|id| KNOWN[id.0].0))
}

#[test]
fn numbers_that_are_left_are_told_as_one_stretch() {
    let employees = |tests: &[&str], values: &[i64]| {
        let values: Vec<Literal> = values.iter().copied().map(Literal::Integer).collect();
        told(tests, &values, &[])
    };
    let sizes = ["employees > 9", "employees >= 50"];
    assert_eq!(employees(&sizes, &[20]), "employees between 10 and 49");
    assert_eq!(employees(&sizes, &[5, 20]), "employees <= 49");
    assert_eq!(employees(&sizes, &[60]), "employees >= 50");
    assert_eq!(
        employees(&sizes, &[5, 60]),
        "employees not between 10 and 49"
    );
    assert_eq!(employees(&sizes, &[5, 20, 60]), "");
    assert_eq!(employees(&["employees = 5"], &[5]), "employees = 5");
    assert_eq!(employees(&["employees = 5"], &[1]), "employees != 5");
    let apart = ["employees = 5", "employees = 9"];
    assert_eq!(employees(&apart, &[5, 9]), "");
    assert_eq!(employees(&apart, &[1]), "employees != 5 and employees != 9");
    let revenue = |values: &[f64]| {
        let values: Vec<Literal> = values.iter().copied().map(Literal::Number).collect();
        told(&["revenue > 1.5", "revenue <= 2.5"], &values, &[])
    };
    assert_eq!(revenue(&[2.0]), "revenue > 1.5 and revenue <= 2.5");
    assert_eq!(revenue(&[1.0, 2.0]), "revenue <= 2.5");
    assert_eq!(revenue(&[3.0]), "revenue > 2.5");
    assert_eq!(revenue(&[1.0, 3.0]), "");
    let wide = |values: &[f64]| {
        let values: Vec<Literal> = values.iter().copied().map(Literal::Number).collect();
        told(
            &["revenue >= 1.5", "revenue < 2.5", "revenue > 4"],
            &values,
            &[],
        )
    };
    assert_eq!(wide(&[1.5, 2.0]), "revenue >= 1.5 and revenue < 2.5");
    assert_eq!(wide(&[2.5, 3.0, 4.0]), "revenue between 2.5 and 4");
    assert_eq!(wide(&[1.0, 1.5, 2.0]), "revenue < 2.5");
    assert_eq!(wide(&[5.0]), "revenue > 4");
}

#[test]
fn texts_that_are_left_are_told_as_the_shorter_list() {
    let texts = |values: &[&str]| -> Vec<Literal> {
        let texts = values.iter();
        texts
            .map(|text| Literal::Text((*text).to_owned()))
            .collect()
    };
    let industry = |tests: &[&str], values: &[&str], listed: &[&str]| {
        told(tests, &texts(values), listed).replace("industry ", "")
    };
    let tests = ["industry in ('a', 'b')", "industry = 'c'"];
    assert_eq!(industry(&tests, &["a"], &[]), "in ('a', 'b')");
    assert_eq!(industry(&tests, &["c"], &[]), "= 'c'");
    assert_eq!(industry(&tests, &["x"], &[]), "not in ('a', 'b', 'c')");
    assert_eq!(industry(&tests, &["c", "x"], &[]), "not in ('a', 'b')");
    assert_eq!(industry(&tests, &["a", "x"], &[]), "!= 'c'");
    let listed = ["a", "b", "c", "d", "e"];
    assert_eq!(industry(&tests, &["d"], &listed), "in ('d', 'e')");
    assert_eq!(industry(&tests, &["a", "d"], &listed), "!= 'c'");
    assert_eq!(industry(&tests, &["c", "d"], &listed), "not in ('a', 'b')");
    assert_eq!(industry(&["industry = 'a'"], &["b"], &["a", "b"]), "= 'b'");
    let patterns = ["industry like 'a%'", "industry contains 'b'"];
    assert_eq!(
        industry(&patterns, &["x"], &[]),
        "not like 'a%' and not contains 'b'"
    );
    assert_eq!(industry(&patterns, &["a", "ab"], &[]), "like 'a%'");
}

#[test]
fn the_largest_of_several_gaps_is_told() {
    let text = "{title: Gaps, attributes: {kind: {type: text, values: [A, B, C, D]}, \
                n: {type: integer}}, segments: [{name: s0, where: kind = 'A' and n > 3}, \
                {name: s1, where: kind != 'A' and n <= 3}]}";
    let plan = plan(text);
    let order: Vec<SegmentId> = plan.segment_ids().collect();
    let Gap::Region(region) = Gap::new(&plan, &order) else {
        panic!("no gap");
    };
    let name = |id: AttributeId| plan.attribute(id).name.as_str();
    assert_eq!(
        print(&region.fits.unwrap(), &name),
        "kind != 'A' and n >= 4"
    );
    // Leads of another kind are not taken, either.
    assert_eq!(region.given, []);
}
