//! A mask table read from a file, or from the result of a query.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use csv::StringRecord;
use serde::de::DeserializeOwned;

use super::amount::decimal;
use super::lines::Lines;
use super::rows::{Columns, FileRow, find};
use super::write::SEAL;
use super::{COLUMNS, CountedPart, Saved, VERSION};
use crate::lead_error::{FileError, LeadError};
use crate::masks::differences::difference;
use crate::masks::fingerprint::Fingerprint;
use crate::masks::standing::Measures;
use crate::masks::table::MaskTable;
use crate::plan::Plan;
use crate::text::words::thousands;

impl Saved {
    /// Reads a file, row by row, which is called `name` in messages.
    ///
    /// # Errors
    /// If it cannot be read, is no mask table of this version, was changed since it was written,
    /// does not add up, or was counted with a plan that differs in what it counts.
    pub fn read(from: impl BufRead, name: &str, plan: &Plan) -> Result<Self, LeadError> {
        let lines = Lines::open(from).map_err(FileError::of("cannot read", name))?;
        let read = match lines.version() {
            // What a spreadsheet puts behind the line is found when the seal is checked.
            Some(version) if version.trim_end_matches(',') == VERSION => {
                read_file(lines, name, plan)
            }
            Some(version) => Err(other_version(version, name)),
            None => read_query(lines, name, plan),
        };
        read.map_err(|error| error.or_in_file(name))
    }
}

const QUERY_AGAIN: &str =
    "run the query that made it again; docs/mask-file.md says what its columns hold";

fn count_again(name: &str) -> String {
    format!("count the leads again: `segplan audit PLAN LEADS --masks {name}`")
}

fn other_version(version: &str, name: &str) -> LeadError {
    if version.trim_end_matches(',') == "1" {
        let message = "mask tables of version 1 are no longer read";
        return LeadError::wrong("", message, count_again(name));
    }
    LeadError::wrong(
        "",
        format!("this mask table has version {version}, and this segplan reads version {VERSION}"),
        format!("use a newer segplan, or {}", count_again(name)),
    )
}

/// A file that segplan wrote: with a preface, a total and a seal.
fn read_file(lines: Lines<impl BufRead>, name: &str, plan: &Plan) -> Result<Saved, LeadError> {
    let mut csv = csv_of(lines);
    let saved = read_sealed(&mut csv, name, plan);
    // That the file is as it was written comes before what is wrong in it.
    let (last, digest) = csv
        .get_mut()
        .finish()
        .map_err(FileError::of("cannot read", name))?;
    if last == format!("# {SEAL} {digest}") {
        return saved;
    }
    Err(LeadError::wrong(
        "",
        match last.starts_with(&format!("# {SEAL}")) {
            true => "this mask table was changed since it was written",
            false => "this mask table is cut off: its last line is missing",
        },
        format!("get the original file again, or {}", count_again(name)),
    ))
}

fn read_sealed<R: BufRead>(
    csv: &mut csv::Reader<Lines<R>>,
    name: &str,
    plan: &Plan,
) -> Result<Saved, LeadError> {
    let damaged = |what: &str| LeadError::wrong("", what, count_again(name));
    let header = header(csv);
    let preface = Preface::of(csv.get_ref().preface());
    let own = Fingerprint::of(plan);
    if preface.one("plan") != Some(own.digest().as_str()) {
        return Err(other_plan(
            &own,
            &preface.fingerprint().unwrap_or_default(),
            name,
        ));
    }
    let parts: Option<Vec<CountedPart>> = preface.all("part");
    let parts =
        parts.ok_or_else(|| damaged("a line about a part of this mask table is damaged"))?;
    let rows = Rows::new(header, plan)?.read(csv, name, &count_again(name), |_, _| Ok(()))?;
    if !rows.has_total {
        return Err(damaged("this mask table has no total"));
    }
    let mut saved = Saved {
        table: rows.table,
        parts: Vec::new(),
    };
    let mut leads = 0_u64;
    for part in parts {
        leads = leads.saturating_add(part.leads);
        saved.add_part(part)?;
    }
    if leads != saved.table.leads() {
        return Err(damaged(
            "the parts of this mask table do not add up to its leads",
        ));
    }
    Ok(saved)
}

fn other_plan(own: &Fingerprint, found: &Fingerprint, name: &str) -> LeadError {
    let what = difference(own, found).map_or_else(String::new, |what| format!(": {what}"));
    LeadError::wrong(
        "",
        format!("this mask table was counted with another plan{what}"),
        format!(
            "{}, or audit it with the plan it was counted with",
            count_again(name)
        ),
    )
}

/// The lines of a file that begin with `#`, as keys and values.
struct Preface<'a> {
    lines: Vec<(&'a str, &'a str)>,
}

impl<'a> Preface<'a> {
    fn of(lines: &'a [String]) -> Self {
        let pairs = lines
            .iter()
            .map(|line| line.split_once(' ').unwrap_or((line, "")));
        Self {
            lines: pairs.collect(),
        }
    }

