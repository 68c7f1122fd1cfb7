//! The forum's recorded answers.
use super::{fixtures, same};
use crate::wire::openedx::{
    Cohort, Comment, DiscussionSettings, Discussions, LearnerActivity, NotificationCount, NotificationPreferences,
    Notifications, Paged, Thread, TopicNode, TopicsV1, Uploaded,
};
use serde_json::Value;

/// One of the answers in a file that holds several.
fn same_case(file: &str, case: &Value) {
    let name = [file, ": ", case["name"].as_str().unwrap()].concat();
    let body = case["body"].to_string();
    match case["request"].as_str().unwrap() {
        request if request.contains("/upload") && case["status"] == 200 => same::<Uploaded>(&name, &body),
        // refusals are read in api::http; other acknowledgements say nothing that we use
        _ => {}
    }
}

/// Every file is read, or is named here with what keeps it out.
#[test]
fn recorded_answers_are_read_as_serde_reads_them() {
    let Some(files) = fixtures("openedx-forum") else { return };
    assert!(files.len() >= 45, "only {} files", files.len());
    for (file, text) in files {
        match file.as_str() {
            file if file.starts_with("thread_") => same::<Thread>(file, &text),
            file if file.starts_with("threads_") || file == "learner_threads" => same::<Paged<Thread>>(file, &text),
            "comment_created" | "comment_patched_endorsed" => same::<Comment>(&file, &text),
            file if file.starts_with("comment") => same::<Paged<Comment>>(file, &text),
            file if file.starts_with("activity_stats") => same::<Paged<LearnerActivity>>(file, &text),
            file if file.starts_with("course_metadata") => same::<Discussions>(file, &text),
            "topics_v1" => same::<TopicsV1>(&file, &text),
            file if file.starts_with("topics") => same::<Vec<TopicNode>>(file, &text),
            "course_settings" => same::<DiscussionSettings>(&file, &text),
            "cohorts" => same::<Vec<Cohort>>(&file, &text),
            "notifications_count" => same::<NotificationCount>(&file, &text),
            "notifications_list" => same::<Notifications>(&file, &text),
            "notifications_preferences" => same::<NotificationPreferences>(&file, &text),
            "errors" | "acknowledgements" => {
                let Value::Array(cases) = serde_json::from_str(&text).unwrap() else { panic!("{file}") };
                assert!(!cases.is_empty());
                for case in cases {
                    same_case(&file, &case);
                }
            }
            other => panic!("{other}: which type reads it?"),
        }
    }
}

/// What is read must not be empty on both sides: names could be wrong in both.
#[test]
fn names_are_the_servers() {
    let thread = r#"{"id": "7", "author": "amelie", "raw_body": "Bonjour", "editable_fields": ["voted"], "type": "question",
        "title": "Pourquoi ?", "comment_count": 3, "unread_comment_count": 2, "thread_counts": {}}"#;
    same::<Thread>("thread", thread);
    let thread: Thread = crate::json::from_text(thread).unwrap();
    assert_eq!((thread.post.author.as_deref(), thread.post.raw_body.as_str()), (Some("amelie"), "Bonjour"));
    assert_eq!((thread.kind.as_str(), thread.comment_count, thread.unread_comment_count), ("question", 3, 2));
    assert_eq!(thread.post.editable_fields, ["voted"]);
}

#[test]
fn one_thread_that_cannot_be_read_does_not_take_the_list_with_it() {
    let list = r#"{"results": [{"id": "1", "type": "question", "title": "A"}, {"id": 2}], "pagination": {"count": 2}}"#;
    let list: Paged<Thread> = crate::json::from_text(list).unwrap();
    assert_eq!((list.results.len(), list.pagination.count), (1, 2));
}
