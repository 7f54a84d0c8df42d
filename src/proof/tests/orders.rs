//! What is said of a whole order, against all leads of a small world.

use std::fmt::Write;

use super::*;
use crate::plan::{Document, Plan, ReadOptions, SegmentId};
use crate::proof::parts;
use crate::yaml::Source;

type Row = Vec<Option<Literal>>;

/// A plan of these definitions, whose attributes are declared to be those of [`closed_world`].
fn plan(conditions: &[Condition], exclude: bool) -> Plan {
    let name = |id: AttributeId| KNOWN[id.0].0;
    let mut text = "title: Small\nattributes:\n".to_owned();
    for (name, kind) in &KNOWN {
        let bounds = match *name {
            "industry" => ", values: [a, b, ab, x]",
            "employees" => ", min: 0, max: 3",
            _ => "",
        };
        let _ = writeln!(text, "  {name}: {{type: {}{bounds}}}", kind.name());
    }
    let quoted = |condition| format!("'{}'", print(condition, &name).replace('\'', "''"));
    let (excluded, segments) = conditions.split_at(usize::from(exclude));
    for condition in excluded {
        let _ = writeln!(text, "leads: {{exclude: {}}}", quoted(condition));
    }
    text += "segments:\n";
    for (place, condition) in segments.iter().enumerate() {
        let _ = writeln!(text, "  - name: s{place}\n    where: {}", quoted(condition));
    }
    let options = ReadOptions::on(TODAY);
    let document = Document::read(Source::new("plan.yaml", &text), &options);
    let document = document.unwrap_or_else(|(_, problems)| panic!("{text}\n{problems:#?}"));
    document.plan
}

/// Every lead that can be, by what the plan declares.
fn closed_world() -> Vec<Row> {
    let texts = ["a", "b", "ab", "x"].map(|text| Some(Literal::Text(text.to_owned())));
    let numbers: Vec<_> = (0..4)
        .map(|number| Some(Literal::Integer(number)))
        .chain([None])
        .collect();
    let answers = [
        Some(Literal::Boolean(true)),
        Some(Literal::Boolean(false)),
        None,
    ];
    let mut rows = Vec::new();
    for text in texts.iter().chain([&None]) {
        for number in &numbers {
            for answer in &answers {
                rows.push(vec![
                    text.clone(),
                    number.clone(),
                    None,
                    answer.clone(),
                    None,
                ]);
            }
        }
    }
    rows
}

fn answer(condition: &Condition, row: &Row) -> Option<bool> {
    evaluate(condition, &|id| row.get(id.0).cloned().flatten(), TODAY)
}

/// The leads of the small world that are not excluded, and which segments each of them fits.
struct World<'p> {
    plan: &'p Plan,
    rows: Vec<(Row, Vec<bool>)>,
}

impl<'p> World<'p> {
    fn new(plan: &'p Plan, rows: &[Row]) -> Self {
        let excluded = |row: &Row| {
            let exclude = plan.leads.exclude.as_ref();
            exclude.is_some_and(|one| answer(&one.condition, row) == Some(true))
        };
        let fitting = |row: &Row| {
            let segments = plan.segments.iter();
            let definitions = segments.map(|one| &one.definition.as_ref().unwrap().condition);
            definitions
                .map(|one| answer(one, row) == Some(true))
                .collect()
        };
        let rows = rows.iter().filter(|row| !excluded(row));
        Self {
            plan,
            rows: rows.map(|row| (row.clone(), fitting(row))).collect(),
        }
    }

    fn definition(&self, id: SegmentId) -> &Condition {
        &self.plan.segment(id).definition.as_ref().unwrap().condition
    }

    /// The leads that fit a segment and none of some others.
    fn left(&self, id: SegmentId, others: &[SegmentId]) -> Vec<&Row> {
        let rows = self.rows.iter();
        let left = rows.filter(|(_, fits)| fits[id.0] && !others.iter().any(|one| fits[one.0]));
        left.map(|(row, _)| row).collect()
    }

