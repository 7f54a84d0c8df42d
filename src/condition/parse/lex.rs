//! The words and signs of a condition.

use crate::condition::literal::{
    begins_word, continues_word, iso_date, keyword, meant_date, quoted,
};
use crate::condition::{Comparison, ConditionError};
use crate::text::Span;

/// Words with a meaning of their own; an attribute of such a name stands in double quotes.
pub(in crate::condition) const KEYWORDS: [&str; 15] = [
    "and",
    "or",
    "not",
    "in",
    "between",
    "like",
    "starts",
    "with",
    "contains",
    "is",
    "null",
    "true",
    "false",
    "date",
    "days_since",
];

/// A word or sign, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// Kinds of words and signs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// One of [`KEYWORDS`].
    Keyword(&'static str),
    /// Any other bare word.
    Word,
    /// `"name"`, without its quotes.
    Name(String),
    /// `'text'`, without its quotes.
    Text(String),
    /// Something in quotation marks that are neither straight single nor straight double ones.
    Curly(String),
    Integer(i64),
    Decimal(f64),
    Compare(Comparison),
    Open,
    Close,
    Comma,
    /// Something that has been reported and that no one need report again.
    Mistake,
    End,
}

/// All words and signs, `End` last, and what is wrong with them.
pub(super) fn lex(text: &str) -> (Vec<Token>, Vec<ConditionError>) {
    let mut lexer = Lexer {
        text,
        place: 0,
        tokens: Vec::new(),
        errors: Vec::new(),
    };
    while let Some(sign) = lexer.peek() {
        lexer.step(sign);
    }
    lexer.push(Kind::End, text.len());
    (lexer.tokens, lexer.errors)
}

struct Lexer<'a> {
    text: &'a str,
    place: usize,
    tokens: Vec<Token>,
    errors: Vec<ConditionError>,
}

