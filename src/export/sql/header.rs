//! What a query is about, as the comment before it.

use super::{Emit, SqlOptions};
use crate::masks::Fingerprint;
use crate::plan::{Plan, SegmentId};
use crate::text::visible::visible;

/// The lines of the comment.
pub(super) fn comment(plan: &Plan, order: &[SegmentId], options: &SqlOptions) -> Vec<String> {
    let (title, engine) = (&plan.title, options.engine.title());
    let what = match options.emit {
        Emit::Primary => "The segment of each lead",
        Emit::Memberships => "All segments that each lead fits",
        Emit::Masks => "How many leads fit which set of segments",
    };
    let today = if plan.as_of.stated {
        ""
    } else {
        ", the day this was written"
    };
    let mut lines = vec![
        title.clone(),
        format!(
            "{what}, in the SQL of {engine}. Written by segplan; change the plan, not this query."
        ),
        format!(
            "Plan {}, as of {}{today}.",
            Fingerprint::of(plan).digest(),
            plan.as_of.date
        ),
    ];
    let holdout = options
        .groups
        .as_ref()
        .and_then(|column| column.holdout.as_ref());
    if let Some(holdout) = holdout.filter(|_| options.emit != Emit::Masks) {
        let share = crate::text::words::rate(holdout.share());
        let each = if holdout.is_per_segment() {
            ", in each segment"
        } else {
            ""
        };
        lines.push(format!(
            "Control group: {share}{each}, drawn with the salt {}.",
            holdout.salt()
        ));
    }
    lines.push("Order (the first segment that a lead fits wins):".to_owned());
    let names = order.iter().map(|id| plan.name(*id));
    let width = names
        .chain([plan.default.name.as_str()])
        .map(str::len)
        .max()
        .unwrap_or(0);
    for (priority, id) in (1..).zip(order) {
        let segment = plan.segment(*id);
        let nobody = match segment.definition {
            Some(_) => "",
            None => " (no definition: nobody)",
        };
        let (name, label) = (&segment.name, &segment.label);
        lines.push(format!("{priority:>4}  {name:width$}  {label}{nobody}"));
    }
    let (name, label) = (&plan.default.name, &plan.default.label);
    lines.push(format!("      {name:width$}  {label} (everyone else)"));
    // A comment ends with its line, and Spark looks for variables in it, too.
    let safe = |line: String| visible(&line).replace("${", "$ {");
    lines.into_iter().map(safe).collect()
}
