//! The `segplan` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    segplan::cli::run(std::env::args_os())
}
