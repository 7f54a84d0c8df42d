//! What a mask table was counted with: all of a plan that decides what its counts mean.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::condition::{AttributeId, Condition, Expression, Operand, normalize};
use crate::lists;
use crate::plan::{Attribute, Plan};
use crate::text::words;

/// All of a plan that decides what the counts of a mask table mean. Plans that differ elsewhere
/// (scores, labels, attributes that nothing reads) can use one table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The segments with a definition, in file order.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub segments: Vec<SegmentCounted>,
    /// The attributes that conditions, `leads.value` and `leads.date` read, by name.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub attributes: Vec<AttributeRead>,
    /// `leads.outcome`, normalized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outcome: Option<String>,
    /// `leads.reachable`, normalized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reachable: Option<String>,
    /// `leads.exclude`, normalized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exclude: Option<String>,
    /// `leads.control`, normalized.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub control: Option<String>,
    /// The attribute that `leads.value` sums.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<String>,
    /// The attribute whose month leads are counted by.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// The day to which ages are counted, as 2027-01-31; `None` if no condition counts an age.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub as_of: Option<String>,
}

/// A segment that a mask table counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentCounted {
    /// Its name.
    pub name: String,
    /// Its condition, normalized.
    #[serde(rename = "where")]
    pub condition: String,
}

/// How an attribute is read from a lead table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeRead {
    /// Its name in conditions.
    pub name: String,
    /// Its type, as plans name it.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its column in the lead table.
    pub column: String,
    /// How its dates are written; ISO if `None`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub format: Option<String>,
    /// What stands before the decimals of its numbers, where the plan says it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decimal: Option<String>,
    /// Words for true, beside the usual ones.
    #[serde(rename = "true", skip_serializing_if = "Vec::is_empty", default)]
    pub yes: Vec<String>,
    /// Words for false, beside the usual ones.
    #[serde(rename = "false", skip_serializing_if = "Vec::is_empty", default)]
    pub no: Vec<String>,
    /// Words that mean null.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub missing: Vec<String>,
}

impl AttributeRead {
    /// How an attribute is read.
    pub fn of(attribute: &Attribute) -> Self {
        Self {
            name: attribute.name.clone(),
            kind: attribute.kind.name().to_owned(),
            column: attribute.column.clone(),
            format: attribute.format.clone(),
            decimal: attribute.decimal.map(|sign| sign.name().to_owned()),
            yes: attribute.yes.clone(),
            no: attribute.no.clone(),
            missing: attribute.missing.clone(),
        }
    }
}

impl Fingerprint {
    /// Of a plan.
    pub fn of(plan: &Plan) -> Self {
        let text = |condition: &Condition| plan.print(&normalize(condition));
        let condition = |expression: &Option<Expression>| {
            let expression = expression.as_ref()?;
            Some(text(&expression.condition))
        };
        let name = |id: Option<AttributeId>| Some(plan.attribute(id?).name.clone());
        let segments = plan.segments.iter().filter_map(|segment| {
            Some(SegmentCounted {
                name: segment.name.clone(),
                condition: condition(&segment.definition)?,
            })
        });
        let tests = plan
            .conditions()
            .flat_map(|one| one.expression.condition.tests());
        let mut operands = tests.map(|test| test.operand);
        let is_age = |operand: Operand| matches!(operand, Operand::DaysSince(_));
        Self {
            segments: segments.collect(),
            attributes: attributes(plan),
            outcome: condition(&plan.leads.outcome),
            reachable: condition(&plan.leads.reachable),
            exclude: condition(&plan.leads.exclude),
            control: condition(&plan.leads.control),
            value: name(plan.leads.value),
            date: name(plan.leads.date),
            as_of: operands.any(is_age).then(|| plan.as_of.date.to_string()),
        }
    }

    /// Sixteen hexadecimal digits that stand for it: the beginning of the SHA-256 of its JSON.
    /// They differ for any two plans that differ in it.
    pub fn digest(&self) -> String {
        // Text, lists and options of text always have a JSON form.
        let json = serde_json::to_vec(self).unwrap_or_default();
        words::hexadecimal(&Sha256::digest(json)[..8])
    }
}

fn attributes(plan: &Plan) -> Vec<AttributeRead> {
    let read = plan.attributes_read().into_iter();
    let mut read: Vec<AttributeRead> = read
        .map(|id| AttributeRead::of(plan.attribute(id)))
        .collect();
    lists::sort_by(&mut read, |one, other| one.name.cmp(&other.name));
    read
}
