//! The order as a whole, held to its laws and to a slow and plain second implementation.

mod oracle;
mod properties;