    /// Checks everything that is said, and that nothing is missed.
    fn check(&self, reach: &OrderReach) {
        for one in &reach.segments {
            let id = one.segment;
            let above: Vec<SegmentId> = (0..id.0).map(SegmentId).collect();
            let fits = self.left(id, &[]);
            match &one.reach {
                Reach::Wins(_) => assert!(!self.left(id, &above).is_empty(), "{one:?}"),
                Reach::NeverFits(_) | Reach::Excluded => assert!(fits.is_empty(), "{one:?}"),
                Reach::Taken(by) => {
                    assert!(!fits.is_empty() && self.left(id, by).is_empty(), "{one:?}");
                    is_needed(by, |some| self.left(id, some).is_empty());
                    if let [taker] = by.as_slice() {
                        let above = &above[..taker.0];
                        let mended = !self.left(id, above).is_empty()
                            && !self.left(*taker, &[above, &[id]].concat()).is_empty();
                        assert_eq!(one.swap, mended, "{one:?}");
                    }
                }
                Reach::Undecided => panic!("{one:?}"),
            }
            let always = !fits.is_empty() && fits.len() == self.rows.len();
            assert_eq!(one.always.is_some(), always, "{one:?}");
            if let Some(left) = &one.narrowed {
                let values = |some: &[SegmentId]| {
                    let rows = self.left(id, some);
                    let mut fits = rows.iter().map(|row| answer(&left.left, row) == Some(true));
                    !rows.is_empty() && fits.all(|fits| fits)
                };
                assert!(values(&left.by), "{one:?}");
                is_needed(&left.by, values);
            }
            self.check_revival(one, &above);
            if !fits.is_empty() && !always {
                self.check_parts(id, &one.idle);
            }
        }
        for upper in 0..self.plan.segments.len() - 1 {
            let mut rows = self.rows.iter();
            let moves = rows
                .any(|(_, fits)| fits[upper] && fits[upper + 1] && !fits[..upper].contains(&true));
            let free = reach.free_below(SegmentId(upper));
            assert_eq!(free.is_some(), !moves, "{upper}: {free:?}");
        }
        for second in self.plan.segment_ids() {
            for first in (0..second.0).map(SegmentId) {
                let same = self
                    .rows
                    .iter()
                    .all(|(_, fits)| fits[first.0] == fits[second.0]);
                let same = same && !self.left(first, &[]).is_empty();
                assert_eq!(
                    reach.same_leads(first, second),
                    same,
                    "{first:?} {second:?}"
                );
            }
        }
    }

    /// Checks that a segment that can win no lead wins this one by what is said.
    fn check_revival(&self, one: &SegmentReach, above: &[SegmentId]) {
        let Some(revival) = &one.revival else {
            // Of several parts more than one may have to go.
            assert!(
                matches!(one.reach, Reach::Wins(_) | Reach::NeverFits(_)),
                "{one:?}"
            );
            return;
        };
        let id = one.segment;
        let row = &revival.lead.0;
        let is_taken = |above: &[SegmentId]| {
            let mut above = above.iter();
            above.any(|one| answer(self.definition(*one), row) == Some(true))
        };
        let exclude = self.plan.leads.exclude.as_ref();
        let excluded = exclude.map(|one| answer(&one.condition, row) == Some(true));
        match revival.by {
            Mend::RankedAbove(other) => {
                assert_eq!(answer(self.definition(id), row), Some(true), "{one:?}");
                assert!(
                    !is_taken(&above[..other.0]) && is_taken(&above[..=other.0]),
                    "{one:?}"
                );
                assert!(self.left(id, &above[..=other.0]).is_empty(), "{one:?}");
            }
            Mend::Without(part) => {
                let Condition::And(parts) = self.definition(id) else {
                    panic!("{one:?}");
                };
                let mut parts = parts.iter().enumerate();
                let fits = |part| answer(part, row) == Some(true);
                assert!(
                    parts.all(|(place, one)| fits(one) == (place != part)),
                    "{one:?}"
                );
                assert!(!is_taken(above), "{one:?}");
            }
            Mend::NotExcluded => {
                assert_eq!(answer(self.definition(id), row), Some(true), "{one:?}");
                assert_eq!(excluded, Some(true), "{one:?}");
                return;
            }
        }
        assert_ne!(excluded, Some(true), "{one:?}");
    }

