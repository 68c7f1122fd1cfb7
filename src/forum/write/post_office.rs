//! Takes messages to the server, one after the other and each once, whichever page they were written on.
use super::{
    Sent,
    drafts::{self, Draft},
    outbox, problems, send,
};
use crate::{
    api::{
        ApiError,
        session::{asker, username},
    },
    app::{device, spawn},
    i18n::{now, t},
    ui,
};
use leptos::{ev, prelude::*};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

/// What became of an attempt.
pub(super) enum Outcome {
    /// The server has it.
    Sent(Box<Sent>),
    /// It is tried again later.
    Waits,
    /// The learner has to do something; it is no longer in the queue.
    Back(ApiError, Box<Draft>),
    /// Another page sent it, or the learner took it back.
    Gone,
}

/// What a form is told of a message of its own that waited.
pub(super) enum Told {
    /// The server has it.
    Sent(Box<Sent>),
    /// It could not be sent, and is the learner's again.
    Back(Box<Draft>),
}

/// A form that wants to know what became of its messages: the course, what they answer, and whether it takes one.
type Listener = (u32, String, String, Callback<Told, bool>);

thread_local! {
    static IS_STARTED: Cell<bool> = const { Cell::new(false) };
    static IS_AT_WORK: Cell<bool> = const { Cell::new(false) };
    static TIMER: Cell<Option<TimeoutHandle>> = const { Cell::new(None) };
    static FORMS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Begins to work, once a page: what was left by an earlier page is sent.
pub(super) fn start() {
    if IS_STARTED.replace(true) {
        return;
    }
    // as long as the app, not as the part of the page that asked for it
    spawn(async {
        outbox::take_over(device::can_take_turns());
        window_event_listener(ev::online, |_| now_due());
        window_event_listener(ev::storage, |event| {
            if event.key().is_none_or(|key| key == device::key(outbox::NAME)) {
                outbox::refresh();
                work();
            }
        });
        // now, or as soon as it is known whose messages they are
        let who = asker();
        ui::effect(move || {
            who.track();
            untrack(work);
        });
    });
}

/// Sends everything now.
pub(super) fn now_due() {
    if let Some(who) = username() {
        outbox::hurry(&who);
        work();
    }
}

/// Asks to be told; the number ends it.
pub(super) fn listen(course: &str, target: &str, told: Callback<Told, bool>) -> u32 {
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    FORMS.with_borrow_mut(|forms| forms.push((number, course.to_owned(), target.to_owned(), told)));
    number
}

/// No longer wants to be told.
pub(super) fn silence(number: u32) {
    FORMS.with_borrow_mut(|forms| forms.retain(|(other, ..)| *other != number));
}

/// Sends what is due, then waits for the next.
pub(super) fn work() {
    let Some(who) = username().filter(|_| !IS_AT_WORK.get()) else { return };
    let (due, wakes) = outbox::queue().with_untracked(|jobs| {
        let due = outbox::due(jobs, &who, now().millis()).map(|job| job.id.clone());
        (due, outbox::wakes(jobs, &who))
    });
    if let Some(timer) = TIMER.take() {
        timer.clear();
    }
    if let Some(id) = due {
        IS_AT_WORK.set(true);
        spawn(async move {
            let draft = outbox::queue()
                .with_untracked(|jobs| jobs.iter().find(|job| job.id == id).map(|job| job.draft.clone()));
            let outcome = deliver(&id).await;
            if let Some(draft) = draft {
                tell(&draft, outcome);
            }
            IS_AT_WORK.set(false);
            work();
        });
    } else if let Some(at) = wakes {
        let wait = (at - now().millis()).clamp(1000.0, 600_000.0);
        TIMER.set(set_timeout_with_handle(work, Duration::from_secs_f64(wait / 1000.0)).ok());
    }
}

/// Sends a message now, unless another page is at it.
pub(super) async fn deliver(id: &str) -> Outcome {
    // without the browser's help the time that a message is taken for keeps other pages away
    let _turn = device::turn(outbox::NAME).await;
    deliver_now(id).await
}

async fn deliver_now(id: &str) -> Outcome {
    let Some((job, before)) = outbox::begin(id) else { return Outcome::Gone };
    match send::post(&job, before).await {
        Ok(sent) => {
            outbox::take(id);
            Outcome::Sent(Box::new(sent))
        }
        Err(error) => match outbox::fail(id, &error, before) {
            Some(job) => Outcome::Back(error, Box::new(job.draft)),
            None => Outcome::Waits,
        },
    }
}

/// Tells what became of a message whose form does not wait for it.
pub(super) fn tell(draft: &Draft, outcome: Outcome) {
    let told = match outcome {
        Outcome::Sent(sent) => Told::Sent(sent),
        Outcome::Back(error, draft) => {
            let why = problems::of_error(&error, draft.target == "new")
                .into_iter()
                .next()
                .map(|(_, text)| text)
                .unwrap_or_default();
            ui::alert(&t::compose::came_back(&draft.title, &why));
            Told::Back(draft)
        }
        Outcome::Waits | Outcome::Gone => return,
    };
    let back = if let Told::Back(draft) = &told { Some(draft.clone()) } else { None };
    let form = FORMS.with_borrow(|forms| {
        let form = forms.iter().find(|(_, course, target, _)| *course == draft.course && *target == draft.target);
        form.map(|(.., takes)| *takes)
    });
    if form.and_then(|takes| takes.try_run(told)) == Some(true) {
        return;
    }
    match back {
        Some(draft) => {
            drafts::give_back(*draft);
        }
        None => ui::toast(&t::compose::sent_later(&draft.title)),
    }
}
