//! The commands of a page and what they print.
//!
//! A line `$ command` of a `console` block is run, and its output stands below it. Comments before a
//! block, which readers don't see, say what else happens:
//!
//! - `<!-- by hand: command -->` is run first: what a reader would do in an editor.
//! - `<!-- file: NAME -->` writes the block that follows to this file.
//! - `<!-- show: 12 lines -->`, `<!-- show: 5 lines from TEXT -->` leave out the other lines of the
//!   outputs of the next block; what is left out at the end is marked by `…`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::has_program;

/// The window of who tries the commands: as wide as a page shows without a scroll bar.
const WINDOW: &str = "--width 92";

/// The text with what each command of its console blocks prints below it. What follows a command
/// with a program that is not here stays as it is.
pub(super) fn with_outputs(page: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut shown = Excerpt::default();
    let mut file = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        push_line(&mut out, line);
        if let Some(command) = comment(line, "by hand") {
            shell(command, folder);
        } else if let Some(name) = comment(line, "file") {
            file = Some(folder.join(name));
        } else if let Some(lines) = comment(line, "show") {
            shown = Excerpt::of(lines);
        } else if line.starts_with("```") {
            let inside = lines.by_ref().take_while(|line| *line != "```");
            let block = if line == "```console" {
                console(inside, &std::mem::take(&mut shown), folder)
            } else {
                lines_of(inside)
            };
            if let Some(file) = file.take() {
                fs::write(file, &block).unwrap();
            }
            push_line(&mut out, &format!("{block}```"));
        }
    }
    out
}

/// The commands of a block, each with what it prints.
fn console<'a>(lines: impl Iterator<Item = &'a str>, shown: &Excerpt, folder: &Path) -> String {
    let mut out = String::new();
    let mut keep = false;
    for line in lines {
        if let Some(command) = line.strip_prefix("$ ") {
            push_line(&mut out, line);
            keep = !can_run(command);
            if !keep {
                out.push_str(&shown.cut(&shell(command, folder)));
            }
        } else if keep {
            push_line(&mut out, line);
        }
    }
    out
}

/// Lines, each with its end.
fn lines_of<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    lines.for_each(|line| push_line(&mut text, line));
    text
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// What is shown of an output.
#[derive(Default)]
struct Excerpt<'a> {
    lines: Option<usize>,
    from: Option<&'a str>,
}

impl<'a> Excerpt<'a> {
    /// From `12 lines`, `5 lines from TEXT`.
    fn of(text: &'a str) -> Self {
        let (lines, from) = text.split_once(" lines").unwrap();
        Self {
            lines: Some(lines.parse().unwrap()),
            from: from.strip_prefix(" from "),
        }
    }

    fn cut(&self, output: &str) -> String {
        let first = self.from.map_or(0, |text| {
            let found = output
                .lines()
                .position(|line| line.trim_start().starts_with(text));
            found.unwrap_or_else(|| panic!("no line begins with {text:?}: {output}"))
        });
        let all = output.lines().count() - first;
        let lines = self.lines.unwrap_or(all);
        let shown = output.lines().skip(first).take(lines);
        let mut shown = lines_of(shown);
        if lines < all {
            shown.truncate(shown.trim_end().len() + 1);
            shown.push_str("…\n");
        }
        shown
    }
}

/// What a comment of this kind says.
fn comment<'a>(line: &'a str, kind: &str) -> Option<&'a str> {
    let text = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    text.strip_prefix(kind)?.strip_prefix(": ")
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