    /// Checks what is said of leads that no segment takes: of which everything is known that a segment
    /// or `leads.exclude` asks for.
    fn check_gap(&self, gap: &Gap) {
        let exclude = self.plan.leads.exclude.iter().map(|one| &one.condition);
        let definitions = self.plan.segment_ids().map(|id| self.definition(id));
        let tests = definitions.chain(exclude).flat_map(Condition::tests);
        let asked: Vec<AttributeId> = tests.map(|test| test.operand.attribute()).collect();
        let is_known = |row: &Row| asked.iter().all(|id| row[id.0].is_some());
        let known = self.rows.iter().filter(|(row, _)| is_known(row));
        let known: Vec<&(Row, Vec<bool>)> = known.collect();
        let is_left = |fits: &[bool]| !fits.contains(&true);
        let left = known.iter().filter(|(_, fits)| is_left(fits)).count();
        match gap {
            Gap::Nothing { .. } => assert_eq!(left, 0, "{gap:?}"),
            Gap::Everything => assert_eq!(left, known.len(), "{gap:?}"),
            Gap::Region(region) => {
                let fits = region.fits.as_ref().unwrap();
                assert_eq!(answer(fits, &region.lead.0), Some(true), "{gap:?}");
                let mut inside = known
                    .iter()
                    .filter(|(row, _)| answer(fits, row) == Some(true));
                assert!(inside.clone().count() > 0, "{gap:?}");
                assert!(inside.all(|(_, fits)| is_left(fits)), "{gap:?}");
                assert!(is_known(&region.lead.0), "{gap:?}");
                // Not one part of it can be left out.
                if let Condition::And(parts) = fits {
                    for left_out in 0..parts.len() {
                        let mut rest = parts.clone();
                        rest.remove(left_out);
                        let fits =
                            |row: &Row| rest.iter().all(|one| answer(one, row) == Some(true));
                        let mut wider = known.iter().filter(|(row, _)| fits(row));
                        assert!(wider.any(|(_, fits)| !is_left(fits)), "{gap:?}");
                    }
                }
            }
            Gap::Undecided => panic!("{gap:?}"),
        }
    }

    fn check_parts(&self, id: SegmentId, idle: &[IdlePart]) {
        let whole = self.definition(id);
        let same = |left_out: &[std::ops::Range<usize>]| {
            let without = parts::kept(whole, &mut 0, left_out);
            without.is_some_and(|without| {
                let rows = self.rows.iter();
                let mut rows = rows.map(|(row, _)| row);
                rows.all(|row| answer(whole, row) == answer(&without, row))
            })
        };
        let told: Vec<_> = idle.iter().map(|part| part.tests.clone()).collect();
        assert!(told.is_empty() || same(&told), "{whole:?} {idle:?}");
        for part in parts::candidates(whole) {
            let more = [told.as_slice(), std::slice::from_ref(&part)].concat();
            let is_told = told
                .iter()
                .any(|one| one.start <= part.start && part.end <= one.end);
            assert!(is_told || !same(&more), "{whole:?}: {part:?}");
        }
    }
}

/// None of a list can be left out of what holds.
fn is_needed(list: &[SegmentId], holds: impl Fn(&[SegmentId]) -> bool) {
    for place in 0..list.len() {
        let mut without = list.to_vec();
        without.remove(place);
        assert!(!holds(&without), "{list:?}");
    }
}

proptest! {
    #[test]
    fn what_is_said_of_an_order_holds_of_all_leads_and_nothing_is_missed(
        conditions in proptest::collection::vec(small_condition(), 2..7),
        exclude in proptest::bool::weighted(0.3),
    ) {
        let plan = plan(&conditions, exclude);
        let order: Vec<SegmentId> = plan.segment_ids().collect();
        let world = World::new(&plan, &closed_world());
        world.check(&OrderReach::new(&plan, &order));
        world.check_gap(&Gap::new(&plan, &order));
    }
}
