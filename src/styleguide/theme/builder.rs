//! The state of the page: the draft, which the address holds.
use super::draft::{Draft, Palette, tokens};
use crate::{
    app::{Nav, Write, theme},
    i18n::t,
    ui,
};
use leptos::prelude::*;
use std::time::Duration;

/// Rest of the fields before the address is written: browsers limit how often it may change.
const REST: Duration = Duration::from_millis(300);

/// See the module.
#[derive(Clone, Copy)]
pub(super) struct Builder {
    nav: Nav,
    /// What is chosen.
    pub(super) draft: RwSignal<Draft>,
    /// Colours of the site as it is.
    pub(super) site: StoredValue<Palette>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Builder {
    /// From the address, which it follows.
    pub(super) fn new() -> Self {
        let nav = expect_context::<Nav>();
        let names: Vec<&'static str> = tokens().collect();
        let builder = Self {
            nav,
            draft: RwSignal::new(nav.query.with_untracked(Draft::from_query)),
            site: StoredValue::new(Palette(theme::palette(&names))),
            timer: StoredValue::new(None),
        };
        ui::effect(move || {
            let draft = nav.query.with(Draft::from_query);
            // what is not sound stays at its field, with what is wrong with it: the address does not hold it
            if builder.draft.with_untracked(|now| now.clone().sound() != draft) {
                builder.draft.set(draft);
            }
        });
        on_cleanup(move || builder.stop());
        builder
    }

    /// Changes the draft; the address follows, and how the contrast is then is said.
    pub(super) fn change(self, edit: impl FnOnce(&mut Draft)) {
        self.draft.update(edit);
        self.stop();
        let write = move || {
            let query = self.draft.with_untracked(|draft| draft.clone().sound().to_query());
            self.nav.set_query(&query, Write::Replace);
        };
        self.timer.set_value(set_timeout_with_handle(write, REST).ok());
        let failing = self.draft.with_untracked(|draft| self.site.with_value(|site| site.failures(draft).len()));
        ui::announce_topic("contrast", &summary(failing), 1000);
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// How the contrast is, in a sentence.
pub(super) fn summary(failing: usize) -> String {
    match u64::try_from(failing) {
        Ok(0) | Err(_) => t::theme_builder::all_pass().to_owned(),
        Ok(count) => t::theme_builder::failing(count),
    }
}
