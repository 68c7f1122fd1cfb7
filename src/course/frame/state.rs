//! A frame on its way from loading to being there, and what its messages do.
mod dialog;
mod place;
mod screen;

use super::{
    haste::Haste,
    message::{self, Message},
    modal,
};
use crate::{
    api::{
        lms,
        session::{has_ended, track_returns},
    },
    i18n::t,
    ui,
    wire::openedx::{CourseKey, UsageKey},
};
use leptos::{
    ev,
    prelude::*,
    task::spawn_local_scoped,
    wasm_bindgen::JsValue,
    web_sys::{HtmlElement, HtmlIFrameElement, MessageEvent, Window},
};
use std::time::Duration;

/// How long a page that has loaded may wait before it says how high it is, in milliseconds.
const SAYS_SIZE_WITHIN: u64 = 2500;
/// When a page of which nothing has come is asked after, in milliseconds: Firefox tells nobody that the connection broke. Late
/// enough to leave a busy server alone.
const ASKED_AFTER: u64 = 12_000;
/// How long a page may take to load, in milliseconds.
const LOADS_WITHIN: u64 = 30_000;
/// Between two messages about what is in view, in milliseconds.
const TELLS_EVERY: u64 = 100;

/// How far a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// On its way.
    Loading,
    /// There, as high as its content.
    Sized,
    /// There, and says nothing about its height.
    Silent,
    /// It could not be loaded.
    Failed,
}

/// A frame.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// How far it is.
    pub phase: RwSignal<Phase>,
    /// In pixels, once it is told.
    pub height: RwSignal<Option<u32>>,
    /// Changes when it is loaded anew.
    pub attempt: RwSignal<u32>,
    /// A dialog that the unit asks for.
    pub modal: RwSignal<Option<message::Modal>>,
    /// How quickly it opened its last dialogs.
    haste: StoredValue<Haste>,
    /// How quickly it moved the page.
    moves: StoredValue<Haste>,
    element: StoredValue<Option<HtmlIFrameElement>>,
    key: StoredValue<(UsageKey, bool)>,
    course: StoredValue<CourseKey>,
    /// New dates are being asked for.
    shifts: StoredValue<bool>,
    in_view: Memo<bool>,
    /// Where the page was before a film filled the screen.
    before_film: StoredValue<Option<f64>>,
    /// What had the focus before the unit filled the screen.
    before_screen: StoredValue<Option<HtmlElement>>,
    /// Nobody was signed in when it came: what stands there may be the LMS's own page for that.
    came_late: StoredValue<bool>,
    /// A height or a message about what is in view is on its way.
    wanted: StoredValue<Option<u32>>,
    tells: StoredValue<bool>,
}

impl Frame {
    /// Listens, as long as this part of the page is there.
    pub(super) fn new(course: StoredValue<CourseKey>, key: &UsageKey, is_signed_in: bool, in_view: Memo<bool>) -> Self {
        let frame = Self {
            phase: RwSignal::new(Phase::Loading),
            height: RwSignal::new(None),
            attempt: RwSignal::new(0),
            modal: RwSignal::new(None),
            haste: StoredValue::new(Haste::default()),
            moves: StoredValue::new(Haste::default()),
            element: StoredValue::new(None),
            key: StoredValue::new((key.clone(), is_signed_in)),
            course,
            shifts: StoredValue::new(false),
            in_view,
            before_film: StoredValue::new(None),
            before_screen: StoredValue::new(None),
            came_late: StoredValue::new(false),
            wanted: StoredValue::new(None),
            tells: StoredValue::new(false),
        };
        let listeners = [
            window_event_listener(ev::message, move |event| frame.hear(&event)),
            window_event_listener(ev::scroll, move |_| frame.tell_soon()),
            window_event_listener(ev::resize, move |_| frame.tell_soon()),
            window_event_listener(ev::fullscreenchange, move |_| frame.screen_changes()),
            window_event_listener(ev::fullscreenerror, move |_| frame.screen_changes()),
        ];
        on_cleanup(move || {
            for listener in listeners {
                listener.remove();
            }
        });
        ui::effect(move || {
            if in_view.get() {
                frame.tell_soon();
            }
        });
        Effect::new(move |was_there: Option<()>| {
            track_returns();
            let is_doubtful = match frame.phase.get_untracked() {
                Phase::Failed => true,
                // a unit that does not tell its height stays, with all that was typed in it
                Phase::Silent => frame.came_late.get_value(),
                _ => false,
            };
            if was_there.is_some() && is_doubtful {
                frame.retry();
            }
        });
        frame
    }

    /// Takes over the element of this attempt.
    pub(super) fn adopt(self, element: HtmlIFrameElement) {
        self.element.set_value(Some(element));
        self.if_it_still_loads(ASKED_AFTER, move || self.find_out(|| ()));
        self.if_it_still_loads(LOADS_WITHIN, move || self.phase.set(Phase::Failed));
    }

    /// Does something after a while, if this attempt is still on its way then.
    fn if_it_still_loads(self, after: u64, act: impl Fn() + 'static) {
        let attempt = self.attempt.get_untracked();
        later(after, move || {
            if self.attempt.get_untracked() == attempt && self.phase.get_untracked() == Phase::Loading {
                act();
            }
        });
    }

    /// Loads it anew.
    pub(super) fn retry(self) {
        self.height.set(None);
        self.phase.set(Phase::Loading);
        self.attempt.update(|attempt| *attempt = attempt.wrapping_add(1));
    }

