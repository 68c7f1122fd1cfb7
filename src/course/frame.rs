//! The LMS's own page of a unit, in a frame.
//!
//! Criteria:
//! - a message counts only if it comes from the LMS's origin *and* from this very frame's window, and has the right shape;
//! - the frame is as high as its content; where the LMS does not say how high that is, it scrolls inside;
//! - dialogs that it opens again and again do not hold the learner: after some, no more of them show, and that is said;
//! - named, with a heading before and a text after it, and a link past it; loading moves no focus;
//! - a unit that fails says so, with "try again" and "open it alone";
//! - the next unit is prepared out of sight when the network is idle, unless the learner saves data.
mod haste;
mod message;
mod modal;
mod state;

use super::{
    native::{self, Part, Shown},
    unit::Unit,
};
use crate::{
    api::{ApiError, lms, session::has_ended},
    i18n::t,
    ui::{self, ButtonKind, Icon, icon},
    wire::openedx::UsageKey,
};
use leptos::{html, prelude::*, wasm_bindgen::JsValue};
use state::{Frame, Phase};
use std::{rc::Rc, time::Duration};

/// What frames of units may do.
const ALLOWED: &str =
    "microphone *; camera *; midi *; geolocation *; encrypted-media *; clipboard-write *; autoplay *; fullscreen *";
/// After the unit in view is there, the next one is fetched so much later, in milliseconds.
const AHEAD: u64 = 1200;

/// Whether the learner asked the browser to save data.
pub(super) fn saves_data() -> bool {
    let connection = js_sys::Reflect::get(&window().navigator(), &"connection".into());
    let asked = connection.and_then(|connection| js_sys::Reflect::get(&connection, &"saveData".into()));
    asked.is_ok_and(|asked| asked == JsValue::TRUE)
}

/// The frames: of the unit in view, and of the next one, which stays when it comes into view.
pub(super) fn frame(unit: Unit) -> AnyView {
    let ahead = RwSignal::new(None::<UsageKey>);
    let current = ui::memo(move |_| unit.place.get().map(|place| place.unit));
    let keys = move || {
        let ahead = ahead.get();
        let mut keys: Vec<UsageKey> = current.get().into_iter().collect();
        keys.extend(ahead.filter(|ahead| !keys.contains(ahead)));
        keys.into_iter().map(|key| key.as_str().to_owned()).collect()
    };
    // the unit in view is there: now the next one may come
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let ready = Callback::new(move |key: UsageKey| {
        // a unit tells its size again and again: each time the wait begins anew
        cancel();
        if current.with_untracked(|current| *current != Some(key)) || saves_data() {
            return;
        }
        let prepare = move || {
            let next = untrack(|| unit.neighbours().1);
            if let Some(next) = next.filter(|next| may_prepare(unit, &next.sequence)) {
                ahead.set(Some(next.unit));
            }
        };
        timer.set_value(set_timeout_with_handle(prepare, Duration::from_millis(AHEAD)).ok());
    });
    on_cleanup(cancel);
    ui::each(keys, move |key| {
        let key = UsageKey::from(key);
        let of = key.clone();
        let in_view = ui::memo(move |_| current.with(|current| current.as_ref() == Some(&of)));
        one(unit, key, in_view, ready)
    })
}

/// Units that may not be open, or start a clock, are not asked for before the learner goes there; nor is any once the session has
/// ended: what the LMS answers then would stand there as the unit.
fn may_prepare(unit: Unit, sequence: &UsageKey) -> bool {
    if has_ended() {
        return false;
    }
    let is_same = untrack(|| unit.place.get().is_some_and(|place| place.sequence == *sequence));
    is_same
        || lms::last_sequence(sequence).is_some_and(|sequence| {
            !sequence.is_time_limited && !sequence.is_hidden_after_due && !sequence.gated_content.gated
        })
}

/// A unit: by the app itself, or by the LMS in a frame.
fn one(unit: Unit, key: UsageKey, in_view: Memo<bool>, ready: Callback<UsageKey>) -> AnyView {
    let shown = native::decide(unit, &key);
    ui::dynamic(move || match shown.get() {
        Shown::Framed => untrack(|| framed(unit, &key, in_view, ready)),
        Shown::Waiting => waiting(in_view),
        Shown::Here(parts) => here(unit, &key, parts, in_view, (ready, shown)),
        Shown::SignedOut => signed_out(in_view),
    })
}

fn signed_out(in_view: Memo<bool>) -> AnyView {
    ui::optional(move || in_view.get().then(|| view! { <ui::ErrorPanel error=ApiError::SignInNeeded/> }.into_any()))
}

fn waiting(in_view: Memo<bool>) -> AnyView {
    ui::optional(move || in_view.get().then(|| view! { <ui::Loading text=t::learn::loading_unit()/> }.into_any()))
}

/// The unit itself, drawn when it comes into view; a film that does not play here may do so on the LMS's page.
fn here(
    unit: Unit,
    key: &UsageKey,
    parts: Rc<Vec<Part>>,
    in_view: Memo<bool>,
    (ready, shown): (Callback<UsageKey>, RwSignal<Shown>),
) -> AnyView {
    let of = key.clone();
    ui::effect(move || {
        if in_view.get() {
            ready.run(of.clone());
        }
    });
    let key = key.clone();
    let fallback = Callback::new(move |()| shown.set(Shown::Framed));
    ui::optional(move || in_view.get().then(|| untrack(|| native::native(unit, &key, &parts, fallback))))
}

