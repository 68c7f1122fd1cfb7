//! The way back: what was left behind on a page, and how it is given back.
use super::{Arrival, Nav, links::Way};
use crate::ui::dom;
use leptos::prelude::*;
use std::time::Duration;

/// How long the way back waits for a link that does not stand when its page does.
const STRAGGLERS: Duration = Duration::from_millis(500);

/// What was left behind on a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Left {
    scroll: f64,
    link: Option<Way>,
    /// That link led away last, so that it was in view; not back or forward.
    is_by_link: bool,
}

impl Left {
    /// Gives back the place, and the focus to the link; false where that does not stand.
    fn restore(&self) -> bool {
        window().scroll_to_with_x_and_y(0.0, self.scroll);
        let link = self.link.as_ref().and_then(Way::find);
        match &link {
            // what is above may be less high than it was, as long as it was not drawn: the link comes into view all the same
            Some(link) if self.is_by_link => dom::focus(link),
            Some(link) => dom::focus_quietly(link),
            None => {}
        }
        link.is_some()
    }
}

impl Nav {
    /// The heading in view goes, and another comes: it passes the focus on, unless the way back knows a better place for it.
    pub(crate) fn heading_goes(self) {
        if !self.restores() && document().active_element().is_some_and(|active| active.tag_name() == "H1") {
            self.expects_heading();
        }
    }

    /// Whether the learner came by back or forward, and the place that they left is still to be restored.
    pub(crate) fn restores(self) -> bool {
        self.arrival.with_value(|arrival| matches!(arrival, Arrival::History(_)))
    }

    /// To be called by a page when what it shows is in the document: then the place left there is restored.
    pub fn content_stands(self) {
        let Arrival::History(left) = self.arrival.get_value() else { return };
        self.arrival.set_value(Arrival::Settled);
        request_animation_frame(move || {
            if left.restore() {
                return;
            }
            dom::focus_heading();
            // its part of the page may come a little later; not once the learner has gone on
            let entry = self.entry.get_value();
            let again = move || {
                if dom::is_focus_free() && self.entry.get_value() == entry {
                    left.restore();
                }
            };
            set_timeout(again, STRAGGLERS);
        });
    }

    /// Remembers the place that is about to be left, by that link or none; or keeps the one by which it was left before.
    pub(super) fn leave(self, link: Option<Way>, keeps: bool) {
        let entry = self.entry.get_value();
        let scroll = window().scroll_y().unwrap_or_default();
        let is_by_link = !keeps && link.is_some();
        self.left.update_value(|left| {
            let former = || left.iter().find(|(at, _)| *at == entry).and_then(|(_, left)| left.link.clone());
            let link = if keeps { former() } else { link };
            left.retain(|(at, _)| *at != entry);
            left.push((entry, Left { scroll, link, is_by_link }));
        });
    }
}
