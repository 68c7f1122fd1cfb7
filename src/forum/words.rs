//! How people, moments and counts are named in the forum.
use crate::{
    api::lms_now,
    i18n::{Instant, ago, day_and_time, t},
    wire::openedx::{Post, Thread},
};
use leptos::prelude::*;

/// Usernames of accounts that were deleted begin so.
const RETIRED: &str = "retired__user_";

/// Name of an author; what stands for it where it is hidden, or the account is gone.
pub(super) fn author(post: &Post) -> String {
    person(post.author.as_deref())
}

/// The same for a username.
pub(super) fn person(username: Option<&str>) -> String {
    match username {
        None => t::forum::hidden_author().to_owned(),
        Some(name) if name.starts_with(RETIRED) => t::forum::gone_author().to_owned(),
        Some(name) => name.to_owned(),
    }
}

/// Whether there is a person behind the post whom one may look up.
pub(super) fn has_author(post: &Post) -> bool {
    post.author.as_deref().is_some_and(|name| !name.starts_with(RETIRED))
}

/// A role, in our words where we have some: newer servers know more.
pub(super) fn role(label: &str) -> String {
    match label {
        "Staff" => t::forum::role_staff().to_owned(),
        "Moderator" => t::forum::role_moderator().to_owned(),
        "Community TA" => t::forum::role_assistant().to_owned(),
        other => other.to_owned(),
    }
}

/// Name and, if there is one, role.
pub(super) fn author_and_role(post: &Post) -> String {
    let name = author(post);
    match post.author_label.as_deref().filter(|label| !label.is_empty()) {
        Some(label) => t::forum::name_and_role(&name, &role(label)),
        None => name,
    }
}

/// How long ago, and when.
pub(super) fn moment(at: &str) -> Option<AnyView> {
    let instant = Instant::parse(at)?;
    let (near, full) = (ago(instant, lms_now()), day_and_time(instant));
    Some(view! { <time datetime=at.to_owned()>{near}", "{full}</time> }.into_any())
}

/// Responses and replies of a thread: the server counts the thread itself too.
pub(super) fn replies(thread: &Thread) -> u32 {
    thread.comment_count.saturating_sub(1)
}

/// What is new in a thread for the learner: nothing where they have not been yet, which [`is_unseen`] says.
pub(super) fn new_replies(thread: &Thread) -> u32 {
    if is_unseen(thread) { 0 } else { thread.unread_comment_count }
}

/// Whether the learner has never been in the thread: then the server counts the thread itself as unread too.
pub(super) fn is_unseen(thread: &Thread) -> bool {
    !thread.read && thread.unread_comment_count >= thread.comment_count.max(1)
}

/// A preview as a text.
pub(super) fn plain(text: &str) -> String {
    // the server leaves entities in previews
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(author: Option<&str>, label: Option<&str>) -> Post {
        Post { author: author.map(Into::into), author_label: label.map(Into::into), ..Post::default() }
    }

    #[test]
    fn people_are_named_as_far_as_they_want() {
        assert_eq!(author(&post(Some("amelie"), None)), "amelie");
        assert_eq!(author(&post(None, None)), t::forum::hidden_author());
        assert_eq!(author(&post(Some("retired__user_9f"), None)), t::forum::gone_author());
        assert!(!has_author(&post(Some("retired__user_9f"), None)));
        assert_eq!(author_and_role(&post(Some("zoe"), Some("Librarian"))), t::forum::name_and_role("zoe", "Librarian"));
    }

    #[test]
    fn the_thread_itself_is_no_reply() {
        let thread = |count, unread, read| Thread {
            comment_count: count,
            unread_comment_count: unread,
            read,
            ..Thread::default()
        };
        assert_eq!((replies(&thread(4, 0, true)), replies(&thread(0, 0, true))), (3, 0));
        assert!(is_unseen(&thread(4, 4, false)) && is_unseen(&thread(1, 1, false)));
        assert_eq!((is_unseen(&thread(4, 2, false)), new_replies(&thread(4, 2, false))), (false, 2));
        assert_eq!(new_replies(&thread(4, 4, false)), 0);
    }

    #[test]
    fn previews_are_read_as_texts() {
        assert_eq!(plain("a &lt;b&gt; &amp;lt; c"), "a <b> &lt; c");
    }
}
