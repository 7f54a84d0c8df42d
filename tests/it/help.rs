//! The help of every command, as people see it. The commands are taken from the program's own list,
//! so that a new one cannot be left out.

use std::fmt::Write;

use crate::common::segplan;

/// The commands that the program lists.
fn commands() -> Vec<String> {
    let help = segplan(&["--help", "--width", "80"]).code(0).stdout;
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    list.lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_help_of_every_command_reads_as_it_should() {
    let mut text = segplan(&["--help"]).code(0).stdout;
    for command in commands() {
        let help = segplan(&[&command, "--help"]).code(0).stdout;
        write!(text, "\n\n=== segplan {command}\n{help}").unwrap();
    }
    if cfg!(not(feature = "pdf")) {
        insta::assert_snapshot!(text);
    }
}

/// A build without PDF does not offer it, and who asks for it all the same is told how to get it.
#[test]
#[cfg(feature = "report")]
fn pdf_is_offered_where_it_is_built_in() {
    for help in [&["--help"][..], &["report", "--help"], &["man"]] {
        let help = segplan(help).code(0).stdout.to_lowercase();
        assert_eq!(help.contains("pdf"), cfg!(feature = "pdf"), "{help}");
    }
    if cfg!(not(feature = "pdf")) {
        let report = ["report", "plans/quarterly.yaml"];
        for asked in [["--format", "pdf"], ["-o", "r.pdf"]] {
            let run = segplan(&[&report[..], &asked].concat()).code(2);
            assert!(run.stderr.contains("--features pdf"), "{run:?}");
        }
        let run = segplan(&[&report[..], &["-o", "r.doc"]].concat()).code(2);
        assert!(
            run.stderr
                .contains("end the name in .html, .xlsx, .pptx or .md,"),
            "{run:?}"
        );
    }
}

#[test]
fn every_command_says_in_one_line_what_it_is_for() {
    let help = segplan(&["--help"]).stdout;
    let commands = commands();
    assert!(commands.len() >= 9, "{commands:?}");
    for command in commands {
        let line = help
            .lines()
            .find(|line| line.trim_start().starts_with(&format!("{command} ")));
        let words = line.map_or(0, |line| line.split_whitespace().count());
        assert!(words > 3, "nothing is said of {command}");
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = segplan(&["completions", shell]).code(0).stdout;
        for command in commands() {
            assert!(script.contains(&command), "{shell} does not know {command}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man");
    segplan(&["man", "-o", pages.to_str().unwrap()]).code(0);
    for command in commands() {
        let page = std::fs::read_to_string(pages.join(format!("segplan-{command}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
    }
    assert!(pages.join("segplan.1").is_file());
}
