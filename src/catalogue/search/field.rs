//! The text field: searches as one types, with suggestions.
use super::{
    Search,
    announce::{self, Change},
    facet, rest, suggest,
};
use crate::{
    app::{Route, Write},
    catalogue::known,
    i18n::t,
    ui::{self, Button, ButtonKind, Combobox, Icon},
};
use leptos::prelude::*;
use std::time::Duration;

/// Rest of the keys before a search starts: shorter makes a request a letter, longer is felt.
const REST: Duration = Duration::from_millis(120);

/// The form.
pub(super) fn form(search: Search) -> AnyView {
    // what is in the field while it differs from the address: spaces at the end, letters not yet searched for
    let typed = RwSignal::new(None::<String>);
    let value = Signal::derive(move || typed.get().unwrap_or_else(|| search.state.with(|state| state.text.clone())));
    let rested = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    // where typing began: searching as one types takes its place, Enter makes a step of the whole
    let origin = StoredValue::new(None::<super::SearchState>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop);
    follow_address(search, typed, origin);
    // the filters are those of now: some may have been chosen, or dropped, since typing began
    let apply = move |write: Write, now: &super::SearchState| {
        stop();
        let text = value.get_untracked();
        rested.set(text.trim().to_owned());
        search.change(write, Change::Text, |state| *state = now.with_text(&text));
    };
    let on_input = move |text: String| {
        typed.set(Some(text));
        if origin.with_value(Option::is_none) {
            origin.set_value(Some(search.state.get_untracked()));
        }
        stop();
        timer.set_value(
            set_timeout_with_handle(move || apply(Write::Replace, &search.state.get_untracked()), REST).ok(),
        );
    };
    let found = suggest::suggestions(search, rested);
    let settled = Signal::derive(move || {
        !found.pending.get() && rested.with(|rested| value.with(|value| value.trim() == rested))
    });
    let groups = Signal::derive(move || {
        let current = value.with(|value| value.trim().chars().count() >= super::state::SHORTEST);
        // after a failure there are those of a former text only
        let current = current && found.error.with(Option::is_none);
        found.value.get().filter(|_| current).map(|groups| groups.to_vec()).unwrap_or_default()
    });
    let on_choose = move |key: String| {
        stop();
        choose(search, &groups.get_untracked(), &key);
        typed.set(None);
        origin.set_value(None);
        rested.set(String::new());
    };
    let hint = MaybeProp::derive(move || {
        let letters = value.with(|value| value.trim().chars().count());
        (1..super::state::SHORTEST).contains(&letters).then(|| t::search::too_short().to_owned())
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let before = search.state.get_untracked();
        if let Some(origin) = origin.try_update_value(Option::take).flatten() {
            search.change(Write::Replace, Change::Text, |state| *state = origin);
        }
        apply(Write::Push, &before);
        if before == search.state.get_untracked() {
            announce::again(search);
        }
    };
    view! {
        <form role="search" class="preau-search-form" aria-label=t::search::form() on:submit=submit on:focusin=|_| rest::prefetch()>
            <Combobox
                label=t::search::field()
                value=value
                on_input=on_input
                groups=groups
                on_choose=on_choose
                settled=settled
                hint=hint
                placeholder=t::search::example()
            />
            <Button kind=ButtonKind::Primary icon_before=Icon::Search submit=true>{t::search::submit()}</Button>
        </form>
    }
    .into_any()
}

/// When the address changes by other means (back, a chip, a link), the field shows what it says.
fn follow_address(search: Search, typed: RwSignal<Option<String>>, origin: StoredValue<Option<super::SearchState>>) {
    ui::effect(move || {
        let text = search.state.with(|state| state.text.clone());
        let own = typed.with_untracked(|typed| typed.as_ref().is_none_or(|typed| typed.trim() == text));
        if !own {
            typed.set(None);
            origin.set_value(None);
        }
    });
}

/// A course opens; anything else becomes a filter in place of the text.
fn choose(search: Search, groups: &[ui::ComboGroup], key: &str) {
    let Some((kind, id)) = suggest::split(key) else { return };
    let options = groups.iter().flat_map(|group| &group.options);
    let title = options.into_iter().find(|option| option.key == key).map_or(id, |option| &option.text).to_owned();
    if kind == suggest::COURSES {
        // a suggestion has no code, by which the page could find the course at once
        known::remember_title(id, &title);
        search.nav.go(&Route::Course(id.to_owned()).path());
        return;
    }
    let one = search.filters.with_untracked(|filters| {
        let filter = filters.as_ref().and_then(|filters| filters.get(kind));
        filter.is_some_and(|filter| facet::choice(filter) == facet::Choice::One)
    });
    search.change(Write::Push, Change::Added(title), |state| {
        *state = state.with_text("");
        if one { state.set_only(kind, id) } else { state.add(kind, id) }
    });
}
