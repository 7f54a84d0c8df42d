//! `placeholder-value`

use crate::audit::ColumnFacts;
use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search};
use crate::plan::Attribute;
use crate::text::words;

pub(crate) const FLAG: Flag = Flag {
    name: "placeholder-value",
    detects: "A column holds words such as Select, unknown or N/A that are taken for values",
    options: &[],
    severity: Severity::Warning,
    several: "columns hold placeholders",
    matters: "A form's first entry or an import's filler is not an answer. Taken for one, such a \
              lead fits `industry != 'Retail'`, though nobody knows its industry.",
    act: "List the words under the attribute's `missing`, so that they count as empty. If one is \
          a real answer, list it under `values`.",
    example: "\
attributes:
  industry: {type: text}    # 40 leads of the table have 'Select'
segments:
  - name: all_but_retail
    where: industry != 'Retail'
    scores: {impact: 5, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

/// What stands in a field that nobody filled, in lower case, without signs before and after.
const PLACEHOLDERS: &[&str] = &[
    "choose",
    "choose one",
    "n/a",
    "not applicable",
    "not available",
    "not set",
    "not specified",
    "null",
    "please choose",
    "please select",
    "select",
    "select one",
    "tbd",
    "undefined",
    "unknown",
    "unspecified",
];

fn find(facts: &Facts) -> Vec<Found> {
    let attribute = |column: &ColumnFacts| facts.plan.attribute(column.attribute);
    let placeholders = |column: &ColumnFacts| {
        let values = column.values.iter().flatten();
        let fillers = values.filter(|(value, _)| is_placeholder(attribute(column), value));
        fillers.cloned().collect::<Vec<(String, u64)>>()
    };
    super::about_columns(
        facts,
        |column| {
            let found = placeholders(column);
            let first: Vec<String> = found
                .iter()
                .take(3)
                .map(|(value, leads)| format!("'{value}' ({})", words::thousands(*leads)))
                .collect();
            let name = &attribute(column).name;
            (!first.is_empty())
                .then(|| format!("`{name}` takes {} for values", words::list(&first)))
        },
        |column| {
            let quoted = |(value, _): &(String, u64)| format!("'{}'", value.replace('\'', "''"));
            let words: Vec<String> = placeholders(column).iter().map(quoted).collect();
            let name = &attribute(column).name;
            format!("Write `missing: [{}]` under `{name}`", words.join(", "))
        },
    )
}

/// Whether a value says that there is none, and is not listed as one that leads can have.
fn is_placeholder(attribute: &Attribute, value: &str) -> bool {
    let word = value
        .trim_matches(|sign: char| !sign.is_alphanumeric())
        .to_lowercase();
    let filler = word.is_empty() || PLACEHOLDERS.contains(&word.as_str());
    filler && !attribute.values.iter().any(|listed| listed == value)
}
