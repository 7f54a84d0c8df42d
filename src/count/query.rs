//! What a plan asks of a lead table.

use jiff::civil::Date;

use crate::classes::Field;
use crate::condition::{AttributeId, Condition, Expression, Test};
use crate::masks::MaskTable;
use crate::plan::{Plan, SegmentId};
use crate::table::Selection;

/// What a plan asks of a lead table.
#[derive(Debug, Clone)]
pub struct LeadQuery {
    /// The attributes that are read, in the dictionary's order.
    pub(super) fields: Vec<Field>,
    /// The segments with a definition, in file order, with it.
    pub(super) segments: Vec<(SegmentId, Condition)>,
    pub(super) outcome: Option<Condition>,
    pub(super) reachable: Option<Condition>,
    pub(super) exclude: Option<Condition>,
    pub(super) control: Option<Condition>,
    /// The column that identifies a lead.
    pub(super) key: Option<String>,
    pub(super) as_of: Date,
}

impl LeadQuery {
    /// What a plan asks.
    pub fn of(plan: &Plan) -> Self {
        let condition = |expression: &Option<Expression>| {
            expression
                .as_ref()
                .map(|expression| expression.condition.clone())
        };
        let table = MaskTable::of(plan);
        let segments = table.segments().iter();
        let segments: Vec<(SegmentId, Condition)> = segments
            .filter_map(|id| Some((*id, condition(&plan.segment(*id).definition)?)))
            .collect();
        let mut query = Self {
            fields: Vec::new(),
            segments,
            outcome: condition(&plan.leads.outcome),
            reachable: condition(&plan.leads.reachable),
            exclude: condition(&plan.leads.exclude),
            control: condition(&plan.leads.control),
            key: plan.leads.key.clone(),
            as_of: plan.as_of.date,
        };
        query.fields = query.fields_of(plan);
        query
    }

    /// The columns that a pass reads for this query: each field's, and `cells` as they are.
    pub(crate) fn selection(&self, columns: &[usize], cells: Vec<usize>) -> Selection {
        let fields = columns.iter().zip(&self.fields);
        Selection {
            classified: fields
                .map(|(column, field)| (*column, field.kind))
                .collect(),
            cells,
        }
    }

    /// The segments with a definition, in file order: the bits of a mask.
    pub(crate) fn segments(&self) -> impl Iterator<Item = SegmentId> {
        self.segments.iter().map(|(id, _)| *id)
    }

    fn fields_of(&self, plan: &Plan) -> Vec<Field> {
        let mut tests: Vec<Vec<Test>> = vec![Vec::new(); plan.attributes.len()];
        for test in self.conditions().flat_map(Condition::tests) {
            let asked = &mut tests[test.operand.attribute().0];
            if !asked.contains(test) {
                asked.push(test.clone());
            }
        }
        let fields = plan.attributes.iter().zip(tests).enumerate();
        fields
            .map(|(place, (attribute, tests))| Field {
                tests,
                is_value: plan.leads.value == Some(AttributeId(place)),
                is_date: plan.leads.date == Some(AttributeId(place)),
                ..Field::of(AttributeId(place), attribute)
            })
            .filter(|field| !field.tests.is_empty() || field.is_value || field.is_date)
            .collect()
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let own = self.segments.iter().map(|(_, condition)| condition);
        own.chain(&self.outcome)
            .chain(&self.reachable)
            .chain(&self.exclude)
            .chain(&self.control)
    }
}
