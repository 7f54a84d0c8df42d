//! `segplan dbt`, from outside. `tests/oracle/dbt_build.py` runs what it writes with dbt.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{TWO, folder_with, root, segplan_in};

const MODEL: &str = "models/segplan/lead_segments.sql";
const PROPERTIES: &str = "models/segplan/lead_segments.yml";
const UNIT_TESTS: &str = "models/segplan/lead_segments_unit_tests.yml";
const ONE_ROW: &str = "tests/segplan/lead_segments_one_row_a_lead.sql";
const STARVED: &str = "tests/segplan/lead_segments_starved.sql";

/// The files below a folder, by their path from there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
            found.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
        }
    }
    found
}

fn example() -> String {
    root().join("plans/quarterly.yaml").display().to_string()
}

#[test]
fn a_whole_project_is_written_where_there_is_none_the_same_every_time() {
    let folder = folder_with(&[]);
    let written = ["one", "two"].map(|name| {
        let run = segplan_in(folder.path(), &["dbt", &example(), "-o", name]).code(0);
        assert_eq!(run.stdout, "");
        let next = format!(
            "Wrote 7 files to {name}: a dbt project for DuckDB with the model lead_segments.\n\
             Next: load the leads into {name}/leads.duckdb as the table leads, then run `dbt build` in {name}\n"
        );
        assert_eq!(run.stderr, next);
        files(&folder.path().join(name))
    });
    assert_eq!(written[0], written[1]);
    let names: Vec<&str> = written[0].keys().map(String::as_str).collect();
    let expected = [
        "dbt_project.yml",
        MODEL,
        PROPERTIES,
        UNIT_TESTS,
        "profiles.yml",
        ONE_ROW,
        STARVED,
    ];
    assert_eq!(names, expected);
    for (name, text) in &written[0] {
        assert!(text.contains("Written by segplan"), "{name}");
        assert!(text.ends_with('\n'), "{name}");
    }
    let text = written[0]
        .iter()
        .map(|(name, text)| format!("=== {name}\n{text}\n"));
    insta::assert_snapshot!(text.collect::<String>());
}

#[test]
fn a_project_that_is_there_gets_the_model_in_its_own_folders() {
    let project = "name: shop\nmodel-paths: [marts, more]\ntest-paths:\n  - checks\n";
    let folder = folder_with(&[("dbt_project.yml", project), ("plan.yaml", TWO)]);
    let run = segplan_in(folder.path(), &["dbt", "plan.yaml", "-o", "."]).code(2);
    assert!(
        run.stderr.contains("write --dialect with"),
        "{}",
        run.stderr
    );
    assert_eq!(files(folder.path()).len(), 2);
    let options = [
        "dbt",
        "plan.yaml",
        "-o",
        ".",
        "--dialect",
        "postgres",
        "--table",
        "ref('stg_leads')",
    ];
    let run = segplan_in(folder.path(), &options).code(0);
    assert!(
        run.stderr
            .contains("`dbt build --select +lead_segments` in ."),
        "{}",
        run.stderr
    );
    let found = files(folder.path());
    assert_eq!(found["dbt_project.yml"], project);
    assert_eq!(
        found
            .keys()
            .filter(|name| name.starts_with("marts/segplan/"))
            .count(),
        3
    );
    assert_eq!(
        found
            .keys()
            .filter(|name| name.starts_with("checks/segplan/"))
            .count(),
        2
    );
    assert_eq!(found.len(), 7);
    let properties = &found["marts/segplan/lead_segments.yml"];
    assert!(!properties.contains("sources:"), "{properties}");
    assert!(
        properties.contains("to: \"ref('stg_leads')\""),
        "{properties}"
    );
    assert!(properties.contains("data_type: bigint"), "{properties}");
    assert!(found["marts/segplan/lead_segments.sql"].contains("FROM {{ ref('stg_leads') }}"));

    // A project that segplan made remembers whose SQL it is for.
    segplan_in(folder.path(), &["dbt", "plan.yaml", "-o", "marts"]).code(2);
    let other = folder_with(&[("plan.yaml", TWO)]);
    for options in [&["--dialect", "postgres"][..], &[]] {
        let mut all = vec!["dbt", "plan.yaml", "-o", "new"];
        all.extend(options);
        segplan_in(other.path(), &all).code(0);
        let found = files(&other.path().join("new"));
        assert!(
            found[MODEL].contains("in the SQL of PostgreSQL"),
            "{}",
            found[MODEL]
        );
        assert_eq!(found.len(), 6); // no profile, which only the user knows
    }
}

