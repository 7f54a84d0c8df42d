//! The client report as files: one model, several outputs.

pub mod colour;
pub mod html;
pub mod markdown;
pub mod palette;
pub mod pictures;
pub mod templates;
pub mod theme;
pub mod theme_file;
pub mod xlsx;

pub use html::html;
pub use markdown::markdown;
pub use pictures::{Picture, pictures};
pub use templates::{TemplateError, Templates};
pub use theme::{Logo, Theme};
pub use xlsx::xlsx;
