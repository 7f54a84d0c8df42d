//! The ranks that a sheet states beside the order that its scores give.

use super::{Import, Remark, criteria};
use crate::assess::score;
use crate::plan::{ByCriterion, PanelRule};
use crate::sheet::CellPlace;
use crate::text::words;

/// A segment with a stated rank and a score.
struct Row<'i> {
    rank: u64,
    cell: &'i CellPlace,
    score: f64,
}

/// Adds what is to be said of the stated ranks.
pub(super) fn compare(import: &mut Import) {
    let scoring = import.scoring();
    let rows = import.segments.iter().filter_map(|segment| {
        let (rank, cell) = segment.rank.as_ref()?;
        let scores = central(segment, import.panel)?;
        Some(Row {
            rank: *rank,
            cell,
            score: score::rounded(score::score(&scoring, &scores)),
        })
    });
    let rows: Vec<Row> = rows.collect();
    let (lowest_first, wrong) = contradictions(&rows);
    let mut remarks = Vec::new();
    if lowest_first {
        remarks.push(Remark::general(
            "The sheet gives rank 1 to the lowest score: it counts from the bottom. The plan ranks the highest score \
             first; if 1 is the best score in your sheet, run this again with --lowest-is-best",
        ));
    }
    for (row, expected) in wrong {
        let said = format!(
            "stated rank {}, but by the scores it is {expected}",
            words::ordinal(row.rank as usize)
        );
        remarks.push(Remark::at(row.cell.clone(), said));
    }
    import.remarks.extend(remarks);
}

/// The numbers that a segment ranks by; `None` without all three.
fn central(segment: &super::ImportedSegment, rule: Option<PanelRule>) -> Option<ByCriterion<f64>> {
    let mut scores = ByCriterion::from_fn(|_| 0.0);
    for (_, criterion) in criteria() {
        let own = segment
            .scores
            .get(criterion)
            .as_ref()
            .map(super::ImportedScore::central);
        let panel = || {
            let ballots = segment
                .panel
                .iter()
                .filter_map(|(_, scores)| scores.get(criterion).as_ref());
            let mut values: Vec<f64> = ballots.map(super::ImportedScore::central).collect();
            values.sort_by(f64::total_cmp);
            let middle = values
                .get(values.len() / 2)
                .zip(values.get(values.len().saturating_sub(1) / 2));
            match rule {
                Some(PanelRule::Mean) => {
                    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
                }
                _ => middle.map(|(one, two)| f64::midpoint(*one, *two)),
            }
        };
        *scores.get_mut(criterion) = own.or_else(panel)?;
    }
    Some(scores)
}

/// Whether the ranks count from the lowest score, and those out of their order with the ranks that
/// the scores would give. O(n²) in the number of rows, which a sheet keeps small.
fn contradictions<'r, 'i>(rows: &'r [Row<'i>]) -> (bool, Vec<(&'r Row<'i>, String)>) {
    let (mut with, mut against) = (0_usize, 0_usize);
    for (place, one) in rows.iter().enumerate() {
        for two in &rows[place + 1..] {
            if one.rank != two.rank && one.score != two.score {
                match (one.rank < two.rank) == (one.score > two.score) {
                    true => with += 1,
                    false => against += 1,
                }
            }
        }
    }
    let lowest_first = rows.len() >= 3 && against > 4 * with;
    let ahead = |one: &Row, two: &Row| match lowest_first {
        true => one.score < two.score,
        false => one.score > two.score,
    };
    let mut ranks: Vec<u64> = rows.iter().map(|row| row.rank).collect();
    ranks.sort_unstable();
    let wrong = rows.iter().filter_map(|row| {
        // The ranks that rows with this score share.
        let better = rows.iter().filter(|other| ahead(other, row)).count();
        let equal = rows.iter().filter(|other| other.score == row.score).count();
        let (first, last) = (ranks.get(better)?, ranks.get(better + equal - 1)?);
        let expected = match first == last {
            true => words::ordinal(*first as usize),
            false => format!(
                "{} to {}",
                words::ordinal(*first as usize),
                words::ordinal(*last as usize)
            ),
        };
        (!(*first..=*last).contains(&row.rank)).then_some((row, expected))
    });
    (lowest_first, wrong.collect())
}
