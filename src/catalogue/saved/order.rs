//! Orders of the saved courses.
use super::Saved;
use crate::{
    catalogue::state::{RunDates, course_dates},
    i18n::{Instant, compare, t},
    order,
};
use std::cmp::Ordering;

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Saved last, first.
    #[default]
    Saved,
    /// By title.
    Title,
    /// Starting soonest first, then those that have begun.
    Start,
}

impl Order {
    const ALL: [Self; 3] = [Self::Saved, Self::Title, Self::Start];

    /// As the address writes it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Title => "title",
            Self::Start => "start",
        }
    }

    /// From the address; what it does not know is the usual order.
    pub(super) fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.key() == key).unwrap_or_default()
    }

    /// Keys and texts to choose from.
    pub(super) fn options() -> Vec<(String, String)> {
        let text = |order| match order {
            Self::Saved => t::saved::order_saved(),
            Self::Title => t::saved::order_title(),
            Self::Start => t::saved::order_start(),
        };
        Self::ALL.map(|order| (order.key().to_owned(), text(order).to_owned())).into()
    }

    /// Sorts.
    pub(super) fn sort(self, list: &mut [Saved], now: Instant) {
        match self {
            Self::Saved => order::sort_by(list, |a, b| b.since.total_cmp(&a.since)),
            Self::Title => order::sort_by(list, |a, b| compare(&a.title, &b.title)),
            Self::Start => order::sort_by(list, |a, b| {
                let dates =
                    |saved: &Saved| saved.course.as_ref().map(|course| course_dates(course, now)).unwrap_or_default();
                by_start(&dates(a), &dates(b), now)
            }),
        }
    }
}

/// Those to come, soonest first; then those begun, latest first; then those without a date.
fn by_start(a: &RunDates, b: &RunDates, now: Instant) -> Ordering {
    let rank = |dates: &RunDates| match dates.start {
        Some(start) if start >= now => (0, start.millis()),
        Some(start) => (1, -start.millis()),
        None => (2, 0.0),
    };
    let (a, b) = (rank(a), rank(b));
    a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::known::tests::a_course;

    fn saved(id: &str, title: &str, at: f64) -> Saved {
        Saved::new(&a_course(id, None, title), at)
    }

    #[test]
    fn the_last_saved_comes_first_and_titles_follow_the_alphabet() {
        let mut list = vec![saved("1", "Zoologie", 1.0), saved("2", "algèbre", 2.0)];
        Order::Saved.sort(&mut list, Instant::from_millis(0.0));
        assert_eq!(list[0].id, "2");
        list.reverse();
        Order::Title.sort(&mut list, Instant::from_millis(0.0));
        assert_eq!(list[0].id, "2");
    }

    #[test]
    fn what_starts_soon_comes_before_what_has_begun() {
        let now = Instant::from_millis(100.0);
        let dates = |start: Option<f64>| RunDates { start: start.map(Instant::from_millis), ..RunDates::default() };
        let mut all = [dates(None), dates(Some(50.0)), dates(Some(300.0)), dates(Some(90.0)), dates(Some(120.0))];
        all.sort_by(|a, b| by_start(a, b, now));
        assert_eq!(
            all.map(|dates| dates.start.map(Instant::millis)),
            [Some(120.0), Some(300.0), Some(90.0), Some(50.0), None]
        );
    }

    #[test]
    fn an_unknown_order_in_the_address_is_the_usual_one() {
        assert_eq!(Order::from_key("price"), Order::Saved);
        assert_eq!(Order::from_key("start"), Order::Start);
    }
}
