//! SQL laid out as a person would write it: on one line where it fits, else a part a line.

/// The width that lines keep to, where a single word does not need more.
const WIDTH: usize = 100;
/// One step to the right.
const STEP: &str = "    ";

/// A piece of SQL that is laid out when it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sql {
    /// What stays on one line.
    Line(String),
    /// Conditions joined by `AND` (`all`) or `OR`; at least two.
    Joined { all: bool, parts: Vec<Sql> },
    /// Texts one behind the other.
    Concat(Vec<String>),
    /// `NOT (…)`
    Not(Box<Sql>),
    /// Items between an opening and a closing text, with commas: `name IN (`, …, `)`.
    List {
        open: String,
        items: Vec<String>,
        close: String,
    },
    /// `CASE WHEN … THEN … ELSE … END`; at least one branch.
    Case {
        branches: Vec<(Sql, String)>,
        otherwise: Option<String>,
    },
    /// A piece between two texts on its lines: `NULLIF(`, …, `, 0)`.
    Around {
        open: String,
        inner: Box<Sql>,
        close: String,
    },
}

impl Sql {
    pub(super) fn line(text: impl Into<String>) -> Self {
        Self::Line(text.into())
    }

    /// Parts joined by `AND` or `OR`; one part is itself.
    pub(super) fn joined(all: bool, mut parts: Vec<Self>) -> Self {
        match parts.len() {
            1 => parts.remove(0),
            _ => Self::Joined { all, parts },
        }
    }

    pub(super) fn list(
        open: impl Into<String>,
        items: impl IntoIterator<Item = String>,
        close: &str,
    ) -> Self {
        Self::List {
            open: open.into(),
            items: items.into_iter().collect(),
            close: close.to_owned(),
        }
    }

    /// `CASE` without an `ELSE`.
    pub(super) fn cases(branches: Vec<(Self, String)>) -> Self {
        Self::Case {
            branches,
            otherwise: None,
        }
    }

    pub(super) fn around(open: impl Into<String>, inner: Self, close: impl Into<String>) -> Self {
        Self::Around {
            open: open.into(),
            inner: Box::new(inner),
            close: close.into(),
        }
    }

    /// All of it on one line.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Line(text) => text.clone(),
            Self::Joined { all, parts } => {
                let parts: Vec<String> =
                    parts.iter().map(|part| part.within(*all).flat()).collect();
                parts.join(&format!(" {} ", joint(*all)))
            }
            Self::Concat(parts) => parts.join(" || "),
            Self::Not(inner) => format!("NOT ({})", inner.flat()),
            Self::List { open, items, close } => format!("{open}{}{close}", items.join(", ")),
            Self::Case {
                branches,
                otherwise,
            } => {
                let branches = branches.iter();
                let branches =
                    branches.map(|(when, then)| format!(" WHEN {} THEN {then}", when.flat()));
                let branches: String = branches.collect();
                let otherwise = otherwise.as_ref().map(|text| format!(" ELSE {text}"));
                format!("CASE{branches}{} END", otherwise.unwrap_or_default())
            }
            Self::Around { open, inner, close } => format!("{open}{}{close}", inner.flat()),
        }
    }

    /// The lines, without the indentation of the whole; `room` is how long one may be.
    fn lines(&self, room: usize) -> Vec<String> {
        let flat = self.flat();
        if flat.chars().count() <= room && !self.is_always_broken() {
            return vec![flat];
        }
        let inside = room.saturating_sub(STEP.len());
        match self {
            Self::Line(_) => vec![flat],
            Self::Joined { all, parts } => {
                let mut lines: Vec<String> = Vec::new();
                for part in parts {
                    let joint = match lines.is_empty() {
                        true => String::new(),
                        false => format!("{} ", joint(*all)),
                    };
                    let part = part.within(*all).lines(room.saturating_sub(joint.len()));
                    lines.extend(after(&joint, part));
                }
                lines
            }
            Self::Concat(parts) => {
                let joint = |place: usize| if place == 0 { "" } else { "|| " };
                let parts = parts.iter().enumerate();
                parts
                    .map(|(place, part)| format!("{}{part}", joint(place)))
                    .collect()
            }
            Self::Not(inner) => between("NOT (", &inner.lines(inside), ")"),
            Self::List { open, items, close } => between(open, &filled(items, inside), close),
            Self::Case {
                branches,
                otherwise,
            } => {
                let mut lines = Vec::new();
                for (when, then) in branches {
                    let mut when = after("WHEN ", when.set_apart(inside.saturating_sub(5)));
                    let then = format!("THEN {then}");
                    let fits = when.len() == 1
                        && when[0].chars().count() + 1 + then.chars().count() <= inside;
                    match when.last_mut().filter(|_| fits) {
                        Some(last) => *last = format!("{last} {then}"),
                        None => when.push(format!("{STEP}{then}")),
                    }
                    lines.extend(when);
                }
                lines.extend(otherwise.iter().map(|text| format!("ELSE {text}")));
                between("CASE", &lines, "END")
            }
            Self::Around { open, inner, close } if open.ends_with('(') => {
                between(open, &inner.lines(inside), close)
            }
            Self::Around { open, inner, close } => {
                let mut lines = after(open, inner.lines(room));
                if let Some(last) = lines.last_mut() {
                    last.push_str(close);
                }
                lines
            }
        }
    }

    /// A case of several branches takes a line each, however short they are.
    fn is_always_broken(&self) -> bool {
        match self {
            Self::Case { branches, .. } => branches.len() > 1,
            Self::Around { inner, .. } | Self::Not(inner) => inner.is_always_broken(),
            Self::Line(_) | Self::Concat(_) | Self::Joined { .. } | Self::List { .. } => false,
        }
    }

    /// As a part of a group, in parentheses where it is a group of the other kind.
    fn within(&self, all: bool) -> Self {
        match self {
            Self::Joined { all: own, .. } if *own != all => Self::around("(", self.clone(), ")"),
            _ => self.clone(),
        }
    }

    /// The lines; what goes on in a second one at the same depth is set apart from what follows.
    fn set_apart(&self, room: usize) -> Vec<String> {
        let mut lines = self.lines(room);
        if matches!(self, Self::Joined { .. } | Self::Concat(_)) {
            for line in lines.iter_mut().skip(1) {
                line.insert_str(0, STEP);
            }
        }
        lines
    }

    /// As an item of a select list, at the second step: `expression AS name`.
    pub(super) fn named(&self, name: &str) -> Vec<String> {
        let end = format!(" AS {name}");
        let room = WIDTH.saturating_sub(STEP.len() * 2 + end.len() + 1);
        let mut lines = self.set_apart(room);
        if let Some(last) = lines.last_mut() {
            last.push_str(&end);
        }
        lines
    }
}

