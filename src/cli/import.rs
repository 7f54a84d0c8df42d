//! `segplan import`: a plan from a team's spreadsheet, or its changed scores into a plan.

use std::io;
use std::path::{Path, PathBuf};

use super::edited::{check_text, replace};
use super::init::create;
use super::input::{DayArgs, read};
use super::leads::parse_encoding;
use super::output::{
    display_name, in_a_shell, is_standard_output, print, refuse_inputs, refuse_standard_output,
};
use super::session::{Session, show_errors};
use super::{Failure, Outcome};
use crate::import::{Import, ImportOptions, Role, UpdateError, WordMap, import, update};
use crate::lead_error::FileError;
use crate::plan::{Formula, Third};
use crate::render::document::Page;
use crate::render::import as shown;
use crate::sheet::{Book, SheetError};
use crate::table::TextEncoding;
use crate::text::words;

/// Make a plan from a team's spreadsheet, its mistakes named by cell
///
/// Reads a table of ideas with their Impact, Confidence and Ease or Effort scores from a workbook
/// (XLSX, XLS, ODS), text in columns (CSV, tabs, semicolons) or a Markdown table, with headings in
/// English, German, Portuguese, Spanish, French, Italian or Dutch. With --into PLAN, only the
/// scores that changed are written into a plan that exists, such as those that a client changed in
/// the report's workbook.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "segplan import [OPTIONS] <SHEET> -o <PLAN>\n       segplan import [OPTIONS] <SHEET> --into <PLAN>"
)]
pub(super) struct Args {
    /// The spreadsheet; - for text on standard input, such as a table from the clipboard
    #[arg(value_name = "SHEET", value_hint = clap::ValueHint::FilePath)]
    sheet_file: PathBuf,
    /// Write the plan to this new file [default: standard output]
    #[arg(long, short, value_name = "PLAN", conflicts_with = "into", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Write the scores that changed into this plan, and keep the rest of the file
    #[arg(long, value_name = "PLAN", value_hint = clap::ValueHint::FilePath)]
    into: Option<PathBuf>,
    /// Show what would change, and write nothing
    #[arg(long, requires = "into")]
    dry_run: bool,
    /// The sheet to read, by its name [default: every sheet with scores]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// What a column holds, by heading or letter: name=A, impact="Business value", ease=F
    #[arg(long, value_name = "WHAT=COLUMN", value_parser = parse_column)]
    column: Vec<(Role, String)>,
    /// How the three scores become one: `product`, `mean`, `geometric_mean` or `ratio` [default: as
    /// the sheet's own scores are made]
    #[arg(long, value_name = "FORMULA", value_parser = parse_formula)]
    formula: Option<Formula>,
    /// Whether a high number in the third score is easy (ease) or hard (effort) [default: as the
    /// sheet's own scores are made, or as the heading says]
    #[arg(long, value_name = "WHICH", value_parser = parse_third)]
    ease_is: Option<Third>,
    /// The scale of all scores, like 1-5 [default: as the headings or the numbers say]
    #[arg(long, value_name = "LOW-HIGH", value_parser = parse_scale)]
    scale: Option<(f64, f64)>,
    /// What words stand for, from 1 to 10 [default: High=8,Medium=5,Low=2, and so on]
    #[arg(long, value_name = "WORD=NUMBER,…", value_parser = WordMap::parse)]
    words: Option<WordMap>,
    /// The lowest scores are the best: 1 is first
    #[arg(long)]
    lowest_is_best: bool,
    /// How the letters of a text are written, like windows-1252 [default: UTF-8, or as its first
    /// bytes say]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding: Option<TextEncoding>,
}

/// The largest sheet that is read, in bytes: far more than any list of ideas has.
const LARGEST: usize = 20 * 1024 * 1024;

fn parse_column(text: &str) -> Result<(Role, String), String> {
    let roles = Role::all().map(Role::name);
    let parts = text.split_once('=');
    let read = parts.and_then(|(role, column)| {
        let column = column.trim();
        Some((Role::from_name(role.trim())?, column.to_owned())).filter(|_| !column.is_empty())
    });
    read.ok_or_else(|| {
        format!(
            "write what it holds and the column, like ease=F; it may hold {}",
            words::choice(roles)
        )
    })
}

fn parse_formula(text: &str) -> Result<Formula, String> {
    let text = if text == "sum" { "mean" } else { text };
    let names = Formula::ALL.iter().map(|one| one.name());
    Formula::from_name(text).ok_or_else(|| format!("write {}", words::choice(names)))
}

fn parse_third(text: &str) -> Result<Third, String> {
    Third::from_name(text)
        .ok_or_else(|| "write ease if a high number is easy, effort if it is hard".to_owned())
}

