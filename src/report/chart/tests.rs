//! Nothing overflows and nothing collides, whatever the number of segments and their names.

use super::*;
use crate::report::testing::sample;

/// A text of a picture: its class, place, anchor and letters.
struct Lettered {
    class: String,
    x: f64,
    y: f64,
    anchor: &'static str,
    text: String,
}

impl Lettered {
    fn span(&self) -> (f64, f64) {
        let wide = lettering::width(&self.text, lettering::SIZE);
        match self.anchor {
            "end" => (self.x - wide, self.x),
            "middle" => (self.x - wide / 2.0, self.x + wide / 2.0),
            _ => (self.x, self.x + wide),
        }
    }
}

fn texts(chart: &Chart) -> Vec<Lettered> {
    let svg = chart.inline();
    let pieces = svg.split("<text ").skip(1);
    pieces
        .map(|piece| lettered(piece.split("</text>").next().unwrap()))
        .collect()
}

fn lettered(piece: &str) -> Lettered {
    let (tag, inner) = piece.split_once('>').unwrap();
    let attribute = |name: &str| {
        let from = tag
            .find(&format!("{name}=\""))
            .map(|at| at + name.len() + 2)?;
        tag[from..].split('"').next()
    };
    let inner = inner.rsplit("</title>").next().unwrap();
    let plain = inner
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    Lettered {
        class: attribute("class").unwrap().to_owned(),
        x: attribute("x").unwrap().parse().unwrap(),
        y: attribute("y").unwrap().parse().unwrap(),
        anchor: match attribute("text-anchor") {
            Some("end") => "end",
            Some("middle") => "middle",
            _ => "start",
        },
        text: plain.replace("&amp;", "&"),
    }
}

fn every_chart() -> impl Iterator<Item = (usize, Chart)> {
    [1, 3, 12, 60, 120].into_iter().flat_map(|ranked| {
        let report = sample(ranked, true);
        let mut charts = all(&report);
        charts.extend(
            report
                .segments()
                .take(8)
                .filter_map(|one| scores(&report, one)),
        );
        charts.into_iter().map(move |chart| (ranked, chart))
    })
}

#[test]
fn no_text_leaves_its_picture() {
    for (ranked, chart) in every_chart() {
        for text in texts(&chart) {
            let (left, right) = text.span();
            // The estimate of a width is on the wide side by a few units.
            let inside = left >= -4.0 && right <= chart.width + 4.0;
            let within = text.y >= 8.0 && text.y <= chart.height;
            assert!(
                inside && within,
                "{ranked} {}: “{}” {left}–{right}",
                chart.id,
                text.text
            );
        }
    }
}

#[test]
fn no_two_names_of_the_map_collide() {
    for ranked in [3, 12, 60] {
        let map = ice_map::draw(&sample(ranked, false)).unwrap();
        let names: Vec<Lettered> = texts(&map)
            .into_iter()
            .filter(|text| text.class == "c-t" && text.y < 500.0)
            .collect();
        for (place, one) in names.iter().enumerate() {
            for other in &names[place + 1..] {
                let apart = (one.y - other.y).abs() >= 12.0;
                let (a, b) = (one.span(), other.span());
                assert!(
                    apart || a.1 <= b.0 + 1.0 || b.1 <= a.0 + 1.0,
                    "{} / {}",
                    one.text,
                    other.text
                );
            }
        }
    }
}

#[test]
fn rows_of_a_picture_do_not_overlap_however_many_there_are() {
    for (ranked, chart) in every_chart().filter(|(_, chart)| chart.id != "ice-map") {
        let mut starts: Vec<f64> = texts(&chart)
            .iter()
            .filter(|text| text.class == "c-t" && text.anchor == "start" && text.x == 30.0)
            .map(|text| text.y)
            .collect();
        starts.sort_by(f64::total_cmp);
        for pair in starts.windows(2) {
            assert!(pair[1] - pair[0] >= 14.0, "{ranked} {}", chart.id);
        }
    }
}

#[test]
fn every_picture_says_what_it_shows() {
    for (_, chart) in every_chart() {
        assert!(
            !chart.title.is_empty() && chart.description.len() > 10,
            "{}",
            chart.id
        );
    }
}

#[test]
fn hostile_names_stay_text_in_a_file_of_its_own() {
    for chart in all(&sample(12, true)) {
        let file = chart.file(".c-t{fill:#000}");
        assert!(!file.contains("<script") && file.starts_with("<svg"));
        assert!(file.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    }
}

#[test]
fn a_picture_with_room_for_some_says_so() {
    for (ranked, some) in [(60, false), (61, true)] {
        let charts = all(&sample(ranked, true)).into_iter();
        for chart in charts.filter(|chart| chart.id != "overlap") {
            let says = chart.inline().contains("The first 60");
            assert_eq!(says, some, "{ranked} {}", chart.id);
        }
    }
}