/// A clause with a list of columns, `GROUP BY …`.
pub(super) fn clause(word: &str, columns: &[String]) -> Vec<String> {
    let flat = format!("{word} {}", columns.join(", "));
    if flat.len() <= WIDTH - STEP.len() {
        return vec![flat];
    }
    let lines = filled(columns, WIDTH - STEP.len() * 2);
    let lines = lines.into_iter().map(|line| format!("{STEP}{line}"));
    std::iter::once(word.to_owned()).chain(lines).collect()
}

fn joint(all: bool) -> &'static str {
    if all { "AND" } else { "OR" }
}

/// A text before the first line; the others stay where they are.
fn after(text: &str, mut lines: Vec<String>) -> Vec<String> {
    if let Some(first) = lines.first_mut() {
        first.insert_str(0, text);
    }
    lines
}

fn between(open: &str, lines: &[String], close: &str) -> Vec<String> {
    let inside = lines.iter().map(|line| format!("{STEP}{line}"));
    let open = std::iter::once(open.trim_end().to_owned());
    open.chain(inside)
        .chain(std::iter::once(close.to_owned()))
        .collect()
}

/// As many items a line as have room, with commas.
fn filled(items: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for (place, item) in items.iter().enumerate() {
        let comma = if place + 1 < items.len() { "," } else { "" };
        let own = item.chars().count() + comma.len();
        match lines.last_mut() {
            Some(line) if length + 1 + own <= room => {
                line.push(' ');
                line.push_str(item);
                line.push_str(comma);
                length += 1 + own;
            }
            _ => {
                lines.push(format!("{item}{comma}"));
                length = own;
            }
        }
    }
    lines
}

/// A `SELECT`: its items, each with its lines, and what comes behind them.
#[derive(Debug, Clone, Default)]
pub(super) struct Select {
    pub(super) items: Vec<Vec<String>>,
    /// `FROM …` and what follows, a clause a line or more.
    pub(super) clauses: Vec<String>,
}

impl Select {
    /// Adds an item that keeps its name.
    pub(super) fn plain(&mut self, name: impl Into<String>) {
        self.items.push(vec![name.into()]);
    }

    /// Adds an expression with its name.
    pub(super) fn item(&mut self, sql: &Sql, name: &str) {
        self.items.push(sql.named(name));
    }

    /// Adds an expression, with its name where it is not that name itself.
    pub(super) fn item_unless_same(&mut self, expression: &str, name: &str) {
        match expression == name {
            true => self.plain(name),
            false => self.item(&Sql::line(expression), name),
        }
    }

    /// Adds a constant where there are no items, which every select needs.
    pub(super) fn or_one(&mut self) {
        if self.items.is_empty() {
            self.item(&Sql::line("1"), "one");
        }
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec!["SELECT".to_owned()];
        for (place, item) in self.items.iter().enumerate() {
            let comma = if place + 1 < self.items.len() {
                ","
            } else {
                ""
            };
            let last = item.len().saturating_sub(1);
            for (at, line) in item.iter().enumerate() {
                let comma = if at == last { comma } else { "" };
                lines.push(format!("{STEP}{line}{comma}"));
            }
        }
        lines.extend(self.clauses.iter().cloned());
        lines
    }
}

/// A query of named parts, each of which may use those before it, and the last select.
pub(super) fn with(parts: &[(&str, Vec<String>)], last: &Select) -> String {
    let mut text = String::new();
    for (place, (name, lines)) in parts.iter().enumerate() {
        text.push_str(if place == 0 { "WITH " } else { ",\n" });
        text.push_str(name);
        text.push_str(" AS (\n");
        for line in lines {
            text.push_str(STEP);
            text.push_str(line);
            text.push('\n');
        }
        text.push(')');
    }
    if !parts.is_empty() {
        text.push('\n');
    }
    text.push_str(&last.lines().join("\n"));
    text
}
