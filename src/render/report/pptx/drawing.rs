//! Pictures and tables as `DrawingML`: rectangles, ellipses, lines and texts that can be edited.

use std::fmt::Write;

use super::path::{Step, steps};
use super::slide::{self, BELOW, INCH, Look, Style, paragraph, place};
use crate::report::Chart;
use crate::report::chart::{Anchor, Mark, Shape, escape, lettering};
use crate::report::client::{Row, Table};

/// How a class of a picture's shapes looks: the roles of its fill and of its line, the line's width in
/// the picture's units, how opaque it is (0 to 1), whether its ends are round and whether it is dashed.
struct Paint {
    fill: Option<String>,
    line: Option<String>,
    width: f64,
    opacity: f64,
    dashed: bool,
}

impl Paint {
    /// The looks of the classes that templates/report/chart.css gives colors to.
    fn of(look: &Look, class: &str) -> Self {
        let role = |name: &str| Some(look.color(name));
        let plain = || Self {
            fill: None,
            line: None,
            width: 1.0,
            opacity: 1.0,
            dashed: false,
        };
        let filled = |name: &str| Self {
            fill: role(name),
            ..plain()
        };
        let lined = |name: &str, width: f64| Self {
            line: role(name),
            width,
            ..plain()
        };
        let both = |fill: &str, line: &str, width: f64| Self {
            fill: role(fill),
            ..lined(line, width)
        };
        match class {
            "c-field" | "c-band" => filled("field"),
            "c-grid" => lined("line", 1.0),
            "c-bubble" => both("accent", "paper", 1.5),
            "c-bubble c-weak" => both("paper", "high", 2.5),
            "c-bar" => filled("accent"),
            "c-lost" => both("pale", "accent", 0.8),
            "c-range" => Self {
                opacity: 0.38,
                ..lined("accent", 7.0)
            },
            "c-dot" => both("ink", "paper", 1.0),
            "c-empty" => filled("line"),
            "c-join" => lined("ink", 2.0),
            "c-arc" => Self {
                opacity: 0.6,
                ..lined("high", 1.0)
            },
            "c-head" => filled("high"),
            "c-mean" => Self {
                dashed: true,
                ..lined("ink", 1.2)
            },
            other => match other
                .strip_prefix("c-h")
                .and_then(|shade| shade.parse().ok())
            {
                Some(shade) => Self {
                    fill: look.shade(shade),
                    ..plain()
                },
                None => plain(),
            },
        }
    }

    /// Fill and line, widths in points at a scale of inches for a unit.
    fn xml(&self, width: Option<f64>, scale: f64) -> String {
        let fill = match &self.fill {
            Some(color) => solid(color, self.opacity),
            None => "<a:noFill/>".to_owned(),
        };
        let Some(color) = &self.line else {
            return format!("{fill}<a:ln><a:noFill/></a:ln>");
        };
        let wide = (width.unwrap_or(self.width) * scale * INCH).round() as i64;
        let color = solid(color, self.opacity);
        let dash = if self.dashed {
            "<a:prstDash val=\"dash\"/>"
        } else {
            ""
        };
        format!("{fill}<a:ln w=\"{wide}\" cap=\"rnd\">{color}{dash}<a:round/></a:ln>")
    }
}

fn solid(color: &str, opacity: f64) -> String {
    let alpha = (opacity * 100_000.0) as u32;
    let alpha = match opacity < 1.0 {
        true => format!("<a:alpha val=\"{alpha}\"/>"),
        false => String::new(),
    };
    format!("<a:solidFill><a:srgbClr val=\"{color}\">{alpha}</a:srgbClr></a:solidFill>")
}

