//! Every key of a plan: what it holds, what it means and, behind `=>`, an example as it is written.

use super::Others::Named;
use super::Shape::{
    Boolean, Condition, Date, Estimate, Judgement, List, Name, Number, Object as Group, Text,
    Verdict, Whole, Word,
};
use super::{Key, Object, Others, Shape};
use crate::condition::AttributeType;
use crate::plan::model::{
    About, Basis, Breadth, EvidenceKind, Formula, OrderKey, Origin, PanelRule, Qualifier, Stage,
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

/// `GROUP name, noun, meaning { key: shape, meaning => example, REQUIRED; }`. `* => …;` says what
/// other keys hold; without it they are mistakes.
macro_rules! groups {
    (@others) => { Others::Refused };
    (@others $others:expr) => { $others };
    ($vis:vis, $($group:ident $name:literal, $noun:literal, $doc:literal {
        $(* => $others:expr;)?
        $($key:ident: $shape:expr, $key_doc:literal $(=> $example:literal)? $(, $required:ident)?;)*
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
                }),*],
                others: groups!(@others $($others)?),
            };
        )*
    };
}

groups! { pub,
    PLAN "plan", "a plan", "One priority list for one lead table." {
        version: Whole(1), "Version of the format; 1." => "1";
        title: Text, "What the plan is called." => "Q1 nurture", REQUIRED;
        client: Text, "For whom it is made; printed on reports." => "Northwind Industrial";
        owner: Text, "Who answers for the plan." => "Growth team";
        period: Group(&PERIOD), "The time the plan is for.";
        reviewed: Date, "When the plan was last reviewed." => "2026-12-18";
        review_by: Date, "When it is to be reviewed next." => "2027-03-15";
        as_of: Date, "Today, for every age and date rule; --as-of overrides it." => "2027-01-04";
        goals: List(&Group(&GOAL)), "What the plan is to achieve.";
        scoring: Group(&SCORING), "How scores become one number.";
        qualify: Group(&QUALIFY), "What the qualifiers decide.";
        order: Group(&ORDER), "What the priority order rests on.";
        flags: Group(&FLAGS),
            "Thresholds and severities by flag name, and findings that are let pass.";
        leads: Group(&LEADS), "What the lead table means.";
        attributes: Group(&ATTRIBUTES), "The data dictionary: what is known of a lead.";
        segments: List(&Group(&SEGMENT)), "The candidate segments.", REQUIRED;
        default: Group(&DEFAULT), "Where a lead goes that fits no segment.";
    }
}

