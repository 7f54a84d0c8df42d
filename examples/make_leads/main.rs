//! Makes an invented lead table, the same bytes for the same seed:
//! `cargo run --release --example make_leads -- ROWS SEED FILE.csv` (or `FILE.parquet`).
//!
//! It looks like the export of a firm that sells to manufacturers: 14 columns, empty cells,
//! `Select` and `unknown` where nobody answered, commas and quotes in titles. The first rows of
//! a longer table are the shorter table.
//!
//! `cargo run --release --example make_leads -- last-quarter ROWS SEED BEFORE AFTER` makes two tables of
//! the same leads: when the messages of the fourth quarter went out, and when it was over.

mod lead;
mod parquet;
pub(crate) mod quarter;
mod text;

use std::path::Path;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use lead::{Lead, THIS_QUARTER};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [rows, seed, file] => write(rows.parse()?, seed.parse()?, Path::new(file)),
        ["last-quarter", rows, seed, before, after] => {
            let files = [before, after].map(Path::new);
            write_quarter(rows.parse()?, seed.parse()?, files)
        }
        _ => Err("usage: make_leads [last-quarter] ROWS SEED FILE.csv|FILE.parquet …".into()),
    }
}

/// Writes a table in the form that its name ends in.
pub(crate) fn write(rows: u64, seed: u64, file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut stream = ChaCha8Rng::seed_from_u64(seed);
    let leads = (1..=rows).map(|number| Lead::draw(number, THIS_QUARTER, &mut stream));
    write_leads(leads, file)
}

/// Writes the leads of the quarter before, as they were when its messages went out and when it was over.
pub(crate) fn write_quarter(
    rows: u64,
    seed: u64,
    [before, after]: [&Path; 2],
) -> Result<(), Box<dyn std::error::Error>> {
    for (file, which) in [(before, 0), (after, 1)] {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        let leads = (1..=rows).map(|number| {
            let [before, after] = quarter::draw(number, &mut stream);
            if which == 0 { before } else { after }
        });
        write_leads(leads, file)?;
    }
    Ok(())
}

fn write_leads(
    leads: impl Iterator<Item = Lead>,
    file: &Path,
) -> Result<(), Box<dyn std::error::Error>> {
    match file.extension().and_then(std::ffi::OsStr::to_str) {
        Some("parquet") => parquet::write(file, leads),
        _ => text::write(file, leads),
    }
}
