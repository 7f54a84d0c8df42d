//! Which segments of an order can win a lead at all.

use super::definitions::Definitions;
use super::mend::{self, Revival};
use super::narrow::Narrowed;
use super::parts::{self, IdlePart};
use super::same::{self, SameLeads};
use super::smallest::smallest;
use super::{Answer, Claim, Prover, Witness, narrow};
use crate::condition::AttributeId;
use crate::plan::{Plan, SegmentId};

/// What the definitions alone say of a segment in an order.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentReach {
    /// Which segment.
    pub segment: SegmentId,
    /// Whether it can win a lead.
    pub reach: Reach,
    /// Attributes whose declared values or bounds the proof rests on; empty where it holds whatever
    /// leads have.
    pub given: Vec<AttributeId>,
    /// If it can win none: what would let it win one, where that was found.
    pub revival: Option<Revival>,
    /// If it is [taken](Reach::Taken) by a single segment: whether both can win leads once it stands
    /// directly above that one.
    pub swap: bool,
    /// If every lead fits it that is not excluded: the attributes whose declarations this rests on.
    pub always: Option<Vec<AttributeId>>,
    /// What the segments above leave it of an attribute's values, if that is little.
    pub narrowed: Option<Narrowed>,
    /// Parts of its definition that change nothing, in the order of its text; all can be left out
    /// together.
    pub idle: Vec<IdlePart>,
}

/// Whether a segment can win a lead.
#[derive(Debug, Clone, PartialEq)]
pub enum Reach {
    /// This one, for example.
    Wins(Witness),
    /// No lead fits it: these parts of its definition, by their place among those joined by `and`,
    /// cannot be true of one lead. One place, 0, where the definition is no `and`.
    NeverFits(Vec<usize>),
    /// Every lead that fits it is excluded by `leads.exclude`.
    Excluded,
    /// Every lead that fits it fits one of these as well, which stand above it; none of them can be
    /// left out. In priority order.
    Taken(Vec<SegmentId>),
    /// The work allowed was not enough to tell.
    Undecided,
}

/// What definitions alone say of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OrderReach {
    /// One for each segment with a definition: those of the order in its order, then the others, as if
    /// nothing stood above them. Empty beyond [`OrderReach::MOST_SEGMENTS`] and
    /// [`OrderReach::MOST_TESTS`].
    pub segments: Vec<SegmentReach>,
    /// Pairs of segments that the same leads fit, by the order of the plan.
    pub same: Vec<SameLeads>,
    /// Neighbors of the order that can change places without any lead changing hands, first to last.
    pub free: Vec<FreePair>,
}

/// Two neighbors of an order for which it does not matter which comes first: no lead fits both and none
/// of those above.
#[derive(Debug, Clone, PartialEq)]
pub struct FreePair {
    /// The one that comes first.
    pub upper: SegmentId,
    /// The other.
    pub lower: SegmentId,
    /// Attributes whose declared values or bounds the proof rests on.
    pub given: Vec<AttributeId>,
}

impl OrderReach {
    /// Steps for all questions about narrowed segments, idle parts and segments with the same leads.
    /// Beyond them such findings are left out.
    const STEPS: u64 = 2_000_000;
    /// Segments beyond which nothing is proven: the work grows with their square.
    pub const MOST_SEGMENTS: usize = 512;
    /// Tests in all definitions beyond which nothing is proven.
    pub const MOST_TESTS: usize = 4096;

    /// Asks of each segment whether a lead can exist that it wins.
    pub fn new(plan: &Plan, order: &[SegmentId]) -> Self {
        let definitions = Definitions::new(plan);
        if !definitions.is_within_limits() {
            return Self::default();
        }
        let prover = definitions.prover();
        let mut steps = Self::STEPS;
        let ranked = order.iter().enumerate();
        let ranked = ranked.map(|(place, id)| (*id, &order[..place]));
        let others = plan.segment_ids().filter(|id| !order.contains(id));
        let asked = ranked.chain(others.map(|id| (id, [].as_slice())));
        let segments = asked.filter_map(|(id, above)| {
            let own = definitions.places[id.0]?;
            let proof = (&definitions, &prover);
            Some(of_segment(proof, (id, own), (above, order), &mut steps))
        });
        let segments: Vec<SegmentReach> = segments.collect();
        Self {
            same: same::pairs(&definitions, &prover, &segments, order, &mut steps),
            free: free(&definitions, &prover, order, &mut steps),
            segments,
        }
    }

