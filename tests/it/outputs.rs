//! Where results go: what cannot be written is told, and what is there stays as it is.

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::common::{TWO, folder_with, named_pipe, names, segplan_in};
use tempfile::TempDir;

const LEADS: &str = "id,staff\na,2000\nb,5\nc,\n";

const RESOLVED: &str = "\
id,segment,priority,also_matches
a,large,1,
b,small,2,
c,default,,
";

fn folder() -> TempDir {
    folder_with(&[("plan.yaml", TWO), ("leads.csv", LEADS)])
}

/// Runs a command and expects it to be refused, in these words, with nothing left behind.
#[track_caller]
fn refused(folder: &Path, arguments: &[&str], code: i32, told: &str) {
    let before = names(folder);
    let run = segplan_in(folder, arguments).code(code);
    assert_eq!(run.stdout, "");
    assert_eq!(run.stderr, told);
    assert_eq!(names(folder), before);
    let leads = fs::read_to_string(folder.join("leads.csv")).unwrap();
    assert_eq!(leads, LEADS);
    let plan = fs::read_to_string(folder.join("plan.yaml")).unwrap();
    assert_eq!(plan, TWO);
}

const RESOLVE: [&str; 4] = ["resolve", "plan.yaml", "leads.csv", "-o"];
const AUDIT: [&str; 4] = ["audit", "plan.yaml", "leads.csv", "-o"];

#[test]
fn a_place_that_cannot_be_is_told() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("results")).unwrap();
    let cases = [
        ("no/such/x.md", "there is no folder no/such"),
        ("results", "it is a folder; name a file in it"),
        ("leads.csv/x.md", "leads.csv is a file, not a folder"),
    ];
    for (output, why) in cases {
        let told = format!("error: cannot write {output}: {why}\n");
        refused(path, &[&RESOLVE[..], &[output]].concat(), 3, &told);
        refused(
            path,
            &[&AUDIT[..], &[output, "--format", "markdown"]].concat(),
            3,
            &told,
        );
        let masks = ["audit", "plan.yaml", "leads.csv", "--masks", output];
        refused(path, &masks, 3, &told);
    }
}

#[test]
fn what_is_read_is_never_written_over() {
    let folder = folder();
    let path = folder.path();
    symlink("leads.csv", path.join("link.csv")).unwrap();
    fs::hard_link(path.join("leads.csv"), path.join("same.csv")).unwrap();
    symlink("plan.yaml", path.join("link.md")).unwrap();
    let told = |input, option| {
        format!(
            "error: the output would overwrite {input}, which is being read\n  \
             help: name another file after {option}\n"
        )
    };
    for (output, input) in [
        ("leads.csv", "leads.csv"),
        ("./leads.csv", "leads.csv"),
        ("link.csv", "leads.csv"),
        ("same.csv", "leads.csv"),
        ("link.md", "plan.yaml"),
    ] {
        let (resolve, masks) = (
            [&RESOLVE[..], &[output]],
            [&AUDIT[..3], &["--masks", output]],
        );
        refused(path, &resolve.concat(), 2, &told(input, "--output"));
        refused(path, &masks.concat(), 2, &told(input, "--masks"));
    }
    let through_a_link = ["resolve", "plan.yaml", "same.csv", "-o", "leads.csv"];
    refused(path, &through_a_link, 2, &told("same.csv", "--output"));
    refused(
        path,
        &[&AUDIT[..], &["link.md"]].concat(),
        2,
        &told("plan.yaml", "--output"),
    );
    segplan_in(
        path,
        &["audit", "plan.yaml", "leads.csv", "--masks", "m.csv"],
    )
    .code(0);
    let onto_masks = [
        "audit",
        "plan.yaml",
        "--from-masks",
        "m.csv",
        "--masks",
        "m.csv",
    ];
    refused(path, &onto_masks, 2, &told("m.csv", "--masks"));
}

