//! Every output states the same facts: each plan is put through all of them, and whatever an
//! output states is compared with what the JSON says.

mod audits;
mod facts;
mod findings;
mod grid;
mod pictures;
mod rankings;
mod reference;
mod report_html;
mod report_markdown;
mod report_workbook;
mod reports;
mod text;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{root, segplan, yaml_files};
use facts::Stated;
use reference::Reference;

/// Few enough draws to be quick, and enough for shares of every size.
const DRAWS: &str = "500";

/// A plan, perhaps with a lead table, and what every command says of it.
struct Case {
    plan: String,
    leads: Option<String>,
    folder: TempDir,
}

impl Case {
    fn new(plan: &str, leads: Option<&str>) -> Self {
        Self {
            plan: plan.to_owned(),
            leads: leads.map(str::to_owned),
            folder: TempDir::new().unwrap(),
        }
    }

    fn run(&self, command: &str, more: &[&str]) -> String {
        let with_leads = matches!(command, "rank" | "explain" | "report");
        let mut arguments = vec![command, &self.plan];
        arguments.extend(more);
        arguments.extend(["--draws", DRAWS]);
        if command == "report" {
            arguments.extend(["--edition", "team"]);
        }
        if let Some(leads) = self.leads.as_deref().filter(|_| with_leads) {
            arguments.extend(["--leads", leads]);
        }
        let run = segplan(&arguments);
        assert!(
            run.code <= 1 && run.stderr.is_empty(),
            "{arguments:?}: {run:#?}"
        );
        run.stdout
    }

    fn json(&self, command: &str, more: &[&str]) -> Value {
        let text = self.run(command, &[more, &["--format", "json"]].concat());
        serde_json::from_str(&text).unwrap()
    }

    /// The report as a file of this kind.
    fn report(&self, end: &str) -> std::path::PathBuf {
        let file = self.folder.path().join(format!("report.{end}"));
        self.run("report", &["-o", file.to_str().unwrap()]);
        file
    }

    fn page(&self, end: &str) -> String {
        fs::read_to_string(self.report(end)).unwrap()
    }

    /// What the JSON outputs say.
    fn reference(&self) -> Reference {
        let mut reference = Reference::of_ranking(&self.json("rank", &[]));
        if let Some(leads) = &self.leads {
            reference.add_audit(&self.json("audit", &[leads]));
        }
        reference
    }

    /// What every other output says.
    fn outputs(&self, reference: &Reference) -> Vec<Stated> {
        let mut outputs = vec![
            rankings::csv(&self.run("rank", &["--format", "csv", "--csv-safe", "off"])),
            rankings::table(&self.run("rank", &["--verbose"])),
            rankings::screen(&self.run("rank", &[])),
            rankings::markdown(&self.run("rank", &["--format", "markdown", "--verbose"])),
            rankings::short_markdown(&self.run("rank", &["--format", "markdown"])),
            report_html::report(&self.page("html")),
            report_markdown::report(&self.page("md")),
            report_workbook::report(&self.report("xlsx")),
        ];
        for name in reference.names() {
            outputs.push(rankings::explanation(name, &self.run("explain", &[name])));
        }
        if let Some(leads) = &self.leads {
            outputs.push(audits::table(&self.run("audit", &[leads])));
            let markdown = self.run("audit", &[leads, "--format", "markdown"]);
            outputs.push(audits::markdown(&markdown));
        } else {
            outputs.push(findings::check_json(&self.json("check", &[])));
            outputs.push(findings::check(&self.run("check", &[])));
        }
        outputs
    }

    /// Every fact in which an output differs from the JSON.
    fn disagreements(&self) -> Vec<String> {
        let mut reference = self.reference();
        let outputs = self.outputs(&reference);
        reference.adopt(&outputs);
        let whose = format!("{} {}", self.plan, self.leads.as_deref().unwrap_or(""));
        let differ = outputs.iter().flat_map(|one| reference.differences(one));
        differ.map(|said| format!("{whose}: {said}")).collect()
    }
}

#[track_caller]
fn agree(cases: &[Case]) {
    assert!(!cases.is_empty());
    let differ: Vec<String> = cases.iter().flat_map(Case::disagreements).collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// Every plan of a folder, without leads.
fn plans(folder: &str) -> Vec<Case> {
    let files = yaml_files(folder);
    files.iter().map(|plan| Case::new(plan, None)).collect()
}

#[test]
fn the_worked_examples_say_the_same_everywhere() {
    agree(&plans("plans"));
    agree(&[Case::new("plans/quarterly.yaml", Some("plans/leads.csv"))]);
}

#[test]
fn the_starter_plans_say_the_same_everywhere() {
    agree(&plans("templates"));
}

#[test]
fn awkward_plans_say_the_same_everywhere() {
    agree(&plans("tests/data/awkward"));
}

#[test]
fn awkward_lead_tables_say_the_same_everywhere() {
    let tables = yaml_files("tests/data/awkward")
        .into_iter()
        .filter_map(|plan| {
            let table = Path::new(&plan).with_extension("csv");
            let there = root().join(&table).exists();
            there.then(|| Case::new(&plan, table.to_str()))
        });
    agree(&tables.collect::<Vec<_>>());
}

#[test]
fn a_finding_inside_a_text_stands_where_its_words_stand() {
    let case = Case::new("tests/data/awkward/conditions.yaml", None);
    let text = fs::read_to_string(root().join(&case.plan)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let json = case.json("check", &[]);
    let mut found = Vec::new();
    for one in reference::array(&json["files"][0]["findings"]) {
        let place = |key: &str| usize::try_from(one[key].as_u64().unwrap()).unwrap() - 1;
        let message = one["message"].as_str().unwrap();
        // `employes` or 'Retial': what the message begins with.
        let quoted = message
            .split(['`', '\''])
            .nth(1)
            .filter(|_| !message.starts_with(char::is_alphabetic));
        if let Some(word) = quoted {
            let there: String = lines[place("line")].chars().skip(place("column")).collect();
            let there = there.trim_start_matches('\'');
            assert!(there.starts_with(word), "{message}: {there}");
            found.push(word);
        }
    }
    assert_eq!(
        found,
        ["Manufactoring", "employes", "patient", "Retial", "patient"]
    );
}
