//! Who scores, and pairs that are put to the team.

use super::{Criterion, Plan, SegmentId};

/// A person who scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorer {
    /// As panels call them.
    pub name: String,
    /// What people call them.
    pub label: String,
    /// What they score, in the order of [`Criterion::ALL`]; at least one.
    pub criteria: Vec<Criterion>,
}

/// Which of two segments comes first, one answer a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duel {
    /// The two, as the plan lists them.
    pub between: [SegmentId; 2],
    /// The votes, in file order; nobody twice.
    pub votes: Vec<Vote>,
}

/// A person's answer in a duel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Who.
    pub scorer: String,
    /// The segment that they put first: one of the two.
    pub first: SegmentId,
}

impl Duel {
    /// Whether it is between these two, in either order.
    pub fn is_between(&self, one: SegmentId, other: SegmentId) -> bool {
        self.between == [one, other] || self.between == [other, one]
    }

    /// How many put each of the two first.
    pub fn count(&self) -> [usize; 2] {
        let of = |id| self.votes.iter().filter(|vote| vote.first == id).count();
        self.between.map(of)
    }

    /// The segment that more people put first than the other one; `None` for as many, or no votes.
    pub fn winner(&self) -> Option<SegmentId> {
        let [one, other] = self.count();
        match one.cmp(&other) {
            std::cmp::Ordering::Greater => Some(self.between[0]),
            std::cmp::Ordering::Less => Some(self.between[1]),
            std::cmp::Ordering::Equal => None,
        }
    }
}

impl Plan {
    /// The listed scorer of this name; `None` where the plan lists none so called.
    pub fn scorer(&self, name: &str) -> Option<&Scorer> {
        self.scorers.iter().find(|scorer| scorer.name == name)
    }

    /// The names of everyone who scores: those listed, else those in panels and duels, by name.
    pub fn scorer_names(&self) -> Vec<&str> {
        if !self.scorers.is_empty() {
            return self.scorers.iter().map(|one| one.name.as_str()).collect();
        }
        let panels = self.segments.iter().flat_map(|segment| &segment.panel);
        let panels = panels.map(|ballot| ballot.scorer.as_str());
        let votes = self.duels.iter().flat_map(|duel| &duel.votes);
        let mut names: Vec<&str> = panels
            .chain(votes.map(|vote| vote.scorer.as_str()))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether a scorer gives scores on a criterion.
    pub fn scores(&self, scorer: &str, criterion: Criterion) -> bool {
        let listed = self
            .scorer(scorer)
            .map(|one| one.criteria.contains(&criterion));
        listed.unwrap_or(self.scorers.is_empty())
    }
}
