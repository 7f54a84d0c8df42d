//! What a text output may use: color, and a number of columns.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) color: bool,
    /// Columns to fit into; [`Look::WIDE`] for no limit.
    pub(crate) width: usize,
}

impl Look {
    /// More columns than any line needs, for output that is no terminal's.
    pub(crate) const WIDE: usize = 10_000;
}
