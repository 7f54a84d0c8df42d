//! The ranking for a terminal: the table, what is not in it, what is weak, what to do next.

use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, Table};

use super::grid::{self, LEGEND, Place, Row};
use crate::diagnostic::Severity;
use crate::order::Sureness;
use crate::plan::{Criterion, Formula};
use crate::render::columns;
use crate::render::diagnostics::human::Look;
use crate::render::prose::Page;
use crate::study::{AheadBy, Method, Study};
use crate::text::words;

/// The whole page.
#[must_use]
pub fn ranking(study: &Study, top: Option<usize>, look: Look) -> String {
    let plan = study.plan();
    let mut page = Page::new(look);
    page.title(&plan.title);
    page.line(&Method::of(plan).line());
    page.gap();
    if study.ranking.ranked.is_empty() {
        page.line("No candidate is ranked: see below for what each one lacks.");
    } else {
        page.raw(&table(study, top, look));
        page.gap();
        if has_room_for_marks(study, look) {
            page.line(LEGEND);
        }
        page.line(&caption(study));
    }
    hidden(&mut page, study, top);
    for (place, pair) in grid::at_stake(study).iter().enumerate() {
        if place == 0 {
            page.heading("What hangs on the order of neighbours");
        }
        page.item(pair);
    }
    not_ranked(&mut page, study);
    page.gap();
    page.line(&format!(
        "Everyone else: {} ({})",
        plan.default.label, plan.default.name
    ));
    weak(&mut page, study);
    about_the_plan(&mut page, study);
    notes(&mut page, study);
    steps(&mut page, study);
    page.finish()
}

fn caption(study: &Study) -> String {
    let caption = study.certainty.caption(study.plan());
    format!(
        "Certainty: share of draws in which a segment is ahead of the next one, sure from 95 %, \
         likely from 80 %, leaning from 60 %, else a toss-up; under 50 % the draws disagree with \
         the order; {caption}"
    )
}

fn table(study: &Study, top: Option<usize>, look: Look) -> String {
    let scoring = &study.plan().scoring;
    let mut table = columns::table(look);
    let third = scoring.name_of(Criterion::Ease);
    let initials = ["impact", "confidence", third].map(|name| name[..1].to_uppercase());
    let [impact, confidence, ease] = initials;
    let mut head = vec!["#", "Segment", &impact, &confidence, &ease, "Score"];
    if study.audit.is_some() {
        head.extend(["Fits", "Wins"]);
    }
    if has_room_for_marks(study, look) {
        head.push("MRADS");
    }
    head.extend(["Certainty", "Flags"]);
    table.set_header(
        head.iter()
            .map(|name| Cell::new(name).add_attribute(Attribute::Bold)),
    );
    for row in grid::ranked(study, top) {
        table.add_row(cells(study, &row, look));
    }
    let numbers: &[usize] = match study.audit {
        None => &[0, 2, 3, 4, 5],
        Some(_) => &[0, 2, 3, 4, 5, 6, 7],
    };
    lay_out(&mut table, look, numbers);
    columns::lines(&table)
}

/// Beside the sizes of segments a narrow table has no room for the qualifiers' marks.
fn has_room_for_marks(study: &Study, look: Look) -> bool {
    study.audit.is_none() || look.width >= 100
}

/// Numbers to the right; only the names of segments wrap.
fn lay_out(table: &mut Table, look: Look, numbers: &[usize]) {
    const SEGMENT: usize = 1;
    for (place, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, columns::gap(look)));
        if numbers.contains(&place) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if place != SEGMENT {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
}

fn cells(study: &Study, row: &Row<'_>, look: Look) -> Vec<Cell> {
    let mut cells = vec![Cell::new(row.rank()), Cell::new(row.label())];
    cells.extend(
        Criterion::ALL
            .iter()
            .map(|one| Cell::new(row.criterion(*one))),
    );
    let places = if study.plan().scoring.formula == Formula::Product {
        0
    } else {
        2
    };
    cells.push(Cell::new(row.score(places)).add_attribute(Attribute::Bold));
    if study.audit.is_some() {
        cells.extend(row.sizes().map(Cell::new));
    }
    if has_room_for_marks(study, look) {
        cells.push(Cell::new(row.marks()));
    }
    cells.push(certainty(row));
    let flags = row.flags(false);
    let cell = Cell::new(shortened(&flags));
    cells.push(if study.is_weak(row.segment) {
        cell.fg(Color::Yellow)
    } else {
        cell
    });
    cells
}

