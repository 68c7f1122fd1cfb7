//! Who is told of what: each event of the forum makes notifications for those whom it concerns.
use serde_json::Value;

use super::super::access::DAY;
use super::super::state::State;
use super::Notice;
use super::preferences::preferences_of;
use crate::catalogue::document::Moment;

/// Types that people choose with one switch.
const EVERYDAY: &str = "grouped_notification";

/// Tells somebody, unless they chose not to be told or did it themselves.
fn tell(state: &mut State, notice: Notice) {
    let wanted = preferences_of(state, &notice.to);
    let name = match notice.kind {
        kind @ ("new_discussion_post"
        | "new_question_post"
        | "new_instructor_all_learners_post"
        | "content_reported"
        | "course_updates") => kind,
        _ => EVERYDAY,
    };
    let place = format!("/{}/notification_types/{name}/web", notice.app());
    let is_wanted = wanted.pointer(&place).and_then(Value::as_bool).unwrap_or(false);
    if is_wanted && notice.to != notice.by {
        let id = 9000 + state.next();
        state.forum.notices.all.push(Notice { id, ..notice });
    }
}

/// The first words of a text.
fn excerpt(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().take(8).collect();
    format!("{}…", words.join(" "))
}

/// Tells those whom a new comment concerns.
pub(crate) fn of_comment(state: &mut State, id: u64, now: Moment) {
    let Some(comment) = state.forum.comments.get(&id).cloned() else { return };
    let Some(thread) = state.forum.threads.get(&comment.thread) else { return };
    // a giant thread that nobody follows is not worth a copy for each of its comments
    if thread.followers.is_empty() && comment.parent.is_none() {
        return;
    }
    let thread = thread.clone();
    let above =
        comment.parent.and_then(|parent| state.forum.comments.get(&parent)).map(|parent| parent.post.author.clone());
    let mut people: Vec<(String, &'static str)> = Vec::new();
    if let Some(above) = &above {
        people.push((above.clone(), "new_comment_on_response"));
    }
    if thread.followers.contains(&thread.post.author) {
        people.push((thread.post.author.clone(), if above.is_some() { "new_comment" } else { "new_response" }));
    }
    let followed = if above.is_some() { "comment_on_followed_post" } else { "response_on_followed_post" };
    people.extend(thread.followers.iter().map(|name| (name.clone(), followed)));
    let mut told: Vec<String> = Vec::new();
    for (to, kind) in people {
        if told.contains(&to) {
            continue;
        }
        told.push(to.clone());
        let notice = Notice {
            to,
            kind,
            by: comment.post.author.clone(),
            title: thread.title.clone(),
            excerpt: excerpt(&comment.post.body),
            course: thread.course.clone(),
            topic: thread.topic.clone(),
            thread: comment.thread,
            response: Some(comment.parent.unwrap_or(id)),
            comment: comment.parent.map(|_| id),
            above: above.clone(),
            created: now,
            ..Notice::default()
        };
        tell(state, notice);
    }
}

/// Tells who wrote an answer, and who had asked.
pub(crate) fn of_endorsement(state: &mut State, id: u64, now: Moment) {
    let Some(comment) = state.forum.comments.get(&id).cloned() else { return };
    let Some(thread) = state.forum.threads.get(&comment.thread).cloned() else { return };
    let by = comment.endorsed.map(|endorsed| endorsed.by).unwrap_or_default();
    let notice = |to: &str, kind: &'static str, by: &str| Notice {
        to: to.to_owned(),
        kind,
        by: by.to_owned(),
        title: thread.title.clone(),
        excerpt: excerpt(&comment.post.body),
        course: thread.course.clone(),
        topic: thread.topic.clone(),
        thread: comment.thread,
        comment: Some(id),
        created: now,
        ..Notice::default()
    };
    let author = comment.post.author.as_str();
    if by != thread.post.author {
        tell(state, notice(&thread.post.author, "response_endorsed_on_thread", author));
    }
    tell(state, notice(author, "response_endorsed", &by));
}

