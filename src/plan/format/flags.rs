//! What a plan may set for each flag: its severity and its thresholds. How a flag is looked for
//! and what to do about it comes later, in segplan's `flags`.

use super::{Key, Object, Others, Shape};
use crate::diagnostic::Severity::{self, Info, Warning};
use crate::plan::model::{Plan, Scale};
use crate::text::words;
use FlagDefault::{Number, OfScale, Unset};

/// A flag as the plan format knows it.
#[derive(Debug, Clone, Copy)]
pub struct FlagSpec {
    /// Its name, which reads well after "allow".
    pub name: &'static str,
    /// Its severity unless the plan sets another.
    pub severity: Severity,
    /// What it detects, in one sentence without a final period. `{below}` is replaced by the default
    /// of the threshold `below`, `{below %}` by the same as a percentage.
    pub detects: &'static str,
    /// The thresholds that a plan may set.
    pub options: &'static [FlagOption],
    /// The keys below its name in a plan: `severity`, then the thresholds.
    pub(in crate::plan) keys: &'static Object,
}

/// A threshold that a plan may set for a flag.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlagOption {
    /// As written in the plan.
    pub name: &'static str,
    /// Its value unless the plan sets one.
    pub default: FlagDefault,
    /// The lowest and the highest value that make sense; infinite where the plan's scale sets
    /// them, see [`FlagOption::bounds_on`].
    pub bounds: (f64, f64),
    /// What it means, with its unit.
    pub meaning: &'static str,
}

/// What a threshold is unless a plan sets it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FlagDefault {
    /// This number, in the threshold's unit.
    Number(f64),
    /// A share of the plan's scale, 0 to 1, and what it is called. For a score it counts from the
    /// lowest score, for a difference between two scores from zero.
    OfScale(f64, &'static str),
    /// No threshold; the text says what happens then.
    Unset(&'static str),
}

/// Bounds of a share.
const SHARE: (f64, f64) = (0.0, 1.0);
/// Bounds of a number of segments, or of times.
const COUNT: (f64, f64) = (0.0, 1e6);
/// Bounds of an age in days.
const DAYS: (f64, f64) = (0.0, 36_500.0);
/// Bounds of a score: the ends of the plan's scale.
const SCORE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
/// Bounds of a difference between two scores, in points: zero and the span of the plan's scale.
const POINTS: (f64, f64) = (0.0, f64::INFINITY);

const LOWEST_THIRD: FlagDefault = OfScale(1.0 / 3.0, "the lowest third of the scale");

/// The key that every flag has.
pub(in crate::plan) const SEVERITY: Key = Key {
    name: "severity",
    shape: Shape::Word(|| vec!["error", "warning", "info", "off"]),
    doc: "How much a finding matters.",
    required: false,
    example: "info",
    default: "",
};

/// `NAME "name" severity, "what it detects" { threshold: default, bounds, "meaning"; }`
macro_rules! flags {
    ($($flag:ident $name:literal $severity:ident, $detects:literal {
        $($option:ident: $default:expr, $bounds:expr, $meaning:literal;)*
    })*) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub const $flag: FlagSpec = FlagSpec {
                name: $name,
                severity: $severity,
                detects: $detects,
                options: &[$(FlagOption {
                    name: stringify!($option),
                    default: $default,
                    bounds: $bounds,
                    meaning: $meaning,
                }),*],
                keys: &Object {
                    noun: concat!("`", $name, "`"),
                    name: $name,
                    doc: $detects,
                    keys: &[SEVERITY, $(Key {
                        name: stringify!($option),
                        shape: Shape::Number(f64::NEG_INFINITY, f64::INFINITY),
                        doc: $meaning,
                        required: false,
                        example: "",
                        default: "",
                    }),*],
                    others: Others::Refused,
                },
            };
        )*

        /// All flags, sorted by name.
        pub const ALL: &[FlagSpec] = &[$($flag),*];
    };
}

