//! What comes after the last unit.
use super::{
    header::{Entered, page_of},
    home::marks,
    plan::{Place, plan},
    tab::Tab,
};
use crate::{
    api::session::username,
    app::{LearnPage, Nav, Route},
    i18n::t,
    ui::{self, ButtonKind},
    wire::openedx::{BlockKind, CourseKey},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Units that are named at most.
const NAMED: usize = 10;

/// The page.
pub(super) fn page(key: &CourseKey) -> AnyView {
    let of = key.clone();
    page_of(key, Tab::End, Rc::new(move |entered, _| body(&of, &entered)))
}

fn body(key: &CourseKey, entered: &Entered) -> AnyView {
    let nav = expect_context::<Nav>();
    let plan = plan(key, entered, username());
    let marks = marks(key, entered);
    ui::effect(move || {
        if plan.value.with(Option::is_some) || plan.error.with(Option::is_some) {
            nav.content_stands();
        }
    });
    let (of, is_enrolled) = (key.clone(), entered.metadata.is_enrolled);
    let route = move |page| Route::Learn(of.as_str().to_owned(), page).path();
    let (home, progress) = (route(LearnPage::Home), is_enrolled.then(|| route(LearnPage::Progress)));
    let key = key.clone();
    view! {
        <div class="preau-stack">
            <p class="preau-lead">{t::learn::end()}</p>
            {ui::optional(move || {
                let error = plan.error.get().filter(|_| marks.get() && plan.value.with(Option::is_none))?;
                let retry = Callback::new(move |()| plan.retry());
                Some(view! { <ui::ErrorPanel error=error on_retry=retry pending=plan.pending/> }.into_any())
            })}
            {ui::optional(move || {
                let plan = plan.value.get().filter(|_| marks.get())?;
                let left: Vec<(Place, String)> = plan
                    .places()
                    .iter()
                    .filter(|place| plan.get(&place.unit).is_some_and(|unit| !unit.complete && unit.kind == BlockKind::Unit))
                    .map(|place| (place.clone(), plan.title(&place.unit)))
                    .collect();
                if left.is_empty() {
                    return Some(view! { <p>{t::learn::end_all_done()}</p> }.into_any());
                }
                let more = left.len().saturating_sub(NAMED);
                let more = (more > 0).then(|| view! { <li>{t::learn::end_more(u64::try_from(more).unwrap_or(u64::MAX))}</li> });
                let links = left.iter().take(NAMED).map(|(place, title)| {
                    view! { <li><a href=place.path(&key)>{title.clone()}</a></li> }.into_any()
                });
                Some(view! { <h2>{t::learn::end_left()}</h2><ul>{links.collect_view()}{more}</ul> }.into_any())
            })}
            <p class="preau-row">
                {progress.map(|progress| view! { <a class=ButtonKind::Primary.class() href=progress>{t::learn::tab_progress()}</a> })}
                <a class=ButtonKind::Secondary.class() href=home>{t::learn::back_home()}</a>
            </p>
        </div>
    }
    .into_any()
}
