//! The `segplan` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    segplan::run(std::env::args_os())
}
