//! All orders of a few things.

/// The orders one after the other, in Heap's sequence: each differs from the last by one exchange.
pub(super) struct Permutations {
    items: Vec<usize>,
    counters: Vec<usize>,
    at: usize,
    started: bool,
}

impl Permutations {
    pub(super) fn of(items: Vec<usize>) -> Self {
        let counters = vec![0; items.len()];
        Self { items, counters, at: 0, started: false }
    }

    /// The next order; not an iterator, because it is lent.
    pub(super) fn next(&mut self) -> Option<&[usize]> {
        if !self.started {
            self.started = true;
            return Some(&self.items);
        }
        while let Some(counter) = self.counters.get_mut(self.at) {
            if *counter < self.at {
                self.items.swap(if self.at.is_multiple_of(2) { 0 } else { *counter }, self.at);
                *counter += 1;
                self.at = 0;
                return Some(&self.items);
            }
            *counter = 0;
            self.at += 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_order_comes_once() {
        for (length, count) in [(0, 1), (1, 1), (2, 2), (3, 6), (4, 24), (5, 120)] {
            let mut permutations = Permutations::of((0..length).collect());
            let mut seen = BTreeSet::new();
            let mut orders = 0;
            while let Some(order) = permutations.next() {
                seen.insert(order.to_vec());
                orders += 1;
            }
            assert_eq!((orders, seen.len()), (count, count));
        }
    }
}
