//! `segplan report`: the client report.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::beside::with_leads;
use super::compare::compared;
use super::draft::{Draft, make_folder};
use super::format::{Format, Formats};
use super::input::{DayArgs, StudyArgs};
use super::lead_files::{NamedLeads, kinds, named};
use super::leads::{ChooseArgs, LeadArgs, refuse_misplaced};
use super::review::review_of;
use super::session::Session;
use super::{Failure, Outcome};
use crate::audit::Reached;
use crate::compare::LeadsCompared;
use crate::lead_error::FileError;
use crate::render::report::{self, Logo, TemplateError, Templates, Theme, theme_file};
use crate::report::{Edition, Provenance, Report, Since};
use crate::study::Study;
use crate::text::words;
use crate::yaml::Source;

const LEADS: &str = concat!(
    "The lead table (",
    kinds!(),
    "): sizes, coverage, where overlapping leads go, outcome rates. A folder or a pattern like \
     'q1/*.csv' stands for its files, which are one table"
);

const FORMATS: Formats = Formats {
    usual: (Format::Html, "One file for browsers and for print"),
    others: &[
        (
            Format::Xlsx,
            "A workbook with live formulas, for spreadsheets",
        ),
        (
            Format::Pptx,
            "Slides with editable texts, tables and pictures",
        ),
        (
            Format::Pdf,
            "Pages to hand over or to print, with bookmarks",
        ),
        (Format::ReportMarkdown, "For wikis and pull requests"),
    ],
    documents: false,
};

const ABOUT: &str = match cfg!(feature = "pdf") {
    true => "Write the client report: HTML, a workbook, slides, Markdown or PDF",
    false => "Write the client report: HTML, a workbook, slides or Markdown",
};

/// An edition, as the command line names it.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum EditionName {
    /// What to do, in words, for a client
    Client,
    /// Everything
    Team,
}