impl<'a> Lexer<'a> {
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.place..]
    }

    /// Passes over signs while they fit and gives them.
    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|sign| !fits(sign)).unwrap_or(rest.len());
        self.place += end;
        &rest[..end]
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.place)
    }

    fn push(&mut self, kind: Kind, start: usize) {
        let span = self.span_from(start);
        self.tokens.push(Token { kind, span });
    }

    fn report(&mut self, start: usize, message: impl Into<String>, help: impl Into<String>) {
        let span = self.span_from(start);
        self.errors.push(ConditionError::new(span, message, help));
    }

    fn step(&mut self, sign: char) {
        let second = self.rest().chars().nth(1).unwrap_or(' ');
        match sign {
            _ if sign.is_whitespace() || matches!(sign, '\u{feff}' | '\u{200b}') => {
                self.place += sign.len_utf8();
            }
            '\'' => self.text_literal(),
            '"' => self.name(),
            '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»' | '`' | '´' => {
                self.curly(sign);
            }
            '0'..='9' => self.number(),
            '-' | '.' if second.is_ascii_digit() => self.number(),
            _ if begins_word(sign) => self.word(),
            '=' | '<' | '>' | '!' | '&' | '|' | '~' | '≠' | '≤' | '≥' => self.operator(),
            _ => self.single(sign),
        }
    }

    /// Signs that stand alone, most of them mistakes.
    fn single(&mut self, sign: char) {
        let start = self.place;
        self.place += sign.len_utf8();
        let kind = match sign {
            '(' => Kind::Open,
            ')' => Kind::Close,
            ',' => Kind::Comma,
            '[' | '{' => self.bracket(start, sign, Kind::Open),
            ']' | '}' => self.bracket(start, sign, Kind::Close),
            _ => {
                let help = match sign {
                    ';' => "leave it out",
                    ':' => "to compare, write `=`",
                    '−' | '–' | '—' => "write the minus sign `-`, straight before the digits",
                    '+' | '-' | '*' | '/' | '%' | '^' => {
                        "conditions compare and do not calculate; of a date, `days_since(…)` gives the age in days"
                    }
                    _ => {
                        "leave it out, or put the name or text that it belongs to in quotes: \"attribute\", 'text'"
                    }
                };
                self.report(start, format!("`{sign}` has no meaning here"), help);
                Kind::Mistake
            }
        };
        self.push(kind, start);
    }

    fn bracket(&mut self, start: usize, sign: char, kind: Kind) -> Kind {
        let right = if kind == Kind::Open { "(" } else { ")" };
        self.report(
            start,
            format!("`{sign}` is not a bracket of conditions"),
            format!("write `{right}`"),
        );
        kind
    }

    fn operator(&mut self) {
        let start = self.place;
        let run = self.take_while(|sign| "=<>!&|~≠≤≥".contains(sign));
        let (kind, right) = match run {
            "=" => (Kind::Compare(Comparison::Equal), None),
            "!=" | "<>" => (Kind::Compare(Comparison::NotEqual), None),
            "<" => (Kind::Compare(Comparison::Less), None),
            "<=" => (Kind::Compare(Comparison::LessOrEqual), None),
            ">" => (Kind::Compare(Comparison::Greater), None),
            ">=" => (Kind::Compare(Comparison::GreaterOrEqual), None),
            "==" | "===" => (Kind::Compare(Comparison::Equal), Some("=")),
            "≠" | "!==" | "=!" | "><" | "~=" => (Kind::Compare(Comparison::NotEqual), Some("!=")),
            "≤" | "=<" => (Kind::Compare(Comparison::LessOrEqual), Some("<=")),
            "≥" | "=>" => (Kind::Compare(Comparison::GreaterOrEqual), Some(">=")),
            "&&" | "&" => (Kind::Keyword("and"), Some("and")),
            "||" | "|" => (Kind::Keyword("or"), Some("or")),
            "!" => (Kind::Keyword("not"), Some("not")),
            _ => {
                let message = format!("`{run}` is no comparison");
                self.report(start, message, "write one of `= != < <= > >=`");
                (Kind::Mistake, None)
            }
        };
        if let Some(right) = right {
            self.report(
                start,
                format!("`{run}` is not written so here"),
                format!("write `{right}`"),
            );
        }
        self.push(kind, start);
    }

    fn word(&mut self) {
        let start = self.place;
        let mut word = self.take_while(continues_word);
        let mut joined = false;
        // `e-mail` and `contact.city` are one name each: nothing is subtracted here.
        while let Some(more) = self.joined_by() {
            joined = true;
            self.place += more;
            self.take_while(continues_word);
            word = &self.text[start..self.place];
        }
        if joined {
            let message =
                format!("`{word}` is a name with a sign in it, so it stands in double quotes");
            self.report(start, message, format!("write `\"{word}\"`"));
            return self.push(Kind::Name(word.to_owned()), start);
        }
        self.push(keyword(word).map_or(Kind::Word, Kind::Keyword), start);
    }

    /// The length of a sign that joins the word before it to another straight after it.
    fn joined_by(&self) -> Option<usize> {
        let mut signs = self.rest().chars();
        let sign = signs.next()?;
        let next = signs.next()?;
        (matches!(sign, '-' | '.' | '/' | '#' | '@' | '$' | '&') && continues_word(next))
            .then(|| sign.len_utf8())
    }

    fn number(&mut self) {
        let start = self.place;
        self.place += 1;
        let number_like = |sign: char| continues_word(sign) || ".-/%€$:".contains(sign);
        self.take_while(number_like);
        let blob = &self.text[start..self.place];
        let kind = match number(blob) {
            Ok(kind) => kind,
            Err((message, help)) => {
                self.report(start, message, help);
                Kind::Mistake
            }
        };
        self.push(kind, start);
    }

    fn text_literal(&mut self) {
        let start = self.place;
        self.place += 1;
        let mut value = String::new();
        loop {
            value.push_str(self.take_while(|sign| sign != '\''));
            let Some(after) = self.rest().strip_prefix('\'') else {
                self.place = self.text.len();
                let span = Span::new(start, start + 1);
                self.errors.push(ConditionError::new(
                    span,
                    "the quote that opens here is never closed",
                    "close the text with `'`; a `'` inside a text is written twice: 'children''s books'",
                ));
                break;
            };
            self.place += 1;
            if after.starts_with('\'') {
                self.place += 1;
            } else if apostrophe(after) {
                let span = Span::new(self.place - 1, self.place);
                let right = quoted(&format!("{value}'{}", up_to_quote(after)));
                self.errors.push(ConditionError::new(
                    span,
                    "this `'` ends the text in the middle of a word",
                    format!("write an apostrophe inside a text twice: {right}"),
                ));
            } else {
                break;
            }
            value.push('\'');
        }
        self.push(Kind::Text(value), start);
    }

    fn name(&mut self) {
        let start = self.place;
        self.place += 1;
        let mut value = String::new();
        loop {
            value.push_str(self.take_while(|sign| sign != '"'));
            if self.rest().starts_with("\"\"") {
                value.push('"');
                self.place += 2;
            } else if self.rest().is_empty() {
                let span = Span::new(start, start + 1);
                self.errors.push(ConditionError::new(
                    span,
                    "the double quote that opens here is never closed",
                    "close the attribute's name with `\"`",
                ));
                break;
            } else {
                self.place += 1;
                break;
            }
        }
        if value.is_empty() && self.place - start == 2 {
            let message = "there is no attribute name between these double quotes";
            self.report(
                start,
                message,
                "write the name, or `''` if an empty text is meant",
            );
            return self.push(Kind::Mistake, start);
        }
        self.push(Kind::Name(value), start);
    }

    fn curly(&mut self, open: char) {
        let start = self.place;
        self.place += open.len_utf8();
        let closes: &[char] = match open {
            '‘' | '’' | '‚' | '´' => &['‘', '’', '\'', '´'],
            '“' | '”' | '„' => &['“', '”', '"'],
            '«' => &['»'],
            '»' => &['«'],
            _ => &['`', '´'],
        };
        let value = self.take_while(|sign| !closes.contains(&sign));
        if let Some(close) = self.peek() {
            self.place += close.len_utf8();
        } else {
            let span = Span::new(start, start + open.len_utf8());
            self.errors.push(ConditionError::new(
                span,
                format!("the quotation mark `{open}` that opens here is never closed"),
                "write a text in straight single quotes: 'Manufacturing'",
            ));
        }
        self.push(Kind::Curly(value.to_owned()), start);
    }
}

