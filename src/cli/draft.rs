//! Files that are written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::Failure;
use super::output::folder_of;
use super::stop::{catch_signals, drafts};
use crate::lead_error::FileError;

/// Makes a folder, with those that it lies in.
pub(super) fn make_folder(folder: &Path) -> Result<MadeFolders, Failure> {
    let missing = folder
        .ancestors()
        .take_while(|one| !one.as_os_str().is_empty() && !one.exists());
    let made = MadeFolders(missing.map(Path::to_owned).collect());
    let failed = FileError::of("cannot make the folder", folder.display().to_string());
    fs::create_dir_all(folder).map_err(failed)?;
    Ok(made)
}

/// New folders, innermost first; those that are still empty in the end vanish.
#[derive(Debug)]
pub(super) struct MadeFolders(Vec<PathBuf>);

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder); // one that holds something stays
        }
    }
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
            // A link stays a link: what it leads to is replaced, or made.
            led_to(path).and_then(|place| {
                let file = new_file(&place)?;
                refuse_read_only(&place)?;
                Ok(Written::Beside(file, place))
            })
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

    /// A draft that holds all of it, to be kept.
    pub(super) fn holding(path: &Path, bytes: &[u8]) -> Result<Self, Failure> {
        let draft = Self::beside(path)?;
        draft.put(bytes)?;
        Ok(draft)
    }

    fn put(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut file = self.file()?;
        let written = file.write_all(bytes).and_then(|()| file.flush());
        written.map_err(|error| failed(&self.path, error))
    }

    /// Writes all of it and moves it to its place.
    pub(super) fn fill(self, bytes: &[u8]) -> Result<(), Failure> {
        self.put(bytes)?;
        self.keep()
    }

    /// The same piece by piece.
    pub(super) fn fill_with(
        self,
        write: impl FnOnce(File) -> io::Result<()>,
    ) -> Result<(), Failure> {
        write(self.file()?).map_err(|error| failed(&self.path, error))?;
        self.keep()
    }

    /// Moves the draft to its place, unless there is a file by now.
    pub(super) fn keep_new(self) -> io::Result<()> {
        match self.file {
            Written::Straight(_) => Ok(()),
            Written::Beside(file, place) => {
                file.persist_noclobber(&place)?;
                Ok(())
            }
        }
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

/// Where links lead to, if only to a place where nothing is yet.
fn led_to(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&place) else {
            return Ok(place);
        };
        place = place.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::other("its symbolic links form a loop"))
}

/// The most links that lead from one to the next; Linux has the same limit.
const MOST_LINKS: usize = 40;

/// A file that may not be written to is not replaced either.
fn refuse_read_only(place: &Path) -> io::Result<()> {
    match File::options().write(true).open(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
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
    let folder = folder_of(place);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".segplan-");
    #[cfg(unix)]
    let permissions = first_permissions(place);
    #[cfg(unix)]
    builder.permissions(permissions);
    catch_signals();
    // A signal waits until the draft is on the list.
    let mut drafts = drafts();
    let file = builder
        .tempfile_in(folder)
        .map_err(|error| about_folder(folder, &error))?;
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
        io::ErrorKind::NotADirectory => format!("{folder} is a file, not a folder"),
        io::ErrorKind::PermissionDenied => format!("you may not write in the folder {folder}"),
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

/// A file that is replaced keeps its permissions, and its owner and group where that is allowed.
#[cfg(unix)]
fn same_permissions(draft: &File, place: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(known) = fs::metadata(place) else {
        return Ok(());
    };
    let (owner, group) = (Some(known.uid()), Some(known.gid()));
    // Only the administrator may give files away; others keep the group if they can.
    let _ = fchown(draft, owner, group).or_else(|_| fchown(draft, None, group));
    draft.set_permissions(known.permissions())
}

#[cfg(not(unix))]
fn same_permissions(_: &File, _: &Path) -> io::Result<()> {
    Ok(())
}
