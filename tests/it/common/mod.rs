//! What tests of whole commands share: the program in a scrubbed environment, and the plans.

pub(crate) mod sheets;

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;
use tempfile::TempDir;

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Run {
    /// The same, after making sure of the exit code.
    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, expected, "{self:#?}");
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `segplan` in a folder, without a terminal and without the caller's environment.
pub(crate) fn segplan_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_segplan"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs `segplan` at the root of the repository.
pub(crate) fn segplan(arguments: &[&str]) -> Run {
    segplan_in(root(), arguments)
}

/// A plan of two segments over leads with a number of staff.
pub(crate) const TWO: &str = "\
title: Two
leads: {key: id}
segments:
  - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: small, where: staff < 10, scores: {impact: 7, confidence: 7, ease: 7}}
";

/// A folder of its own with these files.
pub(crate) fn folder_with(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Runs git in a folder, at a time.
#[track_caller]
pub(crate) fn git(folder: &Path, date: &str, arguments: &[&str]) {
    let run = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Ana", "-c", "user.email=ana@example.org"])
        .args(arguments)
        .env("GIT_AUTHOR_DATE", date)
        .env("GIT_COMMITTER_DATE", date)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

/// Whether a program is on this machine that the running test needs; where it is not, says so.
///
/// # Panics
/// If the program is absent although `SEGPLAN_NO_SKIP` is set, as `.ci/run` does.
#[track_caller]
#[must_use]
pub(crate) fn has_program(program: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    let here = env::split_paths(&folders).any(|folder| folder.join(program).is_file());
    if !here {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        println!("skipped: {test} needs {program}");
        assert!(
            env::var_os("SEGPLAN_NO_SKIP").is_none(),
            "{program} is not installed, and SEGPLAN_NO_SKIP forbids to skip"
        );
    }
    here
}

/// A pipe in a folder, by its name.
pub(crate) fn named_pipe(folder: &Path, name: &str) -> PathBuf {
    let pipe = folder.join(name);
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    pipe
}

/// The names of the files of a folder, in order.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The YAML files of a folder of the repository, as paths from its root, by name.
pub(crate) fn yaml_files(folder: &str) -> Vec<String> {
    let mut files: Vec<String> = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path: &PathBuf| path.extension().is_some_and(|end| end == "yaml"))
        .map(|path| format!("{folder}/{}", path.file_name().unwrap().to_string_lossy()))
        .collect();
    files.sort();
    files
}

/// A YAML document as an editor's schema checker reads it, by the core schema of YAML 1.2.
pub(crate) fn json_of_yaml(text: &str) -> Value {
    use segplan::yaml::{Node, Source, Style, Value as Yaml, read};
    fn plain(text: &str) -> Value {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
            "true" | "True" | "TRUE" => return Value::Bool(true),
            "false" | "False" | "FALSE" => return Value::Bool(false),
            _ => {}
        }
        if let Some(Ok(whole)) = text
            .strip_prefix("0x")
            .map(|hex| i64::from_str_radix(hex, 16))
        {
            return Value::from(whole);
        }
        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
        if !digits.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.') {
            return Value::from(text);
        }
        let whole = text.parse::<i64>().map(Value::from);
        whole.unwrap_or_else(|_| text.parse::<f64>().map_or(Value::from(text), Value::from))
    }
    fn json(node: &Node) -> Value {
        match &node.value {
            Yaml::Scalar(text, Style::Plain) => plain(text),
            Yaml::Scalar(text, _) => Value::from(text.as_str()),
            Yaml::List(items) => items.iter().map(json).collect(),
            Yaml::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.clone(), json(&entry.value)))
                .collect(),
        }
    }
    json(&read(&Source::new("test", text), &mut Vec::new()).unwrap())
}

/// Writes a table of lines, without quotes, as a Parquet file of texts.
pub(crate) fn write_texts(path: &Path, table: &str, separator: char) {
    let mut lines = table
        .lines()
        .map(|line| line.split(separator).collect::<Vec<_>>());
    let names = lines.next().unwrap();
    let rows: Vec<Vec<&str>> = lines.collect();
    let columns = names
        .iter()
        .map(|name| format!("optional binary {name} (STRING);"));
    let schema = format!("message leads {{ {} }}", columns.collect::<String>());
    let schema = parse_message_type(&schema).unwrap();
    let file = File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema.into(), Arc::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for column in 0..names.len() {
        let texts: Vec<ByteArray> = rows.iter().map(|row| row[column].into()).collect();
        let mut writer = group.next_column().unwrap().unwrap();
        let levels = vec![1; texts.len()];
        let typed = writer.typed::<ByteArrayType>();
        typed.write_batch(&texts, Some(&levels), None).unwrap();
        writer.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
}
