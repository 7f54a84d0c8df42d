//! The report as PDF from outside, read with poppler's tools as a reader of PDF would.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{Run, has_program, root, segplan_in};
use tempfile::TempDir;

/// One of poppler's tools, which come together (Debian: poppler-utils).
const POPPLER: &str = "pdftotext";
const QUARTERLY: &str = "plans/quarterly.yaml";

/// A PDF in a folder of its own, and what was said while it was made.
struct Made {
    folder: TempDir,
    run: Run,
}

impl Made {
    fn file(&self) -> PathBuf {
        self.folder.path().join("report.pdf")
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.file()).unwrap()
    }

    /// What one of poppler's tools says of the file.
    fn ask(&self, tool: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(tool)
            .args(before)
            .arg(self.file())
            .args(after)
            .output()
            .unwrap();
        assert!(output.status.success(), "{tool}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn words(&self) -> String {
        squeezed(&self.ask("pdftotext", &[], &["-"]))
    }

    fn info(&self) -> String {
        self.ask("pdfinfo", &[], &[])
    }

    fn pages(&self) -> usize {
        let info = self.info();
        let line = info.lines().find(|line| line.starts_with("Pages:"));
        line.unwrap()
            .split_whitespace()
            .nth(1)
            .unwrap()
            .parse()
            .unwrap()
    }

    /// The bookmarks with their pages, in order.
    fn bookmarks(&self) -> Vec<(String, usize)> {
        let xml = self.ask("pdftohtml", &["-xml", "-i", "-stdout"], &[]);
        let outline = xml.split("<outline>").skip(1).collect::<String>();
        let items = outline.split("<item page=\"").skip(1);
        items
            .map(|item| {
                let (page, rest) = item.split_once("\">").unwrap();
                let (title, _) = rest.split_once("</item>").unwrap();
                (title.to_owned(), page.parse().unwrap())
            })
            .collect()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Runs `segplan report PLAN -o report.pdf` with more arguments.
fn run(plan: &Path, more: &[&str]) -> Made {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("report.pdf");
    let arguments = [&["report", text(plan), "-o", text(&file)], more].concat();
    let run = segplan_in(root(), &arguments);
    Made { folder, run }
}

#[track_caller]
fn made(plan: &Path, more: &[&str]) -> Made {
    let made = run(plan, more);
    assert_eq!(made.run.code, 0, "{:#?}", made.run);
    made
}

/// A plan with these labels, in a folder.
fn plan(folder: &Path, labels: &[&str]) -> PathBuf {
    let mut yaml = "title: Names as they come\nas_of: 2027-01-04\nsegments:\n".to_owned();
    for (place, label) in labels.iter().enumerate() {
        let _ = writeln!(
            yaml,
            "  - {{name: s{place}, label: {label:?}, message: {label:?}, \
             scores: {{impact: {}, confidence: 6, ease: 7}}}}",
            9 - place
        );
    }
    let file = folder.join("plan.yaml");
    fs::write(&file, yaml).unwrap();
    file
}

/// A text without what only lays it out: spaces, breaks, hyphens at the ends of lines.
fn squeezed(text: &str) -> String {
    let lays_out = |sign: &char| {
        sign.is_whitespace() || "-\u{ad}\u{200b}\u{2010}\u{2068}\u{2069}".contains(*sign)
    };
    text.chars().filter(|sign| !lays_out(sign)).collect()
}

/// The letters and digits of a text, all small.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|sign| sign.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}

/// The sentences of a report in Markdown, below one of its headings.
fn sentences(markdown: &str, heading: &str) -> Vec<String> {
    let (_, chapter) = markdown.split_once(&format!("\n{heading}\n")).unwrap();
    let chapter = chapter.split("\n## ").next().unwrap().replace('\\', "");
    let lines = chapter
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            line.trim_start_matches(|sign: char| sign.is_ascii_digit() || "-. ".contains(sign))
                .to_owned()
        })
        .collect()
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let [first, second] = [(), ()].map(|()| made(Path::new(QUARTERLY), &[]).bytes());
    assert!(first == second);
    assert!(first.len() < 1_000_000, "{}", first.len());
}

