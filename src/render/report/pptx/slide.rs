//! One slide: what stands on it, as `PresentationML`.

use std::fmt::Write;

use super::drawing;
use crate::render::report::palette::Palette;
use crate::render::report::theme::{Logo, Theme};
use crate::report::Chart;
use crate::report::chart::escape;
use crate::report::client::{Document, Item, Row, Table};

/// English Metric Units in an inch.
pub(super) const INCH: f64 = 914_400.0;
/// The width and the height of a slide, in inches.
pub(super) const SIZE: [f64; 2] = [13.333, 7.5];
/// Where the content of a slide lies: left, top, width and height, in inches.
const FIELD: [f64; 4] = [0.6, 1.3, 12.133, 5.6];
/// Where its title does, above that.
pub(super) const HEADING: [f64; 4] = [FIELD[0], 0.35, FIELD[2], 0.85];

/// Colors, fonts and the language.
pub(super) struct Look {
    pub(super) palette: Palette,
    pub(super) heading: String,
    pub(super) body: String,
    pub(super) language: &'static str,
}

impl Look {
    /// The color of a shade of a heat map, six digits.
    pub(super) fn shade(&self, shade: usize) -> Option<String> {
        let color = self.palette.shade(shade)?;
        Some(color.trim_start_matches('#').to_owned())
    }

    /// The color of a role, six digits.
    pub(super) fn color(&self, role: &str) -> String {
        self.palette.role(role).trim_start_matches('#').to_owned()
    }
}

/// A slide as it is written.
pub(super) struct Slide {
    /// The shapes.
    pub(super) xml: String,
    /// The logo that it shows.
    pub(super) logo: Option<Logo>,
}

/// How a paragraph looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// In points.
    pub(super) size: f64,
    pub(super) bold: bool,
    /// The role of its color.
    pub(super) color: &'static str,
    /// `l`, `ctr` or `r`.
    pub(super) align: &'static str,
    /// The room below it, in hundredths of a point.
    pub(super) below: u32,
}

/// The room below a paragraph that is not a cell's.
pub(super) const BELOW: u32 = 400;

const TITLE: Style = Style {
    size: 28.0,
    bold: true,
    color: "accent",
    align: "l",
    below: BELOW,
};
const BODY: Style = Style {
    size: 14.0,
    bold: false,
    color: "ink",
    align: "l",
    below: BELOW,
};

impl Style {
    fn of(size: f64, color: &'static str) -> Self {
        Self {
            size,
            color,
            ..BODY
        }
    }

    fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

/// Puts shapes on a slide, each with a number of its own.
struct Board<'a> {
    look: &'a Look,
    xml: String,
    next: usize,
}

impl<'a> Board<'a> {
    fn new(look: &'a Look) -> Self {
        Self {
            look,
            xml: String::new(),
            next: 2, // 1 is the slide's own
        }
    }

    fn number(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// The slide's title, as the outline of a presentation knows it.
    fn title(&mut self, at: [f64; 4], size: f64, text: &str) {
        let style = Style { size, ..TITLE };
        let id = self.number();
        let body = paragraph(self.look, text, style, &self.look.heading);
        let place = place(at);
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Title {id}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
             <p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>\
             <a:bodyPr lIns=\"0\" rIns=\"0\" anchor=\"b\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>"
        );
    }

    /// A box of paragraphs.
    fn text(&mut self, at: [f64; 4], paragraphs: &[(&str, Style)]) {
        let id = self.number();
        let body: String = paragraphs
            .iter()
            .map(|(text, style)| paragraph(self.look, text, *style, &self.look.body))
            .collect();
        let place = place(at);
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Text {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{place}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>\
             <a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"><a:normAutofit/></a:bodyPr><a:lstStyle/>{body}</p:txBody></p:sp>"
        );
    }

    /// A filled rectangle.
    fn bar(&mut self, at: [f64; 4], color: &str) {
        let id = self.number();
        let (place, color) = (place(at), self.look.color(color));
        let _ = write!(
            self.xml,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Bar {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{place}\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        );
    }

    fn slide(self) -> Slide {
        Slide {
            xml: self.xml,
            logo: None,
        }
    }
}

impl Slide {
    /// What it is, for whom, from when.
    pub(super) fn title(look: &Look, document: &Document, theme: &Theme) -> Self {
        let mut board = Board::new(look);
        board.bar([0.0, 0.0, SIZE[0], 0.22], "accent");
        board.title([0.9, 1.6, 11.5, 1.7], 40.0, &document.title);
        board.text(
            [0.9, 3.45, 11.5, 0.6],
            &[(&document.about, Style::of(22.0, "soft"))],
        );
        let facts: Vec<String> = document
            .facts
            .iter()
            .take(5)
            .map(|fact| format!("{}: {}", fact.name, fact.text))
            .collect();
        let facts: Vec<(&str, Style)> = facts.iter().map(|text| (text.as_str(), BODY)).collect();
        board.text([0.9, 4.4, 11.5, 1.8], &facts);
        if let Some(footer) = &theme.footer {
            board.text(
                [0.9, 6.85, 11.5, 0.35],
                &[(footer, Style::of(11.0, "soft"))],
            );
        }
        // Slides take no SVG without a second picture beside it.
        let logo = theme.logo.as_ref().filter(|logo| !logo.is_svg());
        if logo.is_some() {
            let id = board.number();
            let place = place([0.9, 0.6, 2.4, 0.8]);
            let _ = write!(
                board.xml,
                "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Logo\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
                 <p:blipFill><a:blip r:embed=\"rId2\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{place}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>"
            );
        }
        Self {
            logo: logo.cloned(),
            ..board.slide()
        }
    }