#[test]
fn files_of_others_stay_and_the_own_ones_are_written_anew() {
    let folder = folder_with(&[("plan.yaml", TWO)]);
    let dbt = ["dbt", "plan.yaml", "-o", "project"];
    segplan_in(folder.path(), &dbt).code(0);
    let project = folder.path().join("project");
    let first = files(&project);
    // What people change in the project's own files stays.
    fs::write(project.join("profiles.yml"), "mine: {}\n").unwrap();
    let changed = TWO.replace("staff > 1000", "staff > 2000");
    fs::write(folder.path().join("plan.yaml"), changed).unwrap();
    segplan_in(folder.path(), &dbt).code(0);
    let second = files(&project);
    assert_eq!(second["profiles.yml"], "mine: {}\n");
    assert!(first[MODEL].contains("staff > 1000") && second[MODEL].contains("staff > 2000"));
    for file in [MODEL, STARVED] {
        fs::write(project.join(file), "SELECT 1\n").unwrap();
        let before = files(&project);
        let run = segplan_in(folder.path(), &dbt).code(2);
        assert!(
            run.stderr
                .contains(&format!("{file} exists, and segplan did not write it")),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("--model"), "{}", run.stderr);
        assert_eq!(files(&project), before);
        fs::remove_file(project.join(file)).unwrap();
    }
    let run = segplan_in(
        folder.path(),
        &["dbt", "plan.yaml", "-o", "project/models/more"],
    )
    .code(2);
    assert!(
        run.stderr.contains("is inside a dbt project"),
        "{}",
        run.stderr
    );
    assert!(!project.join("models/more").exists());

    let other = folder_with(&[("plan.yaml", TWO), ("profiles.yml", "mine: {}\n")]);
    let run = segplan_in(other.path(), &["dbt", "plan.yaml", "-o", "."]).code(2);
    assert!(
        run.stderr.contains("move it, or name another folder"),
        "{}",
        run.stderr
    );
    assert_eq!(files(other.path()).len(), 2);
}

#[test]
fn what_sql_refuses_is_refused_at_its_line_and_nothing_is_written() {
    let year_zero = "\
title: What no engine can do
leads: {key: id}
segments:
  - name: one
    where: path like '\\%'
    scores: {impact: 9, confidence: 9, ease: 9}
";
    let no_key = TWO.replace("leads: {key: id}\n", "");
    let no_definition = "title: None\nleads: {key: id}\nsegments:\n  - {name: one, scores: {impact: 9, confidence: 9, ease: 9}}\n";
    let twin = "\
title: Twin
leads: {key: id}
attributes: {a: {type: text, column: x}, b: {type: integer, column: x}}
segments:
  - {name: one, where: a = 'y' or b > 3, scores: {impact: 9, confidence: 9, ease: 9}}
";
    for (plan, options, expected) in [
        (year_zero, ["--dialect", "bigquery"], "plan.yaml:5:12"),
        (&no_key, ["--dialect", "duckdb"], "leads: {key: lead_id}"),
        (
            no_definition,
            ["--dialect", "duckdb"],
            "no segment of the order has a definition",
        ),
        (
            twin,
            ["--dialect", "duckdb"],
            "two attributes are read from the column x",
        ),
        (TWO, ["--table", "refs('leads')"], "did you mean `ref`?"),
        (TWO, ["--model", "Lead segments"], "such as lead_segments"),
    ] {
        let folder = folder_with(&[("plan.yaml", plan)]);
        let mut all = vec!["dbt", "plan.yaml", "-o", "project"];
        all.extend(options);
        let run = segplan_in(folder.path(), &all).code(2);
        assert!(run.stderr.contains(expected), "{expected}\n{}", run.stderr);
        assert_eq!(files(folder.path()).len(), 1, "{expected}");
        assert!(!folder.path().join("project").exists());
    }
}

#[test]
fn values_that_look_like_jinja_stand_in_raw_blocks() {
    let plan = root()
        .join("tests/data/dbt/awkward.yaml")
        .display()
        .to_string();
    let folder = folder_with(&[]);
    segplan_in(folder.path(), &["dbt", &plan, "-o", "project"]).code(0);
    let found = files(&folder.path().join("project"));
    let filled = minijinja::Environment::new()
        .render_str(
            &found[MODEL].replace("{{ source('segplan', 'leads') }}", "leads"),
            (),
        )
        .unwrap();
    let options = ["sql", &plan, "--dialect", "duckdb"];
    let sql = segplan_in(folder.path(), &options).code(0).stdout;
    // The model's segment and priority have types of their own.
    let plain = filled
        .replace("CAST(segment AS VARCHAR) AS segment", "segment")
        .replace("CAST(priority AS BIGINT) AS priority", "priority");
    assert_eq!(format!("{};", plain.trim_end()), sql.trim_end());
    assert!(found[MODEL].contains("{% raw %}arm = 'No {% mail %}' AS control,{% endraw %}"));
    for (name, text) in &found {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            assert!(
                !line.contains("{{ drop") || line.contains("{% raw %}"),
                "{name}: {line}"
            );
        }
    }
}

