//! Dialogs that a unit asks for.
use super::{
    super::{haste::Fate, message},
    Frame,
};
use crate::{
    i18n::{now, t},
    ui,
};
use leptos::prelude::*;

impl Frame {
    /// Unless it has opened them without end.
    pub(super) fn open(self, modal: message::Modal) {
        match self.haste.try_update_value(|haste| haste.opens(now().millis())) {
            Some(Fate::Shows) => self.modal.set(Some(modal)),
            Some(Fate::Stopped) => {
                self.closed();
                // once the dialog has gone, which would take it along
                request_animation_frame(|| ui::alert(t::learn::modal_stopped()));
            }
            Some(Fate::Ignored) | None => {}
        }
    }

    /// The dialog that the unit asked for was closed.
    pub(in crate::course::frame) fn closed(self) {
        self.modal.set(None);
        self.haste.update_value(|haste| haste.closes(now().millis()));
        self.send(&message::modal_closed());
    }
}
