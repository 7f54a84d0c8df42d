//! The table as CSV.

use std::error::Error;
use std::fmt::Display;
use std::path::Path;

use super::lead::{Employees, Lead};

/// The columns, in their order.
pub(crate) const COLUMNS: [&str; 14] = [
    "lead_id",
    "created_on",
    "country",
    "industry",
    "No. of employees",
    "role",
    "stage",
    "source",
    "visits_30d",
    "last_visit",
    "email_opt_in",
    "is_competitor",
    "deal_value",
    "converted",
];

/// Writes the leads to a file.
pub(crate) fn write(file: &Path, leads: impl Iterator<Item = Lead>) -> Result<(), Box<dyn Error>> {
    let mut out = csv::Writer::from_path(file)?;
    out.write_record(COLUMNS)?;
    for lead in leads {
        out.write_record(row(&lead))?;
    }
    Ok(out.flush()?)
}

fn row(lead: &Lead) -> [String; 14] {
    [
        lead.id.clone(),
        lead.created_on.to_string(),
        cell(lead.country),
        cell(lead.industry),
        match lead.employees {
            Employees::Count(count) => count.to_string(),
            Employees::Unknown => "unknown".to_owned(),
            Employees::Empty => String::new(),
        },
        cell(lead.role),
        lead.stage.to_owned(),
        lead.source.to_owned(),
        lead.visits.to_string(),
        cell(lead.last_visit),
        cell(lead.email_opt_in),
        lead.is_competitor.to_string(),
        lead.deal_value
            .map_or_else(String::new, |value| format!("{value:.2}")),
        cell(lead.converted.map(u8::from)),
    ]
}

fn cell(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