    /// Questions with their answers, a column each.
    pub(super) fn answers(look: &Look, title: &str, items: &[Item]) -> Self {
        let mut board = Self::begun(look, title);
        let [left, top, width, height] = FIELD;
        let gap = 0.4;
        let columns = items.len().max(1) as f64;
        let wide = (width - gap * (columns - 1.0)) / columns;
        for (place, item) in items.iter().enumerate() {
            let x = left + (wide + gap) * place as f64;
            board.bar([x, top + 0.1, wide, 0.05], "accent");
            let letters: usize = item.texts.iter().map(|text| text.chars().count()).sum();
            let (large, small) = if letters > 320 {
                (16.0, 13.0)
            } else {
                (20.0, 15.0)
            };
            let mut said = vec![(item.heading.as_str(), Style::of(14.0, "soft").bold())];
            said.extend(item.texts.iter().enumerate().map(|(place, text)| {
                let style = match place {
                    0 => Style::of(large, "ink").bold(),
                    _ => Style::of(small, "ink"),
                };
                (text.as_str(), style)
            }));
            board.text([x, top + 0.3, wide, height - 0.4], &said);
        }
        board.slide()
    }

    /// A table, on as many slides as it needs with so many rows each.
    pub(super) fn tables(look: &Look, title: &str, table: &Table, most: usize) -> Vec<Self> {
        let widths = drawing::widths(table, FIELD[2]);
        let parts = table.rows.chunks(most);
        parts
            .map(|rows| Self::table(look, title, table, rows, &widths))
            .collect()
    }

    fn table(look: &Look, title: &str, table: &Table, rows: &[Row], widths: &[f64]) -> Self {
        let mut board = Self::begun(look, title);
        let id = board.number();
        let [left, top, width, height] = FIELD;
        let bounds = bounds([left, top + 0.1, width, 0.38 * (rows.len() + 1) as f64]);
        let xml = drawing::table(look, table, rows, widths);
        let _ = write!(
            board.xml,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table {id}\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>\
             <p:xfrm>{bounds}</p:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\">{xml}</a:graphicData></a:graphic></p:graphicFrame>"
        );
        board.text(
            [left, top + height, width, 0.5],
            &[(&table.caption, Style::of(10.0, "soft"))],
        );
        board.slide()
    }

    /// A picture, of shapes that can be taken apart.
    pub(super) fn picture(look: &Look, chart: &Chart, caption: &str) -> Self {
        let mut board = Self::begun(look, &chart.title);
        let [left, top, width, height] = FIELD;
        let scale = (width / chart.width).min((height - 0.15) / chart.height);
        let x = left + (width - chart.width * scale) / 2.0;
        let id = board.number();
        let xml = drawing::chart(look, chart, [x, top + 0.1], scale, id);
        board.xml.push_str(&xml);
        board.next += 10_000;
        if !caption.is_empty() {
            board.text(
                [left, top + height, width, 0.45],
                &[(caption, Style::of(11.0, "soft"))],
            );
        }
        board.slide()
    }

    fn begun<'a>(look: &'a Look, title: &str) -> Board<'a> {
        let mut board = Board::new(look);
        board.title(HEADING, TITLE.size, title);
        board
    }
}

/// A paragraph in one style.
pub(super) fn paragraph(look: &Look, text: &str, style: Style, font: &str) -> String {
    let (color, align, below) = (look.color(style.color), style.align, style.below);
    let (size, bold) = ((style.size * 100.0) as u32, u8::from(style.bold));
    let (text, font, language) = (escape(text), escape(font), look.language);
    format!(
        "<a:p><a:pPr algn=\"{align}\"><a:spcAft><a:spcPts val=\"{below}\"/></a:spcAft></a:pPr><a:r><a:rPr lang=\"{language}\" sz=\"{size}\" b=\"{bold}\" dirty=\"0\">\
         <a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill><a:latin typeface=\"{font}\"/></a:rPr><a:t>{text}</a:t></a:r></a:p>"
    )
}

/// A place in inches (left, top, width, height), as a shape has it.
pub(super) fn place(at: [f64; 4]) -> String {
    format!("<a:xfrm>{}</a:xfrm>", bounds(at))
}

/// The same without the element around it, which tables and groups have of their own.
pub(super) fn bounds(at: [f64; 4]) -> String {
    let [x, y, width, height] = at.map(|inches| (inches * INCH).round() as i64);
    format!("<a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/>")
}
