//! `segplan panel`, from outside.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{Run, root, segplan, segplan_in};

/// The plan of the workshop in a folder of its own.
fn workshop() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(
        root().join("plans/workshop.yaml"),
        folder.path().join("w.yaml"),
    )
    .unwrap();
    folder
}

fn plan(folder: &Path, text: &str) -> Value {
    fs::write(folder.join("plan.yaml"), text).unwrap();
    segplan_in(folder, &["panel", "plan.yaml"]).code(0);
    segplan_in(folder, &["panel", "plan.yaml", "--format", "json"])
        .code(0)
        .json()
}

fn settle(folder: &Path, score: &str, because: &str) -> Run {
    segplan_in(
        folder,
        &["panel", "w.yaml", "--settle", score, "--because", because],
    )
}

/// How sure the pairs of a segment are, and who makes the cut: the larger of the two shares, summed.
fn sureness(folder: &Path, segment: &str) -> [f64; 2] {
    let rank = segplan_in(folder, &["rank", "w.yaml", "--format", "json"]);
    let rank = rank.code(0).json();
    let names = rank["pairwise"]["segments"].as_array().unwrap();
    let row = names.iter().position(|name| name == segment).unwrap();
    let shares = rank["pairwise"]["beats"][row].as_array().unwrap().iter();
    let sure = |share: &Value| share.as_f64().unwrap().max(1.0 - share.as_f64().unwrap());
    let rows = rank["ranking"].as_array().unwrap().iter();
    let cut = rows.filter_map(|row| row["cut"].get("share")).map(sure);
    [shares.map(sure).sum(), cut.sum()]
}

#[test]
fn the_answer_comes_first() {
    let text = segplan(&["panel", "plans/workshop.yaml"]).code(0).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[2],
        "People agree on Ease, but not on Impact or Confidence."
    );
    assert_eq!(
        lines[3],
        "Talk about Career changers and People who ask about AI: the order and who makes the cut depend on them."
    );
    for told in [
        "3 Bram, Dora",
        "9 Ana, Emil",
        "Kendall's W",
        "Contested: Impact of Career changers",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let markdown = segplan(&["panel", "plans/workshop.yaml", "--format", "markdown"]).code(0);
    assert!(
        markdown.stdout.contains("| Career changers |")
            || markdown.stdout.contains("Career changers")
    );
}

/// The gain that is announced of the first scores is what settling them gives, in the order and at the
/// cut: the same draws are made, so it is the same to the last digits.
#[test]
fn settling_a_score_brings_what_was_announced() {
    let folder = workshop();
    let original = fs::read(folder.path().join("w.yaml")).unwrap();
    let json = segplan_in(folder.path(), &["panel", "w.yaml", "--format", "json"]);
    let json = json.code(0).json();
    for one in &json["talk"].as_array().unwrap()[..2] {
        let segment = one["segment"].as_str().unwrap();
        let criterion = one["criterion"].as_str().unwrap();
        let before = sureness(folder.path(), segment);
        let mut expected = [0.0; 2];
        let settled = one["settled"].as_array().unwrap();
        for (settled, likely) in settled.iter().zip([0.25, 0.5, 0.25]) {
            let score = format!("{segment}.{criterion}={}", settled["at"]);
            settle(folder.path(), &score, "We talked").code(0);
            let after = sureness(folder.path(), segment);
            fs::write(folder.path().join("w.yaml"), &original).unwrap();
            for (place, name) in ["gain", "cut_gain"].iter().enumerate() {
                let gain = after[place] - before[place];
                let announced = settled[*name].as_f64().unwrap();
                assert!(
                    (gain - announced).abs() < 1e-9,
                    "{score}: {gain}, not {announced}"
                );
                expected[place] += likely * gain;
            }
        }
        assert!((expected[0] - one["gain"].as_f64().unwrap()).abs() < 1e-9);
        assert!((expected[1] - one["cut_gain"].as_f64().unwrap()).abs() < 1e-9);
        assert!(one["matters"].as_bool().unwrap());
    }
}

