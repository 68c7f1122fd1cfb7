//! The whole screen for a unit, and back.
use super::Frame;
use crate::ui;
use leptos::{prelude::*, web_sys::HtmlElement};

impl Frame {
    /// The whole screen for the unit; then what had the focus before has it again.
    pub(in crate::course::frame) fn fill_screen(self) {
        let Some(element) = self.element.get_value() else { return };
        let element: HtmlElement = element.into();
        self.before_screen.set_value(ui::dom::active_near(&element));
        if let Err(error) = element.request_fullscreen() {
            crate::log::warn_js("full screen", &error);
            self.screen_changes();
        }
    }

    /// The screen was filled, or is given back, or was refused.
    pub(super) fn screen_changes(self) {
        if document().fullscreen_element().is_none()
            && let Some(before) = self.before_screen.try_update_value(Option::take).flatten()
            && ui::dom::active_near(&before).is_none()
        {
            ui::dom::focus(&before);
        }
    }
}
