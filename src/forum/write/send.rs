//! Sending, once: after an answer that was lost, the server is asked whether it has the text already.
use super::{Sent, Target};
use crate::{
    api::{
        ApiError,
        lms::forum::{self, Change, End, NewThread, Secrecy, ThreadQuery},
    },
    i18n::Instant,
    wire::openedx::{Comment, CourseKey, Post},
};

/// How much the clocks of device and server may differ, in milliseconds.
const CLOCKS: f64 = 10.0 * 60.0 * 1000.0;

/// Everything that is sent.
#[derive(Debug, Clone)]
pub(super) struct Content {
    /// Plain text; of threads only.
    pub title: String,
    /// As it is stored.
    pub body: String,
    /// The topic; of threads only.
    pub topic: String,
    /// It wants an answer; of threads only.
    pub is_question: bool,
    /// Whether to be told of responses; of threads only.
    pub following: bool,
    /// Who may not know who wrote it.
    pub secrecy: Secrecy,
    /// The cohort it is for.
    pub group: Option<i32>,
    /// Tells every learner.
    pub notify_all: bool,
    /// Why somebody else's text is changed.
    pub reason: Option<String>,
}

/// Sends it. `since` is when it was sent before without an answer, in milliseconds since 1970.
pub(super) async fn send(
    course: &CourseKey,
    target: &Target,
    content: &Content,
    username: &str,
    since: Option<f64>,
) -> Result<Sent, ApiError> {
    if let Some(since) = since
        && let Some(sent) = arrived(course, target, content, username, since - CLOCKS).await?
    {
        return Ok(sent);
    }
    match target {
        Target::NewThread => forum::create_thread(
            course,
            &NewThread {
                topic: content.topic.clone(),
                kind: if content.is_question { "question" } else { "discussion" },
                title: content.title.clone(),
                body: content.body.clone(),
                following: content.following,
                secrecy: content.secrecy,
                group: content.group,
                notify_all: content.notify_all,
            },
        )
        .await
        .map(Sent::Thread),
        Target::Response { thread } => {
            forum::create_comment(thread, None, &content.body, content.secrecy).await.map(Sent::Comment)
        }
        Target::Reply { thread, response } => {
            forum::create_comment(thread, Some(response), &content.body, content.secrecy).await.map(Sent::Comment)
        }
        Target::EditThread { thread } => {
            let mut changes = changes(&thread.post, content);
            if content.title != thread.title && may(&thread.post, "title") {
                changes.push(Change::Text("title", content.title.clone()));
            }
            forum::change_thread(&thread.post.id, &changes).await.map(Sent::Thread)
        }
        Target::EditComment { comment } => {
            forum::change_comment(&comment.post.id, &changes(&comment.post, content)).await.map(Sent::Comment)
        }
    }
}

fn may(post: &Post, field: &str) -> bool {
    post.editable_fields.iter().any(|other| other == field)
}

fn changes(post: &Post, content: &Content) -> Vec<Change> {
    let mut changes = vec![Change::Text("raw_body", content.body.clone())];
    if let Some(reason) = content.reason.clone().filter(|_| may(post, "edit_reason_code")) {
        changes.push(Change::Text("edit_reason_code", reason));
    }
    changes
}

/// What the server has of it already.
async fn arrived(
    course: &CourseKey,
    target: &Target,
    content: &Content,
    username: &str,
    since: f64,
) -> Result<Option<Sent>, ApiError> {
    let is_it = |post: &Post| {
        let at = Instant::parse(&post.created_at);
        at.is_some_and(|at| at.millis() >= since) && is_same(post, &content.body, username)
    };
    let found = |comments: Vec<Comment>| comments.into_iter().find(|comment| is_it(&comment.post)).map(Sent::Comment);
    match target {
        Target::NewThread => {
            let query = ThreadQuery { author: username.to_owned(), ..ThreadQuery::default() };
            let threads = forum::threads(course, &query, 1).await?.results;
            Ok(threads.into_iter().find(|thread| is_it(&thread.post)).map(Sent::Thread))
        }
        Target::Response { thread } => {
            // the order goes by the text of ids: a new one may be at either end
            for end in [End::Last, End::First] {
                if let Some(sent) = found(forum::responses(thread, end, 1).await?.results) {
                    return Ok(Some(sent));
                }
            }
            Ok(None)
        }
        Target::Reply { response, .. } => Ok(found(forum::replies(response, End::Last, 1).await?.results)),
        // a change may be made twice
        Target::EditThread { .. } | Target::EditComment { .. } => Ok(None),
    }
}

/// Whether a post is the one that was sent: by the learner, or by somebody hidden whose text they may delete.
fn is_same(post: &Post, body: &str, username: &str) -> bool {
    let is_own = match &post.author {
        Some(author) => author == username,
        None => post.can_delete,
    };
    is_own && post.raw_body.trim() == body.trim()
}

/// Whether it helps to send it again later by itself.
pub(super) fn may_pass(error: &ApiError) -> bool {
    matches!(
        error,
        ApiError::Offline | ApiError::Unreachable | ApiError::Timeout | ApiError::TooMany(_) | ApiError::Server(_)
    )
}

/// Whether it may have arrived although no answer came.
pub(super) fn may_have_arrived(error: &ApiError) -> bool {
    matches!(error, ApiError::Unreachable | ApiError::Timeout | ApiError::Server(_) | ApiError::Decode(_))
}

/// Seconds until the next attempt by itself: longer each time.
pub(super) fn pause(error: &ApiError, attempts: u32) -> u32 {
    let usual = 10_u32.saturating_mul(1 << attempts.min(5)).min(300);
    if let ApiError::TooMany(Some(seconds)) = error { usual.max(*seconds) } else { usual }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_arrived_is_looked_for_and_the_rest_is_not() {
        assert!(may_have_arrived(&ApiError::Timeout) && may_pass(&ApiError::Timeout));
        assert!(!may_have_arrived(&ApiError::Offline) && may_pass(&ApiError::Offline));
        assert!(!may_pass(&ApiError::Refused(String::new())) && !may_pass(&ApiError::NotFound));
    }

    #[test]
    fn pauses_grow_up_to_five_minutes() {
        let pauses: Vec<u32> = (0..7).map(|attempts| pause(&ApiError::Offline, attempts)).collect();
        assert_eq!(pauses, [10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(pause(&ApiError::TooMany(Some(400)), 0), 400);
    }

    #[test]
    fn an_equal_text_of_ones_own_is_the_same() {
        let post = |author: Option<&str>| Post {
            author: author.map(Into::into),
            raw_body: "Bonjour".into(),
            can_delete: author.is_none(),
            ..Post::default()
        };
        assert!(is_same(&post(Some("amelie")), "Bonjour\n", "amelie"));
        assert!(is_same(&post(None), "Bonjour", "amelie"), "hidden, and one's own");
        assert!(!is_same(&post(Some("chen")), "Bonjour", "amelie"));
        assert!(!is_same(&post(Some("amelie")), "Bonsoir", "amelie"));
    }
}
