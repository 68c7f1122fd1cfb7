//! The verifier: a Web Worker with a WebAssembly module of its own, so that nothing here ever waits for it.
//!
//! It starts with the first badge. A badge that takes too long or breaks it ends it: a hostile one may be made for that. As all in
//! a worker share its time, what was in it then is verified again in a new one, one badge after the other, until the one to blame is
//! alone.
use crate::{
    api::awards,
    app::{site, spawn},
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
    /// It broke off.
    Broken,
}

type Outcome = Result<Vec<Report>, Trouble>;

/// Something that is being verified.
struct Job {
    id: f64,
    message: Object,
    tell: oneshot::Sender<Outcome>,
    /// Ends the wait; there while the worker has it.
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
    /// The script that imports the worker's, made once.
    static SHIM: RefCell<Option<String>> = const { RefCell::new(None) };
    /// One badge after the other: something among them ended a worker.
    static IS_CAREFUL: Cell<bool> = const { Cell::new(false) };
    /// The worker that runs has answered: it could be fetched.
    static HAS_ANSWERED: Cell<bool> = const { Cell::new(false) };
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
    post_next();
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

/// Address of the worker's script, which our page names; the release build gives it a name that changes with its content. From
/// another site a worker cannot be started: there a script of the page's own, made here, imports it.
fn address() -> Option<String> {
    if let Some(address) = site::worker() {
        // a frame stands on our own site, whose policy wants the script itself
        let here = leptos::prelude::window().location().origin().unwrap_or_default();
        if address.starts_with(&[here.as_str(), "/"].concat()) {
            return Some(address);
        }
        return SHIM.with_borrow_mut(|shim| {
            *shim = shim.take().or_else(|| importing(&address));
            shim.clone()
        });
    }
    document().get_element_by_id("verify-worker")?.get_attribute("content")
}

/// The address of a script that imports another.
fn importing(address: &str) -> Option<String> {
    let script =
        js_sys::Array::of1(&["import ", &js_sys::JSON::stringify(&address.into()).ok()?.as_string()?].concat().into());
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&script, &kind).ok()?;
    web_sys::Url::create_object_url_with_blob(&blob).ok()
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
        if HAS_ANSWERED.get() { ended(Trouble::Broken) } else { not_started() }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    HAS_ANSWERED.set(false);
    RUNNING.set(Some(Running { worker, _on_message: on_message, _on_error: on_error }));
    true
}

/// The script, or what it loads, could not be fetched: offline, or a new release took it away.
fn not_started() {
    stop();
    for job in JOBS.take() {
        tell(job, Err(Trouble::NotStarted));
    }
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

/// Hands over what waits: all of it, or in careful times the next one when none is under way.
fn post_next() {
    loop {
        let next = JOBS.with_borrow(|jobs| {
            let is_busy = jobs.iter().any(|job| job.timer.is_some());
            let next = jobs.iter().find(|job| job.timer.is_none());
            next.filter(|_| !is_busy || !IS_CAREFUL.get()).map(|job| job.id)
        });
        let Some(id) = next else { return };
        if !start() || !post(id) {
            finish(id, Err(Trouble::NotStarted));
        }
    }
}

/// Hands a job over, and waits no longer than is fair.
fn post(id: f64) -> bool {
    JOBS.with_borrow_mut(|jobs| {
        let Some(job) = jobs.iter_mut().find(|job| is(job, id)) else { return false };
        let is_sent = RUNNING.with_borrow(|running| {
            running.as_ref().is_some_and(|running| running.worker.post_message(&job.message).is_ok())
        });
        if is_sent {
            job.timer = set_timeout_with_handle(|| ended(Trouble::TooLong), LONGEST).ok();
        }
        is_sent && job.timer.is_some()
    })
}

/// The worker is held up or broken. Who was alone in it is to blame; of several nobody knows, so each gets a worker to itself.
fn ended(trouble: Trouble) {
    stop();
    let posted: Vec<f64> = JOBS.with_borrow_mut(|jobs| {
        let posted = jobs.iter_mut().filter_map(|job| {
            job.timer.take()?.clear();
            Some(job.id)
        });
        posted.collect()
    });
    IS_CAREFUL.set(true);
    if let [only] = posted.as_slice() {
        finish(*only, Err(trouble));
    }
    post_next();
}

fn answered(data: &JsValue) {
    let get = |name: &str| Reflect::get(data, &name.into()).ok();
    let Some(id) = get("id").and_then(|id| id.as_f64()) else { return };
    if let Some(why) = get("missing").and_then(|why| why.as_string()) {
        leptos::logging::warn!("verifier: {why}");
        not_started();
        return;
    }
    HAS_ANSWERED.set(true);
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
            ended(Trouble::Broken);
            return;
        }
    };
    finish(id, outcome);
    if JOBS.with_borrow(Vec::is_empty) {
        IS_CAREFUL.set(false);
    }
    post_next();
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
        relay: badges.relay.as_deref().map(site::absolute),
        insecure_hosts: badges.insecure_hosts.clone(),
    }
}
