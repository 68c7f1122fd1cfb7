//! Where the learner stopped in each film, on the device: it outlives the page.
use super::{ALL, Player};
use crate::{app::device, number, wire::openedx::UsageKey};
use leptos::{ev, prelude::*};

const NAME: &str = "films";
/// Films that are remembered; the one watched longest ago goes first.
const MOST: usize = 50;
/// Seconds of a film between two notes of the place.
const STEP: f64 = 5.0;

/// Where one film is, and where it was when that was last noted.
#[derive(Clone, Copy)]
pub(super) struct Stopped {
    key: StoredValue<UsageKey>,
    now: StoredValue<Option<f64>>,
    noted: StoredValue<f64>,
}

impl Stopped {
    /// Notes the place now and then, and when the learner leaves.
    pub(super) fn new(key: &UsageKey) -> Self {
        let stopped =
            Self { key: StoredValue::new(key.clone()), now: StoredValue::new(None), noted: StoredValue::new(0.0) };
        let leaves = window_event_listener(ev::pagehide, move |_| stopped.note());
        on_cleanup(move || {
            leaves.remove();
            stopped.note();
        });
        stopped
    }

    /// Goes to where the learner stopped.
    pub(super) fn come(self, player: Player) {
        let stopped = self.key.with_value(|key| at(&load(), key));
        player.with(|video| {
            if let Some(at) = stopped.filter(|at| *at < video.duration() * ALL) {
                self.noted.set_value(at);
                video.set_current_time(at);
            }
        });
    }

    /// The film has moved on; who has seen nearly all of it begins anew.
    pub(super) fn moved(self, at: f64, is_all: bool) {
        let (now, noted) = (if is_all { 0.0 } else { at }, self.noted.get_value());
        self.now.set_value(Some(now));
        if (now - noted).abs() >= STEP || (is_all && noted > 0.0) {
            self.note();
        }
    }

    /// Notes where the film is.
    pub(super) fn note(self) {
        let Some(now) = self.now.try_with_value(|now| *now).flatten() else { return };
        self.noted.set_value(now);
        let all = self.key.with_value(|key| with(load(), key, now));
        if all.is_empty() {
            device::forget(NAME);
        } else if !device::keep(NAME, &all) {
            leptos::logging::warn!("the device does not keep where a film was stopped");
        }
    }
}

/// Keys and seconds, the last watched at the end.
fn load() -> Vec<Vec<String>> {
    device::load(NAME).unwrap_or_default()
}

/// The same with a film at its place; one at its beginning needs none.
fn with(mut all: Vec<Vec<String>>, key: &UsageKey, at: f64) -> Vec<Vec<String>> {
    all.retain(|film| film.first().is_some_and(|other| other != key.as_str()));
    let seconds = crate::i18n::whole(at);
    if seconds > 1 {
        all.push(vec![key.as_str().to_owned(), seconds.to_string()]);
    }
    let surplus = all.len().saturating_sub(MOST);
    all.drain(..surplus);
    all
}

/// The second at which a film was stopped.
fn at(all: &[Vec<String>], key: &UsageKey) -> Option<f64> {
    all.iter().find_map(|film| match film.as_slice() {
        [other, at] if other == key.as_str() => number::decimal(at),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> UsageKey {
        UsageKey::parse(&format!("block-v1:Preau+A+1+type@video+block@{name}")).unwrap()
    }

    #[test]
    fn the_place_is_that_of_the_last_time() {
        let all = with(with(with(Vec::new(), &key("a"), 75.9), &key("b"), 12.0), &key("a"), 90.2);
        assert_eq!((at(&all, &key("a")), at(&all, &key("b")), at(&all, &key("c"))), (Some(90.0), Some(12.0), None));
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn a_film_that_is_at_its_beginning_again_is_forgotten() {
        assert!(with(with(Vec::new(), &key("a"), 75.0), &key("a"), 0.0).is_empty());
    }

    #[test]
    fn the_films_watched_longest_ago_go_first() {
        let all = (0..60).fold(Vec::new(), |all, number| with(all, &key(&number.to_string()), 30.0));
        assert_eq!(all.len(), MOST);
        assert_eq!((at(&all, &key("9")), at(&all, &key("10"))), (None, Some(30.0)));
    }

    #[test]
    fn what_somebody_else_wrote_there_is_passed_over() {
        let all = vec![vec![], vec![key("a").as_str().to_owned()], vec![key("a").as_str().to_owned(), "soon".into()]];
        assert_eq!(at(&all, &key("a")), None);
        assert_eq!(at(&with(all, &key("b"), 30.0), &key("b")), Some(30.0));
    }
}
