//! `segplan rank`, from outside.

use crate::common::{TWO, folder_with, root, segplan, segplan_in};
use serde_json::Value;
use std::fs;

/// A plan whose every figure can be worked out by hand.
const HAND_MADE: &str = "\
title: By hand
as_of: 2027-01-04
qualify: {required: [actionable], at_least: 3}
order: {by: [score], break_ties: [confidence]}
segments:
  - {name: low, scores: {impact: 2, confidence: 5, ease: 5}}
  - {name: first_of_tie, scores: {impact: 6, confidence: 4, ease: 5}}
  - {name: second_of_tie, scores: {impact: 4, confidence: 6, ease: 5}}
  - {name: parked, scores: {impact: 10, confidence: 10, ease: 10}, qualifiers: {actionable: no}}
  - {name: open, scores: {impact: 9, confidence: 9}}
  - {name: top, scores: {impact: 9, confidence: 8, ease: 7}}
default: {name: newsletter}
";

fn by_hand(arguments: &[&str]) -> crate::common::Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), HAND_MADE).unwrap();
    let mut all = vec!["rank", "plan.yaml"];
    all.extend(arguments);
    segplan_in(folder.path(), &all).code(0)
}

fn column<'a>(rows: &'a Value, key: &str) -> Vec<&'a Value> {
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| &row[key])
        .collect()
}

#[test]
fn the_order_is_the_one_worked_out_by_hand() {
    let json = by_hand(&["--format", "json"]).json();
    let ranking = &json["ranking"];
    assert_eq!(
        column(ranking, "segment"),
        ["top", "second_of_tie", "first_of_tie", "low"]
    );
    assert_eq!(column(ranking, "rank"), [1, 2, 3, 4]);
    assert_eq!(column(ranking, "score"), [504.0, 120.0, 120.0, 50.0]);
    assert_eq!(ranking[2]["tie_broken_by"], "confidence");
    assert_eq!(ranking[1]["tie_broken_by"], Value::Null);
    assert_eq!(json["parked"][0]["segment"], "parked");
    assert_eq!(json["parked"][0]["because"][0], "not-actionable");
    assert_eq!(json["unscored"][0]["missing"], serde_json::json!(["ease"]));
    assert_eq!(json["default"]["label"], "Newsletter");
}

#[test]
fn showing_fewer_renumbers_nobody_and_hides_no_finding() {
    let all = by_hand(&["--format", "json"]).json();
    let some = by_hand(&["--format", "json", "--top", "2"]).json();
    assert_eq!(some["ranking"].as_array().unwrap().len(), 2);
    for row in [0, 1] {
        assert_eq!(some["ranking"][row], all["ranking"][row]);
    }
    assert_eq!(some["findings"], all["findings"]);
    let table = by_hand(&["--top", "2"]).stdout;
    assert!(table.contains("Showing the first 2 of 4 ranked segments."));
}

/// Below the table, too, only what is about the rows that are shown, and about no row.
#[test]
fn showing_fewer_shortens_what_stands_below() {
    let table = by_hand(&["--top", "1", "--verbose"]).stdout;
    for left_out in ["\nTied\n", "tied: "] {
        assert!(!table.contains(left_out), "{left_out} in\n{table}");
    }
    for kept in [
        "Showing the first 1 of 4 ranked segments.",
        "Parked: Parked, 1,000 (not actionable)",
        "Not scored: Open (no Ease)",
        "Everyone else: Newsletter\n",
        "Next steps\n",
    ] {
        assert!(table.contains(kept), "no {kept:?} in\n{table}");
    }
    let markdown = by_hand(&["--top", "1", "--format", "markdown"]).stdout;
    assert!(markdown.contains("Showing the first 1 of 4 ranked segments."));
    let whole = by_hand(&["--verbose"]).stdout;
    assert!(whole.contains("\nTied\n") && !whole.contains("Showing"));
    let leads = [
        "rank",
        "plans/quarterly.yaml",
        "--leads",
        "plans/leads.csv",
        "--verbose",
    ];
    let short = segplan(&[&leads[..], &["--top", "3"]].concat())
        .code(0)
        .stdout;
    assert!(short.contains("Active researchers before Returning webinar guests:"));
    assert!(!short.contains("Operations leaders before Trade fair contacts:"));
    assert!(!short.contains("\n  Dormant leads\n    - "), "{short}");
}

