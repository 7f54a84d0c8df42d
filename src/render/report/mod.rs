//! The client report as files: one model, several outputs.

pub mod colour;
pub mod html;
pub mod palette;
pub mod templates;
pub mod theme;

pub use html::html;
pub use templates::{TemplateError, Templates};
pub use theme::Theme;
