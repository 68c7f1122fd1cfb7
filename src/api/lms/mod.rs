//! The LMS (Open edX): a function for each question and each change.
//!
//! Reads are shared, repeated once where that helps, and end when nobody waits for them; changes are sent once, and go on
//! when their page is gone. `last_…` give the last good answer at once, to show while the new one is on its way.
mod course;
mod entrance;
mod exam;
pub mod forum;
mod learner;
mod links;
mod search;
mod tree;
mod unit;

pub use course::{
    celebrated, course_facts, courseware_course, dates, dates_in_passing, dismiss_welcome, end_goal_reminders,
    last_course_facts, last_dates, last_metadata, last_navigation, last_outline, last_progress, metadata, navigation,
    outline, progress, request_certificate, save_goal, shift_dates, shifts_dates, shows_completion, sign_honour_code,
    stop_viewing_as,
};
pub use entrance::{Entrance, entrance};
pub use exam::{ExamAction, change_exam, exam, start_exam};
pub use learner::{
    bookmark, bookmarks, enrol, enrolment, enrolment_course, enrolments, home, last_bookmarks, last_enrolments,
    last_home, leave, resend_confirmation, unbookmark,
};
pub(crate) use links::course_named;
pub use links::{course_target, frame_origin, jump_target, lms_link, unit_address};
pub use search::{HITS, can_search, search};
pub use tree::{Node, Tree};
pub use unit::{
    all_blocks, complete_block, complete_blocks, is_unit_complete, last_all_blocks, last_sequence, last_unit_blocks,
    resume, save_position, sequence, transcript, unit_blocks, unit_fails, unit_of,
};

use super::{
    ApiError,
    decode::decode,
    http::lms::{self, Body},
    session,
};
use crate::{
    json::{FromJson, Json},
    percent::{self, in_query},
    wire::openedx::{CourseKey, UsageKey},
};

/// Reads and decodes.
async fn get<T: FromJson>(path: String) -> Result<T, ApiError> {
    decode(&lms::read(path).await?)
}

/// Reads what the LMS answers to anybody. An answer that is nobody's, by `is_nobodys`, is none for a learner who is known here: the
/// session is renewed, and the answer read again, or it has ended. One that is so all the same is asked after once: the same
/// answer, as long as it is kept for this learner, is theirs.
async fn get_own<T: FromJson>(path: String, is_nobodys: fn(&T) -> bool) -> Result<T, ApiError> {
    let before = lms::last(&path);
    let text = lms::read(path.clone()).await?;
    let found = decode(&text)?;
    if !is_nobodys(&found) || before.as_ref() == Some(&text) {
        return Ok(found);
    }
    // before anybody else reads it: what is asked meanwhile is newer
    lms::put_back(&path, before);
    if session::is_renewed().await? {
        return get(path).await;
    }
    lms::put_back(&path, Some(text));
    Ok(found)
}

/// The last good answer, decoded.
fn last<T: FromJson>(path: &str) -> Option<T> {
    decode(&lms::last(path)?).ok()
}

/// Sends a change whose answer says nothing of use.
async fn send(method: &'static str, path: String, body: Body) -> Result<(), ApiError> {
    lms::write(method, path, body).await.map(drop)
}

/// Sends a change and decodes the answer.
async fn post<T: FromJson>(path: String, body: Body) -> Result<T, ApiError> {
    decode(&lms::write("POST", path, body).await?)
}

/// A text as a part of a path: what has a meaning in addresses is escaped, what keys are made of stays (`+ : @`).
pub(super) fn in_path(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        // the browser itself escapes letters beyond ASCII
        if crate::letter::is_of_word(c) || "-_.~+:@,".contains(c) {
            escaped.push(c);
        } else {
            escaped.push_str(&percent::in_path(c.encode_utf8(&mut [0; 4])));
        }
    }
    escaped
}

fn course_path(start: &str, course: &CourseKey) -> String {
    [start, &in_path(course.as_str())].concat()
}

/// Address of a block's own handler.
fn handler(course: &CourseKey, block: &UsageKey, name: &str) -> String {
    ["/courses/", &in_path(course.as_str()), "/xblock/", &in_path(block.as_str()), "/handler/", name].concat()
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_readable_in_paths_and_are_escaped_in_queries() {
        let unit = "block-v1:Préau+DEMO+1+type@vertical+block@a.b";
        assert_eq!(in_path(unit), unit);
        assert_eq!(in_path("a/../b?c#d %"), "a%2F..%2Fb%3Fc%23d%20%25");
        assert_eq!(in_query("course-v1:a+b+c &é"), "course-v1%3Aa%2Bb%2Bc+%26%C3%A9");
    }

    #[test]
    fn a_handler_has_course_and_block_in_its_path() {
        let course = CourseKey::parse("course-v1:a+b+c").unwrap();
        let block = UsageKey::parse("block-v1:a+b+c+type@sequential+block@s").unwrap();
        assert_eq!(
            handler(&course, &block, "goto_position"),
            "/courses/course-v1:a+b+c/xblock/block-v1:a+b+c+type@sequential+block@s/handler/goto_position"
        );
    }
}
