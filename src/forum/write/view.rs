//! The form.
//!
//! Criteria:
//! - a visible label, a plain field that Tab leaves, a toolbar with one stop; the preview comes on a button, below its heading;
//! - what is typed is kept on the device within half a second, and when the page goes; what was kept is there at once;
//! - what is wrong stands in a summary that takes the focus, and at its field; nothing that was typed is lost, whatever fails;
//! - what cannot be sent now waits above the form, says until when, and can be taken back; nothing is sent twice.
use super::{
    Target, Writing, body, choices, drafts,
    form::Form,
    gate, groups, new_thread, of_author, outbox, picture, post_office,
    problems::{Field, LONGEST_TITLE},
    topics, waiting,
};
use crate::{
    api::session,
    app::Nav,
    i18n::{Instant, ago, now, t},
    ui::{self, Button, ButtonKind, Icon, TextField},
};
use leptos::{
    ev::{self, SubmitEvent},
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::HtmlElement,
};
use std::rc::Rc;

/// The form for what is being written.
pub(super) fn form(writing: &Rc<Writing>) -> AnyView {
    post_office::start();
    if let Some(gate) = gate::gate(&writing.course, &writing.about) {
        return gate;
    }
    let writing = Rc::clone(writing);
    of_author(move |who| fields(&writing, who))
}

fn fields(writing: &Rc<Writing>, who: String) -> AnyView {
    let form = Form::new(Rc::clone(writing), who);
    follow(form);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.send();
    };
    let cancel = writing.on_cancel.map(|cancel| {
        let press = Callback::new(move |()| {
            form.keep();
            cancel.run(());
        });
        view! { <Button on_press=press>{t::forum::cancel()}</Button> }.into_any()
    });
    let is_new = matches!(writing.target, Target::NewThread);
    let wide = RwSignal::new(String::new());
    let submit_label = if form.is_edit() { t::compose::save() } else { t::compose::send() };
    view! {
        {gate::remark(&writing.about)}
        <form
            class="preau-stack preau-compose"
            aria-label=writing.label.clone()
            novalidate=true
            node_ref=form.element
            on:submit=submit
        >
            {waiting(form)}
            {ui::optional(move || (!form.problems.with(Vec::is_empty)).then(|| summary(form)))}
            {ui::optional(move || restored(form))}
            {topics::kind_and_topic(form, wide)}
            {groups::group(form, wide)}
            {form.is_thread().then(|| title(form))}
            {is_new.then(|| new_thread::asked_before(form))}
            {body::body(form)}
            {picture::questions(form)}
            {choices::reason(form)}
            {choices::secrecy(form)}
            {is_new.then(|| choices::after(form))}
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

/// Follows what happens around: the page goes, a message that waited has arrived, something is wrong.
fn follow(form: Form) {
    let hidden = window_event_listener(ev::pagehide, move |_| form.keep());
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        // what the device keeps needs no question
        let has_text = form.is_lost.get_untracked() && !form.text.with_untracked(|text| text.trim().is_empty());
        if has_text || outbox::is_only_here() {
            event.prevent_default();
        }
    });
    let told = Callback::new(move |told| form.told(told));
    let number = form
        .writing
        .with_value(|writing| post_office::listen(writing.course.as_str(), &drafts::key(&writing.target), told));
    on_cleanup(move || {
        hidden.remove();
        leaving.remove();
        post_office::silence(number);
        form.leave();
    });
    ui::effect(move || {
        if form.is_lost.get() {
            ui::alert(t::compose::not_kept());
        }
    });
    // the title of the document says that something is wrong, as long as it is
    let is_wrong = ui::memo(move |_| !form.problems.with(Vec::is_empty));
    let before = StoredValue::new(String::new());
    ui::effect(move || {
        let title = document().title();
        if is_wrong.get() {
            document().set_title(&t::app::error_title(&title));
            before.set_value(title);
        } else if before.with_value(|before| title == t::app::error_title(before)) {
            document().set_title(&before.get_value());
        }
    });
}

/// Messages about the same thing that wait.
fn waiting(form: Form) -> AnyView {
    let (course, target, level) = form.writing.with_value(|writing| {
        (writing.course.as_str().to_owned(), drafts::key(&writing.target), writing.target.level())
    });
    let jobs = move || {
        let current = form.current.get();
        let mut jobs = outbox::of(&form.who.get_value(), &course, Some(&target));
        jobs.retain(|job| job.id != current);
        jobs
    };
    waiting::waiting(Rc::new(jobs), level, Callback::new(move |id: String| form.take_back(&id)))
}

/// What is there is an earlier draft.
fn restored(form: Form) -> Option<AnyView> {
    let at = Instant::from_millis(form.restored.get()?);
    let words = t::compose::restored(&ago(at, now()));
    let label = if form.is_edit() { t::compose::as_posted() } else { t::compose::start_over() };
    Some(
        view! {
            <p class="preau-row">
                <span class="preau-soft">{words}</span>
                <Button kind=ButtonKind::Quiet small=true on_press=move |()| form.start_over()>{label}</Button>
            </p>
        }
        .into_any(),
    )
}

/// The title, and how much room is left when that matters.
fn title(form: Form) -> AnyView {
    let count = ui::memo(move |_| form.title.with(|title| title.chars().count()));
    let left =
        ui::memo(move |_| (count.get() >= LONGEST_TITLE * 9 / 10).then(|| LONGEST_TITLE.saturating_sub(count.get())));
    let is_near = ui::memo(move |_| left.with(Option::is_some));
    let is_full = ui::memo(move |_| left.get() == Some(0));
    let words = move |left: usize| t::compose::title_left(u64::try_from(left).unwrap_or_default());
    // said when it begins to matter, and at the end
    ui::effect(move || {
        is_full.track();
        if is_near.get()
            && let Some(left) = left.get_untracked()
        {
            ui::announce_topic("title", &words(left), 1000);
        }
    });
    view! {
        <div>
            <TextField
                label=t::compose::title()
                required=true
                value=form.title
                error=Signal::derive(move || form.wrong(Field::Title))
                on_input=move |value: String| {
                    form.title.set(value);
                    form.changed();
                }
                input_ref=form.title_field
            />
            {ui::optional(move || left.get().map(|left| view! { <p class="preau-small">{words(left)}</p> }.into_any()))}
        </div>
    }
    .into_any()
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
    if field == Field::Body {
        return form.focus_field();
    }
    let found: Option<HtmlElement> = if field == Field::Title {
        form.title_field.get_untracked().map(Into::into)
    } else {
        let selector = ["[data-field=", field.name(), "]"].concat();
        let element = form.element.get_untracked();
        element.and_then(|element| element.query_selector(&selector).ok().flatten()?.dyn_into().ok())
    };
    if let Some(found) = found {
        ui::dom::focus(&found);
    }
}