flags! {
    ALWAYS_MATCHES "always-matches" Warning, "The definition is true of every lead" {}
    CONSTANT_ATTRIBUTE "constant-attribute" Info,
        "An attribute that conditions use is the same for every lead" {}
    CONTESTED "contested" Warning, "The panel's scores for one criterion are far apart" {
        span: OfScale(4.0 / 9.0, "four ninths of the scale"), POINTS,
            "points between the lowest and the highest scorer from which a score is contested";
    }
    CONTRADICTED_QUALIFIER "contradicted-qualifier" Warning,
        "The team answered a qualifier with yes, but the lead table says no" {
        lift: Unset("then only the count of leads is looked at"), COUNT,
            "relative lift that a measurable segment must be able to show, where it names no \
             expected_lift";
        reach: Number(0.5), SHARE,
            "share of the leads won, 0 to 1, that may be contacted in an actionable segment";
        overlap: Number(0.5), SHARE,
            "leads that fit it and another as a share of those that fit either, 0 to 1, from \
             which a segment is not distinguishable";
        undecided: Number(0.5), SHARE,
            "undecided leads as a share of those that fit or might fit, 0 to 1, from which a \
             segment is not distinguishable";
        drift: Number(0.1), (0.0, 100.0),
            "population stability index over the periods from which a segment is not stable, if \
             chance does not explain it";
    }
    CUT_TOSS_UP "cut-toss-up" Info,
        "The scores hardly separate the last segment that makes the cut from the first that doesn't" {
        below: Number(0.6), SHARE,
            "share of simulated rankings, 0 to 1, with the upper segment ahead, under which it is a toss-up";
    }
    DEAD_TEST "dead-test" Info, "A part of a definition changes nothing" {}
    DIFFERENCE_UNPROVEN "difference-unproven" Info,
        "The outcome rate of the segment's leads may be the same as everyone else's" {}
    DOMINANT "dominant" Warning, "At least {from %} of the leads fit the segment" {
        from: Number(0.75), SHARE, "share of the leads, 0 to 1, from which a segment dominates";
    }
    EMPTY "empty" Warning, "No lead fits the segment" {}
    EXPECTED_TOO_LARGE "expected-too-large" Warning,
        "The segment is expected to hold at least {from %} of all expected leads" {
        from: Number(0.75), SHARE,
            "share of all expected leads, 0 to 1, from which a segment is too large";
    }
    EXPECTED_TOO_SMALL "expected-too-small" Warning,
        "The segment is expected to hold under {below %} of all expected leads" {
        below: Number(0.02), SHARE,
            "share of all expected leads, 0 to 1, under which a segment is too small";
    }
    FORMULA_DECIDES "formula-decides" Info,
        "Another common formula puts a different segment first, or reverses a clear pair" {
        from: Number(0.8), SHARE, "share of simulated rankings, 0 to 1, from which a pair counts as ordered";
    }
    GOAL_NOT_SMART "goal-not-smart" Info, "A goal lacks its metric, baseline, target or due date" {}
    HEAVY_OVERLAP "heavy-overlap" Info,
        "At least {from %} of the leads of one segment also fit another one" {
        from: Number(0.5), SHARE,
            "share of the smaller segment's leads, 0 to 1, from which an overlap is heavy";
    }
    IMPOSSIBLE_VALUE "impossible-value" Warning,
        "A condition compares an attribute with a number outside its `min` and `max`" {}
    LEAKAGE "leakage" Warning,
        "Nearly all leads that fit the segment had the outcome, so an attribute probably records it" {
        rate: Number(0.9), SHARE, "outcome rate of the leads that fit, 0 to 1, over which it is too good";
        base: Number(0.5), SHARE, "outcome rate of all leads, 0 to 1, under which that is suspicious";
        leads: Number(30.0), (0.0, 1e12), "leads with a known outcome from which the rate counts";
    }
    LOW_CONFIDENCE "low-confidence" Warning, "Confidence is in {below}" {
        below: LOWEST_THIRD, SCORE, "points; lower scores are flagged";
    }
    LOW_COVERAGE "low-coverage" Warning, "Under {below %} of the leads fit any segment" {
        below: Number(0.5), SHARE, "share of the leads, 0 to 1, under which coverage is low";
    }
    LOW_EASE "low-ease" Warning, "Ease is in {below}, or Effort in the highest" {
        below: LOWEST_THIRD, SCORE,
            "points of Ease; lower scores are flagged, and Effort is read from the other end";
    }
    LOW_IMPACT "low-impact" Warning, "Impact is in {below}" {
        below: LOWEST_THIRD, SCORE, "points; lower scores are flagged";
    }
    LOW_REACH "low-reach" Warning,
        "Under {below %} of the leads that the segment wins may be contacted" {
        below: Number(0.5), SHARE, "share of the leads won, 0 to 1, under which reach is low";
    }
    MISSING_DATA "missing-data" Warning,
        "Many leads can't be decided because an attribute is empty" {
        from: Number(0.2), SHARE,
            "undecided leads as a share of those that fit or might fit, 0 to 1, from which data \
             is missing";
    }
    NARROWED "narrowed" Warning,
        "Higher-ranked segments leave the segment only leads with few of the values that it asks for, or without any" {}
    NEVER_MATCHES "never-matches" Warning, "The definition contradicts itself, so no lead can fit" {}
    NEVER_REVIEWED "never-reviewed" Info, "The plan does not say when it was last reviewed" {}
    NO_COST "no-cost" Info,
        "The capacity counts costs, and the segment has none, so it counts as free" {}
    NO_DEFINITION "no-definition" Info,
        "The segment has no `where`, so no lead can be assigned to it" {}
    NO_GOAL "no-goal" Info, "The plan names no goal" {}
    NO_LEADS "no-leads" Warning, "The lead table has a header and no leads" {}
    NO_MESSAGE "no-message" Info, "The segment has no message of its own" {}
    NO_OWNER "no-owner" Info, "The segment has no owner" {}
    NO_TOUCHPOINTS "no-touchpoints" Info, "The segment has no touchpoints" {}
    NOT_ACTIONABLE "not-actionable" Warning, "The team answered no to actionable" {}
    NOT_DETECTABLE "not-detectable" Warning,
        "The segment wins too few leads to detect the expected lift" {}
    NOT_DISTINGUISHABLE "not-distinguishable" Warning, "The team answered no to distinguishable" {}
    NOT_MEASURABLE "not-measurable" Warning, "The team answered no to measurable" {}
    NOT_RELEVANT "not-relevant" Warning, "The team answered no to relevant" {}
    NOT_STABLE "not-stable" Warning, "The team answered no to stable" {}
    ORDER_DISPUTED "order-disputed" Warning,
        "The simulation puts the lower of two adjacent segments first more often than not" {}
    OUT_OF_ORDER "out-of-order" Warning,
        "A segment comes before one that must be served first, or makes the cut without it" {}
    OUTSIDE_PANEL "outside-panel" Warning,
        "An agreed score is outside the range of the panel's scores" {}
    PIN_WITHOUT_EFFECT "pin-without-effect" Warning,
        "A pin names a segment that is parked or has no score" {}
    PINNED_AGAINST_SCORE "pinned-against-score" Info,
        "A pin gives a segment a different rank than its score would" {}
    PLACEHOLDER_VALUE "placeholder-value" Warning,
        "A column holds placeholders such as Select, unknown or N/A that count as values" {}
    REVIEW_OVERDUE "review-overdue" Warning,
        "The next review is overdue, or the last one was more than {days} days ago" {
        days: Number(92.0), DAYS,
            "days after the last review when the next is due, where `review_by` names no day";
    }
    SAME_DEFINITION "same-definition" Warning,
        "Two segments have the same definition, even if it is worded differently" {}
    SAME_LEADS "same-leads" Warning,
        "Exactly the same leads fit two segments, although their definitions differ" {}
    SAME_MESSAGE "same-message" Warning, "Two segments have the same message" {}
    SENSITIVE_ATTRIBUTE "sensitive-attribute" Warning,
        "A definition uses an attribute that is marked as sensitive" {}
    SHADOWED "shadowed" Warning,
        "Leads fit the segment, but higher-ranked segments take them all" {}
    SIZE_OFF "size-off" Warning,
        "The number of leads that fit is off `expected_size` by a factor of more than {times}" {
        times: Number(2.0), (1.0, 1e6),
            "factor by which the number of leads may be above or below the expected size";
    }
    SLIP_OF_THE_PEN "slip-of-the-pen" Warning,
        "A condition names an undeclared attribute that is spelled almost like a declared one" {}
    SMALL_CONTROL_GROUP "small-control-group" Warning,
        "The control group of a segment is too small to show the expected lift" {}
    STALE_EVIDENCE "stale-evidence" Warning,
        "The newest dated evidence is more than {days} days old" {
        days: Number(365.0), DAYS, "age in days beyond which the newest evidence is stale";
    }
    STARVED "starved" Warning, "The segment wins under {below %} of the leads that fit it" {
        below: Number(0.2), SHARE,
            "share of its leads, 0 to 1, under which a segment that wins some is starved";
    }
    SUBSET_BELOW "subset-below" Warning,
        "The segment ranks below a broader one that takes all its leads" {}
    THOUSANDS_POINT "thousands-point" Warning,
        "A column holds only numbers like 1.500, which are read as decimals" {}
    TIED "tied" Info, "Two adjacent segments are equal, and a tie-break decides" {}
    TOO_FEW_QUALIFIERS "too-few-qualifiers" Warning,
        "The segment can't meet as many qualifiers as the plan requires" {}
    TOO_FEW_SEGMENTS "too-few-segments" Info, "Fewer than {below} segments are ranked" {
        below: Number(3.0), COUNT, "ranked segments under which there are too few";
    }
    TOO_MANY_SEGMENTS "too-many-segments" Info, "More than {above} segments are ranked" {
        above: Number(12.0), COUNT, "ranked segments beyond which there are too many";
    }
    TOO_SMALL "too-small" Warning, "Fewer than {below} leads fit the segment" {
        below: Number(30.0), (0.0, 1e12), "leads under which a segment is too small";
    }
    TOSS_UP "toss-up" Info, "Two adjacent segments are so close that the scores can't separate them" {
        below: Number(0.6), SHARE, "share of simulated rankings, 0 to 1, under which being ahead is a toss-up";
    }
    TWIN_SEGMENTS "twin-segments" Warning, "Two segments hold nearly the same leads" {
        from: Number(0.9), SHARE,
            "leads that fit both as a share of those that fit either, 0 to 1, from which two \
             segments are twins";
    }
    UNKNOWN_QUALIFIER "unknown-qualifier" Info, "A qualifier is unknown or not answered" {}
    UNKNOWN_VALUE "unknown-value" Warning,
        "A condition asks for a value that never occurs in its column" {}
    UNREACHABLE "unreachable" Warning,
        "Several segments that rank above it together take every lead that can fit the segment" {}
    UNRELIABLE_ATTRIBUTE "unreliable-attribute" Warning,
        "An early-stage segment rests on what leads say about their budget, authority or timeline" {}
    UNREVISED "unrevised" Info,
        "None of the segment's scores has changed in the last {reviews} reviews" {
        reviews: Number(3.0), (2.0, 1000.0), "reviews with the same scores from which a segment is flagged";
    }
    UNSCORED "unscored" Info, "One of the three scores is missing, so the segment has no rank" {}
    UNSUPPORTED_CONFIDENCE "unsupported-confidence" Warning,
        "Confidence is in {above} without evidence, or on opinion alone" {
        above: OfScale(2.0 / 3.0, "the highest third of the scale"), SCORE,
            "points of Confidence above which evidence is asked for";
    }
    UNUSED_ALLOW "unused-allow" Warning, "An entry of `allow` matches no finding" {}
    VALUE_NOT_LISTED "value-not-listed" Warning,
        "A condition compares an attribute with a value that is not in its `values`" {}
}

