//! What engines write of their own. That they answer alike is held by tests/oracle/warehouse.py.

use super::date_format::iso_branches;
use super::dialect::Piece;
use super::names::Aliases;
use super::*;
use crate::testing;

const ORDER: [SegmentId; 2] = [SegmentId(0), SegmentId(1)];

/// A plan with two conditions over one attribute.
fn plan(attribute: &str, first: &str, second: &str) -> Plan {
    let text = format!(
        "title: Two\nleads: {{key: id}}\nattributes:\n  a: {attribute}\nsegments:\n  - name: one\n    where: >-\n      \
         {first}\n  - name: two\n    where: >-\n      {second}\n"
    );
    testing::read(&text)
}

fn written(engine: Engine, attribute: &str, first: &str) -> Result<String, Vec<Refusal>> {
    let plan = plan(attribute, first, "a is null");
    let options = SqlOptions::new(engine, Relation::Name(vec!["leads".into()]), Emit::Primary);
    query(&plan, &ORDER, &options).map(|query| query.sql)
}

/// The line of the first segment's condition.
fn condition(engine: Engine, attribute: &str, condition: &str) -> String {
    let sql = written(engine, attribute, condition).unwrap();
    let lines = sql.lines().map(str::trim);
    let line = lines
        .filter_map(|line| line.strip_suffix(" AS one,"))
        .next_back();
    line.unwrap_or_else(|| panic!("{sql}")).to_owned()
}

#[test]
fn texts_are_literals_that_no_engine_reads_otherwise() {
    use Engine as E;
    let odd = "a = 'O''Brien\\${x}'";
    for (engine, expected) in [
        (E::DuckDb, "a = 'O''Brien\\${x}'"),
        (E::Postgres, "a = E'O''Brien\\\\${x}'"),
        (
            E::Spark,
            "a = concat('O', chr(39), 'Brien', chr(92), chr(36), '{x}')",
        ),
        (E::BigQuery, "a = 'O\\'Brien\\\\${x}'"),
        (E::Snowflake, "a = 'O''Brien\\\\${x}'"),
        (E::ClickHouse, "typed.a = 'O\\'Brien\\\\${x}'"),
    ] {
        assert_eq!(condition(engine, "{type: text}", odd), expected);
    }
    for (engine, expected) in [
        (E::DuckDb, "a NOT LIKE '\\_%'"),
        (E::Postgres, "a NOT LIKE E'\\\\_%' ESCAPE ''"),
        (E::Spark, "a NOT LIKE concat(chr(92), '_%') ESCAPE '!'"),
        (E::ClickHouse, "typed.a NOT LIKE '\\\\\\\\_%'"),
    ] {
        assert_eq!(
            condition(engine, "{type: text}", "a not like '\\_%'"),
            expected
        );
    }
}

#[test]
fn comparisons_keep_their_answers_where_types_would_change_them() {
    let whole = |asked: &str| condition(Engine::Postgres, "{type: integer}", asked);
    assert_eq!(whole("a > 1.5"), "a >= 2");
    assert_eq!(whole("a <= -1.5"), "a <= -2");
    assert_eq!(whole("not a < 9223372036854775808.0"), "a IS NULL AND NULL");
    assert_eq!(whole("a between -0.5 and 2"), "a >= 0 AND a <= 2");
    let day = |engine: Engine, asked: &str| condition(engine, "{type: date}", asked);
    assert_eq!(
        day(Engine::DuckDb, "days_since(a) > 30"),
        "a < DATE '2026-12-05'"
    );
    assert_eq!(
        day(Engine::DuckDb, "days_since(a) between 0 and 30"),
        "a >= DATE '2026-12-05' AND a <= DATE '2027-01-04'"
    );
    assert_eq!(
        day(Engine::DuckDb, "days_since(a) < 999999999"),
        "a IS NOT NULL OR NULL"
    );
    assert_eq!(
        day(Engine::ClickHouse, "a < date '1850-01-01'"),
        "typed.a IS NULL AND NULL"
    );
}

