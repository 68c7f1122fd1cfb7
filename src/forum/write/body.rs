//! The field for the text, with its toolbar, preview and help.
use super::{edit::Action, form::Form, picture, problems::Field, toolbar};
use crate::{
    app::{on_demand, split_point},
    i18n::t,
    ui::{self, Button, ButtonKind, Icon},
};
use leptos::{
    ev::{self, KeyboardEvent},
    prelude::*,
};
use std::time::Duration;

/// How long the learner pauses before the preview follows.
const FOLLOWS: Duration = Duration::from_millis(300);

/// The field.
pub(super) fn body(form: Form) -> AnyView {
    let (label, level, focuses) =
        form.writing.with_value(|writing| (writing.label.clone(), writing.target.level(), writing.focuses));
    let (id, hint, error) = (ui::dom::unique_id("body"), ui::dom::unique_id("hint"), ui::dom::unique_id("error"));
    let (for_id, controls) = (id.clone(), id.clone());
    let is_wrong = ui::memo(move |_| form.wrong(Field::Body));
    let described = {
        let (hint, error) = (hint.clone(), error.clone());
        move || Some(if is_wrong.with(Option::is_some) { [&hint, " ", &error].concat() } else { hint.clone() })
    };
    form.field.on_load(move |field| {
        if focuses {
            request_animation_frame(move || ui::dom::focus(&field));
        }
    });
    let typed = move |event: ev::InputEvent| {
        form.text.set(ui::dom::value_of(&event));
        form.changed();
    };
    let is_html = ui::memo(move |_| form.text.with(|text| ui::is_html(text)));
    view! {
        <div class="preau-field">
            <label class="preau-field__label" for=for_id>{t::ui::required_label(&label)}</label>
            <p class="preau-field__hint" id=hint>
                {ui::text(move || (if is_html.get() { t::compose::hint_html() } else { t::compose::hint() }).to_owned())}
            </p>
            {toolbar::toolbar(form, controls)}
            <textarea
                class="preau-input preau-compose__text"
                id=id
                rows="8"
                readonly=form.pending
                aria-required="true"
                aria-invalid=ui::attribute(move || is_wrong.with(Option::is_some).then(|| "true".into()))
                aria-describedby=ui::attribute(described)
                prop:value=form.text
                on:input=typed
                on:keydown=move |event| keys(form, &event)
                on:blur=move |_| form.keep()
                on:paste=move |event| picture::pasted(form, &event)
                on:drop=move |event| picture::dropped(form, &event)
                node_ref=form.field
            ></textarea>
            {ui::optional(move || is_wrong.get().map(|text| view! {
                <p class="preau-field__error" id=error.clone()>{ui::icon(Icon::Alert)}<span>{t::ui::error_label(&text)}</span></p>
            }.into_any()))}
        </div>
        {ui::optional(move || (form.uploads.get() > 0).then(|| view! { <ui::Loading text=t::compose::picture_sending() inline=true/> }.into_any()))}
        {preview(form, level)}
        {help()}
    }
    .into_any()
}

/// Keys of the field. Those that write letters of another script are left alone.
fn keys(form: Form, event: &KeyboardEvent) {
    let has_other = event.alt_key() || event.shift_key() || event.is_composing();
    if has_other || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    let action = match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            if !event.repeat() {
                form.send();
            }
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
}

/// Draws a text and the level of its first headings: [`ui::written_text`].
type Write = fn(&str, u8) -> AnyView;

split_point! {
    fn fetched() -> Write = forum_preview { ui::written_text }
}

/// How the text will look, by the same hand as in the thread; follows when the learner pauses. What draws it comes for that.
fn preview(form: Form, level: u8) -> AnyView {
    let shows = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_with_value(|timer| *timer).flatten() {
            timer.clear();
        }
    };
    ui::effect(move || {
        if !shows.get() {
            return;
        }
        form.text.track();
        stop();
        let follow = move || {
            if let Some(now) = form.text.try_get_untracked() {
                text.set(now);
            }
        };
        timer.set_value(set_timeout_with_handle(follow, FOLLOWS).ok());
    });
    on_cleanup(stop);
    let press = move |()| {
        text.set(form.text.get_untracked());
        shows.update(|shows| *shows = !*shows);
    };
    let heading = move |id: String| match level {
        2 => view! { <h2 id=id>{t::compose::preview()}</h2> }.into_any(),
        3 => view! { <h3 id=id>{t::compose::preview()}</h3> }.into_any(),
        _ => view! { <h4 id=id>{t::compose::preview()}</h4> }.into_any(),
    };
    view! {
        <p>
            <Button kind=ButtonKind::Quiet small=true pressed=shows on_press=press>{t::compose::preview()}</Button>
        </p>
        {ui::optional(move || shows.get().then(|| {
            let id = ui::dom::unique_id("preview");
            let labelled_by = id.clone();
            let empty = move || view! { <p class="preau-soft">{t::compose::preview_empty()}</p> }.into_any();
            view! {
                <section class="preau-panel preau-stack" aria-labelledby=labelled_by>
                    {heading(id)}
                    {on_demand(fetched, move |write| ui::dynamic(move || {
                        let text = text.get();
                        if text.trim().is_empty() { empty() } else { write(&text, level.saturating_add(1)) }
                    }))}
                </section>
            }.into_any()
        }))}
    }
    .into_any()
}

fn help() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <ui::Disclosure title=t::compose::help() open=open level=0>
            <ul class="preau-stack">
                <li>{t::compose::help_marks()}</li>
                <li>{t::compose::help_code()}</li>
                <li>{t::compose::help_formula()}</li>
                <li>{t::compose::help_picture()}</li>
                <li>{t::compose::help_keys()}</li>
            </ul>
        </ui::Disclosure>
    }
    .into_any()
}
