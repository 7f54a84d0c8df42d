//! What the outputs of `rank` and `explain` state.

use super::facts::{PLAN, Stated};
use super::grid::{self, Grid};
use super::text::{
    Section, below, between, figures, from_markdown, markdown_sections, numbered, plain, sections,
    sentence,
};

/// The facts of a ranking's columns, by the names that outputs have for them.
const NUMBERS: &[(&str, &[&str])] = &[
    ("rank", &["#", "Rank"]),
    ("score", &["Score"]),
    ("impact", &["I", "Impact"]),
    ("confidence", &["C", "Confidence"]),
    ("third", &["E", "Ease", "Effort"]),
    ("qualifiers_met", &["Qualifiers met"]),
    ("matched", &["Fits"]),
    ("won", &["Wins"]),
    ("share so far", &["So far"]),
];

const QUALIFIERS: [&str; 5] = [
    "Measurable",
    "Relevant",
    "Actionable",
    "Distinguishable",
    "Stable",
];

/// What each row of a table of ranked candidates states.
pub(super) fn ranked_rows(grid: &Grid, stated: &mut Stated) {
    let mut order = Vec::new();
    for row in &grid.rows {
        let Some(label) = grid.cell(row, &["Segment"]) else {
            continue;
        };
        if label.contains("cut line: ") {
            stated.list("cut line", vec![label.replace('*', "")]);
            continue;
        }
        order.push(label.to_owned());
        for (what, names) in NUMBERS {
            if let Some(cell) = grid.cell(row, names) {
                stated.say(label, what, cell);
            }
        }
        if let Some(marks) = grid.cell(row, &["Qualifiers"]) {
            verdicts(label, marks, stated);
        }
        let columns = QUALIFIERS.iter().filter_map(|one| grid.cell(row, &[*one]));
        verdicts(label, &columns.collect::<String>(), stated);
        if let Some(sure) = grid.cell(row, &["Certainty"]) {
            sureness(label, sure, stated);
        }
        if let Some(cut) = grid.cell(row, &["Cut"]) {
            in_cut(label, cut, stated);
        }
        if let Some(ranks) = grid.cell(row, &["Likely ranks"]) {
            interval(label, &figures(ranks), stated);
        }
        match grid.cell(row, &["Flags"]) {
            Some(flags) if flags.parse::<usize>().is_ok() => {
                stated.say(label, "open flags", flags);
            }
            Some(flags) => stated.say(label, "gravest flag", gravest(flags)),
            None => {}
        }
    }
    stated.list("order", order);
}

/// The first of the flags of a cell, whatever joins them.
fn gravest(cell: &str) -> String {
    let first = cell.split([',', ' ']).next().unwrap_or_default();
    first.trim_matches('–').to_owned()
}

/// `●◐○·`, as far as they go.
fn verdicts(label: &str, marks: &str, stated: &mut Stated) {
    const NAMES: [&str; 5] = [
        "measurable",
        "relevant",
        "actionable",
        "distinguishable",
        "stable",
    ];
    let verdict = |mark: char| match mark {
        '●' => "yes",
        '◐' => "partly",
        '○' => "no",
        _ => "unknown",
    };
    for (name, mark) in NAMES.into_iter().zip(marks.chars()) {
        stated.say(label, name, verdict(mark));
    }
}

/// `likely 84 %`, `likely, 84 %`, `pinned`, `next pinned` or nothing.
pub(super) fn sureness(label: &str, said: &str, stated: &mut Stated) {
    let pinned = said.ends_with("pinned");
    let (word, share) = match said.split_once(' ').filter(|_| !pinned) {
        Some((word, share)) => (word.trim_end_matches(','), Some(share)),
        None => (said.trim_matches('–'), None),
    };
    stated.say(label, "sureness", word);
    stated.say(label, "a pin decides", pinned.to_string());
    if let Some(share) = share {
        stated.say(label, "beats_next", share);
    }
}

/// `in 72 %` or `out 28 %`.
pub(super) fn in_cut(label: &str, said: &str, stated: &mut Stated) {
    let (side, share) = said.split_once(' ').unwrap();
    let side = side.trim_end_matches(',');
    stated.say(label, "cut_in", (side == "in").to_string());
    stated.say(label, "cut_share", share);
}

/// `2 to 4`, or one rank.
pub(super) fn interval(label: &str, ranks: &[String], stated: &mut Stated) {
    if let [low, .., high] | [low @ high] = ranks {
        stated.say(label, "rank_low", low.as_str());
        stated.say(label, "rank_high", high.as_str());
    }
}