/// Tells everybody in the course of a new thread: those who want to know of all, or all of them.
pub(crate) fn of_thread(state: &mut State, id: u64, is_for_all: bool, now: Moment) {
    let Some(thread) = state.forum.threads.get(&id).cloned() else { return };
    let kind = match (is_for_all, thread.is_question) {
        (true, _) => "new_instructor_all_learners_post",
        (false, true) => "new_question_post",
        (false, false) => "new_discussion_post",
    };
    let enrolled = state.learners.iter().filter(|(_, learner)| learner.is_enrolled(&thread.course));
    let mut people: Vec<String> = enrolled.map(|(name, _)| name.clone()).collect();
    people.sort();
    for to in people {
        let notice = Notice {
            to,
            kind,
            by: thread.post.author.clone(),
            title: thread.title.clone(),
            excerpt: excerpt(&thread.post.body),
            course: thread.course.clone(),
            topic: thread.topic.clone(),
            thread: id,
            created: now,
            ..Notice::default()
        };
        tell(state, notice);
    }
}

/// Tells those who moderate that something was reported for the first time; names its author.
pub(crate) fn of_report(state: &mut State, thread_id: u64, comment_id: Option<u64>, now: Moment) {
    let Some(thread) = state.forum.threads.get(&thread_id) else { return };
    let comment = comment_id.and_then(|id| state.forum.comments.get(&id));
    let parent = comment.and_then(|comment| comment.parent);
    let post = comment.map_or(&thread.post, |comment| &comment.post);
    let notice = Notice {
        kind: "content_reported",
        by: post.author.clone(),
        title: thread.title.clone(),
        excerpt: excerpt(&post.body),
        course: thread.course.clone(),
        topic: thread.topic.clone(),
        thread: thread_id,
        response: parent.or(comment_id),
        comment: parent.and(comment_id),
        created: now,
        ..Notice::default()
    };
    let people: Vec<String> = state.forum.roles.keys().cloned().collect();
    for to in people {
        let is_here = state.learners.get(&to).is_some_and(|learner| learner.is_enrolled(&notice.course));
        if is_here {
            tell(state, Notice { to, ..notice.clone() });
        }
    }
}

/// What the demonstration begins with: the conversations of the last weeks as people were told of them, news of a
/// course. What is some days old was seen, what is older was read.
pub(crate) fn seed(state: &mut State) {
    let mut happened: Vec<(Moment, u64, bool)> = Vec::new();
    for (id, comment) in &state.forum.comments {
        happened.push((comment.post.created, *id, false));
        happened.extend(comment.endorsed.as_ref().map(|endorsed| (endorsed.at, *id, true)));
    }
    happened.sort_unstable();
    for (at, id, is_endorsed) in happened.into_iter().filter(|(at, ..)| *at > -30 * DAY) {
        if is_endorsed { of_endorsement(state, id, at) } else { of_comment(state, id, at) }
    }
    let pinned: Vec<(u64, Moment)> = state
        .forum
        .threads
        .iter()
        .filter(|(_, thread)| thread.pinned && thread.topic == "general" && thread.post.created > -30 * DAY)
        .map(|(id, thread)| (*id, thread.post.created))
        .collect();
    for (id, at) in pinned {
        of_thread(state, id, true, at);
    }
    if let Some(course) = state.forum.threads.values().next().map(|thread| thread.course.clone()) {
        let news = Notice {
            to: "learner".to_owned(),
            kind: "course_updates",
            title: "La deuxième semaine est ouverte".to_owned(),
            course,
            created: -4 * DAY,
            ..Notice::default()
        };
        tell(state, news);
    }
    for notice in &mut state.forum.notices.all {
        notice.seen = (notice.created < -3 * DAY).then_some(notice.created + DAY / 4);
        notice.read = (notice.created < -10 * DAY).then_some(notice.created + DAY / 3);
    }
    if let Some(first) = state.forum.notices.all.iter_mut().find(|notice| notice.kind == "response_on_followed_post") {
        first.grouped = Some(3);
    }
}