/// A plan of so many ranked segments, one parked, one without a score, one pinned, some weak.
fn crowded(ranked: usize, panel: bool) -> String {
    let mut plan = String::from(
        "title: Crowded\nas_of: 2027-01-04\nqualify: {required: [actionable]}\norder:\n  pin:\n    \
         - {segment: group_3, rank: 1, because: Board commitment of 12 November}\nsegments:\n  \
         - {name: away, label: Users of the rival system, scores: {impact: 9, confidence: 8, ease: \
         7}, qualifiers: {actionable: no}}\n  - {name: open, label: Hospital managers, scores: \
         {impact: 9, confidence: 8}}\n",
    );
    let group = |place: usize| {
        let (confidence, ease) = (2 + place % 8, 9 - place % 5);
        let stable = if place % 4 == 1 { "no" } else { "yes" };
        let scores = match panel {
            true => format!(
                "panel: {{ana: {{impact: 8, confidence: {confidence}, ease: {ease}}}, bram: {{impact: 3, \
                 confidence: 5, ease: 5}}}}"
            ),
            false => format!("scores: {{impact: 7, confidence: {confidence}, ease: {ease}}}"),
        };
        format!(
            "  - name: group_{place}\n    label: Leads of the group no. {place}\n    qualifiers: {{stable: \
             {stable}, actionable: yes}}\n    {scores}\n"
        )
    };
    plan.extend((0..ranked).map(group));
    plan
}

#[test]
fn a_ranking_fits_a_screen() {
    for (ranked, most) in [(12, 40), (20, 50)] {
        for panel in [false, true] {
            let folder = folder_with(&[("plan.yaml", &crowded(ranked, panel))]);
            let run = segplan_in(folder.path(), &["rank", "plan.yaml", "--width", "80"]).code(0);
            let lines = run.stdout.lines().count();
            assert!(lines <= most, "{lines} lines:\n{}", run.stdout);
            let rows = run
                .stdout
                .lines()
                .filter(|line| line.contains("Leads of the group no. "));
            assert!(rows.count() >= ranked);
            for part in [
                "Next steps",
                "Parked: ",
                "Not scored: ",
                "Weak candidates",
                "Certainty: ",
            ] {
                assert!(run.stdout.contains(part), "no {part} in\n{}", run.stdout);
            }
        }
    }
    let quarterly = ["rank", "plans/quarterly.yaml", "--width", "80"];
    assert!(segplan(&quarterly).code(0).stdout.lines().count() <= 40);
}

/// What a segment still lacks is for `check`, not for the screen on which a team decides.
#[test]
fn a_screen_says_the_answer_first_and_nothing_of_hygiene() {
    let screen = segplan(&["rank", "plans/workshop.yaml", "--width", "80"])
        .code(0)
        .stdout;
    let places = [
        "# Segment",
        "Next steps",
        "Parked: ",
        "Weak candidates",
        " more note",
        "Score: ",
    ];
    let places = places.map(|part| {
        screen
            .find(part)
            .unwrap_or_else(|| panic!("no {part}:\n{screen}"))
    });
    assert!(places.is_sorted(), "{screen}");
    let full = segplan(&["rank", "plans/workshop.yaml", "--verbose"])
        .code(0)
        .stdout;
    for hygiene in ["owner", "touchpoints", "definition"] {
        assert!(!screen.contains(hygiene), "{hygiene} in\n{screen}");
        assert!(
            full.contains(&format!("no-{hygiene}: ")),
            "no {hygiene} in\n{full}"
        );
    }
    assert!(screen.contains("`segplan check plans/workshop.yaml`"));
    assert!(!screen.contains("order-disputed") && full.contains("order-disputed"));
}

