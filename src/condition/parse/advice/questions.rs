//! What is said of questions.

use super::super::Parser;
use super::super::token::Kind;
use crate::condition::Comparison;
use crate::condition::literal::{quoted, shortened};
use crate::condition::syntax::Subject;
use crate::text::{Span, nearest};

/// Words that people bring from elsewhere, and what they are called here.
const MEANT: [(&str, &str); 25] = [
    ("equals", "="),
    ("equal", "="),
    ("eq", "="),
    ("ne", "!="),
    ("gt", ">"),
    ("lt", "<"),
    ("gte", ">="),
    ("lte", "<="),
    ("over", ">"),
    ("above", ">"),
    ("more", ">"),
    ("greater", ">"),
    ("after", ">"),
    ("under", "<"),
    ("below", "<"),
    ("less", "<"),
    ("before", "<"),
    ("startswith", "starts with"),
    ("starts_with", "starts with"),
    ("begins", "starts with"),
    ("includes", "contains"),
    ("has", "contains"),
    ("ilike", "like"),
    ("isnull", "is null"),
    ("notnull", "is not null"),
];
const QUESTION_WORDS: [&str; 6] = [
    "in",
    "between",
    "like",
    "starts with",
    "contains",
    "is null",
];
const ALL_QUESTIONS: &str = "ask with `= != < <= > >=`, `in (…)`, `between … and …`, `like`, `starts with`, `contains` or `is null`";

impl Parser<'_> {
    pub(in crate::condition::parse) fn say_compared_with_null(
        &mut self,
        comparison: Comparison,
        sign: Span,
        subject: &Subject,
    ) {
        let span = Span::new(sign.start, self.advance().end);
        let question = match comparison {
            Comparison::NotEqual => "is not null",
            _ => "is null",
        };
        let name = self.source(subject.at);
        self.report(
            span,
            "a comparison with `null` is never true",
            format!("write `{name} {question}`"),
        );
    }

    /// `is 'Manufacturing'`, `is true`
    pub(in crate::condition::parse) fn say_is_something(
        &mut self,
        is: Span,
        negated: bool,
        subject: &Subject,
    ) {
        let span = Span::new(is.start, self.before().map_or(is.end, |span| span.end));
        let name = self.source(subject.span);
        let value = self.span();
        let sign = if negated { "!=" } else { "=" };
        let help = match self.kind().clone() {
            Kind::Keyword("true") if negated => format!("write `{name} != true`"),
            Kind::Keyword("true") => format!("write `{name}`"),
            Kind::Keyword("false") if !negated => format!("write `not {name}`"),
            Kind::Keyword(word @ ("in" | "between" | "like" | "starts" | "contains")) => {
                let not = if negated { "not " } else { "" };
                format!("leave out `is`: `{name} {not}{word} …`")
            }
            Kind::Word => {
                let right = quoted(self.source(value));
                format!(
                    "to compare, write `{name} {sign} {right}`; a missing value is asked for with `is null`"
                )
            }
            Kind::Text(_) | Kind::Integer(_) | Kind::Decimal(_) | Kind::Keyword("false") => {
                let right = self.source(value);
                format!("write `{name} {sign} {right}`")
            }
            _ => "write `is null` or `is not null`".to_owned(),
        };
        self.report(span, "`is` asks only for `null`", help);
    }

    /// Says that no question follows the attribute; the question word that was meant, where that
    /// is clear enough to read on.
    pub(in crate::condition::parse) fn say_no_question(
        &mut self,
        subject: &Subject,
    ) -> Option<&'static str> {
        let span = self.span();
        let source = self.source(span);
        let name = self.source(subject.span);
        match self.kind() {
            Kind::Mistake => None,
            Kind::Word => self.say_unknown_question(subject),
            Kind::Keyword("null") => {
                let not = self
                    .before()
                    .filter(|before| before.start > subject.span.start);
                let not = not.is_some_and(|before| self.source(before).eq_ignore_ascii_case("not"));
                let question = if not { "is not null" } else { "is null" };
                self.report(
                    span,
                    "`is` is missing before `null`",
                    format!("write `{name} {question}`"),
                );
                self.advance();
                None
            }
            Kind::Compare(_) => {
                self.report(
                    span,
                    format!("`not` does not stand before `{source}`"),
                    format!("write it before the attribute: `not {name} {source} …`"),
                );
                None
            }
            Kind::Text(_)
            | Kind::Name(_)
            | Kind::Curly(_)
            | Kind::Integer(_)
            | Kind::Decimal(_)
            | Kind::Keyword("true" | "false" | "date") => {
                self.report(
                    Span::new(subject.span.start, span.end),
                    format!(
                        "a comparison is missing between `{name}` and `{}`",
                        shortened(source)
                    ),
                    format!("write it, as in `{name} = {source}`"),
                );
                None
            }
            _ => {
                let shown = if source.is_empty() {
                    "the end".to_owned()
                } else {
                    format!("`{source}`")
                };
                self.report(
                    span,
                    format!("a question about `{name}` is missing before {shown}"),
                    ALL_QUESTIONS,
                );
                None
            }
        }
    }

    fn say_unknown_question(&mut self, subject: &Subject) -> Option<&'static str> {
        let span = self.span();
        let word = self.source(span);
        let lower = word.to_lowercase();
        let brought = MEANT
            .iter()
            .find(|(one, _)| *one == lower)
            .map(|(_, here)| *here);
        let meant = brought.or_else(|| nearest(word, QUESTION_WORDS));
        if let Some(meant) = meant {
            self.report(
                span,
                format!("`{word}` is no question"),
                format!("write `{meant}`"),
            );
            return QUESTION_WORDS[..5].contains(&meant).then_some(meant);
        }
        if let Some(joint) = nearest(word, ["and", "or"]) {
            self.report(
                span,
                format!("`{word}` is no question"),
                format!("write `{joint}`"),
            );
            return None;
        }
        let mut ahead = 1;
        while *self.kind_at(ahead) == Kind::Word {
            ahead += 1;
        }
        let asks = matches!(
            self.kind_at(ahead),
            Kind::Compare(_)
                | Kind::Keyword("in" | "between" | "like" | "starts" | "contains" | "is" | "not")
        );
        if asks && !subject.days_since {
            let whole = Span::new(subject.span.start, self.span_at(ahead - 1).end);
            let name = self.source(whole);
            self.report(
                whole,
                "an attribute's name with a space in it stands in double quotes",
                format!("write `\"{name}\"`"),
            );
        } else {
            self.report(span, format!("`{word}` is no question"), ALL_QUESTIONS);
        }
        None
    }
}
