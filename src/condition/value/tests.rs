//! Texts and typed values as each type of attribute reads them.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn dates_in_digits_are_the_same_dates(
        format in prop::sample::select(vec![
            "%d.%m.%Y", "%m/%d/%Y", "%Y%m%d", "%d.%m.%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%Y-%m-%dT%H", "%d.%m.%Y %d",
        ]),
        numbers in prop::collection::vec(0..70_u16, 5),
        year in prop_oneof![0..3_000_u16, Just(2024)],
    ) {
        let mut text = format.replace("%Y", &format!("{year:04}"));
        for (sign, number) in ["%d", "%m", "%H", "%M", "%S"].into_iter().zip(numbers) {
            // Most of them are right.
            let number = if number < 60 { number % 12 + 1 } else { number };
            text = text.replace(sign, &format!("{number:02}"));
        }
        let fast = day_in_digits(format, &text);
        prop_assert!(fast.is_none() || fast == day_in_format(format, &text), "{}", text);
        let is_usual = text.len() <= 19 && day_in_format(format, &text).is_some();
        prop_assert!(fast.is_some() || !is_usual || format.ends_with(" %d") || text.contains(":60"));
    }

    #[test]
    fn fast_numbers_are_the_same_numbers(text in "[0-9]{0,9}(\\.[0-9]{0,8})?") {
        if let Some(fast) = short_number(text.as_bytes(), b'.') {
            prop_assert_eq!(Some(fast), text.parse().ok());
        }
        let mut long = text.clone().into_bytes();
        long.extend_from_slice(b",1234567890123456");
        if let Some(fast) = short_integer(&long, text.len()) {
            prop_assert_eq!(Some(fast), text.parse().ok());
        }
    }

    #[test]
    fn days_are_the_calendar_s(day in -719_000_i64..2_900_000) {
        let date = date_of(day);
        prop_assert_eq!(day_number(date), day);
        prop_assert_eq!(iso_day(date.to_string().as_bytes()), Some(day));
    }
}

#[test]
fn what_is_no_value_is_refused() {
    for text in [
        "2026-02-29",
        "2026-13-01",
        "2026-1-1",
        "0000-00-00",
        "20260101xx",
        "2026-01-01x",
    ] {
        assert_eq!(iso_day(text.as_bytes()), None, "{text}");
    }
    let plain = NumberFormat::default();
    for text in ["", "12a", "NaN", "inf", "1,5", "."] {
        assert_eq!(plain.number(text), None, "{text}");
        assert_eq!(short_number(text.as_bytes(), b'.'), None, "{text}");
    }
    let thousands = |text: &&str| may_be_thousands(text.as_bytes());
    assert!(["1.500", "999.000", "12.345"].iter().all(thousands));
    let others = [
        "0.500", ".500", "1.50", "1500", "1234.500", "1.5000", "-1.500", "1.5e0",
    ];
    assert!(!others.iter().any(thousands));
    assert_eq!(plain.integer("12.0"), Some(12));
    assert_eq!(plain.integer("12.5"), None);
    let usual = BooleanWords::default();
    assert_eq!(usual.boolean("Yes"), Some(true));
    assert_eq!(usual.boolean("maybe"), None);
    let own = BooleanWords::new(&["Äja".to_owned()], &[" nein ".to_owned()]);
    for (text, meaning) in [
        ("ÄJA", Some(true)),
        ("Nein", Some(false)),
        ("yes", Some(true)),
        ("0", Some(false)),
        ("ne", None),
    ] {
        assert_eq!(own.boolean(text), meaning, "{text}");
    }
}

#[test]
fn numbers_are_read_as_other_countries_write_them() {
    let [point, comma] =
        [DecimalSign::Point, DecimalSign::Comma].map(|sign| NumberFormat(Some(sign)));
    for (text, number) in [
        ("1.234,50", Some(1234.5)),
        ("-1.234.567,5", Some(-1_234_567.5)),
        ("1234,5", Some(1234.5)),
        (",5", Some(0.5)),
        ("1 234,5", Some(1234.5)),
        ("1\u{a0}234\u{a0}567,5", Some(1_234_567.5)),
        ("1'234,5", Some(1234.5)),
        ("12.345", Some(12345.0)),
        ("1,5E+03", Some(1500.0)),
        ("1.5", None),
        ("12.34,5", None),
        ("1234.567,8", None),
        ("1.234 567,8", None),
        ("0.500", None),
        (".500", None),
        ("1..234", None),
        ("1.234.", None),
        ("1,234,5", None),
        ("1,234.5", None),
        ("1. 34,5", None),
        ("- 1,5", None),
    ] {
        assert_eq!(comma.number(text), number, "{text}");
        // The same in the other notation, sign by sign.
        let turned = text.replace(',', ";").replace('.', ",").replace(';', ".");
        assert_eq!(point.number(&turned), number, "{turned}");
    }
    assert_eq!(comma.integer("1.234"), Some(1234));
    assert_eq!(comma.integer("1.234,0"), Some(1234));
    assert_eq!(comma.integer("1,5"), None);
    assert_eq!(short_number(b"1234,5", b','), Some(1234.5));
    assert_eq!(short_number(b"1234.5", b','), None);
}

