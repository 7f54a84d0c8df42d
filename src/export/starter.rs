//! A plan that begins with a lead table: its data dictionary and groups of leads that could be segments.

use std::fmt::Write;

use super::attributes::attributes;
use crate::condition::{AttributeType, Comparison, Condition, Literal, Operand, Predicate, Test};
use crate::discover::{Dictionary, Proposal, Proposals};
use crate::profile::{ColumnProfile, LooksLike, Profile, name_words};
use crate::text::snake_case;
use crate::text::visible::visible;
use crate::text::words::{
    capitalized, grouped, leads, name_in_words, percent, rate, share, thousands,
};
use crate::yaml::edit::bare_or_quoted;

/// Letters of a segment's name.
const NAME: usize = 60;

/// What a plan is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Starter<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) dictionary: &'a Dictionary,
    /// The column that identifies a lead.
    pub(crate) key: Option<usize>,
    pub(crate) outcome: Option<&'a Condition>,
    pub(crate) proposals: &'a Proposals,
    /// Leads that were looked at, where these are a sample.
    pub(crate) sampled: Option<u64>,
}

impl Starter<'_> {
    /// The plan's text. Its segments have no scores yet.
    pub(crate) fn plan(&self) -> String {
        let source = visible(&self.profile.source.name);
        let source = source.rsplit(['/', '\\']).next().unwrap_or_default();
        let title = bare_or_quoted(&format!("Segments from {source}"), false);
        let mut plan = format!(
            "# Made from {source}, {}. Keep the segments that you could write a message for,\n\
             # rename them, score them, and delete the rest.\n\
             title: {title}\n\n",
            leads(self.profile.source.rows)
        );
        plan.push_str(&self.leads());
        plan.push_str(&attributes(self.profile, self.dictionary));
        plan.push_str("\nsegments:\n");
        plan.push_str(&self.method());
        plan.push_str(&self.segments());
        plan.push_str("\ndefault:\n  name: newsletter\n  label: General newsletter\n");
        plan
    }

    /// The `leads:` block: what the columns' names and cells say of their meaning.
    fn leads(&self) -> String {
        let named = |place: usize| self.dictionary.attributes[place].name.as_str();
        let column = |place: usize| self.profile.columns[place].name.as_str();
        let lines = [
            ("key", self.key.map(|key| column(key).to_owned())),
            ("date", self.creation().map(|date| named(date).to_owned())),
            (
                "outcome",
                self.outcome.map(|outcome| self.dictionary.print(outcome)),
            ),
        ];
        let lines: String = lines
            .iter()
            .filter_map(|(key, value)| {
                let value = bare_or_quoted(value.as_ref()?, false);
                Some(format!("  {key}: {value}\n"))
            })
            .collect();
        match format!("{lines}{}", self.guesses()).as_str() {
            "" => String::new(),
            lines => format!("leads:\n{lines}\n"),
        }
    }

    /// What else the columns' names sound like, as comments: nobody has said so.
    fn guesses(&self) -> String {
        let guess = |(key, is_number, purpose, names): &(&str, bool, &str, &[&str])| {
            let name = self.sounding_like(*is_number, names)?;
            Some(format!("  # {key}: {name} # {purpose}\n"))
        };
        let guesses: String = GUESSES.iter().filter_map(guess).collect();
        match guesses.as_str() {
            "" => guesses,
            _ => format!(
                "  # By their names, these columns may be meant; delete the first # to use one:\n{guesses}"
            ),
        }
    }

    /// The first attribute of numbers, or else of yes and no, that has one of these names among its words.
    fn sounding_like(&self, is_number: bool, names: &[&str]) -> Option<&str> {
        let mut columns = self.profile.columns.iter().zip(&self.dictionary.attributes);
        let (_, attribute) = columns.find(|(column, attribute)| {
            let fits = match is_number {
                true => attribute.kind.is_numeric(),
                false => attribute.kind == AttributeType::Boolean,
            };
            let words = format!(" {} ", name_words(&column.name).join(" "));
            let is_named = |name: &&str| words.contains(&format!(" {name} "));
            column.attribute.is_some() && fits && names.iter().any(is_named)
        })?;
        Some(&attribute.name)
    }

    /// The column that says when a lead came in.
    fn creation(&self) -> Option<usize> {
        let mut columns = self.profile.columns.iter().enumerate();
        let is_creation = |(place, column): &(usize, &ColumnProfile)| {
            let words = name_words(&column.name);
            let is_date = self.dictionary.attributes[*place].kind == AttributeType::Date;
            column.attribute.is_some()
                && is_date
                && words.iter().any(|word| CREATION.contains(&word.as_str()))
        };
        columns.find(is_creation).map(|(place, _)| place)
    }

    /// How the segments were found, as a comment.
    fn method(&self) -> String {
        let Proposals {
            groups,
            found_in,
            shown_in,
            shared,
        } = self.proposals;
        let sample = self.sampled.map_or_else(String::new, |sampled| {
            format!("  # Looked at: a random sample of {}.\n", leads(sampled))
        });
        let shared = percent(*shared);
        let found = match self.outcome {
            None => format!(
                "  # The largest values of the columns; of the leads that fit either of two, at most {shared} fit\n  \
                 # both. With --outcome, `segplan init --from` looks for groups that do better than others.\n"
            ),
            Some(_) => format!(
                "  # Groups with more outcomes than others, the largest difference for the most leads first; of\n  \
                 # the leads that fit either of two, at most {shared} fit both. Groups look best where they were\n  \
                 # found: these were found in one half of the leads ({}), and their figures are from the\n  \
                 # other half ({}), each rate with its 95 % interval.\n",
                thousands(*found_in),
                thousands(*shown_in)
            ),
        };
        let none = match groups.is_empty() {
            true => "  # No group stood out. Describe one of your own:\n",
            false => "",
        };
        format!("{sample}{found}{none}")
    }

    fn segments(&self) -> String {
        let mut text = String::new();
        let mut names: Vec<String> = Vec::new();
        for proposal in &self.proposals.groups {
            let parts = proposal.conditions.iter();
            let words: Vec<String> = parts.map(|part| self.in_words(part)).collect();
            let name = name(&words, &names);
            let label = capitalized(&words.join(", ").replace('_', " "));
            let label = match label == name_in_words(&name) {
                true => String::new(),
                false => format!("    label: {}\n", bare_or_quoted(&visible(&label), false)),
            };
            let condition = match proposal.conditions.as_slice() {
                [one] => one.clone(),
                several => Condition::And(flattened(several)),
            };
            let condition = bare_or_quoted(&self.dictionary.print(&condition), false);
            let figures = self.figures(proposal);
            let _ = write!(
                text,
                "\n  - name: {name}\n{label}    where: {condition}\n{figures}    \
                 # scores: {{impact: ?, confidence: ?, ease: ?}}    # from 1 to 10\n"
            ); // a String takes all
            names.push(name);
        }
        if names.is_empty() {
            text.push_str("  - name: first_segment\n    # where: …\n");
        }
        text
    }

    /// How many leads a segment has, and how they do, as comments.
    fn figures(&self, proposal: &Proposal) -> String {
        let all = self.proposals.shown_in;
        let part = share(proposal.leads, all)
            .map_or_else(String::new, |part| format!(" ({})", percent(part)));
        let size = format!("{} of {}{part}", thousands(proposal.leads), leads(all));
        match &proposal.outcome {
            None => format!("    # {size}\n"),
            Some(outcome) => {
                let (own, others) = (outcome.rate, outcome.others);
                let chance = match outcome.difference.is_beyond_chance() {
                    true => "",
                    false => "    # Not confirmed: this difference may be chance.\n",
                };
                format!(
                    "    # {size}; {} had the outcome ({} to {}), of the others {}\n{chance}",
                    rate(own.rate),
                    rate(own.low),
                    rate(own.high),
                    rate(others.rate)
                )
            }
        }
    }

    fn in_words(&self, condition: &Condition) -> String {
        match condition {
            Condition::And(parts) | Condition::Or(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.in_words(part)).collect();
                parts.join(" ")
            }
            Condition::Not(inner) => format!("not {}", self.in_words(inner)),
            Condition::Test(test) => self.test_in_words(test),
        }
    }

    fn test_in_words(&self, test: &Test) -> String {
        let (Operand::Attribute(id) | Operand::DaysSince(id)) = test.operand;
        let name = self.dictionary.name(id);
        match &test.predicate {
            Predicate::Compare(comparison, literal) => {
                let sign = match comparison {
                    Comparison::LessOrEqual => "up to ",
                    Comparison::Greater => "over ",
                    _ => "",
                };
                format!("{name} {sign}{}", literal_in_words(literal))
            }
            Predicate::Between(low, high) => {
                format!(
                    "{name} {} to {}",
                    literal_in_words(low),
                    literal_in_words(high)
                )
            }
            _ => name.to_owned(),
        }
    }
}

