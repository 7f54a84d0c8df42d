//! What stands in a column of the lead table.

use crate::audit::{Audit, ColumnFacts};
use crate::condition::AttributeId;
use crate::flags::{Facts, Flag, Found, Search, spec};
use crate::plan::{Attribute, Plan};
use crate::text::{placeholder, words};
use crate::yaml::Route;

pub(in crate::flags) const CONSTANT_ATTRIBUTE: Flag = Flag {
    spec: spec::CONSTANT_ATTRIBUTE,
    several: "attributes are the same for every lead",
    matters: "It doesn't tell leads apart: a condition on it fits everyone or no one. Often the \
              export was filtered, or the field has a default value.",
    act: "Check how the table was exported. If the attribute is always the same, leave it out.",
    example: "\
segments:
  - name: german_plants
    where: country = 'DE' and industry = 'Manufacturing'    # every lead has 'DE'
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Columns(|facts, audit| {
        each_column(facts, audit, |column, attribute| {
            let only = column.only.as_ref().filter(|_| column.known > 1)?;
            let all = words::leads(column.known);
            Some((
                format!("`{}` is {only} for all {all} that have it", attribute.name),
                "Check how the table was exported, or leave the attribute out".to_owned(),
            ))
        })
    }),
};

pub(in crate::flags) const THOUSANDS_POINT: Flag = Flag {
    spec: spec::THOUSANDS_POINT,
    several: "columns may use a point as thousands separator",
    matters: "In many countries 1.500 is fifteen hundred. Read as one and a half, every lead \
              misses `employees > 1000`, and sums of values are a thousandth of the truth.",
    act: "Say under the attribute what stands before decimals: `decimal: \",\"` if 1.500 means \
          1500, `decimal: \".\"` if it means 1.5.",
    example: "\
attributes:
  employees: {type: number}    # 120 leads of the table, all like '1.500'
segments:
  - name: large
    where: employees > 1000
    scores: {impact: 8, confidence: 6, ease: 7}
",
    search: Search::Columns(|facts, audit| {
        each_column(facts, audit, |column, attribute| {
            let message = format!(
                "`{}` is written like 1.500 for all {} that have it; 1.500 is read as 1.5",
                attribute.name,
                words::leads(column.thousands)
            );
            let help = format!(
                "Write `decimal: \",\"` under `{}` if 1.500 means 1500, `decimal: \".\"` if it means 1.5",
                attribute.name
            );
            (column.thousands > 0).then_some((message, help))
        })
    }),
};

pub(in crate::flags) const PLACEHOLDER_VALUE: Flag = Flag {
    spec: spec::PLACEHOLDER_VALUE,
    several: "columns hold placeholders",
    matters: "A form's first option or an import's filler is not an answer. If it counts as one, \
              the lead fits `industry != 'Retail'` although its industry is unknown.",
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
    search: Search::Columns(|facts, audit| each_column(facts, audit, placeholders)),
};

fn placeholders(column: &ColumnFacts, attribute: &Attribute) -> Option<(String, String)> {
    let values = column.values.iter().flatten();
    let found: Vec<&(String, u64)> = values
        .filter(|(value, _)| is_placeholder(attribute, value))
        .collect();
    let told = found.iter().take(3).enumerate();
    let told = told.map(|(place, (value, leads))| match place {
        0 => format!(
            "{} the placeholder '{value}'",
            words::leads_verb(*leads, "has", "have")
        ),
        _ => format!("{} '{value}'", words::thousands(*leads)),
    });
    let quoted = |(value, _): &&(String, u64)| format!("'{}'", value.replace('\'', "''"));
    let quoted: Vec<String> = found.iter().map(quoted).collect();
    let name = &attribute.name;
    (!found.is_empty()).then(|| {
        (
            format!("{} in `{name}`", words::list(told)),
            format!("Write `missing: [{}]` under `{name}`", quoted.join(", ")),
        )
    })
}

/// Whether a value says that there is none, and is not listed as one that leads can have.
fn is_placeholder(attribute: &Attribute, value: &str) -> bool {
    placeholder::is_placeholder(value) && !attribute.values.iter().any(|listed| listed == value)
}

/// One finding about the plan for each column that `says` has a message and a help for.
fn each_column(
    facts: &Facts,
    audit: &Audit,
    says: impl Fn(&ColumnFacts, &Attribute) -> Option<(String, String)>,
) -> Vec<Found> {
    let columns = audit.columns.iter();
    let found = columns.filter_map(|column| {
        let (message, help) = says(column, facts.plan.attribute(column.attribute))?;
        Some(at_attribute(facts.plan, column.attribute, message, help))
    });
    found.collect()
}

/// A finding at the attribute where it is declared, else at the first condition that names it.
fn at_attribute(plan: &Plan, id: AttributeId, message: String, help: String) -> Found {
    let attribute = plan.attribute(id);
    let declared = Route::root().key("attributes").key(&attribute.name);
    if attribute.declared {
        return Found::in_plan(declared, message, help);
    }
    let named = plan.conditions().find_map(|condition| {
        let mut mentions = condition.expression.mentions.iter();
        let mention = mentions.find(|mention| mention.attribute == id)?;
        Some((condition.route, mention.at))
    });
    match named {
        Some((route, at)) => Found::in_plan(route, message, help).within(at),
        None => Found::in_plan(declared, message, help),
    }
}