fn parse_scale(text: &str) -> Result<(f64, f64), String> {
    let ends = text.split_once("..").or_else(|| text.split_once('-'));
    let read = ends.and_then(|(low, high)| {
        let ends: (f64, f64) = (low.trim().parse().ok()?, high.trim().parse().ok()?);
        (ends.0 >= 0.0 && ends.0 < ends.1 && ends.1 <= 1e6).then_some(ends)
    });
    read.ok_or_else(|| "write the lowest and the highest score, like 1-5".to_owned())
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        let book = self.book()?;
        match &self.into {
            Some(plan) => self.update(session, &book, plan)?,
            None => self.create(session, &book)?,
        }
        Ok(Outcome::Done)
    }

    fn book(&self) -> Result<Book, Failure> {
        let bytes = sheet_bytes(&self.sheet_file)?;
        Ok(Book::read(
            &display_name(&self.sheet_file),
            &bytes,
            self.encoding,
        )?)
    }

    fn options(&self) -> ImportOptions {
        ImportOptions {
            sheet: self.sheet.clone(),
            columns: self.column.clone(),
            formula: self.formula,
            third: self.ease_is,
            scale: self.scale,
            words: self.words.clone().unwrap_or_default(),
            lowest_is_best: self.lowest_is_best,
        }
    }

    /// Writes a new plan and says what was taken from where.
    fn create(&self, session: &Session, book: &Book) -> Result<(), Failure> {
        let import = import(book, &self.options())?;
        let text = import.plan_text();
        check(session, &text, &import)?;
        let file = self
            .output
            .as_deref()
            .filter(|path| !is_standard_output(path));
        let Some(file) = file else {
            print(&text)?;
            if !session.is_quiet() {
                show_errors(&shown::imported(&import).on_terminal(session.error_look()));
            }
            return Ok(());
        };
        create(file, &text, "import")?;
        let mut page = shown::imported(&import);
        page.gap();
        let file = in_a_shell(file);
        page.line(match import.has_scores() {
            true => format!("{file} is written. Next: segplan rank {file}"),
            false => format!(
                "{file} is written. Next: segplan ballot {file} --scorer ana bram -o ballots"
            ),
        });
        print(&page.on_terminal(session.look()))
    }

    /// Writes the scores that changed into a plan.
    fn update(&self, session: &Session, book: &Book, path: &Path) -> Result<(), Failure> {
        refuse_standard_output(path, "--into changes a file")?;
        refuse_inputs(path, "--into", &[&self.sheet_file])?;
        let document = DayArgs::default().document(path, session)?;
        let update =
            update(book, &document, &self.options()).map_err(|error| refused(error, session))?;
        let mut page = shown::updated(&document.plan, &update);
        if update.changes.is_empty() {
            return print(&page.on_terminal(session.look()));
        }
        check_text(session, document.source.name(), &update.text)?;
        let file = in_a_shell(path);
        page.gap();
        if self.dry_run {
            page.line("Nothing is written (--dry-run)");
        } else {
            replace(path, &document, &update.text)?;
            page.line(format!("{file} is written. Next: segplan rank {file}"));
        }
        print(&page.on_terminal(session.look()))
    }
}

/// The bytes of a spreadsheet; no more than a list of ideas has.
pub(super) fn sheet_bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let name = display_name(file);
    let bytes = match file.is_dir() {
        true => Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it is a folder; name a file in it",
        )),
        false => read(file, LARGEST),
    };
    let bytes = bytes.map_err(FileError::of("cannot read", name.clone()))?;
    if bytes.len() > LARGEST {
        let megabytes = LARGEST / (1024 * 1024);
        return Err(Failure::usage(
            format!("{name} is larger than {megabytes} MB, too large for a list of ideas"),
            "is it a lead table? `segplan audit PLAN LEADS` reads those",
        ));
    }
    Ok(bytes)
}

/// A plan that is not read back would be a mistake of this program: nothing is written then.
fn check(session: &Session, text: &str, import: &Import) -> Result<(), Failure> {
    let name = format!("the plan made from {}", import.origin);
    check_text(session, &name, text)?;
    Ok(())
}

fn refused(error: UpdateError, session: &Session) -> Failure {
    let help = match error {
        UpdateError::Sheet(error) => return error.into(),
        UpdateError::Refused(ref remarks) => {
            let mut page = Page::default();
            shown::to_check(&mut page, "Cells that don't suit the plan", remarks);
            show_errors(&page.on_terminal(session.error_look()));
            "correct them in the sheet, or take these rows out, then run the command again"
        }
        UpdateError::Edit(_) => "change this score in the plan by hand",
    };
    Failure::usage(error.to_string(), help)
}

impl From<SheetError> for Failure {
    fn from(SheetError { message, help }: SheetError) -> Self {
        Self::usage(message, help)
    }
}
