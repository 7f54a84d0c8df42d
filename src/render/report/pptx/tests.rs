use std::io::Read;

use zip::ZipArchive;

use super::*;
use crate::report::testing::edition;
use crate::report::{Edition, Locale};

fn slides(ranked: usize) -> Vec<(String, String)> {
    let report = edition(ranked, true, Edition::Client, Locale::default());
    let bytes = pptx(&report, &Theme::default()).unwrap();
    assert_eq!(
        bytes,
        pptx(&report, &Theme::default()).unwrap(),
        "not the same bytes"
    );
    let mut parts = ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        all.push((part.name().unwrap().into_owned(), text));
    }
    all.retain(|(name, _)| name.starts_with("ppt/slides/slide"));
    all
}

#[test]
fn each_slide_has_one_title_and_shapes_of_numbers_of_their_own() {
    for (name, xml) in slides(14) {
        assert_eq!(xml.matches("<p:ph type=\"title\"/>").count(), 1, "{name}");
        let mut ids: Vec<&str> = xml
            .split("<p:cNvPr id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name} has a number twice");
        assert!(!xml.contains("<script>"), "{name}");
    }
}

#[test]
fn tables_are_tables_and_go_on_where_they_are_long() {
    let slides = slides(14);
    let tables = slides.iter().filter(|(_, xml)| xml.contains("<a:tbl>"));
    let tables: Vec<usize> = tables
        .map(|(_, xml)| xml.matches("<a:tr ").count())
        .collect();
    assert_eq!(
        tables,
        [13, 3, 13, 3],
        "the ranking and the leads, each with its heads"
    );
}

#[test]
fn pictures_are_shapes_that_can_be_edited() {
    let all: String = slides(5).into_iter().map(|(_, xml)| xml).collect();
    for shape in [
        "prst=\"ellipse\"",
        "prst=\"rect\"",
        "<a:custGeom>",
        "<p:grpSp>",
    ] {
        assert!(all.contains(shape), "{shape}");
    }
    assert!(!all.contains("<p:pic>"), "no picture of dots");
}
