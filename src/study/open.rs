//! A study from a file or a text, and with its leads: where a library user begins.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use jiff::civil::Date;

use super::Study;
use crate::audit::{ColumnFacts, Reached, audit, capacity_audit};
use crate::count::{CountOptions, count_leads};
use crate::diagnostic::Diagnostic;
use crate::lead_error::{FileError, LeadError};
use crate::masks::MaskTable;
use crate::order::Draws;
use crate::plan::{Document, ReadOptions};
use crate::table::{Input, Progress};
use crate::text::words::count;
use crate::yaml::Source;

/// How a plan is studied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StudyOptions {
    /// The day that ages are counted to.
    pub day: ReadOptions,
    /// How many rankings are simulated, and from which seed.
    pub draws: Draws,
}

impl StudyOptions {
    /// The usual options on a day. The library reads no clock: the same input gives the same study.
    pub fn on(today: Date) -> Self {
        Self {
            day: ReadOptions::on(today),
            draws: Draws::default(),
        }
    }
}

/// Why there is no study.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The plan is wrong.
    #[error("{}", summary(.text, .problems))]
    Plan {
        /// The plan's text, to show the problems in.
        text: Source,
        /// Every problem, in file order; at least one.
        problems: Vec<Diagnostic>,
    },
}

impl From<(Source, Vec<Diagnostic>)> for StudyError {
    fn from((text, problems): (Source, Vec<Diagnostic>)) -> Self {
        Self::Plan { text, problems }
    }
}

/// The first problem with its line, and how many there are.
fn summary(text: &Source, problems: &[Diagnostic]) -> String {
    let Some(first) = problems.first() else {
        return text.name().to_owned();
    };
    let (line, _) = text.line_column(first.start());
    let message = format!("{}, line {line}: {}", text.name(), first.message);
    match problems.len() - 1 {
        0 => message,
        more => format!("{message} (and {})", count(more, "more problem")),
    }
}

impl Study {
    /// Reads a plan file and runs every stage.
    ///
    /// # Errors
    /// If the file can't be read, or the plan is wrong: then every problem at once.
    pub fn open(path: impl AsRef<Path>, options: &StudyOptions) -> Result<Self, StudyError> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(Source::LIMIT as u64 + 1).read_to_end(&mut bytes))
            .map_err(FileError::of("cannot read", &file))?;
        Self::read(Source::from_bytes(file, bytes)?, options)
    }

    /// Reads the text of a plan and runs every stage.
    ///
    /// # Errors
    /// If the plan is wrong: every problem at once.
    pub fn read(text: Source, options: &StudyOptions) -> Result<Self, StudyError> {
        let document = Document::read(text, &options.day)?;
        Ok(Self::new(document, options.draws))
    }

    /// The same study with what its order does to the leads of a table, read in one pass.
    ///
    /// # Errors
    /// If the table can't be read, lacks a column that the plan needs, or holds a value that is not
    /// of its attribute's type.
    pub fn with_leads(self, leads: Input, options: &CountOptions) -> Result<Self, LeadError> {
        let counts = count_leads(self.plan(), leads, options, &Progress::default())?;
        self.with_counts(&counts.masks, counts.columns, Reached::default())
    }

    /// The same study with what its order does to leads that are counted already. Where the plan has a
    /// capacity, the best set of segments is the one that reaches the most of `by`.
    ///
    /// # Errors
    /// See [`audit()`].
    pub fn with_counts(
        self,
        masks: &MaskTable,
        columns: Vec<ColumnFacts>,
        by: Reached,
    ) -> Result<Self, LeadError> {
        let order: Vec<_> = self.ranking.order().collect();
        let capacity = capacity_audit(self.plan(), &order, masks, by)?;
        let audit = audit(self.plan(), &order, masks, columns)?;
        Ok(self.with_audit(audit).with_capacity_audit(capacity))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const PLAN: &str = "\
title: Two
leads: {key: id}
segments:
  - {name: large, where: staff > 1000, scores: {impact: 9, confidence: 9, ease: 9}}
  - {name: small, where: staff < 10, scores: {impact: 7, confidence: 7, ease: 7}}
";

    fn options() -> StudyOptions {
        StudyOptions::on(date(2027, 1, 4))
    }

    #[test]
    fn a_plan_in_memory_is_audited_against_leads_in_memory() {
        let leads = Input::bytes("leads", "id,staff\na,2000\nb,5\nc,1500\nd,\n");
        let study = Study::read(Source::new("plan", PLAN), &options()).unwrap();
        let study = study.with_leads(leads, &CountOptions::default()).unwrap();
        let won: Vec<u64> = study
            .audit
            .iter()
            .flat_map(|audit| &audit.segments)
            .map(|segment| segment.won)
            .collect();
        assert_eq!(won, [2, 1]);
    }

    /// Else an audit would say something else for having been asked something else.
    #[test]
    fn what_is_said_of_leads_does_not_depend_on_simulated_rankings() {
        let plans = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");
        let study = Study::open(format!("{plans}/quarterly.yaml"), &options()).unwrap();
        let leads = Input::File(format!("{plans}/leads.csv").into());
        let study = study.with_leads(leads, &CountOptions::default()).unwrap();
        let told = |study: &Study| -> Vec<String> {
            let found = study.lead_diagnostics().into_iter();
            found
                .map(|one| format!("{}: {}", one.code, one.message))
                .collect()
        };
        let alone = told(&study);
        assert!(study.certainty.get().is_none() && !alone.is_empty());
        assert!(study.findings().len() > alone.len());
        assert_eq!(told(&study), alone);
        let eager = Study::with_certainty(study.document.clone(), options().draws);
        assert_eq!(eager.certainty.get(), study.certainty.get());
    }

    #[test]
    fn an_error_names_the_first_problem_and_counts_the_others() {
        let wrong = PLAN
            .replace("impact: 9", "impact: 90")
            .replace("ease: 7", "eas: 7");
        let error = Study::read(Source::new("plan.yaml", wrong), &options()).unwrap_err();
        let told = error.to_string();
        assert!(
            told.starts_with("plan.yaml, line 4: 90 is outside"),
            "{told}"
        );
        assert!(
            told.ends_with("more problem)") || told.ends_with("more problems)"),
            "{told}"
        );
        let error = Study::open("no/such/plan.yaml", &options()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot read no/such/plan.yaml: there is no such file"
        );
    }
}
