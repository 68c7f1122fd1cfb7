//! The form.
//!
//! Criteria:
//! - a visible label, a plain field that Tab leaves, a toolbar with one stop; the preview comes on a button, below its heading;
//! - what is typed is kept on the device within half a second, and when the page goes; what was kept is there at once;
//! - what is wrong stands in a summary that takes the focus, and at its field; nothing that was typed is lost, whatever fails;
//! - what cannot be sent now is tried again by itself, says when, and can be held back; nothing is sent twice.
use super::{
    Sent, Target, Writing,
    edit::Action,
    form::{Form, stop},
    gate, new_thread, picture,
    problems::Field,
    toolbar,
};
use crate::{
    api::{ApiError, session},
    app::Nav,
    i18n::t,
    ui::{self, Button, ButtonKind, Checkbox, Icon, NoticeKind, Radios, Select, TextField},
};
use leptos::{
    ev::{self, KeyboardEvent, SubmitEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::HtmlElement,
};
use std::rc::Rc;

/// The form for what is being written.
pub(super) fn form(writing: &Rc<Writing>) -> AnyView {
    if let Some(gate) = gate::gate(&writing.course, &writing.about) {
        return gate;
    }
    let who = session::username().unwrap_or_default();
    let form = Form::new(Rc::clone(writing), who);
    follow(form);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.send();
    };
    let is_edit = matches!(writing.target, Target::EditThread { .. } | Target::EditComment { .. });
    let cancel = writing.on_cancel.map(|cancel| {
        let press = Callback::new(move |()| {
            form.hold();
            form.keep();
            cancel.run(());
        });
        view! { <Button on_press=press>{t::forum::cancel()}</Button> }.into_any()
    });
    let title = form.is_thread().then(|| {
        view! {
            <TextField
                label=t::compose::title()
                required=true
                value=form.title
                error=Signal::derive(move || form.wrong(Field::Title))
                on_input=move |value: String| {
                    form.title.set(value);
                    form.changed();
                }
            />
        }
        .into_any()
    });
    let is_new = matches!(writing.target, Target::NewThread);
    let submit_label = if is_edit { t::compose::save() } else { t::compose::send() };
    view! {
        <form class="preau-stack preau-compose" aria-label=writing.label.clone() novalidate=true on:submit=submit>
            {ui::optional(move || (!form.problems.with(Vec::is_empty)).then(|| summary(form)))}
            {is_new.then(|| new_thread::before(form))}
            {title}
            {is_new.then(|| new_thread::asked_before(form))}
            {body(form, &writing.label)}
            {ui::optional(move || (form.uploads.get() > 0).then(|| view! { <ui::Loading text=t::compose::picture_sending() inline=true/> }.into_any()))}
            {picture::question(form)}
            {reason(form)}
            {secrecy(form, is_edit)}
            {is_new.then(|| new_thread::after(form))}
            {ui::optional(move || waiting(form))}
            <div class="preau-row">
                <Button kind=ButtonKind::Primary submit=true pending=form.pending>{submit_label}</Button>
                {cancel}
                <span class="preau-soft preau-small">{t::compose::shortcut()}</span>
            </div>
            <p class="preau-soft preau-small">
                {ui::text(move || (if form.is_lost.get() { t::compose::not_kept() } else { t::compose::kept() }).to_owned())}
            </p>
        </form>
    }
    .into_any()
}

/// Follows what happens around: the page goes, the network comes, the learner has signed in again.
fn follow(form: Form) {
    let hidden = window_event_listener(ev::pagehide, move |_| form.keep());
    let online = window_event_listener(ev::online, move |_| {
        if form.waiting.with_untracked(Option::is_some) {
            form.send();
        }
    });
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        // what the device keeps needs no question
        if form.is_lost.get_untracked() && !form.text.with_untracked(|text| text.trim().is_empty()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        hidden.remove();
        online.remove();
        leaving.remove();
        stop(form.timer);
        stop(form.retry);
    });
    if form.sent.get_value().is_some() {
        // it was sent when the page went: what became of it is found out before anything is sent again
        form.waiting.set(Some((ApiError::Timeout, 0)));
    }
}

