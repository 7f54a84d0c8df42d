//! `segplan check` from outside: formats, exit codes, and files that no plan should be.

use std::fmt::Write;
use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::common::{Run, TWO, folder_with, root, segplan, segplan_in};

const SOUND: &str = "title: t\nas_of: 2027-01-04\nsegments:\n  - {name: a, scores: {impact: 5, confidence: 5, ease: 5}}\n";

/// Checks a file of these bytes; the program has to answer soon, whatever they are.
fn check(bytes: &[u8], more: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), bytes).unwrap();
    let mut arguments = vec!["check", "plan.yaml"];
    arguments.extend(more);
    let began = Instant::now();
    let run = segplan_in(folder.path(), &arguments);
    // Far beyond what any of these takes: this catches a hang, it measures nothing.
    assert!(
        began.elapsed() < Duration::from_mins(1),
        "no answer in a minute"
    );
    run
}

/// An error that says what is wrong, at a line of the file.
#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let run = check(bytes, &[]).code(1);
    assert!(
        run.stdout.contains("error[") && run.stdout.contains(words),
        "{run:#?}"
    );
}

#[test]
fn findings_and_not_files_decide_the_exit_code() {
    check(SOUND.as_bytes(), &[]).code(0);
    check(SOUND.as_bytes(), &["--deny", "info"]).code(1);
    check(SOUND.as_bytes(), &["--deny", "info", "--show", "error"]).code(1);
    check(b"title: t\n", &[]).code(1);
    let missing = segplan(&["check", "no-such-plan.yaml"]).code(3);
    assert!(
        missing.stderr.contains("cannot read no-such-plan.yaml"),
        "{missing:#?}"
    );
    let several = segplan(&["check", "no-1.yaml", "plans", "no-2.yaml"]).code(3);
    assert_eq!(
        several.stderr,
        "error: cannot read no-1.yaml: there is no such file\n\
         error: cannot read plans: it is a folder; name a YAML file in it\n\
         error: cannot read no-2.yaml: there is no such file\n"
    );
    let folder = segplan(&["check", "plans"]).code(3);
    assert!(folder.stderr.contains("it is a folder"), "{folder:#?}");
    let some = segplan(&["check", "no-such-plan.yaml", "plans/quarterly.yaml"]).code(3);
    assert!(
        some.stdout.contains("plans/quarterly.yaml"),
        "the other is still checked"
    );
}

#[test]
fn several_plans_are_told_apart() {
    let json = segplan(&[
        "check",
        "plans/workshop.yaml",
        "plans/consultant.yaml",
        "--format",
        "json",
    ])
    .code(0)
    .json();
    assert_eq!(json["schema"], "segplan/check/v1");
    assert_eq!(json["files"][0]["file"], "plans/workshop.yaml");
    assert_eq!(json["files"][1]["file"], "plans/consultant.yaml");
    for file in json["files"].as_array().unwrap() {
        for finding in file["findings"].as_array().unwrap() {
            assert!(finding["line"].as_u64().unwrap() > 0 && finding["flag"].is_string());
        }
    }
}

#[test]
fn problems_come_as_json_with_their_lines() {
    let wrong = SOUND
        .replace("impact: 5", "impact: 50")
        .replace("as_of", "asof");
    let findings = check(wrong.as_bytes(), &["--format", "json"])
        .code(1)
        .json()["files"][0]["findings"]
        .clone();
    let told: Vec<(u64, &str)> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["line"].as_u64().unwrap(), one["flag"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(2, "unknown-key"), (4, "out-of-scale")]);
}

#[test]
fn annotations_name_file_line_and_column() {
    let run = check(
        b"title: t\nsegments:\n  - {name: a, scores: {impact: 50}}\n",
        &["--format", "github"],
    )
    .code(1);
    assert!(
        run.stdout
            .starts_with("::error file=plan.yaml,line=3,col=32,title=out-of-scale::50 is outside"),
        "{run:#?}"
    );
}

#[test]
fn only_what_is_asked_for_is_shown() {
    let all = segplan(&["check", "plans/workshop.yaml"]).code(0).stdout;
    let some = segplan(&["check", "plans/workshop.yaml", "--show", "warning"])
        .code(0)
        .stdout;
    assert!(all.contains("info[") && !some.contains("info[") && some.contains("warning["));
}

