//! `segplan import`, from outside: sheets as teams write them. The files of `tests/data/sheets`
//! `reflexsom`, `tako`, `stack` and `hypothesis` are tables of public repositories.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{Run, folder_with, root, segplan_in};

/// A plan made of a sheet.
struct Imported {
    folder: TempDir,
    run: Run,
    plan: String,
}

impl Imported {
    /// The labels in the order of the plan.
    fn order(&self) -> Vec<String> {
        let ranking = segplan_in(
            self.folder.path(),
            &["rank", "plan.yaml", "--format", "json"],
        )
        .code(0)
        .json();
        labels(&ranking["ranking"])
    }

    #[track_caller]
    fn says(&self, text: &str) {
        assert!(
            self.run.stdout.contains(text),
            "{text}: {}",
            self.run.stdout
        );
    }

    #[track_caller]
    fn has(&self, text: &str) {
        assert!(self.plan.contains(text), "{text}: {}", self.plan);
    }
}

fn labels(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["label"].as_str().unwrap().to_owned())
        .collect()
}

fn sheet(name: &str) -> String {
    root()
        .join("tests/data/sheets")
        .join(name)
        .display()
        .to_string()
}

#[track_caller]
fn import(name: &str, options: &[&str]) -> Imported {
    let folder = tempfile::tempdir().unwrap();
    let sheet = sheet(name);
    let arguments = [
        &["import", &sheet, "-o", "plan.yaml", "--width", "300"],
        options,
    ]
    .concat();
    let run = segplan_in(folder.path(), &arguments).code(0);
    let plan = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    Imported { folder, run, plan }
}

#[track_caller]
fn refused(name: &str, options: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let sheet = sheet(name);
    let arguments = [&["import", &sheet, "-o", "plan.yaml"], options].concat();
    let run = segplan_in(folder.path(), &arguments).code(2);
    assert!(!folder.path().join("plan.yaml").exists());
    run
}

#[test]
fn every_sheet_is_imported_as_people_see_it() {
    let folder = root().join("tests/data/sheets");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(names.len() >= 14 + 4, "{names:?}");
    let mut text = String::new();
    for name in names {
        let folder = tempfile::tempdir().unwrap();
        let run = segplan_in(
            folder.path(),
            &["import", &sheet(&name), "-o", "plan.yaml", "--width", "100"],
        );
        write!(
            text,
            "=== {name} (exit code {})\n{}{}",
            run.code, run.stdout, run.stderr
        )
        .unwrap();
        if run.code == 0 {
            let plan = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
            let (_, body) = plan.split_once("\ntitle: ").unwrap();
            let rank = segplan_in(folder.path(), &["rank", "plan.yaml", "--format", "csv"]).code(0);
            let ranks = rank
                .stdout
                .lines()
                .skip(1)
                .map(|line| line.split(',').take(3).collect::<Vec<_>>().join(" "));
            write!(
                text,
                "--- plan.yaml\ntitle: {body}--- rank\n{}\n",
                ranks.collect::<Vec<_>>().join("\n")
            )
            .unwrap();
        }
        text.push('\n');
    }
    insta::assert_snapshot!(text);
}

#[test]
fn means_rounded_to_two_digits_fit_the_scores_made_of_them() {
    let plan = import("reflexsom.csv", &[]);
    plan.says("all 15 rows fit Impact × Confidence × Ease");
    assert!(!plan.run.stdout.contains("To check"), "{}", plan.run.stdout);
    plan.has("# A3; stated score 726; Prioridade: Must Have");
    plan.has("scores: {impact: 9.33, confidence: 9.33, ease: 8.33}");
    assert_eq!(
        plan.order()[..2],
        ["Realizar cadastro do cliente", "Realizar login do cliente"]
    );
}

