//! Which bytes of a CSV table lie inside quotes.
//!
//! A quote opens a cell only as its first byte; a doubled quote inside is a quote; a quote
//! anywhere else is a letter like others, as in `19" rack`.

use crate::table::marks::Marks;

/// What came before a block of 64 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quotes {
    /// All ones inside quotes, else zero.
    inside: u64,
    /// One where the byte before may be followed by an opening quote: it ended a cell, or it was
    /// a quote that closed (the two quotes then are one letter).
    before: u64,
}

impl Quotes {
    /// At the beginning of a row.
    pub(super) fn at_row() -> Self {
        Self {
            inside: 0,
            before: 1,
        }
    }

    /// Whether the last block ended inside quotes.
    pub(super) fn open(self) -> bool {
        self.inside != 0
    }

    /// The bytes of the next block that lie outside quotes, a bit each; and what comes before the
    /// block after it.
    #[inline(always)]
    pub(super) fn outside(self, marks: Marks) -> (u64, Self) {
        if marks.quotes | self.inside == 0 {
            let before = marks.ends >> 63;
            return (u64::MAX, Self { inside: 0, before });
        }
        let inside = alternating(marks.quotes) ^ self.inside;
        let closing = marks.quotes & !inside;
        let allowed = (((marks.ends & !inside) | closing) << 1) | self.before;
        if marks.quotes & inside & !allowed != 0 {
            return self.outside_step_by_step(marks.ends, marks.quotes);
        }
        let after = Self {
            inside: (inside.cast_signed() >> 63).cast_unsigned(),
            before: ((marks.ends & !inside) | closing) >> 63,
        };
        (!inside, after)
    }

    /// The same where a quote is a letter.
    #[cold]
    fn outside_step_by_step(self, ends: u64, quotes: u64) -> (u64, Self) {
        let mut outside = 0;
        let (mut inside, mut before) = (self.inside != 0, self.before != 0);
        for place in 0..64 {
            let bit = 1 << place;
            let quote = quotes & bit != 0;
            let closes = quote && inside;
            inside = match quote {
                true => !inside && before,
                false => inside,
            };
            before = closes || (!inside && ends & bit != 0);
            outside |= if inside { 0 } else { bit };
        }
        let after = Self {
            inside: if inside { u64::MAX } else { 0 },
            before: u64::from(before),
        };
        (outside, after)
    }
}

/// Ones from each odd set bit up to the next set bit, which stays zero.
#[inline(always)]
fn alternating(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::marks::portable;

    fn outside(text: &str) -> String {
        let mut bytes = [b'.'; 64];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        let (outside, _) = Quotes::at_row().outside(portable(&bytes, b','));
        (0..text.len())
            .map(|place| if outside >> place & 1 == 1 { 'o' } else { 'i' })
            .collect()
    }

    #[test]
    fn quotes_open_only_at_the_start_of_a_cell() {
        assert_eq!(outside(r#"a,"b,c",d"#), "ooiiiiooo");
        assert_eq!(outside(r#"19" rack,"a,b""#), "oooooooooiiiio");
        assert_eq!(outside(r#""a"x"y,z"#), "iioooooo");
    }

    #[test]
    fn doubled_quotes_do_not_end_a_cell() {
        assert_eq!(outside(r#""a"",b",c"#), "iioiiiooo");
        assert_eq!(outside(r#"""","#), "ioii");
    }
}