/// The flag of this name, written exactly so.
pub fn named(name: &str) -> Option<&'static FlagSpec> {
    ALL.iter().find(|flag| flag.name == name)
}

impl FlagSpec {
    /// What it detects, with the defaults filled in.
    pub fn summary(&self) -> String {
        let mut summary = self.detects.to_owned();
        for option in self.options {
            let name = option.name;
            let (plain, percent) = match option.default {
                Number(number) => (words::number(number, 2), words::percent(number)),
                OfScale(_, called) => (called.to_owned(), String::new()),
                Unset(_) => continue,
            };
            summary = summary
                .replace(&format!("{{{name}}}"), &plain)
                .replace(&format!("{{{name} %}}"), &percent);
        }
        summary
    }

    /// A threshold in a plan: its own setting, or else the default on its scale. NaN, with which no
    /// comparison holds, where there is neither.
    pub fn threshold(&self, plan: &Plan, name: &str) -> f64 {
        let setting = plan.flags.settings.get(self.name);
        let set = setting.and_then(|setting| setting.options.get(name));
        let default = self.option(name);
        set.copied()
            .or_else(|| default.map(|option| option.default_on(plan.scoring.scale)))
            .unwrap_or(f64::NAN)
    }

    /// The threshold of this name.
    pub fn option(&self, name: &str) -> Option<&FlagOption> {
        self.options.iter().find(|option| option.name == name)
    }
}

impl FlagOption {
    /// What it means, then its default: `… (default 0.6)`.
    pub fn description(&self) -> String {
        let default = match self.default {
            Number(number) => format!("default {}", words::number(number, 2)),
            OfScale(_, called) => {
                let points = words::number(self.default_on(Scale::USUAL), 2);
                let Scale { min, max } = Scale::USUAL;
                format!("default: {called}, {points} on {min} to {max}")
            }
            Unset(then) => format!("default none: {then}"),
        };
        format!("{} ({default})", self.meaning)
    }

    /// The default on a scale. NaN, with which no comparison holds, if there is none.
    pub fn default_on(&self, scale: Scale) -> f64 {
        match self.default {
            Number(number) => number,
            OfScale(share, _) => self.bounds_on(scale).0 + share * scale.span(),
            Unset(_) => f64::NAN,
        }
    }

    /// The lowest and the highest value that make sense on a scale.
    pub fn bounds_on(&self, scale: Scale) -> (f64, f64) {
        match self.bounds {
            SCORE => (scale.min, scale.max),
            POINTS => (0.0, scale.span()),
            bounds => bounds,
        }
    }
}