/// Keys of `leads`, whether they take a number rather than yes or no, what they are for, and words in the
/// names of columns that sound like it.
const GUESSES: [(&str, bool, &str, &[&str]); 3] = [
    (
        "value",
        true,
        "what a lead is worth",
        &[
            "value",
            "deal",
            "amount",
            "revenue",
            "sales",
            "umsatz",
            "betrag",
            "auftragswert",
            "valor",
            "receita",
            "ingresos",
            "montant",
            "importo",
            "fatturato",
            "omzet",
            "bedrag",
        ],
    ),
    (
        "reachable",
        false,
        "who may be contacted",
        &[
            "opt in",
            "optin",
            "consent",
            "permission",
            "subscribed",
            "contactable",
            "reachable",
            "einwilligung",
            "consentimento",
            "consentimiento",
            "consentement",
            "consenso",
            "toestemming",
        ],
    ),
    (
        "exclude",
        false,
        "who gets nothing",
        &[
            "competitor",
            "opt out",
            "optout",
            "unsubscribed",
            "do not",
            "bounced",
            "blocked",
            "blacklisted",
            "wettbewerber",
            "abgemeldet",
            "concorrente",
            "competidor",
            "concurrent",
        ],
    ),
];

/// Words in the names of columns that say when a lead came in.
const CREATION: [&str; 12] = [
    "created",
    "creation",
    "signup",
    "registered",
    "registration",
    "entered",
    "added",
    "joined",
    "erstellt",
    "angelegt",
    "criado",
    "creado",
];

