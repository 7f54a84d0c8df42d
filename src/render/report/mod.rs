//! The client report as files: one model, several outputs.

mod client;
mod color;
mod escape;
mod html;
mod markdown;
mod palette;
#[cfg(feature = "pdf")]
mod pdf;
mod pictures;
mod pptx;
mod templates;
mod theme;
pub mod theme_file;
mod xlsx;

pub use color::Color;
pub use html::html;
pub use markdown::markdown;
#[cfg(feature = "pdf")]
pub use pdf::{Pdf, pdf};
pub use pictures::{Picture, picture, pictures};
pub use pptx::{SlidesError, pptx};
#[cfg(feature = "cli")]
pub(crate) use templates::read_within;
pub use templates::{BUILT_IN, TemplateError, Templates};
pub use theme::{Logo, Paper, SECTIONS, Theme};
pub use xlsx::xlsx;
