//! Notifications: who is told of what, with which ids, and what is seen and read.

use crate::support::browser::Browser;
use crate::support::forum::{COMMENTS, THREADS};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const LIST: &str = "/api/notifications/";

async fn count(browser: &mut Browser) -> u64 {
    browser.json("/api/notifications/count/").await["count"].as_u64().unwrap()
}

/// The newest of who is signed in.
async fn newest(browser: &mut Browser) -> Value {
    browser.json(LIST).await["results"][0].clone()
}

#[tokio::test]
async fn a_response_of_somebody_else_is_told_and_says_where_it_is() {
    let mut browser = Browser::learner(json!({})).await;
    let before = count(&mut browser).await;
    let id = browser.happens(json!({"post_response": {"as": "lea.b", "thread": "93", "body": "Et voilà."}})).await;
    assert_eq!(count(&mut browser).await, before + 1);
    let told = newest(&mut browser).await;
    assert_eq!(told["notification_type"], "new_response");
    let context = &told["content_context"];
    assert_eq!((&context["thread_id"], &context["topic_id"]), (&json!("93"), &json!("topic-comment-suivre")));
    assert_eq!((&context["response_id"], &context["comment_id"]), (&json!(id), &Value::Null));
    assert!(told["content_url"].as_str().unwrap().ends_with("/discussions/course-v1:Preau+ENLIGNE+1/posts/93"));
    assert!(told["content"].as_str().unwrap().starts_with("<p><strong>lea.b</strong>"));
}

#[tokio::test]
async fn a_reply_names_the_response_above_and_an_endorsement_only_the_comment() {
    let mut browser = Browser::learner(json!({})).await;
    let reply = browser.happens(json!({"reply": {"as": "karim_o", "response": "1000", "body": "Bien vu."}})).await;
    let context = newest(&mut browser).await["content_context"].clone();
    assert_eq!((&context["response_id"], &context["comment_id"]), (&json!("1000"), &json!(reply)));
    assert_eq!(context["author_name"], "learner's");
    browser.happens(json!({"endorse": {"as": "assistant", "comment": "1000"}})).await;
    let told = newest(&mut browser).await;
    assert_eq!(told["notification_type"], "response_endorsed");
    let context = &told["content_context"];
    assert_eq!((&context["response_id"], &context["comment_id"]), (&Value::Null, &json!("1000")));
}

#[tokio::test]
async fn nobody_is_told_of_what_they_did_or_chose_not_to_hear() {
    let mut browser = Browser::learner(json!({})).await;
    let before = count(&mut browser).await;
    browser.post(COMMENTS, json!({"thread_id": "93", "raw_body": "Je précise ma question."})).await;
    assert_eq!(count(&mut browser).await, before);
    let off = json!({"notification_app": "discussion", "notification_type": "grouped_notification",
        "notification_channel": "web", "value": false});
    browser.write(Method::PUT, "/api/notifications/v3/configurations/", off).await;
    browser.happens(json!({"post_response": {"as": "lea.b", "thread": "93", "body": "Encore."}})).await;
    assert_eq!(count(&mut browser).await, before);
    // who stops following their own thread hears nothing of it either
    let on = json!({"notification_app": "discussion", "notification_type": "grouped_notification",
        "notification_channel": "web", "value": true});
    browser.write(Method::PUT, "/api/notifications/v3/configurations/", on).await;
    browser.patch(&format!("{THREADS}93/"), json!({"following": false})).await;
    browser.happens(json!({"post_response": {"as": "lea.b", "thread": "93", "body": "Encore."}})).await;
    assert_eq!(count(&mut browser).await, before);
}

#[tokio::test]
async fn who_responds_follows_and_is_told_of_the_next_response() {
    let mut browser = Browser::learner(json!({})).await;
    browser.post(COMMENTS, json!({"thread_id": "94", "raw_body": "Même souci ici."})).await;
    browser.happens(json!({"post_response": {"as": "assistant", "thread": "94", "body": "Corrigé."}})).await;
    assert_eq!(newest(&mut browser).await["notification_type"], "response_on_followed_post");
}