/// The mask table and the audit are two files, whatever their names look like.
#[test]
fn two_results_are_not_written_to_one_file() {
    let folder = folder();
    let path = folder.path();
    symlink(".", path.join("here")).unwrap();
    fs::write(path.join("old"), "").unwrap();
    fs::hard_link(path.join("old"), path.join("hard")).unwrap();
    symlink("old", path.join("soft")).unwrap();
    for (masks, output) in [
        ("one", "one"),
        ("one", "./one"),
        ("here/one", "one"),
        ("old", "here/old"),
        ("old", "soft"),
        ("hard", "old"),
    ] {
        let both = ["--format", "json", "--masks", masks, "-o", output];
        let told = format!(
            "error: {masks} is named for the mask table and for the audit\n  \
             help: name another file after --masks\n"
        );
        refused(path, &[&AUDIT[..3], &both].concat(), 2, &told);
    }
    // Standard output can be a file, too.
    let run = Command::new(env!("CARGO_BIN_EXE_segplan"))
        .args([&AUDIT[..3], &["--masks", "old"]].concat())
        .current_dir(path)
        .stdout(fs::File::create(path.join("old")).unwrap())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    let devices = ["--masks", "/dev/null", "-o", "/dev/null"];
    segplan_in(path, &[&AUDIT[..3], &devices].concat()).code(0);
}

/// A name that promises what is not written is refused, and so is what would mix two results.
#[test]
fn a_name_keeps_its_promise() {
    let folder = folder();
    let path = folder.path();
    for end in ["csv.gz", "xlsx", "JSON"] {
        let output = format!("out.{end}");
        let end = end.trim_start_matches("csv.");
        let told = format!(
            "error: no leads are written as .{end}\n  help: end the name in .csv or .parquet\n"
        );
        refused(path, &[&RESOLVE[..], &[&output]].concat(), 2, &told);
    }
    let told = "error: the mask table needs a file of its own\n  help: name one after --masks\n";
    refused(path, &[&AUDIT[..3], &["--masks", "-"]].concat(), 2, told);
    for output in ["out.tsv", "out", "out.of.today"] {
        segplan_in(path, &[&RESOLVE[..], &[output]].concat()).code(0);
        assert_eq!(fs::read_to_string(path.join(output)).unwrap(), RESOLVED);
    }
}

/// `< leads.csv` reads a file as well.
#[test]
fn standard_input_is_not_written_over_either() {
    let folder = folder();
    let path = folder.path();
    let run = Command::new(env!("CARGO_BIN_EXE_segplan"))
        .args(["resolve", "plan.yaml", "-", "-o", "leads.csv"])
        .current_dir(path)
        .stdin(fs::File::open(path.join("leads.csv")).unwrap())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("would overwrite standard input"));
    assert_eq!(fs::read_to_string(path.join("leads.csv")).unwrap(), LEADS);
}

/// What is wrong with an output is told before a long table is read.
#[test]
fn the_output_is_looked_at_first() {
    let folder = folder();
    for output in ["no/x.json", "leads.xyz"] {
        let run = segplan_in(
            folder.path(),
            &["audit", "plan.yaml", "absent.csv", "-o", output],
        );
        assert!(!run.stderr.contains("absent.csv"), "{run:#?}");
    }
}

#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("results")).unwrap();
    fs::write(path.join("results/real.csv"), "old").unwrap();
    let private = fs::Permissions::from_mode(0o600);
    fs::set_permissions(path.join("results/real.csv"), private).unwrap();
    symlink("results/real.csv", path.join("out.csv")).unwrap();
    segplan_in(path, &[&RESOLVE[..], &["out.csv"]].concat()).code(0);
    assert!(path.join("out.csv").is_symlink());
    let real = path.join("results/real.csv");
    assert_eq!(fs::read_to_string(&real).unwrap(), RESOLVED);
    assert_eq!(fs::metadata(&real).unwrap().mode() & 0o777, 0o600);
    assert_eq!(names(&path.join("results")), ["real.csv"]);
}

/// A link to a file that is not there yet leads to the file that is made.
#[test]
fn a_link_to_nothing_stays_a_link_too() {
    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("results")).unwrap();
    symlink("results/new.csv", path.join("first.csv")).unwrap();
    symlink("first.csv", path.join("out.csv")).unwrap();
    segplan_in(path, &[&RESOLVE[..], &["out.csv"]].concat()).code(0);
    assert!(path.join("out.csv").is_symlink() && path.join("first.csv").is_symlink());
    let new = fs::read_to_string(path.join("results/new.csv")).unwrap();
    assert_eq!(new, RESOLVED);
    symlink("circle.csv", path.join("circle.csv")).unwrap();
    let told = "error: cannot write circle.csv: its symbolic links form a loop\n";
    refused(path, &[&RESOLVE[..], &["circle.csv"]].concat(), 3, told);
}

