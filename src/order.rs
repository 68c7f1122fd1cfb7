//! Sorting, compiled once: each type and order that the standard library sorts is 4 KiB of WebAssembly.
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
    let mut order: Vec<usize> = (0..length).collect();
    let mut width = 1;
    while width < length {
        order =
            order.chunks(width * 2).flat_map(|both| merged(both.split_at(width.min(both.len())), compare)).collect();
        width *= 2;
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

/// Two sorted lists made one; of equal ones, the first list's come first.
fn merged((mut left, mut right): (&[usize], &[usize]), compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    while let (Some((a, after_a)), Some((b, after_b))) = (left.split_first(), right.split_first()) {
        if compare(*a, *b) == Ordering::Greater {
            merged.push(*b);
            right = after_b;
        } else {
            merged.push(*a);
            left = after_a;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    merged
}

#[cfg(test)]
mod tests {
    use super::sort_by;

    #[test]
    fn lists_are_sorted_as_the_standard_library_does() {
        let mut state = 7_u32;
        for length in [0, 1, 2, 3, 20, 21, 400, 5000] {
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