/// What fails a check is said, also where it is not shown.
#[test]
fn what_is_denied_and_not_shown_is_said() {
    let plan = "title: t\nsegments:\n  - {name: a, scores: {impact: 8, confidence: 8, ease: 8}}\n";
    let unseen = ["--deny", "info", "--show", "error"];
    let run = check(plan.as_bytes(), &unseen);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (1, "no errors in plan.yaml\n")
    );
    assert_eq!(
        run.stderr,
        "denied: 1 warning and 8 infos in plan.yaml, which --show error leaves out\n"
    );
    let json = check(
        plan.as_bytes(),
        &[&unseen[..], &["--format", "json"]].concat(),
    );
    assert!(
        json.code == 1 && json.stderr.contains("denied: "),
        "{json:?}"
    );
    let shown = check(plan.as_bytes(), &["--deny", "info"]);
    assert!(shown.code == 1 && shown.stderr.is_empty(), "{shown:?}");
    assert!(
        shown.stdout.contains("1 warning and 8 infos in plan.yaml"),
        "{shown:?}"
    );
}

#[test]
fn a_plan_reads_the_same_however_its_lines_end() {
    let plain = check(SOUND.as_bytes(), &["--format", "json"])
        .code(0)
        .stdout;
    let windows = SOUND.replace('\n', "\r\n");
    assert_eq!(
        check(windows.as_bytes(), &["--format", "json"])
            .code(0)
            .stdout,
        plain
    );
    let marked = format!("\u{feff}{SOUND}");
    assert_eq!(
        check(marked.as_bytes(), &["--format", "json"])
            .code(0)
            .stdout,
        plain
    );
}

#[test]
fn names_in_any_script_are_shown_as_they_are() {
    let plan = SOUND.replace("name: a,", "name: a, label: \"工場長 مدير Größe\",");
    let run = check(plan.as_bytes(), &["--deny", "warning", "--format", "json"]).code(0);
    assert_eq!(run.json()["files"][0]["findings"][0]["line"], 1);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.yaml"), plan).unwrap();
    let table = segplan_in(folder.path(), &["rank", "p.yaml"])
        .code(0)
        .stdout;
    assert!(table.contains("工場長 مدير Größe"));
}

#[test]
fn files_that_are_no_plan_are_refused_in_words() {
    refused(b"", "no plan in this file");
    refused(b"# nothing but a comment\n", "no plan in this file");
    refused(b"title: t\0segments\n", "zero byte");
    refused(&[0xff, 0xfe, b't', 0], "UTF-16");
    refused(b"title: \xff\xfe\n", "not UTF-8");
    refused(b"- a\n- b\n", "look like a plan");
    refused(b"just words\n", "look like a plan");
    refused(b"title: t\nsegments:\n\t- name: a\n", "tab");
    refused("title:\u{a0}t\nsegments: []\n".as_bytes(), "no-break space");
    refused(
        "title: t\nsegments:\n  - name: a\n  – name: b\n".as_bytes(),
        "long dash",
    );
    refused(b"title: t\n---\ntitle: u\n", "second document");
}

#[test]
fn files_made_to_do_harm_are_refused_soon() {
    let mut bomb = String::from("title: t\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        writeln!(bomb, "a{level}: &a{level} [{below}]").unwrap();
    }
    check(bomb.as_bytes(), &[]).code(1);
    refused("[".repeat(200_000).as_bytes(), "never closed");
    let closed = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    refused(closed.as_bytes(), "deep");
    let stairs: Vec<String> = (0..5_000)
        .map(|level| format!("{}a:\n", " ".repeat(level)))
        .collect();
    check(stairs.concat().as_bytes(), &[]).code(1);
    let deep = format!(
        "title: t\nsegments:\n  - {{name: a, where: \"{}x{}\"}}\n",
        "(".repeat(90_000),
        ")".repeat(90_000)
    );
    check(deep.as_bytes(), &[]).code(1);
    let large = "# a comment that says nothing\n".repeat(50 * 1024 * 1024 / 30);
    refused(large.as_bytes(), "larger than 16 MB");
    let scorers: Vec<String> = (0..5_000)
        .map(|scorer| format!("s{scorer}: {{impact: 5}}, "))
        .collect();
    let panel = format!(
        "title: t\nsegments:\n  - {{name: a, panel: {{{}}}}}\n",
        scorers.concat()
    );
    refused(panel.as_bytes(), "scorers");
}

