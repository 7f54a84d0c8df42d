//! `segplan panel`: what the scores that people gave alone say, and settling one of them.

use super::edited::{check_text, replace};
use super::explain::segment;
use super::format::{Format, Formats};
use super::input::{PlanArgs, StudyArgs};
use super::output::{in_a_shell, print, refuse_standard_output};
use super::session::Session;
use super::{Failure, Outcome};
use crate::panel::{Settlement, settle};
use crate::plan::{Criterion, Document, Estimate, Plan, Scale};
use crate::render::{panel as page, panel_json, settled};
use crate::text::words;

const FORMATS: Formats = Formats {
    usual: (Format::Terminal("table"), "For people"),
    others: &[(Format::Json, "segplan/panel/v1")],
    documents: true,
};

/// See where people's scores disagree, and which disagreements are worth talking about
///
/// People score alone under `panel` in the plan. With --settle, a score that the team agrees on is
/// written into the plan under `scores`, with its reason in the segment's notes; what people gave
/// alone stays as it is.
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "segplan panel [OPTIONS] <PLAN>\n       segplan panel <PLAN> --settle <SEGMENT.SCORE=VALUE> --because <TEXT> [--dry-run]"
)]
pub(super) struct Args {
    #[command(flatten)]
    plan: PlanArgs,
    /// Write an agreed score into the plan, as in `career_changers.impact=8`
    #[arg(long, value_name = "SEGMENT.SCORE=VALUE", requires = "because", conflicts_with_all = ["format", "output"])]
    settle: Option<String>,
    /// Why the team agreed on it
    #[arg(long, value_name = "TEXT", requires = "settle")]
    because: Option<String>,
    /// Show what would change, and write nothing
    #[arg(long, requires = "settle")]
    dry_run: bool,
    /// The output format [default: table, or by the extension of --output]
    #[arg(long, value_name = "FORMAT", value_parser = FORMATS.parser())]
    format: Option<Format>,
    #[command(flatten)]
    study: StudyArgs,
}

impl Args {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<Outcome> {
        if let (Some(score), Some(because)) = (&self.settle, &self.because) {
            self.settle(session, score, because)?;
            return Ok(Outcome::Done);
        }
        let output = &self.study.output;
        let format = FORMATS.choose(self.format, output)?;
        let study = self.study.study(self.plan.document(session)?);
        let panel = study.panel();
        let text = match format {
            Format::Json => panel_json::panel(&study, &panel),
            _ => format.write(&page::panel(&study, &panel), output.look(session)),
        };
        output.write(&text, &[&self.plan.plan])?;
        Ok(Outcome::Done)
    }

    /// Writes an agreed score and says what that brings.
    fn settle(&self, session: &Session, score: &str, because: &str) -> Result<(), Failure> {
        let path = &self.plan.plan;
        refuse_standard_output(path, "--settle changes a file")?;
        if because.trim().is_empty() {
            return Err(Failure::usage(
                "the reason is empty",
                "say after --because why the team agreed on the score",
            ));
        }
        let document = self.plan.document(session)?;
        let settlement = settlement(&document.plan, score, because)?;
        let (edited, lines) = settle(&document, &settlement)
            .map_err(|error| Failure::usage(error.to_string(), "change the plan by hand"))?;
        let look = session.look();
        if lines.is_empty() {
            return print(&settled::settled_before(&document.plan, &settlement).on_terminal(look));
        }
        let text = edited.file_text();
        let after = check_text(session, document.source.name(), &text)?;
        if !self.dry_run {
            replace(path, &document, &text)?;
        }
        let before = self.study.study(Document::clone(&document));
        let after = self.study.study(after);
        let mut page = settled::settled(&before, &after, &settlement, &lines);
        page.gap();
        let file = in_a_shell(path);
        page.line(match self.dry_run {
            true => "Nothing is written (--dry-run)".to_owned(),
            false => format!("{file} is written. Next: segplan panel {file}"),
        });
        print(&page.on_terminal(look))
    }
}

/// What `SEGMENT.SCORE=VALUE` says.
fn settlement<'a>(plan: &Plan, text: &str, because: &'a str) -> Result<Settlement<'a>, Failure> {
    let parts = text.split_once('=').and_then(|(what, value)| {
        let (name, criterion) = what.trim().rsplit_once('.')?;
        Some((name.trim(), criterion.trim(), value.trim()))
    });
    let Some((name, which, value)) = parts else {
        let example = plan
            .segments
            .first()
            .map_or("plant_managers", |one| &one.name);
        return Err(Failure::usage(
            format!("`{text}` doesn't say which score to settle"),
            format!("write the segment, the score and its value, as in {example}.impact=7"),
        ));
    };
    Ok(Settlement {
        segment: segment(plan, name)?,
        criterion: criterion(plan, which)?,
        score: score(plan.scoring.scale, value)?,
        because,
    })
}

fn criterion(plan: &Plan, name: &str) -> Result<Criterion, Failure> {
    let own = |one: &Criterion| plan.scoring.name_of(*one);
    let found = Criterion::ALL
        .iter()
        .find(|one| own(one).eq_ignore_ascii_case(name));
    found.copied().ok_or_else(|| {
        let names = Criterion::ALL.iter().map(own);
        Failure::usage(
            format!("this plan has no score named `{name}`"),
            format!("write {}", words::choice(names)),
        )
    })
}

fn score(scale: Scale, text: &str) -> Result<Estimate, Failure> {
    Estimate::read(text, scale).ok_or_else(|| {
        let [min, max] = [scale.min, scale.max].map(|end| words::number(end, 6));
        Failure::usage(
            format!("`{text}` is no score of this plan"),
            format!("write a number from {min} to {max}, like 7 or 7.5, or a range like 7..8"),
        )
    })
}
