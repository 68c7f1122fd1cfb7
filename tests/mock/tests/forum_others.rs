//! The forum's lesser places: learners, statistics, cohorts, search, orders, and ids of older servers.

use crate::support::browser::{Browser, escaped};
use crate::support::forum::{COMMENTS, COURSE, COURSES, THREADS};
use crate::support::{Mock, texts};
use axum::http::{Method, StatusCode};
use preau_mock::Options;
use serde_json::{Value, json};

fn list(rest: &str) -> String {
    format!("{THREADS}?course_id={}&page_size=100{rest}", escaped(COURSE))
}

#[tokio::test]
async fn a_learners_threads_are_shown_as_that_learner_has_them() {
    let mut browser = Browser::learner(json!({})).await;
    let path = format!("{COURSES}learner/?username=karim_o&page_size=2");
    let page = browser.json(&path).await;
    assert_eq!(page["pagination"]["count"], 2, "rows of this page, not of all");
    assert!(page["pagination"]["num_pages"].as_u64().unwrap() > 1);
    assert!(page["results"].as_array().unwrap().iter().all(|thread| thread["pinned"] == false));
    assert!(page.get("text_search_rewrite").is_none());
    let refused = browser.get(&format!("{COURSES}learner/?username=nobody")).await;
    assert_eq!((refused.status, refused.json().get("detail").is_some()), (StatusCode::NOT_FOUND, true));
    let failed = browser.get(&format!("{path}&status=odd")).await;
    assert_eq!(failed.status, StatusCode::INTERNAL_SERVER_ERROR);
    let beyond = browser.get(&format!("{path}&page=99")).await;
    assert_eq!(beyond.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn statistics_never_lead_past_the_first_page() {
    let mut browser = Browser::learner(json!({})).await;
    let page = browser.json(&format!("{COURSES}activity_stats/?page=2&page_size=3")).await;
    assert_eq!(page["pagination"]["previous"], Value::Null);
    assert!(page["pagination"]["next"].as_str().unwrap().ends_with("page=1"));
    let one = browser.json(&format!("{COURSES}activity_stats/?username=karim&page_size=9")).await;
    assert_eq!(
        (texts(&one["results"], "username"), &one["pagination"]["num_pages"]),
        (vec!["karim_o".to_owned()], &json!(0))
    );
    assert_eq!(one["results"][0]["active_flags"], Value::Null);
    let refused = browser.get(&format!("{COURSES}activity_stats/?order_by=flagged")).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let beyond = browser.get(&format!("{COURSES}activity_stats/?page=99")).await;
    assert_eq!(beyond.status, StatusCode::INTERNAL_SERVER_ERROR);
    browser.sign_in("moderator").await;
    let rows = browser.json(&format!("{COURSES}activity_stats/")).await;
    assert!(rows["results"][0]["active_flags"].as_u64().unwrap() > 0, "the most reported come first");
}

#[tokio::test]
async fn anonymous_posts_are_in_no_list_of_their_author() {
    let mut browser = Browser::learner(json!({})).await;
    let by = list("&author=sofia.m");
    assert!(!texts(&browser.json(&by).await["results"], "id").contains(&"99".to_owned()));
    browser.sign_in("sofia.m").await;
    let own = browser.json(&by).await;
    assert!(texts(&own["results"], "id").contains(&"99".to_owned()), "except of the author's own");
    let post = own["results"].as_array().unwrap().iter().find(|thread| thread["id"] == "99").unwrap().clone();
    assert_eq!((&post["author"], &post["can_delete"]), (&Value::Null, &json!(true)));
    browser.sign_in("assistant").await;
    assert_eq!(browser.json(&format!("{THREADS}99/")).await["author"], "sofia.m");
    browser.sign_in("staff").await;
    assert_eq!(browser.json(&format!("{THREADS}99/")).await["author"], Value::Null, "global staff is told no more");
}

#[tokio::test]
async fn a_search_finds_words_of_comments_and_mends_what_it_does_not_know() {
    let mut browser = Browser::learner(json!({})).await;
    let found = browser.json(&list("&text_search=dakar")).await;
    assert_eq!((texts(&found["results"], "id"), &found["text_search_rewrite"]), (vec!["92".to_owned()], &Value::Null));
    let mended = browser.json(&list("&text_search=raccourcys")).await;
    assert_eq!(mended["text_search_rewrite"], "raccourcis");
    assert!(!mended["results"].as_array().unwrap().is_empty());
    browser.happens(json!({"post_response": {"as": "lea.b", "thread": "93", "body": "Elle vaut True."}})).await;
    for (text, count) in [("true", 0), ("True", 0), ("%22true%22", 1), ("vaut+true", 1)] {
        let found = browser.json(&list(&format!("&text_search={text}"))).await;
        assert_eq!(found["pagination"]["count"], count, "{text}");
    }
}

#[tokio::test]
async fn what_is_unread_cannot_be_counted_ahead() {
    let mut browser = Browser::learner(json!({"threads": 30})).await;
    let query = |page: usize| format!("{THREADS}?course_id={}&view=unread&page={page}", escaped(COURSE));
    let all = browser.json(&list("")).await["pagination"]["count"].clone();
    let first = browser.json(&query(1)).await;
    assert_eq!((&first["pagination"]["num_pages"], &first["pagination"]["count"]), (&json!(2), &all));
    let second = browser.json(&query(2)).await;
    assert_eq!(second["pagination"]["num_pages"], 3);
}

#[tokio::test]
async fn questions_without_the_merged_list_count_what_is_on_the_page() {
    let mut browser = Browser::learner(json!({})).await;
    let split = browser.json(&format!("{COMMENTS}?thread_id=93&endorsed=false&page_size=1")).await;
    assert_eq!((&split["pagination"]["count"], &split["pagination"]["num_pages"]), (&json!(1), &json!(1)));
    let merged = browser.json(&format!("{COMMENTS}?thread_id=93&merge_question_type_responses=true&page_size=1")).await;
    assert_eq!(merged["pagination"]["count"], 3);
    let refused = browser.get(&format!("{COMMENTS}?thread_id=96&endorsed=true")).await;
    assert_eq!(
        refused.json()["field_errors"]["endorsed"]["developer_message"],
        "This field may not be specified for discussion threads."
    );
}

#[tokio::test]
async fn a_reply_to_a_reply_is_counted_and_never_listed() {
    let mut browser = Browser::learner(json!({})).await;
    let path = format!("{THREADS}92/");
    let before = browser.json(&path).await["comment_count"].as_u64().unwrap();
    let sent = browser.post(COMMENTS, json!({"thread_id": "92", "parent_id": "987", "raw_body": "Perdu."})).await;
    assert_eq!((sent.status, &sent.json()["parent_id"]), (StatusCode::OK, &json!("987")));
    assert_eq!(browser.json(&path).await["comment_count"].as_u64(), Some(before + 1));
    for above in ["986", "987"] {
        let replies = browser.json(&format!("{COMMENTS}{above}/")).await;
        assert!(!texts(&replies["results"], "raw_body").contains(&"Perdu.".to_owned()));
    }
    assert!(browser.json(&path).await["following"] == true, "who writes follows");
}

#[tokio::test]
async fn cohorts_see_what_is_theirs_and_what_is_for_all() {
    let lms = json!({"forum": {COURSE: {"division": "cohort"}}, "enrolled": {"newcomer": {COURSE: {}}}});
    let mut browser = Browser::learner(lms).await;
    let new = |topic: &str, title: &str| json!({"course_id": COURSE, "topic_id": topic, "type": "discussion", "title": title, "raw_body": "…"});
    let divided = browser.post(THREADS, new("general", "À nous")).await.json();
    assert_eq!((&divided["group_id"], &divided["group_name"]), (&json!(1), &json!("Groupe A")));
    let shared = browser.post(THREADS, new("technique", "À tous")).await.json();
    assert_eq!(shared["group_id"], Value::Null, "that topic is not divided");
    let refused = browser.get(&format!("/api/cohorts/v1/courses/{COURSE}/cohorts/")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    browser.sign_in("newcomer").await;
    let titles = texts(&browser.json(&list("")).await["results"], "title");
    assert!(titles.contains(&"À tous".to_owned()) && !titles.contains(&"À nous".to_owned()));
    let hidden = browser.get(&format!("{THREADS}{}/", divided["id"].as_str().unwrap())).await;
    assert_eq!(
        (hidden.status, &hidden.json()["developer_message"]),
        (StatusCode::NOT_FOUND, &json!("Thread not found."))
    );
    browser.sign_in("moderator").await;
    let other = browser.json(&list("&group_id=2")).await;
    assert!(!texts(&other["results"], "title").contains(&"À nous".to_owned()));
    let theirs = browser.post(THREADS, {
        let mut new = new("general", "Au groupe B");
        new["group_id"] = json!(2);
        new
    });
    assert_eq!(theirs.await.json()["group_id"], 2);
}

#[tokio::test]
async fn ids_of_older_servers_serve_in_orders_too_and_keep_the_order_of_time() {
    let lms = json!({"replies": 12, "oddities": {"forum_hex_ids": true}});
    let mut browser = Browser::learner(lms).await;
    let all = browser.json(&list("&order_by=comment_count&author=lea.b")).await;
    let thread = all["results"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(thread.len(), 24);
    let made =
        browser.happens(json!({"post_response": {"as": "sofia.m", "thread": thread, "body": "La dernière."}})).await;
    let newest = browser.json(&format!("{COMMENTS}?thread_id={thread}")).await;
    assert_eq!(newest["results"][0]["id"], json!(made));
}

#[tokio::test]
async fn orders_that_make_no_sense_are_refused() {
    let mock = Mock::with(json!({})).await;
    let path = format!("/__mock__/worlds/{}/forum", mock.id());
    for (order, word) in [
        (json!({}), "order"),
        (json!({"reply": {"as": "nobody", "response": "986", "body": "x"}}), "nobody"),
        (json!({"post_response": {"as": "prof", "thread": "x", "body": "x"}}), "thread"),
        (json!({"thread": {"as": "prof", "topic": "nowhere", "title": "x", "body": "x"}}), "nowhere"),
    ] {
        let answer = mock.send(Method::POST, &path, order.to_string()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{order}");
        assert!(answer.text().contains(word), "{}", answer.text());
    }
}

#[tokio::test]
async fn faults_name_places_of_the_forum_like_any_other() {
    let mut browser = Browser::learner(json!({})).await;
    browser.change(json!({"faults": [{"path": COMMENTS, "status": 503, "times": 1}]})).await;
    assert_eq!(browser.get(&format!("{COMMENTS}?thread_id=96")).await.status, StatusCode::SERVICE_UNAVAILABLE);
    browser.patch(&format!("{THREADS}96/"), json!({"voted": true})).await;
    let log = browser.mock.requests().await;
    let noted = log.as_array().unwrap().iter().find(|entry| entry["method"] == "PATCH").unwrap();
    assert_eq!(noted["body"], "{\"voted\":true}");
}

#[tokio::test]
async fn the_server_is_started_with_a_giant_thread() {
    let mock = Mock::new(&Options { replies: Some(250), ..Options::default() }).world(json!({})).await;
    let mut browser = Browser { mock: mock.header("host", "localhost"), cookies: std::collections::BTreeMap::new() };
    browser.sign_in("learner").await;
    let all = browser.json(&list("&order_by=comment_count&author=lea.b")).await;
    let thread = &all["results"][0];
    assert_eq!(thread["comment_count"], 250 + 2 * 25 + 1);
    let path = format!("{THREADS}{}/", thread["id"].as_str().unwrap());
    assert_eq!(browser.json(&path).await["response_count"], 250);
}
