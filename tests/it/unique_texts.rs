//! Texts that are all different, so many that none is remembered: lists and patterns find theirs as
//! in a short table.

use std::fmt::Write;
use std::fs;

use crate::common::{folder_with, segplan_in};

const PLAN: &str = "\
title: Accounts
attributes:
  account: {type: text, missing: [none]}
segments:
  - name: listed
    where: account in ('K-7', 'K-29990', 'K-29991', 'Ö-29992', 'K, 29993', 'an account of a long name', 'none')
    scores: {impact: 5, confidence: 5, ease: 5}
  - {name: others, where: account != 'K-29991', scores: {impact: 5, confidence: 4, ease: 4}}
";

/// At the end, where no text is remembered any more: two in the list as they are, one in quotes,
/// one that is not ASCII, a long one; then what means null.
const LAST: &str = "\
K-29990
\"K-29991\"
Ö-29992
\"K, 29993\"
an account of a long name
none
\"\"
\"no \"\"account\"\" of that name\"
";

#[test]
fn lists_find_their_texts_among_texts_that_are_all_different() {
    let mut leads = "account\n".to_owned();
    for number in 0..29_990 {
        writeln!(leads, "K-{number}").unwrap();
    }
    leads.push_str(LAST);
    let folder = folder_with(&[("plan.yaml", PLAN), ("leads.csv", &leads)]);
    let path = folder.path();
    let keep = ["--keep-columns", "-o", "leads.parquet"];
    let resolve = [&["resolve", "plan.yaml", "leads.csv"][..], &keep].concat();
    segplan_in(path, &resolve).code(0);
    for table in ["leads.csv", "leads.parquet"] {
        let run = ["audit", "plan.yaml", table, "--format", "json"];
        let audit = segplan_in(path, &run).code(0).json();
        let sizes = audit["segments"].as_array().unwrap().iter();
        let sizes = sizes.map(|segment| segment["matched"].as_u64().unwrap());
        assert_eq!(sizes.collect::<Vec<_>>(), [6, 29_995], "{table}");
        assert_eq!(audit["default"]["leads"], 2, "{table}");
    }
    // Bytes that are no text are found there as well, and named with their line.
    let mut bytes = fs::read(path.join("leads.csv")).unwrap();
    bytes.extend_from_slice(b"M\xfcnchen\n");
    fs::write(path.join("leads.csv"), bytes).unwrap();
    let refused = segplan_in(path, &["audit", "plan.yaml", "leads.csv"]).code(2);
    assert!(refused.stderr.contains("line 30000"), "{}", refused.stderr);
}
