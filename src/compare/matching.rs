//! Which segment of one plan is which of the other.

use std::collections::HashMap;

use crate::condition::normalize;
use crate::plan::{Plan, SegmentId};

/// A segment of one of the plans, or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// In the old plan; `None` if it is new.
    pub old: Option<SegmentId>,
    /// In the new plan; `None` if it is gone.
    pub new: Option<SegmentId>,
}

/// The segments of two plans, each once.
#[derive(Debug, Clone, PartialEq)]
pub struct Matching {
    /// Those of the new plan in its file's order, then those that only the old one has, in its.
    pub pairs: Vec<Pair>,
    /// Segments of another name that look like the same, by their definition: of the old plan and of
    /// the new. They count as dropped and added until someone says otherwise.
    pub possible: Vec<(SegmentId, SegmentId)>,
}

/// Why two segments cannot be taken for one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// The old plan has no segment of this name.
    #[error("the old plan has no segment {0}")]
    NotInOld(String),
    /// The new plan has no segment of this name.
    #[error("the new plan has no segment {0}")]
    NotInNew(String),
    /// The new plan still has a segment of the old name.
    #[error("{0} is not renamed: the new plan has a segment of that name, too")]
    StillThere(String),
    /// The old plan had a segment of the new name.
    #[error("{0} is no new name: the old plan has a segment of that name, too")]
    NotNew(String),
    /// A segment is named in two renames.
    #[error("{0} is named in two renames")]
    Twice(String),
}

impl Matching {
    /// Matches segments by their names; `renamed` are old names with the new ones.
    ///
    /// # Errors
    /// If a rename is none.
    pub fn new(old: &Plan, new: &Plan, renamed: &[(String, String)]) -> Result<Self, RenameError> {
        let olds = by_name(old);
        let news = by_name(new);
        let mut name_then: HashMap<&str, &str> = HashMap::new();
        let mut given = HashMap::new();
        for (from, to) in renamed {
            let found = |names: &HashMap<&str, SegmentId>, name: &str| names.contains_key(name);
            match () {
                () if !found(&olds, from) => return Err(RenameError::NotInOld(from.clone())),
                () if !found(&news, to) => return Err(RenameError::NotInNew(to.clone())),
                () if found(&news, from) => return Err(RenameError::StillThere(from.clone())),
                () if found(&olds, to) => return Err(RenameError::NotNew(to.clone())),
                () if given.insert(from, to).is_some() => {
                    return Err(RenameError::Twice(from.clone()));
                }
                () if name_then.insert(to, from).is_some() => {
                    return Err(RenameError::Twice(to.clone()));
                }
                () => {}
            }
        }
        let mut pairs: Vec<Pair> = new
            .segment_ids()
            .map(|id| {
                let name = new.name(id);
                let then = name_then.get(name).copied().unwrap_or(name);
                Pair {
                    old: olds.get(then).copied(),
                    new: Some(id),
                }
            })
            .collect();
        let mut is_matched = vec![false; old.segments.len()];
        for id in pairs.iter().filter_map(|pair| pair.old) {
            is_matched[id.0] = true;
        }
        let gone = old.segment_ids().filter(|id| !is_matched[id.0]);
        pairs.extend(gone.map(|id| Pair {
            old: Some(id),
            new: None,
        }));
        let possible = possible(old, new, &pairs);
        Ok(Self { pairs, possible })
    }
}

fn by_name(plan: &Plan) -> HashMap<&str, SegmentId> {
    let named = plan.segments.iter().enumerate();
    named
        .map(|(place, segment)| (segment.name.as_str(), SegmentId(place)))
        .collect()
}

/// Dropped and added segments that have one definition, each alone with it.
fn possible(old: &Plan, new: &Plan, pairs: &[Pair]) -> Vec<(SegmentId, SegmentId)> {
    let mut by_definition: HashMap<String, (Vec<SegmentId>, Vec<SegmentId>)> = HashMap::new();
    for pair in pairs {
        match *pair {
            Pair {
                old: Some(id),
                new: None,
            } => {
                if let Some(text) = definition(old, id) {
                    by_definition.entry(text).or_default().0.push(id);
                }
            }
            Pair {
                old: None,
                new: Some(id),
            } => {
                if let Some(text) = definition(new, id) {
                    by_definition.entry(text).or_default().1.push(id);
                }
            }
            _ => {}
        }
    }
    let mut found: Vec<(SegmentId, SegmentId)> = by_definition
        .into_values()
        .filter_map(|(olds, news)| match (&olds[..], &news[..]) {
            ([old], [new]) => Some((*old, *new)),
            _ => None,
        })
        .collect();
    found.sort_unstable();
    found
}

/// The definition of a segment in its canonical form; `None` if it has none.
pub(super) fn definition(plan: &Plan, id: SegmentId) -> Option<String> {
    let definition = plan.segment(id).definition.as_ref()?;
    Some(plan.print(&normalize(&definition.condition)))
}
