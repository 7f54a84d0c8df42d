//! Every key of a plan: what it holds, what it means, behind `=>` an example as it is written, and
//! behind `or` what counts where it is left out.

use super::Others::Named;
use super::Shape::{
    Boolean, Condition, Currency, Date, Estimate, Judgement, List, Name, Number, Object as Group,
    Text, Verdict, Vote, Whole, Word,
};
use super::{Key, Object, Others, Shape};
use crate::condition::{AttributeType, DecimalSign};
use crate::plan::model::{
    About, Basis, Breadth, CutRule, EvidenceKind, Formula, Measure, OrderKey, Origin, PanelRule,
    Qualifier, Stage,
};

const REQUIRED: bool = true;
const ANY_NUMBER: Shape = Number(f64::NEG_INFINITY, f64::INFINITY);
const FROM_ZERO: Shape = Number(0.0, f64::INFINITY);
const ORDER_KEY: Shape = Word(|| OrderKey::all().into_iter().map(OrderKey::name).collect());

/// One of the names of an enumeration.
macro_rules! words {
    ($kind:ty) => {
        Word(|| <$kind>::ALL.iter().map(|one| one.name()).collect())
    };
}

/// `GROUP name, noun, meaning { key: shape, meaning => example or default, REQUIRED; }`. `* => …;`
/// says what other keys hold; without it they are mistakes.
macro_rules! groups {
    (@others) => { Others::Refused };
    (@others $others:expr) => { $others };
    ($vis:vis, $($group:ident $name:literal, $noun:literal, $doc:literal {
        $(* => $others:expr;)?
        $($key:ident: $shape:expr, $key_doc:literal $(=> $example:literal)? $(or $default:literal)?
            $(, $required:ident)?;)*
    })*) => {
        $(
            #[doc = $doc]
            $vis static $group: Object = Object {
                name: $name,
                noun: $noun,
                doc: $doc,
                keys: &[$(Key {
                    name: stringify!($key),
                    shape: $shape,
                    doc: $key_doc,
                    required: false $(|| $required)?,
                    example: concat!($($example)?),
                    default: concat!($($default)?),
                }),*],
                others: groups!(@others $($others)?),
            };
        )*
    };
}

groups! { pub,
    PLAN "plan", "a plan", "Candidate segments, their scores, and what decides their order." {
        version: Whole(1), "The version of the plan format." => "1" or "1";
        title: Text, "What the plan is called." => "Q1 nurture", REQUIRED;
        client: Text, "The client; printed on reports." => "Northwind Industrial";
        owner: Text, "Who is responsible for the plan." => "Growth team";
        period: Group(&PERIOD), "The period that the plan covers.";
        reviewed: Date, "The day of the last review." => "2026-12-18";
        review_by: Date, "The day of the next review." => "2027-03-15";
        as_of: Date,
            "The day that counts as today, for every age and date rule; `--as-of` overrides it."
            => "2027-01-04" or "today";
        goals: List(&Group(&GOAL)), "What the plan should achieve.";
        scoring: Group(&SCORING), "How three scores become one.";
        qualify: Group(&QUALIFY), "Which answers to the five qualifiers park a segment.";
        order: Group(&ORDER), "What the priority order is based on.";
        capacity: Group(&CAPACITY), "What the team can serve in the period; it draws the cut line.";
        duels: List(&Group(&DUEL)),
            "Pairs that the scores can't order, put to the team: which first?";
        scorers: Group(&SCORERS),
            "Who scores, and what. With it, a name in a panel that it doesn't list is a mistake." or "anyone may score everything";
        flags: Group(&FLAGS), "Severities and thresholds of flags, and findings that are allowed.";
        leads: Group(&LEADS), "What the columns of the lead table mean.";
        attributes: Group(&ATTRIBUTES), "The data dictionary: what is known about a lead.";
        segments: List(&Group(&SEGMENT)), "The candidate segments, in any order.", REQUIRED;
        default: Group(&DEFAULT), "The segment of leads that fit no other."
            or "a segment named default";
    }
}

