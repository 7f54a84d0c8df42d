//! Where results go: standard output, or a file that is written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use super::session::Session;
use crate::render::diagnostics::human::Look;
use crate::text::words;

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

    /// The format of the result: the one asked for, else the one that the file's extension stands
    /// for, else the usual one. An extension that stands for none is refused.
    pub(super) fn format<F: Copy>(
        &self,
        asked: Option<F>,
        by_extension: &[(&str, F)],
        usual: F,
    ) -> Result<F, Failure> {
        match (asked, self.extension().as_deref()) {
            (Some(format), _) => Ok(format),
            (None, None | Some("txt")) => Ok(usual),
            (None, Some(end)) => {
                let known = by_extension.iter().find(|(name, _)| *name == end);
                known.map(|(_, format)| *format).ok_or_else(|| {
                    let mut names: Vec<String> = by_extension
                        .iter()
                        .map(|(name, _)| format!(".{name}"))
                        .collect();
                    names.push(".txt".to_owned());
                    Failure::usage(
                        format!("nothing is written as .{end} here"),
                        format!("end the name in {}, or say --format", words::choice(&names)),
                    )
                })
            }
        }
    }

    /// How the result is to look: a file is plain and as wide as it likes.
    pub(super) fn look(&self, session: &Session) -> Look {
        match &self.output {
            None => session.look(),
            Some(_) => session.file_look(),
        }
    }

    /// Writes a result; never over one of the inputs.
    pub(super) fn write(&self, text: &str, inputs: &[&Path]) -> Result<(), Failure> {
        self.write_bytes(text.as_bytes(), inputs)
    }

    /// Writes a result that is no text; never over one of the inputs.
    pub(super) fn write_bytes(&self, bytes: &[u8], inputs: &[&Path]) -> Result<(), Failure> {
        match &self.output {
            Some(path) if path.as_os_str() != "-" => {
                refuse_inputs(path, inputs)?;
                write_file(path, bytes)
            }
            _ => print_bytes(bytes),
        }
    }
}

/// Writes to standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| Failure::File {
            doing: "cannot write to",
            file: "standard output".to_owned(),
            error,
        })
}

/// Refuses an output that is one of the inputs, by whatever name.
pub(super) fn refuse_inputs(path: &Path, inputs: &[&Path]) -> Result<(), Failure> {
    let same = |input: &&&Path| match (fs::canonicalize(path), fs::canonicalize(input)) {
        (Ok(output), Ok(input)) => output == input,
        _ => false,
    };
    match inputs.iter().find(same) {
        None => Ok(()),
        Some(input) => Err(Failure::usage(
            format!(
                "the output would overwrite {}, which is being read",
                input.display()
            ),
            "name another file after --output",
        )),
    }
}

/// Writes a file whole: beside its place first, then moved there.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut draft = Draft::beside(path)?;
    let written = draft
        .file
        .write_all(bytes)
        .and_then(|()| draft.file.flush());
    written.map_err(|error| failed(path, error))?;
    draft.keep()
}

/// A file that is being written beside its place; it vanishes unless it is kept.
#[derive(Debug)]
pub(super) struct Draft {
    file: tempfile::NamedTempFile,
    path: PathBuf,
}

impl Draft {
    /// An empty draft of a file.
    pub(super) fn beside(path: &Path) -> Result<Self, Failure> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if path.is_dir() {
            let message = "it is a folder; name a file in it";
            let error = io::Error::new(io::ErrorKind::IsADirectory, message);
            return Err(failed(path, error));
        }
        let file = tempfile::Builder::new()
            .prefix(".segplan-")
            .tempfile_in(folder)
            .map_err(|error| failed(path, about_folder(folder, &error)))?;
        Ok(Self {
            file,
            path: path.to_owned(),
        })
    }

    /// The draft, to be written to.
    pub(super) fn file(&self) -> Result<fs::File, Failure> {
        let file = self.file.as_file().try_clone();
        file.map_err(|error| failed(&self.path, error))
    }

    /// Moves the draft to its place.
    pub(super) fn keep(self) -> Result<(), Failure> {
        let path = self.path;
        set_permissions(self.file.as_file(), &path).map_err(|error| failed(&path, error))?;
        self.file
            .persist(&path)
            .map_err(|error| failed(&path, error.error))?;
        Ok(())
    }
}

fn failed(path: &Path, error: io::Error) -> Failure {
    Failure::File {
        doing: "cannot write",
        file: path.display().to_string(),
        error,
    }
}

/// What is wrong with the folder of an output; the draft in it is nobody's business.
fn about_folder(folder: &Path, error: &io::Error) -> io::Error {
    let folder = folder.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            io::Error::new(error.kind(), format!("there is no folder {folder}"))
        }
        kind => io::Error::new(kind, format!("folder {folder}: {}", io::Error::from(kind))),
    }
}

/// A draft is for its owner alone; the file gets the permissions that it had, or the usual ones.
#[cfg(unix)]
fn set_permissions(draft: &fs::File, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_or(0o644, |known| known.permissions().mode());
    draft.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_permissions(_: &fs::File, _: &Path) -> io::Result<()> {
    Ok(())
}
