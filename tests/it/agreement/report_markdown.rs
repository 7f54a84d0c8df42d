//! What the report as Markdown states.

use super::facts::{PLAN, Stated};
use super::grid;
use super::rankings::{ranked_rows, score_of};
use super::reports::{day, findings, leads};
use super::text::{below, figures, from_markdown, markdown_sections, numbered, sentence};

/// The report as Markdown.
pub(super) fn report(page: &str) -> Stated {
    let mut stated = Stated::new("report as markdown");
    for grid in grid::of_markdown(page) {
        match grid.header.first().map(String::as_str) {
            Some("Rank") if grid.header.iter().any(|name| name == "Likely ranks") => {
                ranked_rows(&grid, &mut stated);
            }
            Some("Rank") => leads(&grid, &mut stated),
            Some("Severity") => findings(&grid, &mut stated),
            _ => {}
        }
    }
    let sections = markdown_sections(page);
    stated.say(PLAN, "title", sections[1].0.as_str());
    for line in page.lines().take(20).map(from_markdown) {
        if let Some(date) = line.strip_prefix("As of ") {
            stated.say(PLAN, "as of", day(date.trim_end_matches('.')));
        }
    }
    let steps = below(&sections, "Next steps")
        .iter()
        .map(|line| from_markdown(line));
    stated.list("steps", numbered(&steps.collect::<Vec<_>>()));
    let caption = below(&sections, "Certainty")
        .iter()
        .find(|line| line.contains(" Seed "))
        .unwrap();
    stated.list(
        "caption",
        vec![sentence(&from_markdown(
            caption.split(" Seed ").next().unwrap(),
        ))],
    );
    let from = sections
        .iter()
        .position(|(name, _)| name == "Segments")
        .unwrap();
    let to = sections
        .iter()
        .position(|(name, _)| name == "Order for overlaps")
        .unwrap();
    for (heading, lines) in &sections[from + 1..to] {
        let (heading, standing) = match heading.strip_suffix(" (parked)") {
            Some(label) => (label, "parked"),
            None => heading
                .strip_suffix(" (unscored)")
                .map_or((heading.as_str(), "ranked"), |label| (label, "unscored")),
        };
        let label = if standing == "ranked" {
            let (rank, label) = heading.split_once(". ").unwrap();
            stated.say(label, "rank", rank);
            label
        } else {
            heading
        };
        stated.say(label, "standing", standing);
        markdown_segment(label, lines, &mut stated);
    }
    stated
}

fn markdown_segment(label: &str, lines: &[String], stated: &mut Stated) {
    let mut said = Vec::new();
    for line in lines.iter().map(|line| from_markdown(line)) {
        for (start, what) in [
            ("- Impact: ", "impact"),
            ("- Confidence: ", "confidence"),
            ("- Ease: ", "third"),
            ("- Effort: ", "third"),
        ] {
            if let Some(figure) = line.strip_prefix(start).filter(|text| *text != "no score") {
                stated.say(label, what, figure.split(' ').next().unwrap());
            }
        }
        if let Some(score) = line.strip_prefix("- Score: ") {
            score_of(label, score, stated);
        }
        if let Some((_, because)) = line.split_once(", whatever its score: ") {
            stated.say(label, "pinned", because);
        }
        if let Some(missing) = line.strip_prefix("Not ranked: no score for ") {
            let missing = missing.trim_end_matches('.').to_lowercase();
            stated.say(label, "because", missing.replace(" and ", ";"));
        }
        if let Some(figures) = line.strip_prefix("- Leads: ").map(figures) {
            for (what, figure) in ["matched", "won", "rate", "rate_low", "rate_high"]
                .iter()
                .zip(figures)
            {
                stated.say(label, what, figure);
            }
        }
        if let Some((severity, rest)) = line
            .strip_prefix("- **")
            .and_then(|rest| rest.split_once(": "))
        {
            let (message, rest) = rest.split_once("** ").unwrap();
            let rest = rest.split(" Allowed by the plan: ").next().unwrap();
            let (_, flag) = rest.rsplit_once(" (").unwrap();
            let flag = flag.split(',').next().unwrap();
            said.push(format!(
                "{}[{flag}] {}",
                severity.to_lowercase(),
                sentence(message)
            ));
        }
    }
    said.sort();
    stated.say(label, "findings", said.join("\n"));
}
