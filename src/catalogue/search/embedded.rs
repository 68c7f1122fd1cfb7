//! The search in a page of others: its heading, the field, filters and results; nothing around.
use super::{Fixed, Frame, Search, body, field};
use crate::{app::Query, i18n::t, ui};
use leptos::prelude::*;

/// What the page around asks for, and what it is told.
pub(crate) struct Guest {
    /// The courses shown are of these.
    pub fixed: Vec<Fixed>,
    /// Courses on a page of results.
    pub length: u32,
    /// Whether there is room for the filters beside the results.
    pub room: Signal<bool>,
    /// Told what was searched for, and how many courses were found.
    pub found: Callback<(Query, u32)>,
    /// Told that a search failed, in a sentence.
    pub failed: Callback<String>,
}

/// The view.
pub(crate) fn guest(guest: Guest) -> AnyView {
    let Guest { fixed, length, room, found, failed } = guest;
    let search = Search::within(Frame { fixed, length, room, is_guest: true });
    ui::effect(move || {
        let Some(results) = search.results.value.get() else { return };
        if !search.results.pending.get() && search.results.error.with(Option::is_none) {
            let query = search.state.with_untracked(super::SearchState::to_query);
            found.run((query, results.meta.total_count));
        }
    });
    ui::effect(move || {
        if let Some(error) = search.results.error.get() {
            failed.run(error.to_string());
        }
    });
    let heading = ui::dom::unique_id("catalogue");
    let labelled_by = heading.clone();
    view! {
        <section class="preau-stack" aria-labelledby=labelled_by>
            <h1 id=heading class="preau-heading" tabindex="-1">{t::search::heading()}</h1>
            {field::form(search)}
            {body(search)}
        </section>
    }
    .into_any()
}
