//! Where the page stands, as a unit asks: at a place within it, or where it was before a film filled the screen.
use super::Frame;
use crate::i18n::now;
use leptos::{
    prelude::*,
    web_sys::{ScrollBehavior, ScrollToOptions},
};

impl Frame {
    /// A film takes the screen, or gives it back.
    pub(super) fn film_fills(self, fills: bool) {
        if fills {
            self.before_film.set_value(window().scroll_y().ok());
        } else if let Some(before) = self.before_film.get_value()
            && self.may_move()
        {
            window().scroll_to_with_x_and_y(0.0, before);
        }
    }

    /// To a place so many pixels below the unit's upper edge.
    pub(super) fn scroll_to(self, offset: f64) {
        let Some(element) = self.element.get_value().filter(|_| self.may_move()) else { return };
        let top = element.get_bounding_client_rect().top() + window().scroll_y().unwrap_or_default();
        let options = ScrollToOptions::new();
        options.set_top(top + offset);
        options.set_behavior(ScrollBehavior::Auto);
        window().scroll_to_with_scroll_to_options(&options);
    }

    /// Not for one that does it without end: the learner could read nothing else.
    fn may_move(self) -> bool {
        self.moves.try_update_value(|moves| moves.moves(now().millis())).unwrap_or_default()
    }
}
