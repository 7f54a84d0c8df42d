//! How long a plan takes from its text to its order, by number of segments.
//!
//! `cargo bench --bench rank`; names filter: `cargo bench --bench rank certainty`.

use std::fmt::Write;

use divan::Bencher;
use jiff::civil::date;
use segplan::assess::{Assessment, assess};
use segplan::order::{Draws, Ranking, certainty, flips, formula_audit, rank};
use segplan::plan::{Document, Plan, ReadOptions};
use segplan::yaml::Source;

const SEGMENTS: [usize; 4] = [10, 100, 1_000, 10_000];

fn main() {
    divan::main();
}

/// The text of a plan with so many segments, scores and verdicts spread evenly.
fn text(segments: usize) -> String {
    let mut text = "title: Benchmark\nsegments:\n".to_owned();
    for place in 0..segments {
        let [impact, confidence, ease] = [7, 11, 13].map(|step| place * step / 3 % 10 + 1);
        let stable = ["yes", "partly", "unknown"][place % 3];
        let _ = writeln!(
            text,
            "  - name: segment_{place}\n    where: industry = 'Trade {place}' and employees > {place}\n    \
             scores: {{impact: {impact}, confidence: {confidence}, ease: {ease}}}\n    \
             qualifiers: {{actionable: yes, stable: {stable}}}"
        );
    }
    text
}

/// The same with a panel of five scorers in place of agreed scores.
fn panel_text(segments: usize) -> String {
    let mut text = "title: Benchmark\nsegments:\n".to_owned();
    for place in 0..segments {
        let _ = writeln!(text, "  - name: segment_{place}\n    panel:");
        for (number, scorer) in ["ana", "bram", "cleo", "dov", "eva"].iter().enumerate() {
            let score = |step: usize| (place * step + number * (place % 4)) % 10 + 1;
            let [impact, confidence, ease] = [7, 11, 13].map(score);
            let _ = writeln!(
                text,
                "      {scorer}: {{impact: {impact}, confidence: {confidence}, ease: {ease}}}"
            );
        }
    }
    text
}

fn read(text: String) -> Plan {
    let options = ReadOptions::on(date(2027, 1, 4));
    match Document::read(Source::new("bench.yaml", text), &options) {
        Ok(document) => document.plan,
        Err((_, problems)) => unreachable!("the plan is right: {problems:?}"),
    }
}

fn ranked(text: String) -> (Plan, Assessment, Ranking) {
    let plan = read(text);
    let assessment = assess(&plan);
    let ranking = rank(&plan, &assessment);
    (plan, assessment, ranking)
}

#[divan::bench(args = SEGMENTS)]
fn load(bencher: Bencher, segments: usize) {
    let text = text(segments);
    bencher.bench(|| read(text.clone()));
}

#[divan::bench(args = SEGMENTS)]
fn assess_and_rank(bencher: Bencher, segments: usize) {
    let plan = read(text(segments));
    bencher.bench(|| rank(&plan, &assess(&plan)));
}

#[divan::bench(args = SEGMENTS)]
fn load_and_rank(bencher: Bencher, segments: usize) {
    let text = text(segments);
    bencher.bench(|| ranked(text.clone()));
}

#[divan::bench(args = [10, 12, 100, 200, 1_000, 10_000])]
fn draw_certainty(bencher: Bencher, segments: usize) {
    let (plan, assessment, ranking) = ranked(text(segments));
    bencher.bench(|| certainty(&plan, &assessment, &ranking, Draws::default()));
}

#[divan::bench(args = [12, 200])]
fn draw_certainty_of_panels(bencher: Bencher, segments: usize) {
    let (plan, assessment, ranking) = ranked(panel_text(segments));
    bencher.bench(|| certainty(&plan, &assessment, &ranking, Draws::default()));
}

#[divan::bench(args = ["product", "mean", "geometric_mean"])]
fn draw_certainty_with_weights(bencher: Bencher, formula: &str) {
    let weights = "{impact: 1.5, confidence: 0.7, ease: 1.2}";
    let scoring = format!("scoring: {{formula: {formula}, weights: {weights}}}\n");
    let (plan, assessment, ranking) = ranked(scoring + &text(12));
    bencher.bench(|| certainty(&plan, &assessment, &ranking, Draws::default()));
}

#[divan::bench(args = SEGMENTS)]
fn find_flips(bencher: Bencher, segments: usize) {
    let (plan, assessment, ranking) = ranked(text(segments));
    bencher.bench(|| flips(&plan, &assessment, &ranking));
}

#[divan::bench(args = SEGMENTS)]
fn audit_formulas(bencher: Bencher, segments: usize) {
    let (plan, assessment, ranking) = ranked(text(segments));
    bencher.bench(|| formula_audit(&plan, &assessment, &ranking));
}