/// A picture as a group of shapes, its left upper corner at a place in inches, a unit so many inches.
pub(super) fn chart(look: &Look, chart: &Chart, corner: [f64; 2], scale: f64, id: usize) -> String {
    let scaled = |[x, y, width, height]: [f64; 4]| {
        [
            corner[0] + x * scale,
            corner[1] + y * scale,
            width * scale,
            height * scale,
        ]
    };
    let on = |at: [f64; 4]| place(scaled(at));
    let frame = slide::bounds(scaled([0.0, 0.0, chart.width, chart.height]));
    let child = frame
        .replace("<a:off", "<a:chOff")
        .replace("<a:ext", "<a:chExt");
    let mut out = format!(
        "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{frame}{child}</a:xfrm></p:grpSpPr>",
        escape(&chart.title),
        escape(&chart.description),
    );
    for (place, shape) in chart.shapes().enumerate() {
        out.push_str(&drawn(look, shape, &on, scale, id + 1 + place));
    }
    out.push_str("</p:grpSp>");
    out
}

fn drawn(
    look: &Look,
    Shape { class, mark, .. }: &Shape,
    on: &dyn Fn([f64; 4]) -> String,
    scale: f64,
    id: usize,
) -> String {
    let paint = || Paint::of(look, class);
    match mark {
        Mark::Rect(at) => preset("rect", &on(*at), &paint().xml(None, scale), id),
        Mark::Circle([x, y], radius) => {
            let at = on([x - radius, y - radius, radius * 2.0, radius * 2.0]);
            preset("ellipse", &at, &paint().xml(None, scale), id)
        }
        Mark::Path(way, width) => {
            let steps = steps(way);
            let at = bounds(&steps);
            let paint = paint().xml(*width, scale);
            let geometry = geometry(&steps, at);
            let at = on(at);
            format!(
                "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Line {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{at}{geometry}{paint}</p:spPr></p:sp>"
            )
        }
        Mark::Text(at, anchor, text) => lettered(look, class, (*at, *anchor, text), on, scale, id),
    }
}

fn preset(shape: &str, at: &str, paint: &str, id: usize) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Shape {id}\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{at}<a:prstGeom prst=\"{shape}\"><a:avLst/></a:prstGeom>{paint}</p:spPr></p:sp>"
    )
}

/// The rectangle around all points: left, top, width and height.
fn bounds(steps: &[Step]) -> [f64; 4] {
    let points = steps.iter().flat_map(|step| match step {
        Step::Move(to) | Step::Line(to) => vec![*to],
        Step::Curve(points) => points.to_vec(),
        Step::Close => Vec::new(),
    });
    let ends = points.fold(None, |ends: Option<[f64; 4]>, [x, y]| {
        let [left, top, right, bottom] = ends.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
    });
    let [left, top, right, bottom] = ends.unwrap_or_default();
    [left, top, right - left, bottom - top]
}

/// A way as the geometry of a shape; a unit is a thousand of its own.
fn geometry(steps: &[Step], [left, top, width, height]: [f64; 4]) -> String {
    let thousand = |value: f64| (value * 1000.0).round() as i64;
    let point = |[x, y]: [f64; 2]| {
        let (x, y) = (thousand(x - left), thousand(y - top));
        format!("<a:pt x=\"{x}\" y=\"{y}\"/>")
    };
    let way = steps.iter().map(|step| match step {
        Step::Move(to) => format!("<a:moveTo>{}</a:moveTo>", point(*to)),
        Step::Line(to) => format!("<a:lnTo>{}</a:lnTo>", point(*to)),
        Step::Curve(points) => {
            let points = points.map(point).concat();
            format!("<a:cubicBezTo>{points}</a:cubicBezTo>")
        }
        Step::Close => "<a:close/>".to_owned(),
    });
    let way = way.collect::<Vec<_>>().concat();
    let (wide, high) = (thousand(width), thousand(height));
    format!(
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst><a:path w=\"{wide}\" h=\"{high}\">{way}</a:path></a:pathLst></a:custGeom>"
    )
}

