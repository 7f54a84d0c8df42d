//! Options that take one of some names.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Takes one of some values by its name, which help lists in this order.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    values: impl IntoIterator<Item = T>,
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<T> = values.into_iter().collect();
    let names: Vec<&str> = values.iter().map(|one| name(*one)).collect();
    PossibleValuesParser::new(names).try_map(move |given| {
        let mut all = values.iter().copied();
        all.find(|one| name(*one) == given)
            .ok_or("there is no such name")
    })
}
