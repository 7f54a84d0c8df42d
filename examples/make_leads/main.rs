//! Makes an invented lead table, the same bytes for the same seed:
//! `cargo run --release --example make_leads -- ROWS SEED FILE.csv` (or `FILE.parquet`).
//!
//! It looks like the export of a firm that sells to manufacturers: 14 columns, empty cells,
//! `Select` and `unknown` where nobody answered, commas and quotes in titles. The first rows of
//! a longer table are the shorter table.

mod lead;
mod parquet;
mod text;

use std::path::Path;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use lead::Lead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [rows, seed, file] = arguments.as_slice() else {
        return Err("usage: make_leads ROWS SEED FILE.csv|FILE.parquet".into());
    };
    write(rows.parse()?, seed.parse()?, Path::new(file))
}

/// Writes a table in the form that its name ends in.
pub(crate) fn write(rows: u64, seed: u64, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    let leads = (1..=rows).map(|number| Lead::draw(number, &mut stream));
    match file.extension().and_then(std::ffi::OsStr::to_str) {
        Some("parquet") => parquet::write(file, leads),
        _ => text::write(file, leads),
    }
}
