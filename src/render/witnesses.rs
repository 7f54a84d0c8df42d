//! Leads that show what an order does, as a lead table.

use super::csv;
use crate::condition::{AttributeId, Condition};
use crate::export::cell::written;
use crate::plan::Plan;
use crate::proof::{Gets, ShownLead, Shows};

/// The title of the column with the segment that a lead is to get.
pub(crate) const EXPECTED: &str = "expected_segment";
/// The title of the column that says what a lead is there for.
const SHOWS: &str = "shows";

/// A row for each lead: its key, its values as the plan says that tables write them, the segment that it
/// is to get as `resolve` writes it, and what it shows.
pub(crate) fn table(plan: &Plan, leads: &[ShownLead]) -> String {
    let asked = plan.attributes_read();
    let key = plan.leads.key.as_deref().unwrap_or("lead");
    let own_key = asked.iter().all(|id| plan.attribute(*id).column != key);
    let mut header: Vec<&str> = own_key.then_some(key).into_iter().collect();
    header.extend(asked.iter().map(|id| plan.attribute(*id).column.as_str()));
    header.extend([EXPECTED, SHOWS]);
    let rows = leads.iter().enumerate().map(|(place, one)| {
        let number = own_key.then(|| (place + 1).to_string());
        let mut row: Vec<String> = number.into_iter().collect();
        let value = |id: &AttributeId| written(plan.attribute(*id), one.lead.value(*id));
        row.extend(asked.iter().map(value));
        row.push(match one.gets {
            Gets::Segment(id) => plan.segment(id).name.clone(),
            Gets::Default => plan.default.name.clone(),
            Gets::Nothing => String::new(),
        });
        row.push(shows(plan, one));
        row
    });
    csv::write(&header, rows)
}

fn shows(plan: &Plan, one: &ShownLead) -> String {
    let test = |id, place: usize| {
        let definition = plan.segment(id).definition.as_ref()?;
        definition
            .condition
            .tests()
            .get(place)
            .map(|test| (*test).clone())
    };
    match one.shows {
        Shows::Wins(id) => format!("won by {}", plan.label(id)),
        Shows::Fits(id) => match one.gets {
            Gets::Segment(taker) => {
                format!("fits {}; won by {}", plan.label(id), plan.label(taker))
            }
            _ => format!("fits {}", plan.label(id)),
        },
        Shows::Edge(id, place) => {
            let asked = test(id, place).map(|test| plan.print(&Condition::Test(test)));
            format!(
                "edge of {} in {}",
                asked.unwrap_or_default(),
                plan.label(id)
            )
        }
        Shows::Missing(id, place) => {
            let asked =
                test(id, place).map(|test| plan.attribute(test.operand.attribute()).name.as_str());
            format!(
                "missing {} in {}",
                asked.unwrap_or_default(),
                plan.label(id)
            )
        }
        Shows::Default => "fits no segment".to_owned(),
        Shows::Excluded => "is excluded".to_owned(),
    }
}
