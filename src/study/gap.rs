//! What the default segment is left with, in words.

use super::Study;
use crate::condition::Condition;
use crate::flags;
use crate::plan::SegmentId;
use crate::proof::Gap;

/// The leads of which everything is known that no segment takes.
#[derive(Debug, Clone, PartialEq)]
pub struct GapTold {
    /// What they are.
    pub gap: Gap,
    /// The answer in a sentence.
    pub answer: String,
    /// The largest group of them that was found.
    pub group: Option<LeadGroup>,
    /// A lead that no segment takes, in words.
    pub example: Option<String>,
}

/// Leads for which all of something is true.
#[derive(Debug, Clone, PartialEq)]
pub struct LeadGroup {
    /// Each part in words.
    pub parts: Vec<String>,
    /// The whole as a condition.
    pub condition: String,
}

impl Study {
    /// What is left for the default of the leads of which everything is known that the definitions ask
    /// for.
    pub fn gap(&self) -> GapTold {
        let plan = self.plan();
        let order: Vec<SegmentId> = self.ranking.order().collect();
        let gap = Gap::new(plan, &order);
        let given = |attributes| flags::given(plan, self.audit.as_ref(), attributes);
        let answer = match &gap {
            Gap::Nothing { given: attributes } => format!(
                "Only leads with a missing value go here: all others fit a ranked segment{}.",
                given(attributes)
            ),
            Gap::Everything => "Every lead goes here: no ranked segment can win one.".to_owned(),
            Gap::Region(region) => format!(
                "Some leads go here although nothing about them is missing: they fit no ranked \
                 segment{}.",
                given(&region.given)
            ),
            Gap::Undecided => {
                "Whether all leads without a missing value fit a ranked segment was not decided."
                    .to_owned()
            }
        };
        let (group, example) = match &gap {
            Gap::Region(region) => {
                let group = region.fits.as_ref().map(|fits| {
                    let parts = match fits {
                        Condition::And(parts) => parts.as_slice(),
                        one => std::slice::from_ref(one),
                    };
                    LeadGroup {
                        parts: parts.iter().map(|part| plan.in_words(part)).collect(),
                        condition: plan.print(fits),
                    }
                });
                (group, region.lead.listed().map(|lead| plan.in_words(&lead)))
            }
            _ => (None, None),
        };
        GapTold {
            gap,
            answer,
            group,
            example,
        }
    }
}