#[test]
fn a_client_edition_has_ten_pages_and_nothing_internal() {
    if !has_program(POPPLER) {
        return;
    }
    let leads = ["--leads", "plans/leads.csv", "--edition", "client"];
    let pdf = made(Path::new(QUARTERLY), &leads);
    assert!(pdf.pages() <= 10, "{} pages for 12 segments", pdf.pages());
    let words = pdf.words();
    // Names of segments and attributes have an underscore.
    assert!(!words.contains('_'), "{words}");
    let words = letters(&words);
    for part in [
        "What to do first",
        "Board commitment of 12 November",
        "How to read this report",
    ] {
        assert!(words.contains(&letters(part)), "{part}");
    }
    for part in ["SHA-256", "not-detectable", "quarterly.yaml"] {
        assert!(!words.contains(&letters(part)), "{part}");
    }
}

#[test]
fn it_says_what_the_other_formats_say() {
    if !has_program(POPPLER) {
        return;
    }
    let pdf = made(Path::new(QUARTERLY), &[]);
    assert_eq!(pdf.run.stderr, "");
    let words = pdf.words();
    let markdown = segplan_in(root(), &["report", QUARTERLY, "--format", "markdown"])
        .code(0)
        .stdout;
    let summary = sentences(&markdown, "## Summary");
    let method = sentences(&markdown, "## Method and vocabulary");
    assert!(
        summary.len() > 5 && method.len() > 10,
        "{summary:?} {method:?}"
    );
    // A paragraph is some sentences; each is on its own in the PDF.
    for sentence in summary
        .iter()
        .chain(&method)
        .flat_map(|line| line.split(". "))
    {
        let sentence = sentence.replace("**", "");
        assert!(words.contains(&squeezed(&sentence)), "{sentence}");
    }
    // Every word, whatever table or picture it stands in.
    let plain = letters(&words);
    let (said, _source) = markdown.split_once("\nMade by segplan").unwrap();
    for word in said.replace(['\\', '|', '*', '`'], " ").split_whitespace() {
        assert!(plain.contains(&letters(word)), "{word}");
    }
}

#[test]
fn it_can_be_found_ones_way_in_with_and_without_eyes() {
    if !has_program(POPPLER) {
        return;
    }
    let pdf = made(Path::new(QUARTERLY), &[]);
    let ranking = segplan_in(root(), &["rank", QUARTERLY, "--format", "json"])
        .code(0)
        .json();
    let ranked = ranking["ranking"].as_array().unwrap();

    let bookmarks = pdf.bookmarks();
    let page = |title: &str| {
        let found = bookmarks.iter().find(|(name, _)| name == title);
        found.unwrap_or_else(|| panic!("{title}: {bookmarks:?}")).1
    };
    let mut before = page("Segments") - 1;
    for one in ranked {
        let at = page(&format!(
            "{}. {}",
            one["rank"],
            one["label"].as_str().unwrap()
        ));
        assert!(at > before, "each segment has a page of its own");
        before = at;
    }
    for chapter in [
        "Order for overlaps",
        "Certainty",
        "Formula audit",
        "Method and vocabulary",
        "Appendix",
    ] {
        assert!(page(chapter) > before, "{chapter}");
    }
    assert!((ranked.len() + 8..ranked.len() + 30).contains(&pdf.pages()));

    let info = pdf.info();
    for part in [
        "Nurture program, first quarter 2027",
        "Growth team",
        "Jan  4 00:00:00 2027",
        "Tagged:          yes",
        "A4",
    ] {
        assert!(info.contains(part), "{part}: {info}");
    }
    let structure = pdf.ask("pdfinfo", &["-struct-text"], &[]);
    for tag in [
        "H1", "H2", "Table", "TH", "TD", "Figure", "Caption", "LI", "Link", "TOCI",
    ] {
        assert!(
            structure.contains(&format!("\n{tag}")) || structure.contains(&format!(" {tag}")),
            "{tag}"
        );
    }
    let metadata = pdf.ask("pdfinfo", &["-meta"], &[]);
    assert!(metadata.contains("pdfuaid:part"), "PDF/UA-1: {metadata}");

    let fonts = pdf.ask("pdffonts", &[], &[]);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(fonts.len() > 2);
    for font in fonts {
        // The columns from the right: object id (two), whether it has Unicode, subset, embedded.
        let columns: Vec<&str> = font.split_whitespace().rev().collect();
        assert_eq!((columns[2], columns[4]), ("yes", "yes"), "{font}");
    }
}

