//! The report as slides to present and to paste from: editable texts, native tables, and pictures
//! drawn with native shapes. What they say is what the client's edition says.

mod drawing;
mod package;
mod path;
mod slide;

use super::client::shown;
use super::palette::Palette;
use super::theme::Theme;
use crate::report::client::{self, Block, Chapter, Document, Item};
use crate::report::{Report, chart};
use package::Package;
use slide::{Look, Slide};

pub use package::SlidesError;

/// Rows of a table that a slide has room for.
const MOST_ROWS: usize = 12;

/// The report as a presentation (PPTX).
///
/// # Errors
/// If the file cannot be put together, which no report should bring about.
pub fn pptx(report: &Report, theme: &Theme) -> Result<Vec<u8>, SlidesError> {
    let document = match &report.client {
        Some(document) => shown(document, theme),
        None => shown(&client::document(report), theme),
    };
    let look = Look {
        palette: Palette::light(theme),
        heading: first_font(&theme.heading_font),
        body: first_font(&theme.body_font),
        language: match document.language {
            "de" => "de-DE",
            _ => "en-US",
        },
    };
    let mut slides = vec![Slide::title(&look, &document, theme)];
    slides.extend(chapters(&look, &document));
    let pictures = chart::all(report);
    let caption = |id: &str| caption(&document, id);
    slides.extend(
        pictures
            .iter()
            .map(|one| Slide::picture(&look, one, caption(&one.id))),
    );
    Package::new(&look, &document).bytes(&slides)
}

/// The slides of words and tables.
fn chapters<'a>(look: &'a Look, document: &'a Document) -> impl Iterator<Item = Slide> + 'a {
    document
        .chapters
        .iter()
        .flat_map(|chapter| match chapter.id {
            "summary" => answers(look, chapter),
            "ranking" | "leads" => tables(look, chapter),
            "since" | "observed" => {
                let slides = texts(look, chapter).into_iter();
                slides.chain(tables(look, chapter)).collect()
            }
            _ => Vec::new(),
        })
}

fn answers(look: &Look, chapter: &Chapter) -> Vec<Slide> {
    let blocks = chapter.blocks.iter();
    let slides = blocks.filter_map(|block| match block {
        Block::Answers { items } => Some(Slide::answers(look, &chapter.title, items)),
        _ => None,
    });
    slides.collect()
}

/// The sentences of a chapter, the first of which is the answer.
fn texts(look: &Look, chapter: &Chapter) -> Option<Slide> {
    let texts = chapter.blocks.iter().filter_map(|block| match block {
        Block::Text { text } => Some(text.clone()),
        _ => None,
    });
    let item = Item {
        heading: String::new(),
        texts: texts.collect(),
    };
    (!item.texts.is_empty()).then(|| Slide::answers(look, &chapter.title, &[item]))
}

fn tables(look: &Look, chapter: &Chapter) -> Vec<Slide> {
    let mut slides = Vec::new();
    for block in &chapter.blocks {
        if let Block::Table { table } = block {
            slides.extend(Slide::tables(look, &chapter.title, table, MOST_ROWS));
        }
    }
    slides
}

/// What the document says below a picture.
fn caption<'a>(document: &'a Document, id: &str) -> &'a str {
    let blocks = document.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let mut captions = blocks.filter_map(|block| match block {
        Block::Picture { id: of, caption } if *of == id => Some(caption.as_str()),
        _ => None,
    });
    captions.next().unwrap_or_default()
}

/// The first font of a list that names one; generic names are for browsers.
fn first_font(fonts: &str) -> String {
    let generic = [
        "system-ui",
        "sans-serif",
        "serif",
        "-apple-system",
        "monospace",
    ];
    let names = fonts
        .split(',')
        .map(|name| name.trim().trim_matches(['"', '\'']));
    let mut named = names.filter(|name| !name.is_empty() && !generic.contains(name));
    let found = named.next().unwrap_or("Arial");
    // Office has no Segoe UI on every system, and Arial nearly everywhere.
    match found {
        "Segoe UI" => "Arial".to_owned(),
        found => found.to_owned(),
    }
}

#[cfg(test)]
mod tests;
