//! Any text is read as a plan that ranks, or refused with problems that point into it.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use segplan::plan::{Document, ReadOptions};
use segplan::yaml::Source;

fuzz_target!(|text: String| {
    let options = ReadOptions::on(date(2027, 1, 4));
    match Document::read(Source::new("plan.yaml", text), &options) {
        Ok(document) => {
            let assessment = segplan::assess::assess(&document.plan);
            let ranking = segplan::order::rank(&document.plan, &assessment);
            assert!(ranking.ranked.len() <= document.plan.segments.len());
        }
        Err((_, problems)) => assert!(!problems.is_empty()),
    }
});