groups! { pub(in crate::plan),
    PERIOD "period", "a period", "A stretch of days." {
        start: Date, "The first day." => "2027-01-01", REQUIRED;
        end: Date, "The last day." => "2027-03-31", REQUIRED;
    }

    GOAL "goal", "a goal",
    "What the plan is to achieve: specific, measurable, achievable, relevant, time-bound." {
        statement: Text,
            "The goal in words."
            => "Raise lead-to-opportunity conversion from 3.7 % to 4.5 % by the end of March", REQUIRED;
        metric: Text, "What is measured." => "conversion rate";
        baseline: ANY_NUMBER, "Where it stands." => "0.037";
        target: ANY_NUMBER, "Where it is to be." => "0.045";
        due: Date, "By when." => "2027-03-31";
    }

    SCORING "scoring", "scoring", "How scores become one number." {
        scale: Group(&SCALE), "The scale of every score; 1 to 10 unless said.";
        formula: words!(Formula),
            "How the three scores are joined; product unless said. ratio is impact x confidence / effort and needs effort."
            => "product";
        weights: Group(&WEIGHTS), "How much each score counts; 1 unless said.";
        panel: words!(PanelRule), "How several scorers become one; median unless said." => "median";
        margin: FROM_ZERO,
            "Points assumed either side of a score given as one number; a ninth of the scale unless said."
            => "1";
    }

    SCALE "scale", "the scale", "The lowest and the highest score." {
        min: ANY_NUMBER, "The lowest score." => "1", REQUIRED;
        max: ANY_NUMBER, "The highest score." => "10", REQUIRED;
    }

    WEIGHTS "weights", "weights",
    "How much each score counts. Write ease or effort as the scores do." {
        impact: FROM_ZERO, "Weight of Impact." => "1";
        confidence: FROM_ZERO, "Weight of Confidence." => "1";
        ease: FROM_ZERO, "Weight of Ease." => "1";
        effort: FROM_ZERO, "Weight of Effort." => "1";
    }

    QUALIFY "qualify", "qualify", "What the qualifiers decide." {
        required: List(&words!(Qualifier)),
            "A no to one of these parks the segment; actionable unless said." => r#"["actionable"]"#;
        at_least: Number(0.0, 5.0),
            "Parks a segment that cannot reach this many qualifiers; 0 unless said." => "3";
    }

    ORDER "order", "order", "What the priority order rests on." {
        by: List(&ORDER_KEY),
            "What segments are ordered by, first key first; score unless said." => r#"["score"]"#;
        break_ties: List(&ORDER_KEY),
            "What decides between equals, before the order in the file; confidence, impact, ease unless said."
            => r#"["confidence", "impact", "ease"]"#;
        pin: List(&Group(&PIN)), "Decisions that override the order.";
    }

    PIN "pin", "a pin", "A decision that overrides the order, with its reason." {
        segment: Text, "The name of the segment." => "key_accounts", REQUIRED;
        rank: Whole(1), "The rank it takes." => "1", REQUIRED;
        because: Text, "Why." => "Board commitment of 12 November", REQUIRED;
    }

    FLAGS "flags", "flags",
    "Thresholds and severities by flag name, and findings that are let pass." {
        * => Others::Flags;
        allow: List(&Group(&ALLOW)), "Findings that the plan lets pass, each with its reason.";
    }

    ALLOW "allow", "an allowance", "A finding that the plan lets pass." {
        flag: Text, "The name of the flag." => "low-ease", REQUIRED;
        segment: Text,
            "The name of the segment; every segment where none is named."
            => "enterprise_manufacturers";
        because: Text, "Why." => "Translation is budgeted", REQUIRED;
    }

    LEADS "leads", "leads", "What the lead table means." {
        key: Text, "The column that identifies a lead; the row number unless said." => "lead_id";
        date: Text, "The date attribute that places a lead in a period." => "created_on";
        outcome: Condition, "What counts as success." => "converted = 1";
        value: Text, "The number attribute to sum, to six decimals; below 10^24 a lead." => "deal_value";
        reachable: Condition, "Who may be contacted." => "email_opt_in";
        exclude: Condition,
            "Who gets nothing and is counted apart." => "is_competitor or unsubscribed";
    }

    ATTRIBUTES "attributes", "attributes", "The data dictionary, by attribute name." {
        * => Named(Group(&ATTRIBUTE));
    }

    ATTRIBUTE "attribute", "an attribute", "One attribute of a lead." {
        type: words!(AttributeType),
            "What its values are; without it the type comes from its use in conditions."
            => "integer";
        basis: words!(Basis), "What kind of thing it says about a lead." => "firmographic";
        origin: words!(Origin), "explicit: the lead told us; implied: we infer it." => "explicit";
        source: Text, "The system it comes from." => "CRM";
        values: List(&Text),
            "The values it can take." => r#"["Manufacturing", "Retail", "Healthcare"]"#;
        min: ANY_NUMBER, "The lowest value that is right." => "1";
        max: ANY_NUMBER, "The highest value that is right." => "100000";
        column: Text, "Its name in the lead table; its own name unless said." => "No. of employees";
        format: Text,
            "How its dates are written, in the signs of strftime; ISO unless said." => "%d-%m-%Y";
        missing: List(&Text),
            "Words that mean null, beside the empty cell." => r#"["Select", "unknown"]"#;
        sensitive: Boolean, "Whether using it needs the permission of the lead." => "true";
        about: words!(About), "What its early answers are unreliable about." => "budget";
    }

    SEGMENT "segment", "a segment",
    "A candidate segment: leads with common attributes for whom one could write a distinct message." {
        name: Name,
            "Its stable identity, in lower_snake_case; renaming makes another segment."
            => "enterprise_manufacturers", REQUIRED;
        label: Text,
            "What people call it; the name in words unless said." => "Enterprise manufacturers";
        description: Text, "Who it is, in words." => "Manufacturers above 1,500 staff";
        where: Condition, "Who fits." => "industry = 'Manufacturing' and employees > 1500";
        breadth: words!(Breadth),
            "macro: a broad group; micro: a small one on many attributes." => "macro";
        persona: Text, "The researched customer it stands for." => "Olga, operations director";
        stage: words!(Stage), "Where in the buying journey." => "consideration";
        message: Text, "What it is told." => "Cut changeover time across plants";
        touchpoints: List(&Group(&TOUCHPOINT)), "How it is reached, in order.";
        owner: Text, "Who works on it." => "Priya";
        expected_size: Whole(0), "Leads expected, before there is data." => "400";
        expected_lift: Number(0.0, 4.0),
            "Relative lift in the outcome rate that the team expects: 0.15 is 15 %." => "0.15";
        cycle_days: FROM_ZERO, "Length of the sales cycle in days." => "42";
        scores: Group(&SCORES), "The agreed scores.";
        panel: Group(&PANEL),
            "Each scorer alone, by name; fills what scores leaves out and measures agreement.";
        evidence: List(&Group(&EVIDENCE)), "What Confidence rests on.";
        qualifiers: Group(&QUALIFIERS), "The five verdicts.";
    }

    TOUCHPOINT "touchpoint", "a touchpoint", "One contact with a lead." {
        channel: Text, "How." => "email", REQUIRED;
        content: Text, "What." => "Benchmark report";
    }

    SCORES "scores", "scores", "Three scores on the scale of the plan." {
        impact: Estimate, "How much the segment could add to the goals." => "9";
        confidence: Estimate, "How sure the team is." => "7..8";
        ease: Estimate,
            "How little it takes: the most is easiest. Write ease or effort, the same in the whole plan."
            => "4";
        effort: Estimate,
            "How much it takes: the most is hardest. Write ease or effort, the same in the whole plan."
            => "7";
    }

    THREE_POINT "three_point", "a three-point score", "A score as lowest, likeliest and highest." {
        low: ANY_NUMBER, "The lowest." => "5", REQUIRED;
        likely: ANY_NUMBER, "The likeliest." => "7", REQUIRED;
        high: ANY_NUMBER, "The highest." => "9", REQUIRED;
    }

    PANEL "panel", "the panel", "Each scorer alone, by name." {
        * => Named(Group(&BALLOT));
    }

    EVIDENCE "evidence", "a piece of evidence", "Something that Confidence rests on." {
        kind: words!(EvidenceKind),
            "What kind, from someone thinks so to a test showed it." => "test", REQUIRED;
        note: Text, "In words." => "Subject-line test, +12 %";
        date: Date, "From when." => "2026-10-02";
    }

    QUALIFIERS "qualifiers", "qualifiers", "The five qualifiers of a useful segment." {
        measurable: Judgement, "More work yields more of an outcome that can be measured." => "yes";
        relevant: Judgement,
            "Message and offer help these leads reach their goal sooner."
            => r#"{"verdict": "yes", "because": "Asked for in 14 of 20 interviews"}"#;
        actionable: Judgement,
            "The team can reach and serve it with touchpoints of its own." => "yes";
        distinguishable: Judgement, "Data exists that sets it apart from the others." => "partly";
        stable: Judgement, "It behaves consistently; neither a fad nor a sliver." => "unknown";
    }

    JUDGEMENT "judgement", "a verdict", "A verdict with its reason." {
        verdict: Verdict, "The answer." => "yes", REQUIRED;
        because: Text, "Why." => "Asked for in 14 of 20 interviews";
    }

    DEFAULT "default", "default", "Where a lead goes that fits no segment." {
        name: Name, "Its stable identity, in lower_snake_case." => "newsletter", REQUIRED;
        label: Text, "What people call it." => "General newsletter";
    }
}

pub(in crate::plan) static BALLOT: Object = Object {
    noun: "the scores of one scorer",
    name: "ballot",
    doc: "The scores of one scorer.",
    keys: SCORES.keys,
    others: Others::Refused,
};