#[test]
fn rows_of_unit_tests_say_what_the_plan_gives_them() {
    // What `resolve` gives the rows, and what the unit tests expect of them, are the same.
    let folder = folder_with(&[("plan.yaml", TWO)]);
    let holdout = ["--holdout", "50%", "--salt", "q1"];
    let mut options = vec!["dbt", "plan.yaml", "-o", "project"];
    options.extend(holdout);
    segplan_in(folder.path(), &options).code(0);
    let text = fs::read_to_string(folder.path().join("project").join(UNIT_TESTS)).unwrap();
    let mut table = String::from("id,staff\n");
    let mut expected = String::new();
    for line in text.lines() {
        let first = line
            .trim()
            .strip_prefix("CAST('")
            .and_then(|rest| rest.split_once('\''));
        if let Some((key, _)) = first {
            table.push_str(key);
        } else if let Some(cell) = line.trim().strip_prefix("CAST(") {
            let (cell, _) = cell.split_once(' ').unwrap();
            writeln!(table, ",{}", cell.replace("NULL", "")).unwrap();
        } else if let Some(row) = line.trim().strip_prefix("UNION ALL SELECT '") {
            writeln!(table, "{}", row.replace("', ", ",").replace("NULL", "")).unwrap();
        } else if let Some(row) = line.trim().strip_prefix("- {id: \"") {
            let row = row
                .trim_end_matches('}')
                .replace('"', "")
                .replace("null", "");
            let cells: Vec<&str> = row.split(", ").collect();
            let cells = cells
                .iter()
                .map(|cell| cell.split_once(": ").map_or(*cell, |(_, value)| value));
            let mut cells: Vec<&str> = cells.collect();
            cells[0] = row.split(", ").next().unwrap();
            writeln!(expected, "{}", cells.join(",")).unwrap();
        }
    }
    fs::write(folder.path().join("rows.csv"), &table).unwrap();
    let mut options = vec![
        "resolve",
        "plan.yaml",
        "rows.csv",
        "-o",
        "out.csv",
        "--quiet",
    ];
    options.extend(holdout);
    segplan_in(folder.path(), &options).code(0);
    let resolved = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    let (header, rows) = resolved.split_once('\n').unwrap();
    assert_eq!(header, "id,segment,priority,also_matches,group");
    assert_eq!(rows.replace('\r', ""), expected);
    assert!(expected.lines().count() >= 8, "{expected}");
    for value in ["1000", "1001", "9", "10"] {
        assert!(table.contains(&format!(",{value}\n")), "{value}\n{table}");
    }
    assert!(
        expected.contains("control") && expected.contains("message"),
        "{expected}"
    );
}

#[test]
fn a_key_that_definitions_ask_for_has_their_values() {
    let plan = TWO.replace("where: staff > 1000", "where: staff > 1000 and id = 'a'");
    let folder = folder_with(&[("plan.yaml", &plan)]);
    segplan_in(folder.path(), &["dbt", "plan.yaml", "-o", "project"]).code(0);
    let text = fs::read_to_string(folder.path().join("project").join(UNIT_TESTS)).unwrap();
    assert!(
        text.contains("- {id: a, segment: large, priority: 1, also_matches: null}"),
        "{text}"
    );
    assert!(text.contains("- {id: null, segment: small,"), "{text}");
    // Empty, which is missing for a condition, is a key that stays as it is.
    assert!(text.contains("- {id: \"\", segment: default,"), "{text}");
}

#[test]
fn the_key_has_the_type_that_is_said_of_it() {
    let declared = TWO.replace("segments:", "attributes: {id: {type: integer}}\nsegments:");
    for (plan, options, expected) in [
        (TWO, &[][..], "data_type: VARCHAR"),
        (&declared, &[], "data_type: BIGINT"),
        (TWO, &["--key-type", "UUID"], "data_type: UUID"),
    ] {
        let folder = folder_with(&[("plan.yaml", plan)]);
        let mut all = vec!["dbt", "plan.yaml", "-o", "project"];
        all.extend(options);
        segplan_in(folder.path(), &all).code(0);
        let text = fs::read_to_string(folder.path().join("project").join(PROPERTIES)).unwrap();
        let key = text.split("- name: id\n").nth(1).unwrap();
        assert!(key.lines().nth(1).unwrap().contains(expected), "{text}");
    }
}