#[test]
fn a_score_that_divides_by_ease_is_told_and_can_be_turned() {
    let plan = import("tako.csv", &[]);
    plan.says("all 5 rows fit Impact × Confidence / Ease");
    plan.says(
        "\"Ease\" sounds as if a high number were easy, but the sheet's scores fall with it.",
    );
    plan.has("formula: ratio");
    assert_eq!(plan.order()[..2], ["Multi-language", "PostgreSQL support"]);
    let turned = import("tako.csv", &["--ease-is", "ease"]);
    turned.has("formula: product");
    assert_eq!(turned.order()[0], "VS Code extension");
    assert!(
        !turned.run.stdout.contains("sounds as if"),
        "{}",
        turned.run.stdout
    );
}

#[test]
fn an_effort_that_is_multiplied_is_told_and_can_be_turned() {
    let plan = import("effort-as-ease.csv", &[]);
    plan.says("sounds as if a high number were hard, but the sheet's scores rise with it.");
    plan.has("scores: {impact: 8, confidence: 6, ease: 7}");
    let turned = import("effort-as-ease.csv", &["--ease-is", "effort"]);
    turned.has("scores: {impact: 8, confidence: 6, effort: 7}");
}

#[test]
fn a_heading_states_the_direction_and_the_scale() {
    let plan = import("stack.csv", &[]);
    plan.says(
        "\"Ease (1-5, lower = easier)\" is effort: the highest is the hardest, as the heading says",
    );
    plan.has("      effort: 10           # 5 in E6\n");
    let order = plan.order();
    assert_eq!(order[0], "Fix Qdrant Health Check");
    assert_eq!(
        order[4..],
        [
            "Change Default Passwords for Production",
            "Add Backup Strategy for Persistent Volumes",
            "Implement Logging Strategy with Rotation",
            "Add Startup Probes for Slow Services",
        ]
    );
}

#[test]
fn reach_has_no_place_and_is_not_lost() {
    let plan = import("hypothesis.csv", &[]);
    plan.says("B       Reach       no place; noted above each segment");
    plan.says("ICE has no Reach: the plan ranks without it");
    plan.has("# A2; Reach: 3\n");
    plan.has("formula: ratio");
}

#[test]
fn a_slip_is_named_by_cell_and_stands_beside_the_score() {
    let plan = import("slip.csv", &[]);
    plan.says("7 of 8 rows fit Impact × Confidence × Ease");
    plan.says("E9: stated 432, Impact × Confidence × Ease gives 162");
    plan.has("    # E9: stated 432, Impact × Confidence × Ease gives 162\n    scores: {impact: 9, confidence: 2, ease: 9}\n");
    plan.says("B10: Impact is missing, so \"Banks\" isn't ranked");
    let ranking = segplan_in(
        plan.folder.path(),
        &["rank", "plan.yaml", "--format", "json"],
    )
    .json();
    assert_eq!(labels(&ranking["unscored"]), ["Banks"]);
}

#[test]
fn titles_blank_rows_and_totals_are_no_ideas() {
    let plan = import("german.csv", &[]);
    plan.has("title: Ideen für das zweite Quartal\n");
    plan.says("A9: sums up the others, so it is left out");
    plan.has("    notes: Aus dem März-Workshop\n");
    plan.has("    owner: Ömer\n");
    assert_eq!(
        plan.order(),
        [
            "Messekontakte",
            "Bestandskunden im Maschinenbau",
            "Werksleiter: Stillstand",
            "Newsletter-Leser"
        ]
    );
}

#[test]
fn percentages_and_shares_become_the_scale_and_none_falls_below_it() {
    let plan = import("shares.csv", &[]);
    plan.has("confidence: 9        # 90% in C2");
    plan.has("confidence: 8        # 0.8 in C3");
    plan.has("    # C4: 5 % would be 0.5, below the lowest score: taken as 1\n");
    plan.has("confidence: 1        # 5 % in C4\n");
    plan.says("C4: 5 % would be 0.5, below the lowest score: taken as 1");
    plan.says("all 4 rows fit Impact × Confidence × Ease / 100");
}