#[tokio::test]
async fn the_name_behind_an_anonymous_post_leaks() {
    let mut browser = Browser::signed_in("karim_o", json!({})).await;
    let sent = json!({"thread_id": "93", "raw_body": "Chut.", "anonymous_to_peers": true});
    assert_eq!(browser.post(COMMENTS, sent).await.json()["author"], Value::Null);
    browser.sign_in("learner").await;
    let told = newest(&mut browser).await;
    assert_eq!(told["content_context"]["replier_name"], "karim_o");
    assert!(told["content"].as_str().unwrap().contains("karim_o"));
}

#[tokio::test]
async fn seen_is_not_read() {
    let mut browser = Browser::learner(json!({})).await;
    assert!(count(&mut browser).await > 0);
    let seen = browser.write(Method::PUT, "/api/notifications/mark-seen/discussion/", json!({})).await;
    assert_eq!(seen.status, StatusCode::OK);
    let counts = browser.json("/api/notifications/count/").await;
    assert_eq!(counts["count_by_app_name"]["discussion"], 0);
    let told = browser.json(&format!("{LIST}?app_name=discussion")).await["results"][0].clone();
    assert!(told["last_seen"].is_string() && told["last_read"].is_null());
    let one = json!({"notification_id": told["id"], "app_name": "discussion"});
    let read = browser.write(Method::PATCH, "/api/notifications/read/", one).await.json();
    assert_eq!(read["message"], "Notification marked read.", "the id counts, not the app");
    let nobody = browser.write(Method::PUT, "/api/notifications/mark-seen/whatever/", json!({})).await;
    assert_eq!(nobody.status, StatusCode::OK, "any name is accepted");
    browser.sign_in("karim_o").await;
    let others = json!({"notification_id": told["id"]});
    let refused = browser.write(Method::PATCH, "/api/notifications/read/", others).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_stand_at_the_top_of_the_answer_and_old_ones_are_forgotten() {
    let mut browser = Browser::learner(json!({})).await;
    let page = browser.json(&format!("{LIST}?page_size=1")).await;
    assert!(page.get("pagination").is_none() && page["next"].as_str().unwrap().contains("page=2"));
    assert_eq!((&page["num_pages"], &page["current_page"], &page["start"]), (&page["count"], &json!(1), &json!(0)));
    assert_eq!(browser.get(&format!("{LIST}?page=99")).await.status, StatusCode::NOT_FOUND);
    browser.change(json!({"now": "2027-01-05T09:00:00Z"})).await;
    browser.sign_in("learner").await;
    assert_eq!(browser.json(LIST).await["count"], 0);
}

#[tokio::test]
async fn those_who_moderate_are_told_once_of_a_report() {
    let mut browser = Browser::learner(json!({})).await;
    browser.patch(&format!("{COMMENTS}987/"), json!({"abuse_flagged": true})).await;
    browser.sign_in("lea.b").await;
    browser.patch(&format!("{COMMENTS}987/"), json!({"abuse_flagged": true})).await;
    browser.sign_in("moderator").await;
    let all = browser.json(LIST).await;
    let reports: Vec<&Value> = all["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|told| told["notification_type"] == "content_reported")
        .map(|told| &told["content_context"])
        .collect();
    assert_eq!(reports.len(), 1);
    assert_eq!((&reports[0]["response_id"], &reports[0]["comment_id"]), (&json!("986"), &json!("987")));
    assert_eq!((&reports[0]["content_type"], &reports[0]["username"]), (&json!("comment"), &json!("prof")));
    browser.sign_in("karim_o").await;
    let all = browser.json(LIST).await;
    assert!(all["results"].as_array().unwrap().iter().all(|told| told["notification_type"] != "content_reported"));
}

#[tokio::test]
async fn a_post_for_all_learners_reaches_who_asked_for_nothing() {
    let mut browser = Browser::signed_in("prof", json!({})).await;
    let new = json!({"course_id": "course-v1:Preau+ENLIGNE+1", "topic_id": "general", "type": "discussion",
        "title": "À lire", "raw_body": "…", "notify_all_learners": true});
    browser.post(THREADS, new).await;
    browser.sign_in("learner").await;
    let told = newest(&mut browser).await;
    assert_eq!(told["notification_type"], "new_instructor_all_learners_post");
    assert_eq!(told["content_context"]["response_id"], Value::Null);
}