#[test]
fn all_problems_of_a_file_are_told_in_its_order() {
    let run = check(
        b"title: t\nreviewed: yesterday\nsegments:\n  - name: a\n    scores: {impact: high, confidence: 11, ease: 5}\n    mesage: m\n  - name: a\n",
        &[],
    )
    .code(1);
    let places: Vec<usize> = [
        "yesterday",
        "high",
        "11 is outside",
        "mesage",
        "two segments are named",
    ]
    .iter()
    .map(|words| {
        run.stdout
            .find(words)
            .unwrap_or_else(|| panic!("no {words}: {run:#?}"))
    })
    .collect();
    assert!(places.is_sorted(), "{run:#?}");
    assert!(run.stdout.contains("5 errors in plan.yaml"), "{run:#?}");
}

#[test]
fn a_table_or_a_workbook_for_a_plan_is_named_with_what_to_write() {
    let leads = "lead_id,industry\n1,Retail\n2,Health\n";
    let orders = "id;country;worth;won\n1;Austria;5;1\n";
    let quoted = fs::read_to_string(root().join("plans/leads.csv")).unwrap();
    let folder = folder_with(&[
        ("q1.yaml", SOUND),
        ("leads.csv", leads),
        ("orders.csv", orders),
        ("quoted.csv", &quoted),
    ]);
    fs::write(folder.path().join("plan.xlsx"), b"PK\x03\x04\x14\0\x06\0").unwrap();
    fs::write(folder.path().join("leads.parquet"), b"PAR1\x15\x04").unwrap();
    fs::write(folder.path().join("leads.feather"), b"ARROW1\0\0\xff").unwrap();
    for (arguments, message, help) in [
        (
            ["rank", "leads.csv"].as_slice(),
            "this is a table, not a plan",
            "`segplan rank PLAN --leads leads.csv`",
        ),
        (
            &["audit", "leads.csv", "q1.yaml"],
            "this is a table, not a plan",
            "`segplan audit PLAN leads.csv`",
        ),
        (
            &["rank", "orders.csv"],
            "this is a table, not a plan",
            "`segplan audit PLAN orders.csv`",
        ),
        (
            &["audit", "quoted.csv", "q1.yaml"],
            "this is a table, not a plan",
            "`segplan audit PLAN quoted.csv`",
        ),
        (
            &["rank", "leads.feather"],
            "this is an Arrow table, not a plan",
            "`segplan audit PLAN leads.feather`",
        ),
        (
            &["rank", "leads.parquet"],
            "this is a Parquet table, not a plan",
            "`segplan audit PLAN leads.parquet`",
        ),
        (
            &["rank", "plan.xlsx"],
            "this is a workbook, not a plan",
            "`segplan init` writes one to fill in",
        ),
    ] {
        let run = segplan_in(folder.path(), arguments).code(2);
        let said = run.stderr.contains(message) && run.stderr.contains(help);
        assert!(said, "{arguments:?}: {run:#?}");
    }
}

#[test]
fn a_sheet_on_standard_input_is_named_as_a_command_line_does() {
    let folder = folder_with(&[(
        "ideas.csv",
        "Segment,Impact,Confidence,Ease\nVisitors,8,6,7\n",
    )]);
    let run = Command::new(env!("CARGO_BIN_EXE_segplan"))
        .args(["check", "-"])
        .current_dir(folder.path())
        .stdin(fs::File::open(folder.path().join("ideas.csv")).unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.contains("`segplan import - -o PLAN`"), "{said}");
    assert_eq!(run.status.code(), Some(1));
}

/// With leads, a pipeline can fail on what the data say.
#[test]
fn leads_are_checked_too() {
    let folder = folder_with(&[("plan.yaml", TWO), ("leads.csv", "id,staff\na,2000\n")]);
    let check = [
        "check",
        "plan.yaml",
        "--deny",
        "warning",
        "--format",
        "json",
    ];
    let flags = |run: &Run| -> Vec<String> {
        let json = run.json();
        let found = json["files"][0]["findings"].as_array().unwrap().clone();
        found
            .iter()
            .map(|one| one["flag"].as_str().unwrap().to_owned())
            .collect()
    };
    let alone = segplan_in(folder.path(), &check);
    assert!(!flags(&alone).contains(&"empty".to_owned()));
    let leads = [&check[..], &["--leads", "leads.csv"]].concat();
    let run = segplan_in(folder.path(), &leads).code(1);
    assert!(flags(&run).contains(&"empty".to_owned()), "{run:?}");
    let piped = ["check", "plan.yaml", "plan.yaml", "--leads", "-"];
    let run = segplan_in(folder.path(), &piped).code(2);
    assert!(run.stderr.contains("one plan only"), "{run:?}");
}