groups! { pub(in crate::plan),
    PERIOD "period", "a period", "The first and the last day." {
        start: Date, "The first day." => "2027-01-01", REQUIRED;
        end: Date, "The last day." => "2027-03-31", REQUIRED;
    }

    GOAL "goal", "a goal",
    "What the plan should achieve: specific, measurable, achievable, relevant, time-bound." {
        statement: Text,
            "The goal in words."
            => "Raise lead-to-opportunity conversion from 3.7 % to 4.5 % by the end of March", REQUIRED;
        metric: Text, "What is measured." => "conversion rate";
        baseline: ANY_NUMBER, "Its value today." => "0.037";
        target: ANY_NUMBER, "The value to reach." => "0.045";
        due: Date, "The day to reach it by." => "2027-03-31";
        measure: words!(Measure),
            "What of the lead table is compared with baseline and target by `review`: `outcome_rate` (of leads with a known outcome), `outcomes` (how many), `value` (their sum over leads with the outcome), `coverage` (the share of leads that fit a segment) or `reachable` (the share that may be contacted). Shares are written as 0.045 for 4.5 %."
            => "outcome_rate";
    }

    SCORING "scoring", "scoring", "How three scores become one." {
        scale: Group(&SCALE), "The scale of every score." or "1 to 10";
        formula: words!(Formula),
            "How the three scores are combined. `ratio` is Impact × Confidence / Effort and needs `effort`."
            => "product" or "product";
        weights: Group(&WEIGHTS), "How much each score counts." or "1 each";
        panel: words!(PanelRule), "How the scores of several people become one."
            => "median" or "median";
        margin: FROM_ZERO,
            "How many points a score given as one number may be off, in the simulation."
            => "1" or "a ninth of the scale: 1 on 1 to 10";
    }

    SCALE "scale", "the scale", "The lowest and the highest score." {
        min: ANY_NUMBER, "The lowest score." => "1", REQUIRED;
        max: ANY_NUMBER, "The highest score." => "10", REQUIRED;
    }

    WEIGHTS "weights", "weights",
    "How much each score counts. Use `ease` or `effort`, as the scores do." {
        impact: FROM_ZERO, "The weight of Impact." => "1" or "1";
        confidence: FROM_ZERO, "The weight of Confidence." => "1" or "1";
        ease: FROM_ZERO, "The weight of Ease." => "1" or "1";
        effort: FROM_ZERO, "The weight of Effort." => "1" or "1";
    }

    QUALIFY "qualify", "qualify", "Which answers to the five qualifiers park a segment." {
        required: List(&words!(Qualifier)),
            "A `no` to one of these parks the segment." => r#"["actionable"]"# or "[actionable]";
        at_least: Number(0.0, 5.0),
            "A segment that can't meet this many qualifiers is parked." => "3" or "0";
    }

    ORDER "order", "order", "What the priority order is based on." {
        by: List(&ORDER_KEY),
            "What segments are ordered by, the most important first." => r#"["score"]"# or "[score]";
        break_ties: List(&ORDER_KEY),
            "What decides between equals; after that, the order in the file."
            => r#"["confidence", "impact", "ease"]"# or "[confidence, impact, ease]";
        pin: List(&Group(&PIN)), "Segments that stand at a fixed rank.";
    }

    PIN "pin", "a pin", "A fixed rank for a segment, with the reason." {
        segment: Text, "The segment's name." => "key_accounts", REQUIRED;
        rank: Whole(1), "The rank it takes." => "1", REQUIRED;
        because: Text, "The reason." => "Board commitment of 12 November", REQUIRED;
    }

    CAPACITY "capacity", "capacity",
    "What the team can serve in the period. With both limits a segment makes the cut only if it fits both." {
        segments: Whole(0), "How many segments the team can serve." => "6";
        cost: FROM_ZERO, "How much the team can spend, in a unit of its own." => "40";
        unit: Text, "The unit of `cost`." => "days";
        cut: words!(CutRule),
            "`strict` ends the cut at the first segment that doesn't fit; `fill` goes on to smaller ones."
            => "strict" or "strict";
    }

    DUEL "duel", "a duel", "Two segments, and which of them each person puts first." {
        between: List(&Text), "The two segments, by name." => r#"["partners", "key_accounts"]"#, REQUIRED;
        votes: Group(&VOTES), "Whom each person puts first.";
    }

    VOTES "votes", "the votes of a duel", "The segment that each person puts first, by the person's name." {
        * => Named(Text);
    }

    SCORERS "scorers", "the scorers", "Who scores, by name." {
        * => Named(Group(&SCORER));
    }

    SCORER "scorer", "a scorer", "A person who scores." {
        label: Text, "What people call them." => "Ana (Sales)" or "the name in words";
        criteria: List(&Word(|| vec!["impact", "confidence", "ease", "effort"])),
            "What they score." => r#"["impact", "confidence"]"# or "all three";
    }

    FLAGS "flags", "flags",
    "Severities and thresholds of flags, and findings that are allowed." {
        * => Others::Flags;
        allow: List(&Group(&ALLOW)), "Findings that are allowed, each with the reason.";
    }

    ALLOW "allow", "an allowance", "A finding that is allowed, with the reason." {
        flag: Text, "The flag's name." => "low-ease", REQUIRED;
        segment: Text,
            "The segment's name."
            => "enterprise_manufacturers" or "every segment";
        because: Text, "The reason." => "Translation is budgeted", REQUIRED;
    }

    LEADS "leads", "leads", "What the columns of the lead table mean." {
        key: Text, "The column that identifies a lead." => "lead_id" or "the number of the row";
        date: Text, "The date attribute by which leads fall into periods." => "created_on";
        outcome: Condition, "What counts as success." => "converted = 1";
        value: Text,
            "The number attribute to add up, to six decimals and below 10^24 a lead."
            => "deal_value";
        currency: Currency, "The currency of `value`; printed with sums." => "EUR";
        reachable: Condition, "Which leads may be contacted." => "email_opt_in";
        exclude: Condition,
            "Which leads get no segment; they are counted separately."
            => "is_competitor or unsubscribed";
        control: Condition,
            "Which leads are the control group: they get a segment as all others do, but no message, so that the effect of the messages can be measured."
            => "group = 'control'";
        assigned: Text,
            "The text attribute with the segment that each lead had when the messages went out, as `resolve` writes it; `review` measures what messages did by it."
            => "segment_then";
        control_share: Number(0.001, 0.999),
            "The share of the leads that was to be held out as the control group; `review` checks the groups against it."
            => "0.1";
    }

    ATTRIBUTES "attributes", "attributes", "The data dictionary, by attribute name." {
        * => Named(Group(&ATTRIBUTE));
    }

    ATTRIBUTE "attribute", "an attribute", "One attribute of a lead." {
        type: words!(AttributeType),
            "The type of its values." => "integer" or "as conditions use it";
        basis: words!(Basis), "What kind of fact it is." => "firmographic";
        origin: words!(Origin),
            "`explicit` if the lead told you, `implied` if you concluded it." => "explicit";
        source: Text, "The system it comes from." => "CRM";
        values: List(&Text),
            "The values it can have." => r#"["Manufacturing", "Retail", "Healthcare"]"#;
        min: ANY_NUMBER, "The lowest valid value." => "1";
        max: ANY_NUMBER, "The highest valid value." => "100000";
        column: Text,
            "The column's title in the lead table." => "No. of employees" or "the attribute's name";
        format: Text,
            "How its dates are written, in strftime codes." => "%d-%m-%Y" or "2027-01-31";
        decimal: words!(DecimalSign),
            "What stands before decimals in the lead table. With `,` thousands may be separated by points, spaces or apostrophes (`1.234,50`), with `.` by commas (`1,234.50`)."
            => "," or "a point, and nothing between thousands";
        true: List(&Text),
            "Words for true in the lead table, beside true, yes, y, t and 1, in any case." => r#"["ja"]"#;
        false: List(&Text),
            "Words for false, beside false, no, n, f and 0, in any case." => r#"["nein"]"#;
        missing: List(&Text),
            "Words that mean missing, as an empty cell does." => r#"["Select", "unknown"]"#;
        sensitive: Boolean,
            "Whether using it needs the lead's permission." => "true" or "false";
        about: words!(About),
            "What it asks about, where early answers are unreliable." => "budget";
    }

    SEGMENT "segment", "a segment",
    "A candidate segment: a group of leads with something in common, for whom one could write a message of their own." {
        name: Name,
            "The segment's identity, in lower_snake_case. Keep it: another name is another segment."
            => "enterprise_manufacturers", REQUIRED;
        label: Text,
            "What people call it." => "Enterprise manufacturers" or "the name in words";
        description: Text, "Who these leads are." => "Manufacturers above 1,500 staff";
        where: Condition,
            "The condition that its leads fit." => "industry = 'Manufacturing' and employees > 1500";
        breadth: words!(Breadth),
            "`macro` for a broad group, `micro` for a small one on many attributes." => "macro";
        persona: Text, "The typical customer it stands for." => "Olga, operations director";
        stage: words!(Stage), "The stage of the buying journey." => "consideration";
        message: Text, "The message these leads get." => "Cut changeover time across plants";
        touchpoints: List(&Group(&TOUCHPOINT)), "The planned contacts, in order.";
        owner: Text, "Who works on it." => "Priya";
        expected_size: Whole(0), "How many leads the team expects." => "400";
        expected_lift: Number(0.0, 4.0),
            "The relative lift in the outcome rate that the team expects: 0.15 is 15 %." => "0.15";
        cycle_days: FROM_ZERO, "The length of the sales cycle, in days." => "42";
        cost: FROM_ZERO, "What it takes to serve it, in the unit of `capacity`." => "8" or "0";
        after: List(&Text), "Segments that must be served before this one." => r#"["key_accounts"]"#;
        notes: Text, "Remarks for the team; a client doesn't see them." => "From the March workshop";
        scores: Group(&SCORES), "The agreed scores.";
        panel: Group(&PANEL),
            "Each person's scores, by name. They fill in what `scores` leaves out, and show where the team disagrees.";
        evidence: List(&Group(&EVIDENCE)), "What Confidence rests on.";
        qualifiers: Group(&QUALIFIERS), "The answers to the five qualifiers.";
    }

    TOUCHPOINT "touchpoint", "a touchpoint", "One contact with a lead." {
        channel: Text, "The channel." => "email", REQUIRED;
        content: Text, "What it carries." => "Benchmark report";
    }

    SCORES "scores", "scores", "Three scores on the plan's scale." {
        impact: Estimate, "How much the segment could add to the goals." => "9";
        confidence: Estimate, "How sure the team is." => "7..8";
        ease: Estimate,
            "How little time, effort and tooling it takes; the highest score is the easiest. Use `ease` or `effort` throughout the plan."
            => "4";
        effort: Estimate,
            "How much it takes; the highest score is the hardest. Use `ease` or `effort` throughout the plan."
            => "7";
    }

    THREE_POINT "three_point", "a three-point score", "A score as its lowest, most likely and highest value." {
        low: ANY_NUMBER, "The lowest." => "5", REQUIRED;
        likely: ANY_NUMBER, "The most likely; it counts for the rank." => "7", REQUIRED;
        high: ANY_NUMBER, "The highest." => "9", REQUIRED;
    }

    PANEL "panel", "the panel", "Each person's scores, by name." {
        * => Named(Group(&BALLOT));
    }

    BALLOT "ballot", "the scores of one scorer",
    "The scores of one person; `unknown` is \"I don't know\", which is no score and is counted." {
        impact: Vote, "How much the segment could add to the goals." => "9";
        confidence: Vote, "How sure the person is." => "unknown";
        ease: Vote, "How little it takes; the highest score is the easiest." => "4";
        effort: Vote, "How much it takes; the highest score is the hardest." => "7";
    }

    EVIDENCE "evidence", "a piece of evidence", "Something that Confidence rests on." {
        kind: words!(EvidenceKind),
            "The kind of evidence, from an opinion to a test." => "test", REQUIRED;
        note: Text, "What it showed." => "Subject-line test, +12 %";
        date: Date, "The day it is from." => "2026-10-02";
    }

    QUALIFIERS "qualifiers", "qualifiers", "The answers to the five questions that a useful segment answers with yes." {
        measurable: Judgement,
            "Can you measure whether the extra work pays off?" => "yes" or "unknown";
        relevant: Judgement,
            "Do message and offer help these leads reach their goal sooner?"
            => r#"{"verdict": "yes", "because": "Asked for in 14 of 20 interviews"}"# or "unknown";
        actionable: Judgement,
            "Can the team reach and serve them with touchpoints of their own?" => "yes" or "unknown";
        distinguishable: Judgement,
            "Do your data set them apart from the others?" => "partly" or "unknown";
        stable: Judgement,
            "Does the segment behave consistently, neither a fad nor a sliver of the database?"
            => "unknown" or "unknown";
    }

    JUDGEMENT "judgement", "a verdict", "The answer to a qualifier, with the reason." {
        verdict: Verdict, "The answer." => "yes", REQUIRED;
        because: Text, "The reason." => "Asked for in 14 of 20 interviews";
    }

    DEFAULT "default", "default", "The segment of leads that fit no other." {
        name: Name, "Its identity, in lower_snake_case." => "newsletter", REQUIRED;
        label: Text, "What people call it." => "General newsletter" or "the name in words";
    }
}
