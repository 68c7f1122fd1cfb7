//! Dialogs, or moves of the page, in so quick a row that they hold the learner.

/// From one dialog, or from closing it, to the next, in milliseconds: nobody closes one and asks for another sooner, again and again.
/// Nor does anybody follow links within a page so quickly.
const HASTY: f64 = 1000.0;
/// So many of them in a row, and the unit opens no more; or moves the page no more, until it is quiet for a while.
const MOST: u8 = 5;

/// How quickly a unit opened its last dialogs, or moved the page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Haste {
    /// When one was last opened or closed, in milliseconds since 1970.
    last: f64,
    in_a_row: u8,
}

/// What becomes of a dialog that a unit asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It shows.
    Shows,
    /// It does not, and the learner is to be told.
    Stopped,
    /// It does not, as the learner knows.
    Ignored,
}

impl Haste {
    /// A dialog is asked for.
    pub(super) fn opens(&mut self, at: f64) -> Fate {
        if self.in_a_row >= MOST {
            return Fate::Ignored;
        }
        if self.moves(at) { Fate::Shows } else { Fate::Stopped }
    }

    /// The page is to be moved; whether it may.
    pub(super) fn moves(&mut self, at: f64) -> bool {
        self.in_a_row = if at - self.last < HASTY { self.in_a_row.saturating_add(1) } else { 0 };
        self.last = at;
        self.in_a_row < MOST
    }

    /// The learner closed one.
    pub(super) fn closes(&mut self, at: f64) {
        self.last = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialogs_that_come_at_once_are_stopped_and_told_once() {
        let mut haste = Haste::default();
        let fates: Vec<Fate> = (0..8).map(|_| haste.opens(50_000.0)).collect();
        assert_eq!(fates[..5], [Fate::Shows; 5]);
        assert_eq!(fates[5..], [Fate::Stopped, Fate::Ignored, Fate::Ignored]);
    }

    #[test]
    fn one_that_comes_back_as_soon_as_it_is_closed_is_stopped() {
        let (mut haste, mut at) = (Haste::default(), 50_000.0);
        for _ in 0..5 {
            assert_eq!(haste.opens(at), Fate::Shows);
            at += 9_000.0; // read for long
            haste.closes(at);
            at += 100.0;
        }
        assert_eq!(haste.opens(at), Fate::Stopped);
    }

    #[test]
    fn a_page_that_is_moved_without_end_stays_where_it_is_until_that_is_over() {
        let mut haste = Haste::default();
        let moved = (0..100_u8).filter(|number| haste.moves(50_000.0 + f64::from(*number) * 100.0)).count();
        assert_eq!(moved, 5);
        assert!(!haste.moves(60_500.0) && haste.moves(61_600.0));
    }

    #[test]
    fn who_opens_one_after_the_other_is_not_stopped() {
        let (mut haste, mut at) = (Haste::default(), 50_000.0);
        for _ in 0..50 {
            assert_eq!(haste.opens(at), Fate::Shows);
            haste.closes(at + 400.0);
            at += 1_500.0;
        }
    }
}
