//! Learners, and how much they wrote.
use super::{
    places,
    query::{self, Rest},
};
use crate::{
    api::{
        ApiError, Remote, all,
        lms::forum::{self, LearnerOrder},
    },
    app::{ForumPage, Nav, Write, on_demand, split_point, standing},
    forum::{about, words},
    i18n::t,
    ui::{self, Button, ButtonKind, Icon, Select, TextField},
    wire::openedx::{CourseKey, Discussions, LearnerActivity},
};
use futures::future::LocalBoxFuture;
use leptos::{ev::SubmitEvent, prelude::*};

const NAME: &str = "name";
const ORDER: &str = "order";
const PAGES: &str = "pages";

/// Those who show.
#[derive(Debug, Clone, Default, PartialEq)]
struct Learners {
    rows: Vec<LearnerActivity>,
    pages: u32,
    has_more: bool,
}

async fn read(course: &CourseKey, order: LearnerOrder, name: &str, pages: u32) -> Result<Learners, ApiError> {
    let mut learners = Learners { pages, ..Learners::default() };
    for (page, answer) in (1..).zip(all((1..=pages).map(|page| forum::learners(course, order, name, page))).await) {
        match answer {
            Ok(answer) => {
                // the server's "next" is wrong, and with a name it counts too few pages: a full one may not be the last
                let is_full = u32::try_from(answer.results.len()).is_ok_and(|count| count >= forum::PAGE_SIZE);
                learners.has_more = page < answer.pagination.num_pages || (is_full && !name.is_empty());
                learners.rows.extend(answer.results);
            }
            // the server fails beyond the last page
            Err(_) if page > 1 => learners.has_more = false,
            Err(error) => return Err(error),
        }
    }
    Ok(learners)
}

type Draw = fn(&CourseKey, Remote<Discussions>) -> AnyView;

split_point! {
    fn fetched() -> Draw = forum_learners {
        drawn
    }
}

/// The page, from a file of its own: few ask who takes part.
pub(super) fn page(course: &CourseKey, about: Remote<Discussions>) -> AnyView {
    let course = course.clone();
    on_demand(fetched, move |draw| draw(&course, about))
}

fn drawn(course: &CourseKey, about: Remote<Discussions>) -> AnyView {
    let nav = expect_context::<Nav>();
    let moderates = about.value.with_untracked(|about| about.as_deref().is_some_and(about::moderates));
    let key = course.clone();
    let get = move |name: &'static str| {
        Signal::derive(move || nav.query.with(|query| query.get(name).unwrap_or_default().to_owned()))
    };
    let (name, order) = (get(NAME), get(ORDER));
    let pages = ui::memo(move |_| nav.query.with(query::pages));
    let remote = Remote::new(move || {
        let order = match order.get().as_str() {
            "recency" => LearnerOrder::Recency,
            "reported" if moderates => LearnerOrder::Flagged,
            _ => LearnerOrder::Activity,
        };
        let (key, name, pages) = (key.clone(), name.get(), pages.get());
        let answer: LocalBoxFuture<'static, Result<Learners, ApiError>> =
            Box::pin(async move { read(&key, order, name.trim(), pages).await });
        Some(answer)
    });
    let course = course.clone();
    view! {
        {tools(nav, name, order, moderates)}
        {standing(remote, move || list(&course, remote, nav, moderates))}
    }
    .into_any()
}

fn set(nav: Nav, name: &str, value: &str) {
    let mut query = nav.query.get_untracked();
    query.set(name, Some(value).filter(|value| !value.is_empty()));
    query.remove(PAGES);
    nav.set_query(&query, Write::Push);
}

fn tools(nav: Nav, name: Signal<String>, order: Signal<String>, moderates: bool) -> AnyView {
    let text = RwSignal::new(String::new());
    ui::effect(move || text.set(name.get()));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        set(nav, NAME, text.get_untracked().trim());
    };
    let mut orders = vec![
        (String::new(), t::forum::learners_active().to_owned()),
        ("recency".into(), t::forum::learners_recent().into()),
    ];
    if moderates {
        orders.push(("reported".into(), t::forum::learners_reported().into()));
    }
    view! {
        <div class="preau-row preau-forum__search">
            <form role="search" class="preau-row preau-forum__search" on:submit=send>
                <TextField label=t::forum::learner_name() value=text on_input=move |value| text.set(value) kind="search"/>
                <Button kind=ButtonKind::Secondary submit=true icon_before=Icon::Search>{t::forum::search_button()}</Button>
            </form>
            <Select
                label=t::forum::order()
                options=orders
                value=order
                on_change=Callback::new(move |value: String| set(nav, ORDER, &value))
            />
        </div>
    }
    .into_any()
}

