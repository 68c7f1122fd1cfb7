//! What a notification says, and where it leads.
use crate::{
    api::safe_link,
    app::{ForumPage, LearnPage, Route, former_forum_page},
    i18n::t,
    ui,
    wire::openedx::Notification,
};

/// The sentence, of what happened and where, without names. What we do not know is said as the server says it.
pub(super) fn sentence(notification: &Notification) -> String {
    let context = &notification.content_context;
    let title = context.post_title.as_deref().unwrap_or_default();
    let many = context.grouped_count.filter(|count| context.grouped && *count > 1).map(u64::from);
    if title.is_empty() {
        return match (notification.notification_type.as_str(), context.course_name.as_deref()) {
            ("course_updates", Some(course)) if !course.is_empty() => t::notifications::course_updates(course),
            _ => of_server(notification),
        };
    }
    match (notification.notification_type.as_str(), many) {
        ("new_response", Some(count)) => t::notifications::new_responses(count, title),
        ("new_response", None) => t::notifications::new_response(title),
        ("new_comment", _) => t::notifications::new_comment(title),
        ("new_comment_on_response", _) => t::notifications::new_comment_on_response(title),
        ("response_on_followed_post", Some(count)) => t::notifications::followed_responses(count, title),
        ("response_on_followed_post", None) => t::notifications::followed_response(title),
        ("comment_on_followed_post", _) => t::notifications::followed_comment(title),
        ("response_endorsed_on_thread", _) => t::notifications::endorsed_on_thread(title),
        ("response_endorsed", _) => t::notifications::endorsed(title),
        ("new_discussion_post", _) => t::notifications::new_discussion(title),
        ("new_question_post", _) => t::notifications::new_question(title),
        ("new_instructor_all_learners_post", _) => t::notifications::from_team(title),
        ("content_reported", _) => t::notifications::reported(title),
        _ => of_server(notification),
    }
}

/// The server's own sentence as a text; a word of ours where it gives none.
fn of_server(notification: &Notification) -> String {
    let text = ui::written_plain(&notification.content);
    if text.trim().is_empty() { t::notifications::unknown().to_owned() } else { text }
}

/// Where it leads: to the very response or reply, where the server says which. Else to its page, if that is harmless.
pub(super) fn target(notification: &Notification) -> Option<String> {
    let context = &notification.content_context;
    let course = notification.course_id.clone().filter(|course| !course.is_empty());
    let thread = context.thread_id.clone().filter(|id| !id.is_empty());
    if let (Some(course), Some(id)) = (course, thread) {
        let comment = context.comment_id.clone().or_else(|| context.response_id.clone()).filter(|id| !id.is_empty());
        return Some(Route::Learn(course, LearnPage::Forum(ForumPage::Thread { id, comment })).path());
    }
    let address = notification.content_url.as_deref()?;
    match former_forum_page(address) {
        Some((course, page)) => Some(Route::Learn(course, LearnPage::Forum(page)).path()),
        None => safe_link(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::NotificationContext;

    fn notification(kind: &str) -> Notification {
        Notification {
            id: 1,
            notification_type: kind.into(),
            course_id: Some("course-v1:a+b+c".into()),
            content: "<p><strong>zoe</strong> did something</p>".into(),
            content_context: NotificationContext {
                post_title: Some("Chute libre".into()),
                thread_id: Some("102".into()),
                response_id: Some("985".into()),
                ..NotificationContext::default()
            },
            ..Notification::default()
        }
    }

    #[test]
    fn nobody_is_named_where_we_have_the_words() {
        for kind in ["new_response", "new_comment", "response_endorsed", "content_reported", "new_question_post"] {
            let text = sentence(&notification(kind));
            assert!(text.contains("Chute libre") && !text.contains("zoe"), "{kind}: {text}");
        }
    }

    #[test]
    fn several_are_counted() {
        let mut several = notification("new_response");
        several.content_context.grouped = true;
        several.content_context.grouped_count = Some(3);
        assert_eq!(sentence(&several), t::notifications::new_responses(3, "Chute libre"));
    }

    #[test]
    fn it_leads_to_the_very_reply() {
        let mut reply = notification("new_comment");
        assert_eq!(target(&reply).as_deref(), Some("/learn/course-v1:a+b+c/forum/threads/102/985"));
        reply.content_context.comment_id = Some("989".into());
        assert_eq!(target(&reply).as_deref(), Some("/learn/course-v1:a+b+c/forum/threads/102/989"));
        reply.content_context.thread_id = None;
        reply.content_url = Some("https://apps.example.org/discussions/course-v1:a+b+c/posts/7".into());
        assert_eq!(target(&reply).as_deref(), Some("/learn/course-v1:a+b+c/forum/threads/7"));
        reply.content_url = Some("javascript:alert(1)".into());
        assert_eq!(target(&reply), None);
    }
}
