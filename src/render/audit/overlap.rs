//! Where overlapping leads go: a bar a segment, which reads at thirty segments as it does at three.

use crate::audit::{Audit, SegmentAudit};
use crate::plan::{Plan, SegmentId};
use crate::render::document::{Cell, Column, Page, Table};
use crate::text::words::{list, percent, share, thousands};

/// Signs of a full bar.
const BAR: f64 = 10.0;

/// Of each segment that loses leads, the share that it wins and who takes the others, all of them
/// by name if `named`; nothing if none does.
pub(super) fn overlap(page: &mut Page, plan: &Plan, audit: &Audit, named: bool) {
    let losing = audit.segments.iter().filter(|one| !one.lost_to.is_empty());
    let rows: Vec<[Cell; 3]> = losing.map(|one| row(plan, one, named)).collect();
    if rows.is_empty() {
        return;
    }
    page.heading("Where overlapping leads go");
    let table = Table::of([
        Column::names("Segment"),
        Column::words("Wins of its fits"),
        Column::names(if named { "Loses to" } else { "Loses most to" }),
    ]);
    page.table(table.rows(rows));
}

fn row(plan: &Plan, one: &SegmentAudit, named: bool) -> [Cell; 3] {
    let won = share(one.won, one.matched).unwrap_or(0.0);
    [
        plan.label(one.segment).into(),
        format!("{} {}", bar(won), percent(won)).into(),
        takers(plan, one, named).into(),
    ]
}

/// A bar of a share; a share that is not all of it leaves a gap, and one that is not nothing shows.
fn bar(share: f64) -> String {
    let least = if share > 0.0 { 1.0 } else { 0.0 };
    let most = if share < 1.0 { BAR - 1.0 } else { BAR };
    let full = (share * BAR).round().clamp(least, most) as usize;
    "█".repeat(full) + &"░".repeat(BAR as usize - full)
}

/// The largest taker with its part of the leads lost, `Active researchers (149 of 236)`; all takers
/// if they are to be `named`.
fn takers(plan: &Plan, one: &SegmentAudit, named: bool) -> String {
    let lost = one.matched.saturating_sub(one.won);
    let to = |(taker, leads): &(SegmentId, u64)| {
        format!("{} ({})", plan.label(*taker), thousands(*leads))
    };
    match one.lost_to.as_slice() {
        [(taker, leads), _, ..] if !named => format!(
            "{} ({} of {})",
            plan.label(*taker),
            thousands(*leads),
            thousands(lost)
        ),
        all => list(all.iter().map(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_or_empty_only_where_the_share_is() {
        let bars = [0.0, 0.001, 0.5, 0.999, 1.0].map(bar);
        let full = bars.map(|bar| bar.matches('█').count());
        assert_eq!(full, [0, 1, 5, 9, 10]);
    }
}
