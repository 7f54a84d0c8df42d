//! Keys that several leads have in common.

/// Keys that several leads have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeyCheck {
    /// Leads whose key another lead before them has.
    pub repeated: u64,
    /// Leads without a key.
    pub missing: u64,
}
