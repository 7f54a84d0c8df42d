//! Leads that show what a query does, each with what it is to give them.

use super::DbtOptions;
use super::slips::slips;
use crate::condition::{AttributeId, Condition, Expression, Literal, evaluate};
use crate::export::cell::written;
use crate::export::sql::{Cell, Fixture};
use crate::plan::{Plan, SegmentId};
use crate::proof::{Answer, Claim, OrderReach, Prover, ShownLead, Shows, Witness, witnesses};
use crate::resolve::{CONTROL, MESSAGE};

/// The most rows of a kind, and pairs of segments that one lead is sought for.
const MOST_ROWS: usize = 1000;
const MOST_PAIRS: usize = 300;

/// A row, and what is to come of it.
pub(super) struct Case {
    /// The key, which says what the row is there for unless an attribute is read from its column.
    pub(super) key: Option<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) segment: Option<String>,
    pub(super) priority: Option<usize>,
    pub(super) also: Option<String>,
    /// Which group the lead is in, if it is in one; drawn by its key.
    pub(super) group: Option<&'static str>,
}

/// A kind of cases, as one unit test.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) cases: Vec<Case>,
}

/// Cases of all kinds that there are; none is there twice.
pub(super) fn kinds(
    plan: &Plan,
    order: &[SegmentId],
    fixture: &Fixture<'_>,
    options: &DbtOptions,
) -> Vec<Kind> {
    let reach = OrderReach::new(plan, order);
    let shown = witnesses(plan, order, &reach);
    let mut made = Maker {
        plan,
        order,
        fixture,
        options,
        seen: Vec::new(),
    };
    let is_within = !reach.segments.is_empty();
    let kinds = [
        Kind {
            name: "winners",
            about: "A lead that each segment wins, one for the default, and one that is excluded",
            cases: made.winners(&shown),
        },
        Kind {
            name: "order",
            about: "Leads that fit two segments, of which the higher one wins",
            cases: if is_within { made.pairs() } else { Vec::new() },
        },
        Kind {
            name: "boundaries",
            about: "Values at the ends of what definitions ask for, and beside them",
            cases: made.edges(&shown),
        },
        Kind {
            name: "missing",
            about: "Values that are missing: null, empty, or a word that the plan lists as missing",
            cases: made.missing(&shown),
        },
        Kind {
            name: "parts",
            about: "Leads that tell each part of a definition from a slip: a part or a value that is \
                    lost, OR for AND, > for >=",
            cases: if is_within { made.parts() } else { Vec::new() },
        },
    ];
    kinds
        .into_iter()
        .filter(|kind| !kind.cases.is_empty())
        .collect()
}

struct Maker<'a> {
    plan: &'a Plan,
    order: &'a [SegmentId],
    fixture: &'a Fixture<'a>,
    options: &'a DbtOptions,
    seen: Vec<Vec<Cell>>,
}

impl<'a> Maker<'a> {
    /// The attribute that a test asks for, by the test's place in a definition.
    fn asked(&self, id: SegmentId, place: usize) -> Option<AttributeId> {
        let definition = self.plan.segment(id).definition.as_ref()?;
        let tests = definition.condition.tests();
        Some(tests.get(place)?.operand.attribute())
    }

    fn winners(&mut self, shown: &[ShownLead]) -> Vec<Case> {
        let nothing = vec![None; self.plan.attributes.len()];
        let mut cases = Vec::new();
        for one in shown {
            let what = match one.shows {
                Shows::Wins(id) => format!("{} wins", self.plan.name(id)),
                Shows::Fits(id) => format!("fits {}", self.plan.name(id)),
                Shows::Default => "fits no segment".to_owned(),
                Shows::Excluded => "excluded".to_owned(),
                Shows::Edge(..) | Shows::Missing(..) => continue,
            };
            self.add(&mut cases, &what, &self.values(&one.lead));
        }
        self.add(&mut cases, "nothing known", &nothing);
        cases
    }

    fn edges(&mut self, shown: &[ShownLead]) -> Vec<Case> {
        let mut cases = Vec::new();
        for one in shown {
            let Shows::Edge(id, place) = one.shows else {
                continue;
            };
            let Some(attribute) = self.asked(id, place) else {
                continue;
            };
            let own = self.plan.attribute(attribute);
            let value = written(own, one.lead.value(attribute));
            let what = format!("{}: {} {value}", self.plan.name(id), own.name);
            self.add(&mut cases, &what, &self.values(&one.lead));
        }
        cases
    }

