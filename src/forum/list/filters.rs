//! What narrows the list of threads down, and its order.
use super::{
    cohorts,
    query::{self, GROUP, KIND, ORDER, PAGES, SEARCH, SHOW, STATE},
};
use crate::{
    app::{ForumPage, Nav, Write},
    i18n::t,
    ui::{self, Button, ButtonKind, Disclosure, Icon, Select, TextField},
    wire::openedx::CourseKey,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// Width from which the fields stand open: on a phone they would push the discussions out of the first view.
const WIDE: &str = "(min-width: 40rem)";

/// Changes one parameter; the list begins anew.
pub(super) fn set(nav: Nav, name: &str, value: &str) {
    let mut query = nav.query.get_untracked();
    query.set(name, Some(value).filter(|value| !value.is_empty()));
    query.remove(PAGES);
    nav.set_query(&query, Write::Push);
}

/// The fields above the list.
pub(super) fn filters(course: &CourseKey, page: &ForumPage, moderates: bool) -> AnyView {
    let nav = expect_context::<Nav>();
    let get = move |name: &'static str| {
        Signal::derive(move || nav.query.with(|query| query.get(name).unwrap_or_default().to_owned()))
    };
    let select = move |name: &'static str, label: &'static str, options: Vec<(String, String)>| {
        let choose = Callback::new(move |value: String| set(nav, name, &value));
        view! { <Select label=label options=options value=get(name) on_change=choose/> }.into_any()
    };
    let course = course.clone();
    let whole = *page == ForumPage::Threads;
    let of_other = matches!(page, ForumPage::Learner(_));
    // what narrows the list down is never out of sight
    let narrows = [SHOW, KIND, STATE, GROUP, ORDER];
    let is_set = nav.query.with_untracked(|query| narrows.iter().any(|name| query.get(name).is_some()));
    let open = RwSignal::new(is_set || ui::media(WIDE) != Some(false));
    view! {
        <div class="preau-stack">
            {whole.then(|| search(nav))}
            <Disclosure title=t::forum::filters() open=open level=0>
                <div class="preau-forum__filters" role="group" aria-label=t::forum::filters()>
                    {whole.then(|| ui::dynamic(move || {
                        // the server looks for words in the whole course only
                        let searches = nav.query.with(|query| query.get(SEARCH).is_some_and(|text| !text.trim().is_empty()));
                        let options = query::shows().into_iter().filter(|(key, _)| !searches || key != "followed").collect();
                        untrack(|| select(SHOW, t::forum::show(), options))
                    }))}
                    {select(KIND, t::forum::kind(), query::kinds())}
                    {select(STATE, t::forum::state(), query::states(moderates, of_other))}
                    {moderates.then(|| cohorts::cohorts(nav, &course))}
                    {select(ORDER, t::forum::order(), query::orders())}
                </div>
            </Disclosure>
        </div>
    }
    .into_any()
}

/// Looking for words, when the learner says so: each search costs the server much.
fn search(nav: Nav) -> AnyView {
    let text = RwSignal::new(String::new());
    ui::effect(move || text.set(nav.query.with(|query| query.get(SEARCH).unwrap_or_default().to_owned())));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        set(nav, SEARCH, text.get_untracked().trim());
    };
    view! {
        <form role="search" class="preau-row preau-forum__search" on:submit=send>
            <TextField label=t::forum::search() value=text on_input=move |value| text.set(value) kind="search"/>
            <Button kind=ButtonKind::Secondary submit=true icon_before=Icon::Search>{t::forum::search_button()}</Button>
        </form>
    }
    .into_any()
}
