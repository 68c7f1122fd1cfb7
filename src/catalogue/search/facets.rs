//! Filters: a pane beside the results where there is room, else a dialog. What is offered is what the API offers.
use super::{
    Search, SearchState,
    announce::Change,
    facet::{self, Choice},
    more_values, rest,
    state::REACH,
};
use crate::{
    app::{Write, on_demand},
    i18n::t,
    ui::{self, Button, Checkbox, Dialog, Disclosure, Icon},
    wire::richie::{Filter, FilterValue},
};
use leptos::{html, prelude::*};

/// Width from which the pane stands beside the results; as in `.preau-aside-layout`.
pub(super) const ROOM: &str = "(min-width: 60rem)";

/// The pane beside the results.
pub(super) fn pane(search: Search) -> AnyView {
    let room = search.room();
    view! {
        <aside class="preau-facets" role=search.guest().map(|_| "region") aria-label=t::search::filters()>
            {ui::optional(move || room.get().then(|| view! {
                <h2 class="preau-facets__title">{t::search::filters()}</h2>
                {groups(search)}
            }.into_any()))}
        </aside>
    }
    .into_any()
}

/// The button that opens the filters where there is no room for the pane.
pub(super) fn dialog(search: Search) -> AnyView {
    if let Some(guest) = search.guest() {
        return (guest.filters)(search);
    }
    let open = RwSignal::new(false);
    let show = move || {
        // a count is the newest search's or none
        let known = !search.results.pending.get() && search.results.error.with(Option::is_none);
        match search.results.value.get().filter(|_| known) {
            Some(results) if results.meta.total_count < REACH => {
                t::search::show_results(results.meta.total_count.into())
            }
            _ => t::search::show_all_results().to_owned(),
        }
    };
    let actions = move || {
        view! {
            <button type="button" class="preau-button preau-button--wide" on:click=move |_| open.set(false)>{ui::text(show)}</button>
        }
    };
    view! {
        <div class="preau-facets__opener">
            <Button icon_before=Icon::Filter on_press=move || open.set(true)>
                {ui::text(move || title(search))}
            </Button>
            <Dialog open=open title=t::search::filters() sheet=true actions=actions>{groups(search)}</Dialog>
        </div>
    }
    .into_any()
}

/// "Filters", with how many are in use.
pub(super) fn title(search: Search) -> String {
    let chosen = search.state.with(|state| state.filters.iter().filter(|(name, _)| search.narrows(name)).count());
    let chosen = u64::try_from(chosen).unwrap_or_default();
    if chosen == 0 { t::search::filters().to_owned() } else { t::search::filters_chosen(chosen) }
}

/// All groups, in the order in which they help to choose. A group stays while its filter exists, so that the box in use
/// keeps the focus when counts change.
pub(super) fn groups(search: Search) -> AnyView {
    let filters =
        ui::memo(move |_| search.filters.with(|filters| filters.as_ref().map(facet::ordered).unwrap_or_default()));
    let names = move || {
        filters.with(|filters| {
            let names = filters.iter().map(|filter| filter.definition.name.clone());
            names.filter(|name| !search.is_fixed(name)).collect::<Vec<_>>()
        })
    };
    ui::each(names, move |name| {
        let at = names().iter().position(|other| *other == name).unwrap_or_default();
        let filter =
            ui::memo(move |_| filters.with(|all| all.iter().find(|filter| filter.definition.name == name).cloned()));
        group(search, filter, at)
    })
}

fn group(search: Search, filter: Memo<Option<Filter>>, at: usize) -> AnyView {
    let Some(first) = filter.get_untracked() else { return ().into_any() };
    let name = StoredValue::new(first.definition.name.clone());
    let in_use = search.state.with_untracked(|state| name.with_value(|name| state.chosen(name).next().is_some()));
    let open = RwSignal::new(at < facet::OPEN || in_use);
    let title = first.definition.human_name.clone();
    let legend = title.clone();
    let body = match facet::choice(&first) {
        Choice::One => one_of(search, name, filter, first),
        Choice::Several => several(search, name, filter, first),
    };
    view! {
        <Disclosure title=title open=open>
            <fieldset class="preau-group">
                <legend class="preau-visually-hidden">{legend}</legend>
                {body}
            </fieldset>
        </Disclosure>
    }
    .into_any()
}

