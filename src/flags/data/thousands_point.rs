//! `thousands-point`

use crate::diagnostic::Severity;
use crate::flags::{Facts, Flag, Found, Search, say};

pub(crate) const FLAG: Flag = Flag {
    name: "thousands-point",
    detects: "A column holds only numbers like 1.500, which are read as decimals",
    options: &[],
    severity: Severity::Warning,
    several: "columns may have points between thousands",
    matters: "In many countries 1.500 is fifteen hundred. Read as one and a half, every lead \
              misses `employees > 1000`, and sums of values are a thousandth of the truth.",
    act: "Export the column without marks between thousands. If the numbers are decimals, allow \
          the flag.",
    example: "\
attributes:
  employees: {type: number}    # 120 leads of the table, all like '1.500'
segments:
  - name: large
    where: employees > 1000
    scores: {impact: 8, confidence: 6, ease: 7}
",
    needs_leads: true,
    search: Search::Facts(find),
};

fn find(facts: &Facts) -> Vec<Found> {
    super::about_columns(
        facts,
        |column| {
            let name = &facts.plan.attribute(column.attribute).name;
            (column.thousands > 0).then(|| {
                format!(
                    "`{name}` is written like 1.500 for all {} that have it; 1.500 is read as 1.5",
                    say::leads(column.thousands)
                )
            })
        },
        |_| "If 1500 is meant, export the column without points between thousands".to_owned(),
    )
}
