//! Counting by columns against the reference that asks one lead at a time.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::Path;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use segplan::audit::{Audit, audit};
use segplan::condition::{AttributeType, Expression, Literal, evaluate};
use segplan::count::{CountOptions, count_leads};
use segplan::masks::{Mask, Standing, month_of};
use segplan::plan::{Document, Plan, ReadOptions as PlanOptions, SegmentId};
use segplan::resolve::{Detail, Output, OutputFormat, ResolveOptions, resolve};
use segplan::table::{Input, Progress};
use segplan::yaml::Source;

const AS_OF: Date = date(2027, 1, 4);

/// A question about one of the attributes a text, i whole, n number, b yes or no, d day.
fn test() -> impl Strategy<Value = String> {
    let sign = || prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let word = || {
        prop::sample::select(vec![
            "x",
            "xy",
            "Retail, old",
            "long enough to be kept apart",
            "ü",
        ])
    };
    let day = || (1_u8..6).prop_map(|day| format!("date '2027-01-0{day}'"));
    prop_oneof![
        (sign(), -3_i64..4).prop_map(|(sign, value)| format!("i {sign} {value}")),
        (prop::sample::select(vec!["<", "<=", ">", ">="]), -3_i64..4)
            .prop_map(|(sign, value)| format!("i {sign} {value}.5")),
        (-3_i64..4, -3_i64..4).prop_map(|(low, high)| format!(
            "i between {} and {}",
            low.min(high),
            low.max(high)
        )),
        prop::collection::vec(-3_i64..4, 1..4).prop_map(|all| format!("i in ({})", list(&all))),
        (sign(), -30_i64..31).prop_map(|(sign, value)| format!("n {sign} {}", value as f64 / 10.0)),
        (sign(), word()).prop_map(|(sign, word)| format!("a {sign} '{word}'")),
        word().prop_map(|word| format!("a contains '{word}'")),
        prop::sample::select(vec![
            "a like 'x%'",
            "a like '%_y'",
            "a like '%xy'",
            "a like '%old%'",
            "a like 'R%,%d'",
            "a like 'x'",
            "a like '%'",
            "a like ''",
            "a in ('x', 'xy', 'x')",
            "a not in ('Retail, old', 'ü', 'long enough to be kept apart')",
            "a between 'x' and 'xy'",
            "a contains ''",
            "a starts with 'long'",
            "b",
            "b = false"
        ])
        .prop_map(str::to_owned),
        (sign(), day()).prop_map(|(sign, day)| format!("d {sign} {day}")),
        (sign(), -3_i64..4).prop_map(|(sign, age)| format!("days_since(d) {sign} {age}")),
        prop::sample::select(vec!["a", "i", "n", "b", "d"])
            .prop_map(|name| format!("{name} is null")),
    ]
}

fn list(all: &[i64]) -> String {
    all.iter()
        .map(i64::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn condition() -> impl Strategy<Value = String> {
    test().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| format!("not ({one})")),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| format!("({one}) and ({other})")),
            (inner.clone(), inner).prop_map(|(one, other)| format!("({one}) or ({other})")),
        ]
    })
}

/// The cells of a lead, as text; a word for null among them.
fn lead() -> impl Strategy<Value = [String; 5]> {
    let cell = |all: Vec<&'static str>| prop::sample::select(all).prop_map(str::to_owned);
    let texts = vec![
        "",
        "none",
        "x",
        "xy",
        "yxy",
        "Retail, old",
        "long enough to be kept apart",
        "ü",
    ];
    (
        cell(texts),
        cell(vec![
            "",
            "none",
            "-3",
            "-1",
            "0",
            "1",
            "2",
            "3",
            "2.0",
            "9000000000",
        ]),
        cell(vec!["", "none", "-2.5", "0", "0.1", "1.25", "3", "1e2"]),
        cell(vec!["", "none", "true", "false", "No", "1"]),
        cell(vec![
            "",
            "none",
            "2027-01-01",
            "2027-01-03",
            "2027-01-04",
            "2027-01-05T08:00",
            "1999-12-31",
        ]),
    )
        .prop_map(|(a, i, n, b, d)| [a, i, n, b, d])
}

/// A cell's value, read without the program's help.
fn value(kind: AttributeType, cell: &str) -> Option<Literal> {
    if matches!(cell, "" | "none") {
        return None;
    }
    Some(match kind {
        AttributeType::Text => Literal::Text(cell.to_owned()),
        AttributeType::Integer => Literal::Integer(cell.parse::<f64>().unwrap() as i64),
        AttributeType::Number => Literal::Number(cell.parse().unwrap()),
        AttributeType::Boolean => Literal::Boolean(matches!(cell, "true" | "1")),
        AttributeType::Date => Literal::Date(cell[..10].parse().unwrap()),
    })
}

/// A plan whose segments have these conditions; of `leads`, the first is the outcome, the others
/// who may be contacted, who is excluded and who is held out.
fn plan(conditions: &[String], leads: Option<&[String; 4]>) -> Plan {
    let mut text = "title: T\nas_of: 2027-01-04\n".to_owned();
    if let Some([outcome, reachable, exclude, control]) = leads {
        write!(
            text,
            "leads:\n  date: d\n  outcome: \"{outcome}\"\n  reachable: \"{reachable}\"\n  exclude: \"{exclude}\"\n  control: \"{control}\"\n"
        )
        .unwrap();
    }
    text.push_str("attributes:\n");
    for (name, kind) in [
        ("a", "text"),
        ("i", "integer"),
        ("n", "number"),
        ("b", "boolean"),
        ("d", "date"),
    ] {
        writeln!(text, "  {name}: {{type: {kind}, missing: [none]}}").unwrap();
    }
    text.push_str("segments:\n");
    for (place, condition) in conditions.iter().enumerate() {
        writeln!(text, "  - {{name: s{place}, where: \"{condition}\"}}").unwrap();
    }
    let options = PlanOptions::on(AS_OF);
    let document = Document::read(Source::new("plan.yaml", text.clone()), &options);
    document
        .unwrap_or_else(|(_, problems)| panic!("{text}\n{problems:#?}"))
        .plan
}

