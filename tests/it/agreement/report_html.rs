//! What the report as a page of HTML states.

use super::facts::{PLAN, Stated};
use super::grid::{self, Grid};
use super::pictures::descriptions;
use super::rankings::{interval, ranked_rows, score_of, sureness};
use super::reports::{day, findings, leads};
use super::text::{between, figures, from_html, sentence};

/// The report as a page of HTML.
pub(super) fn report(page: &str) -> Stated {
    let mut stated = Stated::new("report as html");
    for mut grid in grid::of_html(page) {
        let raw = std::mem::take(&mut grid.rows);
        grid.rows = raw
            .iter()
            .map(|row| row.iter().map(|cell| from_html(cell)).collect())
            .collect();
        match grid.header.first().map(String::as_str) {
            Some("Rank") if grid.header.iter().any(|name| name == "Likely ranks") => {
                hidden_figures(&grid, &raw, &mut stated);
                in_short(&mut grid);
                ranked_rows(&grid, &mut stated);
            }
            Some("Rank") => leads(&grid, &mut stated),
            Some("Severity") => findings(&grid, &mut stated),
            Some("Candidate") => not_ranked(&grid, &mut stated),
            _ => {}
        }
    }
    stated.say(
        PLAN,
        "title",
        from_html(between(page, "<h1>", "</h1>").unwrap()),
    );
    stated.say(
        PLAN,
        "default",
        from_html(between(page, "<strong>Everyone else:</strong>", " <code").unwrap()),
    );
    let steps = between(page, "<h3>Next steps</h3>", "</ol>").unwrap_or_default();
    stated.list(
        "steps",
        steps
            .split("<li>")
            .skip(1)
            .map(|step| sentence(&from_html(step)))
            .collect(),
    );
    let caption = between(page, "<h2 id=\"certainty-h\">Certainty</h2>\n<p>", " Seed").unwrap();
    stated.list("caption", vec![sentence(&from_html(caption))]);
    for (term, text) in terms(page.split("<main").next().unwrap()) {
        if term == "As of" {
            stated.say(PLAN, "as of", day(&text));
        }
    }
    let leads = between(page, "id=\"leads\"", "<table").unwrap_or_default();
    for (term, text) in terms(leads) {
        let what = match term.as_str() {
            "Leads" => "leads",
            "Excluded by the plan" => "excluded",
            "Get a segment's message" => "covered",
            "Outcomes" => "outcomes",
            other if other.starts_with("Go to ") => "default leads",
            _ => continue,
        };
        stated.say(PLAN, what, figures(&text)[0].as_str());
    }
    descriptions(page, &mut stated);
    for article in page.split("<article").skip(1) {
        let article = article.split("</article>").next().unwrap_or_default();
        segment(article, &mut stated);
    }
    stated
}

/// The terms of a list of facts, each with what it says.
fn terms(html: &str) -> Vec<(String, String)> {
    let facts = html.split("<div><dt>").skip(1);
    let facts = facts.filter_map(|fact| fact.split_once("</dt><dd>"));
    facts
        .map(|(term, rest)| {
            let text = rest.split("</dd>").next().unwrap_or_default();
            (from_html(term), from_html(text))
        })
        .collect()
}

/// What a row holds for sorting: exact figures.
fn hidden_figures(grid: &Grid, raw: &[Vec<String>], stated: &mut Stated) {
    for (cells, row) in raw.iter().zip(&grid.rows) {
        let label = grid.cell(row, &["Segment"]).unwrap();
        for (what, column) in [
            ("qualifiers_met", "Qualifiers"),
            ("expected_rank", "Likely ranks"),
            ("beats_next", "Certainty"),
        ] {
            let cell = grid.cell(cells, &[column]).unwrap();
            let value = between(cell, "data-v=\"", "\"").unwrap();
            let last = what == "beats_next" && value == "2";
            stated.say(label, what, if last { "" } else { value });
        }
    }
}

/// The warnings of HTML are a number and the first one in words.
fn in_short(grid: &mut Grid) {
    let Some(column) = grid.header.iter().position(|name| name == "Flags") else {
        return;
    };
    for row in &mut grid.rows {
        let words = row[column]
            .split_once(' ')
            .map_or("", |(_, words)| words)
            .to_lowercase();
        row[column] = words.replace(' ', "-");
    }
}

fn segment(article: &str, stated: &mut Stated) {
    let name = between(article, "id=\"s-", "\"").unwrap();
    stated.say(
        name,
        "label",
        from_html(between(article, "<h3>", "</h3>").unwrap()),
    );
    for (term, text) in terms(article) {
        let found = figures(&text);
        let mut say = |what: &str, at: usize| stated.say(name, what, found[at].as_str());
        match term.as_str() {
            "Fits" => say("matched", 0),
            "Wins" => say("won", 0),
            "May be contacted" => say("reachable", 0),
            "Smallest detectable lift" => say("smallest_detectable_lift", 0),
            "Undecided because an attribute is missing" => say("unknown", 0),
            "Outcome rate of leads won" => {
                say("rate", 0);
                say("rate_low", 1);
                say("rate_high", 2);
            }
            "vs. all other leads" => {
                say("difference", 0);
                say("difference_low", 1);
                say("difference_high", 2);
            }
            "Score" => score_of(name, &text, stated),
            "Cut" => {
                stated.say(name, "cut_in", text.starts_with("Makes").to_string());
                stated.say(name, "cut_share", found[0].as_str());
            }
            "Certainty: ahead of the next" => sureness(name, &text, stated),
            "Likely ranks" | "Without pins, likely ranks" => {
                let (ranks, first) = text.split_once("; first in ").unwrap();
                interval(name, &figures(ranks), stated);
                stated.say(name, "first", first);
            }
            _ => {}
        }
    }
    if let Some(because) = between(article, ", whatever its score: ", "</p>") {
        stated.say(name, "pinned", from_html(because));
    }
    let flags = between(article, "<ul class=\"flags\">", "</ul>").unwrap_or_default();
    let mut said: Vec<String> = flags.split("<li class=\"").skip(1).map(flag).collect();
    said.sort();
    stated.say(name, "findings", said.join("\n"));
    let rows = grid::of_html(article);
    assert!(rows.len() <= 1, "{name}");
}

fn flag(item: &str) -> String {
    let message = from_html(between(item, "<b>", "</b>").unwrap());
    let kind = between(item, "<small>(", ", line").unwrap();
    let (severity, flag) = kind.split_once(": ").unwrap();
    format!("{severity}[{flag}] {}", sentence(&message))
}

fn not_ranked(grid: &Grid, stated: &mut Stated) {
    let parked = grid.header.iter().any(|name| name == "Why");
    let standing = if parked { "parked" } else { "unscored" };
    for row in &grid.rows {
        let label = grid.cell(row, &["Candidate"]).unwrap();
        stated.say(label, "standing", standing);
        match grid.cell(row, &["Missing"]) {
            Some(missing) => {
                stated.say(label, "because", missing.to_lowercase().replace(", ", ";"));
            }
            None => stated.say(
                label,
                "score",
                grid.cell(row, &["Score it would have"]).unwrap(),
            ),
        }
    }
    let labels = grid.rows.iter().map(|row| row[0].clone());
    stated.list(standing, labels.collect());
}
