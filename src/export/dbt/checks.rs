//! Tests of a model on the leads themselves, as queries for what is wrong.

use super::Model;
use super::jinja::raw;
use crate::plan::format::flags::STARVED;

/// Leads of the source that have no row, or more than one, and rows without a lead.
pub(super) fn one_row_a_lead(model: &Model<'_>) -> String {
    let head = model.head("--", "Every lead of the source has exactly one row.");
    let key = raw(&model.options.engine.column_name(model.key()));
    let (table, rows) = (model.options.table.call(), model.reference());
    format!(
        "{}\
WITH keys AS (
    SELECT {key} AS lead_key, 1 AS of_source, 0 AS of_model FROM {{{{ {table} }}}}
    UNION ALL
    SELECT {key} AS lead_key, 0 AS of_source, 1 AS of_model FROM {rows}
),
counted AS (
    SELECT
        lead_key,
        sum(of_source) AS leads_in_source,
        sum(of_model) AS rows_in_model
    FROM keys
    GROUP BY lead_key
)
SELECT
    lead_key,
    leads_in_source,
    rows_in_model
FROM counted
WHERE rows_in_model <> 1 OR leads_in_source = 0
",
        raw(&head)
    )
}

/// Segments that no lead fits, and those that win few of the leads that fit them.
pub(super) fn starved(model: &Model<'_>) -> String {
    let below = STARVED.threshold(model.plan, "below");
    let share = crate::text::words::rate(below);
    let about = format!(
        "Segments that no lead fits, or that win under {share} of the leads that fit them."
    );
    let head = model.head("--", &about);
    let engine = model.options.engine;
    let names = model
        .segments
        .iter()
        .enumerate()
        .map(|(place, (_, name))| match place {
            0 => format!("    SELECT '{name}' AS segment\n"),
            _ => format!("    UNION ALL SELECT '{name}'\n"),
        });
    let names: String = names.collect();
    let is_first = "combinations.segment = segments.segment";
    let is_other = engine.lists("combinations.also_matches", "segments.segment");
    let rows = model.reference();
    format!(
        "{{{{ config(severity='warn') }}}}\n{}\
WITH segments AS (
{names}),
combinations AS (
    SELECT
        segment,
        also_matches,
        count(*) AS leads
    FROM {rows}
    GROUP BY segment, also_matches
),
counted AS (
    SELECT
        segments.segment AS segment,
        sum(CASE WHEN {is_first} THEN combinations.leads ELSE 0 END) AS wins,
        sum(
            CASE
                WHEN {is_first} THEN combinations.leads
                WHEN {is_other} THEN combinations.leads
                ELSE 0
            END
        ) AS fits
    FROM segments
    CROSS JOIN combinations
    GROUP BY segments.segment
)
SELECT
    segment,
    wins,
    fits
FROM counted
WHERE fits = 0 OR wins < {below:?} * fits
",
        raw(&head)
    )
}
