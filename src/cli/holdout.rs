//! How a control group is drawn, as command lines say it.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::Failure;
use crate::plan::Plan;
use crate::resolve::{GroupColumn, Holdout};

/// How a control group is drawn and written.
#[derive(Debug, Args)]
pub(super) struct HoldoutArgs {
    /// Hold out this share of the leads, such as 10%, as a control group that gets no message, and
    /// write the group of each lead: control or message
    #[arg(long, value_name = "SHARE", value_parser = parse_share, requires = "salt")]
    holdout: Option<f64>,
    /// What the control group is drawn with, such as q1-2027: the same text gives the same groups
    /// however the table grows, another one draws anew
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new(), requires = "holdout")]
    salt: Option<String>,
    /// Draw a control group in each segment, so that a lead that changes segment is drawn anew
    #[arg(long, requires = "holdout")]
    per_segment: bool,
    /// The title of the column with the group of each lead [default: group]
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    group_column: Option<String>,
}

impl HoldoutArgs {
    /// Whether a control group is to be drawn.
    pub(super) fn is_drawn(&self) -> bool {
        self.holdout.is_some()
    }

    /// The column to write, if groups are drawn or the plan names its control group.
    pub(super) fn column(&self, plan: &Plan) -> Result<Option<GroupColumn>, Failure> {
        let drawn = self.holdout.zip(self.salt.as_deref());
        let holdout = drawn.map(|(share, salt)| Holdout::new(share, salt, self.per_segment));
        if holdout.is_none() && plan.leads.control.is_none() {
            return match self.group_column {
                None => Ok(None),
                Some(_) => Err(Failure::usage(
                    "there are no groups for --group-column",
                    "draw a control group with `--holdout 10% --salt q1-2027`, or name one in the \
                     plan with `control` under `leads`",
                )),
            };
        }
        let title = self.group_column.as_deref().unwrap_or("group");
        Ok(Some(GroupColumn {
            title: title.to_owned(),
            holdout,
        }))
    }
}

/// A share between 0 % and 100 %, as `10%` or `12.5 %`.
pub(super) fn parse_share(text: &str) -> Result<f64, String> {
    let number = text.trim().strip_suffix('%').map(str::trim_end);
    let percent: Option<f64> = number.and_then(|number| number.parse().ok());
    match percent {
        Some(percent) if percent > 0.0 && percent < 100.0 => Ok(percent / 100.0),
        _ => Err("write a percentage between 0 and 100, as in 10%".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_percentage_between_its_ends() {
        assert_eq!(parse_share("10%"), Ok(0.1));
        assert_eq!(parse_share(" 12.5 % "), Ok(0.125));
        for wrong in ["10", "0.1", "0%", "100%", "-5%", "NaN%", "%", ""] {
            assert!(parse_share(wrong).is_err(), "{wrong}");
        }
    }
}
