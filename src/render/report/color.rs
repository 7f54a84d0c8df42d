//! Colors as a report needs them: mixing, and how well one reads on another.

use std::fmt;

/// A color in sRGB, each part 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Reads `#1b6ca8` or `#fff`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.is_ascii() {
            return None;
        }
        let part = |at: usize, wide: usize| {
            let part = u8::from_str_radix(digits.get(at * wide..(at + 1) * wide)?, 16).ok()?;
            Some(if wide == 1 { part * 17 } else { part })
        };
        let wide = match digits.len() {
            3 => 1,
            6 => 2,
            _ => return None,
        };
        Some(Self(part(0, wide)?, part(1, wide)?, part(2, wide)?))
    }

    /// The color on the way to another: 0 is this one, 1 the other.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        let part = |a: u8, b: u8| {
            (f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0)).round() as u8
        };
        Self(
            part(self.0, other.0),
            part(self.1, other.1),
            part(self.2, other.2),
        )
    }

    /// Relative luminance, 0 to 1 (WCAG 2).
    pub fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }

    /// Contrast with another color, 1 to 21 (WCAG 2). Text needs 4.5.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The color nearest to this one, on its way to `towards`, that reads on `ground` with at
    /// least this contrast; `towards` itself where none does.
    #[must_use]
    pub fn readable_on(self, ground: Self, contrast: f64, towards: Self) -> Self {
        (0..=20)
            .map(|step| self.mix(towards, f64::from(step) / 20.0))
            .find(|color| color.contrast(ground) >= contrast)
            .unwrap_or(towards)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let black = Color(0, 0, 0);
        assert!((black.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        let gray = Color::parse("#767676").unwrap();
        assert!((gray.contrast(Color::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn what_does_not_read_is_moved_until_it_does() {
        let yellow = Color::parse("#fd0").unwrap();
        let moved = yellow.readable_on(Color::WHITE, 4.5, Color(0, 0, 0));
        assert!(moved.contrast(Color::WHITE) >= 4.5 && moved != Color(0, 0, 0));
        assert_eq!(Color::parse("#12é4"), None);
        assert_eq!(Color::parse("red"), None);
    }
}
