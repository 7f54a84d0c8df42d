//! Which files make up a lead table: what paths, folders and patterns name.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use glob::MatchOptions;

use crate::lead_error::LeadError;
use crate::text::words::{count, list};

/// Folders in folders deeper than this are a circle of links.
const DEEPEST: usize = 32;

/// A column that stands in the name of a folder, `region=DE`; None is a missing value.
pub(super) type FolderColumn = (String, Option<String>);

/// What Hive and its heirs call the folder of missing values.
const MISSING: &str = "__HIVE_DEFAULT_PARTITION__";

/// Files that are read as one table, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadFiles {
    name: String,
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    notes: Vec<String>,
}

impl LeadFiles {
    /// The files that these paths name, in their order. A path with `*`, `?` or `[…]` that is no
    /// file stands for all that it fits, a folder for all files in it and its folders, both in the
    /// order of their paths. What is hidden in a folder (`.DS_Store`, `_SUCCESS`) is left out.
    ///
    /// # Errors
    /// If a folder is empty, a pattern fits nothing, a file is named twice, or a folder cannot be
    /// read. A file that is not there is told when it is opened.
    pub fn find(paths: &[PathBuf]) -> Result<Self, LeadError> {
        let mut found = Self {
            name: match paths {
                [one] => one.display().to_string(),
                several => count(several.len(), "file"),
            },
            files: Vec::new(),
            folders: Vec::new(),
            notes: Vec::new(),
        };
        for path in paths {
            found.add(path)?;
        }
        if found.files.len() != paths.len() && paths.len() > 1 {
            found.name = count(found.files.len(), "file");
        }
        found.refuse_twins()?;
        Ok(found)
    }

    /// The files, in the order of their rows.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The folders that were looked into.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// What was left out, in sentences.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Their name in messages.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    fn add(&mut self, path: &Path) -> Result<(), LeadError> {
        if path.is_dir() {
            return self.add_folder(path);
        }
        match path.to_str() {
            Some(pattern) if pattern.contains(['*', '?', '[']) && !path.exists() => {
                self.add_pattern(pattern)
            }
            _ => {
                self.files.push(path.to_owned());
                Ok(())
            }
        }
    }

    fn add_pattern(&mut self, pattern: &str) -> Result<(), LeadError> {
        let options = MatchOptions {
            require_literal_separator: true,
            require_literal_leading_dot: true,
            ..MatchOptions::new()
        };
        let paths = glob::glob_with(pattern, options).map_err(|error| {
            let help = "* stands for any signs of a name, ** for any folders; a bracket needs its other one";
            LeadError::wrong("", format!("{pattern} is no pattern: {}", error.msg), help)
        })?;
        let mut paths: Vec<PathBuf> = paths.collect::<Result<_, _>>().map_err(|error| {
            let folder = error.path().display().to_string();
            LeadError::read(&folder, error.into())
        })?;
        if paths.is_empty() {
            return Err(LeadError::wrong(
                "",
                format!("no file fits {pattern}"),
                "check the names of its folders; * stands for any signs of a name, ** for any folders",
            ));
        }
        paths.sort();
        let before = self.files.len();
        for path in paths {
            match path.is_dir() {
                true => self.add_folder(&path)?,
                false => self.files.push(path),
            }
        }
        // `**` fits a folder and what is in it.
        let mut files = self.files.split_off(before);
        files.sort();
        files.dedup();
        self.files.extend(files);
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), LeadError> {
        let (mut files, mut hidden) = (Vec::new(), Vec::new());
        walk(folder, 0, &mut files, &mut hidden)?;
        let name = folder.display().to_string();
        hidden.sort();
        let left_out = (!hidden.is_empty()).then(|| hidden_files(&hidden));
        if files.is_empty() {
            let message = match &left_out {
                None => "the folder has no files".to_owned(),
                Some(left_out) => format!("the folder has no files but {left_out}"),
            };
            let help = "put the lead tables into it, or name another folder";
            return Err(LeadError::wrong(name, message, help));
        }
        if let Some(left_out) = left_out {
            self.notes.push(format!("{name}: left out {left_out}"));
        }
        files.sort();
        self.files.extend(files);
        self.folders.push(folder.to_owned());
        Ok(())
    }

    /// Refuses a file whose leads would be counted twice.
    fn refuse_twins(&self) -> Result<(), LeadError> {
        if self.files.len() < 2 {
            return Ok(());
        }
        let mut known = HashSet::new();
        for file in &self.files {
            let whole = fs::canonicalize(file).unwrap_or_else(|_| file.clone());
            if !known.insert(whole) {
                return Err(LeadError::wrong(
                    file.display().to_string(),
                    "the file is named twice, and its leads would be counted twice",
                    "name each file once; a folder and a pattern stand for all files in them",
                ));
            }
        }
        Ok(())
    }
}

