//! What stops a command, and the exit code that says so.

use std::io;
use std::process::ExitCode;

use anstyle::Style;
use thiserror::Error;

use super::session::{Session, complain, show_errors};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lead_error::{FileError, LeadError};
use crate::render::diagnostics::{CheckedFile, human};
use crate::render::look::color;
use crate::text::visible::visible;
use crate::yaml::Source;

/// The exit code after Ctrl-C; the same as if a file could not be written.
pub(super) const STOPPED: u8 = 3;

#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The plan is wrong; every problem of it.
    #[error("{}", human::summary(.0, Severity::Info))]
    Plan(Box<CheckedFile>),
    /// The command line asks for what cannot be.
    #[error("{message}")]
    Usage { message: String, help: String },
    #[error(transparent)]
    File(#[from] FileError),
    /// Somebody asked to stop while rows were written to what cannot be taken back.
    #[error("stopped; {file} has only the first rows")]
    Partly { file: String },
    /// A lead table is wrong, or could not be read or written.
    #[error(transparent)]
    Leads(#[from] LeadError),
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            help: help.into(),
        }
    }

    fn code(&self) -> u8 {
        match self {
            Self::Plan(_)
            | Self::Usage { .. }
            | Self::Leads(LeadError::Wrong { .. } | LeadError::Cells(_)) => 2,
            Self::Partly { .. } | Self::Leads(LeadError::Stopped) => STOPPED,
            Self::File(_) | Self::Leads(LeadError::File(_)) => 3,
        }
    }
}

/// A plan or a theme that is wrong.
impl From<(Source, Vec<Diagnostic>)> for Failure {
    fn from((source, diagnostics): (Source, Vec<Diagnostic>)) -> Self {
        Self::Plan(Box::new(CheckedFile {
            source,
            diagnostics,
        }))
    }
}

/// Says what stopped a command and turns it into an exit code. A reader who stopped listening, as
/// `head` does, is no failure.
pub(super) fn report(error: &anyhow::Error, session: &Session) -> ExitCode {
    let failure = error.downcast_ref::<Failure>();
    if let Some(Failure::File(file) | Failure::Leads(LeadError::File(file))) = failure
        && file.error.kind() == io::ErrorKind::BrokenPipe
    {
        return ExitCode::SUCCESS;
    }
    if let Some(Failure::Plan(checked)) = failure {
        show_errors(&human::diagnostics(checked, session.error_look()));
    }
    let bad = match session.error_look().color {
        true => Style::new().bold().fg_color(Some(color::BAD.into())),
        false => Style::new(),
    };
    let text = error.to_string();
    // Only a list of cells has several lines, in which nothing is hidden.
    let text = match failure {
        Some(Failure::Leads(LeadError::Cells(_))) => text.into(),
        _ => visible(&text),
    };
    show_errors(&format!("{bad}error{bad:#}: {text}\n"));
    let help = match failure {
        Some(Failure::Usage { help, .. }) => Some(help.as_str()),
        Some(Failure::Leads(error)) => error.help(),
        _ => None,
    };
    if let Some(help) = help {
        complain(&format!("  help: {help}"));
    }
    ExitCode::from(failure.map_or(2, Failure::code))
}
