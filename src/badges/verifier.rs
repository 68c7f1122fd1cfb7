//! The verifier: a Web Worker with a WebAssembly module of its own, so that nothing here ever waits for it.
//!
//! It starts with the first badge and is ended when a badge takes too long: a hostile one may be made for that. The others
//! that wait then go to a new one.
use crate::{
    api::awards,
    app::spawn,
    json,
    wire::verification::{Report, Setting},
};
use futures::channel::oneshot;
use js_sys::{Object, Reflect, Uint8Array};
use leptos::prelude::{TimeoutHandle, document, set_timeout_with_handle};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// Longest work on one badge, its issuer's answers included.
const LONGEST: Duration = Duration::from_mins(1);

/// What is verified.
#[derive(Debug, Clone)]
pub(super) enum Input {
    /// JSON, a compact JWS, or an address.
    Text(String),
    /// A file.
    Bytes(Uint8Array),
}

/// Why there is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The verifier could not be fetched or started.
    NotStarted,
    /// It took too long.
    TooLong,
}

type Outcome = Result<Vec<Report>, Trouble>;

/// Something that is being verified.
struct Job {
    id: f64,
    message: Object,
    tell: oneshot::Sender<Outcome>,
    timer: Option<TimeoutHandle>,
}

/// The worker and what it calls.
struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(web_sys::Event)>,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    static JOBS: RefCell<Vec<Job>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Verifies what is in `input`: a report for each badge.
///
/// # Errors
/// When the verifier is not to be had, or took too long. What a badge does wrong is no error but an outcome.
pub(super) async fn verify(input: Input, setting: &Setting) -> Outcome {
    let id = f64::from(NEXT.get());
    NEXT.set(NEXT.get().wrapping_add(1));
    let Some(message) = message(id, &input, setting) else { return Err(Trouble::NotStarted) };
    let (tell, told) = oneshot::channel();
    JOBS.with_borrow_mut(|jobs| jobs.push(Job { id, message, tell, timer: None }));
    if start() {
        post(id);
    } else {
        finish(id, Err(Trouble::NotStarted));
    }
    told.await.unwrap_or(Err(Trouble::NotStarted))
}

/// Fetches the verifier ahead of need.
pub(super) fn warm() {
    start();
}

/// Ends all work; who waits is told so.
pub(super) fn cancel() {
    stop();
    for job in JOBS.take() {
        tell(job, Err(Trouble::TooLong));
    }
}

fn message(id: f64, input: &Input, setting: &Setting) -> Option<Object> {
    let message = Object::new();
    let input = match input {
        Input::Text(text) => JsValue::from_str(text),
        Input::Bytes(bytes) => bytes.clone().into(),
    };
    let setting = json::to_text(setting)?;
    for (name, value) in [("id", id.into()), ("input", input), ("setting", setting.into())] {
        if let Err(error) = Reflect::set(&message, &name.into(), &value) {
            crate::log::warn_js(name, &error);
            return None;
        }
    }
    Some(message)
}

/// Address of the worker's script, which the page names; the release build gives it a name that changes with its content.
fn address() -> Option<String> {
    document().get_element_by_id("verify-worker")?.get_attribute("content")
}

/// Starts the worker, if none runs; false when there is none to be had.
fn start() -> bool {
    if RUNNING.with_borrow(Option::is_some) {
        return true;
    }
    let Some(address) = address() else {
        leptos::logging::warn!("this build has no verifier of badges");
        return false;
    };
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = match Worker::new_with_options(&address, &options) {
        Ok(worker) => worker,
        Err(error) => {
            crate::log::warn_js("verifier", &error);
            return false;
        }
    };
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| answered(&event.data()));
    // the script, or what it loads, could not be fetched: offline, or a new release took it away
    let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(|_| {
        stop();
        for job in JOBS.take() {
            tell(job, Err(Trouble::NotStarted));
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    RUNNING.set(Some(Running { worker, _on_message: on_message, _on_error: on_error }));
    true
}

fn stop() {
    if let Some(running) = RUNNING.take() {
        running.worker.set_onmessage(None);
        running.worker.set_onerror(None);
        running.worker.terminate();
        // one of its own calls may be what ends it
        spawn(async move { drop(running) });
    }
}

/// Hands a job over, and waits no longer than is fair.
fn post(id: f64) {
    let sent = JOBS.with_borrow(|jobs| {
        let job = jobs.iter().find(|job| is(job, id))?;
        RUNNING.with_borrow(|running| Some(running.as_ref()?.worker.post_message(&job.message).is_ok()))
    });
    if sent != Some(true) {
        finish(id, Err(Trouble::NotStarted));
        return;
    }
    let timer = set_timeout_with_handle(move || give_up(id, Trouble::TooLong), LONGEST).ok();
    JOBS.with_borrow_mut(|jobs| {
        if let Some(job) = jobs.iter_mut().find(|job| is(job, id)) {
            job.timer = timer;
        }
    });
}

/// Ends the worker that a badge holds up or has broken, and gives the other ones to a new one.
fn give_up(id: f64, trouble: Trouble) {
    stop();
    finish(id, Err(trouble));
    let others: Vec<f64> = JOBS.with_borrow_mut(|jobs| {
        jobs.iter_mut()
            .map(|job| {
                if let Some(timer) = job.timer.take() {
                    timer.clear();
                }
                job.id
            })
            .collect()
    });
    let is_there = start();
    for other in others {
        if is_there {
            post(other);
        } else {
            finish(other, Err(Trouble::NotStarted));
        }
    }
}

fn answered(data: &JsValue) {
    let get = |name: &str| Reflect::get(data, &name.into()).ok();
    let Some(id) = get("id").and_then(|id| id.as_f64()) else { return };
    let reports = get("reports").and_then(|reports| reports.as_string());
    let outcome = match reports.map(|text| json::from_text::<Vec<Report>>(&text)) {
        Some(Ok(reports)) => Ok(reports),
        Some(Err(mistake)) => {
            leptos::logging::warn!("verifier: {mistake}");
            Err(Trouble::NotStarted)
        }
        None => {
            let why = get("failed").and_then(|why| why.as_string()).unwrap_or_default();
            leptos::logging::warn!("verifier: {why}");
            // what has failed once in there may be broken for good
            give_up(id, Trouble::NotStarted);
            return;
        }
    };
    finish(id, outcome);
}

fn finish(id: f64, outcome: Outcome) {
    let job = JOBS.with_borrow_mut(|jobs| {
        let at = jobs.iter().position(|job| is(job, id))?;
        Some(jobs.swap_remove(at))
    });
    if let Some(job) = job {
        tell(job, outcome);
    }
}

fn tell(mut job: Job, outcome: Outcome) {
    if let Some(timer) = job.timer.take() {
        timer.clear();
    }
    // nobody may wait any more: the learner went on
    drop(job.tell.send(outcome));
}

#[allow(clippy::float_cmp, reason = "ids are whole")]
fn is(job: &Job, id: f64) -> bool {
    job.id == id
}

/// What is known while verifying, from the configuration; `learner` is who looks at their own badges.
pub(super) fn setting(learner: crate::wire::verification::Identities) -> Setting {
    let badges = awards::options();
    Setting {
        now: None,
        learner,
        known_issuers: badges.known_issuers.clone(),
        relay: badges.relay.clone(),
        insecure_hosts: badges.insecure_hosts.clone(),
    }
}
