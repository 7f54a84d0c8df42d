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

/// A coordinate with one decimal, and none where it is whole.
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
    #[must_use]
    pub fn inline(&self) -> String {
        self.wrapped("", "")
    }

    /// What was drawn up to here is the same in all pictures of this kind.
    pub(super) fn share(&mut self) -> &mut Self {
        self.ground.push_str(&std::mem::take(&mut self.body));
        self
    }

    /// What this picture shares with the others of its kind, to stand on a page once.
    #[must_use]
    pub fn ground(&self, id: &str) -> String {
        format!("<g id=\"{id}\">{}</g>", self.ground)
    }

    /// The picture as one of many of its kind on a page that has their ground, and that says beside
    /// each what it shows.
    #[must_use]
    pub fn inline_of_many(&self, ground: &str) -> String {
        format!(
            "<svg class=\"chart\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\"><use href=\"#{ground}\"/>{}</svg>",
            N(self.width),
            N(self.height),
            self.body
        )
    }

    /// The picture as a file of its own; `style` gives the colors.
    #[must_use]
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

    pub(super) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4]) -> &mut Self {
        let _ = write!(
            self.body,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            N(x),
            N(y),
            N(width.max(0.0)),
            N(height.max(0.0))
        );
        self
    }

    pub(super) fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) -> &mut Self {
        self.path(class, &format!("M{} {}L{} {}", N(x1), N(y1), N(x2), N(y2)))
    }

    pub(super) fn path(&mut self, class: &str, way: &str) -> &mut Self {
        if !way.is_empty() {
            let _ = write!(self.body, "<path class=\"{class}\" d=\"{way}\"/>");
        }
        self
    }

    /// A line of its own width.
    pub(super) fn stroke(&mut self, class: &str, width: f64, way: &str) -> &mut Self {
        let _ = write!(
            self.body,
            "<path class=\"{class}\" stroke-width=\"{}\" d=\"{way}\"/>",
            N(width)
        );
        self
    }

    pub(super) fn circle(&mut self, class: &str, [x, y]: [f64; 2], radius: f64) -> &mut Self {
        let _ = write!(
            self.body,
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            N(x),
            N(y),
            N(radius)
        );
        self
    }

    pub(super) fn text(
        &mut self,
        class: &str,
        [x, y]: [f64; 2],
        anchor: Anchor,
        text: &str,
    ) -> &mut Self {
        let _ = write!(
            self.body,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{}>{}</text>",
            N(x),
            N(y),
            anchor.attribute(),
            escape(text)
        );
        self
    }

    /// Lines of small print from a point down, those that say something; the picture ends below
    /// them.
    pub(super) fn small_print(&mut self, [x, y]: [f64; 2], lines: &[&str]) -> &mut Self {
        let said = lines.iter().filter(|line| !line.is_empty());
        for (place, line) in said.enumerate() {
            let base = y + 15.0 * place as f64;
            self.text("c-s", [x, base], Anchor::Start, line);
            self.height = base + 12.0;
        }
        self
    }

    /// A text that is cut to a width, with the whole as its tooltip where it was cut.
    pub(super) fn fitted(
        &mut self,
        class: &str,
        at: [f64; 2],
        anchor: Anchor,
        text: &str,
        width: f64,
    ) -> &mut Self {
        let short = lettering::fit(text, lettering::SIZE, width);
        if short == text {
            return self.text(class, at, anchor, text);
        }
        let _ = write!(
            self.body,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\"{}><title>{}</title>{}</text>",
            N(at[0]),
            N(at[1]),
            anchor.attribute(),
            escape(text),
            escape(&short)
        );
        self
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