#[test]
fn what_a_plan_says_is_shown_and_never_run() {
    if !has_program(POPPLER) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let names = [
        "#panic(\"x\") $x^2$ *b* _i_ @ref <lab> // c",
        "#read(\"/etc/passwd\")",
        "= A\\ `b` [c] {d}",
    ];
    let plan = plan(folder.path(), &names);
    let words = made(&plan, &[]).words();
    for name in names {
        assert!(
            words.matches(&squeezed(name)).count() > 3,
            "{name}: {words}"
        );
    }
}

#[test]
fn a_theme_gives_paper_footer_logo_and_the_language_of_dates() {
    if !has_program(POPPLER) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='10'><path d='M0 0h30v10z'/></svg>";
    fs::write(folder.path().join("logo.svg"), logo).unwrap();
    let theme = folder.path().join("theme.yaml");
    let yaml = "logo: logo.svg\ncolors: {accent: \"#7a1f5c\", background: \"#fffdf5\"}\nfooter: Strictly private\n\
                paper: Letter\nlanguage: de\nfonts: {body: \"No Such Font, serif\"}\n";
    fs::write(&theme, yaml).unwrap();
    let pdf = made(
        &plan(folder.path(), &["One", "Two"]),
        &["--theme", text(&theme)],
    );
    let words = pdf.words();
    assert!(words.contains("4.Januar2027"), "{words}");
    assert_eq!(words.matches("Strictlyprivate").count(), pdf.pages());
    assert!(pdf.info().contains("letter"), "{}", pdf.info());
    let said = &pdf.run.stderr;
    assert!(
        said.contains("fonts.body: No Such Font is not here; the PDF is set in Libertinus Serif"),
        "{said}"
    );
}

#[test]
fn signs_that_no_font_has_are_told() {
    if !has_program(POPPLER) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let pdf = made(
        &plan(folder.path(), &["製造業", "Łódź, Ελλάδα, Київ", "מפעלים"]),
        &[],
    );
    let said = &pdf.run.stderr;
    assert!(
        said.contains("no font at hand has these signs") && said.contains("業 製 造"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1, "{said}");
    let words = pdf.words();
    assert!(words.contains("Łódź,Ελλάδα,Київ"), "{words}");
}

#[test]
fn what_is_wrong_in_a_template_is_told_with_file_and_line() {
    let folder = TempDir::new().unwrap();
    let plan = plan(folder.path(), &["One"]);
    let wrong = |file: &str, text_of: &str| {
        fs::write(folder.path().join(file), text_of).unwrap();
        let made = run(&plan, &["--templates", text(folder.path())]);
        fs::remove_file(folder.path().join(file)).unwrap();
        made.run.code(2).stderr
    };
    let said = wrong(
        "closing.typ",
        "#import \"parts.typ\": *\n#report.title.ovner\n",
    );
    assert!(
        said.contains("closing.typ, line 2") && said.contains("ovner"),
        "{said}"
    );
    let said = wrong("closing.typ", "\n\n#let = 3\n");
    assert!(said.contains("closing.typ, line 3"), "{said}");
    let said = wrong("closing.typ", "#import \"@preview/cetz:0.3.0\"\n");
    assert!(
        said.contains("closing.typ, line 1"),
        "nothing is fetched: {said}"
    );
}

#[test]
fn the_chapters_on_the_last_plan_and_on_the_leads_are_in_both_editions() {
    if !has_program(POPPLER) {
        return;
    }
    for edition in ["team", "client"] {
        let made = made(
            &root().join(QUARTERLY),
            &[
                "--leads",
                "plans/leads.csv",
                "--since",
                "plans/last-quarter.yaml",
                "--review",
                "--edition",
                edition,
            ],
        );
        let words = made.words();
        for told in [
            "Since last quarter",
            "What the data say",
            "Readers of trade magazines",
            "no longer in the plan",
        ] {
            assert!(words.contains(&squeezed(told)), "{edition}: {told}");
        }
    }
}