    fn missing(&mut self, shown: &[ShownLead]) -> Vec<Case> {
        let mut cases = Vec::new();
        for one in shown {
            let Shows::Missing(id, place) = one.shows else {
                continue;
            };
            let Some(attribute) = self.asked(id, place) else {
                continue;
            };
            let own = &self.plan.attribute(attribute).name;
            for cell in self.fixture.missing(attribute) {
                let held = match &cell {
                    Cell::Null => "null".to_owned(),
                    Cell::Text(text) if text.trim().is_empty() => "empty".to_owned(),
                    Cell::Text(text) | Cell::Sql(text) => text.clone(),
                    Cell::Value(_) => continue, // is never missing
                };
                let what = format!("{}: {own} {held}", self.plan.name(id));
                self.add_with(
                    &mut cases,
                    &what,
                    &self.values(&one.lead),
                    (attribute, cell),
                );
            }
        }
        cases
    }

    /// Leads that fit two segments and none above them, pairs that stand close to each other first.
    fn pairs(&mut self) -> Vec<Case> {
        let conditions = self.defined();
        let exclude = self.plan.leads.exclude.as_ref();
        let all = conditions.iter().map(|(_, one)| &one.condition);
        let all: Vec<&Condition> = all.chain(exclude.map(|one| &one.condition)).collect();
        let prover = Prover::new(&self.plan.attributes, all, self.plan.as_of.date);
        let excluded = exclude.map(|_| Claim::FitsNot(conditions.len()));
        let count = conditions.len();
        let pairs =
            (1..count).flat_map(|apart| (0..count - apart).map(move |one| (one, one + apart)));
        let mut cases = Vec::new();
        for (upper, lower) in pairs.take(MOST_PAIRS) {
            let above = (0..upper).map(Claim::FitsNot);
            let both = [upper, lower].map(Claim::Fits);
            let claims: Vec<Claim> = both.into_iter().chain(above).chain(excluded).collect();
            let Answer::Lead(lead) = prover.find(&claims) else {
                continue;
            };
            let (upper, lower) = (
                self.plan.name(conditions[upper].0),
                self.plan.name(conditions[lower].0),
            );
            let what = format!("{upper} before {lower}");
            self.add(&mut cases, &what, &self.values(&lead));
        }
        cases
    }

    /// Leads that get something else once a pen slips in a definition or in `leads.exclude`.
    fn parts(&mut self) -> Vec<Case> {
        let mut cases = Vec::new();
        let plan = self.plan;
        let defined = self.defined();
        let exclude = self.plan.leads.exclude.as_ref();
        // Of leads that get a segment or the default, whichever: nothing stands above `exclude`.
        let excluded = exclude.map(|one| ("excluded", one, None));
        let segments = defined.iter().enumerate();
        let segments = segments.map(|(place, (id, one))| (self.plan.name(*id), *one, Some(place)));
        for (name, own, place) in excluded.into_iter().chain(segments).collect::<Vec<_>>() {
            let slips = slips(&own.condition);
            let others = defined.iter().take(place.unwrap_or(0)).map(|(_, one)| *one);
            let others = others.chain(exclude.filter(|_| place.is_some()));
            let mut conditions: Vec<&Condition> = vec![&own.condition];
            conditions.extend(&slips);
            conditions.extend(others.map(|one| &one.condition));
            let free: Vec<Claim> = (slips.len() + 1..conditions.len())
                .map(Claim::FitsNot)
                .collect();
            let prover = Prover::new(&self.plan.attributes, conditions, self.plan.as_of.date);
            for (place, slip) in (1..).zip(&slips) {
                let both = [
                    [Claim::Fits(0), Claim::FitsNot(place)],
                    [Claim::FitsNot(0), Claim::Fits(place)],
                ];
                for pair in both {
                    let claims: Vec<Claim> = pair.into_iter().chain(free.iter().copied()).collect();
                    if let Answer::Lead(lead) = prover.find(&claims) {
                        let what = format!("{name}, were it {}", plan.print(slip));
                        self.add(&mut cases, &what, &self.values(&lead));
                    }
                }
            }
        }
        cases
    }

    /// The segments of the order that have a definition.
    fn defined(&self) -> Vec<(SegmentId, &'a Expression)> {
        let plan = self.plan;
        let defined = |id: &SegmentId| Some((*id, plan.segment(*id).definition.as_ref()?));
        self.order.iter().filter_map(defined).collect()
    }

