//! What is written to the forum. Creating answers 200, and so does changing; nothing is sent twice by itself.
use super::{Body, course_path, in_path, post, send};
use crate::{
    api::{ApiError, decode::decode, http::lms},
    json::Json,
    wire::openedx::{Comment, CourseKey, Thread, Uploaded},
};

/// Who may not know who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Secrecy {
    /// Everybody sees the name.
    #[default]
    Named,
    /// Other learners do not; the teaching team does.
    HiddenFromLearners,
    /// Nobody does; notifications may tell it all the same.
    Hidden,
}

/// A thread to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewThread {
    /// The topic.
    pub topic: String,
    /// `discussion` or `question`.
    pub kind: &'static str,
    /// Plain text.
    pub title: String,
    /// Markdown or HTML.
    pub body: String,
    /// Whether to be told of responses.
    pub following: bool,
    /// Who may not know who wrote it.
    pub secrecy: Secrecy,
    /// The cohort it is for; for who moderates, in divided topics.
    pub group: Option<i32>,
    /// Tells every learner; for who may.
    pub notify_all: bool,
}

/// A change of a thread, response or reply. The server refuses a request with a single field that the learner may not change:
/// send only what [`crate::wire::openedx::Post::editable_fields`] names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A switch: `voted`, `following`, `abuse_flagged`, `read`, `pinned`, `closed`, `endorsed`. It sets, so that a second
    /// request does no harm.
    Switch(&'static str, bool),
    /// A text: `title`, `raw_body`, `topic_id`, `type`, `edit_reason_code`, `close_reason_code`.
    Text(&'static str, String),
    /// The cohort.
    Group(i32),
}

/// Creates a thread. It comes back as unread: it is not.
///
/// # Errors
/// Any [`ApiError`]; [`ApiError::Invalid`] names fields of the server.
pub async fn create_thread(course: &CourseKey, thread: &NewThread) -> Result<Thread, ApiError> {
    let mut fields = vec![
        ("course_id", text(course.as_str())),
        ("topic_id", text(&thread.topic)),
        ("type", text(thread.kind)),
        ("title", text(thread.title.trim())),
        ("raw_body", text(&thread.body)),
        ("following", Json::Bool(thread.following)),
    ];
    add_secrecy(&mut fields, thread.secrecy);
    if let Some(group) = thread.group {
        fields.push(("group_id", Json::Number(f64::from(group))));
    }
    if thread.notify_all {
        fields.push(("notify_all_learners", Json::Bool(true)));
    }
    post("/api/discussion/v1/threads/".into(), Body::Json(fields)).await
}

/// Creates a response, or a reply to the response `parent`. Never to a reply: the server would take it and never show it. Who
/// responds follows the thread.
///
/// # Errors
/// Any [`ApiError`]; [`ApiError::Refused`] also when the thread has been closed.
pub async fn create_comment(
    thread: &str,
    parent: Option<&str>,
    body: &str,
    secrecy: Secrecy,
) -> Result<Comment, ApiError> {
    let mut fields = vec![("thread_id", text(thread)), ("raw_body", text(body))];
    if let Some(parent) = parent {
        fields.push(("parent_id", text(parent)));
    }
    add_secrecy(&mut fields, secrecy);
    post("/api/discussion/v1/comments/".into(), Body::Json(fields)).await
}

/// Changes a thread.
///
/// # Errors
/// Any [`ApiError`]; [`ApiError::NotFound`] also where the server fails, as it does for ids that it does not know.
pub async fn change_thread(id: &str, changes: &[Change]) -> Result<Thread, ApiError> {
    change(["/api/discussion/v1/threads/", &in_path(id), "/"].concat(), changes)
        .await
        .and_then(|answer| decode(&answer))
}

/// Changes a response or reply. Who endorsed it is not in the answer.
///
/// # Errors
/// As [`change_thread`].
pub async fn change_comment(id: &str, changes: &[Change]) -> Result<Comment, ApiError> {
    change(["/api/discussion/v1/comments/", &in_path(id), "/"].concat(), changes)
        .await
        .and_then(|answer| decode(&answer))
}

/// Deletes a thread with all that is in it, for good.
///
/// # Errors
/// As [`change_thread`].
pub async fn delete_thread(id: &str) -> Result<(), ApiError> {
    let path = ["/api/discussion/v1/threads/", &in_path(id), "/"].concat();
    send("DELETE", path, Body::None).await
}

/// Deletes a response with its replies, or a reply, for good.
///
/// # Errors
/// As [`change_thread`].
pub async fn delete_comment(id: &str) -> Result<(), ApiError> {
    let path = ["/api/discussion/v1/comments/", &in_path(id), "/"].concat();
    send("DELETE", path, Body::None).await
}

/// Stores a picture for good: up to 1 MiB of `.jpg .jpeg .gif .bmp .png .tiff`. Look at both before: the server refuses without
/// a reason.
///
/// # Errors
/// Any [`ApiError`].
pub async fn upload(course: &CourseKey, thread: Option<&str>, file: &web_sys::File) -> Result<Uploaded, ApiError> {
    let path = [&course_path("/api/discussion/v1/courses/", course), "/upload"].concat();
    let form = web_sys::FormData::new().map_err(|error| unusable(&error))?;
    form.append_with_str("thread_key", thread.unwrap_or("root")).map_err(|error| unusable(&error))?;
    form.append_with_blob_and_filename("uploaded_file", file, &file.name()).map_err(|error| unusable(&error))?;
    decode(&lms::write("POST", path, Body::Upload(form)).await?)
}

/// A browser that cannot put a form together.
fn unusable(error: &wasm_bindgen::JsValue) -> ApiError {
    crate::log::warn_js("FormData", error);
    ApiError::Aborted
}

async fn change(path: String, changes: &[Change]) -> Result<std::rc::Rc<str>, ApiError> {
    let fields = changes.iter().map(|change| match change {
        Change::Switch(name, value) => (*name, Json::Bool(*value)),
        Change::Text(name, value) => (*name, text(value)),
        Change::Group(group) => ("group_id", Json::Number(f64::from(*group))),
    });
    lms::write("PATCH", path, Body::Patch(fields.collect())).await
}

fn add_secrecy(fields: &mut Vec<(&'static str, Json)>, secrecy: Secrecy) {
    match secrecy {
        Secrecy::Named => {}
        Secrecy::HiddenFromLearners => fields.push(("anonymous_to_peers", Json::Bool(true))),
        Secrecy::Hidden => fields.push(("anonymous", Json::Bool(true))),
    }
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}