#[derive(Debug, clap::Args)]
#[command(
    about = ABOUT,
    after_help = "The HTML is one file that needs no network and prints well; \
the same plan, day and version give the same bytes."
)]
pub(super) struct Args {
    /// The plan, a YAML file; - for standard input
    #[arg(value_name = "PLAN", required_unless_present = "eject", value_hint = clap::ValueHint::FilePath)]
    plan: Option<PathBuf>,
    /// More files of the lead table, where the shell has spelled out a pattern after --leads
    #[arg(value_name = "LEADS", hide = true, requires = "leads", value_hint = clap::ValueHint::AnyPath)]
    more: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", help = LEADS, value_hint = clap::ValueHint::AnyPath)]
    leads: Vec<PathBuf>,
    #[command(flatten)]
    reading: LeadArgs,
    #[command(flatten)]
    choose: ChooseArgs,
    /// The last plan, for a chapter on what changed since then and why
    #[arg(long, value_name = "OLD", value_hint = clap::ValueHint::FilePath)]
    since: Option<PathBuf>,
    /// The lead table of the last plan's time, to show what each segment wins then and now
    #[arg(long, value_name = "FILE", requires_all = ["since", "leads"], value_hint = clap::ValueHint::AnyPath)]
    old_leads: Vec<PathBuf>,
    /// Add a chapter on what the leads say of the plan: planned and observed ranks, goals, what messages
    /// did where the plan names a control group
    #[arg(long, requires = "leads")]
    review: bool,
    /// The table that `segplan resolve` wrote when the messages went out, for --review
    #[arg(long, value_name = "FILE", requires = "review", value_hint = clap::ValueHint::FilePath)]
    assigned: Option<PathBuf>,
    /// For whom: the client's has neither flags, line numbers nor code [default: client where the
    /// plan names a client, else team]
    #[arg(long, value_name = "EDITION")]
    edition: Option<EditionName>,
    /// What to write [default: by the name of the output file, else html]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    /// Logo, colors, fonts, footer, paper, sections, language: a YAML file
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    theme: Option<PathBuf>,
    /// A folder whose files replace templates of the same name
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    templates: Option<PathBuf>,
    /// Also write each picture as an SVG file into this folder; Markdown then shows them
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    assets: Option<PathBuf>,
    /// Write the built-in templates into a folder, to change them there, and stop
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    eject: Option<PathBuf>,
    #[command(flatten)]
    day: DayArgs,
    #[command(flatten)]
    study: StudyArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        if let Some(folder) = &self.eject {
            eject(folder, session)?;
        }
        let Some(plan) = &self.plan else {
            return Ok(Outcome::Done);
        };
        let format = FORMATS.choose(self.format, &self.study.output)?;
        let theme = self.theme(session)?;
        if let Some(absent) = self.templates.as_ref().filter(|folder| !folder.is_dir()) {
            let folder = absent.display();
            return Err(Failure::usage(
                format!("there is no folder {folder}"),
                format!("write the templates with `segplan report --eject {folder}`"),
            )
            .into());
        }
        let templates = Templates::new(self.templates.as_deref(), theme.locale);
        refuse_misplaced(plan, &self.leads, "report PLAN --leads LEADS")?;
        let leads = NamedLeads::find(&[&self.leads[..], &self.more].concat())?;
        let mut inputs = leads.inputs_beside(plan);
        inputs.extend(self.theme.as_deref());
        inputs.extend(self.since.as_deref());
        inputs.extend(self.assigned.as_deref());
        let earlier = NamedLeads::find(&self.old_leads)?;
        inputs.extend(earlier.inputs());
        let place = self.study.output.open(&inputs)?;
        let report = self.report(plan, (&leads, &earlier), &theme, session)?;
        let pictures = self.write_pictures(&report, &theme, &templates)?;
        let bytes = match format {
            Format::ReportMarkdown => {
                filled(report::markdown(&report, &theme, &pictures, &templates))?.into_bytes()
            }
            Format::Xlsx => report::xlsx(&report, &theme)?,
            Format::Pptx => {
                if theme.logo.as_ref().is_some_and(Logo::is_svg) {
                    session.remark("note: slides can't show an SVG logo; use a PNG or a JPEG file");
                }
                report::pptx(&report, &theme)?
            }
            Format::Pdf => pdf(&report, &theme, &templates, session)?,
            _ => filled(report::html(&report, &theme, &templates))?.into_bytes(),
        };
        place.write(&bytes)?;
        Ok(Outcome::Done)
    }

    fn report(
        &self,
        plan: &Path,
        (leads, earlier): (&NamedLeads, &NamedLeads),
        theme: &Theme,
        session: &Session,
    ) -> Result<Report, Failure> {
        let document = self.day.document(plan, session)?;
        let provenance = Provenance {
            plan: file_name(plan),
            sha256: checksum(&document.source),
            leads: match self.leads.as_slice() {
                [] => None,
                [one] => Some(file_name(one)),
                several => Some(named(several)),
            },
            version: env!("CARGO_PKG_VERSION"),
        };
        let study = self.study.study(document);
        let by = self.choose.by(study.plan())?;
        let options = self.reading.options();
        let study = with_leads(session, study, leads, &options, by)?;
        let since = self
            .since
            .as_deref()
            .map(|old| self.since(session, &study, (old, earlier)));
        let reviewed = self.review.then(|| {
            let asked = (leads, options.table.clone(), self.assigned.as_deref());
            review_of(session, &study, asked)
        });
        let edition = self.edition(&study, session);
        let mut report = Report::new(&study, theme.locale, provenance, edition);
        if let Some(since) = since.transpose()? {
            report = report.since(since);
        }
        if let Some(review) = reviewed.transpose()? {
            report = report.reviewed(review);
        }
        Ok(report)
    }

    /// What changed since the last plan.
    fn since(
        &self,
        session: &Session,
        study: &Study,
        (old, leads): (&Path, &NamedLeads),
    ) -> Result<Since, Failure> {
        let old = self.study.study(DayArgs::default().document(old, session)?);
        let options = self.reading.options();
        let old = with_leads(session, old, leads, &options, Reached::default())?;
        let comparison = compared(&old, study, &[])?;
        let audits = old.audit.as_ref().zip(study.audit.as_ref());
        let leads = audits.map(|(was, is)| {
            LeadsCompared::of_two_tables(&comparison, (old.plan(), was), (study.plan(), is))
        });
        Ok(Since {
            title: old.plan().title.clone(),
            comparison,
            leads,
        })
    }

    /// The edition that is asked for, or the one that the plan suggests, which is said.
    fn edition(&self, study: &Study, session: &Session) -> Edition {
        match (self.edition, &study.plan().client) {
            (Some(EditionName::Client), _) => Edition::Client,
            (None, Some(client)) => {
                session.remark(&format!(
                    "client edition, for {client}: without flags, line numbers and scorers; for \
                     everything add --edition team"
                ));
                Edition::Client
            }
            (Some(EditionName::Team), _) | (None, None) => Edition::Team,
        }
    }

    /// The theme, its logo read; what reads poorly is remarked on.
    fn theme(&self, session: &Session) -> Result<Theme, Failure> {
        let Some(path) = &self.theme else {
            return Ok(Theme::default());
        };
        let source = super::input::source(path)?;
        let read = theme_file::read(&source);
        let file = read.map_err(|problems| (source, problems))?;
        let mut theme = file.theme;
        if let Some(logo) = &file.logo {
            let path = path.parent().unwrap_or(Path::new(".")).join(logo);
            theme.logo = Some(read_logo(&path)?);
        }
        for weak in theme.weak_contrasts() {
            session.remark(&format!("note: {weak}"));
        }
        Ok(theme)
    }

    /// Writes the pictures where a folder is named, and says how Markdown is to name each.
    fn write_pictures(
        &self,
        report: &Report,
        theme: &Theme,
        templates: &Templates,
    ) -> anyhow::Result<Vec<report::Picture>> {
        let Some(folder) = &self.assets else {
            return Ok(Vec::new());
        };
        let _made = make_folder(folder)?;
        let base = self.study.output.output.as_deref().and_then(Path::parent);
        let shown = base
            .and_then(|base| folder.strip_prefix(base).ok())
            .unwrap_or(folder);
        let pictures = filled(report::pictures(report, theme, templates))?;
        let (mut named, mut drafts) = (Vec::new(), Vec::new());
        for (chart, svg) in pictures {
            let file = format!("{}.svg", chart.id);
            drafts.push(Draft::holding(&folder.join(&file), svg.as_bytes())?);
            named.push(report::Picture::new(&chart, &shown.join(file)));
        }
        drafts.into_iter().try_for_each(Draft::keep)?;
        Ok(named)
    }
}

