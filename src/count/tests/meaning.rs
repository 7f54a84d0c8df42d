//! What conditions and sums make of typed values.

use parquet::file::properties::WriterProperties;

use super::read_plan;
use crate::table::testing::{at, of_texts, rows_of, ways, write};
use crate::table::{Leaf, Stored};

/// How many leads a condition on the column finds, whichever way it is packed.
fn found(column: &str, kind: &str, leaf: &Leaf, condition: &str) -> Vec<u64> {
    let rows = rows_of(leaf);
    let folder = tempfile::tempdir().unwrap();
    let file = at(&folder, "leads.parquet");
    let plan = format!(
        "title: One\nattributes: {{c: {{type: {kind}}}}}\nsegments:\n  - {{name: a, where: \"{condition}\", scores: {{impact: 5, confidence: 5, ease: 5}}}}\n"
    );
    let mut counts: Vec<u64> = ways(leaf)
        .into_iter()
        .map(|(_, how)| {
            write(&file, &[column], std::slice::from_ref(leaf), rows, 3, how);
            let masks = read_plan(&plan, &file).unwrap().masks;
            let mut found = 0;
            masks
                .each(|standing, row| found += row.leads * u64::from(standing.mask.contains(0)))
                .unwrap();
            found
        })
        .collect();
    counts.dedup();
    counts
}

#[test]
fn conditions_find_the_values_that_people_see() {
    let float = Leaf::of_all(Stored::Float(vec![0.1, 0.2, 0.1, 0.3]));
    assert_eq!(found("required float c;", "number", &float, "c = 0.1"), [2]);
    assert_eq!(
        found("required float c;", "number", &float, "c >= 0.2"),
        [2]
    );
    let large = Leaf::of_all(Stored::Int64(vec![-1, 5]));
    let unsigned = "required int64 c (INTEGER(64,false));";
    assert_eq!(found(unsigned, "number", &large, "c > 4"), [2]);
    assert_eq!(
        found(unsigned, "text", &large, "c = '18446744073709551615'"),
        [1]
    );
    let decimal = Leaf::of_all(Stored::Int64(vec![900_719_925_474_099_300, 1200]));
    let decimals = "required int64 c (DECIMAL(18,2));";
    assert_eq!(
        found(decimals, "integer", &decimal, "c = 9007199254740993"),
        [1]
    );
    assert_eq!(found(decimals, "number", &decimal, "c = 12"), [1]);
    assert_eq!(found(decimals, "text", &decimal, "c = '12.00'"), [1]);
    let times = Leaf::of_all(Stored::Int64(vec![0, 86_400_000]));
    let timestamps = "required int64 c (TIMESTAMP(MILLIS,true));";
    assert_eq!(
        found(timestamps, "date", &times, "c = date '1970-01-02'"),
        [1]
    );
    assert_eq!(
        found(timestamps, "text", &times, "c = '1970-01-02T00:00:00Z'"),
        [1]
    );
    let numbers = of_texts([Some("7"), Some("12"), None, Some("")]);
    assert_eq!(
        found("optional binary c (STRING);", "integer", &numbers, "c > 7"),
        [1]
    );
}

#[test]
fn a_sum_of_values_above_what_a_signed_number_holds_is_no_debt() {
    let folder = tempfile::tempdir().unwrap();
    let file = at(&folder, "leads.parquet");
    let big = Leaf::of_all(Stored::Int64(vec![-1, -1]));
    let how = WriterProperties::builder();
    write(
        &file,
        &["required int64 c (INTEGER(64,false));"],
        &[big],
        2,
        2,
        how,
    );
    let plan = "title: One\nattributes: {c: {type: number}}\nleads: {value: c}\nsegments:\n  - {name: a, where: c > 0, scores: {impact: 5, confidence: 5, ease: 5}}\n";
    let masks = read_plan(plan, &file).unwrap().masks;
    let mut value = 0;
    masks.each(|_, row| value += row.value).unwrap();
    assert_eq!(value, 2 * 18_446_744_073_709_551_616_i128 * 1_000_000);
}
