//! What the learner wants to be told of, and how.
use crate::{
    api::{ApiError, Remote, lms::forum},
    i18n::t,
    ui::{self, Checkbox, Icon, Select},
    wire::openedx::{AppPreferences, NotificationPreferences, TypePreferences},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// The part of the page, asked for when it is opened.
pub(super) fn section() -> AnyView {
    let open = RwSignal::new(false);
    let remote = Remote::new(move || {
        open.get().then(|| -> LocalBoxFuture<'static, Result<NotificationPreferences, ApiError>> {
            Box::pin(forum::notification_preferences())
        })
    });
    view! {
        <ui::Disclosure title=t::notifications::preferences() open=open level=2>
            {ui::dynamic(move || match (remote.value.get(), remote.error.get()) {
                (Some(preferences), _) => untrack(|| shown(&preferences)),
                (None, Some(_)) => view! {
                    <p>{t::notifications::no_preferences()}</p>
                    <p><ui::Button small=true icon_before=Icon::Retry pending=remote.pending on_press=move |()| remote.retry()>{t::ui::retry()}</ui::Button></p>
                }.into_any(),
                (None, None) => view! { <ui::Loading inline=true/> }.into_any(),
            })}
        </ui::Disclosure>
    }
    .into_any()
}

fn shown(preferences: &NotificationPreferences) -> AnyView {
    if !preferences.show_preferences || preferences.data.is_empty() {
        return view! { <p>{t::notifications::no_choice()}</p> }.into_any();
    }
    let apps: Vec<AnyView> = preferences.data.iter().map(|(app, chosen)| group(app, chosen)).collect();
    view! { <div class="preau-stack">{apps}</div> }.into_any()
}

fn app_name(app: &str) -> String {
    match app {
        "discussion" => t::notifications::app_discussion().to_owned(),
        "updates" => t::notifications::app_updates().to_owned(),
        "grading" => t::notifications::app_grading().to_owned(),
        other => other.to_owned(),
    }
}

/// Name of a type; the server's explanation for one that we do not know, else its own name.
fn type_name(kind: &str, chosen: &TypePreferences) -> String {
    match kind {
        "grouped_notification" | "core" => t::notifications::type_grouped().to_owned(),
        "new_discussion_post" => t::notifications::type_discussion().to_owned(),
        "new_question_post" => t::notifications::type_question().to_owned(),
        "new_instructor_all_learners_post" => t::notifications::type_team().to_owned(),
        "content_reported" => t::notifications::type_reported().to_owned(),
        "course_updates" => t::notifications::type_updates().to_owned(),
        "ora_grade_assigned" => t::notifications::type_grade().to_owned(),
        "ora_reminder" => t::notifications::type_reminder().to_owned(),
        "ora_staff_notifications" => t::notifications::type_ora_staff().to_owned(),
        other => chosen.info.clone().filter(|info| !info.is_empty()).unwrap_or_else(|| other.replace('_', " ")),
    }
}

fn group(app: &str, chosen: &AppPreferences) -> AnyView {
    let types: Vec<AnyView> = chosen
        .notification_types
        .iter()
        .map(|(kind, of_type)| {
            let fixed = chosen.non_editable.get(kind).cloned().unwrap_or_default();
            one(app, kind, of_type, &fixed)
        })
        .collect();
    view! { <section class="preau-stack"><h3>{app_name(app)}</h3>{types}</section> }.into_any()
}

fn one(app: &str, kind: &str, chosen: &TypePreferences, fixed: &[String]) -> AnyView {
    let may = |channel: &str| fixed.iter().all(|other| other != channel);
    let email = RwSignal::new(chosen.email);
    let web = RwSignal::new(chosen.web);
    let cadence = RwSignal::new(chosen.email_cadence.clone().unwrap_or_default());
    let switch = |channel: &'static str, label: &'static str, state: RwSignal<bool>| {
        let (app, kind) = (app.to_owned(), kind.to_owned());
        may(channel).then(|| {
            let change = Callback::new(move |value: bool| {
                state.set(value);
                let (app, kind) = (app.clone(), kind.clone());
                save(async move { forum::set_preference(&app, &kind, channel, value).await }, move || {
                    state.set(!value);
                });
            });
            view! { <Checkbox label=label checked=state on_change=change/> }.into_any()
        })
    };
    let (of_app, of_kind) = (app.to_owned(), kind.to_owned());
    let cadences = ui::optional(move || {
        let (app, kind) = (of_app.clone(), of_kind.clone());
        (email.get() && !cadence.with_untracked(String::is_empty)).then(|| {
            let options = [
                ("Immediately", t::notifications::cadence_at_once()),
                ("Daily", t::notifications::cadence_daily()),
                ("Weekly", t::notifications::cadence_weekly()),
            ];
            let change = Callback::new(move |value: String| {
                let before = cadence.get_untracked();
                cadence.set(value.clone());
                let (app, kind) = (app.clone(), kind.clone());
                save(async move { forum::set_email_cadence(&app, &kind, &value).await }, move || {
                    cadence.set(before);
                });
            });
            let options = options.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
            view! { <Select label=t::notifications::cadence() options=options value=cadence on_change=change/> }
                .into_any()
        })
    });
    view! {
        <fieldset class="preau-group">
            <legend class="preau-group__legend">{type_name(kind, chosen)}</legend>
            {switch("web", t::notifications::channel_web(), web)}
            {switch("email", t::notifications::channel_email(), email)}
            {cadences}
        </fieldset>
    }
    .into_any()
}

/// Says that it is kept, or takes it back.
fn save(change: impl Future<Output = Result<(), ApiError>> + 'static, back: impl FnOnce() + 'static) {
    spawn_local(async move {
        match change.await {
            Ok(()) => ui::announce_topic("preferences", t::notifications::kept(), 0),
            Err(error) => {
                leptos::logging::warn!("preferences: {error}");
                back();
                ui::alert(t::notifications::not_kept());
            }
        }
    });
}