fn certainty(row: &Row<'_>) -> Cell {
    let cell = Cell::new(row.sureness());
    let Place::Ranked(row) = row.place else {
        return cell;
    };
    if row.ahead_by.is_none_or(AheadBy::is_pin) {
        return cell;
    }
    match row.share_ahead().map(Sureness::of) {
        Some(Sureness::Sure | Sureness::Likely) => cell.fg(Color::Green),
        Some(Sureness::TossUp | Sureness::Disagrees) => cell.fg(Color::Yellow),
        _ => cell,
    }
}

/// The gravest flag and how many more there are.
fn shortened(flags: &[&str]) -> String {
    match flags {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [worst, rest @ ..] => format!("{worst} +{}", rest.len()),
    }
}

/// What the table itself cannot say of its rows: what was cut off, ties, pins.
fn hidden(page: &mut Page, study: &Study, top: Option<usize>) {
    let plan = study.plan();
    let all = study.ranking.ranked.len();
    if let Some(top) = top.filter(|top| *top < all) {
        page.line(&format!(
            "The first {top} of {all} ranked candidates are shown."
        ));
    }
    for pair in study.ranking.ranked.windows(2) {
        if let Some(tie) = pair[1].tie_broken_by {
            let (upper, lower) = (plan.segment(pair[0].segment), plan.segment(pair[1].segment));
            let how = match tie {
                crate::order::TieBreak::FileOrder => "nothing but the order in the file".to_owned(),
                crate::order::TieBreak::Key(key) => format!("the tie-break {}", key.name()),
            };
            page.line(&format!(
                "Tied: {} and {} (ranks {} and {}); {how} decides.",
                upper.label, lower.label, pair[0].rank, pair[1].rank
            ));
        }
    }
    for row in &study.ranking.ranked {
        if let Some(because) = &row.pinned {
            let label = &plan.segment(row.segment).label;
            page.line(&format!("Pinned to rank {}: {label}. {because}", row.rank));
        }
    }
}

fn not_ranked(page: &mut Page, study: &Study) {
    for (place, row) in grid::parked(study).enumerate() {
        if place == 0 {
            page.heading("Parked by their qualifiers, not ranked");
        }
        let score = row.score(2);
        let score = if score.is_empty() {
            String::new()
        } else {
            format!(", score {score}")
        };
        page.item(&format!(
            "{}{score}: {}",
            row.label(),
            words::list(&row.because())
        ));
    }
    for (place, row) in grid::unscored(study).enumerate() {
        if place == 0 {
            page.heading("Not scored, not ranked");
        }
        page.item(&format!(
            "{}: no score for {}",
            row.label(),
            words::list(&row.because())
        ));
    }
}

/// Every warning and error about candidates, those that the table has no room for among them.
fn weak(page: &mut Page, study: &Study) {
    let mut first = true;
    for segment in study
        .ranking
        .order()
        .chain(study.ranking.parked.iter().copied())
        .chain(study.ranking.unscored.iter().map(|row| row.segment))
    {
        let open: Vec<_> = study
            .findings_of(segment)
            .filter(|one| one.severity >= Severity::Warning && one.allowed.is_none())
            // A pair is told of once, under its first segment.
            .filter(|one| one.found.segments.first() == Some(&segment))
            .collect();
        if open.is_empty() {
            continue;
        }
        if first {
            page.heading("Weak candidates");
            first = false;
        }
        page.item(&study.plan().segment(segment).label);
        for finding in open {
            page.subitem(&format!("{}: {}", finding.flag, finding.found.message));
        }
    }
}

fn about_the_plan(page: &mut Page, study: &Study) {
    let about_plan = study.findings.iter().filter(|one| {
        one.found.segments.is_empty() && one.allowed.is_none() && one.severity >= Severity::Warning
    });
    for (place, finding) in about_plan.enumerate() {
        if place == 0 {
            page.heading("The plan itself");
        }
        page.item(&format!("{}: {}", finding.flag, finding.found.message));
    }
}

/// Infos gathered by flag: "8 segments have no message".
fn notes(page: &mut Page, study: &Study) {
    let mut any = false;
    for infos in study.open_by_flag(Severity::Info) {
        if !any {
            page.heading("Good to know");
            any = true;
        }
        page.item(&study.gathered(&infos));
    }
    let allowed = study
        .findings
        .iter()
        .filter(|one| one.allowed.is_some())
        .count();
    if allowed > 0 {
        if !any {
            page.heading("Good to know");
        }
        let count = words::count(allowed, "finding");
        page.item(&format!(
            "{count} allowed by the plan; `segplan check` lists them with their reasons"
        ));
    }
}

fn steps(page: &mut Page, study: &Study) {
    for (place, step) in study.next_steps().iter().enumerate() {
        if place == 0 {
            page.heading("Next steps");
        }
        page.numbered(place + 1, step);
    }
}
