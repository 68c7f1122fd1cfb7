//! The search in a page of others: its heading, the field, filters and results; nothing around.
use super::{Fixed, Frame, Search, body, facets, field};
use crate::{
    app::Query,
    catalogue::card,
    i18n::t,
    ui::{self, Icon},
    wire::richie::Course,
};
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

/// What the search draws otherwise there; from the file of these views, so that the start file does not hold it.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    /// The filters where there is no room for the pane.
    pub(super) filters: fn(Search) -> AnyView,
    /// A card: nothing of it is kept on the device.
    pub(super) card: fn(&Course) -> AnyView,
}

/// The view.
pub(crate) fn guest(guest: Guest) -> AnyView {
    let Guest { fixed, length, room, found, failed } = guest;
    let search =
        Search::within(Frame { fixed, length, room, names: None, guest: Some(Parts { filters, card: card::plain }) });
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
            <h1 id=heading tabindex="-1">{t::search::heading()}</h1>
            {field::form(search)}
            {body(search)}
        </section>
    }
    .into_any()
}

/// In a page of others they unfold in their place: a dialog would lie over what is not ours.
fn filters(search: Search) -> AnyView {
    let open = RwSignal::new(false);
    let id = ui::dom::unique_id("filters");
    ui::optional(move || {
        let id = id.clone();
        let button = view! {
            <button
                type="button"
                class=ui::ButtonKind::Secondary.class()
                aria-expanded=ui::flag(move || open.get())
                aria-controls=id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {ui::icon(Icon::Filter)}
                {ui::text(move || facets::title(search))}
            </button>
        };
        (!search.room().get()).then(|| {
            view! {
                {button}
                <div class="preau-facets__folded" id=id hidden=move || !open.get()>{untrack(|| facets::groups(search))}</div>
            }
            .into_any()
        })
    })
}
