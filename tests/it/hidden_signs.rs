//! Whatever people wrote into a plan, a lead table or a file name: no text that is printed steers a
//! terminal, turns the direction of writing or hides a sign, and none begins a line of its own.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::common::{Run, segplan_in};
use proptest::prelude::*;

/// Signs that have to be seen. Each stands between letters, where no spelling needs it.
const HIDDEN: &str = "\u{1}\u{7}\u{8}\t\u{b}\r\u{1b}\u{7f}\u{80}\u{85}\u{9b}\u{9d}\u{ad}\u{61c}\
    \u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\u{2060}\u{2064}\
    \u{2066}\u{2069}\u{feff}\u{fff9}\u{e0001}\u{e0041}";

/// Escape sequences that do harm, and a line that looks like the program's own.
fn hostile() -> impl Strategy<Value = String> {
    let signs: Vec<char> = HIDDEN.chars().collect();
    let bits = prop_oneof![
        prop::sample::select(signs).prop_map(String::from),
        Just("\u{1b}[2J\u{1b}]0;owned\u{7}".to_owned()),
        Just("\nerror: forged\n".to_owned()),
    ];
    prop::collection::vec(bits, 8..12).prop_map(|bits| format!("x{}x", bits.join("y")))
}

/// A text as YAML can hold it between double quotes.
fn yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match u32::from(sign) {
            code if sign.is_ascii_graphic() && !"\"\\".contains(sign) => {
                out.push(char::from(code as u8));
            }
            code => write!(out, "\\U{code:08x}").unwrap(),
        }
    }
    out + "\""
}

/// A plan with the text wherever people write.
fn plan(text: &str) -> String {
    let t = yaml(text);
    let condition = yaml(&format!(
        "\"{}\" = '{}'",
        text.replace('"', ""),
        text.replace('\'', "")
    ));
    format!(
        "\
title: {t}
client: {t}
owner: {t}
goals: [{{statement: {t}, metric: {t}}}]
order: {{pin: [{{segment: b, rank: 1, because: {t}}}]}}
flags:
  allow: [{{flag: no-owner, segment: c, because: {t}}}]
leads: {{key: {t}}}
attributes:
  {t}: {{type: text, source: {t}, values: [{t}, other], missing: [{label}]}}
segments:
  - name: a
    label: {t}
    description: {t}
    message: {t}
    owner: {t}
    where: {condition}
    touchpoints: [{{channel: {t}, content: {t}}}]
    evidence: [{{kind: survey, note: {t}}}]
    panel: {{{t}: {{impact: 8, confidence: 9, ease: 2}}, other: {{impact: 3, confidence: 7, ease: 9}}}}
    qualifiers: {{actionable: {{verdict: partly, because: {t}}}}}
  - {{name: b, where: {condition}, scores: {{impact: 8, confidence: 7, ease: 6}}}}
  - name: c
    label: {label}
    scores: {{impact: 8, confidence: 7, ease: 6}}
    qualifiers: {{actionable: {{verdict: no, because: {t}}}}}
default: {{name: rest, label: {t}}}
",
        label = yaml(&format!("{text}c")),
    )
}

/// Plans that are wrong, with the text in what is wrong, in escapes and as it is.
fn wrong_plans(text: &str) -> Vec<String> {
    let t = yaml(text);
    let line = text.replace(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'], "");
    let mut plans = Vec::new();
    for t in [&t, &format!("\"{line}\"")] {
        plans.extend([
            format!("title: T\n{t}: 1\nsegments: [{{name: a, {t}: x}}]\n"),
            format!("title: T\nreviewed: {t}\nsegments: [{{name: {t}, scores: {{impact: {t}, confidence: 1, ease: 1}}}}]\n"),
            format!("title: T\nsegments: [{{name: a, where: {t}}}, {{name: a, where: \"x = '{line}\"}}]\n"),
            format!("title: T\norder: {{by: [{t}], pin: [{{segment: {t}, rank: 1, because: x}}]}}\nsegments: [{{name: a, breadth: {t}}}]\n"),
            format!("title: T\nsegments: [{{name: a, stage: {t}\n"),
            format!("{t}\n"),
        ]);
    }
    plans
}

/// A cell of CSV.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Whether a text may be printed. Colors are the program's own where it was asked for them.
#[track_caller]
fn assert_safe(what: &[&str], text: &str) {
    for (at, sign) in text.char_indices() {
        let seen = sign == '\n' || !(sign.is_control() || HIDDEN.contains(sign));
        let beside: String = text[at..].chars().take(80).collect();
        assert!(seen, "{what:?}: {sign:?} in {beside:?}");
    }
    // Indented, it is what a cell of a table goes on with.
    let forged = |line: &str| line.trim_end() == "error: forged";
    assert!(!text.lines().any(forged), "{what:?}: {text}");
}

/// A text without the program's own colors.
fn colorless(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| {
        let color = part.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ';');
        color.strip_prefix('m').unwrap_or("\u{1b}")
    });
    rest.fold(first, |text, part| text + part)
}

