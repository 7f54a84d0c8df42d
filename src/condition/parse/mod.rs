//! From text to [`Syntax`]: recursive descent, as many mistakes reported as make sense.
//! `mod.rs` is the grammar, `values.rs` the right sides, `advice.rs` what is said of mistakes.

mod advice;
pub(super) mod lex;
mod values;

use lex::{Kind, Token, lex};

use super::ConditionError;
use super::syntax::{Ask, Node, Question, Subject, Syntax};
use crate::text::Span;

/// The longest condition that is read, in bytes.
pub const LONGEST: usize = 100_000;
/// How deep parentheses and `not` may nest.
pub const DEEPEST: usize = 64;
/// Mistakes reported of one condition; more would hide the first.
const MOST_ERRORS: usize = 20;

/// Reads a condition; the grammar is in the [module documentation](super).
///
/// # Errors
/// Every mistake that can be told apart, in the order of the text, at most 20.
pub fn parse(text: &str) -> Result<Syntax, Vec<ConditionError>> {
    let whole = Span::new(0, text.len());
    if text.len() > LONGEST {
        return Err(vec![advice::too_long(whole, LONGEST)]);
    }
    if text.trim().is_empty() {
        return Err(vec![advice::empty(whole)]);
    }
    let (tokens, errors) = lex(text);
    let mut parser = Parser {
        text,
        tokens,
        next: 0,
        errors,
        depth: 0,
        gave_up: false,
        last_subject: None,
    };
    let root = parser.condition();
    let mut errors = parser.errors;
    match root {
        Some(root) if errors.is_empty() => Ok(Syntax {
            text: text.to_owned(),
            root,
        }),
        _ => {
            errors.sort_by_key(|error| error.span);
            errors.dedup();
            errors.truncate(MOST_ERRORS);
            Err(errors)
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
    errors: Vec<ConditionError>,
    depth: usize,
    /// Set where reading on makes no sense.
    gave_up: bool,
    /// What the test before asked about, for `industry = 'A' or 'B'`.
    last_subject: Option<Span>,
}

impl<'a> Parser<'a> {
    // Looking at tokens.

    fn kind(&self) -> &Kind {
        self.kind_at(0)
    }

    fn kind_at(&self, ahead: usize) -> &Kind {
        self.tokens
            .get(self.next + ahead)
            .map_or(&Kind::End, |token| &token.kind)
    }

    fn span(&self) -> Span {
        self.span_at(0)
    }

    fn span_at(&self, ahead: usize) -> Span {
        let end = Span::at(self.text.len());
        self.tokens
            .get(self.next + ahead)
            .map_or(end, |token| token.span)
    }

    /// The token before this one.
    fn before(&self) -> Option<Span> {
        Some(self.tokens.get(self.next.checked_sub(1)?)?.span)
    }

    fn source(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn advance(&mut self) -> Span {
        let span = self.span();
        if self.next + 1 < self.tokens.len() {
            self.next += 1;
        }
        span
    }

    fn is(&self, keyword: &str) -> bool {
        matches!(self.kind(), Kind::Keyword(found) if *found == keyword)
    }

    fn eat(&mut self, keyword: &str) -> bool {
        let found = self.is(keyword);
        if found {
            self.advance();
        }
        found
    }

    /// Whether no further test begins or goes on here.
    fn at_end_of_test(&self) -> bool {
        matches!(
            self.kind(),
            Kind::Keyword("and" | "or") | Kind::Close | Kind::End
        )
    }

    fn report(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if !self.gave_up {
            self.errors.push(ConditionError::new(span, message, help));
        }
    }

    // The grammar, loosest first.

    fn condition(&mut self) -> Option<Node> {
        let mut root = self.any_of();
        while *self.kind() == Kind::Close {
            let span = self.advance();
            self.report(
                span,
                "this `)` closes nothing",
                "leave it out, or open it with `(` where the group begins",
            );
            root = None;
            self.end_of_test(true);
            if self.eat("and") || self.eat("or") {
                self.any_of();
            }
        }
        root
    }

    fn any_of(&mut self) -> Option<Node> {
        let mut parts = vec![self.all_of()];
        while self.eat("or") {
            parts.push(self.all_of());
        }
        joined(parts, Node::Or)
    }

    fn all_of(&mut self) -> Option<Node> {
        let mut parts = vec![self.opposite()];
        while self.eat("and") {
            parts.push(self.opposite());
        }
        joined(parts, Node::And)
    }

    fn opposite(&mut self) -> Option<Node> {
        if !self.is("not") {
            return self.primary();
        }
        self.nested(|parser| {
            parser.advance();
            parser.opposite()
        })
        .map(|inner| Node::Not(Box::new(inner)))
    }

    fn primary(&mut self) -> Option<Node> {
        let mistakes = self.errors.len();
        let node = if *self.kind() == Kind::Open {
            self.nested(Self::group)
        } else {
            self.test()
        };
        let fine = self.errors.len() == mistakes;
        self.end_of_test(fine).then_some(node).flatten()
    }

    fn group(&mut self) -> Option<Node> {
        let open = self.advance();
        let inner = self.any_of();
        if *self.kind() == Kind::Close {
            self.advance();
        } else {
            self.report(
                open,
                "the `(` that opens here is never closed",
                "add the `)` where the group ends",
            );
        }
        inner
    }

    /// Reads one level deeper, up to a limit: the text decides the depth, the stack must hold it.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEEPEST {
            let message = format!("parentheses and `not` nest deeper than {DEEPEST} levels here");
            self.report(
                self.span(),
                message,
                "write the condition with fewer levels",
            );
            self.gave_up = true;
            self.next = self.tokens.len() - 1;
            return None;
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    fn test(&mut self) -> Option<Node> {
        let subject = self.subject()?;
        let span = subject.span;
        let question = self.question(&subject);
        self.last_subject = Some(span);
        let (negated, question) = question?;
        let ask = Node::Ask(Ask { subject, question });
        Some(if negated {
            Node::Not(Box::new(ask))
        } else {
            ask
        })
    }

    /// Passes over what does not belong between two tests; whether there was nothing of the kind.
    /// It is reported where the test was `fine` so far: a broken one has said enough.
    fn end_of_test(&mut self, fine: bool) -> bool {
        if self.at_end_of_test() {
            return true;
        }
        if fine && *self.kind() != Kind::Mistake {
            self.say_what_follows_a_test();
        }
        self.skip_test();
        false
    }

    fn skip_test(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.kind() {
                Kind::End => return,
                Kind::Open => open += 1,
                Kind::Close | Kind::Keyword("and" | "or") if open == 0 => return,
                Kind::Close => open -= 1,
                _ => {}
            }
            self.advance();
        }
    }

    /// What is asked about, and the words around it.
    fn subject(&mut self) -> Option<Subject> {
        self.skip_where();
        let at = self.span();
        match self.kind().clone() {
            Kind::Word if *self.kind_at(1) == Kind::Open => self.function(),
            Kind::Word => {
                self.advance();
                Some(attribute(self.source(at).to_owned(), at))
            }
            Kind::Name(name) => {
                self.advance();
                Some(attribute(name, at))
            }
            Kind::Curly(name) => {
                self.advance();
                self.say_curly_name(&name, at);
                Some(attribute(name, at))
            }
            Kind::Keyword("days_since") => self.days_since(),
            Kind::Keyword("date") if !matches!(self.kind_at(1), Kind::Text(_)) => {
                self.advance();
                Some(attribute(self.source(at).to_owned(), at))
            }
            _ => {
                self.say_no_subject();
                None
            }
        }
    }

    /// Passes over a `where` before the first test.
    fn skip_where(&mut self) {
        let first = self.next == 0 && *self.kind() == Kind::Word;
        let word = self.source(self.span());
        let goes_on = matches!(
            self.kind_at(1),
            Kind::Word | Kind::Name(_) | Kind::Keyword("not" | "days_since")
        );
        if first && goes_on && word.eq_ignore_ascii_case("where") {
            let span = self.advance();
            self.report(
                span,
                "a condition does not begin with `where`",
                "leave it out",
            );
        }
    }

    /// A word before a parenthesis: `days_since` misspelt, or something there is not.
    fn function(&mut self) -> Option<Subject> {
        if self.say_function() {
            return self.days_since();
        }
        self.skip_test();
        None
    }

    fn days_since(&mut self) -> Option<Subject> {
        let start = self.advance();
        let parentheses = *self.kind() == Kind::Open;
        if parentheses {
            self.advance();
        }
        let at = self.span();
        let name = match self.kind().clone() {
            Kind::Name(name) => name,
            Kind::Word | Kind::Keyword("date") => self.source(at).to_owned(),
            _ => {
                self.say_no_date_attribute(start);
                return None;
            }
        };
        self.advance();
        let mut span = Span::new(start.start, at.end);
        if !parentheses {
            let right = format!("write `days_since({})`", self.source(at));
            self.report(
                span,
                "`days_since` takes its date attribute in parentheses",
                right,
            );
        } else if *self.kind() == Kind::Close {
            span.end = self.advance().end;
        } else {
            let right = format!("write `days_since({})`", self.source(at));
            let message = "`days_since` takes one date attribute, and its `)` is missing";
            self.report(span, message, right);
        }
        Some(Subject {
            name,
            at,
            days_since: true,
            span,
        })
    }

    /// The question, and whether a `not` inside it turns it round.
    fn question(&mut self, subject: &Subject) -> Option<(bool, Question)> {
        let sign = self.span();
        if let Kind::Compare(comparison) = *self.kind() {
            self.advance();
            if self.is("null") {
                self.say_compared_with_null(comparison, sign, subject);
                return None;
            }
            let value = self.value(sign, Place::Alone)?;
            return Some((false, Question::Compare(comparison, sign, value)));
        }
        if self.at_end_of_test() {
            if subject.days_since {
                self.say_bare_days(subject.span);
                return None;
            }
            return Some((false, Question::IsTrue));
        }
        if self.is("is") {
            return self.null_question(subject);
        }
        let negated = self.eat("not");
        let question = self.worded_question(subject)?;
        Some((negated, question))
    }

    fn null_question(&mut self, subject: &Subject) -> Option<(bool, Question)> {
        let is = self.advance();
        let negated = self.eat("not");
        if !self.is("null") {
            self.say_is_something(is, negated, subject);
            return None;
        }
        let null = self.advance();
        if subject.days_since {
            self.say_days_is_null(Span::new(subject.span.start, null.end), subject, negated);
        }
        Some((negated, Question::IsNull))
    }

    fn worded_question(&mut self, subject: &Subject) -> Option<Question> {
        let keyword = match *self.kind() {
            Kind::Keyword(word @ ("in" | "between" | "like" | "starts" | "contains")) => word,
            _ => self.say_no_question(subject)?,
        };
        let mut word = self.advance();
        match keyword {
            "in" => self.values(word).map(Question::In),
            "between" => self.between(word),
            "like" => self.pattern(word).map(Question::Like),
            "contains" => self.pattern(word).map(Question::Contains),
            _ => {
                if self.is("with") {
                    word.end = self.advance().end;
                } else if keyword == "starts" {
                    self.report(word, "`starts` is not complete", "write `starts with`");
                }
                self.pattern(word).map(Question::StartsWith)
            }
        }
    }
}

/// Where a value stands, which decides how a comma after it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// After a comparison; a comma is a mistake.
    Alone,
    /// In a list or a `between`.
    Among,
}

fn attribute(name: String, at: Span) -> Subject {
    Subject {
        name,
        at,
        days_since: false,
        span: at,
    }
}

fn joined(parts: Vec<Option<Node>>, join: fn(Vec<Node>) -> Node) -> Option<Node> {
    let mut parts: Vec<Node> = parts.into_iter().collect::<Option<_>>()?;
    match parts.len() {
        1 => parts.pop(),
        _ => Some(join(parts)),
    }
}
