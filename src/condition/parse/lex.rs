//! The words and signs of a condition.

use super::mistakes as row;
use crate::condition::literal::{begins_word, continues_word, keyword};
use crate::condition::literal::{iso_date, meant_date};
use crate::condition::mistake::MOST_ERRORS;
use crate::condition::mistake::Mistake;
use crate::condition::{Comparison, ConditionError};
use crate::text::Span;

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
    lexer.push(TokenKind::End, text.len());
    (lexer.tokens, lexer.errors)
}

pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) place: usize,
    tokens: Vec<Token>,
    errors: Vec<ConditionError>,
}

impl<'a> Lexer<'a> {
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.place..]
    }

    /// Passes over signs while they fit and gives them.
    pub(super) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|sign| !fits(sign)).unwrap_or(rest.len());
        self.place += end;
        &rest[..end]
    }

    fn span_from(&self, start: usize) -> Span {
        Span::new(start, self.place)
    }

    pub(super) fn push(&mut self, kind: TokenKind, start: usize) {
        let span = self.span_from(start);
        self.tokens.push(Token { kind, span });
    }

    /// Reports what has been passed over since `start`.
    pub(super) fn report(&mut self, start: usize, mistake: &Mistake, words: &[&str]) {
        self.report_at(self.span_from(start), mistake, words);
    }

    /// Reports unless enough is reported: a hostile text could fill memory with messages.
    pub(super) fn report_at(&mut self, span: Span, mistake: &Mistake, words: &[&str]) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(mistake.at(span, words));
        }
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
            '(' => TokenKind::Open,
            ')' => TokenKind::Close,
            ',' => TokenKind::Comma,
            '[' | '{' => self.bracket(start, sign, TokenKind::Open),
            ']' | '}' => self.bracket(start, sign, TokenKind::Close),
            _ => {
                let before_digit = self.peek().is_some_and(|next| next.is_ascii_digit());
                let help = row::help_with_sign(sign, before_digit);
                self.report(
                    start,
                    &row::NO_MEANING,
                    &[sign.encode_utf8(&mut [0; 4]), help],
                );
                TokenKind::Mistake
            }
        };
        self.push(kind, start);
    }

    fn bracket(&mut self, start: usize, sign: char, kind: TokenKind) -> TokenKind {
        let right = if kind == TokenKind::Open { "(" } else { ")" };
        self.report(
            start,
            &row::BRACKET,
            &[sign.encode_utf8(&mut [0; 4]), right],
        );
        kind
    }

    fn operator(&mut self) {
        let start = self.place;
        let run = self.take_while(|sign| "=<>!&|~≠≤≥".contains(sign));
        let (kind, right) = match run {
            "=" => (TokenKind::Compare(Comparison::Equal), None),
            "!=" | "<>" => (TokenKind::Compare(Comparison::NotEqual), None),
            "<" => (TokenKind::Compare(Comparison::Less), None),
            "<=" => (TokenKind::Compare(Comparison::LessOrEqual), None),
            ">" => (TokenKind::Compare(Comparison::Greater), None),
            ">=" => (TokenKind::Compare(Comparison::GreaterOrEqual), None),
            "==" | "===" => (TokenKind::Compare(Comparison::Equal), Some("=")),
            "≠" | "!==" | "=!" | "><" | "~=" => {
                (TokenKind::Compare(Comparison::NotEqual), Some("!="))
            }
            "≤" | "=<" => (TokenKind::Compare(Comparison::LessOrEqual), Some("<=")),
            "≥" | "=>" => (TokenKind::Compare(Comparison::GreaterOrEqual), Some(">=")),
            "&&" | "&" => (TokenKind::Keyword("and"), Some("and")),
            "||" | "|" => (TokenKind::Keyword("or"), Some("or")),
            "!" => (TokenKind::Keyword("not"), Some("not")),
            _ => {
                self.report(start, &row::NO_COMPARISON, &[run]);
                (TokenKind::Mistake, None)
            }
        };
        if let Some(right) = right {
            self.report(start, &row::FOREIGN_SIGN, &[run, right]);
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
            self.report(start, &row::SIGN_IN_NAME, &[word]);
            return self.push(TokenKind::Name(word.to_owned()), start);
        }
        self.push(
            keyword(word).map_or(TokenKind::Word, TokenKind::Keyword),
            start,
        );
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
            Err((mistake, words)) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                self.report(start, mistake, &words);
                TokenKind::Mistake
            }
        };
        self.push(kind, start);
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// A keyword, in lower case.
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
    /// Something that has been reported already.
    Mistake,
    End,
}

/// The number that a run of signs is, or what is wrong with it, with the words of the message.
pub(super) fn number(blob: &str) -> Result<TokenKind, (&'static Mistake, Vec<String>)> {
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
    let too_large = |mistake| (mistake, vec![blob.to_owned()]);
    match fraction {
        None => blob
            .parse()
            .map(TokenKind::Integer)
            .map_err(|_| too_large(&row::INTEGER_TOO_LARGE)),
        Some(_) => match blob.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(TokenKind::Decimal(value + 0.0)),
            _ => Err(too_large(&row::NUMBER_TOO_LARGE)),
        },
    }
}

fn not_a_number(blob: &str) -> (&'static Mistake, Vec<String>) {
    let digit_first = blob.starts_with(|sign: char| sign.is_ascii_digit());
    let mut words = vec![blob.to_owned()];
    let mistake = if let Some(date) = iso_date(blob).or_else(|| meant_date(blob)) {
        words.push(date.to_string());
        &row::BARE_DATE
    } else if let Some((low, high)) = blob.split_once("..") {
        words.extend([low.to_owned(), high.to_owned()]);
        &row::RANGE
    } else if let Some(share) = blob.strip_suffix('%') {
        words.push(share.to_owned());
        &row::PERCENTAGE
    } else if digit_first && blob.contains(char::is_alphabetic) {
        &row::LETTERS_IN_NUMBER
    } else {
        &row::NO_NUMBER
    };
    (mistake, words)
}
