//! The client report as files: one model, several outputs.

pub mod color;
mod escape;
pub mod html;
pub mod markdown;
pub mod palette;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod pictures;
mod style;
pub mod templates;
pub mod theme;
pub mod theme_file;
pub mod xlsx;

pub use html::html;
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::pdf;
pub use pictures::{Picture, pictures};
pub use templates::{TemplateError, Templates};
pub use theme::{Logo, Paper, Theme};
pub use xlsx::xlsx;