#[test]
fn dates_are_read_as_the_format_says() {
    let day = |format: Option<&str>, text: &str| DateFormat::new(format).day(text);
    let fourth = day(None, "2027-01-04");
    assert!(fourth.is_some());
    assert_eq!(day(Some("%d-%m-%Y"), "04-01-2027"), fourth);
    assert_eq!(day(Some("%d.%m.%Y"), "4.1.2027"), fourth);
    assert_eq!(day(Some("%m/%d/%y"), "01/04/27"), fourth);
    assert_eq!(day(Some("%d-%m-%Y"), "31-02-2027"), None);
    assert_eq!(day(Some("%d-%m-%Y"), "2027-01-04"), None);
    assert_eq!(day(Some("%d.%m.%Y %H:%M"), "04.01.2027 10:00"), fourth);
    assert_eq!(day(Some("%d.%m.%Y %H:%M"), "04.01.2027 25:00"), None);
    assert_eq!(day(Some("%d.%m.%Y"), "04.01.27"), None);
    assert_eq!(day(Some("%d.%m.%Y"), "04.01.0027"), day(None, "0027-01-04"));
    assert_eq!(day(Some("%d.%m.%y"), "04.01.27"), fourth);
}

#[test]
fn what_stands_behind_a_date_is_a_time_of_day() {
    let day = |text: &str| DateFormat::new(None).day(text);
    for time in [
        "",
        " ",
        "T09",
        "T09:30",
        " 9:30 PM",
        "T09:30:00Z",
        " 09:30:00.250+02:00",
        "T23:59:60",
        "T09:30:00+0200[Europe/Berlin]",
        " 09:30:00 UTC",
    ] {
        assert_eq!(
            day(&format!("2027-01-04{time}")),
            day("2027-01-04"),
            "{time}"
        );
    }
    for time in [
        "T25:99",
        "T24:00",
        "T09:60",
        "T09:30:61",
        "T9:3:0:1",
        "T:30",
        "Tea",
        " and so on",
        "T009:30",
        "x",
    ] {
        assert_eq!(day(&format!("2027-01-04{time}")), None, "{time}");
    }
}

proptest! {
    #[test]
    fn a_decimal_is_the_number_that_its_text_names(unscaled in any::<i128>(), drop in 0_u32..100, scale in 0_u32..=38) {
        let decimal = Decimal { unscaled: unscaled >> drop, scale };
        let text = decimal.text();
        prop_assert_eq!(Some(decimal.number()), text.parse().ok());
        let (whole, places) = text.split_once('.').unwrap_or((&text, ""));
        prop_assert_eq!(places.len(), scale as usize);
        let whole = whole.parse().ok().filter(|_| places.bytes().all(|digit| digit == b'0'));
        prop_assert_eq!(decimal.integer(), whole);
    }
}

#[test]
fn texts_are_iso_and_exact() {
    let decimal = |unscaled, scale| TypedValue::Decimal(Decimal { unscaled, scale });
    let time = |seconds, nanoseconds, is_utc| {
        TypedValue::Timestamp(Timestamp {
            seconds,
            nanoseconds,
            is_utc,
        })
    };
    let uuid = 0x0123_4567_89ab_cdef_0011_2233_4455_6677_u128.to_be_bytes();
    for (value, text) in [
        (decimal(-5, 2), Some("-0.05")),
        (decimal(1230, 2), Some("12.30")),
        (decimal(7, 0), Some("7")),
        (TypedValue::Unsigned(u64::MAX), Some("18446744073709551615")),
        (TypedValue::Day(-1), Some("1969-12-31")),
        (TypedValue::Day(i64::from(i32::MAX)), None),
        (TypedValue::Time(34_200_250_000_000), Some("09:30:00.25")),
        (TypedValue::Time(-1), None),
        (time(-1, 0, false), Some("1969-12-31T23:59:59")),
        (time(0, 5, true), Some("1970-01-01T00:00:00.000000005Z")),
        (time(i64::MAX, 0, true), None),
        (
            TypedValue::Uuid(uuid),
            Some("01234567-89ab-cdef-0011-223344556677"),
        ),
    ] {
        assert_eq!(value.text().as_deref(), text, "{value:?}");
    }
    assert_eq!(TypedValue::Unsigned(u64::MAX).integer(), None);
    assert_eq!(
        TypedValue::Unsigned(u64::MAX).number(),
        Some(u64::MAX as f64)
    );
}