    fn values(&self, lead: &Witness) -> Vec<Option<Literal>> {
        let all = (0..self.plan.attributes.len()).map(AttributeId);
        all.map(|id| lead.value(id)).collect()
    }

    fn add(&mut self, cases: &mut Vec<Case>, what: &str, values: &[Option<Literal>]) {
        let cells = self.fixture.attributes.iter();
        let cells = cells.map(|id| self.fixture.cell(*id, values[id.0].as_ref()));
        if let Some(cells) = cells.collect() {
            self.keep(cases, what, values, cells);
        }
    }

    /// The same, with a column that holds what is read as missing.
    fn add_with(
        &mut self,
        cases: &mut Vec<Case>,
        what: &str,
        values: &[Option<Literal>],
        (attribute, missing): (AttributeId, Cell),
    ) {
        let mut values = values.to_vec();
        values[attribute.0] = None;
        let cells = self
            .fixture
            .attributes
            .iter()
            .map(|id| match *id == attribute {
                true => Some(missing.clone()),
                false => self.fixture.cell(*id, values[id.0].as_ref()),
            });
        if let Some(cells) = cells.collect() {
            self.keep(cases, what, &values, cells);
        }
    }

    fn keep(
        &mut self,
        cases: &mut Vec<Case>,
        what: &str,
        values: &[Option<Literal>],
        cells: Vec<Cell>,
    ) {
        if cases.len() >= MOST_ROWS || self.seen.contains(&cells) {
            return;
        }
        let number = self.seen.len() + 1;
        let held = self
            .fixture
            .key
            .map(|id| (id, self.fixture.held(id, &cells)));
        let key = match held {
            None => Some(format!("{number:03} {}", plain(what))),
            Some((_, None | Some(Cell::Null))) => None,
            Some((_, Some(Cell::Text(text)))) => Some(text.clone()),
            Some((id, Some(Cell::Value(value)))) => {
                Some(written(self.plan.attribute(id), Some(value.clone())))
            }
            Some((_, Some(Cell::Sql(_)))) => return, // no text is sure to be equal to it
        };
        self.seen.push(cells.clone());
        cases.push(self.case(key, values, cells));
    }

    fn case(&self, key: Option<String>, values: &[Option<Literal>], cells: Vec<Cell>) -> Case {
        let answer = |condition: &Condition| {
            evaluate(condition, &|id| values[id.0].clone(), self.plan.as_of.date)
        };
        let leads = &self.plan.leads;
        let exclude = leads.exclude.as_ref();
        let is_excluded = exclude.is_some_and(|one| answer(&one.condition) == Some(true));
        let fits = (1..).zip(self.order).filter(|(_, id)| {
            let definition = self.plan.segment(**id).definition.as_ref();
            definition.is_some_and(|one| answer(&one.condition) == Some(true))
        });
        let fits: Vec<(usize, &str)> = fits
            .map(|(priority, id)| (priority, self.plan.name(*id)))
            .collect();
        let fits = if is_excluded { &[] } else { fits.as_slice() };
        let first = fits.first().copied();
        let also: Vec<&str> = fits.iter().skip(1).map(|(_, name)| *name).collect();
        let default = (!is_excluded).then_some(self.plan.default.name.as_str());
        let segment = first.map(|(_, name)| name).or(default);
        let groups = self.options.groups.as_ref();
        let control = groups.zip(segment).and_then(|(groups, segment)| {
            let drawn = groups.holdout.as_ref().zip(key.as_ref());
            match drawn {
                Some((holdout, key)) => Some(holdout.holds_out(key.as_bytes(), segment)),
                None => answer(&leads.control.as_ref()?.condition),
            }
        });
        let group = control.map(|control| if control { CONTROL } else { MESSAGE });
        Case {
            key,
            cells,
            segment: segment.map(str::to_owned),
            priority: first.map(|(priority, _)| priority),
            also: (!also.is_empty()).then(|| also.join(";")),
            group,
        }
    }
}

/// A text of signs that no engine has a meaning for, not too long.
fn plain(text: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "_ :.,-()<=>!".contains(sign);
    let quotes = |sign: &char| !"'\"".contains(*sign);
    let plain = text.chars().filter(quotes).take(LONGEST_KEY);
    let plain: String = plain
        .map(|sign| if is_plain(sign) { sign } else { '_' })
        .collect();
    plain.trim_end().to_owned()
}

/// The most signs of a key behind its number.
const LONGEST_KEY: usize = 100;
