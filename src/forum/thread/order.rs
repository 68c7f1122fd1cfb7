//! In which order responses stand. The server sorts ids as texts; here it is the time that counts.
use crate::{i18n::Instant, order::sort_by, wire::openedx::Comment};

/// Orders to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// As they were written.
    #[default]
    Oldest,
    /// The last one first.
    Newest,
    /// The most likes first.
    Liked,
}

impl Order {
    /// By its key in the address.
    pub(super) fn of(key: &str) -> Self {
        match key {
            "newest" => Self::Newest,
            "likes" => Self::Liked,
            _ => Self::Oldest,
        }
    }
}

/// What the order goes by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// Id.
    pub id: String,
    /// Milliseconds since 1970.
    pub at: f64,
    /// Marked as an answer.
    pub endorsed: bool,
    /// Likes.
    pub likes: u32,
}

impl Place {
    /// Of a response or reply.
    pub(super) fn of(comment: &Comment) -> Self {
        Self {
            id: comment.post.id.clone(),
            at: millis(&comment.post.created_at),
            endorsed: comment.endorsed,
            likes: comment.post.vote_count,
        }
    }
}

/// A moment in milliseconds since 1970; the beginning of time for what is none.
pub(super) fn millis(at: &str) -> f64 {
    Instant::parse(at).map_or(0.0, Instant::millis)
}

/// Ids in their order: marked answers first, whatever else is asked for. Equal ones keep the order in which they came.
pub(super) fn sorted(mut places: Vec<Place>, order: Order) -> Vec<String> {
    sort_by(&mut places, |a, b| {
        let by_time = a.at.total_cmp(&b.at);
        let rest = match order {
            Order::Oldest => by_time,
            Order::Newest => by_time.reverse(),
            Order::Liked => b.likes.cmp(&a.likes).then(by_time),
        };
        b.endorsed.cmp(&a.endorsed).then(rest)
    });
    places.into_iter().map(|place| place.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str, at: f64, likes: u32) -> Place {
        Place { id: id.into(), at, endorsed: false, likes }
    }

    #[test]
    fn time_counts_and_not_the_text_of_ids() {
        // as the server sends them
        let places = || vec![place("999", 3.0, 0), place("1000", 4.0, 5), place("998", 2.0, 1)];
        assert_eq!(sorted(places(), Order::Oldest), ["998", "999", "1000"]);
        assert_eq!(sorted(places(), Order::Newest), ["1000", "999", "998"]);
        assert_eq!(sorted(places(), Order::Liked), ["1000", "998", "999"]);
    }

    #[test]
    fn marked_answers_come_first() {
        let answer = Place { endorsed: true, ..place("7", 9.0, 0) };
        let places = vec![place("1", 1.0, 9), answer, place("2", 2.0, 0)];
        for order in [Order::Oldest, Order::Liked] {
            assert_eq!(sorted(places.clone(), order).first().map(String::as_str), Some("7"));
        }
    }

    #[test]
    fn the_address_may_say_anything() {
        assert_eq!(Order::of("newest"), Order::Newest);
        assert_eq!(Order::of("x"), Order::Oldest);
    }
}
