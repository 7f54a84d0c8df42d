//! How wide a text will be, without a font at hand: an estimate on the wide side.

use unicode_width::UnicodeWidthChar;

/// Size of a chart's lettering, in user units.
pub(crate) const SIZE: f64 = 12.0;

/// About how wide a text is at a size, in user units: a little more than usual sans-serif fonts take.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

fn em(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.32,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '\u{a0}' | '\u{202f}' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '–' | '…' => 0.98,
        'A'..='Z' => 0.72,
        sign if sign.is_ascii() => 0.62,
        sign => match sign.width() {
            None | Some(0) => 0.0,
            Some(1) => 0.7,
            Some(_) => 1.05,
        },
    }
}

/// The text, or its beginning with an ellipsis, so that it takes at most `most`.
pub(super) fn fit(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let room = most - width("…", size);
    let mut taken = 0.0;
    let mut short = String::new();
    for sign in text.chars() {
        taken += em(sign) * size;
        if taken > room {
            break;
        }
        short.push(sign);
    }
    format!("{}…", short.trim_end())
}

/// The room that the longest of some texts needs, between two bounds.
pub(super) fn column<'a>(texts: impl Iterator<Item = &'a str>, least: f64, most: f64) -> f64 {
    texts
        .map(|text| width(text, SIZE))
        .fold(least, f64::max)
        .min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_fits_and_what_fits_is_not_cut() {
        let long = "Manufacturers above 1,500 staff in the Benelux and in Scandinavia";
        let short = fit(long, SIZE, 150.0);
        assert!(short.ends_with('…') && width(&short, SIZE) <= 150.0);
        assert_eq!(fit("Short", SIZE, 150.0), "Short");
        assert!(width(&fit("製造業の大企業と中堅企業", SIZE, 80.0), SIZE) <= 80.0);
    }
}