/// All files of a folder and its folders, and those that are hidden, by name.
fn walk(
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    hidden: &mut Vec<String>,
) -> Result<(), LeadError> {
    let wrong = |error| LeadError::read(&folder.display().to_string(), error);
    if depth > DEEPEST {
        let message = "it has folders in folders without end; is one a link to another?";
        return Err(wrong(io::Error::new(io::ErrorKind::NotADirectory, message)));
    }
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if is_hidden(&name) {
            hidden.push(name.into_owned());
        } else if path.is_dir() {
            walk(&path, depth + 1, files, hidden)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// `.DS_Store`, `_SUCCESS`, `_delta_log`; a folder like `_region=DE` holds leads.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || (name.starts_with('_') && !name.contains('='))
}

/// `2 hidden files (.DS_Store and _SUCCESS)`
fn hidden_files(names: &[String]) -> String {
    let mut some: Vec<&str> = names.iter().map(String::as_str).collect();
    some.dedup();
    if some.len() > 3 {
        some.truncate(3);
        some.push("others");
    }
    format!("{} ({})", count(names.len(), "hidden file"), list(&some))
}

/// The columns that the names of a file's folders stand for, outermost first.
pub(super) fn folder_columns(file: &Path) -> Vec<FolderColumn> {
    let folders = file.parent().into_iter().flat_map(Path::components);
    let names = folders.filter_map(|folder| match folder {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let columns = names.filter_map(|name| {
        let (key, value) = name.split_once('=')?;
        let value = (!value.is_empty() && value != MISSING).then(|| plain(value));
        (!key.is_empty()).then(|| (plain(key), value))
    });
    columns.collect()
}

/// A name in which signs may stand as `%20`.
fn plain(name: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = name.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.first_chunk::<2>().filter(|_| *first == b'%');
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        let sign = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(sign.unwrap_or(*first));
        rest = if sign.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_folders_are_columns() {
        let found = folder_columns(Path::new("/data/region=New%20York/month=/x=1/no/a=b.csv"));
        let column = |name: &str, value: Option<&str>| (name.to_owned(), value.map(str::to_owned));
        let expected = [
            column("region", Some("New York")),
            column("month", None),
            column("x", Some("1")),
        ];
        assert_eq!(found, expected);
        let none = folder_columns(Path::new(&format!("k={MISSING}/=x/50%/a.csv")));
        assert_eq!(none, [column("k", None)]);
        assert_eq!(plain("50%zz%2"), "50%zz%2");
    }

    #[test]
    fn folders_and_patterns_stand_for_their_files_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in [
            "b/2.csv",
            "b/10.csv",
            "a/x=1/1.csv",
            "_SUCCESS",
            ".hidden/z.csv",
        ] {
            let file = root.join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        fs::create_dir(root.join("empty")).unwrap();
        let find = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|path| root.join(path)).collect();
            LeadFiles::find(&paths)
        };
        let files = |paths: &[&str]| -> Vec<String> {
            let found = find(paths).unwrap();
            let own = |path: &PathBuf| path.strip_prefix(root).unwrap().display().to_string();
            found.files().iter().map(own).collect()
        };
        let all = ["a/x=1/1.csv", "b/10.csv", "b/2.csv"];
        assert_eq!(files(&["."]), all);
        assert_eq!(files(&["**/*.csv"]), all);
        assert_eq!(files(&["b/*.csv", "a"]), [all[1], all[2], all[0]]);
        assert_eq!(files(&["b/2.csv", "b/1?.csv"]), [all[2], all[1]]);
        let found = find(&["."]).unwrap();
        let left_out = "left out 2 hidden files (.hidden and _SUCCESS)";
        assert!(found.notes()[0].ends_with(left_out), "{:?}", found.notes());
        for (paths, why) in [
            (&["b/2.csv", "b"][..], "the file is named twice"),
            (&["empty"], "the folder has no files"),
            (&["b/*.parquet"], "no file fits"),
            (&["b/[.csv"], "is no pattern"),
        ] {
            let error = find(paths).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
