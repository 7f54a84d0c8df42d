//! Arguments that say how a lead table is read, and what is told of its reading.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Failure;
use super::choice::one_of;
use super::output::quoted;
use super::session::Session;
use super::watch::watched;
use crate::audit::Reached;
use crate::count::{CountOptions, LeadCounts, count_leads};
use crate::plan::{Plan, SegmentId};
use crate::study::Study;
use crate::table::{Input, TableOptions, TableSource, TextEncoding};

/// Bytes of a file in which a plan shows that it is one.
const HEAD: u64 = 64 * 1024;

/// How a lead table is read.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// The separator of the CSV: , ; | or tab [default: detected]
    #[arg(long, value_name = "SIGN", value_parser = parse_delimiter, requires = "leads")]
    delimiter: Option<u8>,
    /// How the text is stored, like windows-1252 or utf-16le [default: UTF-8, or what its first
    /// bytes say]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding, requires = "leads")]
    encoding: Option<TextEncoding>,
    /// The sheet of a workbook [default: the first with a header]
    #[arg(long, value_name = "NAME", requires = "leads")]
    sheet: Option<String>,
    /// Read a column that some files lack as missing there
    #[arg(long, requires = "leads")]
    union: bool,
    /// Skip rows whose number of cells differs from the header's, and say how many
    #[arg(long, requires = "leads")]
    lenient: bool,
    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64), requires = "leads")]
    threads: Option<u8>,
}

/// How a lead table is read that a command is about.
#[derive(Debug, Args)]
pub(super) struct LeadArgs {
    #[command(flatten)]
    reading: ReadArgs,
    /// Count leads that share a key
    #[arg(long, requires = "leads")]
    check_keys: bool,
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" | "\t" => Ok(b'\t'),
        "," | ";" | "|" | ":" | " " => Ok(text.as_bytes()[0]),
        _ => Err("write one of , ; | : or tab, in quotes".to_owned()),
    }
}

pub(super) fn parse_encoding(text: &str) -> Result<TextEncoding, String> {
    let encoding = TextEncoding::named(text);
    encoding.ok_or_else(|| {
        "write its usual name: windows-1252, windows-1250, macintosh, utf-16le, shift_jis, gbk"
            .to_owned()
    })
}

impl ReadArgs {
    pub(super) fn options(&self) -> TableOptions {
        TableOptions {
            delimiter: self.delimiter,
            encoding: self.encoding,
            sheet: self.sheet.clone(),
            union: self.union,
            lenient: self.lenient,
            digest: false,
            threads: self.threads.map(usize::from),
        }
    }

    /// What of it has to be said again in the next command, each with a blank before it.
    pub(super) fn again(&self) -> String {
        let delimiter = self.delimiter.map(|sign| match sign {
            b'\t' => "tab".to_owned(),
            sign => quoted(&char::from(sign).to_string()),
        });
        let encoding = self.encoding.map(|one| quoted(&one.name().to_lowercase()));
        let sheet = self.sheet.as_ref().map(|sheet| quoted(sheet));
        let named = [
            ("delimiter", delimiter),
            ("encoding", encoding),
            ("sheet", sheet),
        ];
        let named = named.map(|(name, value)| value.map(|value| format!(" --{name} {value}")));
        let flags = [("union", self.union), ("lenient", self.lenient)];
        let flags = flags.map(|(name, is_given)| is_given.then(|| format!(" --{name}")));
        named.into_iter().chain(flags).flatten().collect()
    }
}

impl LeadArgs {
    /// What of it has to be said again in the next command; see [`ReadArgs::again`].
    pub(super) fn again(&self) -> String {
        self.reading.again()
    }

    pub(super) fn options(&self) -> CountOptions {
        CountOptions {
            table: self.reading.options(),
            check_keys: self.check_keys,
        }
    }
}

/// What the best segments within the plan's capacity reach the most of.
#[derive(Debug, Args)]
pub(super) struct ChooseArgs {
    /// What the segments that fit the plan's capacity should reach the most of [default: leads]
    #[arg(long, value_name = "WHAT", value_parser = one_of(Reached::ALL.iter().copied(), Reached::name))]
    choose: Option<Reached>,
}

