//! How a table writes its dates.

use jiff::fmt::strtime;

use crate::condition::value::{day_number, iso_day};

/// How a table writes its dates.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// In strftime's signs; ISO where there is none.
    format: Option<String>,
}

impl Layout {
    /// For a format in strftime's signs; ISO where there is none.
    pub(super) fn new(format: Option<&str>) -> Self {
        Self {
            format: format
                .filter(|format| !matches!(*format, "%Y-%m-%d" | "%F"))
                .map(str::to_owned),
        }
    }

    /// The day that a text names, counted from 1 January 1970; none where it names none.
    pub(super) fn day(&self, text: &str) -> Option<i64> {
        match &self.format {
            None => iso_day(text.as_bytes()),
            Some(format) => {
                let parsed = strtime::parse(format, text).ok()?;
                parsed.to_date().ok().map(day_number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_the_format_says() {
        let day = |format: Option<&str>, text: &str| Layout::new(format).day(text);
        let fourth = day(None, "2027-01-04");
        assert!(fourth.is_some());
        assert_eq!(day(Some("%d-%m-%Y"), "04-01-2027"), fourth);
        assert_eq!(day(Some("%d.%m.%Y"), "4.1.2027"), fourth);
        assert_eq!(day(Some("%m/%d/%y"), "01/04/27"), fourth);
        assert_eq!(day(Some("%d-%m-%Y"), "31-02-2027"), None);
        assert_eq!(day(Some("%d-%m-%Y"), "2027-01-04"), None);
    }
}
