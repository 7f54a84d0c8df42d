//! The `segplan` program.

fn main() {}