#[test]
fn a_file_that_may_not_be_written_to_is_not_replaced() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("out.csv"), "old").unwrap();
    set_mode(path, 0o777);
    set_mode(&path.join("out.csv"), 0o444);
    let run = as_anybody(path, &[&RESOLVE[..], &["out.csv"]].concat(), Stdio::null());
    assert_eq!(run.status.code(), Some(3));
    assert_eq!(
        text(&run.stderr),
        "error: cannot write out.csv: permission denied\n"
    );
    assert_eq!(fs::read_to_string(path.join("out.csv")).unwrap(), "old");
}

/// The administrator writes over a file of somebody else, whose it stays.
#[test]
fn a_file_keeps_its_owner() {
    let folder = folder();
    let path = folder.path();
    let out = path.join("out.csv");
    fs::write(&out, "old").unwrap();
    if fs::metadata(path).unwrap().uid() == 0 {
        chown(&out, Some(65534), Some(65534)).unwrap();
    }
    let owner = fs::metadata(&out).unwrap().uid();
    segplan_in(path, &[&RESOLVE[..], &["out.csv"]].concat()).code(0);
    assert_eq!(fs::read_to_string(&out).unwrap(), RESOLVED);
    assert_eq!(fs::metadata(&out).unwrap().uid(), owner);
}

/// Runs a command with little room: no file may grow beyond a block.
fn with_little_room(folder: &Path, arguments: &str) -> Output {
    let segplan = env!("CARGO_BIN_EXE_segplan");
    let line = format!("trap '' XFSZ; ulimit -f 1; exec {segplan} {arguments}");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).current_dir(folder);
    shell.stdout(Stdio::null()).output().unwrap()
}

#[test]
fn what_finds_no_room_leaves_no_file_and_no_folder() {
    let folder = folder();
    let path = folder.path();
    let before = names(path);
    for arguments in [
        "init new.yaml",
        "report --eject own/templates",
        "report plan.yaml --assets shown/pictures -o /dev/null --format markdown",
    ] {
        let run = with_little_room(path, arguments);
        assert_eq!(run.status.code(), Some(3), "{arguments}: {run:?}");
        assert_eq!(names(path), before, "{arguments}");
        segplan_in(path, &arguments.split(' ').collect::<Vec<_>>()).code(0);
        fs::remove_file(path.join("new.yaml")).unwrap_or_default();
        fs::remove_dir_all(path.join("own")).unwrap_or_default();
        fs::remove_dir_all(path.join("shown")).unwrap_or_default();
    }
}

/// What never ends is not read to its end.
#[test]
#[cfg(target_os = "linux")]
fn inputs_without_end_are_refused_at_a_limit() {
    let folder = folder();
    let path = folder.path();
    fs::write(path.join("theme.yaml"), "logo: /dev/zero\n").unwrap();
    fs::create_dir(path.join("own")).unwrap();
    symlink("/dev/zero", path.join("own/report.md")).unwrap();
    for (arguments, told) in [
        (
            "report plan.yaml --theme theme.yaml",
            "cannot read the logo /dev/zero: it is larger than 16 MB",
        ),
        (
            "report plan.yaml --templates own --format markdown",
            "cannot read report.md: it is larger than 16 MB",
        ),
        ("rank /dev/zero", "this file is larger than 16 MB"),
        (
            "report plan.yaml --templates absent",
            "there is no folder absent",
        ),
    ] {
        let run = segplan_in(path, &arguments.split(' ').collect::<Vec<_>>());
        assert!(run.code >= 2 && run.stderr.contains(told), "{run:#?}");
    }
}

/// A cell of a megabyte does not fill the screen.
#[test]
fn messages_stay_short() {
    let folder = folder();
    let path = folder.path();
    let huge = format!("id,staff\na,{}x\n", "9".repeat(1_000_000));
    fs::write(path.join("huge.csv"), huge).unwrap();
    let run = segplan_in(path, &["audit", "plan.yaml", "huge.csv"]).code(2);
    assert!(run.stderr.len() < 2_000, "{}", run.stderr.len());
}