#[test]
fn a_scorer_with_a_row_and_a_column_of_their_own_stands_once_in_the_panel() {
    let folder = folder_with(&[(
        "s.csv",
        "Idea,Scorer,Impact,Confidence (Bram),Ease (Ana),Ease (Bram),Confidence (Ana)\nClubs,Ana,5,8,9,6,7\n",
    )]);
    let run = segplan_in(folder.path(), &["import", "s.csv", "-o", "p.yaml"]).code(0);
    let plan = fs::read_to_string(folder.path().join("p.yaml")).unwrap();
    let ana = "Ana: {impact: 5, confidence: 7, ease: 9}";
    assert!(plan.contains(ana), "{plan}{run:#?}");
    assert_eq!(plan.matches("Ana:").count(), 1, "{plan}");
    segplan_in(folder.path(), &["check", "p.yaml", "--deny", "error"]).code(0);
}

#[test]
fn a_heading_that_begins_like_an_archive_is_text() {
    let sheet = "PK,Idea,Impact,Confidence,Ease\n1,Partners,8,7,6\n";
    let folder = folder_with(&[("s.csv", sheet)]);
    let run = segplan_in(folder.path(), &["import", "s.csv"]).code(0);
    assert!(run.stdout.contains("name: partners"), "{run:#?}");
}

#[test]
fn a_percentage_among_scores_stands_for_itself_alone() {
    let plan = import("lone-percent.csv", &[]);
    plan.has("confidence: 7        # \"70%\" in C3");
    plan.has("confidence: 8");
    plan.says("Words stand for numbers from 1 to 10: 70% = 7");
}

#[test]
fn words_are_numbers_by_a_map_that_is_shown_and_can_be_given() {
    let plan = import("words.md", &[]);
    plan.says("Very high = 10, XL = 10, High = 8, Medium = 5, M = 5, S = 2,");
    plan.has("impact: 8            # \"High\" in C7");
    plan.has("label: Webinar | guests");
    let given = import("words.md", &["--words", "high=9, very high=10"]);
    given.has("impact: 9            # \"High\" in C7");
}

#[test]
fn a_size_in_a_column_of_ease_is_asked_about() {
    let folder = folder_with(&[(
        "s.csv",
        "Idea,Impact,Confidence,Ease\nA b,8,6,S\nC d,5,8,L\n",
    )]);
    let run = segplan_in(folder.path(), &["import", "s.csv", "-o", "p.yaml"]).code(2);
    assert!(
        run.stderr.contains("D2 says \"S\"") && run.stderr.contains("--ease-is effort"),
        "{run:#?}"
    );
    let run = segplan_in(
        folder.path(),
        &["import", "s.csv", "-o", "p.yaml", "--ease-is", "effort"],
    )
    .code(0);
    assert!(run.stdout.contains("S = 2"), "{run:#?}");
    assert!(
        fs::read_to_string(folder.path().join("p.yaml"))
            .unwrap()
            .contains("effort: 2")
    );
}

#[test]
fn ranks_that_contradict_the_scores_are_findings() {
    let plan = import("ranks.csv", &[]);
    plan.says("B3: stated rank 2nd, but by the scores it is 3rd");
    plan.says("A       #           no place");
    plan.has("# C2; # 17\n");
}

#[test]
fn a_sheet_that_ranks_the_lowest_first_is_understood() {
    let plan = import("lowest.csv", &[]);
    plan.says("The sheet gives rank 1 to the lowest score");
    assert!(
        !plan.run.stdout.contains("stated rank 2nd"),
        "{}",
        plan.run.stdout
    );
    let turned = import("lowest.csv", &["--lowest-is-best"]);
    assert_eq!(
        turned.order(),
        [
            "Plant managers",
            "Webinar guests",
            "Key accounts",
            "Students"
        ]
    );
    turned.has("impact: 10           # 1 in the sheet, where the lowest is the best");
    assert!(
        !turned.run.stdout.contains("To check"),
        "{}",
        turned.run.stdout
    );
}

#[test]
fn scorers_become_a_panel_wherever_their_names_stand() {
    for name in ["scorers.csv", "groups.csv", "long.csv", "scorers.md"] {
        let plan = import(name, &[]);
        plan.has("    panel:\n      Ana: {impact: 8, confidence: 6, ease: 7}\n      Bram: {impact: 6, confidence: 7, ease: 7}\n");
        assert_eq!(plan.order().len(), 2, "{name}");
    }
    import("scorers.csv", &[]).has("panel: mean");
}