#[test]
fn headings_are_as_long_as_there_is_room() {
    let heading = |width| {
        let screen = segplan(&["rank", "plans/consultant.yaml", "--width", width])
            .code(0)
            .stdout;
        let line = screen
            .lines()
            .find(|line| line.contains(" Segment"))
            .unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(heading("80"), "# Segment I C E Score MRADS Certainty Flags");
    let words = "# Segment Imp. Conf. Effort Score Meas. Rel. Act. Dist. Stab. Certainty Flags";
    assert_eq!(heading("100"), words);
    assert!(heading("200").contains("Impact Confidence Effort Score Measurable Relevant"));
    let panel = segplan(&["rank", "plans/workshop.yaml"]).code(0).stdout;
    assert!(panel.contains("  Spread  ") && panel.contains("Spread: the widest gap"));
    let none = segplan(&["rank", "plans/bank.yaml"]).code(0).stdout;
    assert!(!none.contains("Spread"));
}

/// A lead table beside the plan is read as `audit` and `report` read one.
#[test]
fn lead_tables_are_read_with_the_same_options() {
    let folder = folder_with(&[
        ("plan.yaml", TWO),
        ("leads.csv", "id:staff\n1:2000\n2:5\n3:7:8\n4:9\n"),
    ]);
    for command in [
        &["rank", "plan.yaml"][..],
        &["explain", "plan.yaml", "small"],
    ] {
        let plain = [command, &["--leads", "leads.csv"]].concat();
        let options = ["--delimiter", ":", "--lenient", "--threads", "1"];
        let refused = segplan_in(folder.path(), &[&plain[..], &options[..2]].concat()).code(2);
        assert!(refused.stderr.contains("line 4"), "{refused:?}");
        let run = segplan_in(folder.path(), &[&plain[..], &options].concat()).code(0);
        assert_eq!(
            run.stderr,
            "note: left out 1 row without as many cells as the header, the first on line 4\n"
        );
    }
    let json = [
        "rank",
        "plan.yaml",
        "--leads",
        "leads.csv",
        "--format",
        "json",
    ];
    let options = ["--delimiter", ":", "--lenient", "--quiet"];
    let run = segplan_in(folder.path(), &[&json[..], &options].concat()).code(0);
    assert_eq!(column(&run.json()["ranking"], "won"), [1, 2]);
    assert!(run.stderr.is_empty());
}

#[test]
fn the_json_keeps_its_contract() {
    let json = segplan(&["rank", "plans/quarterly.yaml", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(json["schema"], "segplan/ranking/v1");
    let plan = json["plan"].as_object().unwrap();
    let keys: Vec<&String> = plan.keys().collect();
    assert_eq!(
        keys,
        [
            "title",
            "formula",
            "third_score",
            "scale",
            "as_of",
            "capacity",
            "draws",
            "seed"
        ]
    );
    let row = &json["ranking"][1];
    for key in [
        "rank",
        "segment",
        "label",
        "score",
        "score_percent",
        "impact",
        "confidence",
        "ease",
        "effort",
        "qualifiers",
        "qualifiers_met",
        "weak",
        "flags",
        "tie_broken_by",
        "pinned",
        "certainty",
        "cost",
        "cut",
    ] {
        assert!(row.get(key).is_some(), "no {key} in {row}");
    }
    let ranked = json["ranking"].as_array().unwrap().len();
    for (place, row) in json["ranking"].as_array().unwrap().iter().enumerate() {
        let ranks = row["certainty"]["ranks"].as_array().unwrap();
        let whole: f64 = ranks.iter().map(|share| share.as_f64().unwrap()).sum();
        assert!((whole - 1.0).abs() < 1e-9 && ranks.len() == ranked);
        assert_eq!(
            row["certainty"]["beats_next"].is_null(),
            place + 1 == ranked
        );
        assert_eq!(json["pairwise"]["beats"][place][place], 0.5);
    }
    for finding in json["findings"].as_array().unwrap() {
        let line = finding["line"].as_u64().unwrap();
        let text = fs::read_to_string(root().join("plans/quarterly.yaml")).unwrap();
        assert!(line >= 1 && line <= text.lines().count() as u64);
        assert!(finding["route"].is_string() && finding["message"].is_string());
    }
}

#[test]
fn effort_counts_the_other_way_and_json_says_both() {
    let json = segplan(&["rank", "plans/consultant.yaml", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(json["plan"]["third_score"], "effort");
    for row in json["ranking"].as_array().unwrap() {
        let (ease, effort) = (
            row["ease"].as_f64().unwrap(),
            row["effort"].as_f64().unwrap(),
        );
        assert!((ease + effort - 11.0).abs() < 1e-12);
        let score = row["impact"].as_f64().unwrap() * row["confidence"].as_f64().unwrap() / effort;
        assert!((row["score"].as_f64().unwrap() - score).abs() < 1e-9);
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_and_another_seed_the_same_order() {
    let run = |seed| {
        segplan(&[
            "rank",
            "plans/workshop.yaml",
            "--format",
            "json",
            "--seed",
            seed,
        ])
        .code(0)
    };
    let (first, again, other) = (run("1"), run("1"), run("2"));
    assert_eq!(first.stdout, again.stdout);
    assert_ne!(first.stdout, other.stdout);
    let (first, other) = (first.json(), other.json());
    assert_eq!(
        column(&first["ranking"], "segment"),
        column(&other["ranking"], "segment")
    );
    let draws = segplan(&[
        "rank",
        "plans/workshop.yaml",
        "--format",
        "json",
        "--draws",
        "500",
    ])
    .json();
    assert_eq!(draws["plan"]["draws"], 500);
}

#[test]
fn csv_has_a_row_for_every_candidate_and_markdown_a_table() {
    let csv = by_hand(&["--format", "csv"]).stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let status: Vec<&str> = rows.iter().map(|row| &row[at("status")]).collect();
    assert_eq!(
        status,
        ["ranked", "ranked", "ranked", "ranked", "parked", "unscored"]
    );
    assert_eq!(&rows[0][at("score")], "504");
    assert_eq!(&rows[4][at("rank")], "");
    assert_eq!(&rows[5][at("because")], "ease");
    let markdown = by_hand(&["--format", "markdown"]).stdout;
    assert!(markdown.starts_with("# By hand (as of 2027-01-04)\n"));
    assert!(markdown.contains("| 1 | Top | 9 | 8 | 7 | 504 |"));
    assert!(
        markdown.contains("\nParked: Parked, 1,000 (not actionable)\n"),
        "{markdown}"
    );
}

#[test]
fn the_table_fits_80_columns_and_says_everything_in_words() {
    for plan in crate::common::yaml_files("plans") {
        let table = segplan(&["rank", &plan, "--width", "80"]).code(0).stdout;
        for line in table.lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= 80, "{width} columns in {plan}: {line}");
        }
        assert!(table.contains("simulated") && table.contains("not on lead data"));
        assert!(!table.contains('\u{1b}'), "no color where nobody watches");
    }
    let table = by_hand(&[]).stdout;
    for words in [
        "Parked: Parked, 1,000 (not actionable)",
        "Not scored: Open (no Ease)",
        "Everyone else: Newsletter\n",
        "Next steps\n  1. Find a way to reach Parked: it would rank 1st.\n  2. Give Open an Ease score so it \
         can be ranked.\n",
        "tied: a tie-break decides",
    ] {
        assert!(table.contains(words), "no {words:?} in\n{table}");
    }
}

#[test]
fn color_is_there_when_asked_for() {
    let colored = by_hand(&["--color", "always"]).stdout;
    let (red, yellow, dim) = (
        "\u{1b}[1m\u{1b}[38;5;160m",
        "\u{1b}[38;5;130m",
        "\u{1b}[38;5;243m",
    );
    assert!(
        colored.contains(&format!("{red}Parked\u{1b}[0m: ")),
        "{colored:?}"
    );
    assert!(
        colored.contains(&format!("{yellow}Weak candidates")),
        "{colored:?}"
    );
    assert!(
        colored.contains(&format!("{dim}Certainty: ")),
        "{colored:?}"
    );
    let disagrees = segplan(&["rank", "plans/workshop.yaml", "--color", "always"]).stdout;
    assert!(
        disagrees.contains("38;5;160mdisagrees 36 %"),
        "{disagrees:?}"
    );
}

#[test]
fn the_day_can_be_another_and_is_printed() {
    let table = segplan(&["rank", "plans/quarterly.yaml", "--as-of", "2030-01-01"])
        .code(0)
        .stdout;
    assert!(table.contains("(as of 2030-01-01)"));
    assert!(table.contains("review"), "{table}");
    let wrong = segplan(&["rank", "plans/quarterly.yaml", "--as-of", "1.1.2030"]).code(2);
    assert!(
        wrong
            .stderr
            .contains("write a date like 2027-01-31, or `today`")
    );
}

#[test]
fn a_plan_without_anyone_to_rank_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("p.yaml"),
        "title: t\nsegments:\n  - name: a\n",
    )
    .unwrap();
    let table = segplan_in(folder.path(), &["rank", "p.yaml"])
        .code(0)
        .stdout;
    assert!(table.contains("No segment is ranked yet"));
    assert!(table.contains("Not scored: A (no Impact, Confidence or Ease)"));
}

#[test]
fn a_result_goes_to_a_file_by_its_extension_and_never_over_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("p.yaml"), HAND_MADE).unwrap();
    segplan_in(folder.path(), &["rank", "p.yaml", "-o", "out.json"]).code(0);
    let text = fs::read_to_string(folder.path().join("out.json")).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["schema"], "segplan/ranking/v1");
    let over = segplan_in(
        folder.path(),
        &["rank", "p.yaml", "--format", "csv", "-o", "./p.yaml"],
    )
    .code(2);
    assert!(over.stderr.contains("would overwrite p.yaml"));
    assert_eq!(
        fs::read_to_string(folder.path().join("p.yaml")).unwrap(),
        HAND_MADE
    );
    let nowhere = segplan_in(
        folder.path(),
        &["rank", "p.yaml", "-o", "no/such/folder.csv"],
    )
    .code(3);
    assert!(
        nowhere.stderr.contains("there is no folder no/such"),
        "{nowhere:#?}"
    );
    let strange = segplan_in(folder.path(), &["rank", "p.yaml", "-o", "order.docx"]).code(2);
    assert!(
        strange
            .stderr
            .contains("a .docx file can't be written here")
    );
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|one| one.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "nothing half-written: {left:?}");
}

