//! Several plans of one program, one after the other: how ranks changed, and when each segment came
//! and went.

mod summary;
#[cfg(test)]
mod tests;

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::flags::{Finding, ReviewedPlan, find_over_reviews};
use crate::lists;
pub use crate::order::Place;
use crate::plan::{Document, Plan, SegmentId};
use crate::text::named;

/// A plan as it was once.
#[derive(Debug, Clone)]
pub struct Version {
    /// The plan, with its text.
    pub document: Document,
    /// The file that it is from.
    pub file: String,
    /// The commit that it is from, and its day, if it is from git.
    pub commit: Option<(String, Date)>,
}

/// Plans by date, and what became of their segments.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The plans, oldest first.
    pub reviews: Vec<PastReview>,
    /// Every segment that one of them has: those of the last plan first, ranked ones by rank, then
    /// those that went, the last to go first.
    pub courses: Vec<Course>,
    /// What only several plans show of the last one, by its policy; those that it allows among them.
    pub findings: Vec<Finding>,
    /// The last plan, which the findings are about; `None` if there is no plan.
    pub latest: Option<Document>,
}

/// One of the plans.
#[derive(Debug, Clone, PartialEq)]
pub struct PastReview {
    /// The plan's title.
    pub title: String,
    /// The file that it is from.
    pub file: String,
    /// The commit that it is from, if it is from git.
    pub commit: Option<String>,
    /// Its date, and what says so; `None` if nothing does.
    pub date: Option<(Date, DateSource)>,
    /// How many segments it ranks.
    pub ranked: usize,
}

named! {
    /// What a plan's date is from.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum DateSource {
        /// The plan's `reviewed`.
        Reviewed = "reviewed",
        /// The plan's `as_of`.
        AsOf = "as_of",
        /// The commit.
        Commit = "commit",
    }
}

impl DateSource {
    /// The same for people.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Reviewed => "last review",
            Self::AsOf => "as_of",
            Self::Commit => "commit",
        }
    }
}

/// A segment, known by its name, over all plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// Its name.
    pub name: String,
    /// What people call it, by the last plan that has it.
    pub label: String,
    /// Where it stands in each of the plans.
    pub places: Vec<Place>,
}

impl Course {
    /// The plans that have it, as first and last ones of unbroken stretches.
    pub fn stretches(&self) -> Vec<(usize, usize)> {
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for (at, _) in self
            .places
            .iter()
            .enumerate()
            .filter(|one| one.1.is_there())
        {
            match stretches.last_mut() {
                Some((_, last)) if *last + 1 == at => *last = at,
                _ => stretches.push((at, at)),
            }
        }
        stretches
    }

    /// Its rank in one of the plans.
    pub fn rank(&self, at: usize) -> Option<usize> {
        self.places.get(at).and_then(|place| place.rank())
    }

    fn is_in(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.is_there())
    }
}

impl Version {
    /// By what the plan says of its review, else of its day, else by the commit.
    fn date(&self) -> Option<(Date, DateSource)> {
        let plan = &self.document.plan;
        let as_of = plan.as_of;
        let reviewed = plan.reviewed.map(|date| (date, DateSource::Reviewed));
        let as_of = as_of.stated.then_some((as_of.date, DateSource::AsOf));
        let commit = self.commit.as_ref();
        let commit = commit.map(|(_, date)| (*date, DateSource::Commit));
        reviewed.or(as_of).or(commit)
    }
}

impl History {
    /// Of some plans. Those of the same date, and those without a date, which follow the one that was
    /// given before them, stay in the order given.
    pub fn new(versions: Vec<Version>) -> Self {
        let versions = by_date(versions);
        let places: Vec<_> = versions
            .iter()
            .map(|one| places(&one.document.plan))
            .collect();
        let mut courses: IndexMap<String, Course> = IndexMap::new();
        for (at, (version, places)) in versions.iter().zip(&places).enumerate() {
            for (id, place) in places {
                let segment = version.document.plan.segment(*id);
                let course = courses
                    .entry(segment.name.clone())
                    .or_insert_with_key(|name| Course {
                        name: name.clone(),
                        label: String::new(),
                        places: vec![Place::Absent; versions.len()],
                    });
                course.label.clone_from(&segment.label);
                course.places[at] = *place;
            }
        }
        let mut courses: Vec<Course> = courses.into_values().collect();
        let last = versions.len().saturating_sub(1);
        lists::sort_by_key(&mut courses, |course| {
            let gone = course
                .stretches()
                .last()
                .map_or(last, |stretch| last - stretch.1);
            let rank = course.rank(last - gone);
            (gone, rank.is_none(), rank)
        });
        let review = |version: &Version, places: &Vec<(SegmentId, Place)>| PastReview {
            title: version.document.plan.title.clone(),
            file: version.file.clone(),
            commit: version.commit.as_ref().map(|(commit, _)| commit.clone()),
            date: version.date(),
            ranked: places.iter().filter(|one| one.1.rank().is_some()).count(),
        };
        let reviews = versions.iter().zip(&places);
        let reviews: Vec<PastReview> = reviews.map(|(one, at)| review(one, at)).collect();
        Self {
            findings: find_over_reviews(&reviewed(&versions, &reviews)),
            reviews,
            courses,
            latest: versions.into_iter().next_back().map(|one| one.document),
        }
    }

    /// The most segments that one of the plans ranks, from this one on.
    pub fn most_ranked(&self, from: usize) -> usize {
        let ranked = self.reviews.iter().skip(from).map(|one| one.ranked);
        ranked.max().unwrap_or(0)
    }

    /// Of all versions of one file, oldest first: of those of one date the last.
    pub fn of_file(mut versions: Vec<Version>) -> Self {
        versions = by_date(versions);
        versions.reverse();
        versions.dedup_by_key(|version| version.date().map(|(date, _)| date));
        versions.reverse();
        Self::new(versions)
    }
}

/// The plans that reviews left, of those of one date the last. A commit alone is no review: where it is
/// all that dates the last plan, there are none.
fn reviewed<'a>(versions: &'a [Version], reviews: &[PastReview]) -> Vec<ReviewedPlan<'a>> {
    let is_review = |one: &PastReview| one.date.is_none_or(|(_, from)| from != DateSource::Commit);
    if !reviews.last().is_some_and(is_review) {
        return Vec::new();
    }
    let next = reviews.iter().skip(1).map(Some).chain([None]);
    let all = versions.iter().zip(reviews).zip(next);
    let left = all.filter(|((_, review), next)| {
        let again = next.is_some_and(|next| review.date.is_some() && day(next) == day(review));
        is_review(review) && !again
    });
    let left = left.map(|((version, review), _)| ReviewedPlan {
        plan: &version.document.plan,
        when: review.when(),
    });
    left.collect()
}

fn day(review: &PastReview) -> Option<Date> {
    review.date.map(|(date, _)| date)
}

fn places(plan: &Plan) -> Vec<(SegmentId, Place)> {
    plan.segment_ids().zip(Place::all(plan)).collect()
}

fn by_date(versions: Vec<Version>) -> Vec<Version> {
    let mut last = None;
    let dated = versions.into_iter().map(|version| {
        last = version.date().map(|(date, _)| date).or(last);
        (last, version)
    });
    let mut dated: Vec<_> = dated.collect();
    lists::sort_by_key(&mut dated, |(date, _)| *date);
    dated.into_iter().map(|(_, version)| version).collect()
}
