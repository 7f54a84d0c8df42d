//! What each row says.

use indexmap::IndexMap;

use super::columns::rank;
use super::heading::is_total;
use super::idea::{Idea, Stated};
use super::layout::{Heading, Layout};
use super::number::{self, DecimalSign, Kind};
use super::parts::Part;
use super::vocabulary::{Role, folded};
use super::{ImportOptions, Remark};
use crate::sheet::{CellValue, SheetError};
use crate::text::words;

/// What people write where a score is missing.
const MISSING: [&str; 10] = ["", "-", "–", "—", "?", "n/a", "na", "tbd", "k.a.", "s/d"];

/// Collects the ideas of all rows.
pub(super) struct Rows<'o> {
    sign: DecimalSign,
    options: &'o ImportOptions,
    third: Role,
    /// By their labels, folded.
    pub(super) ideas: IndexMap<String, Idea>,
    pub(super) remarks: Vec<Remark>,
    pub(super) missing: Vec<Remark>,
    pub(super) unread: Vec<Remark>,
}

impl<'o> Rows<'o> {
    pub(super) fn new(sign: DecimalSign, options: &'o ImportOptions, third: Role) -> Self {
        Self {
            sign,
            options,
            third,
            ideas: IndexMap::new(),
            remarks: Vec::new(),
            missing: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Reads the rows of a table.
    ///
    /// # Errors
    /// If no column says what they are about.
    pub(super) fn table(&mut self, part: &Part) -> Result<(), SheetError> {
        let table = part.table;
        let Some(names) = part.columns.name else {
            return Err(SheetError::new(
                "no column holds the names of the ideas",
                "say which one does, by heading or letter: --column name=A",
            ));
        };
        for row in &table.rows {
            if let Some(label) = self.label(table, *row, names) {
                self.row(part, *row, names, &label);
            }
        }
        Ok(())
    }

    /// What a row is about; `None` for a row that is no idea, which is told.
    fn label(&mut self, table: &Layout, row: usize, names: usize) -> Option<String> {
        let sheet = table.sheet;
        let name = sheet.shown(row, names).replace('\n', " ");
        let cells = sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
        let filled: Vec<&str> = cells
            .iter()
            .map(|cell| cell.text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let scored = table.columns.iter().any(|one| {
            let criterion = [Role::Impact, Role::Confidence, self.third]
                .map(Some)
                .contains(&one.role);
            criterion && !sheet.cell(row, one.column).text.is_empty()
        });
        let place = table.place(row, names);
        let whole = |range: &&[usize; 4]| {
            range[0] == row && range[3] >= range[1] + 2 && (range[1]..=range[3]).contains(&names)
        };
        let left_out =
            if is_total(&name) || (name.is_empty() && filled.iter().any(|text| is_total(text))) {
                "sums up the others, so it is left out".to_owned()
            } else if !scored && sheet.merged.iter().any(|range| whole(&range)) {
                format!(
                    "\"{}\" stands across the table: taken for a heading",
                    words::shortened(&name)
                )
            } else if !scored && (name.starts_with(['*', '†']) || starts_a_footnote(&name)) {
                format!("\"{}\" is taken for a footnote", words::shortened(&name))
            } else if name.is_empty() && !scored {
                let text = filled.first().copied().unwrap_or_default();
                format!(
                    "the row has neither a name nor scores, so it is left out (\"{}\")",
                    words::shortened(text)
                )
            } else {
                if name.is_empty() {
                    self.remarks.push(Remark::at(
                        place,
                        format!("the row has scores but no name: called \"Row {}\"", row + 1),
                    ));
                    return Some(format!("Row {}", row + 1));
                }
                return Some(name);
            };
        self.remarks.push(Remark::at(place, left_out));
        None
    }

    fn row(&mut self, part: &Part, row: usize, names: usize, label: &str) {
        let table = part.table;
        let sheet = table.sheet;
        let scorer = part.scorer.clone().or_else(|| {
            let column = table.column(Role::Scorer)?;
            Some(sheet.shown(row, column.column).to_owned()).filter(|name| !name.is_empty())
        });
        let own = self.scores(table, row, label, None);
        let columns = &part.columns;
        let score = columns.score.map(|one| one.column);
        let stated_rank = |column: usize| {
            let rank = rank(&sheet.cell(row, column).text)?;
            Some((rank, table.place(row, column)))
        };
        let reach = |one: &Heading| {
            let cell = sheet.cell(row, one.column);
            number::given(cell, self.sign, &self.options.words).map(|given| given.value)
        };
        let plan_name = columns
            .plan_name
            .map(|column| sheet.cell(row, column).text.clone());
        let mut idea = Idea {
            name: plan_name.unwrap_or_default(),
            label: label.to_owned(),
            places: vec![table.place(row, names)],
            texts: texts(part, row),
            scores: [const { None }; 3],
            panel: Vec::new(),
            score: score.and_then(|column| self.stated_score(table, row, column)),
            formula: score.and_then(|column| formula(table, row, column, self.third)),
            rank: columns.rank.and_then(stated_rank),
            reach: table.column(Role::Reach).and_then(reach),
            comments: asides(part, row),
        };
        let mut scorers: Vec<&str> = table
            .columns
            .iter()
            .filter(|one| !one.mean)
            .filter_map(|one| one.scorer.as_deref())
            .collect();
        scorers.sort_unstable();
        scorers.dedup();
        match &scorer {
            Some(scorer) => idea.panel.push((scorer.clone(), own)),
            None => idea.scores = own,
        }
        for scorer in scorers {
            let scores = self.scores(table, row, label, Some(scorer));
            let known = idea.panel.iter_mut().find(|(known, _)| known == scorer);
            match known {
                Some((_, known)) => self.join(scorer, known, scores),
                None => idea.panel.push((scorer.to_owned(), scores)),
            }
        }
        self.add(idea, scorer.is_some());
    }

    /// Adds what else somebody scored in the same row; of two scores of one criterion the first counts.
    fn join(&mut self, scorer: &str, known: &mut [Option<Stated>; 3], scores: [Option<Stated>; 3]) {
        for (known, score) in known.iter_mut().zip(scores) {
            match (&known, score) {
                (Some(_), Some(score)) => self.remarks.push(Remark::at(
                    score.place,
                    format!("{scorer} has scored this already: the first score counts"),
                )),
                (None, score) => *known = score,
                (Some(_), None) => {}
            }
        }
    }

    /// Adds an idea, or the scores of one more scorer to it; another of its name gets another one.
    fn add(&mut self, mut idea: Idea, by_scorer: bool) {
        let key = folded(&idea.label);
        let twin = self.ideas.get_mut(&key);
        match twin {
            Some(twin) if by_scorer => {
                for (scorer, scores) in idea.panel {
                    if twin.panel.iter().any(|(known, _)| *known == scorer) {
                        let message =
                            format!("{scorer} has scored this already: the first scores count");
                        let place = idea.places.first().cloned();
                        self.remarks.push(Remark { place, message });
                    } else {
                        twin.panel.push((scorer, scores));
                    }
                }
                twin.places.extend(idea.places);
                for text in idea.texts {
                    if !twin.texts.iter().any(|known| known.0 == text.0) {
                        twin.texts.push(text);
                    }
                }
            }
            Some(twin) => {
                let first = twin
                    .places
                    .first()
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let mut number = 2;
                while self.ideas.contains_key(&format!("{key} {number}")) {
                    number += 1;
                }
                let message = format!(
                    "\"{}\" stands in {first} as well: this one is called \"{} ({number})\"",
                    words::shortened(&idea.label),
                    words::shortened(&idea.label)
                );
                self.remarks.extend(
                    idea.places
                        .first()
                        .map(|place| Remark::at(place.clone(), message)),
                );
                idea.label = format!("{} ({number})", idea.label);
                self.ideas.insert(format!("{key} {number}"), idea);
            }
            None => {
                self.ideas.insert(key, idea);
            }
        }
    }

    /// The three scores of a row: the agreed ones, or one scorer's.
    fn scores(
        &mut self,
        table: &Layout,
        row: usize,
        label: &str,
        scorer: Option<&str>,
    ) -> [Option<Stated>; 3] {
        [Role::Impact, Role::Confidence, self.third].map(|role| {
            let own = |one: &&Heading| {
                one.role == Some(role) && one.scorer.as_deref() == scorer && !one.mean
            };
            let column = table.columns.iter().find(own)?;
            self.score(table, row, column, label)
        })
    }

    fn score(
        &mut self,
        table: &Layout,
        row: usize,
        heading: &Heading,
        label: &str,
    ) -> Option<Stated> {
        let cell = table.sheet.cell(row, heading.column);
        let place = table.place(row, heading.column);
        let name = words::capitalized(heading.role.map_or("score", Role::name));
        let label = words::shortened(label);
        let given = number::given(cell, self.sign, &self.options.words);
        if let Some(given) = given {
            let shown = cell.text.clone();
            return Some(Stated {
                given,
                place,
                shown,
            });
        }
        if MISSING.contains(&cell.text.to_lowercase().as_str()) {
            if heading.scorer.is_none() {
                let message = format!("{name} is missing, so \"{label}\" isn't ranked");
                self.missing.push(Remark::at(place, message));
            }
            return None;
        }
        let shown = words::shortened(&cell.text);
        let what = match cell.value {
            CellValue::Date => format!("{shown} is a date; programs make dates of scores like 7-8"),
            CellValue::Error => format!("the cell shows the error {shown}"),
            _ => format!("\"{shown}\" is no score"),
        };
        let message = format!("{what}: \"{label}\" has no {name}");
        self.unread.push(Remark::at(place, message));
        None
    }

    fn stated_score(&self, table: &Layout, row: usize, column: usize) -> Option<Stated> {
        let cell = table.sheet.cell(row, column);
        let given = number::given(cell, self.sign, &self.options.words)?;
        let number = matches!(given.kind, Kind::Number | Kind::Percent) && given.range.is_none();
        number.then(|| Stated {
            given,
            place: table.place(row, column),
            shown: cell.text.clone(),
        })
    }
}

fn starts_a_footnote(name: &str) -> bool {
    let folded = folded(name);
    let first = folded.split(' ').next().unwrap_or_default();
    let marks = [
        "note", "notes", "source", "legend", "legende", "quelle", "fonte", "fuente", "hinweis",
    ];
    marks.contains(&first) && name.contains(':')
}

/// The formula of a row's stated score, with the columns of the three scores.
fn formula(
    table: &Layout,
    row: usize,
    column: usize,
    third: Role,
) -> Option<(String, usize, [usize; 3])> {
    let formula = table.sheet.cell(row, column).formula.clone()?;
    let of = |role| table.column(role).map(|one| one.column);
    Some((
        formula,
        row,
        [of(Role::Impact)?, of(Role::Confidence)?, of(third)?],
    ))
}

/// What has a key in the plan, joined where several columns mean the same.
fn texts(part: &Part, row: usize) -> Vec<(&'static str, String)> {
    let keys = [
        (Role::Description, "description"),
        (Role::Message, "message"),
        (Role::Owner, "owner"),
        (Role::Notes, "notes"),
    ];
    let sheet = part.table.sheet;
    let of = |(role, key): (Role, &'static str)| {
        let columns = part
            .table
            .columns
            .iter()
            .filter(|one| one.role == Some(role));
        let columns = columns.filter(|one| Some(one.column) != part.columns.name);
        let texts = columns
            .map(|one| sheet.shown(row, one.column))
            .filter(|text| !text.is_empty());
        let texts: Vec<&str> = texts.collect();
        (!texts.is_empty()).then(|| (key, texts.join(" / ")))
    };
    keys.into_iter().filter_map(of).collect()
}

/// What has no place in a plan, for a comment: `Reach: 3`.
fn asides(part: &Part, row: usize) -> Vec<String> {
    let aside = |one: &&Heading| {
        let text = part.table.sheet.shown(row, one.column);
        let colon = if one.role == Some(Role::Id) { "" } else { ":" };
        (!text.is_empty()).then(|| format!("{}{colon} {text}", one.text))
    };
    part.columns.unused.iter().filter_map(aside).collect()
}