#[test]
fn a_settled_score_changes_its_lines_alone_and_only_once() {
    let folder = workshop();
    let file = folder.path().join("w.yaml");
    let before = fs::read_to_string(&file).unwrap();
    let dry = [
        "panel",
        "w.yaml",
        "--settle",
        "Career changers.impact=8",
        "--because",
        "The pilot",
    ];
    let shown = segplan_in(folder.path(), &[&dry[..], &["--dry-run"]].concat()).code(0);
    assert!(shown.stdout.contains("Nothing is written"), "{shown:#?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);

    let run = settle(
        folder.path(),
        "career_changers.impact=8",
        "the pilot\n showed it",
    )
    .code(0);
    assert!(run.stdout.contains("+     scores: {impact: 8}"), "{run:#?}");
    assert!(run.stdout.contains("before)"), "{run:#?}");
    let after = fs::read_to_string(&file).unwrap();
    let added: Vec<&str> = after
        .lines()
        .filter(|line| !before.contains(line))
        .collect();
    let note = "    notes: \"Impact 8: The pilot showed it.\"";
    assert_eq!(added, [note, "    scores: {impact: 8}"]);
    assert_eq!(after.lines().count(), before.lines().count() + 2);
    assert!(after.contains("ana:   {impact: 9, confidence: 6, ease: 6}"));

    let again = settle(
        folder.path(),
        "career_changers.impact=8.0",
        "The pilot showed it.",
    )
    .code(0);
    assert!(again.stdout.starts_with("Nothing changes"), "{again:#?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), after);
    settle(
        folder.path(),
        "career_changers.impact=7..8",
        "Second thoughts",
    )
    .code(0);
    let both = fs::read_to_string(&file).unwrap();
    assert!(both.contains("Impact 8: The pilot showed it. Impact 7..8: Second thoughts."));
    let json = segplan_in(folder.path(), &["panel", "w.yaml", "--format", "json"])
        .code(0)
        .json();
    let open = json["talk"].as_array().unwrap().iter();
    let is_it = |one: &&Value| one["segment"] == "career_changers" && one["criterion"] == "impact";
    assert_eq!(open.filter(is_it).count(), 0);
}

#[test]
fn what_cannot_be_settled_is_answered_with_what_to_write() {
    let folder = workshop();
    let before = fs::read(folder.path().join("w.yaml")).unwrap();
    for (score, told) in [
        ("career_changers", "as in new_managers.impact=7"),
        ("career_changers=7", "as in new_managers.impact=7"),
        ("career_changer.impact=7", "did you mean career_changers?"),
        (
            "career_changers.effort=7",
            "write impact, confidence or ease",
        ),
        ("career_changers.ease=11", "write a number from 1 to 10"),
        ("career_changers.ease=7,5", "write a number from 1 to 10"),
        ("career_changers.ease=8..7", "a range like 7..8"),
    ] {
        let run = settle(folder.path(), score, "x").code(2);
        assert!(run.stderr.contains(told), "{score}: {run:#?}");
    }
    let run = settle(folder.path(), "career_changers.ease=7", " ").code(2);
    assert!(run.stderr.contains("--because"), "{run:#?}");
    segplan_in(
        folder.path(),
        &["panel", "w.yaml", "--settle", "career_changers.ease=7"],
    )
    .code(2);
    assert_eq!(fs::read(folder.path().join("w.yaml")).unwrap(), before);
}

/// The order without a scorer is the order of the plan whose ballots lack theirs, and the order of
/// a scorer alone that of the plan with theirs alone.
#[test]
fn one_persons_order_is_the_plans_without_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let ballots = "segments:\n\
        \x20 - name: a\n    panel:\n      ana: {impact: 8, confidence: 7, ease: 6}\n      bram: {impact: 4, confidence: 7, ease: 3}\n      cleo: {impact: 9, confidence: 8}\n\
        \x20 - name: b\n    panel:\n      ana: {impact: 7, confidence: 6, ease: 6}\n      bram: {impact: 8, confidence: 7, ease: 6}\n      cleo: {impact: 5, confidence: unknown, ease: 6}\n\
        \x20 - name: c\n    panel:\n      ana: {impact: 2, confidence: 7, ease: 5}\n      bram: {impact: 6, confidence: 6, ease: 6}\n";
    let all = format!("title: t\n{ballots}");
    let json = plan(folder.path(), &all);
    let order = |lacking: &[&str]| {
        let kept = |line: &&str| {
            !lacking
                .iter()
                .any(|name| line.trim_start().starts_with(name))
        };
        let text: Vec<&str> = all.lines().filter(kept).collect();
        fs::write(folder.path().join("other.yaml"), text.join("\n")).unwrap();
        let order = segplan_in(folder.path(), &["order", "other.yaml", "--format", "json"]);
        let order = order.code(0).json();
        let rows = order["order"].as_array().unwrap().iter();
        rows.map(|row| row["segment"].clone())
            .collect::<Vec<Value>>()
    };
    let scorers = json["scorers"].as_array().unwrap();
    assert_eq!(
        scorers[0]["alone"]["order"],
        Value::from(order(&["bram", "cleo"]))
    );
    assert_eq!(
        scorers[1]["alone"]["order"],
        Value::from(order(&["ana", "cleo"]))
    );
    assert_eq!(scorers[2]["alone"], Value::Null); // not everything, and a "don't know"
    assert_eq!(
        (&scorers[2]["scores"], &scorers[2]["unknown"]),
        (&4.into(), &1.into())
    );
    for (scorer, name) in scorers.iter().zip(["ana", "bram", "cleo"]) {
        assert_eq!(scorer["without"]["first"], order(&[name])[0], "{name}");
    }
    assert_eq!(json["concordance"]["scorers"], 2);
    assert_eq!(json["unknown"][0]["scorers"], Value::from(vec!["cleo"]));
}

#[test]
fn small_panels_say_what_can_be_said() {
    let folder = tempfile::tempdir().unwrap();
    let segment = |name: &str, panel: &str| format!("  - name: {name}\n    panel: {{{panel}}}\n");
    let of = |segments: &[String]| {
        plan(
            folder.path(),
            &format!("title: t\nsegments:\n{}", segments.concat()),
        )
    };
    let scores = |impact: u8| format!("{{impact: {impact}, confidence: 5, ease: 5}}");

    let none = of(&["  - name: a\n    scores: {impact: 5, confidence: 5, ease: 5}\n".to_owned()]);
    assert_eq!(none["scorers"], Value::Array(vec![]));
    assert_eq!(none["summary"][0], "No one has scored alone yet.");

    let one = of(&[
        segment("a", &format!("ana: {}", scores(7))),
        segment("b", &format!("ana: {}", scores(4))),
    ]);
    assert_eq!(
        one["summary"][0],
        "Only Ana has scored so far; agreement takes two people or more."
    );
    assert_eq!(
        (&one["agreement"]["impact"]["alpha"], &one["concordance"]),
        (&Value::Null, &Value::Null)
    );

    let both = |impact| format!("ana: {0}, bram: {0}", scores(impact));
    let equal = of(&[segment("a", &both(7)), segment("b", &both(7))]);
    assert_eq!(equal["agreement"]["impact"]["in_words"], "all the same");
    assert_eq!(
        (&equal["concordance"], &equal["talk"]),
        (&Value::Null, &Value::Array(vec![]))
    );
    assert_eq!(equal["scorers"][0]["alone"]["tau"], Value::Null);

    let single = of(&[segment(
        "a",
        &format!("ana: {}, bram: {}", scores(7), scores(4)),
    )]);
    assert_eq!(
        (
            &single["concordance"],
            &single["agreement"]["impact"]["low"]
        ),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(single["talk"][0]["against"], Value::Null);

    let few = of(&[
        segment(
            "a",
            &format!(
                "ana: {}, bram: {}, cleo: {{impact: 9}}",
                scores(7),
                scores(4)
            ),
        ),
        segment("b", &both(6)),
    ]);
    let cleo = &few["scorers"][2];
    assert_eq!(
        (&cleo["spread"]["impact"], &cleo["alone"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(cleo["severity"]["impact"]["difference"], 2.0);
}

#[test]
fn a_scorer_who_gives_everything_alike_is_flat() {
    let folder = tempfile::tempdir().unwrap();
    let text = "title: t\nsegments:\n\
        \x20 - {name: a, panel: {ana: {impact: 6, confidence: 7, ease: 8}, bram: {impact: 9, confidence: 2, ease: 8}}}\n\
        \x20 - {name: b, panel: {ana: {impact: 7, confidence: 6, ease: 7}, bram: {impact: 3, confidence: 7, ease: 4}}}\n";
    let json = plan(folder.path(), text);
    assert_eq!(
        (&json["scorers"][0]["flat"], &json["scorers"][1]["flat"]),
        (&true.into(), &false.into())
    );
    let summary = json["summary"].as_array().unwrap();
    assert!(
        summary.contains(&"Ana's scores are flat: everything from 6 to 8.".into()),
        "{summary:?}"
    );
}

/// Who scored what is a picture in both editions; only the team's says who.
#[test]
fn the_report_shows_scores_with_names_for_the_team_alone() {
    let folder = workshop();
    let picture = |edition: &str| {
        let args = [
            "report",
            "w.yaml",
            "--edition",
            edition,
            "--assets",
            "charts",
            "-o",
            "w.md",
        ];
        segplan_in(folder.path(), &args).code(0);
        let page = fs::read_to_string(folder.path().join("w.md")).unwrap();
        assert!(page.contains("charts/panel.svg"), "{page}");
        let svg = fs::read_to_string(folder.path().join("charts/panel.svg")).unwrap();
        fs::remove_dir_all(folder.path().join("charts")).unwrap();
        fs::remove_file(folder.path().join("w.md")).unwrap();
        (page, svg)
    };
    let (page, svg) = picture("team");
    assert!(
        svg.contains("People: A Ana, B Bram, C Chidi, D Dora, E Emil"),
        "{svg}"
    );
    assert!(page.contains("People agree on Ease, but not on Impact or Confidence."));
    let (page, svg) = picture("client");
    assert!(
        ["Ana", "Bram", "Dora", "Emil"]
            .iter()
            .all(|name| !svg.contains(name)),
        "{svg}"
    );
    assert!(svg.contains("The larger a circle") && svg.contains("Career changers: Impact 3 to 9"));
    assert!(!page.contains("People agree on"));
}
