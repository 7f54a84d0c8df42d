//! `segplan report` from outside: the files it writes, and what it says where it cannot.

use std::fs;
use std::path::Path;

use crate::common::{Run, folder_with, root, segplan_in};
use tempfile::TempDir;

/// Runs `segplan report` at the root of the repository.
fn report(arguments: &[&str]) -> Run {
    segplan_in(root(), &[&["report"], arguments].concat())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap_or_default()
}

#[test]
fn the_same_plan_gives_the_same_bytes_in_every_format() {
    let folder = TempDir::new().unwrap();
    for plan in [
        "plans/workshop.yaml",
        "plans/quarterly.yaml",
        "plans/consultant.yaml",
    ] {
        for end in ["html", "md", "xlsx"] {
            let [first, second] = ["a", "b"].map(|name| {
                let file = folder.path().join(format!("{name}.{end}"));
                report(&[plan, "-o", text(&file)]).code(0);
                fs::read(file).unwrap()
            });
            assert!(first == second, "{plan} as {end}");
            assert!(
                first.len() > 5_000 && first.len() < 1_000_000,
                "{plan} as {end}"
            );
        }
    }
}

#[test]
fn a_lead_table_adds_its_chapter_and_the_same_figures_to_every_format() {
    let folder = TempDir::new().unwrap();
    let audited = |end: &str| {
        let [first, second] = ["a", "b"].map(|name| {
            let file = folder.path().join(format!("{name}.{end}"));
            let file = text(&file);
            report(&[
                "plans/quarterly.yaml",
                "--leads",
                "plans/leads.csv",
                "-o",
                file,
            ])
            .code(0);
            fs::read(file).unwrap()
        });
        assert!(first == second, "{end}");
        first
    };
    let [page, markdown] = ["html", "md"].map(|end| String::from_utf8(audited(end)).unwrap());
    audited("xlsx");
    // Of the 2,000 leads; an independent count is in the tests of the audit.
    for part in [
        "Where overlapping leads go",
        "Outcome rates",
        "Overlap",
        "leads.csv",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for part in ["2,000 leads", "419", "6.0\u{a0}%"] {
        assert!(page.contains(part) && markdown.contains(part), "{part}");
    }
}

#[test]
fn a_report_names_its_plan_its_checksum_and_its_version() {
    let folder = TempDir::new().unwrap();
    let plan = folder.path().join("mine.yaml");
    let yaml = "title: Q1\nas_of: 2027-01-04\nsegments:\n  - {name: a, scores: {impact: 8, confidence: 6, ease: 7}}\n";
    fs::write(&plan, yaml).unwrap();
    let page = report(&[text(&plan)]).code(0).stdout;
    // sha256sum of the text above.
    let sum = "127e73daf4b30b81875e333229e5f3f292ac82d513356ae25ece4792caddaed8";
    for part in [
        "mine.yaml",
        sum,
        env!("CARGO_PKG_VERSION"),
        "4 January 2027",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn pictures_lie_beside_the_markdown_that_shows_them() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("report.md");
    let assets = folder.path().join("charts");
    report(&[
        "plans/quarterly.yaml",
        "-o",
        text(&file),
        "--assets",
        text(&assets),
    ])
    .code(0);
    let markdown = fs::read_to_string(file).unwrap();
    let pictures: Vec<&str> = markdown
        .split("](<")
        .skip(1)
        .filter_map(|rest| rest.split(">)").next())
        .collect();
    assert_eq!(
        pictures,
        [
            "charts/ranks.svg",
            "charts/ice-map.svg",
            "charts/rank-shares.svg"
        ]
    );
    for picture in pictures {
        assert!(
            fs::read_to_string(folder.path().join(picture))
                .unwrap()
                .starts_with("<svg")
        );
    }
}

#[test]
fn a_theme_gives_colors_footer_logo_and_the_language_of_dates() {
    let folder = TempDir::new().unwrap();
    let theme = folder.path().join("theme.yaml");
    fs::write(
        folder.path().join("logo.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    )
    .unwrap();
    fs::write(
        &theme,
        "logo: logo.svg\ncolors: {accent: \"#7a1f5c\", highlight: \"#ffee00\"}\nfooter: Strictly private\nlanguage: de\n",
    )
    .unwrap();
    let run = report(&["plans/quarterly.yaml", "--theme", text(&theme)]).code(0);
    let page = &run.stdout;
    for part in [
        "#7a1f5c",
        "Strictly private",
        "data:image/svg+xml;base64,",
        "4. Januar 2027",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let said = run.stderr;
    assert!(
        said.contains("colors.highlight #ffee00 reads poorly"),
        "{said}"
    );
    assert!(!said.contains("colors.accent"), "{said}");
}

#[test]
fn what_is_wrong_in_a_theme_is_told_at_its_place() {
    let folder = TempDir::new().unwrap();
    let theme = folder.path().join("theme.yaml");
    fs::write(&theme, "colors:\n  acent: \"#000\"\n").unwrap();
    let said = report(&["plans/quarterly.yaml", "--theme", text(&theme)])
        .code(2)
        .stderr;
    assert!(
        said.contains("theme.yaml:2:3") && said.contains("did you mean accent?"),
        "{said}"
    );
}

#[test]
fn ejected_templates_make_the_same_report_and_can_be_changed() {
    let folder = TempDir::new().unwrap();
    report(&["--eject", text(folder.path())]).code(0);
    let from_folder = || report(&["plans/workshop.yaml", "--templates", text(folder.path())]);
    let built_in = report(&["plans/workshop.yaml"]).code(0).stdout;
    assert!(from_folder().code(0).stdout == built_in);

    let method = folder.path().join("method.html");
    fs::write(&method, "<p>Ask {{ report.title.owner }}</p>\n").unwrap();
    assert!(
        from_folder()
            .code(0)
            .stdout
            .contains("<p>Ask Course marketing</p>")
    );

    fs::write(&method, "<p>\n{{ report.title.ovner }}</p>\n").unwrap();
    let said = from_folder().code(2).stderr;
    assert!(
        said.contains("method.html, line 2: there is no “report.title.ovner”"),
        "{said}"
    );

    // What was changed is not overwritten.
    report(&["--eject", text(folder.path())]).code(2);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_pdf_the_way_to_it_is_told() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("report.pdf");
    let said = report(&["plans/workshop.yaml", "-o", text(&file)])
        .code(2)
        .stderr;
    for part in ["--features pdf", "print that to PDF from any browser"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!file.exists());
}

#[test]
fn an_unknown_kind_of_file_is_told_with_those_that_are_known() {
    let said = report(&["plans/workshop.yaml", "-o", "x.docx"])
        .code(2)
        .stderr;
    assert!(
        said.contains("a .docx file can't be written here"),
        "{said}"
    );
    assert!(said.contains(".html, .xlsx"), "{said}");
}

#[test]
fn two_hundred_segments_stay_below_a_megabyte() {
    let folder = TempDir::new().unwrap();
    let plan = folder.path().join("large.yaml");
    let segments: Vec<String> = (0..200)
        .map(|at| {
            let score = |times: usize| 1 + (at * times + at / 10) % 10;
            format!(
                "  - name: segment_{at}\n    scores: {{impact: {}, confidence: {}, ease: {}}}\n    \
                 where: industry = 'Industry {at}' and employees > {at}\n    message: Message {at}\n    \
                 qualifiers: {{measurable: yes, relevant: yes, actionable: yes, distinguishable: partly, stable: yes}}\n",
                score(7), score(3), score(9)
            )
        })
        .collect();
    fs::write(
        &plan,
        format!(
            "title: Large\nas_of: 2027-01-04\nsegments:\n{}",
            segments.concat()
        ),
    )
    .unwrap();
    let page = report(&[text(&plan), "--draws", "1000"]).code(0).stdout;
    assert_eq!(page.matches("<article").count(), 200);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}

#[test]
fn code_in_a_finding_is_shown_as_code() {
    for (end, code) in [
        (
            "html",
            "<code>where: industry = &#x27;Manufacturing&#x27;</code>",
        ),
        ("markdown", "`where: industry = 'Manufacturing'`"),
    ] {
        let page = report(&["plans/quarterly.yaml", "--format", end])
            .code(0)
            .stdout;
        assert!(page.contains(code), "{end}");
    }
}

/// A page for each of many segments is read by nobody, and takes longer than all else.
#[test]
fn past_two_hundred_segments_stand_in_the_tables_alone() {
    let segment = |place: usize| {
        let [impact, ease] = [place % 10 + 1, place / 24 + 1];
        format!(
            "  - {{name: s{place}, scores: {{impact: {impact}, confidence: 5, ease: {ease}}}}}\n"
        )
    };
    let segments: String = (0..220).map(segment).collect();
    let parked =
        "  - {name: last, qualifiers: {actionable: no}}\nqualify: {required: [actionable]}\n";
    let plan = format!("title: Many\nsegments:\n{segments}{parked}");
    let folder = folder_with(&[("plan.yaml", &plan)]);
    let said = "21 more segments stand in the tables alone.";
    for edition in ["client", "team"] {
        let page = segplan_in(
            folder.path(),
            &["report", "plan.yaml", "--edition", edition],
        );
        let page = page.code(0).stdout;
        // Cards are for ranked segments alone.
        let said = if edition == "client" {
            "20 more segments stand"
        } else {
            said
        };
        assert!(page.contains(said), "{edition}");
        assert_eq!(page.matches(" id=\"s-").count(), 200, "{edition}");
        let links = page.split(" href=\"#").skip(1);
        let links = links.filter_map(|rest| rest.split_once('"'));
        for (id, _) in links {
            assert!(page.contains(&format!(" id=\"{id}\"")), "{edition}: {id}");
        }
    }
    let options = [
        "report",
        "plan.yaml",
        "--edition",
        "team",
        "--format",
        "markdown",
    ];
    let text = segplan_in(folder.path(), &options).code(0).stdout;
    assert!(text.contains(said));
    let headings = text.lines().filter_map(|line| line.strip_prefix("### "));
    let ranked = headings.filter(|heading| heading.starts_with(|sign: char| sign.is_ascii_digit()));
    assert_eq!(ranked.count(), 200);
}
