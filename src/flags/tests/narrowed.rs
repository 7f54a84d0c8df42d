//! What is said of segments that are left with little.

use super::reach::said;

#[test]
fn a_segment_left_with_one_value_is_narrowed() {
    let only =
        |leads: &str| format!("It can win only leads {leads}: A and B, above it, take the others");
    let narrowed = |definitions: [&str; 3]| said("narrowed", &definitions);
    let sized = |third| narrowed(["employees > 300", "employees <= 300", third]);
    assert_eq!(sized("webinar"), [only("whose `employees` is missing")]);
    // It says so itself, or something else is left.
    assert_eq!(sized("employees is null"), [""; 0]);
    assert_eq!(said("narrowed", &["employees > 300", "webinar"]), [""; 0]);
    let retail = ["industry = 'Retail'", "industry in ('Software')"];
    assert_eq!(
        narrowed([retail[0], retail[1], "industry is not null"]),
        [only("with `industry = 'Healthcare'`")
            + ", as long as `industry` has one of its declared values"]
    );
    let between = |more, less| narrowed([more, less, "employees is not null"]);
    assert_eq!(
        between("employees > 300", "employees < 300"),
        [only("with `employees = 300`")]
    );
    assert_eq!(
        between("employees > 301", "employees < 300"),
        [only("with `employees between 300 and 301`")]
    );
}

#[test]
fn a_segment_left_with_few_values_or_a_stretch_of_them_is_narrowed() {
    let left = |definitions: &[&str]| {
        let said = said("narrowed", definitions);
        let only = said.iter().map(|one| {
            let only = one.strip_prefix("It can win only leads with `").unwrap();
            only.split('`').next().unwrap().to_owned()
        });
        only.collect::<Vec<_>>()
    };
    let ends = ["employees >= 50", "employees < 10"];
    let of = |third| [ends[0], ends[1], third];
    assert_eq!(
        left(&of("employees between 5 and 200")),
        ["employees between 10 and 49"]
    );
    // One end is its own, or leads of unknown size are left, too.
    assert_eq!(left(&of("employees between 10 and 200")), [""; 0]);
    assert_eq!(left(&of("employees > 5 or webinar")), [""; 0]);
    let visits = ["days_since(visit) > 90", "days_since(visit) < 30"];
    assert_eq!(
        left(&[visits[0], visits[1], "visit is not null"]),
        ["days_since(visit) between 30 and 90"]
    );
    let since = ["visit < date '2027-01-04'", "visit > date '2027-02-01'"];
    assert_eq!(
        left(&[since[0], since[1], "visit is not null"]),
        ["visit between date '2027-01-04' and date '2027-02-01'"]
    );
    let rates = ["rate > 2.5", "rate <= 1.5"];
    assert_eq!(
        left(&[rates[0], rates[1], "rate is not null"]),
        ["rate > 1.5 and rate <= 2.5"]
    );
    // At most a third of the texts that it asks for.
    let six = "country in ('AT', 'CH', 'DE', 'FR', 'IT', 'US')";
    assert_eq!(
        left(&["country in ('DE', 'FR', 'IT', 'US')", six]),
        ["country in ('AT', 'CH')"]
    );
    assert_eq!(left(&["country in ('FR', 'IT', 'US')", six]), [""; 0]);
    assert_eq!(
        left(&["country not in ('AT', 'CH')", "country is not null"]),
        ["country in ('AT', 'CH')"]
    );
    assert_eq!(
        left(&["country in ('AT', 'CH')", "country is not null"]),
        [""; 0]
    );
}
