//! What a lead table holds, before there is a plan: types, values, what columns look like, personal
//! data.
//!
//! One pass, whatever the size: of each column up to [`EXACT_UP_TO`] values are counted exactly; beyond
//! that the number of values is estimated and only common values are kept. Parts of the table are
//! put together in its order, so that the number of threads changes nothing.

mod cardinality;
mod column;
mod counts;
mod describe;
mod most_common;
mod naming;
mod personal;
mod read;
mod sample;
mod shape;
#[cfg(test)]
mod tests;

pub use counts::ColumnCounts;
pub use describe::{ColumnProfile, LooksLike, ValueRange};
pub use personal::{Personal, words as name_words};
pub use sample::LeadSample;

use crate::lead_error::LeadError;
use crate::table::{
    Input, Progress, Ragged, Selection, Sequencer, Table, TableOptions, TableSource,
};
use column::ColumnStats;
use most_common::MostCommon;
use read::Profiler;
use sample::Sampler;

/// Values of a column that are counted exactly.
pub const EXACT_UP_TO: usize = 10_000;

/// Values that are counted exactly in all columns together, which bounds the memory of wide tables.
const EXACT_IN_ALL: usize = 1_000_000;

/// What a lead table holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    pub columns: Vec<ColumnProfile>,
    /// Columns that hold what no cell can, with what that is.
    pub not_read: Vec<(String, &'static str)>,
    pub source: TableSource,
    pub ragged: Ragged,
}

impl Profile {
    /// Whether a figure is an estimate.
    pub fn is_approximate(&self) -> bool {
        self.columns.iter().any(|column| !column.is_exact)
    }
}

/// Reads a lead table and says what its columns hold; with the leads themselves where they are asked for,
/// or a sample of them.
pub fn profile(
    input: Input,
    options: &TableOptions,
    progress: &Progress,
    keep_leads: bool,
) -> Result<(Profile, LeadSample), LeadError> {
    let table = Table::open(input, options, progress)?;
    table.check_columns()?;
    let names = table.columns().to_vec();
    let (read, not_read): (Vec<usize>, Vec<usize>) =
        (0..names.len()).partition(|column| table.no_cells(*column).is_none());
    let not_read = not_read.iter().filter_map(|column| {
        let what = table.no_cells(*column)?;
        Some((names[*column].clone(), what))
    });
    let not_read = not_read.collect();
    let most = (EXACT_IN_ALL / read.len().max(1)).clamp(100, EXACT_UP_TO);
    let all = Sequencer::new(vec![MostCommon::of(most); read.len()]);
    let selection = Selection {
        classified: Vec::new(),
        cells: read.clone(),
    };
    let pass = table.read(&selection, || {
        let sampler = keep_leads.then(|| Sampler::new(&read, sample::most(read.len())));
        (Profiler::new(&all, &read, most), sampler)
    })?;
    let mut stats = vec![ColumnStats::default(); read.len()];
    let mut kept = Vec::new();
    for (part, leads) in pass.done {
        for (all, part) in stats.iter_mut().zip(&part) {
            all.merge(part);
        }
        kept.extend(leads.into_iter().flatten());
    }
    let columns = read.iter().zip(stats).zip(all.into_inner());
    let attributes = naming::attributes(&names);
    let columns = columns.map(|((column, stats), values)| ColumnProfile {
        attribute: attributes[*column].clone(),
        ..ColumnProfile::new(&names[*column], pass.source.rows, &stats, values)
    });
    let profile = Profile {
        columns: columns.collect(),
        not_read,
        source: pass.source,
        ragged: pass.ragged,
    };
    Ok((profile, LeadSample::gather(kept, sample::most(read.len()))))
}
