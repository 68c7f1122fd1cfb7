//! The page for a new thread, and whether it has been asked before.
use super::{Sent, Target, Writing, form::Form};
use crate::{
    api::lms::forum::{self, ThreadQuery},
    app::{Nav, standing},
    forum::{about, places},
    i18n::t,
    ui,
    wire::openedx::{CourseKey, Thread},
};
use leptos::{prelude::*, task::spawn_local_scoped};
use std::time::Duration;

/// Shortest title that is looked for among the threads.
const SHORTEST: usize = 3;
/// How long the learner pauses before it is.
const TYPING: Duration = Duration::from_millis(600);
/// Threads that show.
const SHOWN: usize = 5;

/// The page.
pub(super) fn page(course: &CourseKey, nav: Nav) -> AnyView {
    let about = about::about(course);
    let course = course.clone();
    standing(about, move || {
        let Some(about) = about.value.get_untracked() else { return ().into_any() };
        let of_sent = course.clone();
        let sent = Callback::new(move |sent: Sent| {
            if let Sent::Thread(thread) = sent {
                ui::toast(t::compose::posted());
                nav.go(&places::thread(&of_sent, &thread.post.id));
            }
        });
        let topic = nav.query.with_untracked(|query| query.get("topic").unwrap_or_default().to_owned());
        super::composer(Writing {
            course: course.clone(),
            about,
            target: Target::NewThread,
            text: String::new(),
            label: t::compose::body().to_owned(),
            about_title: String::new(),
            topic,
            focuses: false,
            on_sent: sent,
            on_cancel: None,
        })
    })
}

/// Threads that the title may be about: perhaps it has been asked before.
pub(super) fn asked_before(form: Form) -> AnyView {
    let found = RwSignal::new(Vec::<Thread>::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_with_value(|timer| *timer).flatten() {
            timer.clear();
        }
    };
    ui::effect(move || {
        let title = form.title.get();
        stop();
        if title.trim().chars().count() < SHORTEST {
            found.set(Vec::new());
            return;
        }
        let look = move || {
            spawn_local_scoped(async move {
                let course = form.writing.with_value(|writing| writing.course.clone());
                let query = ThreadQuery { text: title.trim().to_owned(), ..ThreadQuery::default() };
                // without an answer nothing is offered
                let Ok(answer) = forum::threads(&course, &query, 1).await else { return };
                // the title may be another one by now
                if found.is_disposed() || form.title.with_untracked(|now| now.trim() != title.trim()) {
                    return;
                }
                let threads: Vec<Thread> = answer.results.into_iter().take(SHOWN).collect();
                // said once, not at each pause
                let is_new = found.with_untracked(|known| known.len() != threads.len());
                if is_new && !threads.is_empty() {
                    let count = u64::try_from(threads.len()).unwrap_or_default();
                    ui::announce_topic("asked before", &t::compose::similar(count), 1000);
                }
                found.set(threads);
            });
        };
        timer.set_value(set_timeout_with_handle(look, TYPING).ok());
    });
    on_cleanup(stop);
    ui::optional(move || {
        let threads = found.get();
        (!threads.is_empty()).then(|| {
            let course = form.writing.with_value(|writing| writing.course.clone());
            let count = u64::try_from(threads.len()).unwrap_or_default();
            let items: Vec<AnyView> = threads
                .iter()
                .map(|thread| {
                    let address = places::thread(&course, &thread.post.id);
                    view! { <li><a href=address>{thread.title.clone()}</a></li> }.into_any()
                })
                .collect();
            view! { <div class="preau-panel preau-stack"><p>{t::compose::similar(count)}</p><ul>{items}</ul></div> }
                .into_any()
        })
    })
}
