//! What the team can serve: who falls through below the cut line, and which segments reach more.

use crate::common::segplan;

const PLAN: &str = "tests/data/awkward/capacity.yaml";
const LEADS: &str = "tests/data/awkward/capacity.csv";

#[test]
fn within_capacity_leads_of_other_segments_fall_through() {
    let order = segplan(&["order", PLAN, "--within-capacity", "--format", "csv"]);
    let names = |text: &str| -> Vec<String> {
        let rows = text.lines().skip(1);
        rows.filter_map(|row| row.split(',').nth(1).map(str::to_owned))
            .collect()
    };
    // Large would take 8 of the 9.5 that Promised leaves, so after it only East, which is free, fits.
    assert_eq!(
        names(&order.code(0).stdout),
        ["promised", "large", "huge", "east", "default"]
    );
    assert!(names(&segplan(&["order", PLAN, "--format", "csv"]).stdout).len() > 4);

    let whole = segplan(&["audit", PLAN, LEADS, "--format", "json"])
        .code(0)
        .json();
    let within = segplan(&[
        "audit",
        PLAN,
        LEADS,
        "--within-capacity",
        "--format",
        "json",
    ]);
    let within = within.code(0).json();
    assert_eq!(
        (&whole["within_capacity"], &within["within_capacity"]),
        (&false.into(), &true.into())
    );
    // North and South win 14 and 17 leads that fit nothing above the line.
    let capacity = &whole["capacity"];
    assert_eq!(
        (&capacity["below"], &capacity["to_default"]),
        (&31.into(), &31.into())
    );
    let leads = |audit: &serde_json::Value| audit["default"]["leads"].as_u64().unwrap();
    assert_eq!(leads(&within) - leads(&whole), 31);
    assert_eq!(within["segments"].as_array().unwrap().len(), 3);

    let said = segplan(&["audit", PLAN, LEADS]).code(0).stdout;
    assert!(
        said.contains("Segments that miss the cut win 31 leads, who fit no segment that makes it.")
    );
    let folder = tempfile::TempDir::new().unwrap();
    let out = folder.path().join("out.csv");
    let out = out.to_str().unwrap();
    segplan(&["resolve", PLAN, LEADS, "-o", out, "--within-capacity"]).code(0);
    let resolved = std::fs::read_to_string(out).unwrap();
    assert!(
        !resolved.contains("north") && !resolved.contains("south"),
        "{resolved}"
    );
    assert!(resolved.contains(",huge,") || resolved.contains("large"));
}

#[test]
fn the_best_set_is_named_with_what_it_adds() {
    let set = |choose: &str| {
        let arguments = ["audit", PLAN, LEADS, "--choose", choose, "--format", "json"];
        let audit = segplan(&arguments).code(0).json();
        audit["capacity"]["best_set"].clone()
    };
    // Promised stays, for it is pinned; 26 leads fit Large, 17 Huge, 26 North and 26 South.
    let leads = set("leads");
    assert_eq!(leads["by"], "leads");
    assert_eq!(leads["exact"], true);
    assert!(leads["best"].as_u64() > leads["now"].as_u64(), "{leads}");
    assert!(
        !leads["out"]
            .as_array()
            .unwrap()
            .contains(&"promised".into())
    );
    let said = segplan(&["rank", PLAN, "--leads", LEADS]).code(0).stdout;
    assert!(said.contains("Replace Large"), "{said}");
    let more = leads["best"].as_u64().unwrap() - leads["now"].as_u64().unwrap();
    assert!(
        said.contains(&format!("and {more} more leads get a message of their own")),
        "{said}"
    );
    assert_eq!(set("outcomes")["by"], "outcomes");
    assert!(set("value")["now"].is_f64());
}

#[test]
fn options_about_a_capacity_need_one() {
    let plan = "plans/quarterly.yaml";
    for arguments in [
        ["order", plan, "--within-capacity"].as_slice(),
        &["audit", plan, "plans/leads.csv", "--within-capacity"],
        &["audit", plan, "plans/leads.csv", "--choose", "value"],
        &[
            "resolve",
            plan,
            "plans/leads.csv",
            "-o",
            "never.csv",
            "--within-capacity",
        ],
    ] {
        let said = segplan(arguments).code(2).stderr;
        assert!(said.contains("needs a plan with a capacity"), "{said}");
    }
    let said = segplan(&["rank", "plans/workshop.yaml", "--choose", "value"])
        .code(2)
        .stderr;
    assert!(said.contains("`value: deal_value`"), "{said}");
}

#[test]
fn every_edition_of_the_report_shows_the_cut() {
    for (edition, likely) in [
        ("team", "People who ask about AI is 36 % likely to make it"),
        (
            "client",
            "People who ask about AI is 36 % likely to make the cut",
        ),
    ] {
        for format in ["html", "markdown"] {
            let page = segplan(&[
                "report",
                "plans/workshop.yaml",
                "--edition",
                edition,
                "--format",
                format,
            ]);
            let page = page.code(0).stdout.replace('\u{a0}', " ");
            assert!(page.contains(likely), "{edition} {format}");
            assert!(
                page.contains("in, 36 %") && page.contains("out, 58 %"),
                "{edition} {format}"
            );
        }
    }
}
