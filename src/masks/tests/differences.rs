//! Plans that differ from what a table was counted with.

use crate::masks::differences::difference;
use crate::masks::{AttributeRead, Fingerprint, SegmentCounted};

fn fingerprint() -> Fingerprint {
    Fingerprint {
        segments: ["large", "small"]
            .map(|name| SegmentCounted {
                name: name.to_owned(),
                condition: "employees > 10".to_owned(),
            })
            .to_vec(),
        attributes: vec![AttributeRead {
            name: "employees".to_owned(),
            kind: "integer".to_owned(),
            column: "Employees".to_owned(),
            format: None,
            decimal: None,
            yes: Vec::new(),
            no: Vec::new(),
            missing: Vec::new(),
        }],
        as_of: Some("2027-01-04".to_owned()),
        ..Fingerprint::default()
    }
}

#[test]
fn every_difference_is_said_in_words() {
    let then = fingerprint();
    assert_eq!(difference(&then, &then), None);
    let says = |change: fn(&mut Fingerprint), words: &str| {
        let mut now = fingerprint();
        change(&mut now);
        assert_eq!(difference(&now, &then).as_deref(), Some(words));
        assert_ne!(now.digest(), then.digest());
    };
    says(
        |now| now.attributes[0].column = "Staff".to_owned(),
        "the plan now reads `employees` from column Staff; \
         the table was counted from column Employees",
    );
    says(
        |now| now.attributes[0].kind = "number".to_owned(),
        "the plan now reads `employees` as type number; the table was counted as type integer",
    );
    says(
        |now| now.attributes[0].missing = vec!["-".to_owned()],
        "the words for missing in `employees` are now -; the table was counted with none",
    );
    says(
        |now| now.attributes[0].decimal = Some(",".to_owned()),
        "the decimal sign of `employees` is now `,`; the table was counted with none",
    );
    says(
        |now| now.attributes[0].no = vec!["nein".to_owned()],
        "the words for false in `employees` are now nein; the table was counted with none",
    );
    says(
        |now| now.outcome = Some("won = 1".to_owned()),
        "`leads.outcome` is now won = 1; the table was counted with nothing",
    );
    says(
        |now| now.as_of = Some("2027-01-05".to_owned()),
        "the plan now counts ages to 2027-01-05; the table was counted to 2027-01-04",
    );
    says(
        |now| now.segments.swap(0, 1),
        "the plan now lists its segments as small and large; \
         the table has them as large and small",
    );
    says(
        |now| now.segments[1].name = "tiny".to_owned(),
        "the plan now defines tiny, which the table does not count (and 1 more difference)",
    );
    says(
        |now| now.segments[1].condition = "employees > 11".to_owned(),
        "the plan now defines small as employees > 11; \
         the table was counted as employees > 10",
    );
}
