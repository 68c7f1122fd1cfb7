//! All courses: which group, a search, an order; the list grows while the page stays fluid.
use super::{
    filter::{self, Filter},
    model::Courses,
    row::row,
};
use crate::{
    api::Remote,
    app::{Nav, Write, enrol},
    i18n::t,
    ui::{self, Button, ButtonKind, Radios, RadiosLook, Select, TextField},
};
use leptos::prelude::*;
use std::{rc::Rc, time::Duration};

/// Rows drawn at once; the others follow, as many at a time.
const STEP: usize = 60;
/// How long the learner pauses before the address follows what they type.
const TYPING: Duration = Duration::from_millis(400);
/// From so many courses on there is something to search for.
const MANY: usize = 6;

/// The part of the page.
pub(super) fn section(value: &Rc<Courses>, courses: Remote<Courses>) -> AnyView {
    let nav = expect_context::<Nav>();
    let found = {
        let value = Rc::clone(value);
        ui::memo(move |_| nav.query.with(Filter::of).apply(&value.items))
    };
    let shown = grows(found);
    let leaving = RwSignal::new(None);
    let draw = {
        let value = Rc::clone(value);
        move |at: String| {
            let item = at.parse::<usize>().ok().and_then(|at| value.items.get(at));
            item.map(|item| row(item, leaving)).into_any()
        }
    };
    let keys = move || {
        let shown = shown.get();
        found.with(|found| found.iter().take(shown).map(usize::to_string).collect())
    };
    let count = move || t::dashboard::count(u64::try_from(found.with(Vec::len)).unwrap_or(u64::MAX));
    ui::effect({
        let mut is_first = true;
        move || {
            let count = count();
            if !std::mem::take(&mut is_first) {
                ui::announce_topic("courses", &count, 1000);
            }
        }
    });
    let is_none = ui::memo(move |_| found.with(Vec::is_empty));
    view! {
        <section class="preau-stack" aria-labelledby="mine">
            <h2 id="mine" tabindex="-1">{ui::text(count)}</h2>
            {tools(nav, value)}
            {ui::optional(move || is_none.get().then(|| nothing(nav)))}
            <ul class="preau-cards" role="list">{ui::each(keys, draw)}</ul>
            {enrol::leave_dialog(leaving, Callback::new(move |()| courses.retry()))}
        </section>
    }
    .into_any()
}

/// How many rows are drawn: a screenful at first and when more are to show, then all, step by step.
fn grows(found: Memo<Vec<usize>>) -> RwSignal<usize> {
    let count = ui::memo(move |_| found.with(Vec::len));
    let shown = ui::grows(STEP, count);
    Effect::new(move |before: Option<usize>| {
        let count = count.get();
        // in another order the rows that are there only move
        if before.is_some_and(|before| count > before) {
            shown.set(STEP);
        }
        count
    });
    shown
}

/// Group, search and order; few courses need none of it.
fn tools(nav: Nav, courses: &Courses) -> Option<AnyView> {
    let groups = filter::groups(&courses.items);
    let get = move |name: &'static str| {
        Signal::derive(move || nav.query.with(|query| query.get(name).unwrap_or_default().to_owned()))
    };
    let choose = move |name: &'static str| Callback::new(move |value: String| set(nav, name, &value));
    // all, and the only group that has any
    let by_group =
        (groups.len() > 2 || nav.query.with_untracked(|query| query.get(filter::SHOW).is_some())).then(|| {
            view! {
                <Radios
                    legend=t::dashboard::show()
                    options=groups
                    value=get(filter::SHOW)
                    on_change=choose(filter::SHOW)
                    look=RadiosLook::Segmented
                />
            }
            .into_any()
        });
    let is_searched = nav.query.with_untracked(|query| query.get(filter::SEARCH).is_some());
    let by_words = (courses.items.len() >= MANY || is_searched).then(|| {
        let order = Signal::derive(move || nav.query.with(filter::order_key));
        view! {
            <div class="preau-row preau-dashboard__tools">
                {search(nav)}
                <Select label=t::dashboard::sort_by() options=filter::orders() value=order on_change=choose(filter::ORDER)/>
            </div>
        }
        .into_any()
    });
    (by_group.is_some() || by_words.is_some()).then(|| view! { {by_group} {by_words} }.into_any())
}

fn search(nav: Nav) -> AnyView {
    let text = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_with_value(|timer| *timer).flatten() {
            timer.clear();
        }
    };
    ui::effect(move || {
        let asked = nav.query.with(|query| query.get(filter::SEARCH).unwrap_or_default().to_owned());
        // what is being typed is newer than the address
        if timer.with_value(Option::is_none) && text.with_untracked(|text| text.trim() != asked) {
            text.set(asked);
        }
    });
    let typed = Callback::new(move |value: String| {
        stop();
        text.set(value.clone());
        let follow = move || {
            timer.set_value(None);
            set(nav, filter::SEARCH, value.trim());
        };
        timer.set_value(set_timeout_with_handle(follow, TYPING).ok());
    });
    on_cleanup(stop);
    view! { <TextField label=t::dashboard::search() value=text on_input=typed kind="search"/> }.into_any()
}

fn set(nav: Nav, name: &str, value: &str) {
    let mut query = nav.query.get_untracked();
    let is_usual =
        value.is_empty() || (name == filter::ORDER && value == filter::order_key(&crate::app::Query::default()));
    query.set(name, (!is_usual).then_some(value));
    nav.set_query(&query, Write::Replace);
}

/// Nothing fits: what to do.
fn nothing(nav: Nav) -> AnyView {
    let all = move |()| {
        let mut query = nav.query.get_untracked();
        query.remove(filter::SHOW);
        query.remove(filter::SEARCH);
        nav.set_query(&query, Write::Replace);
        ui::dom::focus_id("mine");
    };
    view! {
        <div class="preau-state">
            <p>{t::dashboard::nothing()}</p>
            <Button kind=ButtonKind::Secondary on_press=all>{t::dashboard::show_all()}</Button>
        </div>
    }
    .into_any()
}
