//! The forum's and the notifications'.
use crate::{
    json::{FromFields, FromJson, Json, Reader, read_fields},
    wire::openedx::{
        AppPreferences, Blackout, Captcha, Cohort, Comment, DiscussionSettings, Discussions, LastEdit, LearnerActivity,
        Notification, NotificationContext, NotificationCount, NotificationPreferences, Notifications, Paged,
        Pagination, Post, ReasonCode, Thread, ThreadCounts, TopicNode, TopicsV1, TypePreferences, Uploaded,
    },
};

// the forum of a course
read_fields! {
    Discussions {
        is_posting_enabled, provider, show_discussions, is_email_verified,
    }
    loose {
        allow_anonymous, allow_anonymous_to_peers, has_moderation_privileges, is_group_ta, is_user_admin, is_course_staff,
        is_course_admin, is_notify_all_learners_enabled, captcha_settings, only_verified_users_can_post,
        content_creation_rate_limited,
    }
    lists { blackouts, edit_reasons, post_close_reasons }
}
read_fields! { Blackout {} loose { start, end } }
read_fields! { ReasonCode {} loose { code, label } }
read_fields! { Captcha {} loose { enabled } }
read_fields! {
    DiscussionSettings {} loose { division_scheme, always_divide_inline_discussions }
    lists { divided_inline_discussions, divided_course_wide_discussions }
}
read_fields! { Cohort { id, name } }

// topics
read_fields! {
    TopicNode { id, usage_key, name, display_name, enabled_in_context }
    lists { children } lenient { thread_counts }
}
read_fields! { ThreadCounts {} loose { discussion, question } }
read_fields! { TopicsV1 {} lists { non_courseware_topics, courseware_topics } }

// threads and comments
impl<T: FromJson> FromFields for Paged<T> {
    fn take_from(fields: &mut crate::json::Fields, reader: &mut Reader) -> Self {
        Self {
            results: fields.take_needed_list("results", reader),
            pagination: fields.take_loose("pagination", reader),
            text_search_rewrite: fields.take_lenient::<Option<String>>("text_search_rewrite").flatten(),
        }
    }
}
impl<T: FromJson> FromJson for Paged<T> {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let mut fields = crate::json::Fields::of(json, reader);
        Self::take_from(&mut fields, reader)
    }
}
read_fields! { Pagination { next } loose { count, num_pages } }
read_fields! {
    Post { id, author, author_label, last_edit }
    loose {
        created_at, raw_body, abuse_flagged, voted, vote_count, can_delete, anonymous, anonymous_to_peers,
    }
    lists { editable_fields }
}
read_fields! { LastEdit { editor_username, reason } }
read_fields! {
    Thread {
        kind = "type", title, group_name, abuse_flagged_count, response_count, close_reason, closed_by,
    }
    loose {
        topic_id, preview_body, pinned, closed, following, comment_count, unread_comment_count, read, has_endorsed,
    }
    flat { post }
}
read_fields! {
    Comment { thread_id, parent_id, endorsed_by, abuse_flagged_any_user }
    loose { endorsed, child_count }
    flat { post }
}
read_fields! { LearnerActivity { active_flags, inactive_flags } loose { username, threads, responses, replies } }
read_fields! { Uploaded { location } }

// notifications
read_fields! { Notifications {} loose { count, num_pages } needed { results } }
read_fields! {
    Notification { id, content_url, course_id, last_read, last_seen }
    loose { app_name, notification_type, content_context, content, created }
}
read_fields! {
    NotificationContext {
        post_title, course_name, thread_id, response_id, comment_id, grouped_count,
    }
    loose { grouped }
}
read_fields! { NotificationCount {} loose { show_notifications_tray, count } }
read_fields! { NotificationPreferences {} loose { show_preferences } lists { data } }
read_fields! { AppPreferences {} lists { notification_types, non_editable } }
read_fields! { TypePreferences { email_cadence, info } loose { web, email } }
