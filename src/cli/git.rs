//! Files in git, read by running `git`.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::Command;

use jiff::civil::Date;

use super::Failure;
use super::output::{display_name, folder_of};
use crate::lead_error::FileError;

/// A file as one commit has it.
pub(super) struct Version {
    /// The commit, in full hexadecimal.
    pub(super) commit: String,
    /// The day of the commit, where it was made.
    pub(super) date: Date,
    /// The path from the top of the repository; another one before a rename.
    path: String,
}

/// The versions of a file up to what is checked out, oldest first, renames followed.
///
/// # Errors
/// If git is missing, the file is in no repository, or no commit has it.
pub(super) fn versions(file: &Path) -> Result<Vec<Version>, Failure> {
    let (folder, name) = place(file)?;
    in_repository(folder, file)?;
    let arguments = [
        "log",
        "--follow",
        "--diff-filter=d",
        "--no-relative",
        "--name-only",
        "-z",
        "--format=%x01%H %cs",
        "--",
        &name,
    ];
    let log = match git(folder, &arguments)? {
        Ok(log) => log,
        Err(said) if said.contains("does not have any commits yet") => Vec::new(),
        Err(said) => return Err(cannot_read(folder, file, &said)),
    };
    let mut versions = read_log(&String::from_utf8_lossy(&log));
    versions.reverse();
    match versions.is_empty() {
        false => Ok(versions),
        true => Err(Failure::usage(
            format!("git has no version of {}", display_name(file)),
            format!(
                "commit it first: git add {name} && git commit -m {}",
                "\"Our plan\""
            ),
        )),
    }
}

/// The text of a version of a file; `None` if its commit hasn't the file after all.
pub(super) fn version_text(file: &Path, version: &Version) -> Result<Option<Vec<u8>>, Failure> {
    let (folder, _) = place(file)?;
    blob(folder, &format!("{}:{}", version.commit, version.path))
}

/// The text of a file as a revision has it, under the name that it has now or had before a rename.
///
/// # Errors
/// If git is missing, the file is in no repository, or there is no such revision or file in it.
pub(super) fn text_at(file: &Path, revision: &str) -> Result<Vec<u8>, Failure> {
    let (folder, name) = place(file)?;
    in_repository(folder, file)?;
    let commit = format!("{revision}^{{commit}}");
    let arguments = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &commit,
    ];
    let commit = git(folder, &arguments)?.map_err(|_| {
        Failure::usage(
            format!("git knows no revision {revision} here"),
            "name a commit, a branch or a tag, such as HEAD~1 or main; `git log` lists the commits",
        )
    })?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    if let Some(text) = blob(folder, &format!("{commit}:./{name}"))? {
        return Ok(text);
    }
    // It may have had another name: the last commit up to that one that changed the file knows it.
    let is_before = |version: &Version| {
        let arguments = ["merge-base", "--is-ancestor", &version.commit, &commit];
        Ok::<bool, Failure>(git(folder, &arguments)?.is_ok())
    };
    for version in versions(file)?.iter().rev() {
        if is_before(version)?
            && let Some(text) = blob(folder, &format!("{commit}:{}", version.path))?
        {
            return Ok(text);
        }
    }
    Err(Failure::usage(
        format!("{} isn't in git at {revision}", display_name(file)),
        format!("name a later revision: git log --follow -- {name} lists those that have it"),
    ))
}

/// The commits of `git log -z --name-only`, in which each commit begins with the sign U+0001.
fn read_log(log: &str) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for part in log.split('\0').map(|part| part.trim_matches('\n')) {
        let head = part.strip_prefix('\u{1}');
        let head = head.and_then(|head| head.split_once(' '));
        match head.and_then(|(commit, date)| Some((commit, date.parse().ok()?))) {
            Some((commit, date)) => versions.push(Version {
                commit: commit.to_owned(),
                date,
                path: String::new(),
            }),
            None if part.is_empty() => {}
            None => {
                if let Some(last) = versions.last_mut() {
                    part.clone_into(&mut last.path);
                }
            }
        }
    }
    // A merge is listed without a name.
    versions.retain(|version| !version.path.is_empty());
    versions
}

/// The folder of a file, and its name there.
fn place(file: &Path) -> Result<(&Path, String), Failure> {
    let name = file.file_name().filter(|_| file.as_os_str() != "-");
    let name = name.and_then(OsStr::to_str).ok_or_else(|| {
        Failure::usage(
            format!("{} has no versions in git", display_name(file)),
            "name the plan's file",
        )
    })?;
    Ok((folder_of(file), name.to_owned()))
}

fn in_repository(folder: &Path, file: &Path) -> Result<(), Failure> {
    match git(folder, &["rev-parse", "--is-inside-work-tree"])? {
        Ok(_) => Ok(()),
        Err(said) if said.contains("not a git repository") => Err(Failure::usage(
            format!("{} isn't in a git repository", display_name(file)),
            "name a file that git keeps, or the files of the plans themselves",
        )),
        Err(said) => Err(cannot_read(folder, file, &said)),
    }
}

/// What git said when it failed, as a failure.
fn cannot_read(folder: &Path, file: &Path, said: &str) -> Failure {
    Failure::usage(
        format!(
            "git can't read the versions of {}: {said}",
            display_name(file)
        ),
        format!(
            "see what git advises: git -C {} status",
            display_name(folder)
        ),
    )
}

/// What an object holds, where there is one.
fn blob(folder: &Path, object: &str) -> Result<Option<Vec<u8>>, Failure> {
    Ok(git(folder, &["cat-file", "blob", object])?.ok())
}

/// What git prints, run in a folder; if it fails, the first line of why, in English.
fn git(folder: &Path, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, Failure> {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .env("LC_ALL", "C")
        .output();
    match run {
        Ok(run) if run.status.success() => Ok(Ok(run.stdout)),
        Ok(run) => {
            let said = String::from_utf8_lossy(&run.stderr);
            let said = said.trim().lines().next().unwrap_or("it gave no reason");
            Ok(Err(said.trim_start_matches("fatal: ").to_owned()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Failure::usage(
            "git isn't installed here, or isn't on the PATH",
            "install it from https://git-scm.com, or name the files of the plans themselves",
        )),
        Err(error) => Err(FileError::of("cannot run", "git")(error).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gives_each_commit_with_the_name_of_the_file_then() {
        let log = "\u{1}aa 2027-01-04\0\nplans/new name.yaml\0\u{1}bb 2026-12-01\0\
                   \u{1}cc 2026-10-01\0\nold.yaml\0";
        let read = read_log(log);
        let told: Vec<_> = read
            .iter()
            .map(|one| (one.commit.as_str(), one.date.to_string(), one.path.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("aa", "2027-01-04".to_owned(), "plans/new name.yaml"),
                ("cc", "2026-10-01".to_owned(), "old.yaml")
            ]
        );
        assert!(read_log("").is_empty());
    }
}
