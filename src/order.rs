//! Sorting, compiled once, of lists as short as a page's: each type and order that the standard library sorts is 3 KiB of
//! WebAssembly.
use std::cmp::Ordering;

/// Sorts by a comparison; equal ones keep their order.
pub(crate) fn sort_by<T>(list: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let swaps = swaps(list.len(), &|a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for (a, b) in swaps {
        list.swap(a, b);
    }
}

/// What to exchange, one pair after the other, to sort a list of that length.
fn swaps(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = Vec::with_capacity(length);
    for new in 0..length {
        let place = order.partition_point(|known| compare(*known, new) != Ordering::Greater);
        order.insert(place, new);
    }
    // where what is now at each place belongs
    let mut target = vec![0; length];
    for (place, from) in order.into_iter().enumerate() {
        if let Some(target) = target.get_mut(from) {
            *target = place;
        }
    }
    let mut swaps = Vec::new();
    for place in 0..length {
        while let Some(other) = target.get(place).copied().filter(|other| *other != place) {
            swaps.push((place, other));
            target.swap(place, other);
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::sort_by;

    #[test]
    fn lists_are_sorted_as_the_standard_library_does() {
        let mut state = 7_u32;
        for length in [0, 1, 2, 3, 20, 21, 400] {
            let mut list: Vec<(u32, usize)> = (0..length)
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 28, at)
                })
                .collect();
            let mut expected = list.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by(&mut list, |(a, _), (b, _)| a.cmp(b));
            assert_eq!(list, expected);
        }
    }
}