/// `rank` for a terminal, in full.
pub(super) fn table(page: &str) -> Stated {
    let mut stated = Stated::new("rank as table");
    on_terminal(page, &mut stated);
    let lines: Vec<String> = page.lines().map(str::to_owned).collect();
    in_full(&lines, &sections(page), &mut stated);
    stated
}

/// `rank` for a terminal, as it fits a screen.
pub(super) fn screen(page: &str) -> Stated {
    let mut stated = Stated::new("rank on a screen");
    on_terminal(page, &mut stated);
    stated.list("on a screen", on_a_screen(&sections(page)));
    stated
}

fn on_terminal(page: &str, stated: &mut Stated) {
    ranked_rows(&grid::of_terminal(page), stated);
    title(page.lines().next().unwrap_or_default(), stated);
    let lines: Vec<String> = page.lines().map(str::to_owned).collect();
    around_the_table(&lines, &sections(page), stated);
}

/// `rank` as Markdown, in full.
pub(super) fn markdown(page: &str) -> Stated {
    let mut stated = Stated::new("rank as markdown");
    let (lines, sections) = in_markdown(page, &mut stated);
    in_full(&lines, &sections, &mut stated);
    stated
}

/// `rank` as Markdown, as it fits a screen.
pub(super) fn short_markdown(page: &str) -> Stated {
    let mut stated = Stated::new("rank as short markdown");
    let (_, sections) = in_markdown(page, &mut stated);
    stated.list("on a screen", on_a_screen(&sections));
    stated
}

fn in_markdown(page: &str, stated: &mut Stated) -> (Vec<String>, Vec<Section>) {
    for grid in grid::of_markdown(page) {
        ranked_rows(&grid, stated);
    }
    let plain = |lines: &[String]| lines.iter().map(|line| from_markdown(line)).collect();
    let sections: Vec<Section> = markdown_sections(page)
        .iter()
        .map(|(heading, lines)| (heading.clone(), plain(lines)))
        .collect();
    title(&sections[1].0, stated);
    let lines: Vec<String> = page.lines().map(from_markdown).collect();
    around_the_table(&lines, &sections, stated);
    (lines, sections)
}

/// `Plan (as of 2027-01-04)`, perhaps with `, today`.
fn title(line: &str, stated: &mut Stated) {
    let (title, day) = line.rsplit_once(" (as of ").unwrap();
    stated.say(PLAN, "title", title);
    stated.say(PLAN, "as of", day.split([',', ')']).next().unwrap());
}

/// What stands above and below the table, alike in every format for people.
fn around_the_table(lines: &[String], sections: &[Section], stated: &mut Stated) {
    for line in lines {
        if let Some((method, most)) = line.split_once("), at most ") {
            stated.list("method", vec![sentence(method)]);
            stated.say(PLAN, "highest score", most.trim_end_matches('.'));
        }
        if let Some(label) = line.strip_prefix("Everyone else: ") {
            stated.say(PLAN, "default", label);
        }
        if let Some(rest) = line.strip_prefix("Pinned to rank ") {
            let (rank, rest) = rest.split_once(": ").unwrap();
            let (label, because) = rest.split_once(" (").unwrap();
            stated.say(label, "rank", rank);
            stated.say(label, "pinned", because.strip_suffix(')').unwrap());
        }
        if let Some((label, score, reasons)) = parked(line) {
            stated.say(label, "standing", "parked");
            stated.say(label, "score", score);
            let reasons = reasons.replace(", ", ";").replace(' ', "-");
            stated.say(label, "because", reasons);
        }
        if let Some((label, missing)) = unscored(line) {
            stated.say(label, "standing", "unscored");
            stated.say(label, "because", missing);
        }
    }
    stated.list("steps", numbered(below(sections, "Next steps")));
}

/// `Parked: Label, 504 (not actionable, not stable)`: the label, the score and the reasons.
fn parked(line: &str) -> Option<(&str, &str, &str)> {
    let (head, reasons) = line.strip_prefix("Parked: ")?.rsplit_once(" (")?;
    let is_score = |text: &str| text.starts_with(|sign: char| sign.is_ascii_digit());
    let scored = head.rsplit_once(", ").filter(|(_, score)| is_score(score));
    let (label, score) = scored.unwrap_or((head, ""));
    Some((label, score, reasons.strip_suffix(')')?))
}