/// Any number of values: boxes to tick, the first ones and those in use, then "show more".
///
/// A box that was shown stays, at its place, for as long as the page does: one that jumped away would be pressed by
/// mistake, one that vanished would take the focus with it.
fn several(search: Search, name: StoredValue<String>, filter: Memo<Option<Filter>>, first: Filter) -> AnyView {
    let more = more_values::More::new(search, first.definition);
    let values = ui::memo(move |former: Option<&Vec<FilterValue>>| {
        let mut values = former.cloned().unwrap_or_default();
        facet::merge(&mut values, filter.get().map(|filter| filter.values).unwrap_or_default());
        values
    });
    let shown = ui::memo(move |former: Option<&Vec<FilterValue>>| {
        let mut all = values.get();
        let whole = more.merge_into(&mut all);
        let state = search.state.get();
        let stays = |value: &FilterValue| {
            let before = former.is_some_and(|former| former.iter().any(|other| other.key == value.key));
            (before && !more.is_searching()) || name.with_value(|name| state.has(name, &value.key))
        };
        let all = all.into_iter().enumerate();
        all.filter(|(at, value)| whole || *at < facet::SHOWN || stays(value))
            .map(|(_, value)| value)
            .collect::<Vec<_>>()
    });
    let hidden = Signal::derive(move || values.with(Vec::len).saturating_sub(shown.with(Vec::len)));
    let boxes = NodeRef::<html::Div>::new();
    more.focus_first_new(boxes, Signal::derive(move || shown.with(Vec::len)));
    // a value that the newest answer does not hold has no count any more, rather than an old one
    let count = move |key: &str| {
        let newest = filter.with(|filter| filter.as_ref().and_then(|filter| facet::count(&filter.values, key)));
        newest.or_else(|| more.count(key)).map(u64::from)
    };
    view! {
        {more.search_field(shown)}
        <div class="preau-group" node_ref=boxes>
            {ui::each(move || facet::keys(&shown.get()), move |key| {
                let label = shown.with_untracked(|all| facet::name(all, &key));
                let counted = key.clone();
                tick(search, name, key, label, MaybeProp::derive(move || count(&counted)), None)
            })}
        </div>
        {more.button(hidden)}
        // among what a text finds, a part stands already
        <div hidden=move || more.is_searching()>{parts_of_chosen(search, name, filter)}</div>
    }
    .into_any()
}

/// One box. A part of a category takes the category's place: the server would find both, that is all of the category.
pub(super) fn tick(
    search: Search,
    name: StoredValue<String>,
    key: String,
    label: String,
    count: MaybeProp<u64>,
    parent: Option<String>,
) -> AnyView {
    let key = StoredValue::new(key);
    let checked = Signal::derive(move || {
        search.state.with(|state| name.with_value(|name| key.with_value(|key| state.has(name, key))))
    });
    let said = label.clone();
    let on_change = Callback::new(move |on: bool| {
        let (name, key) = (name.get_value(), key.get_value());
        let change = if on { Change::Added(said.clone()) } else { Change::Removed(said.clone()) };
        search.change(Write::Replace, change, |state| {
            if on {
                if let Some(parent) = &parent {
                    state.remove(&name, Some(parent));
                }
                state.add(&name, &key);
            } else {
                state.remove(&name, Some(&key));
            }
        });
    });
    view! { <Checkbox label=label count=count checked=checked on_change=on_change/> }.into_any()
}

/// Values of which the server takes one: radio buttons, with "any" first.
fn one_of(search: Search, name: StoredValue<String>, filter: Memo<Option<Filter>>, first: Filter) -> AnyView {
    let group = ui::dom::unique_id("facet");
    let more = more_values::More::new(search, first.definition);
    let values = ui::memo(move |_| {
        let mut values = filter.get().map(|filter| filter.values).unwrap_or_default();
        more.merge_into(&mut values);
        values
    });
    let boxes = NodeRef::<html::Div>::new();
    more.focus_first_new(boxes, Signal::derive(move || values.with(Vec::len)));
    let radio = move |key: Option<String>, label: String, group: String| {
        let key = StoredValue::new(key);
        let checked = move || {
            search.state.with(|state| {
                name.with_value(|name| {
                    key.with_value(|key| {
                        key.as_ref().map_or_else(|| state.chosen(name).next().is_none(), |key| state.has(name, key))
                    })
                })
            })
        };
        let count = move || {
            let key = key.get_value()?;
            filter
                .with(|filter| filter.as_ref().and_then(|filter| facet::count(&filter.values, &key)))
                .or_else(|| more.count(&key))
        };
        let said = label.clone();
        let choose = move |_| {
            let change = if key.with_value(Option::is_some) { Change::Added(said.clone()) } else { Change::Other };
            let name = name.get_value();
            search.change(Write::Replace, change, |state| match key.get_value() {
                Some(key) => state.set_only(&name, &key),
                None => state.remove(&name, None),
            });
        };
        view! {
            <label class="preau-check">
                <input type="radio" name=group prop:checked=checked on:change=choose/>
                <span>
                    {label}
                    {ui::count_in_brackets(move || count().map(u64::from))}
                </span>
            </label>
        }
        .into_any()
    };
    let any_group = group.clone();
    view! {
        {radio(None, t::search::any().to_owned(), any_group)}
        {more.search_field(values)}
        <div class="preau-group" node_ref=boxes>
            {ui::each(move || facet::keys(&values.get()), move |key| {
                let label = values.with_untracked(|all| facet::name(all, &key));
                radio(Some(key), label, group.clone())
            })}
        </div>
        {more.button(Signal::stored(0))}
    }
    .into_any()
}

/// Parts of a chosen category, in a file of their own: nothing is chosen at first.
fn parts_of_chosen(search: Search, name: StoredValue<String>, filter: Memo<Option<Filter>>) -> AnyView {
    let is_tree = filter.with_untracked(|filter| filter.as_ref().is_some_and(|it| it.definition.base_path.is_some()));
    if !is_tree {
        return ().into_any();
    }
    let any = ui::memo(move |_| search.state.with(|state| name.with_value(|name| state.chosen(name).next().is_some())));
    ui::optional(move || any.get().then(|| on_demand(rest::fetched, move |rest| (rest.parts)(search, name, filter))))
}

/// The search without one thing that narrows it; for advice when nothing was found.
pub(super) fn without(state: &SearchState, name: &str, value: &str) -> SearchState {
    let mut other = state.clone();
    other.remove(name, Some(value));
    other
}
