//! Active filters: what narrows the results, each with a way to take it off.
//!
//! Criteria:
//! - a heading and a list of buttons named "Remove filter: French", at least 44 px high;
//! - after a removal the focus goes to the next filter, else to the last one, else to the heading;
//! - the heading stays when the last one goes, and says so; hidden only while no filter has been taken off, since a
//!   heading that shows while it has the focus would move the page under the pointer.
use super::{
    build::{each, optional, text},
    dom::{focus, later},
    icon::{Icon, icon},
};
use crate::i18n::t;
use leptos::{html::Div, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};

/// A filter in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveFilter {
    /// What `on_remove` is called with; no other filter has it.
    pub key: String,
    /// Its text.
    pub label: String,
    /// Language of the text when it is not the page's.
    pub lang: Option<String>,
}

/// The filters in use, under an h3.
#[component]
pub fn ActiveFilters(
    /// The filters, in the order of their choice.
    #[prop(into)]
    filters: Signal<Vec<ActiveFilter>>,
    /// Called with the key of the filter to take off.
    #[prop(into)]
    on_remove: Callback<String>,
    /// Takes off all of them; the button shows from two filters on.
    #[prop(into)]
    on_clear: Callback<()>,
) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let was_used = RwSignal::new(false);
    let heading_class = Signal::derive(move || {
        if filters.with(Vec::is_empty) && !was_used.get() { "preau-visually-hidden" } else { "preau-small" }
    });
    let heading = move || {
        if filters.with(Vec::is_empty) { t::ui::no_active_filters().into() } else { t::ui::active_filters().into() }
    };
    let remove = move |key: String| {
        let index = filters.with_untracked(|filters| filters.iter().position(|filter| filter.key == key)).unwrap_or(0);
        was_used.set(true);
        on_remove.run(key);
        focus_filter(element, index);
    };
    // a filter whose text has come meanwhile is another part of the view
    let identity = |filter: &ActiveFilter| [&filter.key, "\n", &filter.label].concat();
    let keys = move || filters.with(|filters| filters.iter().map(identity).collect());
    let draw = move |key: String| {
        let filter = filters.with_untracked(|filters| filters.iter().find(|filter| identity(filter) == key).cloned());
        filter.map_or_else(|| ().into_any(), |filter| chip(filter, remove))
    };
    let clear = move |_| {
        was_used.set(true);
        on_clear.run(());
        focus_filter(element, 0);
    };
    view! {
        <div class="preau-stack" node_ref=element>
            <h3 class=heading_class tabindex="-1">{text(heading)}</h3>
            <div class="preau-row">
                <ul class="preau-chips" role="list">
                    {each(keys, draw)}
                </ul>
                {optional(move || filters.with(|filters| filters.len() > 1).then(|| view! {
                    <button type="button" class="preau-button preau-button--quiet" on:click=clear>{t::ui::remove_all_filters()}</button>
                }.into_any()))}
            </div>
        </div>
    }
}

fn chip(filter: ActiveFilter, remove: impl Fn(String) + Copy + 'static) -> AnyView {
    let ActiveFilter { key, label, lang } = filter;
    let name = t::ui::remove_filter(&label);
    view! {
        <li>
            <button type="button" class="preau-chip" aria-label=name on:click=move |_| remove(key.clone())>
                <span lang=lang>{label}</span>
                {icon(Icon::Close)}
            </button>
        </li>
    }
    .into_any()
}

/// Once the list has changed: the filter now at `index`, the last one, or the heading.
fn focus_filter(list: NodeRef<Div>, index: usize) {
    later(0, move || {
        let Some(list) = list.get_untracked() else { return };
        let Ok(chips) = list.query_selector_all(".preau-chip") else { return };
        let index = u32::try_from(index).unwrap_or(u32::MAX).min(chips.length().saturating_sub(1));
        let target = chips.get(index).and_then(|chip| chip.dyn_into::<HtmlElement>().ok());
        let target = target.or_else(|| list.query_selector("h3").ok().flatten()?.dyn_into().ok());
        if let Some(target) = target {
            focus(&target);
        }
    });
}
