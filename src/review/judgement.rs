//! What a measured effect says of the Confidence that a segment was scored with.

use crate::audit::Uplift;
use crate::audit::stats::rates::control_needed;

/// Whether the leads bear out what the team expects of a segment. Only a control group can tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EffectJudgement {
    /// The interval of the lift holds the expected one, and not zero.
    Supported,
    /// The whole interval is above the expected lift.
    Exceeded,
    /// The whole interval is below the expected lift.
    Contradicted,
    /// The interval holds both, so nothing can be said yet.
    Open {
        /// Leads with a known outcome that are missing, of both groups together and as they are shared
        /// now, for 80 % power at the expected lift; `None` if the control group's rate is 0 or they
        /// are enough already.
        leads: Option<u64>,
        /// Weeks until they have arrived; `None` if that isn't known.
        weeks: Option<f64>,
    },
    /// There is no control group, or the segment's effect isn't measured.
    NotMeasured,
    /// The plan expects no lift of it.
    NothingExpected,
}

impl EffectJudgement {
    pub(super) fn of(
        expected: Option<f64>,
        uplift: Option<&Uplift>,
        leads_a_week: Option<f64>,
    ) -> Self {
        let Some(uplift) = uplift.filter(|one| one.control.known > 0 && one.message.known > 0)
        else {
            return Self::NotMeasured;
        };
        let Some(expected) = expected else {
            return Self::NothingExpected;
        };
        if let Some(ratio) = uplift.ratio {
            let (low, high) = (ratio.low - 1.0, ratio.high - 1.0);
            match () {
                () if high < expected => return Self::Contradicted,
                () if low > expected => return Self::Exceeded,
                () if low > 0.0 => return Self::Supported,
                () => {}
            }
        }
        let leads = missing(expected, uplift);
        let weeks = leads
            .zip(leads_a_week)
            .map(|(leads, a_week)| leads as f64 / a_week);
        Self::Open {
            leads,
            weeks: weeks.filter(|weeks| weeks.is_finite()),
        }
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Exceeded => "exceeded",
            Self::Contradicted => "contradicted",
            Self::Open { .. } => "open",
            Self::NotMeasured => "not-measured",
            Self::NothingExpected => "nothing-expected",
        }
    }
}

/// Leads that are missing until the groups, shared as they are, can show a lift.
fn missing(expected: f64, uplift: &Uplift) -> Option<u64> {
    let rate = uplift.control.rate?.rate;
    let higher = rate * (1.0 + expected);
    if rate <= 0.0 || higher >= 1.0 || expected <= 0.0 {
        return None;
    }
    let times = uplift.message.known as f64 / uplift.control.known as f64;
    let control = control_needed(rate, higher, times).ceil();
    let missing = control * (1.0 + times) - (uplift.control.known + uplift.message.known) as f64;
    (missing >= 1.0).then_some(missing.ceil() as u64)
}
