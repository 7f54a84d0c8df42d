use jiff::civil::date;

use super::*;
use crate::condition::AttributeType;
use crate::discover::Dictionary;

/// How the outcome of a table without a plan is asked for.
fn outcome(engine: Engine, column: &str, condition: &str) -> OutcomeAsked {
    let attribute = |name: &str, kind| Attribute {
        name: name.to_owned(),
        column: name.to_owned(),
        kind,
        missing: vec!["n/a".to_owned()],
        ..Attribute::default()
    };
    let attributes = vec![
        attribute(column, AttributeType::Text),
        attribute("staff", AttributeType::Integer),
    ];
    let mut dictionary = Dictionary { attributes };
    let outcome = dictionary.condition(condition, "--outcome").unwrap();
    let query = OutcomeQuery {
        engine,
        relation: &Relation::Name(vec!["leads".into()]),
        attributes: &dictionary.attributes,
        outcome: &outcome,
        as_of: date(2027, 1, 4),
    };
    let cells = ColumnQuery {
        name: "sector".to_owned(),
        as_text: false,
    };
    OutcomeAsked {
        by_cells: query.by_cells(&cells, 20),
        by_parts: query.by_parts(AttributeId(1)),
    }
}

struct OutcomeAsked {
    by_cells: Result<String, (String, String)>,
    by_parts: Result<String, (String, String)>,
}

#[test]
fn an_outcome_is_counted_by_values_and_by_parts() {
    let asked = outcome(Engine::DuckDb, "stage", "stage = 'won'");
    insta::assert_snapshot!(asked.by_cells.unwrap(), @r"
    WITH cells AS (
        SELECT
            sector AS column_value,
            stage AS asked_1
        FROM leads
    ),
    typed AS (
        SELECT
            column_value,
            NULLIF(NULLIF(CAST(asked_1 AS VARCHAR) COLLATE C, ''), 'n/a') AS asked_1
        FROM cells
    ),
    fits AS (
        SELECT
            column_value,
            asked_1 = 'won' AS outcome
        FROM typed
    )
    SELECT
        column_value,
        count(outcome) AS leads,
        count(CASE WHEN outcome THEN 1 END) AS outcomes
    FROM fits
    GROUP BY 1
    ORDER BY 2 DESC, 1
    LIMIT 20
    ");
    insta::assert_snapshot!(asked.by_parts.unwrap(), @r"
    WITH cells AS (
        SELECT
            CASE
                WHEN CAST(staff AS VARCHAR) COLLATE C NOT IN ('n/a')
                    THEN NULLIF(regexp_replace(CAST(staff AS VARCHAR) COLLATE C, '^[\s\x0b\x85\pZ]+|[\s\x0b\x85\pZ]+$', '', 'g'), '')
            END AS column_value,
            stage AS asked_1
        FROM leads
    ),
    typed AS (
        SELECT
            CASE
                WHEN regexp_matches(column_value, '^[+-]?[0-9]+([.]0*)?$')
                    THEN CAST(split_part(column_value, '.', 1) AS BIGINT)
                WHEN column_value IS NOT NULL
                    THEN CAST('staff should hold a whole number: ' || column_value AS BIGINT)
            END AS column_value,
            NULLIF(NULLIF(CAST(asked_1 AS VARCHAR) COLLATE C, ''), 'n/a') AS asked_1
        FROM cells
    ),
    fits AS (
        SELECT
            column_value,
            asked_1 = 'won' AS outcome
        FROM typed
    ),
    counted AS (
        SELECT
            column_value,
            count(outcome) AS leads,
            count(CASE WHEN outcome THEN 1 END) AS outcomes
        FROM fits
        GROUP BY 1
    ),
    summed AS (
        SELECT
            column_value,
            leads,
            outcomes,
            sum(CASE WHEN column_value IS NOT NULL THEN leads END) OVER (ORDER BY column_value ROWS UNBOUNDED PRECEDING) AS up_to,
            sum(CASE WHEN column_value IS NOT NULL THEN leads END) OVER () AS in_all
        FROM counted
    ),
    parted AS (
        SELECT
            column_value,
            leads,
            outcomes,
            CASE
                WHEN column_value IS NULL THEN -1
                WHEN (up_to - leads) * 5 >= in_all * 4 THEN 4
                WHEN (up_to - leads) * 5 >= in_all * 3 THEN 3
                WHEN (up_to - leads) * 5 >= in_all * 2 THEN 2
                WHEN (up_to - leads) * 5 >= in_all * 1 THEN 1
                ELSE 0
            END AS part
        FROM summed
    )
    SELECT
        max(column_value) AS highest,
        CAST(sum(leads) AS BIGINT) AS leads,
        CAST(sum(outcomes) AS BIGINT) AS outcomes
    FROM parted
    GROUP BY part
    ");
}

#[test]
fn an_outcome_that_an_engine_answers_otherwise_is_refused() {
    let asked =
        |engine, column, condition| outcome(engine, column, condition).by_cells.unwrap_err().0;
    let told = asked(Engine::BigQuery, "stage", r"stage like '%\%'");
    assert!(told.contains("backslash"), "{told}");
    let told = asked(Engine::Spark, "${x}", "\"${x}\" = 'won'");
    assert!(told.contains("Spark looks for a variable"), "{told}");
}