#[test]
fn what_an_engine_cannot_answer_is_refused_at_its_place() {
    let like = "a like '%\\%' or a = 'x' or a like '\\_'";
    let refused = written(Engine::BigQuery, "{type: text}", like).unwrap_err();
    let spans: Vec<_> = refused
        .iter()
        .map(|refusal| refusal.part.unwrap())
        .collect();
    assert_eq!(refused.len(), 2);
    assert!(
        refused
            .iter()
            .all(|refusal| refusal.route.to_string() == "segments[0].where")
    );
    assert_eq!(
        (&like[spans[0].range()], &like[spans[1].range()]),
        ("a like '%\\%'", "a like '\\_'")
    );
    let refused = |engine: Engine, attribute: &str, asked: &str| {
        let refusals = written(engine, attribute, asked).unwrap_err();
        assert_eq!(refusals.len(), 1, "{refusals:?}");
        (refusals[0].route.to_string(), refusals[0].message.clone())
    };
    let (route, message) = refused(Engine::DuckDb, "{type: date}", "a > date '0000-03-01'");
    assert_eq!(route, "segments[0].where");
    assert!(message.contains("year 0"), "{message}");
    let (route, _) = refused(Engine::Spark, "{type: text, column: 'x${y}'}", "a = 'b'");
    assert_eq!(route, "attributes.a.column");
    let (route, _) = refused(Engine::DuckDb, "{type: text, column: ID}", "a = 'b'");
    assert_eq!(route, "attributes.a.column");
    assert!(written(Engine::Postgres, "{type: text, column: ID}", "a = 'b'").is_ok());
    let (route, message) = refused(
        Engine::DuckDb,
        "{type: date, format: '%A, %d %m %Y'}",
        "a is null",
    );
    assert_eq!(route, "attributes.a.format");
    assert!(message.contains("`%A`"), "{message}");
}

#[test]
fn a_plan_without_a_key_has_masks_only() {
    let plan = testing::read("title: One\nsegments:\n  - {name: one, where: a > 1}\n");
    let of = |emit: Emit| {
        let options = SqlOptions::new(Engine::DuckDb, Relation::Name(vec!["leads".into()]), emit);
        query(&plan, &ORDER[..1], &options)
    };
    assert!(
        of(Emit::Primary).unwrap_err()[0]
            .message
            .contains("names no key")
    );
    assert!(of(Emit::Masks).is_ok());
}

#[test]
fn columns_of_the_result_and_parts_of_the_query_have_a_name_each() {
    let text = "title: One\nleads: {key: Segment}\nsegments:\n  - {name: one, where: a > 1}\n";
    let plan = testing::read(text);
    let relation = Relation::Name(vec!["Fits".into()]);
    let options = SqlOptions::new(Engine::DuckDb, relation, Emit::Primary);
    let refused = query(&plan, &ORDER[..1], &options).unwrap_err();
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(refused[0].message.contains("beside the key"), "{refused:?}");
    assert!(refused[1].help.contains("crm.Fits"), "{refused:?}");
}

#[test]
fn names_are_bare_and_different_in_any_case() {
    let mut aliases = Aliases::default();
    let long = "x".repeat(80);
    let names = [
        "No. of employees",
        "no of EMPLOYEES",
        "order",
        "1st",
        "größe",
        "…",
        &long,
        &long,
    ];
    let taken = names.map(|name| aliases.take(name));
    let (first, second) = (long[..60].to_owned(), format!("{}_2", &long[..58]));
    assert_eq!(
        taken.each_ref().map(String::as_str),
        [
            "no_of_employees",
            "no_of_employees_2",
            "order_",
            "attribute_1st",
            "gr_e",
            "attribute",
            &first,
            &second
        ]
    ); // fmt: skip
}

#[test]
fn tables_are_named_as_people_name_them() {
    let parts = |text: &str| match Relation::parse(text) {
        Ok(Relation::Name(parts)) => Ok(parts.join("|")),
        Ok(Relation::Verbatim { sql, .. }) => Ok(sql),
        Err(wrong) => Err(wrong),
    };
    assert_eq!(parts("leads").as_deref(), Ok("leads"));
    assert_eq!(
        parts(r#"crm."Leads, new"."a""b.c""#).as_deref(),
        Ok(r#"crm|Leads, new|a"b.c"#)
    );
    assert_eq!(
        parts("`my-project`.crm.leads").as_deref(),
        Ok("my-project|crm|leads")
    );
    for wrong in ["", "crm.", ".leads", "\"crm", "\"crm\"x.leads"] {
        assert!(parts(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn formats_of_dates_become_patterns() {
    let branches = |format: &str| iso_branches(format).map(|branches| branches.len());
    let german = iso_branches("%d.%m.%Y").unwrap();
    let dash = || Piece::Text("-".to_owned());
    let iso = [
        Piece::Group(3),
        dash(),
        Piece::Group(2),
        dash(),
        Piece::Group(1),
    ];
    let pattern = "^([0-9]{1,2})[.]([0-9]{1,2})[.][+]?([0-9]{4})$";
    assert_eq!(german, [(pattern.to_owned(), iso.to_vec())]);
    assert_eq!(branches("%m/%d/%y"), Ok(3));
    assert_eq!(branches("%d %b %Y %H:%M"), Ok(12));
    for (format, sign) in [
        ("%j %Y", "%j"),
        ("%d'%m'%Y", "'"),
        ("%d.%m.%Y%H", "%d.%m.%Y%H"),
    ] {
        assert_eq!(branches(format), Err(sign.to_owned()));
    }
}