#[test]
fn a_sum_over_several_scales_keeps_its_order() {
    let plan = import("sum.csv", &[]);
    plan.says("all 3 rows fit Impact + Confidence + Ease");
    plan.has("weights: {impact: 0.05, confidence: 1, ease: 0.05}");
    assert_eq!(plan.order(), ["Webinar", "Clientes VIP", "Parceiros"]);
}

#[test]
fn units_thousands_ranges_and_footnotes_are_understood() {
    let plan = import("units.csv", &[]);
    plan.has("impact: 10           # 12,000 in B2");
    plan.has("effort: 10           # 12 wks in D2");
    plan.has("confidence: 8..9");
    plan.has("Priority: P0");
    plan.has("notes: See \"Q1\" deck");
    plan.says("is taken for a footnote");
}

#[test]
fn where_nothing_fits_the_formula_is_asked_for() {
    let run = refused("nothing-fits.csv", &[]);
    assert!(
        run.stderr
            .contains("no usual formula gives the scores in \"Score\" (E1)"),
        "{run:#?}"
    );
    assert!(run.stderr.contains("--formula product"), "{run:#?}");
    import("nothing-fits.csv", &["--formula", "product"]);
    let run = refused("nothing-fits.csv", &["--formula", "ratio"]);
    assert!(run.stderr.contains("--ease-is effort"), "{run:#?}");
}

#[test]
fn a_heading_that_is_not_understood_can_be_named() {
    let folder = folder_with(&[(
        "s.csv",
        "Thing,Pull,Confidence,Ease\nA b,8,6,7\nC d,5,8,9\n",
    )]);
    let run = segplan_in(folder.path(), &["import", "s.csv", "-o", "p.yaml"]).code(2);
    assert!(
        run.stderr.contains("row 1 has no heading for Impact"),
        "{run:#?}"
    );
    assert!(run.stderr.contains("--column impact=A"), "{run:#?}");
    for column in ["impact=B", "impact=Pull"] {
        let run = segplan_in(folder.path(), &["import", "s.csv", "--column", column]).code(0);
        assert!(
            run.stdout
                .contains("scores: {impact: 8, confidence: 6, ease: 7}"),
            "{run:#?}"
        );
        assert!(run.stderr.contains("2 segments from s.csv"), "{run:#?}");
    }
}

#[test]
fn what_is_no_table_of_ideas_is_refused_with_what_to_do() {
    let folder = folder_with(&[
        ("empty.csv", ""),
        ("leads.csv", "id,name\n1,a\n"),
        (
            "both.csv",
            "Idea,Impact,Confidence,Ease,Effort\na,1,2,3,4\n",
        ),
        ("bare.csv", "Idea,Impact,Confidence,Ease\n"),
        ("leads.parquet", "PAR1\u{15}\0\u{15}"),
    ]);
    for (name, says) in [
        ("empty.csv", "there is nothing in this sheet"),
        (
            "leads.csv",
            "no row has headings for Impact, Confidence and Ease",
        ),
        ("both.csv", "both \"Ease\" (D) and \"Effort\" (E)"),
        ("bare.csv", "no row below the headings"),
        ("leads.parquet", "neither a workbook nor a text"),
    ] {
        let run = segplan_in(folder.path(), &["import", name, "-o", "p.yaml"]).code(2);
        assert!(run.stderr.contains(says), "{run:#?}");
    }
    segplan_in(folder.path(), &["import", "none.csv"]).code(3);
    fs::write(
        folder.path().join("latin.csv"),
        b"Idea,Impact,Confidence,Ease\nM\xfcnchen,8,6,7\n",
    )
    .unwrap();
    let run = segplan_in(folder.path(), &["import", "latin.csv"]).code(2);
    assert!(
        run.stderr
            .contains("it reads 'München' as windows-1252, 'M¸nchen' as macintosh"),
        "{run:#?}"
    );
    assert!(run.stderr.contains("--encoding windows-1252"), "{run:#?}");
    let run = segplan_in(
        folder.path(),
        &["import", "latin.csv", "--encoding", "windows-1252"],
    )
    .code(0);
    assert!(run.stdout.contains("name: muenchen"), "{run:#?}");
}

