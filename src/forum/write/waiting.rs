//! Messages that wait to be sent: what they say, why they wait, how to hurry them or take them back.
use super::{outbox::Job, post_office};
use crate::{
    i18n::{Instant, now, t, time},
    ui::{self, Button, Icon},
};
use leptos::{html::Div, prelude::*};
use std::rc::Rc;

/// Says what waits, whenever that changes.
pub(super) type Jobs = Rc<dyn Fn() -> Vec<Job>>;

/// What waits, one below the other, as `jobs` says; `back` takes the name of one that the learner wants back.
pub(super) fn waiting(jobs: Jobs, level: u8, back: Callback<String>) -> AnyView {
    let of_keys = Rc::clone(&jobs);
    ui::each(
        move || of_keys().into_iter().map(|job| job.id).collect(),
        move |id| {
            let jobs = Rc::clone(&jobs);
            let job = untrack(|| jobs()).into_iter().find(|job| job.id == id);
            job.map(|job| one(&job, move || jobs().into_iter().find(|job| job.id == id), level, back))
                .unwrap_or_default()
        },
    )
}

/// Why it waits, and until when.
fn words(job: &Job) -> String {
    if job.is_busy(now().millis()) {
        return t::compose::on_its_way().to_owned();
    }
    let at = time(Instant::from_millis(job.next.max(now().millis())));
    match job.why.as_str() {
        "offline" => t::compose::waits_offline().to_owned(),
        "many" => t::compose::waits_too_many(&at),
        _ => t::compose::waits_until(&at),
    }
}

fn one(job: &Job, follow: impl Fn() -> Option<Job> + 'static, level: u8, back: Callback<String>) -> AnyView {
    let title = if job.draft.target == "new" && !job.draft.title.is_empty() {
        t::compose::waits_title_of(&job.draft.title)
    } else {
        t::compose::waits_title().to_owned()
    };
    let heading = match level {
        2 => view! { <h2 class="preau-notice__title" tabindex="-1">{title}</h2> }.into_any(),
        3 => view! { <h3 class="preau-notice__title" tabindex="-1">{title}</h3> }.into_any(),
        _ => view! { <h4 class="preau-notice__title" tabindex="-1">{title}</h4> }.into_any(),
    };
    let element = NodeRef::<Div>::new();
    ui::dom::rescue_focus_of(element);
    let text: String = ui::written_plain(&job.draft.text).chars().take(160).collect();
    let id = job.id.clone();
    let state = ui::memo(move |_| follow().map(|job| (words(&job), job.is_busy(now().millis()))));
    let is_busy = ui::memo(move |_| state.with(|state| state.as_ref().is_none_or(|(_, is_busy)| *is_busy)));
    let buttons = move || {
        let id = id.clone();
        (!is_busy.get()).then(|| {
            view! {
                <div class="preau-row">
                    <Button small=true icon_before=Icon::Retry on_press=move |()| post_office::now_due()>{t::compose::send_now()}</Button>
                    <Button small=true on_press=move |()| back.run(id.clone())>{t::compose::hold()}</Button>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <div class="preau-notice preau-notice--warning" node_ref=element>
            {ui::icon(Icon::Clock)}
            <div class="preau-notice__body">
                {heading}
                <blockquote>{text}</blockquote>
                <p>{ui::text(move || state.with(|state| state.as_ref().map(|(words, _)| words.clone()).unwrap_or_default()))}</p>
                {ui::optional(buttons)}
            </div>
        </div>
    }
    .into_any()
}
