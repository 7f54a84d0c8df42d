//! Data flows one way: a module uses only itself and modules above it in `src/base.rs`, then `src/core.rs`,
//! then `src/lib.rs`.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[test]
fn every_module_uses_only_modules_above_it() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let crates =
        ["base.rs", "core.rs", "lib.rs"].map(|file| fs::read_to_string(source.join(file)).unwrap());
    let layers = Layers::read(&crates.concat());
    let files = rust_files(&source).unwrap();
    assert!(files.len() > layers.order.len());
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let within = file.strip_prefix(&source).unwrap();
            layers.violations(within, &fs::read_to_string(file).unwrap())
        })
        .map(|violation| violation.to_string())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_use_of_a_module_below_is_named_with_its_line() {
    let layers =
        Layers::read("pub mod text;\npub mod plan; // the file\nmod render;\npub use text::Span;");
    assert_eq!(layers.order, ["text", "plan", "render"]);
    let found = |path: &str, code: &str| -> Vec<String> {
        let violations = layers.violations(Path::new(path), code);
        violations.iter().map(ToString::to_string).collect()
    };
    let below = "src/plan/read.rs:2: `plan` uses `render`, which stands below it";
    for code in [
        "use crate::text;\nuse crate::render::Table;",
        "use crate::{text::{Span, words},\n render};",
        "fn show() {\n    crate::render::table(crate::text::Span::at(0));\n}",
        "use crate::plan;\nuse super::super::render;",
        "mod tests { use super::Node; fn f() {\n super::super::super::render::table() } }",
    ] {
        assert_eq!(found("plan/read.rs", code), [below], "{code}");
    }
    for code in [
        "use crate::{plan::Plan, text::Span};\nuse super::route;",
        "/// Shown by [`crate::render`].\nconst WORDS: &str = \"use crate::render\"; // crate::render",
        "const SIGN: char = '\"'; /* crate::render /* deeper */ */ fn f<'a>(_: &'a str) {}",
        "const RAW: &str = r#\"\"crate::render\"#;",
    ] {
        assert_eq!(found("plan/read.rs", code), [""; 0], "{code}");
    }
    assert_eq!(
        found("plan.rs", "\nuse crate::Span;"),
        [
            "src/plan.rs:2: `crate::Span` is no module of the three crates: name the module it comes from"
        ]
    );
    assert_eq!(
        found("lost.rs", ""),
        ["src/lost.rs:1: `lost` is no module of the three crates"]
    );
}

/// The modules of the three crates, in the order data flows.
struct Layers {
    order: Vec<String>,
}

struct Violation {
    file: PathBuf,
    line: usize,
    says: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "src/{}:{}: {}",
            self.file.display(),
            self.line,
            self.says
        )
    }
}

impl Layers {
    fn read(lib: &str) -> Self {
        let tokens = tokens(lib);
        let order = tokens.windows(3).filter_map(|three| match three {
            [key, name, end] if key.text == "mod" && end.text == ";" => Some(name.text.clone()),
            _ => None,
        });
        Self {
            order: order.collect(),
        }
    }

    /// What is wrong in one file, given by its path below `src`.
    fn violations(&self, file: &Path, code: &str) -> Vec<Violation> {
        let violation = |line, says| Violation {
            file: file.to_owned(),
            line,
            says,
        };
        let modules = module_path(file);
        let Some(own) = modules.first() else {
            return Vec::new(); // base.rs, core.rs, lib.rs and main.rs join the modules
        };
        let Some(place) = self.place(own) else {
            return vec![violation(
                1,
                format!("`{own}` is no module of the three crates"),
            )];
        };
        uses(&tokens(code), modules.len())
            .into_iter()
            .filter_map(|used| match self.place(&used.text) {
                None => Some(violation(
                    used.line,
                    format!(
                        "`crate::{}` is no module of the three crates: name the module it comes from",
                        used.text
                    ),
                )),
                Some(other) if other > place => Some(violation(
                    used.line,
                    format!(
                        "`{own}` uses `{}`, which stands below it",
                        used.text
                    ),
                )),
                Some(_) => None,
            })
            .collect()
    }

    fn place(&self, module: &str) -> Option<usize> {
        self.order.iter().position(|name| name == module)
    }
}