/// How leads stand, in words, and how many.
type Rows = BTreeMap<String, u64>;

/// What one lead after the other comes to.
fn one_by_one(plan: &Plan, leads: &[[String; 5]]) -> Rows {
    let mut rows = Rows::new();
    for cells in leads {
        let row =
            |id: segplan::condition::AttributeId| value(plan.attribute(id).kind, &cells[id.0]);
        let answer = |expression: &Option<Expression>| {
            let condition = &expression.as_ref()?.condition;
            evaluate(condition, &row, AS_OF)
        };
        if answer(&plan.leads.exclude) == Some(true) {
            *rows.entry(format!("{:?}", Standing::EXCLUDED)).or_default() += 1;
            continue;
        }
        let day = plan.leads.date.and_then(row);
        let words = plan.segments.len().div_ceil(64);
        let (mut fits, mut undecided) = (vec![0; words], vec![0; words]);
        for (bit, segment) in plan.segments.iter().enumerate() {
            let condition = &segment.definition.as_ref().unwrap().condition;
            match evaluate(condition, &row, AS_OF) {
                Some(true) => fits[bit / 64] |= 1 << (bit % 64),
                Some(false) => {}
                None => undecided[bit / 64] |= 1 << (bit % 64),
            }
        }
        let standing = Standing {
            mask: Mask::new(&fits),
            undecided: Mask::new(&undecided),
            outcome: answer(&plan.leads.outcome),
            reachable: answer(&plan.leads.reachable),
            control: answer(&plan.leads.control),
            month: match day {
                Some(Literal::Date(day)) => month_of(day),
                _ => 0,
            },
            ..Standing::default()
        };
        *rows.entry(format!("{standing:?}")).or_default() += 1;
    }
    rows
}

/// The lines that are written of leads, and the audit of what is counted on the way.
fn resolved(
    plan: &Plan,
    order: &[SegmentId],
    leads: &Path,
    detail: Detail,
) -> (Vec<String>, Audit) {
    let path = leads.with_extension("out");
    let output = Output {
        file: File::create(&path).unwrap(),
        name: "out".to_owned(),
        since: None,
    };
    let what = ResolveOptions {
        format: OutputFormat::Csv,
        keep_columns: false,
        labels: false,
        detail,
        groups: None,
    };
    let (options, progress) = (CountOptions::default(), Progress::default());
    let input = Input::from(leads);
    let resolved = resolve(plan, order, input, output, what, &options, &progress).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().map(str::to_owned).collect();
    (
        lines,
        audit(plan, order, &resolved.counts.masks, Vec::new()).unwrap(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn columns_answer_as_the_reference_does(
        conditions in prop_oneof![
            4 => prop::collection::vec(condition(), 1..12),
            // As many as need several machine words.
            1 => prop::collection::vec(condition(), 60..=200),
        ],
        policy in prop::option::of([condition(), condition(), condition(), condition()]),
        leads in prop::collection::vec(lead(), 1..600),
        unranked in 0_usize..3,
    ) {
        let plan = plan(&conditions, policy.as_ref());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leads.csv");
        let mut out = csv::Writer::from_path(&path).unwrap();
        out.write_record(["a", "i", "n", "b", "d"]).unwrap();
        for lead in &leads {
            out.write_record(lead).unwrap();
        }
        drop(out);
        prop_assert!(fs::metadata(&path).unwrap().len() > 0);
        let reading = count_leads(&plan, Input::from(path.as_path()), &CountOptions::default(), &Progress::default());
        let masks = reading.unwrap().masks;
        let mut counted = Rows::new();
        masks.each(|standing, row| {
            counted.insert(format!("{standing:?}"), row.leads);
        }).unwrap();
        prop_assert_eq!(counted, one_by_one(&plan, &leads));
        // Where only the first segment is asked for, it is the same one.
        let mut order: Vec<SegmentId> = plan.segment_ids().skip(unranked).collect();
        order.reverse();
        let (all, full) = resolved(&plan, &order, &path, Detail::AlsoMatches);
        let (primary, first) = resolved(&plan, &order, &path, Detail::Primary);
        let without_others = all.iter().map(|line| line.rsplit_once(',').unwrap().0);
        prop_assert!(without_others.eq(primary.iter().map(String::as_str)));
        prop_assert_eq!((first.default, first.outcomes), (full.default, full.outcomes));
        prop_assert_eq!((first.covered, first.excluded), (full.covered, full.excluded));
        prop_assert_eq!((first.control, first.control_unknown), (full.control, full.control_unknown));
        for (one, other) in first.segments.iter().zip(&full.segments) {
            prop_assert_eq!((one.won, one.outcomes), (other.won, other.outcomes));
            prop_assert_eq!((one.rate, one.reachable), (other.rate, other.reachable));
            prop_assert_eq!(one.control, other.control);
        }
    }
}