/// What is wrong, with ways to the fields.
fn summary(form: Form) -> AnyView {
    let id = ui::dom::unique_id("problems");
    let labelled_by = id.clone();
    let problems = form.problems.get();
    let count = u64::try_from(problems.len()).unwrap_or_default();
    let nav = expect_context::<Nav>();
    let is_signed_out = problems.iter().any(|(_, text)| text == t::compose::session());
    let sign_in = is_signed_out.then(|| {
        let address = session::sign_in_address(&untrack(|| nav.address()));
        view! { <p><a href=address target="_blank" rel="external">{t::compose::sign_in()}</a></p> }.into_any()
    });
    let items: Vec<AnyView> = problems
        .into_iter()
        .map(|(field, text)| {
            if field == Field::Whole {
                return view! { <li>{text}</li> }.into_any();
            }
            let go = move |event: ev::MouseEvent| {
                event.prevent_default();
                focus_field(form, field);
            };
            view! { <li><a href="#" on:click=go>{text}</a></li> }.into_any()
        })
        .collect();
    view! {
        <div class="preau-notice preau-notice--error" tabindex="-1" role="group" aria-labelledby=labelled_by node_ref=form.summary>
            {ui::icon(Icon::Alert)}
            <div class="preau-notice__body">
                <h2 id=id class="preau-notice__title">{t::compose::problems(count)}</h2>
                <ul>{items}</ul>
                {sign_in}
            </div>
        </div>
    }
    .into_any()
}

fn focus_field(form: Form, field: Field) {
    let Some(area) = form.field.get_untracked() else { return };
    if field == Field::Body {
        ui::dom::focus(&area);
        return;
    }
    let what = if field == Field::Title { "input.preau-input" } else { "select" };
    let target = area.closest("form").ok().flatten().and_then(|form| form.query_selector(what).ok().flatten());
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        ui::dom::focus(&target);
    }
}

/// The field with its toolbar, preview and help.
fn body(form: Form, label: &str) -> AnyView {
    let (id, hint, error) = (ui::dom::unique_id("body"), ui::dom::unique_id("hint"), ui::dom::unique_id("error"));
    let (for_id, controls) = (id.clone(), id.clone());
    let is_wrong = ui::memo(move |_| form.wrong(Field::Body));
    let described = {
        let (hint, error) = (hint.clone(), error.clone());
        move || Some(if is_wrong.with(Option::is_some) { [&hint, " ", &error].concat() } else { hint.clone() })
    };
    let keys = move |event: KeyboardEvent| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let action = match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                form.send();
                return;
            }
            "b" => Action::Bold,
            "i" => Action::Italic,
            "k" => Action::Link,
            _ => return,
        };
        event.prevent_default();
        if let Some(field) = form.field.get_untracked() {
            toolbar::change(&field, action);
        }
    };
    let focuses = form.writing.with_value(|writing| writing.focuses);
    form.field.on_load(move |field| {
        if focuses {
            request_animation_frame(move || ui::dom::focus(&field));
        }
    });
    let previews = RwSignal::new(false);
    let preview = view! {
        <Button
            kind=ButtonKind::Quiet
            small=true
            pressed=previews
            on_press=move |()| previews.update(|previews| *previews = !*previews)
        >
            {t::compose::preview()}
        </Button>
        {picture::button(form)}
    }
    .into_any();
    let help = RwSignal::new(false);
    let typed = move |event: ev::InputEvent| {
        form.text.set(ui::dom::value_of(&event));
        form.changed();
    };
    view! {
        <div class="preau-field">
            <label class="preau-field__label" for=for_id>{t::ui::required_label(label)}</label>
            <p class="preau-field__hint" id=hint>{t::compose::hint()}</p>
            {toolbar::toolbar(form.field, controls, preview)}
            <textarea
                class="preau-input preau-compose__text"
                id=id
                rows="8"
                aria-required="true"
                aria-invalid=ui::attribute(move || is_wrong.with(Option::is_some).then(|| "true".into()))
                aria-describedby=ui::attribute(described)
                prop:value=form.text
                on:input=typed
                on:keydown=keys
                on:blur=move |_| form.keep()
                on:paste=move |event| picture::pasted(form, &event)
                on:drop=move |event| picture::dropped(form, &event)
                node_ref=form.field
            ></textarea>
            {ui::optional(move || is_wrong.get().map(|text| view! {
                <p class="preau-field__error" id=error.clone()>{ui::icon(Icon::Alert)}<span>{t::ui::error_label(&text)}</span></p>
            }.into_any()))}
        </div>
        {ui::optional(move || previews.get().then(|| view! {
            <section class="preau-panel preau-stack" aria-live="off">
                <h3>{t::compose::preview()}</h3>
                {ui::dynamic(move || ui::written_text(&form.text.get(), 4))}
            </section>
        }.into_any()))}
        <ui::Disclosure title=t::compose::help() open=help level=0>
            <ul class="preau-stack">
                <li>{t::compose::help_marks()}</li>
                <li>{t::compose::help_code()}</li>
                <li>{t::compose::help_formula()}</li>
                <li>{t::compose::help_picture()}</li>
            </ul>
        </ui::Disclosure>
    }
    .into_any()
}

