//! What columns hold, from the answers to [`FactQueries`](crate::export::sql::FactQueries).

use super::answer::QueryAnswer;
use super::wrong;
use crate::audit::ColumnFacts;
use crate::condition::{AttributeId, AttributeType};
use crate::lead_error::LeadError;
use crate::plan::Plan;

/// The facts of all attributes, without the values of texts.
pub(super) fn overview(
    answer: &QueryAnswer,
    attributes: &[AttributeId],
    plan: &Plan,
) -> Result<Vec<ColumnFacts>, LeadError> {
    let mut cells = answer.rows.first().into_iter().flatten();
    let leads = count(cells.next())?;
    let mut facts = Vec::new();
    for attribute in attributes {
        let kind = plan.attribute(*attribute).kind;
        let known = count(cells.next())?;
        let mut only = None;
        if kind != AttributeType::Text {
            let ends = (
                cells.next().cloned().flatten(),
                cells.next().cloned().flatten(),
            );
            if let (Some(low), Some(high)) = ends
                && low == high
            {
                only = Some(plain(kind, low));
            }
        }
        let declared = plan.attribute(*attribute);
        let undeclared = match declared.min.is_some() || declared.max.is_some() {
            true => Some(count(cells.next())?).filter(|_| declared.values.is_empty()),
            false => None,
        };
        facts.push(ColumnFacts {
            attribute: *attribute,
            undeclared,
            known,
            missing: leads.saturating_sub(known),
            only,
            values: None,
            // Only cells of texts are written in some way.
            thousands: 0,
        });
    }
    Ok(facts)
}

/// The values of a text attribute with their leads.
pub(super) fn values(answer: QueryAnswer) -> Result<Vec<(String, u64)>, LeadError> {
    let mut values = Vec::new();
    for mut row in answer.rows {
        let leads = count(row.get(1))?;
        if let Some(Some(value)) = row.first_mut().map(Option::take) {
            values.push((value, leads));
        }
    }
    Ok(values)
}

/// A value as a lead table's reader writes it, whatever the engine does.
fn plain(kind: AttributeType, text: String) -> String {
    let number = match kind {
        AttributeType::Integer | AttributeType::Number => text.parse::<f64>().ok(),
        _ => None,
    };
    number.map_or(text, |number| number.to_string())
}

pub(super) fn count(cell: Option<&Option<String>>) -> Result<u64, LeadError> {
    let count = cell
        .and_then(Option::as_ref)
        .and_then(|text| text.parse().ok());
    count.ok_or_else(|| {
        wrong(
            "the engine answers no number where it should count leads",
            "look whether the driver is for this engine",
        )
    })
}
