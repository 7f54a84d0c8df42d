//! What a text output may use: color, and a number of columns.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) color: bool,
    /// Columns to fit into; [`Look::WIDE`] for no limit.
    pub(crate) width: usize,
}

/// The colors of the program, dark enough for white and bright enough for black: at least 3.8 to 1
/// on both.
pub(crate) mod color {
    use anstyle::Ansi256Color;

    /// Errors, what is parked, what the simulation contradicts.
    pub(crate) const BAD: Ansi256Color = Ansi256Color(160);
    /// Warnings.
    pub(crate) const WARNING: Ansi256Color = Ansi256Color(130);
    /// What may be relied on.
    pub(crate) const GOOD: Ansi256Color = Ansi256Color(28);
    /// Legends.
    pub(crate) const DIM: Ansi256Color = Ansi256Color(243);
}

impl Look {
    /// More columns than any line needs, for output that is no terminal's.
    pub(crate) const WIDE: usize = 10_000;
}
