//! `segplan columns`, from outside.

use std::fs;

use crate::common::{root, segplan, segplan_in};

#[test]
fn the_columns_of_the_example_are_told() {
    let run = segplan(&["columns", "plans/leads.csv", "--width", "100"]).code(0);
    insta::assert_snapshot!(run.stdout);
}

/// A table with everything that deserves care.
const MESSY: &str = "\
id;Vorname;E-Mail;Geburtsdatum;Umsatz;Newsletter;Konfession;PLZ;Mitarbeiter
1;Ana;ana@example.org;04.01.1980;1.234,50;ja;keine;01234;12
2;Bram;bram@example.org;31.12.1975;12,00;nein;n/a;81234;300
3;Inês;ines@example.org;15.06.1990;;ja;;10115;viele
4;Rui;;01.02.1985;7;;rk;20095;5
";

#[test]
fn personal_data_formats_and_placeholders_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("crm.csv"), MESSY).unwrap();
    let run = segplan_in(folder.path(), &["columns", "crm.csv"]).code(0);
    insta::assert_snapshot!(run.stdout);
    let json = segplan_in(folder.path(), &["columns", "crm.csv", "--format", "json"]).code(0);
    let columns = json.json()["columns"].clone();
    assert_eq!(columns[3]["format"], "%d.%m.%Y");
    assert_eq!(columns[3]["personal"], "birth date");
    assert_eq!(columns[4]["max"], 1234.5);
    assert_eq!(columns[6]["personal"], "special category");
    assert_eq!(columns[6]["placeholders"][0]["value"], "n/a");
    assert_eq!(columns[7]["type"], "text");
}

/// What was said of the table has to be said again, and each file where several are one table.
#[test]
fn the_next_command_reads_the_table_as_this_one_did() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a b.csv"), b"id;n\n1;M\xfcller\n2;x\n").unwrap();
    fs::write(at("b.csv"), "id\n3\n").unwrap();
    let words = [
        "columns",
        "a b.csv",
        "b.csv",
        "--encoding",
        "latin1",
        "--union",
    ];
    let run = segplan_in(folder.path(), &words).code(0);
    for says in [
        "`segplan columns \"a b.csv\" b.csv --encoding windows-1252 --union --outcome CONDITION`",
        "`segplan init --from \"a b.csv\" --from b.csv --encoding windows-1252 --union`",
    ] {
        assert!(run.stdout.contains(says), "{says}: {run:#?}");
    }
    let plan = "title: T\nsegments:\n  - {name: a, where: n = 'x', scores: {impact: 5, confidence: 5, ease: 5}}\n";
    fs::write(at("p.yaml"), plan).unwrap();
    let words = [
        "audit",
        "p.yaml",
        "a b.csv",
        "--encoding",
        "latin1",
        "--delimiter",
        ";",
    ];
    let run = segplan_in(folder.path(), &words).code(0);
    let says =
        "segplan audit p.yaml \"a b.csv\" --delimiter \";\" --encoding windows-1252 --verbose";
    assert!(run.stdout.contains(says), "{run:#?}");
}

#[test]
fn titles_above_the_header_of_a_csv_are_passed_over_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Export of May;;\n;;\nid;name;n\n1;a;2\n2;b;x\n";
    fs::write(folder.path().join("crm.csv"), text).unwrap();
    let run = segplan_in(folder.path(), &["columns", "crm.csv"]).code(0);
    assert!(run.stdout.contains("2 leads in 3 columns"), "{run:#?}");
    assert_eq!(run.stderr, "note: crm.csv: its header is in line 3\n");
    let plan = "title: T\nattributes: {n: {type: integer}}\nsegments:\n  - {name: a, where: n > 1, \
                scores: {impact: 5, confidence: 5, ease: 5}}\n";
    fs::write(folder.path().join("p.yaml"), plan).unwrap();
    let run = segplan_in(folder.path(), &["audit", "p.yaml", "crm.csv"]).code(2);
    assert!(
        run.stderr
            .contains("crm.csv, line 5: column n should hold a whole number"),
        "{run:#?}"
    );
}

#[test]
fn a_plan_is_no_lead_table() {
    let run = segplan(&["columns", "plans/quarterly.yaml"]).code(2);
    assert!(
        run.stderr.contains("is a plan, not a lead table"),
        "{run:#?}"
    );
    assert!(run.stderr.contains("segplan columns LEADS"), "{run:#?}");
}

