//! Any bytes are a sheet of ideas or refused; what is imported is a plan that can be read, and the
//! sheet then changes nothing in it that it does not have.

#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use segplan::import::{ImportOptions, import, update};
use segplan::plan::{Document, ReadOptions};
use segplan::sheet::Book;
use segplan::yaml::Source;

fuzz_target!(|data: &[u8]| {
    let Ok(book) = Book::read("sheet", data, None) else {
        return;
    };
    let options = ImportOptions::default();
    let Ok(import) = import(&book, &options) else {
        return;
    };
    let text = import.plan_text();
    let read = |text: &str| Document::read(Source::new("plan", text), &ReadOptions::on(date(2027, 1, 4)));
    let document = match read(&text) {
        Ok(document) => document,
        Err((_, problems)) => panic!("{text}\n{problems:?}"),
    };
    if let Ok(update) = update(&book, &document, &options)
        && let Err((_, problems)) = read(&update.text)
    {
        panic!("{}\n{problems:?}", update.text);
    }
});
