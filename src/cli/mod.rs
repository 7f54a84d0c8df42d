//! The command line: one file a command, with its arguments and its action.

mod audit;
mod ballot;
mod beside;
mod check;
mod choice;
mod collect;
mod columns;
mod compare;
mod completions;
mod dbt;
mod draft;
mod edited;
mod explain;
mod failure;
mod flags;
mod format;
mod git;
mod history;
mod holdout;
mod import;
mod init;
mod input;
mod lead_files;
mod leads;
mod looked;
mod man;
mod order;
mod output;
mod panel;
mod rank;
#[cfg(feature = "report")]
mod report;
mod resolve;
mod review;
mod schema;
mod session;
mod sql;
mod stop;
mod warehouse;
mod watch;
mod witnesses;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

pub(crate) use failure::Failure;
use session::{Global, Session};

use crate::table::panic_is_an_answer;
use crate::text::visible::{visible, visible_lines};

/// Decide which lead segments to work on, in which order, and which message each lead gets.
#[derive(Debug, Parser)]
#[command(name = "segplan", version, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const AFTER_HELP: &str = "Start with `segplan init my-plan.yaml`, then `segplan rank my-plan.yaml`.
A plan can be read from standard input as `-`.

Exit codes: 0 done; 1 findings that check or audit denies; 2 the command line, a plan or a lead table is \
wrong; 3 a file could not be read or written.";

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Import(import::Args),
    Columns(columns::Args),
    Check(check::Args),
    Rank(rank::Args),
    Explain(explain::Args),
    Flags(flags::Args),
    Order(order::Args),
    Ballot(ballot::Args),
    Collect(collect::Args),
    Panel(panel::Args),
    Compare(compare::Args),
    Review(review::Args),
    History(history::Args),
    Resolve(resolve::Args),
    Audit(audit::Args),
    #[cfg(feature = "report")]
    Report(report::Args),
    Sql(sql::Args),
    Dbt(dbt::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a command ended that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Findings that are denied, or a difference.
    Denied,
}

/// Parses a command line and runs it.
pub fn run<I, T>(arguments: I) -> ExitCode
where
    I: IntoIterator<Item = T>,
    T: Into<OsString> + Clone,
{
    keep_answered_panics_quiet();
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = shown(&error, &arguments).print(); // nobody listens where this fails
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let session = Session::new(cli.global);
    match dispatch(&cli.command, &session) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Denied) => ExitCode::from(1),
        Err(error) => failure::report(&error, &session),
    }
}

/// The error that the same arguments give without signs that would steer a terminal, since its
/// message repeats them.
fn shown(error: &clap::Error, arguments: &[OsString]) -> clap::Error {
    let seen = |text: &OsString| visible(&text.to_string_lossy()).into_owned();
    let again = Cli::try_parse_from(arguments.iter().map(seen));
    again.err().unwrap_or_else(|| {
        let told = error.render().to_string();
        Cli::command().error(error.kind(), visible_lines(&told))
    })
}

/// A panic that is answered with an error message says nothing of its own.
fn keep_answered_panics_quiet() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panic_is_an_answer() {
            usual(panic);
        }
    }));
}

fn dispatch(command: &Command, session: &Session) -> anyhow::Result<Outcome> {
    match command {
        Command::Init(args) => args.run(session),
        Command::Import(args) => args.run(session),
        Command::Columns(args) => args.run(session),
        Command::Check(args) => args.run(session),
        Command::Rank(args) => args.run(session),
        Command::Explain(args) => args.run(session),
        Command::Flags(args) => args.run(session),
        Command::Order(args) => args.run(session),
        Command::Ballot(args) => args.run(session),
        Command::Collect(args) => args.run(session),
        Command::Panel(args) => args.run(session),
        Command::Compare(args) => args.run(session),
        Command::Review(args) => args.run(session),
        Command::History(args) => args.run(session),
        Command::Resolve(args) => args.run(session),
        Command::Audit(args) => args.run(session),
        #[cfg(feature = "report")]
        Command::Report(args) => args.run(session),
        Command::Sql(args) => args.run(session),
        Command::Dbt(args) => args.run(session),
        Command::Schema(args) => args.run(session),
        Command::Completions(args) => args.run(session, Cli::command()),
        Command::Man(args) => args.run(session, Cli::command()),
    }
}