#[test]
fn a_wrong_plan_is_told_at_its_line_and_nothing_is_ranked() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = HAND_MADE.replace("impact: 9, confidence: 8", "impact: 11, confidence: high");
    fs::write(folder.path().join("p.yaml"), wrong).unwrap();
    let run = segplan_in(folder.path(), &["rank", "p.yaml"]).code(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("11 is outside the scale of 1 to 10"));
    assert!(
        run.stderr
            .contains("`confidence` should be a score, but here is `high`")
    );
    assert!(run.stderr.contains("p.yaml:11:"));
}

#[test]
fn options_of_a_lead_table_without_one_are_refused() {
    let folder = folder_with(&[("plan.yaml", TWO)]);
    for command in [
        &["rank", "plan.yaml"][..],
        &["explain", "plan.yaml", "small"],
        &["report", "plan.yaml"],
    ] {
        for option in [
            &["--lenient"][..],
            &["--delimiter", ";"],
            &["--threads", "2"],
        ] {
            let run = segplan_in(folder.path(), &[command, option].concat()).code(2);
            assert!(run.stderr.contains("--leads <FILE>"), "{run:?}");
        }
    }
    let audit = ["audit", "plan.yaml", "--from-masks", "m.csv", "--lenient"];
    let run = segplan_in(folder.path(), &audit).code(2);
    assert!(run.stderr.contains("cannot be used with"), "{run:?}");
}

