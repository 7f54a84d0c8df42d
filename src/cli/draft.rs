//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use super::Failure;
use crate::lead_error::FileError;

/// The drafts of this run; a signal handler removes them.
static DRAFTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes what is not finished; whether there was a draft to remove.
pub(super) fn remove_drafts() -> bool {
    let drafts = DRAFTS.lock().unwrap_or_else(PoisonError::into_inner);
    let removed = drafts.iter().map(|draft| fs::remove_file(draft).is_ok());
    removed.collect::<Vec<bool>>().contains(&true)
}

/// Writes a file whole: beside its place first, then moved there.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Draft::beside(path)?.fill(bytes)
}

/// Makes a folder, with those that it lies in.
pub(super) fn make_folder(folder: &Path) -> Result<(), Failure> {
    let failed = FileError::of("cannot make the folder", folder.display().to_string());
    Ok(fs::create_dir_all(folder).map_err(failed)?)
}

/// A file that is being written beside its place; it vanishes unless it is kept.
#[derive(Debug)]
pub(super) struct Draft {
    file: Written,
    /// Its name in messages.
    path: PathBuf,
}

#[derive(Debug)]
enum Written {
    /// A new file, and the place that it is to have.
    Beside(NamedTempFile, PathBuf),
    /// A device or a pipe, which can only be written to as it is.
    Straight(File),
}

impl Draft {
    pub(super) fn beside(path: &Path) -> Result<Self, Failure> {
        if path.is_dir() {
            let message = "it is a folder; name a file in it";
            let error = io::Error::new(io::ErrorKind::IsADirectory, message);
            return Err(failed(path, error));
        }
        let open = if is_straight(path) {
            File::options()
                .append(true)
                .open(path)
                .map(Written::Straight)
        } else {
            // A link stays a link: what it leads to is replaced.
            let led_to = fs::canonicalize(path).ok().filter(|_| path.is_symlink());
            let place = led_to.unwrap_or_else(|| path.to_owned());
            new_file(&place).map(|file| Written::Beside(file, place))
        };
        let file = open.map_err(|error| failed(path, error))?;
        Ok(Self {
            file,
            path: path.to_owned(),
        })
    }

    /// Whether what is written can still be taken back.
    pub(super) fn can_vanish(&self) -> bool {
        matches!(self.file, Written::Beside(..))
    }

    pub(super) fn file(&self) -> Result<File, Failure> {
        let file = match &self.file {
            Written::Beside(file, _) => file.as_file(),
            Written::Straight(file) => file,
        };
        file.try_clone().map_err(|error| failed(&self.path, error))
    }

    /// Writes all of it and moves it to its place.
    pub(super) fn fill(self, bytes: &[u8]) -> Result<(), Failure> {
        self.fill_with(|mut file| file.write_all(bytes).and_then(|()| file.flush()))
    }

    /// The same piece by piece.
    pub(super) fn fill_with(
        self,
        write: impl FnOnce(File) -> io::Result<()>,
    ) -> Result<(), Failure> {
        write(self.file()?).map_err(|error| failed(&self.path, error))?;
        self.keep()
    }

    /// Moves the draft to its place.
    pub(super) fn keep(self) -> Result<(), Failure> {
        let Written::Beside(file, place) = self.file else {
            return Ok(());
        };
        let kept = same_permissions(file.as_file(), &place)
            .and_then(|()| file.persist(&place).map_err(|error| error.error));
        kept.map(|_| ()).map_err(|error| failed(&self.path, error))
    }
}

/// Whether a name stands for something that no file can take the place of: a device, a pipe, or
/// what the program was started with.
fn is_straight(path: &Path) -> bool {
    let of_the_program = ["/dev/stderr", "/dev/fd", "/proc"];
    of_the_program.iter().any(|begin| path.starts_with(begin))
        || fs::metadata(path).is_ok_and(|known| !known.is_file())
}

fn new_file(place: &Path) -> io::Result<NamedTempFile> {
    let folder = match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".segplan-");
    #[cfg(unix)]
    let permissions = first_permissions(place);
    #[cfg(unix)]
    builder.permissions(permissions);
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| about_folder(folder, &error))?;
    let mut drafts = DRAFTS.lock().unwrap_or_else(PoisonError::into_inner);
    drafts.push(file.path().to_owned());
    Ok(file)
}

fn failed(path: &Path, error: io::Error) -> Failure {
    FileError::of("cannot write", path.display().to_string())(error).into()
}

/// An error about the folder of an output, without the name of the draft in it.
fn about_folder(folder: &Path, error: &io::Error) -> io::Error {
    let folder = folder.display();
    let message = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no folder {folder}"),
        io::ErrorKind::NotADirectory => format!("{folder} is a file and no folder"),
        io::ErrorKind::PermissionDenied => format!("nothing may be written in folder {folder}"),
        kind => format!("folder {folder}: {kind}"),
    };
    io::Error::new(error.kind(), message)
}

/// With which permissions a draft begins: those of the file that it replaces, else the usual ones
/// of new files, from both of which the user's mask is taken.
#[cfg(unix)]
fn first_permissions(place: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(place).map_or(fs::Permissions::from_mode(0o666), |known| {
        known.permissions()
    })
}

/// A file that is replaced keeps its permissions.
#[cfg(unix)]
fn same_permissions(draft: &File, place: &Path) -> io::Result<()> {
    match fs::metadata(place) {
        Ok(known) => draft.set_permissions(known.permissions()),
        Err(_) => Ok(()),
    }
}

#[cfg(not(unix))]
fn same_permissions(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}
