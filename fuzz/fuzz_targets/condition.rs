//! Any text is read as a condition or refused with mistakes that point into it; what is read is
//! printed and read again as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use segplan::condition::{AttributeId, AttributeType, check, in_words, normalize, parse, print};

const KNOWN: [(&str, AttributeType); 5] = [
    ("industry", AttributeType::Text),
    ("employees", AttributeType::Integer),
    ("deal value", AttributeType::Number),
    ("email_opt_in", AttributeType::Boolean),
    ("last_visit", AttributeType::Date),
];

fuzz_target!(|text: &str| {
    let syntax = match parse(text) {
        Ok(syntax) => syntax,
        Err(mistakes) => {
            assert!(!mistakes.is_empty());
            for mistake in mistakes {
                assert!(text.get(mistake.span.range()).is_some(), "{mistake:?}");
            }
            return;
        }
    };
    let checked = check(&[syntax], &KNOWN);
    let Some(expression) = &checked.expressions[0] else {
        assert!(!checked.errors.is_empty());
        for error in checked.errors {
            assert!(text.get(error.error.span.range()).is_some(), "{error:?}");
        }
        return;
    };
    // From here on those that the condition alone names are known, too: in the canonical form they
    // come in another order.
    let mut known = KNOWN.to_vec();
    let inferred = checked.inferred.iter();
    known.extend(inferred.map(|(name, kind)| (name.as_str(), *kind)));
    let name = |id: AttributeId| known[id.0].0;
    let _ = in_words(&expression.condition, &name);
    for condition in [
        expression.condition.clone(),
        normalize(&expression.condition),
    ] {
        let printed = print(&condition, &name);
        // A long condition may be longer still when it is printed.
        if printed.len() > segplan::condition::LONGEST {
            continue;
        }
        let again = parse(&printed).unwrap_or_else(|mistakes| panic!("{printed}: {mistakes:?}"));
        let again = check(&[again], &known);
        let again = again.expressions[0].as_ref().map(|one| &one.condition);
        assert_eq!(again, Some(&condition), "{printed}");
    }
});
