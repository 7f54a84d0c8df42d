//! The table of ranked candidates, with its legend.

use super::candidate::{self, Candidate};
use crate::order::Sureness;
use crate::plan::{Criterion, Formula, Qualifier};
use crate::render::document::{Cell, Column, Table, Tone};
use crate::study::{AheadBy, Study};
use crate::text::words;

/// The ranked candidates, the first so many with `top`.
pub(super) fn table(study: &Study, top: Option<usize>) -> Table {
    let mut columns = vec![Column::numbers("#"), Column::names("Segment")];
    columns.extend(scores(study));
    columns.push(Column::numbers("Score"));
    let has_panel = study.has_panel();
    if has_panel {
        columns.push(Column::numbers("Spread"));
    }
    if study.audit.is_some() {
        columns.extend(["Fits", "Wins"].map(Column::numbers));
    }
    columns.extend(qualifiers(study.audit.is_some()));
    columns.push(Column::words("Certainty"));
    if study.cut_line().is_some() {
        columns.push(Column::words("Cut"));
    }
    if study.audit.is_some() {
        columns.push(Column::numbers("So far").optional(true));
    }
    columns.push(Column::numbers("Flags"));
    let line = study.cut_line().zip(study.capacity());
    let mut table = Table {
        columns,
        rows: candidate::ranked(study, top)
            .map(|one| row(&one, has_panel))
            .collect(),
        line: line.map(|(below, capacity)| (below, format!("cut line: {capacity}"))),
        notes: Vec::new(),
    };
    explain(&mut table, study, top);
    table
}

/// The columns of the three scores.
fn scores(study: &Study) -> [Column; 3] {
    let third = study.plan().scoring.heading_of(Criterion::Ease);
    [
        ("Impact", "Imp."),
        ("Confidence", "Conf."),
        (&third, &third),
    ]
    .map(|(name, short)| Column::numbers(name).or(short).or(short).or(&name[..1]))
}

/// A column for each qualifier. Beside the sizes of segments a narrow table has no room for them.
fn qualifiers(optional: bool) -> impl Iterator<Item = Column> {
    let short = ["Meas.", "Rel.", "Act.", "Dist.", "Stab."];
    Qualifier::ALL.iter().zip(short).map(move |(one, short)| {
        let name = words::capitalized(one.name());
        let column = Column::words(&name)
            .or(short)
            .or(&short[..3])
            .or(&short[..1])
            .optional(optional);
        match one {
            Qualifier::Stable => column,
            _ => column.close(),
        }
    })
}

fn explain(table: &mut Table, study: &Study, top: Option<usize>) {
    table.note(study.method());
    let marks = "Qualifiers (measurable, relevant, actionable, distinguishable, stable): ● yes ◐ partly \
                 ○ no · unknown";
    let spread = "Spread: the widest gap between two scorers.";
    match (study.has_panel(), study.audit.is_some()) {
        (true, false) => table.note(format!("{marks}. {spread}")),
        (true, true) => {
            table.note_on("Stable", marks);
            table.note(spread);
        }
        (false, _) => table.note_on("Stable", marks),
    }
    if study.audit.is_some() {
        table.note("Fits: leads that match. Wins: those of them that no segment above takes.");
        table.note_on(
            "So far",
            "So far: what this segment and those above it win, as a share of the leads.",
        );
    }
    table.note(certainty(study, top));
    if study.cut_line().is_some() {
        let note = "Cut: whether a segment makes the cut, and the share of simulated rankings in \
                    which it does.";
        table.note_on("Cut", note);
    }
}

/// What the words for certainty mean, those that are rare only where they stand in the table.
fn certainty(study: &Study, top: Option<usize>) -> String {
    let shown = || study.rows().take(top.unwrap_or(usize::MAX));
    let any = |fits: fn(AheadBy) -> bool| shown().any(|row| row.ahead_by.is_some_and(fits));
    let disagrees = match any(|by| by == AheadBy::Keys(Sureness::Disagrees)) {
        true => "; disagrees: the simulation favors the opposite order",
        false => "",
    };
    let tied = match any(|by| matches!(by, AheadBy::TieBreak(_))) {
        true => "; tied: a tie-break decides",
        false => "",
    };
    format!(
        "Certainty: how often a segment is ahead of the next one in {}, based on the team's scores, \
         not on lead data: sure from 95 %, likely from 80 %, leaning from 60 %, else a \
         toss-up{disagrees}{tied}.",
        words::count(study.certainty().draws, "simulated ranking")
    )
}

fn row(one: &Candidate<'_>, has_panel: bool) -> Vec<Cell> {
    let study = one.study;
    let mut cells: Vec<Cell> = vec![one.rank().into(), one.label().into()];
    let scores = Criterion::ALL.iter();
    cells.extend(scores.map(|which| Cell::from(one.criterion(*which))));
    let score = Cell::from(one.score(2)).tone(Tone::Strong);
    cells.push(match study.plan().scoring.formula {
        Formula::Product => score.or(one.score(0)),
        _ => score,
    });
    if has_panel {
        let spread = study.spread(one.segment);
        let spread = spread.map_or(String::new(), |points| words::number(points, 1));
        cells.push(spread.into());
    }
    if study.audit.is_some() {
        cells.extend(one.sizes().map(Cell::from));
    }
    cells.extend(one.marks().chars().map(|mark| Cell::from(mark.to_string())));
    cells.push(Cell::from(one.sureness()).tone(tone(one)));
    if let Some(cut) = one.row.and_then(|row| row.cut) {
        let is_sure = cut.is_in && Sureness::of(cut.share).separates();
        let tone = if is_sure { Tone::Good } else { Tone::Plain };
        cells.push(Cell::from(cut.word()).tone(tone));
    }
    if study.audit.is_some() {
        let so_far = study.share_so_far(one.segment);
        cells.push(so_far.map_or(String::new(), words::percent).into());
    }
    let flags = match one.flags(false).len() {
        0 => String::new(),
        flags => flags.to_string(),
    };
    cells.push(match study.is_weak(one.segment) {
        true => Cell::from(flags).tone(Tone::Warning),
        false => flags.into(),
    });
    cells
}

fn tone(one: &Candidate<'_>) -> Tone {
    match one.row.and_then(|row| row.share_ahead()).map(Sureness::of) {
        Some(Sureness::Sure | Sureness::Likely) => Tone::Good,
        Some(Sureness::Disagrees) => Tone::Bad,
        _ => Tone::Plain,
    }
}