#[test]
fn a_plan_that_exists_is_not_overwritten() {
    let folder = folder_with(&[
        ("p.yaml", "mine"),
        ("s.csv", "Idea,Impact,Confidence,Ease\nA b,8,6,7\n"),
    ]);
    let run = segplan_in(folder.path(), &["import", "s.csv", "-o", "p.yaml"]).code(2);
    assert!(
        run.stderr
            .contains("p.yaml exists, and import does not overwrite"),
        "{run:#?}"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("p.yaml")).unwrap(),
        "mine"
    );
}

const PLAN: &str = "\
title: Q1   # the board's wording
segments:
  - name: plant_managers
    scores: {impact: 8, confidence: 6, ease: 7}  # workshop
  - name: webinar_guests
    label: Guests of the webinar
    scores:
      impact: 5
      confidence: 7..9     # two opinions
      ease: 9
";

fn into(folder: &Path, options: &[&str]) -> Run {
    let arguments = [
        &["import", "s.csv", "--into", "p.yaml", "--width", "100"],
        options,
    ]
    .concat();
    segplan_in(folder, &arguments)
}

#[test]
fn changed_scores_alone_go_into_a_plan_which_keeps_the_rest() {
    let sheet =
        "Segment,Impact,Confidence,Ease\nPlant managers,8,6,4\nGuests of the webinar,5,8,9\n";
    let folder = folder_with(&[("p.yaml", PLAN), ("s.csv", sheet)]);
    let run = into(folder.path(), &["--dry-run"]).code(0);
    assert!(
        run.stdout.contains("1 score changes, 5 are as before"),
        "{run:#?}"
    );
    assert!(run.stdout.contains("Nothing is written"), "{run:#?}");
    let read = || fs::read_to_string(folder.path().join("p.yaml")).unwrap();
    assert_eq!(read(), PLAN);
    let run = into(folder.path(), &[]).code(0);
    let lines = "  line 4
  -     scores: {impact: 8, confidence: 6, ease: 7}  # workshop
  +     scores: {impact: 8, confidence: 6, ease: 4}  # workshop
";
    assert!(run.stdout.contains(lines), "{run:#?}");
    assert!(
        run.stdout
            .contains("p.yaml is written. Next: segplan rank p.yaml"),
        "{run:#?}"
    );
    assert_eq!(read(), PLAN.replace("ease: 7}", "ease: 4}"));
    let run = into(folder.path(), &[]).code(0);
    assert!(
        run.stdout
            .contains("No score changes: 6 are as in the plan"),
        "{run:#?}"
    );
}

#[test]
fn nothing_is_written_if_any_cell_does_not_suit_the_plan() {
    let sheet = "Segment,Impact,Confidence,Ease\nPlant manager,8,6,4\nWebinar guests,12,good,9\n";
    let folder = folder_with(&[("p.yaml", PLAN), ("s.csv", sheet)]);
    let run = into(folder.path(), &[]).code(2);
    for says in [
        "A2: no segment of the plan is called \"Plant manager\"; did you mean \"Plant managers\"?",
        "B3: 12 is off the plan's scale of 1 to 10",
        "C3: \"good\" is no score",
        "3 cells don't suit the plan, so nothing is changed",
    ] {
        assert!(run.stderr.contains(says), "{says}: {run:#?}");
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("p.yaml")).unwrap(),
        PLAN
    );
    let effort = "Segment,Impact,Confidence,Effort\nPlant managers,8,6,4\n";
    fs::write(folder.path().join("s.csv"), effort).unwrap();
    let run = into(folder.path(), &[]).code(2);
    assert!(
        run.stderr
            .contains("\"Effort\" is read as effort, but the plan scores ease"),
        "{run:#?}"
    );
}

