//! Report templates: real files, embedded here, each of which a user's folder may replace.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, HtmlEscape, State, UndefinedBehavior, Value};

use super::escape::{code, css_text};
use crate::render::escape::escape;
use crate::report::Locale;
use crate::text::words;

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        /// The built-in templates: file name and text.
        pub const BUILT_IN: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../../templates/report/", $name)))),+
        ];
    };
}

built_in!(
    "report.html",
    "title.html",
    "summary.html",
    "ranking.html",
    "segment.html",
    "leads.html",
    "certainty.html",
    "method.html",
    "appendix.html",
    "macros.html",
    "style.css",
    "chart.css",
    "script.js",
    "report.md",
    "client.html",
    "client-blocks.html",
    "client.md",
    "client.typ",
    "report.typ",
    "parts.typ",
    "title.typ",
    "ranking.typ",
    "segment.typ",
    "leads.typ",
    "closing.typ",
);

/// Where templates lie: the user's folder before the built-in ones.
#[derive(Debug, Clone)]
pub(super) struct Shelf(Option<PathBuf>);

impl Shelf {
    /// A folder of this name within the user's; `None` if there is none.
    #[cfg(feature = "pdf")]
    pub(super) fn folder(&self, name: &str) -> Option<PathBuf> {
        let folder = self.0.as_ref()?.join(name);
        folder.is_dir().then_some(folder)
    }

    /// The bytes of a file of this name; `None` if there is none.
    pub(super) fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let inside = !name.contains("..") && !name.starts_with('/');
        if let Some(folder) = self.0.as_ref().filter(|_| inside) {
            match read_within(&folder.join(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                read => return read.map(Some),
            }
        }
        let found = BUILT_IN.iter().find(|(file, _)| *file == name);
        Ok(found.map(|(_, text)| text.as_bytes().to_owned()))
    }
}

/// The largest file that goes into a report, in bytes: a template, a font, a logo.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The bytes of a file that goes into a report; an error if it is too large.
pub(crate) fn read_within(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(io::Error::other("it is larger than 16 MB")),
        false => Ok(bytes),
    }
}

/// Something wrong with a template: which file, which line, which variable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct TemplateError {
    /// The template's file name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, with the variable where it is one that does not exist.
    pub message: String,
}

/// The templates of a report: the built-in ones, and those of a folder in their place.
#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    #[cfg(feature = "pdf")]
    shelf: Shelf,
}

impl Templates {
    /// The built-in templates; files of the same name in `folder` go before them. A folder may
    /// hold further files, for its own templates to include.
    pub fn new(folder: Option<&Path>, locale: Locale) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_syntax(whole_lines());
        environment.set_debug(true);
        environment.set_auto_escape_callback(|name| match name.rsplit('.').next() {
            Some("html" | "svg") => AutoEscape::Html,
            Some("md") => AutoEscape::Custom("markdown".into()),
            _ => AutoEscape::None,
        });
        environment.set_formatter(|out, state, value| match state.auto_escape() {
            AutoEscape::Custom(_) => {
                let text = match value.as_str() {
                    Some(text) if !value.is_safe() => escape(text),
                    _ => value.to_string(),
                };
                out.write_str(&text).map_err(Into::into)
            }
            _ => minijinja::escape_formatter(out, state, value),
        });
        let shelf = Shelf(folder.map(Path::to_owned));
        #[cfg(feature = "pdf")]
        let kept = shelf.clone();
        environment.set_loader(move |name| {
            let bytes = shelf.read(name).map_err(|error| {
                let why = words::reason(&error);
                let kind = minijinja::ErrorKind::InvalidOperation;
                minijinja::Error::new(kind, format!("cannot read {name}: {why}"))
            });
            Ok(bytes?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        });
        add_filters(&mut environment, locale);
        Self {
            environment,
            #[cfg(feature = "pdf")]
            shelf: kept,
        }
    }

    /// Where the files lie, for renderers with templates in another language.
    #[cfg(feature = "pdf")]
    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// A template filled in.
    ///
    /// # Errors
    /// If the template is missing or wrong, or names what does not exist.
    pub fn render(&self, name: &str, context: &Value) -> Result<String, TemplateError> {
        self.environment
            .get_template(name)
            .and_then(|template| template.render(context))
            .map_err(|error| explain(name, &error))
    }
}

/// A tag on a line of its own leaves no line behind.
fn whole_lines() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.build().unwrap_or_default()
}

/// The innermost error: that of the included file rather than of the file that includes it.
fn explain(asked: &str, error: &minijinja::Error) -> TemplateError {
    let mut inner = error;
    let mut cause: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    while let Some(one) = cause {
        if let Some(deeper) = one.downcast_ref::<minijinja::Error>() {
            inner = deeper;
        }
        cause = one.source();
    }
    let what = match inner.kind() {
        minijinja::ErrorKind::UndefinedError => match wrong_part(inner) {
            Some(part) => format!("there is no “{part}”"),
            None => "a variable that does not exist is used here".to_owned(),
        },
        minijinja::ErrorKind::TemplateNotFound => {
            format!("a template is missing: {}", inner.detail().unwrap_or(asked))
        }
        kind => match (inner.detail(), wrong_part(inner)) {
            (Some(detail), Some(part)) => format!("{kind}: {detail}, at “{part}”"),
            (Some(detail), None) => format!("{kind}: {detail}"),
            (None, _) => kind.to_string(),
        },
    };
    TemplateError {
        file: inner.name().unwrap_or(asked).to_owned(),
        line: inner.line().unwrap_or(1),
        message: what,
    }
}

/// The part of the template that the error is about.
fn wrong_part(error: &minijinja::Error) -> Option<String> {
    let part = error.template_source()?.get(error.range()?)?.trim();
    (!part.is_empty() && part.len() < 200).then(|| part.to_owned())
}

fn add_filters(environment: &mut Environment<'static>, locale: Locale) {
    environment.add_filter("num", move |value: f64, places: Option<usize>| {
        locale.number(value, places.unwrap_or(2))
    });
    environment.add_filter("percent", move |share: f64, places: Option<usize>| {
        locale.percent(share, places.unwrap_or(0))
    });
    environment.add_filter(
        "signed_percent",
        move |share: f64, places: Option<usize>| locale.signed_percent(share, places.unwrap_or(1)),
    );
    environment.add_filter("points", move |difference: f64| locale.points(difference));
    environment.add_filter("date", move |day: String| locale.day(&day));
    environment.add_filter("words", |name: String| words::name_in_words(&name));
    environment.add_filter("css_text", |text: String| css_text(&text));
    environment.add_filter("prose", |state: &State, text: String| prose(state, &text));
    environment.add_filter("code", |text: String| Value::from_safe_string(code(&text)));
}

/// Writes a text so that it stands for itself.
type Writer = fn(&str) -> String;

/// A sentence of segplan's own: what stands between two back ticks is code.
fn prose(state: &State, text: &str) -> Value {
    let html = |text: &str| HtmlEscape(text).to_string();
    let (plain, code): (Writer, Writer) = match state.auto_escape() {
        AutoEscape::Html => (html, |text| format!("<code>{}</code>", HtmlEscape(text))),
        AutoEscape::Custom(_) => (escape, code),
        _ => return Value::from(text),
    };
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return Value::from_safe_string(plain(text)); // a back tick without another
    }
    let writers = [plain, code].into_iter().cycle();
    let said = parts.into_iter().zip(writers);
    Value::from_safe_string(said.map(|(part, write)| write(part)).collect())
}
