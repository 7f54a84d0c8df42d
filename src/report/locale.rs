//! How dates and numbers are written: a language of the theme.

use jiff::civil::Date;

use crate::text::Language;
use crate::text::words::in_threes;

/// How dates and numbers are written, which readers compare with their own papers, and the language
/// of the words beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    /// The language tag: `en`, `en-US`, `de`, …
    pub language: &'static str,
    /// The language of the words: English unless [`Locale::spoken`] is asked for.
    pub words: Language,
    /// Between a number and its decimals.
    decimal: &'static str,
    /// Between thousands.
    group: &'static str,
    /// A date, with `{day}`, `{month}` in words and `{year}`.
    date: &'static str,
    /// January to December, a space between them.
    months: &'static str,
}

const ENGLISH: &str =
    "January February March April May June July August September October November December";

/// The languages that a theme may name.
pub const LOCALES: &[Locale] = &[
    Locale {
        language: "en",
        words: Language::English,
        decimal: ".",
        group: ",",
        date: "{day} {month} {year}",
        months: ENGLISH,
    },
    Locale {
        language: "en-US",
        words: Language::English,
        decimal: ".",
        group: ",",
        date: "{month} {day}, {year}",
        months: ENGLISH,
    },
    Locale {
        language: "de",
        words: Language::English,
        decimal: ",",
        group: ".",
        date: "{day}. {month} {year}",
        months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    },
    Locale {
        language: "fr",
        words: Language::English,
        decimal: ",",
        group: "\u{202f}",
        date: "{day} {month} {year}",
        months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    },
    Locale {
        language: "es",
        words: Language::English,
        decimal: ",",
        group: ".",
        date: "{day} de {month} de {year}",
        months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    },
    Locale {
        language: "it",
        words: Language::English,
        decimal: ",",
        group: ".",
        date: "{day} {month} {year}",
        months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    },
    Locale {
        language: "nl",
        words: Language::English,
        decimal: ",",
        group: ".",
        date: "{day} {month} {year}",
        months: "januari februari maart april mei juni juli augustus september oktober november december",
    },
    Locale {
        language: "pt",
        words: Language::English,
        decimal: ",",
        group: ".",
        date: "{day} de {month} de {year}",
        months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    },
];

impl Default for Locale {
    fn default() -> Self {
        LOCALES[0]
    }
}

impl Locale {
    /// The one with this language tag, in any case.
    pub fn named(language: &str) -> Option<Self> {
        LOCALES
            .iter()
            .copied()
            .find(|locale| locale.language.eq_ignore_ascii_case(language))
    }

    /// The same with its words in the language itself, if reports are written in it.
    #[must_use]
    pub fn spoken(self) -> Self {
        Self {
            words: Language::of_tag(self.language).unwrap_or_default(),
            ..self
        }
    }

    /// Plain digits, perhaps with a sign and a point, as the language writes them: `1500.5`.
    pub fn digits(&self, plain: &str) -> String {
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(digits) => ("−", digits),
            None => ("", plain),
        };
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = in_threes(whole, self.group);
        match rest {
            "" => format!("{sign}{whole}"),
            rest => format!("{sign}{whole}{}{rest}", self.decimal),
        }
    }

    /// A number with at most `places` decimals and none that say nothing: `6.2`, `1,240`.
    pub fn number(&self, value: f64, places: usize) -> String {
        let text = self.fixed(value, places);
        match text.split_once(self.decimal) {
            Some((whole, rest)) if places > 0 => match rest.trim_end_matches('0') {
                "" => whole.to_owned(),
                rest => format!("{whole}{}{rest}", self.decimal),
            },
            _ => text,
        }
    }

    /// A number with just so many decimals: `6.20`; a dash for what is none.
    pub fn fixed(&self, value: f64, places: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{:.places$}", value.abs());
        let nothing = text.chars().all(|sign| matches!(sign, '0' | '.'));
        let sign = if value < 0.0 && !nothing { "-" } else { "" };
        self.digits(&format!("{sign}{text}"))
    }

    /// A whole number, its digits in threes: `45,211`.
    pub fn whole(&self, value: u64) -> String {
        in_threes(&value.to_string(), self.group)
    }

    /// A share (0 to 1) as a percentage with `places` decimals: `93 %`. What is neither
    /// none nor all never reads so.
    pub fn percent(&self, share: f64, places: usize) -> String {
        let step = 0.1f64.powf(places as f64);
        let half_step = step / 200.0;
        if share > 0.0 && share < half_step {
            return self.percent_beyond("under", step, places);
        }
        if share < 1.0 && share >= 1.0 - half_step {
            return self.percent_beyond("over", 100.0 - step, places);
        }
        format!("{}\u{a0}%", self.fixed(share * 100.0, places))
    }

    fn percent_beyond(&self, key: &str, bound: f64, places: usize) -> String {
        let bound = format!("{}\u{a0}%", self.number(bound, places));
        self.words.say(key, &[("n", &bound)])
    }

    /// A difference of shares as a percentage, with its sign: `+1.2 %`.
    pub fn signed_percent(&self, difference: f64, places: usize) -> String {
        let sign = if difference > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.percent(difference, places))
    }

    /// A difference of shares in points of percentage, with its sign: `+1.2 points`.
    pub fn points(&self, difference: f64) -> String {
        let sign = if difference > 0.0 { "+" } else { "" };
        let number = format!("{sign}{}", self.fixed(difference * 100.0, 1));
        self.words.say("points", &[("n", &number)])
    }

    /// A day as data writes it, `2027-01-04`, in words; any other text as it is.
    pub fn day(&self, written: &str) -> String {
        match written.parse() {
            Ok(date) => self.date(date),
            Err(_) => written.to_owned(),
        }
    }

    /// A day in words: `4 January 2027`.
    pub fn date(&self, date: Date) -> String {
        let place = usize::from(date.month().unsigned_abs()) - 1;
        let month = self.months.split(' ').nth(place).unwrap_or_default();
        let written = self.date.replace("{day}", &date.day().to_string());
        let written = written.replace("{year}", &date.year().to_string());
        written.replace("{month}", month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_follow_the_language() {
        let english = Locale::default();
        let german = Locale::named("DE").unwrap();
        assert_eq!(english.number(1240.50, 2), "1,240.5");
        assert_eq!(german.number(1240.50, 2), "1.240,5");
        assert_eq!(english.number(-0.001, 1), "0");
        assert_eq!(english.number(-3.0, 1), "−3");
        let day = Date::constant(2027, 1, 4);
        assert_eq!(english.date(day), "4 January 2027");
        assert_eq!(german.date(day), "4. Januar 2027");
        assert_eq!(Locale::named("en-us").unwrap().date(day), "January 4, 2027");
    }

    #[test]
    fn a_share_never_claims_more_than_it_is() {
        let locale = Locale::default();
        assert_eq!(locale.percent(0.0, 0), "0\u{a0}%");
        assert_eq!(locale.percent(0.001, 0), "under 1\u{a0}%");
        assert_eq!(locale.percent(0.0001, 1), "under 0.1\u{a0}%");
        assert_eq!(locale.percent(0.999, 0), "over 99\u{a0}%");
        assert_eq!(locale.percent(0.9999, 1), "over 99.9\u{a0}%");
        assert_eq!(locale.percent(1.0, 0), "100\u{a0}%");
    }
}