fn list(course: &CourseKey, remote: Remote<Learners>, nav: Nav, moderates: bool) -> AnyView {
    let course = course.clone();
    let rows = move || {
        let Some(learners) = remote.value.get() else { return ().into_any() };
        if learners.rows.is_empty() {
            return view! {
                <ui::EmptyState title=t::forum::no_learners_title()>
                    <p class="preau-state__text">{t::forum::no_learners()}</p>
                </ui::EmptyState>
            }
            .into_any();
        }
        let rows = learners.rows.iter().enumerate();
        let rows: Vec<AnyView> = rows.map(|(at, row)| learner(&course, at, row, moderates)).collect();
        let flags = moderates.then(|| view! { <th scope="col">{t::forum::reports()}</th> }.into_any());
        view! {
            <ui::TableRegion caption=t::forum::learners_caption()>
                <thead>
                    <tr>
                        <th scope="col">{t::forum::learner()}</th>
                        <th scope="col">{t::forum::column_threads()}</th>
                        <th scope="col">{t::forum::column_responses()}</th>
                        <th scope="col">{t::forum::column_replies()}</th>
                        {flags}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </ui::TableRegion>
        }
        .into_any()
    };
    let rest = ui::memo(move |_| {
        remote
            .value
            .with(|known| known.as_ref().map_or(Rest::Nothing, |known| query::rest(known.pages, known.has_more)))
    });
    let waits_from = StoredValue::new(None::<usize>);
    let count = move || remote.value.with(|known| known.as_ref().map_or(0, |known| known.rows.len()));
    // the first one that comes takes the focus from the button, which may go
    ui::effect(move || {
        let now = count();
        let Some(before) = waits_from.get_value().filter(|before| *before < now) else { return };
        waits_from.set_value(None);
        ui::announce(&t::forum::more_learners_loaded(u64::try_from(now.saturating_sub(before)).unwrap_or_default()));
        request_animation_frame(move || ui::dom::focus_id(&place(before)));
    });
    let press = move |()| {
        waits_from.set_value(Some(untrack(count)));
        let mut query = nav.query.get_untracked();
        query.set(PAGES, Some(&query::pages(&query).saturating_add(1).to_string()));
        nav.set_query(&query, Write::Replace);
    };
    view! {
        <section class="preau-stack" aria-labelledby="learners">
            <h2 id="learners" tabindex="-1">{ui::text(move || t::forum::learners_count(u64::try_from(count()).unwrap_or_default()))}</h2>
            {ui::dynamic(rows)}
            {ui::optional(move || match rest.get() {
                Rest::Nothing => None,
                Rest::More => Some(view! {
                    <p><Button pending=remote.pending on_press=press>{t::forum::more_learners()}</Button></p>
                }.into_any()),
                Rest::TooMuch => {
                    let count = u64::try_from(untrack(count)).unwrap_or_default();
                    Some(view! { <p>{t::forum::learners_are_full(count)}</p> }.into_any())
                }
            })}
        </section>
    }
    .into_any()
}

/// Id of the link in a row.
fn place(at: usize) -> String {
    ["learner-", &at.to_string()].concat()
}

fn learner(course: &CourseKey, at: usize, row: &LearnerActivity, moderates: bool) -> AnyView {
    let number = |count: u32| crate::i18n::number(count.into());
    let flags = moderates.then(|| {
        let (open, settled) = (row.active_flags.unwrap_or_default(), row.inactive_flags.unwrap_or_default());
        let words =
            if (open, settled) == (0, 0) { number(0) } else { t::forum::reports_of(open.into(), settled.into()) };
        view! { <td>{words}</td> }.into_any()
    });
    let address = places::path(course, ForumPage::Learner(row.username.clone()));
    view! {
        <tr>
            <th scope="row"><a id=place(at) href=address>{words::person(Some(&row.username))}</a></th>
            <td>{number(row.threads)}</td>
            <td>{number(row.responses)}</td>
            <td>{number(row.replies)}</td>
            {flags}
        </tr>
    }
    .into_any()
}
