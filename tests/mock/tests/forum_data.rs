//! The conversations of `data/forum/`: what they hold, and that they hold together.

use std::collections::BTreeSet;

use crate::support::browser::{Browser, escaped};
use serde_json::{Value, json};

const COURSES: [&str; 3] = ["course-v1:Preau+ENLIGNE+1", "course-v1:Preau+STATMED+1", "course-v1:Preau+OPENDATA+1"];

async fn threads(browser: &mut Browser, course: &str) -> Vec<Value> {
    let path = format!("/api/discussion/v1/threads/?course_id={}&page_size=100", escaped(course));
    browser.json(&path).await["results"].as_array().unwrap().clone()
}

async fn all(browser: &mut Browser, path: &str) -> Vec<Value> {
    browser.json(path).await["results"].as_array().unwrap().clone()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

#[tokio::test]
async fn every_course_has_conversations_that_hold_together() {
    let mut browser = Browser::signed_in("moderator", json!({})).await;
    let mut ids = BTreeSet::new();
    for course in COURSES {
        let threads = threads(&mut browser, course).await;
        assert!(threads.len() >= 10, "{course}: {}", threads.len());
        let topics = browser.json(&format!("/api/discussion/v2/course_topics/{course}")).await;
        let topics: BTreeSet<&str> = topics.as_array().unwrap().iter().map(|topic| text(topic, "id")).collect();
        for thread in &threads {
            let id = text(thread, "id");
            assert!(ids.insert(id.to_owned()), "{id} is there twice");
            assert!(topics.contains(text(thread, "topic_id")), "{id}: {}", thread["topic_id"]);
            let path =
                format!("/api/discussion/v1/comments/?thread_id={id}&page_size=100&merge_question_type_responses=true");
            let mut seen = 1;
            for response in all(&mut browser, &path).await {
                assert!(text(&response, "created_at") > text(thread, "created_at"), "{}", response["id"]);
                let path = format!("/api/discussion/v1/comments/{}/?page_size=100", text(&response, "id"));
                let replies = all(&mut browser, &path).await;
                for reply in &replies {
                    assert!(text(reply, "created_at") > text(&response, "created_at"), "{}", reply["id"]);
                }
                seen += 1 + replies.len();
            }
            assert_eq!(thread["comment_count"], seen, "{id}: something is listed nowhere, or its id is there twice");
        }
    }
}

#[tokio::test]
async fn whoever_writes_has_an_account_or_had_one() {
    let mut browser = Browser::signed_in("moderator", json!({})).await;
    for course in COURSES {
        let mut authors = BTreeSet::new();
        for thread in threads(&mut browser, course).await {
            authors.insert(text(&thread, "author").to_owned());
            let path = format!(
                "/api/discussion/v1/comments/?thread_id={}&page_size=100&merge_question_type_responses=true",
                text(&thread, "id")
            );
            authors.extend(all(&mut browser, &path).await.iter().map(|response| text(response, "author").to_owned()));
        }
        // who hides from everybody is nobody's to see
        for author in authors.iter().filter(|author| !author.is_empty()) {
            let path = format!("/api/user/v1/accounts?username={author}");
            let is_known = author.starts_with("retired__user_") || browser.get(&path).await.status.is_success();
            assert!(is_known, "{author}");
        }
    }
}

#[tokio::test]
async fn every_case_is_among_them() {
    let mut browser = Browser::signed_in("moderator", json!({})).await;
    let mut threads_of_all = Vec::new();
    let mut bodies = String::new();
    for course in COURSES {
        let found = threads(&mut browser, course).await;
        for thread in &found {
            bodies.push_str(text(thread, "raw_body"));
            let path = format!(
                "/api/discussion/v1/comments/?thread_id={}&page_size=100&merge_question_type_responses=true",
                text(thread, "id")
            );
            for response in all(&mut browser, &path).await {
                bodies.push_str(text(&response, "raw_body"));
            }
        }
        threads_of_all.extend(found);
    }
    let has = |what: &str, test: &dyn Fn(&Value) -> bool| {
        assert!(threads_of_all.iter().any(test), "no thread is {what}");
    };
    has("pinned", &|thread| thread["pinned"] == true);
    has("closed", &|thread| thread["closed"] == true);
    has("edited", &|thread| {
        thread["last_edit"]["original_body"].is_string() && thread["last_edit"]["original_body"] != thread["raw_body"]
    });
    has("reported", &|thread| thread["abuse_flagged"] == true);
    has("anonymous", &|thread| thread["anonymous_to_peers"] == true);
    has("of a cohort", &|thread| thread["group_name"] == "Groupe B");
    has("of a retired author", &|thread| text(thread, "author").starts_with("retired__user_"));
    has("long in its title", &|thread| text(thread, "title").chars().count() > 80);
    for part in [
        "\\(",
        "\\[",
        "$$",
        "$n",
        "```",
        "<pre>",
        "<blockquote>",
        "\n> ",
        "| --- |",
        "![](",
        "https://pictures.example.org/",
        "🎲",
        "’",
        "J'ai",
    ] {
        assert!(
            bodies.contains(part) || threads_of_all.iter().any(|thread| text(thread, "title").contains(part)),
            "{part}"
        );
    }
}

#[tokio::test]
async fn teams_have_topics_of_their_own() {
    let mut browser = Browser::signed_in("prof", json!({})).await;
    for topic in ["equipes-nouvelles", "equipes-questions", "equipes-pratiques"] {
        let path = format!("/api/discussion/v1/threads/?course_id={}&topic_id={topic}", escaped(COURSES[1]));
        assert!(!all(&mut browser, &path).await.is_empty(), "{topic}");
    }
}

#[tokio::test]
async fn the_learner_has_been_told_of_a_dozen_things() {
    let mut browser = Browser::learner(json!({})).await;
    let told = all(&mut browser, "/api/notifications/?page_size=100").await;
    let kinds: BTreeSet<&str> = told.iter().map(|notice| text(notice, "notification_type")).collect();
    for kind in [
        "new_response",
        "new_comment",
        "new_comment_on_response",
        "response_on_followed_post",
        "response_endorsed_on_thread",
        "response_endorsed",
        "new_instructor_all_learners_post",
        "course_updates",
    ] {
        assert!(kinds.contains(kind), "{kind} is not among {kinds:?}");
    }
    assert!((10..=40).contains(&told.len()), "{}", told.len());
    let unseen = told.iter().filter(|notice| notice["last_seen"].is_null()).count();
    assert!(unseen > 0 && unseen < told.len());
    assert_eq!(browser.json("/api/notifications/count/").await["count"], unseen);
}

#[tokio::test]
async fn the_order_of_ids_as_texts_is_not_that_of_time() {
    let mut browser = Browser::learner(json!({})).await;
    let path = "/api/discussion/v1/comments/?thread_id=104&page_size=100&merge_question_type_responses=true";
    let found = all(&mut browser, path).await;
    let newest = found.iter().max_by_key(|response| text(response, "created_at").to_owned()).unwrap();
    assert_eq!((text(newest, "id"), text(&found[0], "id")), ("1021", "973"), "the newest stands near the end");
}