/// As in a new plan: onto the plan's own scale, never below it.
#[test]
fn words_and_percentages_become_scores_of_the_plan() {
    let sheet =
        "Segment,Impact,Confidence,Ease\nPlant managers,High,70%,Low\nWebinar guests,5,8,0%\n";
    let folder = folder_with(&[("p.yaml", PLAN), ("s.csv", sheet)]);
    let run = into(folder.path(), &[]).code(0);
    for says in [
        "3 scores change, 3 are as before",
        "Converted to the plan's scale: High = 8, 70% = 7, Low = 2, 0% = 1",
        "{impact: 8, confidence: 7, ease: 2}  # workshop",
    ] {
        assert!(run.stdout.contains(says), "{says}: {run:#?}");
    }
    let five = "title: T\nscoring: {scale: {min: 1, max: 5}}\nsegments:\n  - name: plant_managers\n    \
                scores: {impact: 3, confidence: 3, ease: 4}\n";
    fs::write(folder.path().join("p.yaml"), five).unwrap();
    let rows: Vec<&str> = sheet.lines().take(2).collect();
    fs::write(folder.path().join("s.csv"), rows.join("\n")).unwrap();
    let run = into(folder.path(), &["--words", "High=10"]).code(0);
    assert!(
        run.stdout.contains("{impact: 5, confidence: 3.5, ease: 1}"),
        "{run:#?}"
    );
}

#[test]
fn a_scorer_who_changes_a_score_changes_the_panel_alone() {
    let plan = "title: T\nsegments:\n  - name: vip\n    panel:\n      Ana: {impact: 8, confidence: 6, ease: 7}\n      Bram: {impact: 6, confidence: 7, ease: 7}\n";
    let sheet = "Idea,Scorer,Impact,Confidence,Ease\nVIP,Ana,8,6,7\nVIP,Bram,9,7,7\n";
    let folder = folder_with(&[("p.yaml", plan), ("s.csv", sheet)]);
    let run = into(folder.path(), &[]).code(0);
    assert!(
        run.stdout.contains("1 score changes, 5 are as before"),
        "{run:#?}"
    );
    assert!(run.stdout.contains("Impact by Bram"), "{run:#?}");
    let now = fs::read_to_string(folder.path().join("p.yaml")).unwrap();
    assert_eq!(now, plan.replace("{impact: 6", "{impact: 9"));
}

#[test]
fn notes_are_for_the_team_and_not_for_a_client() {
    let plan = "title: T\nsegments:\n  - name: vip\n    notes: Ask Jana first\n    scores: {impact: 8, confidence: 6, ease: 7}\n";
    let folder = folder_with(&[("p.yaml", plan)]);
    let explained = segplan_in(folder.path(), &["explain", "p.yaml", "vip"])
        .code(0)
        .stdout;
    assert!(explained.contains("Notes: Ask Jana first"), "{explained}");
    let json = segplan_in(
        folder.path(),
        &["explain", "p.yaml", "vip", "--format", "json"],
    )
    .json();
    assert_eq!(json["notes"], "Ask Jana first");
    for (edition, shown) in [("team", true), ("client", false)] {
        for file in ["r.html", "r.md"] {
            segplan_in(
                folder.path(),
                &["report", "p.yaml", "--edition", edition, "-o", file],
            )
            .code(0);
            let report = fs::read_to_string(folder.path().join(file)).unwrap();
            assert_eq!(report.contains("Ask Jana first"), shown, "{edition} {file}");
        }
        let file = format!("{edition}.xlsx");
        let words = ["report", "p.yaml", "--edition", edition, "-o", &file];
        segplan_in(folder.path(), &words).code(0);
        let workbook = fs::File::open(folder.path().join(&file)).unwrap();
        let mut workbook = zip::ZipArchive::new(workbook).unwrap();
        let texts = workbook.by_name("xl/sharedStrings.xml").unwrap();
        let texts = std::io::read_to_string(texts).unwrap();
        assert_eq!(
            texts.contains("Ask Jana first"),
            shown,
            "{edition} workbook"
        );
    }
}
