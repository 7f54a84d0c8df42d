//! `unknown-value`

use std::collections::HashMap;

use crate::audit::ColumnFacts;
use crate::condition::AttributeId;
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, definition, place, say};
use crate::text::nearest;

pub(crate) const FLAG: Flag = Flag {
    name: "unknown-value",
    detects: "A condition asks for a text that never occurs in its column",
    options: &[],
    severity: Severity::Warning,
    several: "conditions ask for a value that never occurs",
    matters: "Text compares letter by letter, case too. One letter off, and the leads that were \
              meant do not fit.",
    act: "Write the value as the table has it. If it is right and leads will have it one day, \
          allow the flag.",
    example: "\
segments:
  - name: manufacturers
    where: industry = 'Manufacturng'    # the table has 'Manufacturing'
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    let columns = facts.audit.map_or(&[][..], |audit| &audit.columns);
    let columns: HashMap<AttributeId, &ColumnFacts> = columns
        .iter()
        .map(|column| (column.attribute, column))
        .collect();
    let mut found = Vec::new();
    for condition in place::expressions(facts.plan) {
        for one in &condition.expression.texts {
            let column = columns.get(&one.attribute);
            let Some((column, values)) = column.and_then(|one| Some((one, one.values.as_ref()?)))
            else {
                continue;
            };
            if values.iter().any(|(value, _)| *value == one.value) {
                continue;
            }
            let name = &facts.plan.attribute(one.attribute).name;
            let message = format!(
                "'{}' never occurs in `{name}`, over {}",
                one.value,
                say::leads(column.known)
            );
            let help = help(&one.value, values);
            found.push(definition::at_condition(&condition, one.at, message, help));
        }
    }
    found
}

fn help(text: &str, values: &[(String, u64)]) -> String {
    match nearest(text, values.iter().map(|(value, _)| value.as_str())) {
        Some(meant) => format!("Did you mean '{meant}'?"),
        None => "Write the value as the table has it".to_owned(),
    }
}