#[track_caller]
fn run(folder: &Path, arguments: &[&str]) -> Run {
    let run = segplan_in(folder, arguments);
    assert!((0..=3).contains(&run.code), "{arguments:?}: {run:#?}");
    for text in [&run.stdout, &run.stderr] {
        match arguments.contains(&"always") {
            true => assert_safe(arguments, &colorless(text)),
            false => assert_safe(arguments, text),
        }
    }
    run
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_printed_hides_a_sign(text in hostile()) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let name = text.replace('/', "");
        let (plan_file, leads_file) = (format!("{name}.yaml"), format!("{name}.csv"));
        let (plan_file, leads_file) = (plan_file.as_str(), leads_file.as_str());
        fs::write(folder.join(plan_file), plan(&text)).unwrap();
        let leads = format!("{0},n\n{0},1\nother,2\n", cell(&text));
        fs::write(folder.join(leads_file), leads).unwrap();
        for command in [
            &["rank", plan_file][..],
            &["rank", plan_file, "--format", "markdown"],
            &["rank", plan_file, "--format", "json"],
            &["rank", plan_file, "--leads", leads_file],
            &["check", plan_file],
            &["check", plan_file, "--color", "always"],
            &["rank", plan_file, "--color", "always"],
            &["rank", plan_file, "--format", "csv"],
            &["check", plan_file, "--format", "github"],
            &["check", plan_file, "--format", "sarif"],
            &["explain", plan_file, "a"],
            &["explain", plan_file, "b", "--leads", leads_file],
            &["order", plan_file],
            &["order", plan_file, "--format", "yaml"],
            &["order", plan_file, "--format", "csv"],
            &["audit", plan_file, leads_file, "--check-keys"],
            &["audit", plan_file, leads_file, "--format", "markdown"],
            &["resolve", plan_file, leads_file, "-o", "out.csv"],
            &["report", plan_file, "--leads", leads_file, "--format", "markdown", "--assets", &name],
        ] {
            let done = run(folder, command);
            prop_assert_eq!((done.code, done.stdout.is_empty()), (0, false), "{:?}: {}", command, done.stderr);
        }
    }

    #[test]
    fn no_message_hides_a_sign(text in hostile()) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let name = text.replace('/', "");
        let name = name.as_str();
        for plan in wrong_plans(&text) {
            fs::write(folder.join(name), plan).unwrap();
            prop_assert_eq!(run(folder, &["check", name]).code, 1);
            prop_assert_eq!(run(folder, &["rank", name]).code, 2);
        }
        let plan =
            "title: T\nleads: {key: id}\nattributes: {n: {type: integer}, d: {type: date, format: '%Y'}}\n\
             segments: [{name: a, where: n > 1 and d > 2027-01-01 and t = 'x', scores: {impact: 5, confidence: 5, ease: 5}}]\n";
        fs::write(folder.join("plan.yaml"), plan).unwrap();
        let cell = cell(&text);
        for leads in [
            format!("id,n,d,t\n1,{cell},2027-01-01,x\n"),
            format!("id,n,d,t\n1,1,{cell},x\n"),
            "id,n,d,t\n1,1\n".to_owned(),
            format!("{cell},n\n1,1\n"),
            format!("{cell},{cell}\n1,1\n"),
            format!("id,n,d,t,{cell},{cell}\n1,1,,x,,\n"),
            format!("{text}\n"),
        ] {
            fs::write(folder.join(name), &leads).unwrap();
            for command in [
                &["audit", "plan.yaml", name][..],
                &["resolve", "plan.yaml", name, "--keep-columns", "-o", "out.csv"],
                &["audit", "plan.yaml", "--from-masks", name],
            ] {
                run(folder, command);
            }
        }
        let absent = format!("{name}/absent");
        let absent = absent.as_str();
        fs::write(folder.join(name), format!("{}: 1\n", yaml(&text))).unwrap();
        for command in [
            &["rank", absent][..],
            &["audit", "plan.yaml", absent],
            &["rank", "plan.yaml", "-o", absent],
            &["report", "plan.yaml", "--theme", name],
            &["report", "plan.yaml", "--theme", absent],
            &["report", "--eject", absent],
            &["init", name],
            &["init", absent, "--template", name],
            &["explain", "plan.yaml", name],
            &["flags", name],
            &["audit", "plan.yaml", name, "--order", name],
            &["audit", "plan.yaml", "plan.yaml", "-o", name],
            &["rank", "plan.yaml", "--as-of", name],
            &["rank", "plan.yaml", "--format", name],
            &["rank", "plan.yaml", "--width", name],
            &["rank", "plan.yaml", "-o", name],
            &[name],
            &["rank", "plan.yaml", "--x", name, name],
        ] {
            prop_assert!(run(folder, command).code >= 2, "{:?}", command);
        }
    }
}
