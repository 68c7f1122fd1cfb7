//! The page `/compare`: a real table, one column a course.
use super::{
    MOST,
    choice::{self, address, chosen, keys},
    rows::rows,
};
use crate::{
    api::{self, ApiError, Remote},
    app::{Nav, PageHeading, Query, Route, Write},
    catalogue::{card, course::find, course::find::Outcome, known, state::title_lang},
    i18n::{now, t},
    ui::{self, Icon},
    wire::richie::Course,
};
use leptos::{html, prelude::*};

/// A column: what the address names, and what became of it.
type Column = (String, Result<Outcome, ApiError>);

/// Courses side by side.
pub(crate) fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let chosen_keys = Memo::new(move |_| nav.query.with(keys));
    // without courses in the address, those chosen on cards
    if chosen_keys.with_untracked(|(keys, _)| keys.is_empty()) {
        let choice = chosen().get_untracked();
        if let Some((_, query)) = address(choice.iter().map(|one| one.key.as_str())).split_once('?') {
            nav.set_query(&Query::parse(query), Write::Replace);
        }
    }
    let columns = load(chosen_keys);
    let is_empty = Memo::new(move |_| chosen_keys.with(|(keys, _)| keys.is_empty()));
    Effect::new(move |_| {
        if is_empty.get() || columns.value.with(Option::is_some) {
            nav.content_stands();
        }
    });
    ui::say_when_slow(columns.pending.into(), t::compare::loading());
    let more = move || {
        chosen_keys.with(|(_, more)| *more).then(|| {
            view! { <ui::Notice><p>{t::compare::too_many(u64::try_from(MOST).unwrap_or(u64::MAX))}</p></ui::Notice> }
        })
    };
    view! {
        <div class="preau-wrap preau-stack preau-compare">
            <PageHeading text=Signal::stored(t::compare::title().to_owned())/>
            {more}
            {move || if is_empty.get() { empty() } else { table(nav, chosen_keys, columns) }}
        </div>
    }
    .into_any()
}

/// Reads the courses that are not there yet; one that fails takes nothing from the others.
fn load(chosen: Memo<(Vec<String>, bool)>) -> Remote<Vec<Column>> {
    let slot = StoredValue::new(None::<Remote<Vec<Column>>>);
    let remote = Remote::new(move || {
        let (keys, _) = chosen.get();
        let former = slot.with_value(|slot| slot.and_then(|remote| remote.value.get_untracked()));
        let asked = keys.into_iter().map(move |key| {
            let known = former
                .iter()
                .flat_map(|former| former.iter())
                .find(|(other, outcome)| *other == key && outcome.is_ok());
            let known = known.map(|(_, outcome)| outcome.clone());
            async move {
                let outcome = match known {
                    Some(outcome) => outcome,
                    None => find::course(&key, &known::hint(&key), |_, _| ()).await,
                };
                (key, outcome)
            }
        });
        let asked: Vec<_> = asked.collect();
        Some(Box::pin(async move { Ok(api::all(asked).await) }))
    });
    slot.set_value(Some(remote));
    remote
}

fn empty() -> AnyView {
    view! {
        <ui::EmptyState title=t::compare::empty_title()>
            <p class="preau-state__text">{t::compare::empty(u64::try_from(MOST).unwrap_or(u64::MAX))}</p>
            <a class=ui::ButtonKind::Primary.class() href=Route::Search.path()>{t::course::search_catalogue()}</a>
        </ui::EmptyState>
    }
    .into_any()
}

fn table(nav: Nav, chosen: Memo<(Vec<String>, bool)>, columns: Remote<Vec<Column>>) -> AnyView {
    let (keys, _) = chosen.get();
    let Some(loaded) = columns.value.get() else {
        return view! { <ui::Loading text=t::compare::loading()/> }.into_any();
    };
    let outcomes: Vec<Option<&Result<Outcome, ApiError>>> =
        keys.iter().map(|key| loaded.iter().find(|(other, _)| other == key).map(|(_, outcome)| outcome)).collect();
    let courses: Vec<Option<&Course>> = outcomes
        .iter()
        .map(|outcome| match outcome {
            Some(Ok(Outcome::Found(course))) => Some(course.as_ref()),
            _ => None,
        })
        .collect();
    let heads: Vec<AnyView> = keys
        .iter()
        .zip(&outcomes)
        .zip(&courses)
        .map(|((key, outcome), course)| head(nav, key, *outcome, *course, columns))
        .collect();
    let body: Vec<AnyView> = rows(&courses, now())
        .into_iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .cells
                .into_iter()
                .zip(&courses)
                .map(|(cell, course)| {
                    let text = cell.unwrap_or_else(|| {
                        if course.is_some() {
                            t::course::unknown().to_owned()
                        } else {
                            t::compare::no_cell().to_owned()
                        }
                    });
                    view! { <td>{text}</td> }.into_any()
                })
                .collect();
            view! { <tr><th scope="row">{row.heading}</th>{cells}</tr> }.into_any()
        })
        .collect();
    let caption = t::compare::caption(u64::try_from(keys.len()).unwrap_or(u64::MAX));
    let alone = (keys.len() == 1).then(|| view! { <p>{t::compare::one_more()} " " <a href=Route::Search.path()>{t::course::search_catalogue()}</a></p> });
    view! {
        {alone}
        <p class="preau-soft preau-small">{t::compare::share()}</p>
        <ui::TableRegion caption=caption columns=true>
            <thead><tr><th scope="col">{t::compare::criterion()}</th>{heads}</tr></thead>
            <tbody>{body}</tbody>
        </ui::TableRegion>
    }
    .into_any()
}

fn failed(key: &str, columns: Remote<Vec<Column>>) -> AnyView {
    let element = NodeRef::<html::Div>::new();
    ui::dom::rescue_focus_of(element);
    view! {
        <div class="preau-stack" node_ref=element>
            <span>{t::compare::failed(key)}</span>
            <ui::Button small=true icon_before=Icon::Retry pending=columns.pending on_press=Callback::new(move |()| columns.retry())>
                {t::ui::retry()}
            </ui::Button>
        </div>
    }
    .into_any()
}

/// Head of a column: the course, or why it is not there; and the way to take it out.
fn head(
    nav: Nav,
    key: &str,
    outcome: Option<&Result<Outcome, ApiError>>,
    course: Option<&Course>,
    columns: Remote<Vec<Column>>,
) -> AnyView {
    let title = course.map_or_else(|| key.to_owned(), |course| course.title.clone());
    let name = match (course, outcome) {
        (Some(course), _) => {
            view! { <a href=card::address(course) lang=title_lang(course)>{title.clone()}</a> }.into_any()
        }
        (None, Some(Ok(_))) => view! { <span>{t::compare::gone(key)}</span> }.into_any(),
        (None, Some(Err(_))) => failed(key, columns),
        (None, None) => view! { <ui::Loading inline=true/> }.into_any(),
    };
    let key = key.to_owned();
    let label = t::compare::remove_title(&title);
    let remove = Callback::new(move |()| {
        choice::remove(&key);
        let mut query = nav.query.get_untracked();
        query.remove_value(super::COURSES, &key);
        nav.set_query(&query, Write::Push);
        ui::announce(&t::compare::column_removed(&title));
        // the column takes its button with it
        ui::dom::focus_heading();
    });
    view! {
        <th scope="col">
            <div class="preau-stack preau-compare__head">
                {name}
                <ui::Button kind=ui::ButtonKind::Quiet small=true icon_before=Icon::Close label=label on_press=remove>{t::compare::remove()}</ui::Button>
            </div>
        </th>
    }
    .into_any()
}