    /// Some page has loaded: the unit's, the LMS's message of an error, or the browser's.
    pub(super) fn loaded(self) {
        self.tell_soon();
        if let Some(hash) = message::hash().filter(|_| self.in_view.get_untracked()) {
            self.send(&message::hash_name(&hash));
        }
        if self.phase.get_untracked() != Phase::Loading {
            return;
        }
        let status = self.element.get_value().and_then(|element| message::status_of(&element.src()));
        if status.is_some_and(|status| status >= 400) || !window().navigator().on_line() {
            self.phase.set(Phase::Failed);
            return;
        }
        self.if_it_still_loads(SAYS_SIZE_WITHIN, move || match status {
            Some(_) => self.is_silent(),
            None => self.find_out(move || self.is_silent()),
        });
    }

    /// Nothing was said: a page that does not say, or one that failed. Another origin hides which; so it is asked once more.
    fn find_out(self, otherwise: impl Fn() + 'static) {
        let (key, is_signed_in) = self.key.get_value();
        spawn_local_scoped(async move {
            let has_failed = lms::unit_fails(&key, is_signed_in).await;
            if self.phase.try_get_untracked() == Some(Phase::Loading) {
                if has_failed { self.phase.set(Phase::Failed) } else { otherwise() }
            }
        });
    }

    fn is_silent(self) {
        self.came_late.set_value(has_ended());
        self.phase.set(Phase::Silent);
    }

    /// A message reached the page: whose is it?
    fn hear(self, event: &MessageEvent) {
        let Some(own) =
            self.element.try_with_value(Clone::clone).flatten().and_then(|element| element.content_window())
        else {
            return;
        };
        let is_from = |window: &Window| event.source().is_some_and(|source| js_sys::Object::is(&source, window));
        let message = message::read(&event.data());
        // the page in the dialog, which may be any tool's, can end it and nothing else
        if message == Some(Message::Close) && modal::window().is_some_and(|window| is_from(&window)) {
            return self.obey(Message::Close);
        }
        if let Some(message) = message.filter(|_| is_from(&own) && event.origin() == lms::frame_origin()) {
            self.obey(message);
        }
    }

    fn obey(self, message: Message) {
        match message {
            Message::Height(height) => self.grow(height),
            // what is out of sight asks for nothing
            _ if !self.in_view.get_untracked() => {}
            Message::FilmFills(fills) => self.film_fills(fills),
            Message::ScrollTo(offset) => self.scroll_to(offset),
            Message::Open(modal) => self.open(modal),
            // told to the unit, as when the learner closes it
            Message::Close if self.modal.with_untracked(Option::is_some) => self.closed(),
            Message::Close => {}
            Message::ShiftDates(course) => self.shift_dates(&course),
        }
    }

    /// Asks for new dates in this course, and no other; then the unit is loaded anew, with them.
    fn shift_dates(self, course: &CourseKey) {
        if self.shifts.get_value() || self.course.with_value(|own| own != course) {
            return;
        }
        self.shifts.set_value(true);
        let course = course.clone();
        spawn_local_scoped(async move {
            let outcome = lms::shift_dates(&course).await;
            // the page may have gone meanwhile
            let is_there = self.shifts.try_update_value(|shifts| *shifts = false).is_some();
            match outcome {
                Ok(_) => {
                    ui::toast(t::dates::shifted());
                    if is_there {
                        self.retry();
                    }
                }
                Err(error) => {
                    leptos::logging::warn!("new dates: {error}");
                    ui::alert(t::dates::not_shifted());
                }
            }
        });
    }

    /// Sets the height before the next painting: the page may tell many a second.
    fn grow(self, height: u32) {
        // what is drawn by it would be drawn anew each time, and the focus in it would go
        if self.phase.get_untracked() != Phase::Sized {
            self.phase.set(Phase::Sized);
        }
        if self.wanted.get_value().is_none() {
            request_animation_frame(move || {
                if let Some(height) = self.wanted.try_with_value(Clone::clone).flatten() {
                    self.wanted.set_value(None);
                    if self.height.get_untracked() != Some(height) {
                        self.height.set(Some(height));
                    }
                }
            });
        }
        self.wanted.set_value(Some(height));
    }

    /// Tells the unit what of it is in view; it may count what was seen by that.
    fn tell_soon(self) {
        if self.tells.try_with_value(|tells| *tells) != Some(false) || !self.in_view.get_untracked() {
            return;
        }
        self.tells.set_value(true);
        let tell = move || {
            if self.tells.try_update_value(|tells| *tells = false).is_none() || !self.in_view.get_untracked() {
                return;
            }
            let Some(element) = self.element.get_value() else { return };
            let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            self.send(&message::in_view(element.get_bounding_client_rect().top(), height));
        };
        set_timeout(tell, Duration::from_millis(TELLS_EVERY));
    }

    fn send(self, message: &JsValue) {
        let own = self.element.try_with_value(Clone::clone).flatten().and_then(|element| element.content_window());
        if let Some(own) = own
            && let Err(error) = own.post_message(message, &lms::frame_origin())
        {
            crate::log::warn_js("a message to the unit", &error);
        }
    }
}

/// Does something later, unless this part of the page is gone by then.
fn later(millis: u64, work: impl FnOnce() + 'static) {
    let timer = set_timeout_with_handle(work, Duration::from_millis(millis)).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
}
