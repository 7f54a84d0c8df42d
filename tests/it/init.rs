//! `segplan init`, from outside.

use std::fs;

use crate::common::{root, segplan_in, yaml_files};

#[test]
fn every_starter_on_the_list_is_written_and_ranks_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let list = segplan_in(folder.path(), &["init", "--list"])
        .code(0)
        .stdout;
    let names: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let mut templates = yaml_files("templates");
    templates.retain(|file| {
        let name = file.trim_start_matches("templates/");
        !names.contains(&name.trim_end_matches(".yaml"))
    });
    assert_eq!(templates, [""; 0], "not on the list");
    assert!(names.len() >= 5, "{list}");
    for name in &names {
        let file = format!("{name}.yaml");
        let run = segplan_in(folder.path(), &["init", &file, "--template", name]).code(0);
        assert!(
            run.stderr.contains(&format!("segplan rank {file}")),
            "{run:#?}"
        );
        segplan_in(folder.path(), &["rank", &file]).code(0);
        let text = fs::read_to_string(folder.path().join(&file)).unwrap();
        let template = root().join("templates").join(&file);
        assert_eq!(text, fs::read_to_string(template).unwrap());
        let comments = text.lines().filter(|line| line.contains('#')).count();
        assert!(
            comments >= 10,
            "{name} explains itself in {comments} comments"
        );
    }
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.yaml"), "mine").unwrap();
    let run = segplan_in(folder.path(), &["init", "mine.yaml"]).code(2);
    assert!(run.stderr.contains("mine.yaml exists"));
    assert_eq!(
        fs::read_to_string(folder.path().join("mine.yaml")).unwrap(),
        "mine"
    );
}

#[test]
fn a_starter_that_does_not_exist_is_answered_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let run = segplan_in(
        folder.path(),
        &["init", "x.yaml", "--template", "b2b-softwar"],
    )
    .code(2);
    assert!(
        run.stderr.contains("did you mean b2b-software?"),
        "{run:#?}"
    );
    segplan_in(folder.path(), &["init", "no/such/folder/x.yaml"]).code(3);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_plan_begins_with_a_lead_table() {
    let folder = tempfile::tempdir().unwrap();
    let leads = root().join("plans/leads.csv");
    let leads = leads.to_str().unwrap();
    let from = [
        "init",
        "plan.yaml",
        "--from",
        leads,
        "--outcome",
        "converted = 1",
    ];
    let run = segplan_in(folder.path(), &from).code(0);
    assert!(run.stderr.contains("open it in an editor"), "{run:#?}");
    let plan = fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    insta::assert_snapshot!(plan);
    let check = segplan_in(folder.path(), &["check", "plan.yaml", "--leads", leads]).code(0);
    assert!(!check.stdout.contains("warning["), "{check:#?}");
    let rank = segplan_in(folder.path(), &["rank", "plan.yaml", "--leads", leads]).code(0);
    assert!(
        rank.stdout.contains("No segment is ranked yet"),
        "{rank:#?}"
    );
    let again = segplan_in(folder.path(), &from).code(2);
    assert!(again.stderr.contains("plan.yaml exists"), "{again:#?}");
    let from = segplan_in(folder.path(), &["init", "-", "--from", leads]).code(0);
    assert!(
        from.stdout.contains("where: industry = 'Manufacturing'"),
        "{from:#?}"
    );
}
