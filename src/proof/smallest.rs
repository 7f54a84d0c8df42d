//! What a conclusion can't do without.

/// What is left of a list for which something holds once nothing can be left out of it: tried from
/// the last to the first.
pub(super) fn smallest<T: Clone>(mut list: Vec<T>, mut holds: impl FnMut(&[T]) -> bool) -> Vec<T> {
    for place in (0..list.len()).rev() {
        let left_out = list.remove(place);
        if !holds(&list) {
            list.insert(place, left_out);
        }
    }
    list
}
