//! What is known of a lead, and what the lead table means.

use crate::condition::{AttributeId, AttributeType, DecimalSign, Expression};
use crate::text::named;

/// What the lead table means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LeadPolicy {
    /// The column that identifies a lead.
    pub key: Option<String>,
    /// The attribute that places a lead in a period; a date.
    pub date: Option<AttributeId>,
    /// What counts as success.
    pub outcome: Option<Expression>,
    /// The attribute to sum; a number.
    pub value: Option<AttributeId>,
    /// The currency of `value`, three capital letters.
    pub currency: Option<String>,
    /// Who may be contacted.
    pub reachable: Option<Expression>,
    /// Who gets nothing and is counted apart.
    pub exclude: Option<Expression>,
    /// Who is held out to compare with, and gets no message.
    pub control: Option<Expression>,
    /// The attribute with the name of the segment that each lead had when the messages went out; a text.
    pub assigned: Option<AttributeId>,
    /// The share of the leads that was to be held out, 0.001 to 0.999.
    pub control_share: Option<f64>,
}

/// One attribute of a lead.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Attribute {
    /// Its name in conditions.
    pub name: String,
    /// What its values are.
    pub kind: AttributeType,
    /// Whether the dictionary has it; else conditions name it, and its type comes from them.
    pub declared: bool,
    /// What it says about a lead.
    pub basis: Option<Basis>,
    /// Whether the lead told it or it was inferred.
    pub origin: Option<Origin>,
    /// The system it comes from.
    pub source: Option<String>,
    /// The values it can take, where they are listed.
    pub values: Vec<String>,
    /// The lowest value that is right.
    pub min: Option<f64>,
    /// The highest value that is right.
    pub max: Option<f64>,
    /// Its name in the lead table.
    pub column: String,
    /// How its dates are written, in strftime's signs; ISO where none is given.
    pub format: Option<String>,
    /// What stands before the decimals of its numbers; where none is given a point, and nothing
    /// stands between thousands.
    pub decimal: Option<DecimalSign>,
    /// Words for true, beside the usual ones.
    pub yes: Vec<String>,
    /// Words for false, beside the usual ones.
    pub no: Vec<String>,
    /// Words that mean null, beside the empty cell.
    pub missing: Vec<String>,
    /// Whether using it needs the lead's permission.
    pub sensitive: bool,
    /// What an early answer is unreliable about.
    pub about: Option<About>,
}

named! {
    /// The kind of thing an attribute says about a lead.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Basis {
        /// Age, gender, income, language.
        Demographic = "demographic",
        /// Where they are.
        Geographic = "geographic",
        /// Industry, size, revenue.
        Firmographic = "firmographic",
        /// Values and attitudes.
        Psychographic = "psychographic",
        /// What they do.
        Behavioral = "behavioral",
        /// What they need.
        Needs = "needs",
        /// What they use.
        Technographic = "technographic",
    }
}

named! {
    /// Whether the lead told it or it was inferred.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Origin {
        /// The lead told us.
        Explicit = "explicit",
        /// We infer it.
        Implied = "implied",
    }
}

named! {
    /// What early answers are unreliable about.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum About {
        /// Money.
        Budget = "budget",
        /// The right to decide.
        Authority = "authority",
        /// When they mean to buy.
        Timeline = "timeline",
    }
}