    /// Whether the same leads fit two segments.
    pub fn same_leads(&self, one: SegmentId, other: SegmentId) -> bool {
        let pair = (one.min(other), one.max(other));
        let root = |id: SegmentId| {
            let first = self.same.iter().find(|same| same.second == id);
            first.map_or(id, |same| same.first)
        };
        root(pair.0) == root(pair.1)
    }

    /// The pair of a segment and the one that comes next, if no lead depends on which comes first.
    pub fn free_below(&self, upper: SegmentId) -> Option<&FreePair> {
        self.free.iter().find(|pair| pair.upper == upper)
    }

    /// What is said of a segment; `None` if it has no definition, or nothing was proven.
    pub fn of(&self, segment: SegmentId) -> Option<&SegmentReach> {
        self.segments.iter().find(|one| one.segment == segment)
    }
}

/// What is said of a segment, by its definition's place, with those above it and the whole order.
fn of_segment(
    (definitions, prover): (&Definitions, &Prover),
    (id, own): (SegmentId, usize),
    (above, order): (&[SegmentId], &[SegmentId]),
    steps: &mut u64,
) -> SegmentReach {
    let reach = reach(definitions, prover, own, above);
    let wins = matches!(reach, Reach::Wins(_));
    let fits = wins || matches!(reach, Reach::Taken(_));
    let takers = match &reach {
        Reach::NeverFits(_) | Reach::Excluded => Some([].as_slice()),
        Reach::Taken(by) => Some(by.as_slice()),
        Reach::Wins(_) | Reach::Undecided => None,
    };
    let given = takers.map(|by| definitions.given(&definitions.claims(own, by), &[], &[]));
    let always = fits
        .then(|| always(definitions, prover, own, steps))
        .flatten();
    let idle = fits && always.is_none();
    let idle = idle.then(|| parts::idle(definitions, prover, own, steps));
    let narrowed = wins && !above.is_empty();
    let narrowed = narrowed.then(|| narrow::narrowed(definitions, prover, own, above, steps));
    let swap = match &reach {
        Reach::Taken(by) => mend::is_mended_above(definitions, prover, id, by, order),
        _ => false,
    };
    SegmentReach {
        segment: id,
        revival: mend::revival(definitions, prover, own, (&reach, above)),
        reach,
        given: given.unwrap_or_default(),
        swap,
        always,
        narrowed: narrowed.flatten(),
        idle: idle.unwrap_or_default(),
    }
}

/// The neighbors of an order that no lead depends on.
fn free(
    definitions: &Definitions,
    prover: &Prover,
    order: &[SegmentId],
    steps: &mut u64,
) -> Vec<FreePair> {
    let pairs = order.windows(2).enumerate();
    let free = pairs.filter_map(|(place, pair)| {
        let (upper, lower) = (pair[0], pair[1]);
        let both = [definitions.places[upper.0]?, definitions.places[lower.0]?];
        let both = both.map(Claim::Fits);
        // Most of these share no lead at all, so that what stands above does not matter.
        let mut claims = both.to_vec();
        if !prover.denies(&claims, &[], steps) {
            claims.splice(..0, definitions.none_of(&order[..place]));
            if !prover.denies(&claims, &[], steps) {
                return None;
            }
        }
        Some(FreePair {
            upper,
            lower,
            given: definitions.given(&claims, &[], &[]),
        })
    });
    free.collect()
}

fn reach(definitions: &Definitions, prover: &Prover, own: usize, above: &[SegmentId]) -> Reach {
    match prover.find(&definitions.claims(own, above)) {
        Answer::Lead(lead) => Reach::Wins(lead),
        Answer::Undecided => Reach::Undecided,
        Answer::None if prover.find(&[Claim::Fits(own)]) == Answer::None => {
            Reach::NeverFits(mend::contradiction(definitions, prover, own))
        }
        Answer::None => {
            let by = smallest(above, |some| {
                prover.find(&definitions.claims(own, some)) == Answer::None
            });
            match by.is_empty() {
                true => Reach::Excluded,
                false => Reach::Taken(by),
            }
        }
    }
}

/// If every lead fits a definition that is not excluded: the attributes whose declarations this rests
/// on.
fn always(
    definitions: &Definitions,
    prover: &Prover,
    own: usize,
    steps: &mut u64,
) -> Option<Vec<AttributeId>> {
    let mut claims = definitions.none_of(&[]);
    claims.push(Claim::FitsNot(own));
    let always = prover.denies(&claims, &[], steps);
    always.then(|| definitions.given(&claims, &[], &[]))
}
