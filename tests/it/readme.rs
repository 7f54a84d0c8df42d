//! What README shows is what the program does.
//!
//! `UPDATE_README=1 cargo test --test it readme` writes the outputs and the flag table anew.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{has_program, root, segplan, segplan_in};

/// The window of who tries the commands: as wide as a page of README shows without a scroll bar.
const WINDOW: &str = "--width 92";
const FLAGS_START: &str = "<!-- flags:start -->\n";
const FLAGS_END: &str = "<!-- flags:end -->";
/// What a reader would do by hand: run before the next block, not shown.
const BY_HAND: &str = "<!-- by hand: ";

#[test]
fn readme_shows_what_the_program_prints() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&root().join("plans"), &folder.path().join("plans"));
    let shown = with_flag_table(&with_outputs(&readme, folder.path()));
    if env::var_os("UPDATE_README").is_some() {
        fs::write(path, shown).unwrap();
    } else {
        let differs = readme
            .lines()
            .zip(shown.lines())
            .position(|(is, should)| is != should);
        let line = differs.unwrap_or_else(|| readme.lines().count().min(shown.lines().count()));
        assert!(
            readme == shown,
            "README.md is stale from line {}: expected {:?}; UPDATE_README=1 cargo test --test it readme \
             writes it anew",
            line + 1,
            shown.lines().nth(line)
        );
    }
}

#[test]
fn every_plan_in_readme_ranks() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let plans: Vec<&str> = readme
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(!plans.is_empty());
    let folder = tempfile::tempdir().unwrap();
    for plan in plans {
        fs::write(folder.path().join("plan.yaml"), plan).unwrap();
        segplan_in(folder.path(), &["rank", "plan.yaml"]).code(0);
    }
}

#[test]
fn readme_gives_a_reason_for_every_dependency_and_the_right_rust() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let rust = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .unwrap();
    let rust = format!("{} or newer", rust.trim_matches('"'));
    assert!(readme.contains(&rust), "{rust}");
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let (dependencies, _) = rest.split_once("\n[").unwrap();
    for line in dependencies.lines().filter(|line| line.contains('=')) {
        let name = line.split_whitespace().next().unwrap();
        assert!(
            readme.contains(&format!("`{name}`")),
            "README gives no reason for {name}"
        );
    }
}

/// The text with what each command of its console blocks prints below it. What follows a command
/// with a program that is not here stays as it is.
fn with_outputs(readme: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut in_console = false;
    let mut keep = false;
    for line in readme.lines() {
        if let Some(command) = line.strip_prefix(BY_HAND) {
            shell(command.trim_end_matches("-->"), folder);
        }
        let command = line.strip_prefix("$ ").filter(|_| in_console);
        if line.starts_with("```") {
            in_console = line == "```console";
        } else if in_console && command.is_none() && !keep {
            continue; // an output, written anew below its command
        }
        out.push_str(line);
        out.push('\n');
        if let Some(command) = command {
            keep = !can_run(command);
            if !keep {
                out.push_str(&shell(command, folder));
            }
        }
    }
    out
}

fn with_flag_table(readme: &str) -> String {
    let (before, rest) = readme.split_once(FLAGS_START).unwrap();
    let (_, after) = rest.split_once(FLAGS_END).unwrap();
    let table = segplan(&["flags", "--format", "markdown"]).code(0).stdout;
    format!("{before}{FLAGS_START}{table}{FLAGS_END}{after}")
}

/// Whether every program of a pipeline is on this machine.
fn can_run(command: &str) -> bool {
    let unquoted: String = command.split('\'').step_by(2).collect();
    let programs = unquoted
        .split(" | ")
        .filter_map(|part| part.split(' ').next());
    programs.filter(|one| *one != "segplan").all(has_program)
}

/// What a command prints, on either stream, as a reader would see it.
fn shell(command: &str, folder: &Path) -> String {
    let in_window = command.starts_with("segplan ") && !command.contains(" | ");
    let window = if in_window { WINDOW } else { "" };
    let program = Path::new(env!("CARGO_BIN_EXE_segplan"));
    let system = env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command} {window}")])
        .current_dir(folder)
        .env_clear()
        .env(
            "PATH",
            format!("{}:{system}", program.parent().unwrap().display()),
        )
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}