/// `Not scored: Label (no Impact or Ease)`: the label, and what is missing.
fn unscored(line: &str) -> Option<(&str, String)> {
    let (label, missing) = line.strip_prefix("Not scored: ")?.rsplit_once(" (no ")?;
    let missing = missing.strip_suffix(')')?.to_lowercase();
    Some((label, missing.replace(" or ", ";").replace(", ", ";")))
}

/// What stands below the table when nothing is left out.
fn in_full(lines: &[String], sections: &[Section], stated: &mut Stated) {
    let labels =
        |label: &dyn Fn(&String) -> Option<String>| lines.iter().filter_map(label).collect();
    let parked = labels(&|line| parked(line).map(|one| one.0.to_owned()));
    stated.list("parked", parked);
    let unscored = labels(&|line| unscored(line).map(|one| one.0.to_owned()));
    stated.list("unscored", unscored);
    for line in lines
        .iter()
        .filter(|line| line.contains("based on judgment"))
    {
        stated.list("caption", vec![sentence(line)]);
    }
    let stakes = items_of(below(sections, "Leads affected if neighbors swap"));
    stated.list(
        "at stake",
        stakes.iter().map(|item| sentence(item)).collect(),
    );
    let below_the_table = sections.iter().filter(|(heading, _)| {
        ["Tied", "Weak candidates", "The plan itself", "Good to know"].contains(&heading.as_str())
    });
    let said = below_the_table.flat_map(|(heading, lines)| {
        let items = items_of(lines).into_iter().map(|item| sentence(&item));
        std::iter::once(heading.clone()).chain(items)
    });
    stated.list("below the table", said.collect());
}

/// The weak candidates by kind, and how much more there is to say.
fn on_a_screen(sections: &[Section]) -> Vec<String> {
    let weak = items_of(below(sections, "Weak candidates"));
    let rest = sections.iter().flat_map(|(_, lines)| lines);
    let rest = rest.filter(|line| line.contains(" more note") || line.contains(" more warning"));
    let all = weak.iter().chain(rest).map(|item| sentence(item));
    let mut all: Vec<String> = all.collect();
    all.dedup();
    all
}

/// The items of a section, up to a line that stands alone.
fn items_of(lines: &[String]) -> Vec<String> {
    let items = lines.iter().map(|line| line.trim_start_matches([' ', '-']));
    items
        .skip_while(|item| item.is_empty())
        .filter(|item| !item.is_empty())
        .take_while(|item| !item.contains("based on judgment") && !item.starts_with("Score: "))
        .map(str::to_owned)
        .collect()
}

/// `a, b and c` joined as the reference joins them.
pub(super) fn listed(items: &str) -> String {
    items.replace(" and ", ";").replace(", ", ";")
}

/// `rank` as CSV.
pub(super) fn csv(text: &str) -> Stated {
    let mut stated = Stated::new("rank as csv");
    let grid = grid::of_csv(text);
    for row in &grid.rows {
        let name = grid.cell(row, &["segment"]).unwrap();
        let standing = grid.cell(row, &["status"]).unwrap();
        for (column, cell) in grid.header.iter().zip(row) {
            let what = match column.as_str() {
                "segment" => continue,
                "status" => "standing",
                "ease" | "effort" => "third",
                "because" if standing == "ranked" => continue,
                other => other,
            };
            stated.say(name, what, cell.as_str());
        }
    }
    stated
}

/// `explain`, of one candidate.
pub(super) fn explanation(name: &str, page: &str) -> Stated {
    let mut stated = Stated::new(&format!("explain {name}"));
    let sections = sections(page);
    let (title, standing) = (page.lines().next().unwrap(), page.lines().nth(1).unwrap());
    stated.say(
        name,
        "label",
        title.strip_suffix(&format!(" ({name})")).unwrap(),
    );
    if let Some(rank) = standing.strip_prefix("Rank ") {
        let (rank, because) = rank.split_once(", pinned there: ").unwrap_or((rank, ""));
        stated.say(name, "rank", rank.split(' ').next().unwrap());
        stated.say(name, "pinned", because);
    } else if let Some(missing) = standing.strip_prefix("Not ranked: it has no score for ") {
        stated.say(name, "standing", "unscored");
        stated.say(name, "because", listed(missing));
    } else if let Some(reasons) = standing.strip_prefix("Parked, not ranked: ") {
        stated.say(name, "standing", "parked");
        stated.say(name, "because", listed(reasons));
    }
    for line in below(&sections, "Score") {
        scores(name, line, &mut stated);
    }
    for line in below(&sections, "How sure") {
        certainty(name, line, &mut stated);
    }
    for (heading, lines) in &sections {
        if let Some(met) = between(heading, "Qualifiers: ", " of 5") {
            stated.say(name, "qualifiers_met", met);
            marks(name, lines, &mut stated);
        }
    }
    let mut findings: Vec<String> = below(&sections, "Flags")
        .iter()
        .filter_map(|line| finding(line))
        .collect();
    findings.sort();
    stated.say(name, "findings", findings.join("\n"));
    for line in below(&sections, "Capacity") {
        let share = between(line, " the cut (", " likely to make it)");
        if let Some(share) = share {
            let side = line.trim_start().starts_with("Makes");
            stated.say(name, "cut_in", side.to_string());
            stated.say(name, "cut_share", share);
        }
    }
    for line in below(&sections, "In the overlap") {
        leads(name, line, &mut stated);
    }
    stated
}