/// The report as PDF; its notes go to standard error.
#[cfg(feature = "pdf")]
fn pdf(
    report: &Report,
    theme: &Theme,
    templates: &Templates,
    session: &Session,
) -> Result<Vec<u8>, Failure> {
    let pdf = filled(report::pdf(report, theme, templates))?;
    for note in pdf.notes {
        session.remark(&format!("note: {note}"));
    }
    Ok(pdf.bytes)
}

/// Without Typst there is no PDF, but a way to it.
#[cfg(not(feature = "pdf"))]
fn pdf(_: &Report, _: &Theme, _: &Templates, _: &Session) -> Result<Vec<u8>, Failure> {
    Err(Failure::usage(
        "this segplan was built without PDF",
        "build one with it (`cargo install --path . --features pdf`, some minutes), or write \
         .html and print that to PDF from any browser",
    ))
}

fn eject(folder: &Path, session: &Session) -> Result<(), Failure> {
    let _made = make_folder(folder)?;
    let draft = |(name, text): &(&str, &str)| {
        let path = folder.join(name);
        match path.exists() {
            false => Draft::holding(&path, text.as_bytes()),
            true => Err(Failure::usage(
                format!("{} is already there", path.display()),
                "name an empty folder: what you changed is not overwritten",
            )),
        }
    };
    // All are written before the first is kept.
    let drafts: Result<Vec<Draft>, Failure> = report::BUILT_IN.iter().map(draft).collect();
    drafts?.into_iter().try_for_each(Draft::keep)?;
    let many = report::BUILT_IN.len();
    session.remark(&format!(
        "wrote {many} templates to {}; keep those you change and use them with --templates",
        folder.display()
    ));
    Ok(())
}

fn read_logo(path: &Path) -> Result<Logo, Failure> {
    let failed = FileError::of("cannot read the logo", path.display().to_string());
    let bytes = report::read_within(path).map_err(failed)?;
    Logo::new(bytes).ok_or_else(|| {
        Failure::usage(
            format!("{} is no picture that a report can show", path.display()),
            "use a PNG, JPEG or SVG file",
        )
    })
}

/// What a template made, or what is wrong with it.
fn filled<T>(made: Result<T, TemplateError>) -> Result<T, Failure> {
    made.map_err(|error| {
        Failure::usage(
            error.to_string(),
            "`segplan report --eject DIR` writes the built-in templates to compare with",
        )
    })
}

fn file_name(path: &Path) -> String {
    match path.file_name() {
        Some(name) if path.as_os_str() != "-" => name.to_string_lossy().into_owned(),
        _ => "standard input".to_owned(),
    }
}

/// SHA-256 of a file, in hexadecimal.
fn checksum(source: &Source) -> String {
    words::hexadecimal(&Sha256::digest(source.file_text()))
}
