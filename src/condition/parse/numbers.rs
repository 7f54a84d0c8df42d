//! Numbers, and what people write for them.

use super::mistakes as row;
use super::token::TokenKind;
use crate::condition::literal::{iso_date, meant_date};
use crate::condition::mistake::Mistake;

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