#[test]
fn a_plan_in_place_of_the_lead_table_is_met_with_the_command() {
    let folder = folder_with(&[("plan.yaml", TWO), ("plan.txt", TWO)]);
    for leads in ["plan.yaml", "plan.txt"] {
        for (command, usage) in [
            (
                &["rank", "plan.yaml", "--leads", leads][..],
                "rank plan.yaml --leads LEADS",
            ),
            (
                &["report", "plan.yaml", "--leads", leads],
                "report plan.yaml --leads LEADS",
            ),
            (
                &["explain", "plan.yaml", "small", "--leads", leads],
                "explain plan.yaml small --leads LEADS",
            ),
            (&["audit", "plan.yaml", leads], "audit plan.yaml LEADS"),
            (
                &["resolve", "plan.yaml", leads, "-o", "out.csv"],
                "resolve plan.yaml LEADS --output out.csv",
            ),
        ] {
            let run = segplan_in(folder.path(), command).code(2);
            let said = format!(
                "error: {leads} is a plan, not a lead table\n  help: write `segplan {usage}`, where \
                 LEADS is a CSV, XLSX, Parquet or JSON lines file\n"
            );
            assert_eq!(run.stderr, said);
        }
    }
}

#[test]
fn the_cut_line_stands_in_the_table_and_says_how_likely_segments_make_it() {
    let plan = "plans/workshop.yaml";
    let page = segplan(&["rank", plan]).code(0).stdout;
    let lines: Vec<&str> = page.lines().collect();
    let line = lines
        .iter()
        .position(|line| line.starts_with("── cut line: 4 segments ──"));
    let line = line.unwrap_or_else(|| panic!("no line in\n{page}"));
    assert!(
        lines[line - 1].contains("People who ask about AI") && lines[line - 1].contains("in 36 %")
    );
    assert!(lines[line + 1].contains("Webinar guests") && lines[line + 1].contains("out 58 %"));
    assert!(page.contains(
        "4 of 9 ranked segments make the cut (capacity: 4 segments).\n\
         People who ask about AI is 36 % likely to make it, Webinar guests 58 %: the simulation \
         favors the opposite order.\n"
    ));
    assert!(!segplan(&["rank", plan, "--top", "3"]).stdout.contains("──"));
    let json = segplan(&["rank", plan, "--format", "json"]).json();
    let row = &json["ranking"][3];
    assert_eq!(
        (&row["segment"], &row["cut"]["in"]),
        (&"ai_curious".into(), &true.into())
    );
    let shares = json["ranking"].as_array().unwrap().iter();
    let shares = shares.map(|row| row["cut"]["share"].as_f64().unwrap());
    assert!(
        (shares.sum::<f64>() - 4.0).abs() < 1e-9,
        "one segment takes each place"
    );
    assert_eq!(json["plan"]["capacity"]["segments"], 4);
    let explained = segplan(&["explain", plan, "webinar_guests"]).stdout;
    assert!(explained.contains("Doesn't make the cut (58 % likely to make it)"));
}