/// A name that no other segment has, made of what its conditions are in words.
fn name(words: &[String], taken: &[String]) -> String {
    let name = snake_case(&words.join(" ")).unwrap_or_else(|| "segment".to_owned());
    let name: String = name.chars().take(NAME).collect();
    let name = name.trim_end_matches('_').to_owned();
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    let free = names.find(|name| !taken.contains(name) && name != "newsletter");
    free.unwrap_or(name)
}

/// The parts of several conditions that all hold; an "and" is not put into another one.
fn flattened(conditions: &[Condition]) -> Vec<Condition> {
    let parts = conditions.iter().flat_map(|one| match one {
        Condition::And(parts) => parts.clone(),
        one => vec![one.clone()],
    });
    parts.collect()
}

fn literal_in_words(literal: &Literal) -> String {
    let number = |value: f64| {
        let minus = if value < 0.0 { "minus " } else { "" };
        format!("{minus}{}", grouped(value.abs(), 2).replace(',', ""))
    };
    match literal {
        Literal::Text(text) => text.clone(),
        Literal::Integer(value) => number(*value as f64),
        Literal::Number(value) => number(*value),
        Literal::Boolean(value) => value.to_string(),
        Literal::Date(date) => date.to_string(),
    }
}

/// The column that identifies a lead: one whose values all differ, by its name rather than by its place.
pub(crate) fn key_column(profile: &Profile) -> Option<usize> {
    let columns = profile.columns.iter().enumerate();
    let unique: Vec<(usize, Vec<String>)> = columns
        .filter(|(_, column)| {
            column.looks_like.contains(&LooksLike::Id) && column.attribute.is_some()
        })
        .map(|(place, column)| (place, name_words(&column.name)))
        .collect();
    let keys = [
        "id", "key", "number", "no", "nr", "uuid", "guid", "code", "nummer",
    ];
    let is_key = |words: &[String]| words.iter().any(|word| keys.contains(&word.as_str()));
    let named = unique.iter().find(|(_, words)| is_key(words));
    let is_text = |place: usize| profile.columns[place].kind == AttributeType::Text;
    named
        .or_else(|| unique.iter().find(|(place, _)| is_text(*place)))
        .map(|(place, _)| *place)
}