/// Why somebody else's text is changed.
fn reason(form: Form) -> Option<AnyView> {
    let wants = form.writing.with_value(|writing| match &writing.target {
        Target::EditThread { thread } => thread.post.editable_fields.iter().any(|field| field == "edit_reason_code"),
        Target::EditComment { comment } => comment.post.editable_fields.iter().any(|field| field == "edit_reason_code"),
        _ => false,
    });
    let reasons = form.writing.with_value(|writing| writing.about.edit_reasons.clone());
    (wants && !reasons.is_empty()).then(|| {
        let options: Vec<(String, String)> = reasons.into_iter().map(|reason| (reason.code, reason.label)).collect();
        form.reason.set(options.first().map(|(code, _)| code.clone()).unwrap_or_default());
        view! {
            <Select label=t::compose::reason() options=options value=form.reason on_change=move |value| form.reason.set(value)/>
        }
        .into_any()
    })
}

/// Who may not see the name, where the course lets one hide it; honestly.
fn secrecy(form: Form, is_edit: bool) -> Option<AnyView> {
    let (to_all, to_peers) =
        form.writing.with_value(|writing| (writing.about.allow_anonymous, writing.about.allow_anonymous_to_peers));
    if is_edit || !(to_all || to_peers) {
        return None;
    }
    let mut options = vec![(String::new(), t::compose::named().to_owned())];
    if to_peers {
        options.push(("peers".into(), t::compose::hidden_from_learners().into()));
    }
    if to_all {
        options.push(("all".into(), t::compose::hidden_from_all().into()));
    }
    let is_hidden = ui::memo(move |_| !form.secrecy.with(String::is_empty));
    Some(
        view! {
            <Radios legend=t::compose::name() options=options value=form.secrecy on_change=move |value| form.secrecy.set(value)/>
            {ui::optional(move || is_hidden.get().then(|| view! { <p class="preau-small">{t::compose::hidden_note()}</p> }.into_any()))}
        }
        .into_any(),
    )
}

/// It could not be sent now: when it is tried again, and how to hold it back.
fn waiting(form: Form) -> Option<AnyView> {
    let (error, seconds) = form.waiting.get()?;
    let words = match error {
        ApiError::Offline => t::compose::waits_offline().to_owned(),
        _ if seconds == 0 => t::compose::was_sent().to_owned(),
        ApiError::TooMany(_) => t::compose::waits_too_many(seconds.into()),
        _ => t::compose::waits_seconds(seconds.into()),
    };
    Some(
        view! {
            <ui::Notice kind=NoticeKind::Warning>
                <p>{words}</p>
                <div class="preau-row">
                    <Button small=true icon_before=Icon::Retry on_press=move |()| form.send()>{t::compose::send_now()}</Button>
                    <Button small=true on_press=move |()| form.hold()>{t::compose::hold()}</Button>
                </div>
            </ui::Notice>
        }
        .into_any(),
    )
}

/// A box to tick.
pub(super) fn tick(label: &'static str, state: RwSignal<bool>) -> AnyView {
    view! { <Checkbox label=label checked=state on_change=move |value| state.set(value)/> }.into_any()
}

/// What was sent, as a thread.
pub(super) fn thread_of(sent: Sent) -> Option<crate::wire::openedx::Thread> {
    if let Sent::Thread(thread) = sent { Some(thread) } else { None }
}
