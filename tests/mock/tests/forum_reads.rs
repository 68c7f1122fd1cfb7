//! What the forum answers to questions: who sees what, in which order, how it is counted, and what nobody should ask.

use std::collections::BTreeSet;

use crate::support::browser::{Browser, escaped};
use crate::support::forum::{COMMENTS, COURSE, COURSES, THREADS, ids};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const OTHER: &str = "course-v1:Preau+STATMED+1";

fn threads(course: &str, rest: &str) -> String {
    format!("{THREADS}?course_id={}{rest}", escaped(course))
}

fn said<'a>(answer: &'a Value, field: &str) -> &'a str {
    answer["field_errors"][field]["developer_message"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn parameters_are_read_as_forms_read_them() {
    let mut browser = Browser::learner(json!({})).await;
    for (rest, field, message) in [
        ("&page=0", "page", "Ensure this value is greater than or equal to 1."),
        ("&page_size=x", "page_size", "Enter a whole number."),
        ("&flagged=perhaps", "flagged", "Invalid Boolean Value."),
        ("&following=false", "following", "The value of the 'following' parameter must be true."),
        ("&view=seen", "view", "Select a valid choice. seen is not one of the available choices."),
        ("&order_direction=asc", "order_direction", "Select a valid choice. asc is not one of the available choices."),
    ] {
        let answer = browser.get(&threads(COURSE, rest)).await;
        assert_eq!((answer.status, said(&answer.json(), field)), (StatusCode::BAD_REQUEST, message), "{rest}");
    }
    let missing = browser.get(THREADS).await.json();
    assert_eq!(said(&missing, "course_id"), "This field is required.");
    let wrong = browser.get(&format!("{THREADS}?course_id=x")).await.json();
    assert_eq!(said(&wrong, "course_id"), "'x' is not a valid course id");
    let large = Browser::learner(json!({"threads": 120})).await.json(&threads(COURSE, "&page_size=500")).await;
    assert_eq!((ids(&large).len(), &large["pagination"]["num_pages"]), (100, &json!(2)));
}

#[tokio::test]
async fn orders_are_descending_with_pinned_threads_first() {
    let mut browser = Browser::learner(json!({})).await;
    for (order, field) in [("vote_count", "vote_count"), ("comment_count", "comment_count")] {
        let list = browser.json(&threads(OTHER, &format!("&page_size=100&order_by={order}"))).await;
        let all = list["results"].as_array().unwrap();
        let pinned: Vec<bool> = all.iter().map(|thread| thread["pinned"].as_bool().unwrap()).collect();
        assert!(pinned.is_sorted_by(|one, other| one >= other), "{pinned:?}");
        let counts: Vec<u64> = all
            .iter()
            .filter(|thread| thread["pinned"] == false)
            .map(|thread| thread[field].as_u64().unwrap())
            .collect();
        assert!(counts.is_sorted_by(|one, other| one >= other), "{order}: {counts:?}");
    }
}

#[tokio::test]
async fn asking_for_responses_reads_the_thread() {
    let mut browser = Browser::signed_in("amara.k", json!({})).await;
    let first = browser.json(&threads(COURSE, "&view=unread&page_size=4")).await;
    let thread = first["results"][0].clone();
    assert_eq!(
        (&thread["read"], thread["unread_comment_count"].as_u64()),
        (&json!(false), thread["comment_count"].as_u64())
    );
    let id = thread["id"].as_str().unwrap();
    browser.json(&format!("{COMMENTS}?thread_id={id}&merge_question_type_responses=true")).await;
    let after = browser.json(&threads(COURSE, "&view=unread&page_size=100")).await;
    assert!(!ids(&after).contains(&id));
    browser.happens(json!({"post_response": {"as": "lea.b", "thread": id, "body": "Encore"}})).await;
    let again = browser.json(&threads(COURSE, "&page_size=100")).await;
    let again = again["results"].as_array().unwrap().iter().find(|thread| thread["id"] == id).unwrap().clone();
    assert_eq!((&again["read"], &again["unread_comment_count"]), (&json!(false), &json!(1)));
}

#[tokio::test]
async fn cohorts_see_their_own_threads() {
    let divided = json!({"forum": {OTHER: {"division": "cohort"}}});
    // Accounts with even numbers are in the second cohort.
    for (user, sees) in [("sofia.m", false), ("karim_o", true), ("moderator", true), ("staff", true)] {
        let mut browser = Browser::signed_in(user, json!({"lms": divided.clone()})).await;
        let list = browser.json(&threads(OTHER, "&page_size=100")).await;
        assert_eq!(ids(&list).contains(&"109"), sees, "{user}");
        let alone = browser.get(&format!("{THREADS}109/")).await;
        if sees {
            assert_eq!(alone.json()["group_name"], "Groupe B");
        } else {
            assert_eq!(
                (alone.status, alone.json()),
                (StatusCode::NOT_FOUND, json!({"developer_message": "Thread not found."}))
            );
        }
    }
    let mut browser = Browser::signed_in("moderator", json!({"lms": divided})).await;
    let first = browser.json(&threads(OTHER, "&page_size=100&group_id=1")).await;
    assert!(!ids(&first).contains(&"109"));
    let fields = browser.json(&format!("{THREADS}109/")).await["editable_fields"].clone();
    assert!(fields.as_array().unwrap().contains(&json!("group_id")));
}

#[tokio::test]
async fn comments_outside_their_thread_can_only_be_reported() {
    let mut browser = Browser::signed_in("moderator", json!({})).await;
    let path = format!("{COMMENTS}?username=lea.b&course_id={}", escaped(COURSE));
    let list = browser.json(&path).await;
    for comment in list["results"].as_array().unwrap() {
        assert_eq!(comment["editable_fields"], json!(["abuse_flagged"]));
        assert_eq!(comment["anonymous_to_peers"], false, "what hides its author is left out");
    }
    assert!(!ids(&list).is_empty());
    let unknown = browser.get(&format!("{COMMENTS}?username=nobody&course_id={}", escaped(COURSE))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_participants_threads_are_as_that_person_has_them() {
    let mut browser = Browser::learner(json!({})).await;
    browser.json(&format!("{THREADS}96/")).await;
    let list = browser.json(&format!("{COURSES}learner/?username=karim_o&page_size=3")).await;
    assert_eq!(list["pagination"]["count"], 3, "rows of this page");
    assert!(list["results"].as_array().unwrap().iter().all(|thread| thread["pinned"] == false));
    assert!(list.get("text_search_rewrite").is_none());
    assert_eq!(browser.get(&format!("{COURSES}learner/?username=nobody")).await.status, StatusCode::NOT_FOUND);
    let broken = browser.get(&format!("{COURSES}learner/?username=karim_o&status=late")).await;
    assert_eq!(broken.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(browser.get(&format!("{COURSES}learner?username=karim_o")).await.status, StatusCode::NOT_FOUND, "slash");
}

#[tokio::test]
async fn topics_come_in_three_shapes() {
    let mut browser = Browser::learner(json!({})).await;
    let path = |version: &str| format!("/api/discussion/{version}/course_topics/{COURSE}");
    let first = browser.json(&path("v1")).await;
    let address = first["non_courseware_topics"][0]["thread_list_url"].as_str().unwrap();
    assert!(address.contains("topic_id=g&topic_id=e&topic_id=n"), "spoilt by the newer structure: {address}");
    let unknown = browser.get(&format!("{}?topic_id=nowhere", path("v1"))).await;
    assert_eq!(unknown.json()["developer_message"], "Discussion not found for 'nowhere'.");
    let third = browser.json(&path("v3")).await;
    let nodes = third.as_array().unwrap();
    let wide: Vec<bool> = nodes.iter().map(|node| node.get("type").is_none()).collect();
    assert!(wide[0] && wide.is_sorted_by(|one, other| one >= other), "topics of the whole course first");
    let mut leaves = BTreeSet::new();
    for chapter in nodes.iter().filter(|node| node["type"] == "chapter") {
        for sequence in chapter["children"].as_array().unwrap() {
            let units = sequence["children"].as_array().unwrap();
            assert!(!units.is_empty());
            let sum: u64 = units.iter().map(|unit| unit["thread_counts"]["question"].as_u64().unwrap()).sum();
            assert_eq!(sequence["thread_counts"]["question"].as_u64(), Some(sum));
            leaves.extend(units.iter().map(|unit| unit["id"].as_str().unwrap().to_owned()));
        }
    }
    let flat = browser.json(&path("v2")).await;
    let units = flat.as_array().unwrap().iter().filter(|topic| !topic["usage_key"].is_null()).count();
    assert_eq!(units, leaves.len());
}

#[tokio::test]
async fn a_course_without_forum_is_known_by_one_of_two_versions() {
    let mut browser = Browser::learner(json!({"forum": {COURSE: {"disabled": true}}})).await;
    let second = browser.json(&format!("/api/discussion/v2/courses/{COURSE}/")).await;
    assert_eq!(second["show_discussions"], false);
    let list = browser.get(&threads(COURSE, "")).await;
    assert_eq!(list.json()["developer_message"], "Discussion is disabled for the course.");
}

#[tokio::test]
async fn staff_give_roles_and_change_settings() {
    let mut browser = Browser::signed_in("staff", json!({})).await;
    let roles = format!("{COURSES}roles/Community%20TA");
    let given = browser.post(&roles, json!({"user_id": "lea.b", "action": "allow"})).await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.text());
    assert_eq!(browser.json(&format!("{THREADS}96/")).await["author_label"], "Community TA");
    let settings = format!("{COURSES}settings");
    assert_eq!(
        browser.patch(&settings, json!({"reported_content_email_notifications": true})).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(browser.json(&settings).await["reported_content_email_notifications"], true);
    browser.sign_in("learner").await;
    assert_eq!(browser.get(&settings).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get(&roles).await.status, StatusCode::FORBIDDEN);
    let cohorts = browser.get(&format!("/api/cohorts/v1/courses/{COURSE}/cohorts/")).await;
    assert_eq!(cohorts.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn tours_end_one_by_one() {
    let mut browser = Browser::learner(json!({})).await;
    let tours = browser.json("/api/user_tours/discussion_tours/").await;
    let id = tours[0]["id"].as_u64().unwrap();
    browser.write(Method::PUT, &format!("/api/user_tours/discussion_tours/{id}"), json!({"show_tour": false})).await;
    let after = browser.json("/api/user_tours/discussion_tours/").await;
    assert_eq!((&after[0]["show_tour"], &after[1]["show_tour"]), (&json!(false), &json!(true)));
}

#[tokio::test]
async fn nothing_that_is_asked_breaks_it() {
    let mut browser = Browser::signed_in("staff", json!({"lms": {"hostile": true}})).await;
    let odd =
        ["", "0", "-1", "99999999999999999999", "%00", "%F0%9F%98%80", "a,b,,", "%27%22%3C%3E", "true", "1e9", "NaN"];
    let course = escaped(COURSE);
    for value in odd {
        for path in [
            format!("{THREADS}?course_id={course}&page={value}"),
            format!("{THREADS}?course_id={course}&page_size={value}&page=999999999999"),
            format!("{THREADS}?course_id={course}&text_search={value}"),
            format!("{THREADS}?course_id={course}&topic_id={value}&author={value}&group_id={value}"),
            format!("{THREADS}?course_id={value}"),
            format!("{THREADS}{value}/"),
            format!("{COMMENTS}{value}/"),
            format!("{COMMENTS}?thread_id={value}&reverse_order={value}&endorsed={value}"),
            format!("{COMMENTS}?thread_id=93&endorsed=true&page={value}&reverse_order={value}"),
            format!("{COURSES}activity_stats/?page={value}&username={value}"),
            format!("{COURSES}learner/?username=lea.b&page={value}&page_size={value}"),
            format!("{COURSES}roles/{value}"),
            format!("/api/discussion/v2/course_topics/{COURSE}?topic_id={value}&order_by={value}"),
            format!("/api/discussion/v3/course_topics/{value}"),
            format!("/api/notifications/?page={value}&page_size={value}&app_name={value}"),
            format!("/api/user_tours/discussion_tours/{value}"),
            format!("/api/discussion/uploads/{value}"),
        ] {
            browser.get(&path).await;
        }
        for body in [
            json!(value),
            json!([value]),
            json!({"voted": value}),
            json!({"raw_body": [value], "type": {}, "parent_id": {}}),
        ] {
            browser.patch(&format!("{THREADS}96/"), body.clone()).await;
            browser.patch(&format!("{COMMENTS}994/"), body.clone()).await;
            browser.patch(&format!("{COURSES}settings"), body.clone()).await;
            browser.write(Method::PATCH, "/api/notifications/read/", body.clone()).await;
            browser.write(Method::PUT, "/api/notifications/v3/configurations/", body.clone()).await;
            browser.post(COMMENTS, json!({"thread_id": value, "parent_id": body, "raw_body": value})).await;
            browser.post(THREADS, body).await;
        }
        for text in [
            format!("[{value}]({value}"),
            format!("```{value}"),
            format!("<p {value}"),
            format!("</{value}>**{value}*"),
        ] {
            browser.post(COMMENTS, json!({"thread_id": "96", "raw_body": text})).await;
        }
        let token = browser.token().await;
        for kind in ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"] {
            let Ok(_) = axum::http::HeaderValue::from_str(kind) else { continue };
            let headers = [("x-csrftoken", token.clone()), ("content-type", kind.to_owned())];
            let body = format!("--\r\n--\r\nname=\"uploaded_file\"{value}\r\n\r\n--");
            let answer = browser.send(Method::POST, &format!("{COURSES}upload"), body, &headers).await;
            assert!(answer.status.is_client_error());
        }
    }
    assert_eq!(browser.get(&threads(COURSE, "")).await.status, StatusCode::OK);
}
