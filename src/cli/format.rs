//! The formats of results: their names, the ends of file names, and which of them a command offers.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::Failure;
use super::output::OutputArgs;
use crate::render::csv::Formulas;
use crate::render::document::{FORMATS, Page, TextFormat};
use crate::render::look::Look;
use crate::text::words;

#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    not(feature = "report"),
    allow(dead_code, reason = "some formats are the report's alone")
)]
pub(super) enum Format {
    /// For people at a terminal, whatever a command calls it.
    Terminal(&'static str),
    /// For people elsewhere.
    Document(&'static TextFormat),
    Json,
    Csv,
    Yaml,
    Sarif,
    Github,
    Svg,
    Html,
    Xlsx,
    Pptx,
    Pdf,
    /// The report in Markdown, which fills a template of its own.
    ReportMarkdown,
}

impl Format {
    /// Its name, and the ends of file names that stand for it, the usual one first.
    fn known_by(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Terminal(name) => (name, &["txt"]),
            Self::Document(format) => (format.name, format.extensions),
            Self::Json => ("json", &["json"]),
            Self::Csv => ("csv", &["csv"]),
            Self::Yaml => ("yaml", &["yaml", "yml"]),
            Self::Sarif => ("sarif", &["sarif"]),
            Self::Github => ("github", &[]),
            Self::Svg => ("svg", &["svg"]),
            Self::Html => ("html", &["html", "htm"]),
            Self::Xlsx => ("xlsx", &["xlsx"]),
            Self::Pptx => ("pptx", &["pptx"]),
            Self::Pdf => ("pdf", &["pdf"]),
            Self::ReportMarkdown => ("markdown", &["md", "markdown"]),
        }
    }

    /// Whether this build can write it.
    fn is_built_in(self) -> bool {
        match self {
            Self::Pdf => cfg!(feature = "pdf"),
            Self::Svg => cfg!(feature = "report"),
            _ => true,
        }
    }

    /// A document in it; as for a terminal where it is no format of documents.
    pub(super) fn write(self, page: &Page, look: Look) -> String {
        match self {
            Self::Document(format) => (format.write)(page),
            _ => page.on_terminal(look),
        }
    }
}

/// How texts of the plan are written as CSV.
#[derive(Debug, Args)]
pub(super) struct CsvArgs {
    /// In CSV, put an apostrophe before labels and other texts that a spreadsheet would run as
    /// formulas (those that begin with =, +, - or @), and write invisible characters as codes
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = CsvSafe::On)]
    csv_safe: CsvSafe,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CsvSafe {
    /// For spreadsheets
    On,
    /// For programs: texts as they are
    Off,
}

impl CsvArgs {
    pub(super) fn formulas(&self) -> Formulas {
        match self.csv_safe {
            CsvSafe::On => Formulas::Disarmed,
            CsvSafe::Off => Formulas::Kept,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Formats {
    pub(super) usual: (Format, &'static str),
    /// Others, each with what it is for.
    pub(super) others: &'static [(Format, &'static str)],
    /// Whether its result is a document, which all formats for people can hold.
    pub(super) documents: bool,
}

impl Formats {
    /// Each format with what it is for, the usual one first.
    fn all(self) -> impl Iterator<Item = (Format, &'static str)> {
        let documents = FORMATS.iter().filter(move |_| self.documents);
        let documents = documents.map(|format| (Format::Document(format), format.purpose));
        let named = std::iter::once(self.usual).chain(self.others.iter().copied());
        named.chain(documents)
    }

    /// What `--format` takes. A format that this build lacks is not offered; who asks for it all
    /// the same is told how to get it.
    pub(super) fn parser(self) -> impl TypedValueParser<Value = Format> {
        let values = self.all().map(|(format, purpose)| {
            let (name, ends) = format.known_by();
            PossibleValue::new(name)
                .help(purpose)
                .hide(!format.is_built_in())
                .aliases(ends.iter().filter(|end| **end != name))
        });
        PossibleValuesParser::new(values).map(move |name| self.named(&name))
    }

    fn named(self, asked: &str) -> Format {
        let mut formats = self.all().map(|(format, _)| format);
        let named = formats.find(|format| {
            let (name, ends) = format.known_by();
            name == asked || ends.contains(&asked)
        });
        named.unwrap_or(self.usual.0)
    }

    /// The format of a result: the one asked for, else the one that the end of the output's name
    /// stands for, else the usual one. An end that stands for none is refused.
    pub(super) fn choose(
        self,
        asked: Option<Format>,
        output: &OutputArgs,
    ) -> Result<Format, Failure> {
        if let Some(format) = asked {
            return Ok(format);
        }
        let Some(end) = output.extension() else {
            return Ok(self.usual.0);
        };
        let mut formats = self.all().map(|(format, _)| format);
        formats
            .find(|format| format.known_by().1.contains(&end.as_str()))
            .ok_or_else(|| self.refusal(&end))
    }

    fn refusal(self, end: &str) -> Failure {
        let (usual, others): (Vec<Format>, Vec<Format>) = self
            .all()
            .map(|(format, _)| format)
            .filter(|format| format.is_built_in())
            .partition(|format| matches!(format, Format::Terminal(_)));
        let ends = others
            .iter()
            .chain(&usual)
            .filter_map(|format| format.known_by().1.first())
            .map(|end| format!(".{end}"));
        Failure::usage(
            format!("a .{end} file can't be written here"),
            format!("end the name in {}, or set --format", words::choice(ends)),
        )
    }
}
