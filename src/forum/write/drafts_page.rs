//! What the learner began to write in the course, on this device.
use super::{
    drafts::{self, Draft, place},
    form::undo,
    of_author, outbox,
};
use crate::{
    app::{ForumPage, Nav, on_demand},
    forum::places,
    i18n::{Instant, ago, day_and_time, now, t},
    ui::{self, Button, ButtonKind},
    wire::openedx::CourseKey,
};
use leptos::prelude::*;
use std::rc::Rc;

/// The page.
pub(super) fn page(course: &CourseKey, nav: Nav) -> AnyView {
    let course = course.clone();
    of_author(move |who| list(&course, who, nav))
}

fn list(course: &CourseKey, who: String, nav: Nav) -> AnyView {
    let list = RwSignal::new(drafts::of_course(&who, course));
    ui::effect(move || nav.content_stands());
    let delete = Callback::new(move |draft: Draft| {
        drafts::forget(&draft.who, &draft.course, &draft.target);
        list.update(|all| all.retain(|other| other.target != draft.target));
        ui::dom::focus_heading();
        undo(move || {
            drafts::give_back(draft.clone());
            list.update(|all| all.insert(0, draft.clone()));
        });
    });
    let waits = {
        let (who, course) = (who.clone(), course.as_str().to_owned());
        move || outbox::of(&who, &course, None)
    };
    let has_waiting = {
        let waits = waits.clone();
        ui::memo(move |_| !waits().is_empty())
    };
    let course = course.clone();
    let hold = {
        let course = course.clone();
        Callback::new(move |id: String| {
            if let Some(job) = outbox::take(&id) {
                drafts::give_back(job.draft);
                list.set(drafts::of_course(&who, &course));
            }
        })
    };
    let queue = ui::optional(move || {
        has_waiting.get().then(|| {
            view! {
                <section class="preau-stack" aria-labelledby="waiting">
                    <h2 id="waiting" tabindex="-1">{t::compose::drafts_waiting()}</h2>
                    {on_demand(super::fetch_form, {
                        let waits = waits.clone();
                        move |parts| (parts.waiting)(Rc::new(waits.clone()), 3, hold)
                    })}
                </section>
            }
            .into_any()
        })
    });
    let rows = ui::dynamic(move || {
        let drafts = list.get();
        if drafts.is_empty() && has_waiting.get() {
            return ().into_any();
        }
        if drafts.is_empty() {
            return view! {
                <ui::EmptyState title=t::compose::no_drafts_title()><p class="preau-state__text">{t::compose::no_drafts()}</p></ui::EmptyState>
            }
            .into_any();
        }
        let count = u64::try_from(drafts.len()).unwrap_or_default();
        let rows: Vec<AnyView> = drafts.iter().map(|draft| row(&course, draft, delete)).collect();
        view! {
            <section class="preau-stack" aria-labelledby="drafts">
                <h2 id="drafts" tabindex="-1">{t::compose::drafts_count(count)}</h2>
                <p>{t::compose::drafts_where()}</p>
                <ul class="preau-stack" role="list">{rows}</ul>
            </section>
        }
        .into_any()
    });
    view! { <div class="preau-stack">{queue}{rows}</div> }.into_any()
}

fn row(course: &CourseKey, draft: &Draft, delete: Callback<Draft>) -> AnyView {
    let address = match place(&draft.target) {
        Some((thread, Some(post))) => places::comment(course, thread, post),
        Some((thread, None)) => places::thread(course, thread),
        None => places::path(course, ForumPage::New),
    };
    let title = if draft.title.trim().is_empty() { t::compose::untitled().to_owned() } else { draft.title.clone() };
    let what = match draft.target.split(' ').next() {
        Some("new") => t::compose::draft_thread(),
        Some("response") => t::compose::draft_response(),
        Some("reply") => t::compose::draft_reply(),
        _ => t::compose::draft_edit(),
    };
    let at = Instant::from_millis(draft.at);
    let when = [ago(at, now()), ", ".into(), day_and_time(at)].concat();
    // as it was written: what reads the marks weighs more than this page; a rich editor's text is words between tags
    let text = if draft.text.starts_with('<') { ui::words_of(&draft.text) } else { draft.text.clone() };
    let beginning: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
    let label = t::compose::delete_draft(&title);
    let (of_press, target) = (draft.clone(), draft.target.clone());
    let press = move |()| delete.run(of_press.clone());
    view! {
        <li class="preau-panel preau-stack">
            <h3><a href=address on:click=move |_| drafts::want(&target)>{title}</a></h3>
            <p class="preau-soft preau-small">{what}" · "{when}</p>
            <p>{beginning}</p>
            <p><Button kind=ButtonKind::Quiet small=true label=label on_press=press>{t::forum::delete()}</Button></p>
        </li>
    }
    .into_any()
}