fn scores(name: &str, line: &str, stated: &mut Stated) {
    if let Some((_, score)) = line.split_once(" = ") {
        score_of(name, score, stated);
        return;
    }
    for (word, what) in [
        ("Impact", "impact"),
        ("Confidence", "confidence"),
        ("Ease", "third"),
        ("Effort", "third"),
    ] {
        let text = line
            .strip_prefix("  ")
            .and_then(|line| line.strip_prefix(word));
        let Some(text) = text.map(plain).filter(|text| text != "not scored") else {
            continue;
        };
        stated.say(name, what, text.split([' ', ',']).next().unwrap());
    }
}

/// `336 of 1,000, equivalent to 7.0 on every score`.
pub(super) fn score_of(name: &str, said: &str, stated: &mut Stated) {
    let figures = figures(said);
    stated.say(name, "score", figures[0].as_str());
    stated.say(PLAN, "highest score", figures[1].as_str());
    stated.say(name, "like", figures[2].as_str());
}

fn certainty(name: &str, line: &str, stated: &mut Stated) {
    let line = plain(line);
    if let Some((_, share)) = line
        .rsplit_once(" in ")
        .filter(|_| line.starts_with("Ahead of "))
    {
        let (share, word) = share.split_once(" of simulated rankings: ").unwrap();
        stated.say(name, "beats_next", share);
        let pinned = word == "the pin decides, not the scores";
        stated.say(name, "a pin decides", pinned.to_string());
        match word {
            _ if pinned => {}
            "their scores are equal" => stated.say(name, "sureness", "tied"),
            "the simulation favors the opposite order" => stated.say(name, "sureness", "disagrees"),
            word => stated.say(name, "sureness", word),
        }
    } else if let Some((first, ranks)) = line.split_once(" of simulated rankings; rank ") {
        stated.say(
            name,
            "first",
            first.rsplit_once(" in ").map_or(first, |(_, share)| share),
        );
        interval(name, &figures(ranks.split_once(" in ").unwrap().0), stated);
    } else if line.contains("based on judgment") {
        stated.list("caption", vec![sentence(&line)]);
    }
}

fn marks(name: &str, lines: &[String], stated: &mut Stated) {
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [mark, qualifier, verdict, ..] = words.as_slice() {
            let verdict = verdict.trim_end_matches(':');
            stated.say(name, qualifier, verdict);
            let mut marked = Stated::new("");
            verdicts(name, mark, &mut marked);
            assert_eq!(marked.facts[0].2, verdict, "{line}");
        }
    }
}

/// `  flag (severity): message`.
fn finding(line: &str) -> Option<String> {
    let item = line
        .strip_prefix("  ")
        .filter(|item| !item.starts_with(' '))?;
    let (flag, rest) = item.split_once(" (")?;
    let (severity, message) = rest.split_once("): ")?;
    Some(format!("{severity}[{flag}] {}", sentence(message)))
}

fn leads(name: &str, line: &str, stated: &mut Stated) {
    let line = plain(line);
    if line.starts_with("In the table ") {
        let figures = figures(&line);
        stated.say(name, "matched", figures[0].as_str());
        stated.say(name, "won", figures[1].as_str());
    } else if line.starts_with("Outcome rate of the leads won") {
        let figures = figures(&line.replace("95 % interval", ""));
        for (what, figure) in ["rate", "rate_low", "rate_high", "difference"]
            .iter()
            .zip(figures)
        {
            stated.say(name, what, figure.trim_end_matches('%'));
        }
    }
}
