//! What README and the pages of docs show is what the program does: the outputs of the commands in
//! `console` blocks, and the parts that are made from the program's own lists.
//!
//! `UPDATE_README=1 cargo test --test it readme` writes them anew.

mod conditions;
mod console;
mod dependencies;
mod flags;
mod format;
mod json;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{root, segplan_in};

/// A part of a page that is made: its name, and what makes it. It stands between
/// `<!-- NAME:start -->` and `<!-- NAME:end -->`.
type Part = (&'static str, fn() -> String);
const PARTS: [Part; 4] = [
    ("grammar", conditions::grammar),
    ("format", format::reference),
    ("flag-table", flags::table),
    ("flags", flags::reference),
];

#[test]
fn pages_show_what_the_program_does() {
    let update = env::var_os("UPDATE_README").is_some();
    let mut stale = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for folder_here in ["plans", "docs/samples", "tests/data/awkward"] {
            copy_folder(&root().join(folder_here), &folder.path().join(folder_here));
        }
        let should = console::with_outputs(&text, folder.path());
        let should = conditions::with_answers(&should, folder.path());
        let should = with_parts(&json::with_keys(&should, folder.path()));
        let undescribed = json::undescribed(&should);
        assert!(
            update || undescribed.is_empty(),
            "{}: say what these keys hold: {undescribed:#?}",
            page.display()
        );
        if update {
            fs::write(&page, should).unwrap();
        } else if text != should {
            stale.push(first_difference(&page, &text, &should));
        }
    }
    assert!(
        stale.is_empty(),
        "{}\nUPDATE_README=1 cargo test --test it readme writes them anew",
        stale.join("\n")
    );
}

#[test]
fn every_whole_plan_on_a_page_ranks() {
    let folder = tempfile::tempdir().unwrap();
    let mut plans = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let blocks = text.split("```yaml\n").skip(1);
        let blocks = blocks.filter_map(|rest| rest.split("```").next());
        let is_whole = |block: &&str| block.starts_with("title:") && block.contains("\nsegments:");
        for plan in blocks.filter(is_whole) {
            fs::write(folder.path().join("plan.yaml"), plan).unwrap();
            segplan_in(folder.path(), &["rank", "plan.yaml"]).code(0);
            plans += 1;
        }
    }
    assert!(plans >= 3, "{plans}");
}

#[test]
fn readme_fits_on_three_screens() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let lines = readme.lines().count();
    assert!(lines <= 150, "{lines} lines: move details to docs");
}

#[test]
fn links_between_pages_lead_somewhere() {
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        for (_, rest) in text
            .match_indices("](")
            .map(|(at, _)| text.split_at(at + 2))
        {
            let target = rest.split([')', '#']).next().unwrap();
            let is_here = !target.is_empty() && !target.contains(':') && !target.contains('{');
            let path = page.parent().unwrap().join(target);
            assert!(
                !is_here || path.exists(),
                "{} links to {target}",
                page.display()
            );
        }
    }
}

/// README and the pages of docs and docs/guide.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md"), root().join("CONTRIBUTING.md")];
    for folder in ["docs", "docs/guide"] {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        let files = entries.map(|entry| entry.unwrap().path());
        pages.extend(files.filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    pages.sort();
    pages
}

/// The page with the parts that are made.
fn with_parts(page: &str) -> String {
    let mut page = page.to_owned();
    for (name, make) in PARTS {
        let [start, end] = ["start", "end"].map(|at| format!("<!-- {name}:{at} -->\n"));
        if let Some((before, rest)) = page.split_once(&start) {
            let (_, after) = rest.split_once(&end).unwrap();
            page = format!("{before}{start}{}{end}{after}", make());
        }
    }
    page
}

fn first_difference(page: &Path, is: &str, should: &str) -> String {
    let differs = is
        .lines()
        .zip(should.lines())
        .position(|(is, should)| is != should);
    let line = differs.unwrap_or_else(|| is.lines().count().min(should.lines().count()));
    format!(
        "{} is stale from line {}: expected {:?}",
        page.strip_prefix(root()).unwrap().display(),
        line + 1,
        should.lines().nth(line).unwrap_or_default()
    )
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, copy).unwrap();
        }
    }
}
