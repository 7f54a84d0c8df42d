//! The report's chapters on the last plan and on what the leads say of this one.

use std::fs;

use crate::common::{folder_with, root, segplan, segplan_in};

const PLAN: [&str; 4] = [
    "report",
    "plans/quarterly.yaml",
    "--leads",
    "plans/leads.csv",
];

/// The report with both chapters, in a format.
fn report(more: &[&str], file: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join(file);
    let output = ["-o", out.to_str().unwrap(), "--quiet"];
    segplan(&[&PLAN[..], more, &output].concat()).code(0);
    String::from_utf8_lossy(&fs::read(out).unwrap()).replace('\u{a0}', " ")
}

const BOTH: [&str; 5] = [
    "--since",
    "plans/last-quarter.yaml",
    "--old-leads",
    "plans/leads.csv",
    "--review",
];

#[test]
fn both_editions_say_what_compare_and_review_say() {
    let compare = [
        "compare",
        "plans/last-quarter.yaml",
        "plans/quarterly.yaml",
        "--format",
        "json",
    ];
    let compare = segplan(&compare).code(0).json();
    let review = [
        "review",
        "plans/quarterly.yaml",
        "plans/leads.csv",
        "--format",
        "json",
    ];
    let review = segplan(&review).code(0).json();
    for edition in ["client", "team"] {
        let text = report(&[&BOTH[..], &["--edition", edition]].concat(), "r.md");
        let rank = |value: &serde_json::Value| match value["rank"].as_u64() {
            Some(rank) => rank.to_string(),
            None if value["is"] == "absent" => "–".to_owned(),
            None => value["is"].as_str().unwrap().to_owned(),
        };
        for one in compare["segments"].as_array().unwrap() {
            let label = one["label"].as_str().unwrap();
            let row = format!(
                "| {} | {label} | {} |",
                rank(&one["before"]),
                rank(&one["now"])
            );
            assert!(text.contains(&row), "{edition}: {row}\n{text}");
        }
        for one in review["segments"].as_array().unwrap() {
            let label = one["label"].as_str().unwrap();
            let row = format!(
                "| {} | {label} | {} |",
                one["planned_rank"], one["observed_rank"]
            );
            assert!(text.contains(&row), "{edition}: {row}\n{text}");
        }
        assert!(
            text.contains("Compared with “Nurture program, fourth quarter 2026”."),
            "{text}"
        );
        assert!(
            text.contains("Goal not due yet (now 3.3 %): Raise lead"),
            "{text}"
        );
    }
}

#[test]
fn each_edition_has_the_pictures_with_their_words() {
    for edition in ["client", "team"] {
        let html = report(&[&BOTH[..], &["--edition", edition]].concat(), "r.html");
        for told in [
            "id=\"since\"",
            "id=\"observed\"",
            "Ranks then and now",
            "Trade fair contacts: 1, then 7",
            "Mid-size hospitals and labs: 12, then 3",
        ] {
            assert!(html.contains(told), "{edition}: {told}");
        }
        for link in html.split("href=\"#").skip(1) {
            let target = link.split('"').next().unwrap();
            let id = format!("id=\"{target}\"");
            assert!(html.contains(&id), "{edition}: {target}");
        }
    }
    let plain = report(&["--edition", "team"], "r.html");
    assert!(!plain.contains("id=\"since\"") && !plain.contains("id=\"observed\""));
}

#[test]
fn a_german_client_reads_german_and_a_theme_leaves_chapters_out() {
    let theme = "language: de\n";
    let without = "language: de\nsections: {since: false}\n";
    let folder = folder_with(&[("de.yaml", theme), ("without.yaml", without)]);
    let of = |theme: &str| {
        let theme = folder.path().join(theme);
        let more = ["--theme", theme.to_str().unwrap(), "--edition", "client"];
        report(&[&BOTH[..], &more].concat(), "r.html")
    };
    let html = of("de.yaml");
    for told in [
        "Seit dem letzten Quartal",
        "Was die Daten sagen",
        "Verschoben:",
        "andere haben sich verschoben",
    ] {
        assert!(html.contains(told), "{told}");
    }
    assert!(!html.contains("Since last quarter") && !html.contains("others moved"));
    let html = of("without.yaml");
    assert!(!html.contains("Seit dem letzten Quartal") && html.contains("Was die Daten sagen"));
}

#[test]
fn an_effect_is_told_where_there_is_a_control_group() {
    let plan = fs::read_to_string(root().join("plans/quarterly.yaml")).unwrap();
    let plan = plan.replace(
        "  exclude: is_comp",
        "  control: arm = 'none'\n  exclude: is_comp",
    );
    let leads = fs::read_to_string(root().join("plans/leads.csv")).unwrap();
    let leads: String = leads
        .lines()
        .enumerate()
        .map(|(at, line)| {
            let arm = match (at, line.ends_with(",1") || at % 5 == 0) {
                (0, _) => "arm",
                (_, true) => "mail",
                (_, false) => "none",
            };
            line.to_owned() + "," + arm + "\n"
        })
        .collect();
    let folder = folder_with(&[("plan.yaml", &plan), ("leads.csv", &leads)]);
    let arguments = [
        "report",
        "plan.yaml",
        "--leads",
        "leads.csv",
        "--review",
        "-o",
        "r.md",
        "--quiet",
    ];
    segplan_in(folder.path(), &arguments).code(0);
    let text = fs::read_to_string(folder.path().join("r.md")).unwrap();
    assert!(
        text.contains("The messages raised the success rate: "),
        "{text}"
    );
    assert!(
        text.contains("| Effect of the message | Expected effect |"),
        "{text}"
    );
    let alone = segplan(&["report", "plans/quarterly.yaml", "--review", "-o", "r.md"]);
    assert!(alone.code(2).stderr.contains("--leads"));
}

#[test]
fn slides_have_both_chapters_in_both_editions() {
    for edition in ["client", "team"] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("r.pptx");
        let output = ["--edition", edition, "-o", out.to_str().unwrap(), "--quiet"];
        segplan(&[&PLAN[..], &BOTH, &output].concat()).code(0);
        let mut slides = zip::ZipArchive::new(fs::File::open(out).unwrap()).unwrap();
        let mut text = String::new();
        for at in 0..slides.len() {
            let mut file = slides.by_index(at).unwrap();
            if file.name().unwrap().starts_with("ppt/slides/slide") {
                std::io::Read::read_to_string(&mut file, &mut text).unwrap();
            }
        }
        for told in [
            "Since last quarter",
            "What the data say",
            "Ranks then and now",
            "others moved",
        ] {
            assert!(text.contains(told), "{edition}: {told}");
        }
    }
}