/// Lead tables are nobody else's business where the user's files are not.
#[test]
fn a_new_file_has_the_permissions_of_any_new_file() {
    let folder = folder();
    for (mask, mode) in [("077", 0o600), ("022", 0o644)] {
        let segplan = env!("CARGO_BIN_EXE_segplan");
        let line = format!("umask {mask}; {segplan} {} {mask}.csv", RESOLVE.join(" "));
        let shell = Command::new("sh")
            .args(["-c", &line])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .status();
        assert!(shell.unwrap().success());
        let written = fs::metadata(folder.path().join(format!("{mask}.csv"))).unwrap();
        assert_eq!(written.mode() & 0o777, mode);
    }
}

/// `>(gzip)` and `mkfifo`: rows go into the pipe, which nothing replaces.
#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    let folder = folder();
    let pipe = named_pipe(folder.path(), "pipe.csv");
    let read = {
        let pipe = pipe.clone();
        std::thread::spawn(move || fs::read_to_string(pipe).unwrap())
    };
    segplan_in(folder.path(), &[&RESOLVE[..], &["pipe.csv"]].concat()).code(0);
    assert_eq!(read.join().unwrap(), RESOLVED);
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(names(folder.path()), ["leads.csv", "pipe.csv", "plan.yaml"]);
}

#[test]
fn rows_on_standard_output_come_without_the_summary() {
    let folder = folder();
    for output in ["-", "/dev/stdout"] {
        let run = segplan_in(folder.path(), &[&RESOLVE[..], &[output]].concat()).code(0);
        assert_eq!(run.stdout, RESOLVED);
    }
}

/// Runs the program without the rights of the administrator, who may write anywhere.
fn as_anybody(folder: &Path, arguments: &[&str], stdout: Stdio) -> Output {
    let program = folder.join("segplan");
    let built = env!("CARGO_BIN_EXE_segplan");
    if !program.exists() && fs::hard_link(built, &program).is_err() {
        fs::copy(built, &program).unwrap();
    }
    let mut command = Command::new(&program);
    command.args(arguments).current_dir(folder);
    if fs::metadata(folder).unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    command
        .stdout(stdout)
        .stderr(Stdio::piped())
        .output()
        .unwrap()
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told() {
    let folder = folder();
    let path = folder.path();
    set_mode(path, 0o755);
    fs::create_dir(path.join("closed")).unwrap();
    fs::write(path.join("closed/out.csv"), "old").unwrap();
    set_mode(&path.join("closed"), 0o555);
    let run = as_anybody(
        path,
        &[&RESOLVE[..], &["closed/out.csv"]].concat(),
        Stdio::null(),
    );
    assert_eq!(run.status.code(), Some(3));
    assert_eq!(
        text(&run.stderr),
        "error: cannot write closed/out.csv: you may not write in the folder closed\n"
    );
    assert_eq!(
        fs::read_to_string(path.join("closed/out.csv")).unwrap(),
        "old"
    );
    set_mode(&path.join("closed"), 0o755);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = folder();
    set_mode(folder.path(), 0o755);
    for arguments in [
        &["resolve", "plan.yaml", "leads.csv", "-o", "/dev/full"][..],
        &["audit", "plan.yaml", "leads.csv", "-o", "/dev/full"],
        &["audit", "plan.yaml", "leads.csv", "--masks", "/dev/full"],
    ] {
        let run = as_anybody(folder.path(), arguments, Stdio::piped());
        assert_eq!(run.status.code(), Some(3));
        let told = "error: cannot write /dev/full: the disk is full\n";
        assert_eq!((text(&run.stdout), text(&run.stderr)), ("", told));
    }
    for arguments in [
        &["resolve", "plan.yaml", "leads.csv", "-o", "-"][..],
        &["audit", "plan.yaml", "leads.csv"],
        &["rank", "plan.yaml"],
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let run = as_anybody(folder.path(), arguments, full.into());
        assert_eq!(run.status.code(), Some(3));
        let told = "error: cannot write standard output: the disk is full\n";
        assert_eq!(text(&run.stderr), told);
    }
    assert!(
        fs::metadata("/dev/full")
            .unwrap()
            .file_type()
            .is_char_device()
    );
}
