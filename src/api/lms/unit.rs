//! Inside a course: sequences, units and what they are made of; where the learner is and what is done.
use super::{Body, Tree, course_path, get, handler, in_path, in_query, last, links, post, send, text};
use crate::{
    api::{ApiError, http::lms, session::session},
    json::Json,
    wire::openedx::{CourseBlocks, CourseKey, Resume, Sequence, UnitCompletion, UsageKey},
};

/// Units of a subsection; `None` when the key is of something else, such as a unit.
///
/// # Errors
/// Any [`ApiError`].
pub async fn sequence(sequence: &UsageKey) -> Result<Option<Sequence>, ApiError> {
    match get::<Sequence>(sequence_path(sequence)).await {
        Ok(sequence) => Ok(Some(sequence).filter(|sequence| sequence.tag == "sequential")),
        Err(ApiError::Server(422)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The last good answer of [`sequence`].
pub fn last_sequence(sequence: &UsageKey) -> Option<Sequence> {
    last(&sequence_path(sequence)).filter(|sequence: &Sequence| sequence.tag == "sequential")
}

fn sequence_path(sequence: &UsageKey) -> String {
    ["/api/courseware/sequence/", &in_path(sequence.as_str())].concat()
}

/// Where the learner stopped.
///
/// # Errors
/// Any [`ApiError`].
pub async fn resume(course: &CourseKey) -> Result<Resume, ApiError> {
    get(course_path("/api/courseware/resume/", course)).await
}

/// Remembers the unit, **from 1**, that the learner is at in a sequence; not for anonymous visitors
/// ([`Sequence::save_position`]).
///
/// # Errors
/// Any [`ApiError`].
pub async fn save_position(course: &CourseKey, sequence: &UsageKey, position: u32) -> Result<(), ApiError> {
    let body = Body::Json(vec![("position", Json::Number(position.into()))]);
    send("POST", handler(course, sequence, "goto_position"), body).await
}

/// Whether everything in a unit is done: to be asked after a while in it and when it is left.
///
/// # Errors
/// Any [`ApiError`].
pub async fn is_unit_complete(course: &CourseKey, sequence: &UsageKey, unit: &UsageKey) -> Result<bool, ApiError> {
    let body = Body::Json(vec![("usage_key", text(unit.as_str()))]);
    post::<UnitCompletion>(handler(course, sequence, "get_completion"), body).await.map(|answer| answer.complete)
}

/// Reports that an HTML block was seen, as the LMS's own page does.
///
/// # Errors
/// Any [`ApiError`].
pub async fn complete_block(course: &CourseKey, block: &UsageKey) -> Result<(), ApiError> {
    let body = Body::Json(vec![("completion", Json::Number(1.0))]);
    send("POST", handler(course, block, "publish_completion"), body).await
}

/// Reports completion of several blocks (0 to 1), for instance of what was done without network.
///
/// # Errors
/// Any [`ApiError`]; `Refused` when the learner is not enrolled, a key is wrong, or the course counts no completion.
pub async fn complete_blocks(course: &CourseKey, username: &str, blocks: &[(UsageKey, f64)]) -> Result<(), ApiError> {
    let blocks = blocks.iter().map(|(key, share)| (key.as_str().to_owned(), Json::Number(*share)));
    let body = Body::Json(vec![
        ("username", text(username)),
        ("course_key", text(course.as_str())),
        ("blocks", Json::Object(blocks.collect())),
    ]);
    send("POST", "/api/completion/v1/completion-batch".into(), body).await
}

/// What a unit is made of, with the content of text and video where the server gives it. An empty name asks as anonymous
/// visitors do. Blocks that the learner may not see are left out.
///
/// # Errors
/// Any [`ApiError`].
pub async fn unit_blocks(username: &str, unit: &UsageKey) -> Result<CourseBlocks, ApiError> {
    get(unit_path(username, unit)).await
}

/// The last good answer of [`unit_blocks`].
pub fn last_unit_blocks(username: &str, unit: &UsageKey) -> Option<CourseBlocks> {
    last(&unit_path(username, unit))
}

fn unit_path(username: &str, unit: &UsageKey) -> String {
    let (unit, username) = (in_path(unit.as_str()), in_query(username));
    let fields = "&depth=all&requested_fields=children,completion,complete,graded,student_view_data";
    ["/api/courses/v1/blocks/", &unit, "?username=", &username, fields, "&student_view_data=html,video"].concat()
}

/// The unit that a block is in; `None` when the course has no such block that the learner may see.
///
/// # Errors
/// Any [`ApiError`].
pub async fn unit_of(course: &CourseKey, block: &UsageKey) -> Result<Option<UsageKey>, ApiError> {
    let username = session().with_untracked(|now| now.learner().map(|learner| learner.username.clone()));
    let (key, username) = (in_query(course.as_str()), in_query(&username.unwrap_or_default()));
    let fields = "&depth=all&requested_fields=children";
    let path = ["/api/courses/v1/blocks/?course_id=", &key, "&username=", &username, fields].concat();
    let tree = Tree::new(get::<CourseBlocks>(path).await?.blocks);
    let mut at = tree.get(block);
    while let Some(part) = at {
        if part.kind == "vertical" {
            return Ok(Some(part.id.clone()));
        }
        at = tree.parent(&part.id);
    }
    Ok(None)
}

/// The transcript of a film (SRT), by the address that [`unit_blocks`] tells; only of the LMS's own.
///
/// # Errors
/// Any [`ApiError`]; `NotFound` for an address elsewhere.
pub async fn transcript(address: &str) -> Result<String, ApiError> {
    let rest = address.split_once("/courses/").map(|(_, rest)| rest).ok_or(ApiError::NotFound)?;
    lms::read(["/courses/", rest].concat()).await.map(|text| (*text).to_owned())
}

/// Whether the page of a unit fails, or asks to sign in: asked when its frame says nothing. That a server on another site cannot be
/// asked is no failure: it may answer its own site only.
pub async fn unit_fails(unit: &UsageKey, is_signed_in: bool) -> bool {
    let view = if is_signed_in { "student_view" } else { "public_view" };
    match lms::read_in_passing(&["/xblock/", &in_path(unit.as_str()), "?view=", view].concat()).await {
        Ok(_) | Err(ApiError::Timeout | ApiError::Aborted) => false,
        Err(ApiError::Unreachable) => links::frame_origin() == links::here(),
        Err(_) => true,
    }
}

/// The whole course down to its units, with completion: the outline of older servers, which know nothing better.
///
/// # Errors
/// Any [`ApiError`].
pub async fn all_blocks(username: &str, course: &CourseKey) -> Result<CourseBlocks, ApiError> {
    get(all_path(username, course)).await
}

/// The last good answer of [`all_blocks`].
pub fn last_all_blocks(username: &str, course: &CourseKey) -> Option<CourseBlocks> {
    last(&all_path(username, course))
}

fn all_path(username: &str, course: &CourseKey) -> String {
    let (course, username) = (in_query(course.as_str()), in_query(username));
    let fields = "&depth=3&requested_fields=children,graded,format,due,completion,complete,resume_block";
    ["/api/courses/v1/blocks/?course_id=", &course, "&username=", &username, fields].concat()
}