/// Decimal commas, words for yes and no, dates and names as a German export has them.
#[test]
fn the_attributes_say_how_values_are_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("crm.csv"), MESSY).unwrap();
    let run = segplan_in(folder.path(), &["columns", "crm.csv", "--as", "attributes"]).code(0);
    insta::assert_snapshot!(run.stdout);
    let plan = format!(
        "title: Test\n{}segments:\n  - name: some\n    where: Umsatz > 10 and Newsletter and \
         Geburtsdatum < date '1985-01-01'\n    scores: {{impact: 5, confidence: 5, ease: 5}}\n",
        run.stdout
    );
    fs::write(folder.path().join("plan.yaml"), plan).unwrap();
    let audit = ["audit", "plan.yaml", "crm.csv", "--format", "json"];
    let audit = segplan_in(folder.path(), &audit).code(0).json();
    assert_eq!(audit["segments"][0]["matched"], 1);
}

/// The block is taken as it stands, by a plan that asks for every type of attribute.
#[test]
fn the_attributes_are_ready_for_a_plan() {
    let folder = tempfile::tempdir().unwrap();
    let leads = root().join("plans/leads.csv");
    let run = segplan(&["columns", "plans/leads.csv", "--as", "attributes"]).code(0);
    insta::assert_snapshot!(run.stdout);
    let plan = format!(
        "title: Test\n{}segments:\n  - name: some\n    where: no_of_employees > 100 and email_opt_in and \
         created_on > date '2026-01-01' and industry = 'Retail' and deal_value > 10\n    \
         scores: {{impact: 5, confidence: 5, ease: 5}}\n",
        run.stdout
    );
    fs::write(folder.path().join("plan.yaml"), plan).unwrap();
    let leads = leads.to_str().unwrap();
    let run = segplan_in(folder.path(), &["check", "plan.yaml", "--leads", leads]).code(0);
    assert!(!run.stdout.contains("placeholder"), "{run:#?}");
}

#[test]
fn what_goes_with_an_outcome_and_with_value_is_told() {
    let asked = [
        "columns",
        "plans/leads.csv",
        "--outcome",
        "converted = 1",
        "--value",
        "deal_value",
    ];
    let run = segplan(&[&asked[..], &["--width", "100"]].concat()).code(0);
    insta::assert_snapshot!(run.stdout);
    for threads in ["1", "4"] {
        let again = segplan(&[&asked[..], &["--width", "100", "--threads", threads]].concat());
        assert_eq!(again.stdout, run.stdout);
    }
    let json = segplan(&[&asked[..], &["--format", "json"]].concat())
        .code(0)
        .json();
    let webinar = &json["outcome"]["groups"][0];
    assert_eq!(webinar["where"], "source = 'Webinar'");
    assert_eq!(
        (&webinar["leads"], &webinar["outcomes"]),
        (&215.into(), &19.into())
    );
    assert_eq!(json["value"]["leads"], 907);
}

#[test]
fn a_condition_on_no_column_is_answered_with_the_nearest() {
    let run = segplan(&["columns", "plans/leads.csv", "--outcome", "convertd = 1"]).code(2);
    assert!(
        run.stderr.contains("there is no column convertd"),
        "{run:#?}"
    );
    assert!(run.stderr.contains("did you mean converted?"), "{run:#?}");
    let run = segplan(&["columns", "plans/leads.csv", "--value", "industry"]).code(2);
    assert!(run.stderr.contains("name a column of numbers"), "{run:#?}");
}

/// Two halves of a table hold what the whole one does, as files, as a pattern and as a folder.
#[test]
fn several_files_are_one_table() {
    let folder = tempfile::tempdir().unwrap();
    let whole = fs::read_to_string(root().join("plans/leads.csv")).unwrap();
    let (head, rows) = whole.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    fs::create_dir(folder.path().join("q1")).unwrap();
    for (name, part) in [("q1/a.csv", &rows[..900]), ("q1/b.csv", &rows[900..])] {
        fs::write(
            folder.path().join(name),
            format!("{head}\n{}\n", part.join("\n")),
        )
        .unwrap();
    }
    let told = |tables: &[&str]| {
        let asked = ["--outcome", "converted = 1", "--format", "json"];
        let run = segplan_in(folder.path(), &[&["columns"], tables, &asked].concat()).code(0);
        let mut json = run.json();
        json["source"] = "".into();
        json
    };
    fs::write(folder.path().join("whole.csv"), &whole).unwrap();
    let one = told(&["whole.csv"]);
    for tables in [&["q1/a.csv", "q1/b.csv"][..], &["q1/*.csv"], &["q1"]] {
        assert_eq!(told(tables), one, "{tables:?}");
    }
    let plan = |tables: &[&str]| {
        let from = ["init", "-", "--outcome", "converted = 1"];
        let tables = tables.iter().flat_map(|table| ["--from", table]);
        let asked: Vec<&str> = from.into_iter().chain(tables).collect();
        segplan_in(folder.path(), &asked).code(0).stdout
    };
    let body = |plan: String| plan.split_once("leads:\n").unwrap().1.to_owned();
    assert_eq!(
        body(plan(&["q1/a.csv", "q1/b.csv"])),
        body(plan(&["whole.csv"]))
    );
}
