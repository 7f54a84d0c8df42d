//! A small writer of SVG. Colors are classes: the page, or the style inside a file, gives them.

use std::fmt::{Display, Write};

use super::lettering;

/// A picture with its title and its text alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// A stable name: file name and element id.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The same in words, for those who do not see it.
    pub description: String,
    /// Width in user units; a page is about 720 wide.
    pub width: f64,
    /// Height in user units.
    pub height: f64,
    /// What all pictures of its kind share, below the rest.
    ground: Vec<Shape>,
    body: Vec<Shape>,
}

/// A part of a picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    /// What gives it its color.
    pub(crate) class: String,
    pub(crate) mark: Mark,
    /// Shown where one points at it; empty if nothing is.
    tooltip: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// Left, top, width and height.
    Rect([f64; 4]),
    /// Center and radius.
    Circle([f64; 2], f64),
    /// A way in the language of SVG, and the width of its line where that is its own.
    Path(String, Option<f64>),
    /// A point, how the text stands at it, and the text.
    Text([f64; 2], Anchor, String),
}

/// Where a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn attribute(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Middle => " text-anchor=\"middle\"",
            Self::End => " text-anchor=\"end\"",
        }
    }
}

/// A coordinate with one decimal, and `None` if it is whole.
pub(super) struct N(pub f64);

impl Display for N {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round();
        if tenths % 10.0 == 0.0 {
            write!(out, "{}", tenths as i64 / 10)
        } else {
            write!(out, "{:.1}", tenths / 10.0)
        }
    }
}

impl Chart {
    pub(super) fn new(id: &str, title: impl Into<String>, width: f64, height: f64) -> Self {
        Self {
            id: id.to_owned(),
            title: title.into(),
            description: String::new(),
            width,
            height,
            ground: Vec::new(),
            body: Vec::new(),
        }
    }

    /// The picture as a part of a page whose style gives the colors.
    pub fn inline(&self) -> String {
        self.wrapped("", "")
    }

    /// What was drawn up to here is the same in all pictures of this kind.
    pub(super) fn share(&mut self) {
        self.ground.append(&mut self.body);
    }

    /// All its shapes, the lowest first.
    pub(crate) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        self.ground.iter().chain(&self.body)
    }

    /// What this picture shares with the others of its kind, to stand on a page once.
    pub fn ground(&self, id: &str) -> String {
        format!("<g id=\"{id}\">{}</g>", svg(&self.ground))
    }

    /// The picture as one of many on a page that has their ground and says what each shows.
    pub fn inline_of_many(&self, ground: &str) -> String {
        format!(
            "<svg class=\"chart\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\"><use href=\"#{ground}\"/>{}</svg>",
            N(self.width),
            N(self.height),
            svg(&self.body)
        )
    }

    /// The picture as a file of its own; `style` gives the colors.
    pub fn file(&self, style: &str) -> String {
        let size = format!(
            " xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\"",
            N(self.width),
            N(self.height)
        );
        let ground = "<rect class=\"c-ground\" width=\"100%\" height=\"100%\"/>";
        let style = escape(style).replace("&quot;", "\"").replace("&gt;", ">");
        self.wrapped(&size, &format!("<style>{style}</style>{ground}\n")) + "\n"
    }

    fn wrapped(&self, size: &str, head: &str) -> String {
        let (id, ground, body) = (&self.id, svg(&self.ground), svg(&self.body));
        format!(
            "<svg id=\"{id}\" class=\"chart\" viewBox=\"0 0 {} {}\"{size} role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
             <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{head}{ground}{body}</svg>",
            N(self.width),
            N(self.height),
            escape(&self.title),
            escape(&self.description),
        )
    }

    fn push(&mut self, class: &str, mark: Mark) {
        self.body.push(Shape {
            class: class.to_owned(),
            mark,
            tooltip: String::new(),
        });
    }

    pub(super) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        let mark = Mark::Rect([x, y, width.max(0.0), height.max(0.0)]);
        self.push(class, mark);
    }

    pub(super) fn circle(&mut self, class: &str, center: [f64; 2], radius: f64) {
        self.push(class, Mark::Circle(center, radius));
    }

    pub(super) fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        self.path(class, &format!("M{} {}L{} {}", N(x1), N(y1), N(x2), N(y2)));
    }

    /// A path, unless it leads nowhere.
    pub(super) fn path(&mut self, class: &str, way: &str) {
        if !way.is_empty() {
            self.push(class, Mark::Path(way.to_owned(), None));
        }
    }

    /// A line of its own width.
    pub(super) fn stroke(&mut self, class: &str, width: f64, way: &str) {
        self.push(class, Mark::Path(way.to_owned(), Some(width)));
    }

    pub(super) fn text(&mut self, class: &str, at: [f64; 2], anchor: Anchor, text: &str) {
        self.push(class, Mark::Text(at, anchor, text.to_owned()));
    }

    /// Lines of small print from a point down, empty ones left out; the picture ends below them.
    pub(super) fn small_print(&mut self, [x, y]: [f64; 2], lines: &[&str]) {
        let said = lines.iter().filter(|line| !line.is_empty());
        for (place, line) in said.enumerate() {
            let base = y + 15.0 * place as f64;
            self.text("c-s", [x, base], Anchor::Start, line);
            self.height = base + 12.0;
        }
    }

    /// A text that is cut to a width, with the whole as its tooltip where it was cut.
    pub(super) fn fitted(
        &mut self,
        class: &str,
        at: [f64; 2],
        anchor: Anchor,
        text: &str,
        width: f64,
    ) {
        let short = lettering::fit(text, lettering::SIZE, width);
        let tooltip = if short == text { "" } else { text };
        self.body.push(Shape {
            class: class.to_owned(),
            mark: Mark::Text(at, anchor, short),
            tooltip: tooltip.to_owned(),
        });
    }
}

/// Shapes as SVG.
fn svg(shapes: &[Shape]) -> String {
    let mut out = String::new();
    for shape in shapes {
        write_shape(&mut out, shape);
    }
    out
}

fn write_shape(out: &mut String, shape: &Shape) {
    let class = &shape.class;
    // A String takes all.
    let _ = match &shape.mark {
        Mark::Rect(at) => {
            let [x, y, width, height] = at.map(N);
            write!(
                out,
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
            )
        }
        Mark::Circle([x, y], radius) => {
            let [x, y, radius] = [*x, *y, *radius].map(N);
            write!(
                out,
                "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
            )
        }
        Mark::Path(way, None) => write!(out, "<path class=\"{class}\" d=\"{way}\"/>"),
        Mark::Path(way, Some(width)) => {
            let width = N(*width);
            write!(
                out,
                "<path class=\"{class}\" stroke-width=\"{width}\" d=\"{way}\"/>"
            )
        }
        Mark::Text([x, y], anchor, text) => {
            let (x, y, anchor, text) = (N(*x), N(*y), anchor.attribute(), escape(text));
            let title = match shape.tooltip.as_str() {
                "" => String::new(),
                whole => format!("<title>{}</title>", escape(whole)),
            };
            write!(
                out,
                "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{title}{text}</text>"
            )
        }
    };
}

/// A text that is safe between tags and in attributes; signs that XML forbids become U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}');
            }
            sign => out.push(sign),
        }
    }
    out
}
