//! Where results go: standard output, or a file that is written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use super::draft::Draft;
use super::session::Session;
use crate::lead_error::FileError;
use crate::render::look::Look;

/// A file for the result.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// Write the result to this file instead of standard output
    #[arg(long, short, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
}

impl OutputArgs {
    /// The end of the file's name, in small letters, where one is named.
    pub(super) fn extension(&self) -> Option<String> {
        let extension = self.output.as_ref()?.extension()?;
        Some(extension.to_string_lossy().to_lowercase())
    }

    /// The look of the result: a file has no color and no width limit.
    pub(super) fn look(&self, session: &Session) -> Look {
        match &self.output {
            None => session.look(),
            Some(_) => session.file_look(),
        }
    }

    /// Writes a result; never over one of the inputs.
    pub(super) fn write(&self, text: &str, inputs: &[&Path]) -> Result<(), Failure> {
        self.open(inputs)?.write(text.as_bytes())
    }

    /// Makes ready for the result, so that what is wrong with its place is told before long work.
    pub(super) fn open(&self, inputs: &[&Path]) -> Result<Place, Failure> {
        match &self.output {
            Some(path) if !is_standard_output(path) => {
                refuse_inputs(path, "--output", inputs)?;
                Ok(Place::File(Draft::beside(path)?))
            }
            _ => Ok(Place::StandardOutput),
        }
    }
}

pub(super) enum Place {
    StandardOutput,
    File(Draft),
}

impl Place {
    pub(super) fn write(self, bytes: &[u8]) -> Result<(), Failure> {
        match self {
            Self::StandardOutput => print_bytes(bytes),
            Self::File(draft) => draft.fill(bytes),
        }
    }
}

/// The name of an input in messages.
pub(super) fn display_name(path: &Path) -> String {
    match path.as_os_str() == "-" {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    }
}

/// A path as it is written in a command that people paste; see [`quoted`].
pub(super) fn in_a_shell(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// A word of a command that people paste: in quotes where it needs them, in those that Windows knows,
/// too, where no shell reads anything between them.
pub(super) fn quoted(word: &str) -> String {
    let is_path = |sign: char| cfg!(windows) && sign == '\\';
    let is_plain = |sign: char| sign.is_alphanumeric() || "/._-+:@%".contains(sign);
    let is_special = |sign: char| "\"$`!\\".contains(sign) && !is_path(sign);
    match word {
        "" => "\"\"".to_owned(),
        word if word.contains(is_special) => format!("'{}'", word.replace('\'', "'\\''")),
        word if word.chars().all(|sign| is_plain(sign) || is_path(sign)) => word.to_owned(),
        word => format!("\"{word}\""),
    }
}

pub(super) fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1"]
        .map(Path::new)
        .contains(&path)
}

/// Refuses standard output in place of the plan that a command changes, as `message` says.
pub(super) fn refuse_standard_output(plan: &Path, message: &str) -> Result<(), Failure> {
    match is_standard_output(plan) {
        true => Err(Failure::usage(message, "name the plan's file")),
        false => Ok(()),
    }
}

/// The folder of a file.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

pub(super) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    Ok(written.map_err(FileError::of("cannot write", "standard output"))?)
}

/// Refuses an output that is one of the inputs, by whatever name; `option` is what names it.
pub(super) fn refuse_inputs(path: &Path, option: &str, inputs: &[&Path]) -> Result<(), Failure> {
    let is_output = |input: &&&Path| match input.as_os_str() == "-" {
        true => is_same_file(path, Path::new("/dev/stdin")),
        false => is_same_file(path, input),
    };
    let folder = inputs.iter().find(|input| is_inside(path, input));
    if let Some(folder) = folder {
        return Err(Failure::usage(
            format!(
                "{} would be in {}, all of whose files are read as leads",
                path.display(),
                folder.display()
            ),
            format!("name a file in another folder after {option}"),
        ));
    }
    match inputs.iter().find(is_output) {
        None => Ok(()),
        Some(input) => Err(Failure::usage(
            format!(
                "the output would overwrite {}, which is being read",
                display_name(input)
            ),
            format!("name another file after {option}"),
        )),
    }
}

/// Whether a file that is to be written is in a folder or in one of its folders.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let whole = |path: &Path| fs::canonicalize(path).ok();
    let is_folder = folder.is_dir();
    let inside = || place(path).zip(whole(folder));
    is_folder && inside().is_some_and(|(path, folder)| path.starts_with(folder))
}

/// Whether two names stand for one file: written differently, or through links of either kind. It
/// need not exist yet. Devices and pipes are no files.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(known), Ok(_)) if known.is_file() => is_same_existing(one, other),
        (Err(_), Err(_)) => place(one).is_some_and(|one| Some(one) == place(other)),
        _ => false,
    }
}

/// Where a file that does not exist yet is to be.
fn place(path: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder_of(path)).ok()?;
    Some(folder.join(path.file_name()?))
}

#[cfg(unix)]
fn is_same_existing(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let file = |path| {
        fs::metadata(path)
            .ok()
            .map(|known| (known.dev(), known.ino()))
    };
    file(one).is_some_and(|one| Some(one) == file(other))
}

#[cfg(not(unix))]
fn is_same_existing(one: &Path, other: &Path) -> bool {
    let file = |path| fs::canonicalize(path).ok();
    file(one).is_some_and(|one| Some(one) == file(other))
}