impl ChooseArgs {
    /// What is asked for, if the plan has what that needs.
    pub(super) fn by(&self, plan: &Plan) -> Result<Reached, Failure> {
        let Some(by) = self.choose else {
            return Ok(Reached::default());
        };
        need_capacity(plan, "--choose")?;
        let (key, has) = match by {
            Reached::Leads => return Ok(by),
            Reached::Outcomes => ("outcome: converted = 1", plan.leads.outcome.is_some()),
            Reached::Value => ("value: deal_value", plan.leads.value.is_some()),
        };
        match has {
            true => Ok(by),
            false => Err(Failure::usage(
                format!(
                    "the plan doesn't say what counts, so --choose {} can't",
                    by.name()
                ),
                format!("add it below `leads:` in the plan, as in `{key}`"),
            )),
        }
    }
}

/// Refuses an option that is about a plan's capacity where it has none.
pub(super) fn need_capacity(plan: &Plan, option: &str) -> Result<(), Failure> {
    match &plan.capacity {
        Some(_) => Ok(()),
        None => Err(Failure::usage(
            format!("{option} needs a plan with a capacity"),
            "say in the plan what the team can serve, as in `capacity: {segments: 6}`",
        )),
    }
}

/// The priority order of a plan, or those of it that make the cut.
pub(super) fn ordered(plan: &Plan, within_capacity: bool) -> Result<Vec<SegmentId>, Failure> {
    let order = Study::order_of(plan);
    if !within_capacity {
        return Ok(order);
    }
    need_capacity(plan, "--within-capacity")?;
    Ok(Study::within_capacity(plan, &order))
}

/// The leads of a table, counted for a plan.
pub(super) fn count(
    session: &Session,
    plan: &Plan,
    input: Input,
    options: &CountOptions,
) -> Result<LeadCounts, Failure> {
    let counted = watched(session, |progress| {
        count_leads(plan, input, options, progress)
    })?;
    note_source(session, &counted.source);
    Ok(counted)
}

/// Says what was found in a lead table that nobody named.
pub(super) fn note_source(session: &Session, source: &TableSource) {
    for note in &source.notes {
        session.remark(&format!("note: {note}"));
    }
}

/// Refuses a plan that is named where the lead table belongs, and standard input for both. `usage`
/// is the command line to write, with `PLAN` for the plan's file: `audit PLAN LEADS`.
pub(super) fn refuse_misplaced(plan: &Path, leads: &[PathBuf], usage: &str) -> Result<(), Failure> {
    let usage = usage.replace("PLAN", &plan.display().to_string());
    for table in leads {
        refuse_two_inputs(plan, table)?;
        refuse_plan(table, &usage)?;
    }
    Ok(())
}

/// Refuses a plan that is named where the lead table belongs; `usage` is the command line to write.
pub(super) fn refuse_plan(leads: &Path, usage: &str) -> Result<(), Failure> {
    if !is_plan(leads) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("{} is a plan, not a lead table", leads.display()),
        format!("write `segplan {usage}`, where LEADS is a CSV, XLSX, Parquet or JSON lines file"),
    ))
}

/// Whether a file is a plan by its name or by its first lines. Pipes are not looked into.
pub(super) fn is_plan(path: &Path) -> bool {
    let is_yaml = |end: &OsStr| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml");
    if path.extension().is_some_and(is_yaml) {
        return true;
    }
    if !path.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && looks_like_plan(&String::from_utf8_lossy(&head))
}

/// Whether the first line that says something is a key, and a later one begins the segments.
fn looks_like_plan(text: &str) -> bool {
    let is_silent = |line: &&str| line.trim().is_empty() || line.starts_with(['#', '-']);
    let mut lines = text.lines().skip_while(is_silent).peekable();
    let first = lines.peek().and_then(|line| line.split_once(':'));
    let is_key = |key: &str| {
        key.chars()
            .all(|sign| sign.is_ascii_lowercase() || sign == '_')
    };
    first.is_some_and(|(key, _)| is_key(key)) && lines.any(|line| line.starts_with("segments:"))
}

/// Refuses standard input where two things would read it.
pub(super) fn refuse_two_inputs(plan: &Path, leads: &Path) -> Result<(), Failure> {
    let both = plan.as_os_str() == "-" && leads.as_os_str() == "-";
    match both {
        false => Ok(()),
        true => Err(Failure::usage(
            "plan and leads cannot both come from standard input",
            "name a file for one of them",
        )),
    }
}
