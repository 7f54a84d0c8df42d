//! `constant-attribute`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};

pub(crate) const FLAG: Flag = Flag {
    name: "constant-attribute",
    detects: "An attribute that conditions use is the same for every lead",
    options: &[],
    severity: Severity::Info,
    several: "attributes are the same for every lead",
    matters: "It sets nobody apart: a condition on it lets everyone through or nobody. Often the \
              export was filtered, or the field is filled by default.",
    act: "Check how the table was exported. If the attribute is always so, leave it out.",
    example: "\
segments:
  - name: german_plants
    where: country = 'DE' and industry = 'Manufacturing'    # every lead has 'DE'
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    super::about_columns(
        facts,
        |column| {
            let only = column.only.as_ref().filter(|_| column.known > 1)?;
            let name = &facts.plan.attribute(column.attribute).name;
            Some(format!(
                "`{name}` is {only} for all {} that have it",
                say::leads(column.known)
            ))
        },
        |_| "Check how the table was exported, or leave the attribute out".to_owned(),
    )
}
