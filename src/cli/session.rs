//! The surroundings of a command: terminal, color, today's date. Read here and nowhere below.

use std::io::{self, IsTerminal, Write};

use clap::{Args, ColorChoice};
use jiff::civil::Date;

use crate::render::look::Look;
use crate::text::visible::visible;

/// Options of every command.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Global {
    /// When to use color [default: auto, which follows the terminal and NO_COLOR]
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_enum,
        value_name = "WHEN"
    )]
    color: Option<ColorChoice>,
    /// The width of the output, in columns [default: the terminal's; none if there is no terminal]
    #[arg(long, global = true, display_order = 901, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
    /// Print only results and errors
    #[arg(long, short, global = true, display_order = 902)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Session {
    global: Global,
    /// The day of the run, which stays the same past midnight.
    pub(super) today: Date,
}

impl Session {
    pub(super) fn new(global: Global) -> Self {
        let today = jiff::Zoned::now().date();
        Self { global, today }
    }

    /// The look of text on standard output; without a width limit if it is no terminal.
    pub(super) fn look(&self) -> Look {
        let shown = io::stdout().is_terminal();
        let terminal = terminal_size::terminal_size_of(io::stdout());
        self.look_on(shown, terminal)
    }

    pub(super) fn file_look(&self) -> Look {
        self.look_on(false, None)
    }

    pub(super) fn error_look(&self) -> Look {
        let shown = io::stderr().is_terminal();
        let terminal = terminal_size::terminal_size_of(io::stderr());
        self.look_on(shown, terminal)
    }

    fn look_on(
        &self,
        shown: bool,
        terminal: Option<(terminal_size::Width, terminal_size::Height)>,
    ) -> Look {
        let columns = terminal
            .map(|(width, _)| usize::from(width.0))
            .filter(|width| *width >= 20);
        Look {
            color: match self.global.color {
                Some(ColorChoice::Always) => true,
                Some(ColorChoice::Never) => false,
                Some(ColorChoice::Auto) | None => {
                    shown && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                }
            },
            width: self
                .global
                .width
                .map(usize::from)
                .or(columns.filter(|_| shown))
                .unwrap_or(Look::WIDE),
        }
    }

    pub(super) fn is_quiet(&self) -> bool {
        self.global.quiet
    }

    /// The same, which says nothing but results and errors.
    pub(super) fn without_remarks(mut self) -> Self {
        self.global.quiet = true;
        self
    }

    /// Prints a note to standard error, unless `--quiet` is given.
    pub(super) fn remark(&self, text: &str) {
        if !self.global.quiet {
            complain(text);
        }
    }
}

/// Prints a line to standard error.
pub(super) fn complain(line: &str) {
    show_errors(&format!("{}\n", visible(line)));
}

/// Prints to standard error what was made for a terminal.
pub(super) fn show_errors(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes()); // nobody listens where this fails
}
