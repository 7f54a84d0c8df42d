//! Dates as people write them.

use jiff::civil::Date;
use jiff::fmt::strtime;

/// How else people write a whole date.
const FORMATS: [&str; 12] = [
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d %B %Y",
    "%d. %B %Y",
    "%B %d, %Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%b %d, %Y",
    "%b %d %Y",
    "%Y-%m-%d",
    "%Y%m%d",
];

/// A day, or how to write it.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let bare = text.trim();
    if is_iso_shape(bare) {
        return bare.parse().map_err(|_| {
            "this day doesn't exist; a date is year-month-day, like 2027-01-31".to_owned()
        });
    }
    let day = bare
        .get(..10)
        .filter(|day| is_iso_shape(day) && bare[10..].starts_with(['T', ' ']));
    // A year of two digits is one of this century, not of the first.
    let read = |format: &&str| {
        let short = Date::strptime(format.replace("%Y", "%y"), bare).ok();
        short.or_else(|| {
            Date::strptime(format, bare)
                .ok()
                .filter(|date| date.year() >= 1000)
        })
    };
    let meant = day
        .and_then(|day| day.parse().ok())
        .or_else(|| FORMATS.iter().find_map(read));
    if let Some(date) = meant {
        return Err(format!("write {date}"));
    }
    // Day and month in either order.
    let ways = ["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y"];
    let mut days: Vec<String> = ways
        .iter()
        .filter_map(read)
        .map(|date| date.to_string())
        .collect();
    days.dedup();
    Err(match days.is_empty() {
        true => "write year-month-day, like 2027-01-31".to_owned(),
        false => format!("write {}", days.join(" or ")),
    })
}

fn is_iso_shape(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(place, sign)| match place {
            4 | 7 => sign == b'-',
            _ => sign.is_ascii_digit(),
        })
}

/// Whether dates can be written and read back in a format of strftime's signs, with a time of day or
/// without.
pub(super) fn is_format(format: &str) -> bool {
    let time = Date::constant(2027, 11, 23).at(21, 34, 56, 0);
    let written = strtime::format(format, time);
    let read = written.and_then(|text| strtime::parse(format, text)?.to_date());
    read.is_ok_and(|read| read == time.date())
}

/// `dd-mm-yyyy` in strftime's signs.
pub(super) fn format_meant(format: &str) -> Option<String> {
    let mut meant = format.to_lowercase();
    for (letters, sign) in [("yyyy", "%Y"), ("yy", "%y"), ("mm", "%m"), ("dd", "%d")] {
        meant = meant.replacen(letters, sign, 1);
    }
    is_format(&meant).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso_and_others_are_turned_into_it() {
        for (text, help) in [
            ("31.01.2027", "write 2027-01-31"),
            ("2027-1-31", "write 2027-01-31"),
            ("20270131", "write 2027-01-31"),
            ("2027-01-31T00:00:00", "write 2027-01-31"),
            ("31 January 2027", "write 2027-01-31"),
            ("Jan 31, 2027", "write 2027-01-31"),
            ("1/31/2027", "write 2027-01-31"),
            ("02/01/2027", "write 2027-01-02 or 2027-02-01"),
            ("01/01/2027", "write 2027-01-01"),
            ("18.12.26", "write 2026-12-18"),
            ("tomorrow", "write year-month-day, like 2027-01-31"),
        ] {
            assert_eq!(date(text).unwrap_err(), help, "{text}");
        }
        assert!(
            date("2027-02-30")
                .unwrap_err()
                .starts_with("this day doesn't exist")
        );
        assert_eq!(date("2027-01-31"), Ok(Date::constant(2027, 1, 31)));
    }

    #[test]
    fn a_format_in_letters_is_turned_into_signs() {
        assert_eq!(format_meant("DD-MM-YYYY").as_deref(), Some("%d-%m-%Y"));
        assert_eq!(format_meant("mm/dd/yy").as_deref(), Some("%m/%d/%y"));
        assert_eq!(format_meant("dd-mm"), None);
        for format in ["%d.%m.%Y", "%d.%m.%Y %H:%M", "%m/%d/%y %I:%M %p"] {
            assert!(is_format(format), "{format}");
        }
        assert!(!is_format("%d.%m. %H:%M") && !is_format("%H:%M"));
    }
}
