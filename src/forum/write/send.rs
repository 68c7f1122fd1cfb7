//! Sending, once: after an answer that was lost, the server is asked whether it has the text already.
use super::{Sent, Target, drafts, outbox::Job, stored::stored};
use crate::{
    api::{
        ApiError,
        lms::forum::{self, Change, End, NewThread, Secrecy, ThreadQuery},
    },
    i18n::Instant,
    wire::openedx::{Comment, CourseKey, Paged, Post, Thread},
};

/// How far the server's clock may differ from what we take for it, in milliseconds.
const CLOCKS: f64 = 120_000.0;
/// Pages in which a lost message is looked for.
const PAGES: u32 = 50;

/// Sends a message. `since` is since when it may be there already.
pub(super) async fn post(job: &Job, since: Option<f64>) -> Result<Sent, ApiError> {
    let draft = &job.draft;
    let body = stored(&draft.text);
    let course = CourseKey::parse(&draft.course).ok_or(ApiError::NotFound)?;
    let look = since.map(|since| Look { body: &body, who: &draft.who, since: since - CLOCKS });
    let secrecy = match draft.secrecy.as_str() {
        "peers" => Secrecy::HiddenFromLearners,
        "all" => Secrecy::Hidden,
        _ => Secrecy::Named,
    };
    let Some((thread, response)) = drafts::place(&draft.target) else {
        if let Some(look) = look
            && let Some(thread) = look.thread(&course).await?
        {
            return Ok(Sent::Thread(thread));
        }
        let thread = NewThread {
            topic: draft.topic.clone(),
            kind: if draft.kind == "question" { "question" } else { "discussion" },
            title: draft.title.clone(),
            body,
            following: !draft.unfollowed,
            secrecy,
            group: draft.group.map(whole),
            notify_all: draft.notify_all,
        };
        return forum::create_thread(&course, &thread).await.map(Sent::Thread);
    };
    if let Some(look) = look
        && let Some(comment) = look.comment(thread, response).await?
    {
        return Ok(Sent::Comment(comment));
    }
    forum::create_comment(thread, response, &body, secrecy).await.map(Sent::Comment)
}

#[allow(clippy::as_conversions, clippy::cast_possible_truncation, reason = "it was whole when it was kept")]
fn whole(group: f64) -> i32 {
    group as i32
}

/// A change of what is there already.
pub(super) struct Edit {
    /// Plain text; of threads only.
    pub title: String,
    /// As it was written.
    pub text: String,
    /// The topic; of threads only.
    pub topic: String,
    /// `question` or `discussion`; of threads only.
    pub kind: String,
    /// Why somebody else's text is changed.
    pub reason: String,
}

/// Changes a thread, response or reply; only what differs, and what the learner may. A change may be made twice.
pub(super) async fn change(target: &Target, edit: &Edit) -> Result<Sent, ApiError> {
    match target {
        Target::EditThread { thread } => {
            let mut changes = changes(&thread.post, edit);
            let texts = [
                ("title", edit.title.trim(), &thread.title),
                ("topic_id", &edit.topic, &thread.topic_id),
                ("type", &edit.kind, &thread.kind),
            ];
            for (field, new, old) in texts {
                if !new.is_empty() && new != old && may(&thread.post, field) {
                    changes.push(Change::Text(field, new.to_owned()));
                }
            }
            forum::change_thread(&thread.post.id, &changes).await.map(Sent::Thread)
        }
        Target::EditComment { comment } => {
            forum::change_comment(&comment.post.id, &changes(&comment.post, edit)).await.map(Sent::Comment)
        }
        _ => Err(ApiError::NotFound),
    }
}

/// Whether the learner may change a field.
pub(super) fn may(post: &Post, field: &str) -> bool {
    post.editable_fields.iter().any(|other| other == field)
}

fn changes(post: &Post, edit: &Edit) -> Vec<Change> {
    let mut changes = vec![Change::Text("raw_body", stored(&edit.text))];
    if !edit.reason.is_empty() && may(post, "edit_reason_code") {
        changes.push(Change::Text("edit_reason_code", edit.reason.clone()));
    }
    changes
}

/// What is looked for on the server.
struct Look<'a> {
    body: &'a str,
    who: &'a str,
    since: f64,
}

impl Look<'_> {
    /// By the learner, or by somebody hidden whose text they may delete; not older than the first attempt.
    fn is_it(&self, post: &Post) -> bool {
        self.is_same(post) && Instant::parse(&post.created_at).is_some_and(|at| at.millis() >= self.since)
    }

    fn is_same(&self, post: &Post) -> bool {
        let is_own = match &post.author {
            Some(author) => author == self.who,
            None => post.can_delete,
        };
        is_own && post.raw_body.trim() == self.body.trim()
    }

    async fn thread(&self, course: &CourseKey) -> Result<Option<Thread>, ApiError> {
        // hidden ones are among one's own too; the newest come first
        let query = ThreadQuery { author: self.who.to_owned(), ..ThreadQuery::default() };
        let threads = forum::threads(course, &query, 1).await?.results;
        Ok(threads.into_iter().find(|thread| self.is_it(&thread.post)))
    }

    /// The order goes by the text of ids: a new one may be anywhere. The server finds the replies to some responses from one
    /// end only.
    async fn comment(&self, thread: &str, response: Option<&str>) -> Result<Option<Comment>, ApiError> {
        for end in [End::Last, End::First] {
            let mut pages = 0;
            for page in 1..=PAGES {
                let answer: Paged<Comment> = match response {
                    Some(response) => forum::replies(response, end, page).await?,
                    None => forum::responses(thread, end, page).await?,
                };
                pages = page;
                if let Some(found) = answer.results.into_iter().find(|comment| self.is_it(&comment.post)) {
                    return Ok(Some(found));
                }
                if answer.pagination.next.is_none() {
                    break;
                }
            }
            // everything was seen
            if response.is_none() && pages < PAGES {
                break;
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equal_text_of_ones_own_is_the_same() {
        let post = |author: Option<&str>| Post {
            author: author.map(Into::into),
            raw_body: "Bonjour".into(),
            can_delete: author.is_none(),
            ..Post::default()
        };
        let look = |body| Look { body, who: "amelie", since: 0.0 };
        assert!(look("Bonjour\n").is_same(&post(Some("amelie"))));
        assert!(look("Bonjour").is_same(&post(None)), "hidden, and one's own");
        assert!(!look("Bonjour").is_same(&post(Some("chen"))));
        assert!(!look("Bonsoir").is_same(&post(Some("amelie"))));
    }

    #[test]
    fn a_reason_is_sent_only_where_it_is_asked_for() {
        let edit = Edit {
            title: String::new(),
            text: "x".into(),
            topic: String::new(),
            kind: String::new(),
            reason: "format-change".into(),
        };
        let moderated = Post { editable_fields: vec!["edit_reason_code".into()], ..Post::default() };
        assert_eq!(changes(&Post::default(), &edit).len(), 1);
        assert_eq!(changes(&moderated, &edit).len(), 2);
    }
}