/// `plan/read.rs` is the module `plan::read`, `plan/mod.rs` and `plan.rs` are `plan`.
fn module_path(file: &Path) -> Vec<String> {
    file.with_extension("")
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .filter(|part| !matches!(part.as_str(), "mod" | "base" | "core" | "lib" | "main"))
        .collect()
}

/// Every name that stands right below the root of the crate in a path: after `crate::`, in the
/// braces of `crate::{…}`, and after as many `super::` as the file and its inline modules are deep.
fn uses(tokens: &[Token], depth: usize) -> Vec<Token> {
    let mut found = Vec::new();
    let mut braces: Vec<bool> = Vec::new(); // whether each open brace is an inline module's
    for (place, token) in tokens.iter().enumerate() {
        let before = |back: usize| place.checked_sub(back).map_or("", |at| &tokens[at].text);
        match token.text.as_str() {
            "{" => braces.push(before(2) == "mod"),
            "}" => {
                braces.pop();
            }
            "crate" => found.extend(below_root(&tokens[place + 1..])),
            "super" if before(1) != "::" => {
                let chain = tokens[place..].chunks(2).take_while(
                    |pair| matches!(pair, [up, sign] if up.text == "super" && sign.text == "::"),
                );
                let ups = chain.count();
                let inline = braces.iter().filter(|module| **module).count();
                if ups == depth + inline {
                    found.extend(below_root(&tokens[place + 2 * ups - 1..]));
                }
            }
            _ => {}
        }
    }
    found
}

/// The first names of a path that goes on with `::name` or `::{name…, name…}`.
fn below_root(rest: &[Token]) -> Vec<Token> {
    match rest {
        [sign, open, inner @ ..] if sign.text == "::" && open.text == "{" => {
            let mut depth = 1;
            let mut names = Vec::new();
            let mut first = true;
            for token in inner {
                match token.text.as_str() {
                    "{" => depth += 1,
                    "}" => depth -= 1,
                    "," if depth == 1 => first = true,
                    _ if first => {
                        names.push(token.clone());
                        first = false;
                    }
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            names
        }
        [sign, name, ..] if sign.text == "::" => vec![name.clone()],
        _ => Vec::new(),
    }
}

#[derive(Debug, Clone)]
struct Token {
    text: String,
    line: usize,
}

/// The names and signs of Rust code, `::` as one sign; comments, texts and letters left out.
fn tokens(code: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(sign) = rest.chars().next() {
        let name = rest.len() - rest.trim_start_matches(is_of_name).len();
        let (length, counts) = if let Some(length) = passage(rest) {
            (length, false)
        } else if name > 0 {
            (name, true)
        } else if rest.starts_with("::") {
            (2, true)
        } else {
            (sign.len_utf8(), !sign.is_whitespace())
        };
        if counts {
            let done = &code[..code.len() - rest.len()];
            found.push(Token {
                text: rest[..length].to_owned(),
                line: 1 + done.matches('\n').count(),
            });
        }
        rest = &rest[length..];
    }
    found
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}

/// The length of the comment, text or letter that `rest` begins with.
fn passage(rest: &str) -> Option<usize> {
    let until = |from: usize, end: &str| {
        rest[from..]
            .find(end)
            .map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        Some(until(2, "\n"))
    } else if rest.starts_with("/*") {
        Some(block_comment(rest))
    } else if rest.starts_with("r\"") {
        Some(until(2, "\""))
    } else if rest.starts_with("r#\"") {
        Some(until(3, "\"#"))
    } else if let Some(inner) = rest.strip_prefix('"') {
        Some(1 + escaped_until(inner, '"'))
    } else if let Some(inner) = rest.strip_prefix('\'') {
        let mut letters = inner.chars();
        let (first, second) = (letters.next()?, letters.next()?);
        (first == '\\' || second == '\'').then(|| 1 + escaped_until(inner, '\''))
    } else {
        None
    }
}

/// The length up to and with the first `end` that no backslash stands before.
fn escaped_until(inner: &str, end: char) -> usize {
    let mut escaped = false;
    for (at, letter) in inner.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == end => return at + end.len_utf8(),
            _ => {}
        }
    }
    inner.len()
}

/// The length of a comment in `/* */`, which may hold others.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    for (at, _) in rest.char_indices() {
        if rest[at..].starts_with("/*") {
            depth += 1;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            if depth == 0 {
                return at + 2;
            }
        }
    }
    rest.len()
}

fn rust_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