    fn values(&self, key: &str) -> impl Iterator<Item = &'a str> {
        let lines = self.lines.iter().filter(move |(found, _)| *found == key);
        lines.map(|(_, value)| *value)
    }

    fn one(&self, key: &str) -> Option<&'a str> {
        self.values(key).next()
    }

    fn all<T: DeserializeOwned>(&self, key: &str) -> Option<Vec<T>> {
        let values = self.values(key);
        values
            .map(|value| serde_json::from_str(value).ok())
            .collect()
    }

    fn fingerprint(&self) -> Option<Fingerprint> {
        let leads: Fingerprint = serde_json::from_str(self.one("leads")?).ok()?;
        Some(Fingerprint {
            segments: self.all("segment")?,
            attributes: self.all("attribute")?,
            ..leads
        })
    }
}

/// The result of a query: no preface, but a column with the plan's fingerprint and one with the
/// name of the source.
fn read_query(lines: Lines<impl BufRead>, name: &str, plan: &Plan) -> Result<Saved, LeadError> {
    let mut csv = csv_of(lines);
    let header = header(&mut csv);
    if !header.iter().any(|cell| cell.trim() == COLUMNS[0]) {
        return Err(LeadError::wrong(
            "",
            "this isn't a mask table",
            "mask tables are written by `segplan audit PLAN LEADS --masks FILE`",
        ));
    }
    let own = Fingerprint::of(plan).digest();
    let rows = Rows::new(header, plan)?;
    let (plan, source) = (find(&rows.header, "plan")?, find(&rows.header, "source")?);
    let mut leads: BTreeMap<String, u64> = BTreeMap::new();
    let rows = rows.read(&mut csv, name, QUERY_AGAIN, |record, measures| {
        let cell = |place: usize| record.get(place).unwrap_or("").trim();
        if cell(plan) != own {
            return Err(format!(
                "this row was counted with another plan: column plan holds '{}' but should hold {own}",
                cell(plan)
            ));
        }
        if cell(source).is_empty() {
            return Err("column source should name the table that was counted".to_owned());
        }
        let sum = leads.entry(cell(source).to_owned()).or_default();
        *sum = sum.saturating_add(measures.leads);
        Ok(())
    })?;
    let parts = leads.into_iter().map(|(source, leads)| CountedPart {
        source,
        leads,
        digest: None,
    });
    Ok(Saved {
        table: rows.table,
        parts: parts.collect(),
    })
}

fn csv_of<R: BufRead>(lines: Lines<R>) -> csv::Reader<Lines<R>> {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(lines)
}

/// The header; empty if there is none, or if it cannot be read, which the next row tells.
fn header(csv: &mut csv::Reader<impl Read>) -> StringRecord {
    csv.headers().cloned().unwrap_or_default()
}

/// The rows of a file, whichever way it was made.
struct Rows {
    header: StringRecord,
    columns: Columns,
    table: MaskTable,
    has_total: bool,
}

impl Rows {
    fn new(header: StringRecord, plan: &Plan) -> Result<Self, LeadError> {
        let table = MaskTable::of(plan);
        let columns = Columns::of(&header, table.segments().len())?;
        Ok(Self {
            header,
            columns,
            table,
            has_total: false,
        })
    }

    /// Reads all rows; `each` may look at every row of leads and say what is wrong with it.
    fn read(
        mut self,
        csv: &mut csv::Reader<impl Read>,
        name: &str,
        help: &str,
        mut each: impl FnMut(&StringRecord, &Measures) -> Result<(), String>,
    ) -> Result<Self, LeadError> {
        let wrong = |what: String, line: u64| LeadError::wrong("", what, help).on_line(line);
        let mut record = StringRecord::new();
        let (mut sum, mut total) = (Measures::default(), None);
        loop {
            let line = csv.position().line();
            match csv.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) if error.is_io_error() => {
                    return Err(FileError::of("cannot read", name)(error.into()).into());
                }
                Err(_) => {
                    let cells = self.header.len();
                    let message = format!("this row doesn't have {cells} cells, as the header has");
                    return Err(wrong(message, line));
                }
            }
            let line = record.position().map_or(line, csv::Position::line);
            match self
                .columns
                .row(&record)
                .map_err(|what| wrong(what, line))?
            {
                FileRow::Total(_) if total.is_some() => {
                    return Err(wrong("this is a second total".to_owned(), line));
                }
                FileRow::Total(said) => total = Some((said, line)),
                FileRow::Leads(standing, measures) => {
                    each(&record, &measures).map_err(|what| wrong(what, line))?;
                    let counted = self.table.count(&standing, &measures);
                    counted.map_err(|error| error.on_line(line))?;
                    sum.leads = sum.leads.saturating_add(measures.leads);
                    sum.value = sum.value.saturating_add(measures.value);
                    sum.valued = sum.valued.saturating_add(measures.valued);
                }
            }
        }
        self.has_total = total.is_some();
        match total.filter(|(said, _)| !adds_up(said, &sum)) {
            None => Ok(self),
            Some((said, line)) => Err(wrong(
                format!(
                    "the total says {} and the rows add up to {}",
                    in_words(&said),
                    in_words(&sum)
                ),
                line,
            )),
        }
    }
}

/// Whether a total is that of the rows. A query may round each sum of values.
fn adds_up(said: &Measures, sum: &Measures) -> bool {
    let rounding = 1e-9 * said.value as f64;
    (said.leads, said.valued) == (sum.leads, sum.valued)
        && (said.value as f64 - sum.value as f64).abs() <= 1.0 + rounding.abs()
}

fn in_words(measures: &Measures) -> String {
    format!(
        "{} leads with a value of {} from {} of them",
        thousands(measures.leads),
        decimal(measures.value),
        thousands(measures.valued)
    )
}
