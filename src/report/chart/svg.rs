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
    ground: String,
    body: String,
}

/// Where a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
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
            ground: String::new(),
            body: String::new(),
        }
    }

    /// The picture as a part of a page whose style gives the colors.
    pub fn inline(&self) -> String {
        self.wrapped("", "")
    }

    /// What was drawn up to here is the same in all pictures of this kind.
    pub(super) fn share(&mut self) {
        self.ground.push_str(&std::mem::take(&mut self.body));
    }

    /// What this picture shares with the others of its kind, to stand on a page once.
    pub fn ground(&self, id: &str) -> String {
        format!("<g id=\"{id}\">{}</g>", self.ground)
    }

    /// The picture as one of many on a page that has their ground and says what each shows.
    pub fn inline_of_many(&self, ground: &str) -> String {
        format!(
            "<svg class=\"chart\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\"><use href=\"#{ground}\"/>{}</svg>",
            N(self.width),
            N(self.height),
            self.body
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
        let Self {
            id, ground, body, ..
        } = self;
        format!(
            "<svg id=\"{id}\" class=\"chart\" viewBox=\"0 0 {} {}\"{size} role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
             <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>{head}{ground}{body}</svg>",
            N(self.width),
            N(self.height),
            escape(&self.title),
            escape(&self.description),
        )
    }

    pub(super) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        let size = [("width", width.max(0.0)), ("height", height.max(0.0))];
        self.element("rect", class, &[("x", x), ("y", y), size[0], size[1]]);
    }

    pub(super) fn circle(&mut self, class: &str, [x, y]: [f64; 2], radius: f64) {
        self.element("circle", class, &[("cx", x), ("cy", y), ("r", radius)]);
    }

    fn element(&mut self, name: &str, class: &str, attributes: &[(&str, f64)]) {
        let _ = write!(self.body, "<{name} class=\"{class}\""); // a String takes all
        for (attribute, value) in attributes {
            let _ = write!(self.body, " {attribute}=\"{}\"", N(*value));
        }
        self.body.push_str("/>");
    }

    pub(super) fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        self.path(class, &format!("M{} {}L{} {}", N(x1), N(y1), N(x2), N(y2)));
    }

    /// A path, unless it leads nowhere.
    pub(super) fn path(&mut self, class: &str, way: &str) {
        if !way.is_empty() {
            let _ = write!(self.body, "<path class=\"{class}\" d=\"{way}\"/>");
        }
    }

    /// A line of its own width.
    pub(super) fn stroke(&mut self, class: &str, width: f64, way: &str) {
        let width = N(width);
        let _ = write!(
            self.body,
            "<path class=\"{class}\" stroke-width=\"{width}\" d=\"{way}\"/>"
        );
    }

    pub(super) fn text(&mut self, class: &str, [x, y]: [f64; 2], anchor: Anchor, text: &str) {
        self.titled(class, [x, y], anchor, text, "");
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
        let title = match short == text {
            true => String::new(),
            false => format!("<title>{}</title>", escape(text)),
        };
        self.titled(class, at, anchor, &short, &title);
    }

    fn titled(&mut self, class: &str, [x, y]: [f64; 2], anchor: Anchor, text: &str, title: &str) {
        let (x, y, anchor, text) = (N(x), N(y), anchor.attribute(), escape(text));
        let _ = write!(
            self.body,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{title}{text}</text>"
        );
    }
}

/// A text that is safe between tags and in attributes; signs that XML forbids become U+FFFD.
pub(super) fn escape(text: &str) -> String {
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
