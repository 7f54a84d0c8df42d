//! Calendar months, which leads are counted by.

use jiff::civil::Date;

use crate::condition::value::day_number;

/// The year of month 1.
const FIRST_YEAR: i64 = 1850;
/// Months are smaller than this; 0 is a day outside of them.
pub(crate) const MONTHS: u64 = 4096;

/// The month of a day counted from 1 January 1970: 1 for January 1850; 0 outside of the range.
#[inline]
pub(crate) fn month_of_day(day: i64) -> u16 {
    // The civil calendar counted in years from March, so that the leap day comes last.
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let months = (era * 400 + year) * 12 + from_march + 2;
    let month = months - FIRST_YEAR * 12 + 1;
    let counted = u16::try_from(month).ok();
    counted
        .filter(|month| u64::from(*month) < MONTHS)
        .unwrap_or(0)
}

/// The month of a date, as [`Standing::month`](super::Standing::month) has it: 1 for January 1850;
/// 0 before that and after March 2191.
pub fn month_of(date: Date) -> u16 {
    month_of_day(day_number(date))
}

/// The first day of a month; `None` for 0.
pub fn first_day(month: u16) -> Option<Date> {
    let months = FIRST_YEAR * 12 + i64::from(month.checked_sub(1)?);
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    Date::new(year, months.rem_euclid(12) as i8 + 1, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::value::date_of;

    #[test]
    fn each_day_is_in_its_month() {
        for day in -43_000..80_000 {
            let date = date_of(day);
            assert_eq!(
                first_day(month_of(date)),
                Some(date.first_of_month()),
                "{date}"
            );
        }
        assert_eq!(month_of_day(10_000_000), 0);
        assert_eq!(month_of(jiff::civil::date(2191, 3, 1)), MONTHS as u16 - 1);
        assert_eq!(first_day(0), None);
    }
}
