//! What the flags make of the leads.

use super::Audited;
use crate::diagnostic::Severity;
use crate::flags;

/// What the flags that read leads warn of.
pub(super) fn warnings(audited: &Audited) -> Vec<String> {
    let study = audited.study;
    let about_leads = flags::ALL.iter().filter(|flag| flag.needs_leads);
    let warnings = about_leads.flat_map(|flag| {
        let open = study.open_findings().filter(|one| one.flag == flag.name);
        open.filter(|one| one.severity >= Severity::Warning)
    });
    warnings
        .map(|one| format!("{}: {}", one.flag, study.told(one)))
        .collect()
}

/// What else they found, gathered by flag.
pub(super) fn notes(audited: &Audited) -> Vec<String> {
    let study = audited.study;
    let infos = study.open_by_flag(Severity::Info);
    let about_leads = infos.filter(|infos| infos.flag.needs_leads);
    about_leads.map(|infos| study.gathered(&infos)).collect()
}