/// Whether what follows a single quote goes on as a word does after an apostrophe, and the text
/// ends at a later quote.
fn apostrophe(after: &str) -> bool {
    let word_end = after
        .find(|sign| !continues_word(sign))
        .unwrap_or(after.len());
    let word = &after[..word_end];
    !word.is_empty() && !matches!(keyword(word), Some("and" | "or")) && after.contains('\'')
}

fn up_to_quote(text: &str) -> &str {
    text.split('\'').next().unwrap_or(text)
}

/// The number that a run of signs is, or what is wrong with it and what would be right.
fn number(blob: &str) -> Result<Kind, (String, String)> {
    let digits = blob.strip_prefix('-').unwrap_or(blob);
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let plain =
        all_digits(whole) && fraction.is_none_or(|part| !part.is_empty() && all_digits(part));
    if !plain {
        return Err(not_a_number(blob));
    }
    let too_large = || {
        let help = "the largest whole number is 9223372036854775807; write a larger one with a decimal point";
        (
            format!("`{}` is too large", shortened(blob)),
            help.to_owned(),
        )
    };
    match fraction {
        None => blob.parse().map(Kind::Integer).map_err(|_| too_large()),
        Some(_) => match blob.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Kind::Decimal(value + 0.0)),
            _ => Err((
                format!("`{}` is too large", shortened(blob)),
                "write a smaller number".to_owned(),
            )),
        },
    }
}

fn not_a_number(blob: &str) -> (String, String) {
    let date = iso_date(blob).or_else(|| meant_date(blob));
    if let Some(date) = date {
        return (
            format!("`{blob}` stands without `date` and quotes"),
            format!("write `date '{date}'`"),
        );
    }
    let help = if let Some((low, high)) = blob.split_once("..") {
        format!("a range is asked for with `between {low} and {high}`")
    } else if let Some(share) = blob.strip_suffix('%') {
        format!(
            "leave out the sign: `{share}`, or the share as a fraction, as the lead table has it"
        )
    } else if blob.starts_with(|sign: char| sign.is_ascii_digit())
        && blob.contains(char::is_alphabetic)
    {
        format!("write digits only; if it is an attribute's name, in double quotes: `\"{blob}\"`")
    } else {
        "write digits with at most one point, as in 1500 or 3.5".to_owned()
    };
    (format!("`{}` is not a number", shortened(blob)), help)
}

/// The first signs of something long.
pub(super) fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    let first: String = text.chars().take(SHOWN).collect();
    format!("{first}…")
}