fn framed(unit: Unit, key: &UsageKey, in_view: Memo<bool>, ready: Callback<UsageKey>) -> AnyView {
    let key = key.clone();
    let name = {
        let key = key.clone();
        ui::memo(move |_| unit.title(&key).unwrap_or_else(|| t::learn::unit().to_owned()))
    };
    let anchor = in_view.get_untracked().then(message::anchor).flatten();
    let address = lms::unit_address(&key, unit.is_in, anchor.as_deref());
    let frame = Frame::new(unit.key, &key, unit.is_in, in_view);
    let for_ready = key.clone();
    ui::effect(move || {
        if frame.phase.with(|phase| matches!(phase, Phase::Sized | Phase::Silent)) && in_view.get() {
            ready.run(for_ready.clone());
        }
    });
    let class = move || {
        match (in_view.get(), frame.phase.get()) {
            (false, _) => "preau-frame preau-frame--ahead",
            (true, Phase::Silent) => "preau-frame preau-frame--silent",
            (true, Phase::Failed) => "preau-frame preau-frame--failed",
            (true, _) => "preau-frame",
        }
        .to_owned()
    };
    let alone = address.clone();
    // paper has no site to complete it
    let printed =
        if address.starts_with('/') { [lms::frame_origin(), address.clone()].concat() } else { address.clone() };
    view! {
        <div class=Signal::derive(class) aria-hidden=ui::attribute(move || (!in_view.get()).then(|| "true".into()))>
            <h2 class="preau-visually-hidden">{t::learn::content()}</h2>
            <p class="preau-frame__past"><a href="#unit-ways" on:click=past>{t::learn::skip_content()}</a></p>
            {ui::dynamic(move || status(frame, &alone, in_view))}
            {ui::dynamic(move || {
                frame.attempt.track();
                let element = NodeRef::<html::Iframe>::new();
                let address = address.clone();
                element.on_load(move |element| frame.adopt(element));
                view! {
                    <iframe
                        class="preau-frame__page"
                        title=Signal::derive(move || t::learn::content_of(&name.get()))
                        allow=ALLOWED
                        referrerpolicy="origin"
                        height=ui::attribute(move || frame.height.get().map(|height| height.to_string()))
                        node_ref=element
                        on:load=move |_| frame.loaded()
                        src=address
                    ></iframe>
                }
                .into_any()
            })}
            <p class="preau-visually-hidden">{t::learn::end_of_content()}</p>
            <p class="preau-frame__print">{t::learn::content_at(&printed)}</p>
            {ui::optional(move || (in_view.get() && frame.phase.with(|phase| matches!(phase, Phase::Sized | Phase::Silent))).then(|| tools(frame)))}
            {modal::modal(frame)}
        </div>
    }
    .into_any()
}

/// Past the frame, to the links after it.
#[allow(clippy::needless_pass_by_value, reason = "event handlers are given their event")]
fn past(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    if let Some(ways) = ui::dom::by_id(&document(), "unit-ways") {
        ui::dom::focus(&ways);
    }
}

fn tools(frame: Frame) -> AnyView {
    view! {
        <p class="preau-frame__tools">
            <ui::Button kind=ButtonKind::Quiet small=true on_press=Callback::new(move |()| frame.fill_screen())>
                {t::learn::full_screen()}
            </ui::Button>
        </p>
    }
    .into_any()
}

/// Loading, failure, and a remark on a frame that scrolls inside.
fn status(frame: Frame, alone: &str, in_view: Memo<bool>) -> AnyView {
    if !in_view.get() {
        return ().into_any();
    }
    let retry = Callback::new(move |()| frame.retry());
    let alone = alone.to_owned();
    match frame.phase.get() {
        Phase::Loading => view! { <ui::Loading text=t::learn::loading_unit()/> }.into_any(),
        Phase::Sized => ().into_any(),
        Phase::Silent => view! {
            <p class="preau-soft preau-small preau-row">
                <span>{t::learn::silent()}</span>
                <a href=alone rel="external" target="_blank">{t::learn::open_alone()} " " {icon(Icon::External)}</a>
            </p>
        }
        .into_any(),
        Phase::Failed => {
            let element = NodeRef::new();
            ui::dom::rescue_focus_of(element);
            view! {
                <div class="preau-state preau-state--error" node_ref=element>
                    {ui::mark()}
                    {ui::alert_within(None, || view! { <p class="preau-state__text">{t::learn::failed()}</p> }.into_any())}
                    <div class="preau-row">
                        <ui::Button kind=ButtonKind::Primary icon_before=Icon::Retry on_press=retry>{t::ui::retry()}</ui::Button>
                        <a class=ButtonKind::Secondary.class() href=alone rel="external" target="_blank">
                            {t::learn::open_alone()} {icon(Icon::External)}
                        </a>
                    </div>
                </div>
            }
            .into_any()
        }
    }
}
