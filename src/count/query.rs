//! What a plan asks of a lead table.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::condition::{
    AttributeId, AttributeType, Condition, DecimalSign, Expression, Literal, Operand, Predicate,
    Test, compare_values, days_since, evaluate,
};
use crate::masks::MaskTable;
use crate::plan::{Attribute, Plan, SegmentId};
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

/// An attribute that is read from a lead table.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(super) attribute: AttributeId,
    /// Its name in conditions.
    pub(super) name: String,
    /// Its name in the table.
    pub(super) column: String,
    pub(super) kind: AttributeType,
    /// Whether the plan's dictionary has it.
    pub(super) declared: bool,
    pub(super) format: Option<String>,
    pub(super) decimal: Option<DecimalSign>,
    /// Words for true and for false.
    pub(super) yes: Vec<String>,
    pub(super) no: Vec<String>,
    pub(super) missing: Vec<String>,
    /// The values that are declared; empty if none are.
    pub(super) values: Vec<String>,
    /// The lowest and the highest value that are right.
    pub(super) bounds: [Option<f64>; 2],
    /// What conditions ask about it.
    pub(super) tests: Vec<Test>,
    /// Whether it is summed.
    pub(super) is_value: bool,
    /// Whether it places leads in periods.
    pub(super) is_date: bool,
}

impl Field {
    /// How an attribute is read, of which nothing is asked yet.
    pub(crate) fn of(id: AttributeId, attribute: &Attribute) -> Self {
        Self {
            attribute: id,
            name: attribute.name.clone(),
            column: attribute.column.clone(),
            kind: attribute.kind,
            declared: attribute.declared,
            format: attribute.format.clone(),
            decimal: attribute.decimal,
            yes: attribute.yes.clone(),
            no: attribute.no.clone(),
            missing: attribute.missing.clone(),
            values: attribute.values.clone(),
            bounds: [attribute.min, attribute.max],
            tests: Vec::new(),
            is_value: false,
            is_date: false,
        }
    }
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

/// The tests of a field, made ready to be asked of many values that are no texts.
#[derive(Debug)]
pub(super) struct FieldTests<'a> {
    tests: &'a [Test],
    /// By test: the values of a list, in order.
    lists: Vec<Option<Vec<&'a Literal>>>,
    as_of: Date,
}

impl<'a> FieldTests<'a> {
    pub(super) fn new(field: &'a Field, as_of: Date) -> Self {
        let list = |test: &'a Test| match &test.predicate {
            Predicate::In(values) if field.kind != AttributeType::Text => {
                let mut values: Vec<&Literal> = values.iter().collect();
                values.sort_by(|one, other| in_order(one, other));
                Some(values)
            }
            _ => None,
        };
        Self {
            tests: &field.tests,
            lists: field.tests.iter().map(list).collect(),
            as_of,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.tests.len()
    }

    /// Which tests are true of a value that is missing.
    pub(super) fn of_missing(&self) -> Vec<bool> {
        let tests = self.tests.iter();
        tests
            .map(|test| test.predicate == Predicate::IsNull)
            .collect()
    }

    /// Which tests are true of a value. A list is searched in the logarithm of its length.
    pub(super) fn ask(&self, value: &Literal) -> Vec<bool> {
        let all = self.tests.iter().zip(&self.lists);
        all.map(|(test, list)| match (list, test.operand, value) {
            (Some(list), Operand::Attribute(_), value) => contains(list, value),
            (Some(list), Operand::DaysSince(_), Literal::Date(date)) => {
                contains(list, &Literal::Integer(days_since(*date, self.as_of)))
            }
            _ => {
                let test = Condition::Test(test.clone());
                evaluate(&test, &|_| Some(value.clone()), self.as_of) == Some(true)
            }
        })
        .collect()
    }
}

fn contains(list: &[&Literal], value: &Literal) -> bool {
    list.binary_search_by(|one| in_order(one, value)).is_ok()
}

/// Values of one type, as a list has them, in their order.
fn in_order(one: &Literal, other: &Literal) -> Ordering {
    compare_values(one, other).unwrap_or(Ordering::Equal)
}
