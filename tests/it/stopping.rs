//! Stopping in the middle: Ctrl-C, a request to end, a reader who has seen enough; and the bar
//! that says how long it would still take.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::common::{TWO, folder_with, named_pipe, names, segplan_in};
use tempfile::TempDir;

/// Rows, with their header: some megabytes.
fn table() -> String {
    let mut text = "id,staff\n".to_owned();
    for row in 0..300_000 {
        writeln!(text, "lead-{row},{}", row % 1500).unwrap();
    }
    text
}

fn folder() -> TempDir {
    folder_with(&[("plan.yaml", TWO)])
}

fn start(folder: &Path, arguments: &[&str], stdin: Stdio, stdout: Stdio) -> Child {
    Command::new(env!("CARGO_BIN_EXE_segplan"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("TMPDIR", folder)
        .stdin(stdin)
        .stdout(stdout)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until something is so; a machine that is busy gets its time.
#[track_caller]
fn wait_until(mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_mins(1);
    while !is_so() {
        assert!(Instant::now() < end, "this never came to be");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn signal(child: &Child, name: &str) {
    let command = format!("kill -s {name} {}", child.id());
    let sent = Command::new("sh").args(["-c", &command]).status();
    assert!(sent.unwrap().success());
}

/// How a program ends that nobody writes to any more, and what it said on standard error.
fn ended(mut child: Child) -> (ExitStatus, String) {
    let mut told = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut told).unwrap();
    (child.wait().unwrap(), told)
}

/// The draft beside the output has rows in it.
fn draft_has_rows(folder: &Path) -> bool {
    names(folder).iter().any(|name| {
        let known = fs::metadata(folder.join(name));
        name.starts_with(".segplan-") && known.is_ok_and(|known| known.len() > 1000)
    })
}

/// Starts `resolve` on a pipe and writes rows to it until some came out; the pipe stays open.
fn stalled(folder: &Path, output: &str) -> (Child, ChildStdin) {
    let arguments = ["resolve", "plan.yaml", "-", "-o", output];
    let mut child = start(folder, &arguments, Stdio::piped(), Stdio::null());
    let mut rows = child.stdin.take().unwrap();
    rows.write_all(table().as_bytes()).unwrap();
    (child, rows)
}

/// The rows that would have come never come, so that reading itself cannot notice.
#[test]
fn a_stop_leaves_nothing_behind_though_the_rows_stall() {
    for name in ["INT", "TERM", "HUP"] {
        let folder = folder();
        let (child, rows) = stalled(folder.path(), "out.csv");
        wait_until(|| draft_has_rows(folder.path()));
        signal(&child, name);
        let (status, told) = ended(child);
        assert_eq!(status.code(), Some(3), "{name}: {told}");
        assert_eq!(told, "error: stopped; nothing was written\n");
        assert_eq!(names(folder.path()), ["plan.yaml"]);
        drop(rows);
    }
}

/// The draft is there before anything is read, and some commands read no leads at all.
#[test]
fn a_stop_leaves_no_draft_while_nothing_is_read() {
    let folder = folder();
    let report = [
        "report",
        "plan.yaml",
        "-o",
        "out.html",
        "--draws",
        "1000000",
    ];
    let child = start(folder.path(), &report, Stdio::null(), Stdio::null());
    wait_until(|| names(folder.path()).len() > 1);
    signal(&child, "INT");
    let (status, told) = ended(child);
    assert_eq!(status.code(), Some(3), "{told}");
    assert_eq!(told, "error: stopped; nothing was written\n");
    assert_eq!(names(folder.path()), ["plan.yaml"]);
}

/// Rows go on coming for as long as anybody reads them.
#[test]
fn a_stop_leaves_what_was_there_while_rows_come() {
    let folder = folder();
    fs::write(folder.path().join("out.csv"), "of last week").unwrap();
    let (child, mut rows) = stalled(folder.path(), "out.csv");
    let more = table().replace("id,staff\n", "");
    let writer = std::thread::spawn(move || while rows.write_all(more.as_bytes()).is_ok() {});
    wait_until(|| draft_has_rows(folder.path()));
    signal(&child, "INT");
    let (status, told) = ended(child);
    assert_eq!(status.code(), Some(3), "{told}");
    assert_eq!(told, "error: stopped; nothing was written\n");
    assert_eq!(names(folder.path()), ["out.csv", "plan.yaml"]);
    let kept = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert_eq!(kept, "of last week");
    writer.join().unwrap();
}

/// Parquet on standard input is copied to a temporary file first.
#[test]
fn a_stop_leaves_no_copy_of_standard_input() {
    let folder = folder();
    let arguments = ["audit", "plan.yaml", "-"];
    let mut child = start(folder.path(), &arguments, Stdio::piped(), Stdio::null());
    let mut rows = child.stdin.take().unwrap();
    rows.write_all(b"PAR1 and so on").unwrap();
    wait_until(|| names(folder.path()).len() > 1);
    signal(&child, "INT");
    let (status, told) = ended(child);
    assert_eq!(
        (status.code(), told.as_str()),
        (Some(3), "error: stopped\n")
    );
    assert_eq!(names(folder.path()), ["plan.yaml"]);
}

/// What is on standard output cannot be taken back, and that is said.
#[test]
fn a_stop_on_standard_output_says_that_rows_are_out() {
    let folder = folder();
    let arguments = ["resolve", "plan.yaml", "-", "-o", "-"];
    let mut child = start(folder.path(), &arguments, Stdio::piped(), Stdio::piped());
    let (mut rows, text) = (child.stdin.take().unwrap(), table());
    let more = text.replace("id,staff\n", "");
    let writer = std::thread::spawn(move || {
        let _ = rows.write_all(text.as_bytes());
        while rows.write_all(more.as_bytes()).is_ok() {}
    });
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    assert_eq!(first, "id,segment,priority,also_matches\n");
    signal(&child, "INT");
    let rest = std::thread::spawn(move || out.read_to_end(&mut Vec::new()));
    let (status, told) = ended(child);
    let said = "error: stopped; standard output has only the first rows\n";
    assert_eq!((status.code(), told.as_str()), (Some(3), said));
    rest.join().unwrap().unwrap();
    writer.join().unwrap();
}

/// As `| head -1` does. A table whose end nobody wants is no failure.
#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let folder = folder();
    fs::write(folder.path().join("leads.csv"), table()).unwrap();
    for arguments in [
        &["resolve", "plan.yaml", "leads.csv", "-o", "-"][..],
        &["resolve", "plan.yaml", "leads.csv", "-o", "-", "--long"],
        &["audit", "plan.yaml", "leads.csv"],
        &["rank", "plan.yaml"],
    ] {
        let mut child = start(folder.path(), arguments, Stdio::null(), Stdio::piped());
        let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
        if arguments[0] == "resolve" {
            out.read_line(&mut String::new()).unwrap();
        }
        drop(out);
        let (status, told) = ended(child);
        assert_eq!(
            (status.code(), told.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

/// A terminal that runs a line, though not for ever.
fn terminal(line: &str) -> Command {
    let mut command = Command::new("timeout");
    command.args(["60", "script", "-qefc", line, "/dev/null"]);
    command
}

/// Runs `resolve` under a terminal until `enough` is on it, with an output that takes no more rows
/// than a pipe holds until then; what stood on the terminal.
fn on_a_terminal(folder: &Path, line: &str, enough: &str) -> String {
    let pipe = named_pipe(folder, "out.pipe");
    let mut terminal = terminal(line)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut rows = File::open(&pipe).unwrap();
    let mut shown = terminal.stdout.take().unwrap();
    let mut text = String::new();
    let mut some = [0; 4096];
    while !text.contains(enough) {
        let count = shown.read(&mut some).unwrap();
        assert!(count > 0, "{text}");
        text.push_str(&String::from_utf8_lossy(&some[..count]));
    }
    std::io::copy(&mut rows, &mut std::io::sink()).unwrap();
    shown.read_to_string(&mut text).unwrap();
    assert!(terminal.wait().unwrap().success(), "{text}");
    text
}

#[test]
fn a_terminal_is_told_how_fast_it_goes_and_how_long_it_will_take() {
    let folder = folder();
    fs::write(folder.path().join("leads.csv"), table()).unwrap();
    let segplan = env!("CARGO_BIN_EXE_segplan");
    let resolve = format!("{segplan} resolve plan.yaml leads.csv --threads 1 -o out.pipe");
    let shown = on_a_terminal(folder.path(), &resolve, " left");
    let bar = shown
        .split('\r')
        .find(|line| line.contains(" left"))
        .unwrap();
    for part in [" %  ", " leads, ", " a second, ", " s left"] {
        assert!(bar.contains(part), "{part}: {bar}");
    }
    // It is gone when the summary comes.
    let summary = shown.rfind("300,000 leads in leads.csv").unwrap();
    assert!(shown.rfind(" left").unwrap() < summary, "{shown}");
    fs::remove_file(folder.path().join("out.pipe")).unwrap();

    // Nor is it among rows.
    let printed = resolve.replace("out.pipe", "/dev/stdout | (sleep 0.5; cat)");
    let rows = printed.replace(" | (sleep 0.5; cat)", "");
    let line = format!("{printed} > copy; {rows}");
    let shown = terminal(&line)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    let (bar, rows) = shown.split_once("id,segment").unwrap();
    assert!(bar.contains(" left"), "{bar}");
    assert!(!rows.contains(" left"));

    // Nobody knows how long a pipe goes on.
    let piped = format!("cat leads.csv | {}", resolve.replace("leads.csv", "-"));
    let shown = on_a_terminal(folder.path(), &piped, " a second");
    assert!(!shown.contains(" left"), "{shown}");
}

#[test]
fn where_nobody_watches_there_is_no_bar() {
    let folder = folder();
    fs::write(folder.path().join("leads.csv"), table()).unwrap();
    let pipe = named_pipe(folder.path(), "out.pipe");
    let slow = std::thread::spawn(move || {
        let mut rows = File::open(pipe).unwrap();
        std::thread::sleep(Duration::from_millis(700));
        std::io::copy(&mut rows, &mut std::io::sink()).unwrap();
    });
    let arguments = ["resolve", "plan.yaml", "leads.csv", "-o", "out.pipe"];
    let run = segplan_in(folder.path(), &arguments).code(0);
    assert_eq!(run.stderr, "");
    slow.join().unwrap();
}