/// A text at its point: the base line of its letters is at `y`.
fn lettered(
    look: &Look,
    class: &str,
    ([x, y], anchor, text): ([f64; 2], Anchor, &str),
    on: &dyn Fn([f64; 4]) -> String,
    scale: f64,
    id: usize,
) -> String {
    let units = if class == "c-s" {
        11.0
    } else {
        lettering::SIZE
    };
    let wide = lettering::width(text, units) * 1.06;
    let (left, align) = match anchor {
        Anchor::Start => (x, "l"),
        Anchor::Middle => (x - wide / 2.0, "ctr"),
        Anchor::End => (x - wide, "r"),
    };
    let style = Style {
        size: units * scale * 72.0,
        bold: matches!(class, "c-b" | "c-on"),
        color: match class {
            "c-s" => "soft",
            "c-on" => "on",
            _ => "ink",
        },
        align,
        below: BELOW,
    };
    let at = on([left, y - units * 0.95, wide, units * 1.25]);
    let body = paragraph(look, text, style, &look.body);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Text {id}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{at}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>\
         <p:txBody><a:bodyPr wrap=\"none\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\"/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )
}

/// Rows of a table below its heads; the widths of its columns are in inches.
pub(super) fn table(look: &Look, table: &Table, rows: &[Row], widths: &[f64]) -> String {
    let grid: Vec<String> = widths
        .iter()
        .map(|wide| format!("<a:gridCol w=\"{}\"/>", (wide * INCH) as i64))
        .collect();
    let grid = grid.concat();
    let mut out = format!("<a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>{grid}</a:tblGrid>");
    let row = |cells: &[String], bold: bool, line: (&str, f64)| {
        let cells = cells.iter().zip(&table.columns).enumerate();
        let cells: String = cells
            .map(|(place, (text, column))| {
                let style = Style {
                    size: 12.0,
                    bold: bold || place == 1,
                    color: if bold { "soft" } else { "ink" },
                    align: if column.figures { "r" } else { "l" },
                    below: 0,
                };
                cell(look, text, style, line)
            })
            .collect();
        format!("<a:tr h=\"{}\">{cells}</a:tr>", (0.36 * INCH) as i64)
    };
    let heads: Vec<String> = table.columns.iter().map(|one| one.name.clone()).collect();
    out.push_str(&row(&heads, true, ("ink", 1.5)));
    for one in rows {
        let line = if one.cut {
            ("ink", 3.0)
        } else if one.clear {
            ("accent", 1.75)
        } else {
            ("line", 0.75)
        };
        let _ = write!(out, "{}", row(&one.cells, false, line)); // a String takes all
    }
    out.push_str("</a:tbl>");
    out
}

/// A cell with a line of so many points below.
fn cell(look: &Look, text: &str, style: Style, (color, points): (&str, f64)) -> String {
    let body = paragraph(look, text, style, &look.body);
    let wide = (points * 12_700.0) as i64;
    let color = look.color(color);
    format!(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{body}</a:txBody><a:tcPr marL=\"45720\" marR=\"45720\" marT=\"36000\" marB=\"36000\">\
         <a:lnL w=\"0\"><a:noFill/></a:lnL><a:lnR w=\"0\"><a:noFill/></a:lnR><a:lnT w=\"0\"><a:noFill/></a:lnT>\
         <a:lnB w=\"{wide}\"><a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>"
    )
}

/// The widths of the columns in inches: as their longest texts ask for, between bounds. They are the
/// same on every slide that the table goes on.
pub(super) fn widths(table: &Table, width: f64) -> Vec<f64> {
    let columns = table.columns.iter().enumerate();
    let asked = columns.map(|(place, column)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(place));
        let longest = cells
            .map(|cell| lettering::width(cell, 12.0))
            .fold(0.0, f64::max);
        let head = column
            .name
            .split(' ')
            .map(|word| lettering::width(word, 12.0));
        (longest.max(head.fold(0.0, f64::max)) / 72.0 + 0.15).clamp(0.6, 4.2)
    });
    let asked: Vec<f64> = asked.collect();
    let all: f64 = asked.iter().sum();
    asked.iter().map(|wide| wide * width / all).collect()
}
