//! The forum: who sees and may do what, and the oddities of the real server.

use crate::support::browser::{Browser, escaped};
use crate::support::forum::{COMMENTS, COURSE, THREADS, ids};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

async fn list(browser: &mut Browser, rest: &str) -> Value {
    browser.json(&format!("{THREADS}?course_id={}{rest}", escaped(COURSE))).await
}

#[tokio::test]
async fn pinned_threads_come_first_and_pages_beyond_the_last_are_empty() {
    let mut browser = Browser::learner(json!({})).await;
    let all = list(&mut browser, "").await;
    assert_eq!(ids(&all)[0], "92", "pinned");
    assert!(all["results"].as_array().unwrap().iter().all(|thread| thread["has_endorsed"] == false));
    let beyond = list(&mut browser, "&page=9").await;
    assert_eq!(ids(&beyond).len(), 0);
    let unanswered = list(&mut browser, "&view=unanswered").await;
    assert!(unanswered["results"].as_array().unwrap().iter().all(|thread| thread["type"] == "question"));
}

#[tokio::test]
async fn parameters_that_exclude_each_other_are_refused() {
    let mut browser = Browser::learner(json!({})).await;
    let path = format!("{THREADS}?course_id={}&topic_id=general&text_search=x", escaped(COURSE));
    let answer = browser.get(&path).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["developer_message"].as_str().unwrap().contains("mutually exclusive"));
}

#[tokio::test]
async fn responses_come_in_the_order_of_their_ids_as_texts() {
    let mut browser = Browser::learner(json!({})).await;
    let newest = browser.json(&format!("{COMMENTS}?thread_id=93&merge_question_type_responses=true")).await;
    assert_eq!(ids(&newest), ["991", "990", "1001"]);
    let oldest =
        browser.json(&format!("{COMMENTS}?thread_id=93&merge_question_type_responses=true&reverse_order=0")).await;
    assert_eq!(ids(&oldest), ["1001", "990", "991"]);
    let same =
        browser.json(&format!("{COMMENTS}?thread_id=93&merge_question_type_responses=true&reverse_order=false")).await;
    assert_eq!(ids(&same), ids(&newest), "false is dropped on the way");
    let split = browser.get(&format!("{COMMENTS}?thread_id=93")).await;
    assert_eq!(
        split.json()["field_errors"]["endorsed"]["developer_message"],
        "This field is required for question threads."
    );
}

#[tokio::test]
async fn reading_marks_as_read_before_it_tells() {
    let mut browser = Browser::signed_in("sofia.m", json!({})).await;
    let before = list(&mut browser, "").await;
    let thread = before["results"].as_array().unwrap().iter().find(|thread| thread["id"] == "95").unwrap().clone();
    assert_eq!(thread["read"], false);
    let alone = browser.json(&format!("{THREADS}95/")).await;
    assert_eq!((&alone["read"], &alone["unread_comment_count"]), (&json!(true), &json!(0)));
    assert_eq!(alone["has_endorsed"], true);
}

#[tokio::test]
async fn replies_are_found_only_among_the_first_hundred_responses_of_an_order() {
    let mut browser = Browser::learner(json!({"replies": 150})).await;
    let all = list(&mut browser, "&author=lea.b").await;
    let long = all["results"].as_array().unwrap().iter().find(|thread| thread["title"] == "Un très long fil").unwrap();
    let thread = long["id"].as_str().unwrap().to_owned();
    let mut found = [Vec::new(), Vec::new()];
    for page in 1..=2 {
        let answer = browser.json(&format!("{COMMENTS}?thread_id={thread}&page={page}&page_size=100")).await;
        for response in answer["results"].as_array().unwrap() {
            if response["child_count"] == 0 {
                continue;
            }
            let id = response["id"].as_str().unwrap();
            for (order, known) in ["", "?reverse_order=0"].iter().zip(&mut found) {
                let replies = browser.json(&format!("{COMMENTS}{id}/{order}")).await;
                known.push((id.to_owned(), replies["results"].as_array().unwrap().len()));
            }
        }
    }
    let [last, first] = found;
    assert_eq!(last.len(), 15);
    assert!(last.iter().any(|(_, count)| *count == 0) && first.iter().any(|(_, count)| *count == 0));
    assert!(last.iter().zip(&first).all(|((_, one), (_, other))| one + other >= 2), "one end or the other finds them");
    let beyond = browser.get(&format!("{COMMENTS}?thread_id={thread}&page=30")).await;
    assert_eq!(beyond.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_hides_is_hidden_from_learners_and_from_the_author_too() {
    let mut learner = Browser::learner(json!({})).await;
    let alone = learner.json(&format!("{THREADS}99/")).await;
    assert_eq!((&alone["author"], &alone["anonymous_to_peers"]), (&Value::Null, &json!(true)));
    learner.sign_in("sofia.m").await;
    let own = learner.json(&format!("{THREADS}99/")).await;
    assert_eq!((&own["author"], &own["can_delete"]), (&Value::Null, &json!(true)));
    learner.sign_in("moderator").await;
    assert_eq!(learner.json(&format!("{THREADS}99/")).await["author"], "sofia.m");
}

#[tokio::test]
async fn changes_need_their_media_type_and_the_right_to_each_field() {
    let mut browser = Browser::learner(json!({})).await;
    let path = format!("{THREADS}96/");
    let plain = browser.write(Method::PATCH, &path, json!({"voted": true})).await;
    assert_eq!(plain.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let voted = browser.patch(&path, json!({"voted": true})).await.json();
    assert_eq!((&voted["voted"], &voted["vote_count"]), (&json!(true), &json!(10)));
    let again = browser.patch(&path, json!({"voted": true})).await.json();
    assert_eq!(again["vote_count"], 10, "a switch, set twice");
    let refused = browser.patch(&path, json!({"title": "X", "voted": false})).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(refused.json()["field_errors"]["title"]["developer_message"], "This field is not editable.");
    assert_eq!(browser.json(&path).await["voted"], true, "one wrong field refuses them all");
}

#[tokio::test]
async fn a_question_is_answered_and_the_answer_accepted() {
    let mut browser = Browser::learner(json!({})).await;
    let made = browser
        .post(
            THREADS,
            json!({"course_id": COURSE, "topic_id": "technique", "type": "question", "title": "Pourquoi ?",
                "raw_body": "Dites-moi.", "following": true}),
        )
        .await;
    assert_eq!(made.status, StatusCode::OK);
    let thread = made.json()["id"].as_str().unwrap().to_owned();
    let id = browser.happens(json!({"post_response": {"as": "lea.b", "thread": thread, "body": "Parce que."}})).await;
    let reply =
        browser.post(COMMENTS, json!({"thread_id": thread, "parent_id": id, "raw_body": "Merci !"})).await.json();
    let lost =
        browser.post(COMMENTS, json!({"thread_id": thread, "parent_id": reply["id"], "raw_body": "Perdu"})).await;
    assert_eq!(lost.status, StatusCode::OK, "taken, and never listed");
    let replies = browser.json(&format!("{COMMENTS}{id}/")).await;
    assert_eq!(ids(&replies), [reply["id"].as_str().unwrap()]);
    let endorsed = browser.patch(&format!("{COMMENTS}{id}/"), json!({"endorsed": true})).await.json();
    assert_eq!((&endorsed["endorsed"], &endorsed["endorsed_by"]), (&json!(true), &Value::Null));
    let listed = browser.json(&format!("{COMMENTS}?thread_id={thread}&merge_question_type_responses=true")).await;
    assert_eq!(listed["results"][0]["endorsed_by"], "learner");
    assert_eq!(browser.json(&format!("{THREADS}{thread}/")).await["comment_count"], 4);
    let count = browser.json("/api/notifications/count/").await;
    assert!(count["count"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn gates_refuse_each_in_its_own_shape() {
    let write = json!({"thread_id": "96", "raw_body": "Oui."});
    for (rules, status, part) in [
        (json!({"posting": "blackout"}), StatusCode::FORBIDDEN, "blackout period"),
        (json!({"rate_limited": true}), StatusCode::TOO_MANY_REQUESTS, "\"Too many requests\""),
        (json!({"captcha": true}), StatusCode::BAD_REQUEST, "captcha_token"),
    ] {
        let mut browser = Browser::learner(json!({"forum": {COURSE: rules}})).await;
        let answer = browser.post(COMMENTS, write.clone()).await;
        assert_eq!(answer.status, status);
        assert!(answer.text().contains(part), "{}", answer.text());
        browser.sign_in("assistant").await;
        assert_eq!(browser.post(COMMENTS, write.clone()).await.status, StatusCode::OK, "who moderates may");
    }
    let mut browser = Browser::learner(json!({})).await;
    let closed = browser.post(COMMENTS, json!({"thread_id": "97", "raw_body": "Oui."})).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    let blank = browser.post(COMMENTS, json!({"thread_id": "96", "raw_body": "  "})).await.json();
    assert_eq!(blank["field_errors"]["raw_body"]["developer_message"], "This field may not be blank.");
}

#[tokio::test]
async fn closing_wants_a_reason_and_unknown_ids_are_failures() {
    let mut browser = Browser::signed_in("moderator", json!({})).await;
    let path = format!("{THREADS}96/");
    let bare = browser.patch(&path, json!({"closed": true})).await;
    assert_eq!(bare.status, StatusCode::INTERNAL_SERVER_ERROR);
    let closed = browser.patch(&path, json!({"closed": true, "close_reason_code": "duplicate"})).await.json();
    assert_eq!((&closed["closed"], &closed["close_reason"]), (&json!(true), &json!("Duplicate of another post")));
    assert_eq!(browser.get(&format!("{THREADS}4711/")).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(browser.get(&format!("{THREADS}abc/")).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    let mut gentle = Browser::learner(json!({"oddities": {"forum_unknown_404": true}})).await;
    assert_eq!(gentle.get(&format!("{THREADS}4711/")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_deleted_is_gone_with_all_that_answers_it() {
    let mut browser = Browser::signed_in("lea.b", json!({})).await;
    let token = browser.token().await;
    let headers = [("x-csrftoken", token)];
    let gone = browser.send(Method::DELETE, &format!("{COMMENTS}986/"), String::new(), &headers).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.json(&format!("{THREADS}92/")).await["comment_count"], 3);
    let other = browser.send(Method::DELETE, &format!("{COMMENTS}989/"), String::new(), &headers).await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_who_is_enrolled_comes_in() {
    let mut browser = Browser::signed_in("newcomer", json!({})).await;
    let answer = browser.get(&format!("/api/discussion/v2/courses/{COURSE}/")).await;
    assert_eq!(
        (answer.status, answer.json()["developer_message"].as_str()),
        (StatusCode::NOT_FOUND, Some("Course not found."))
    );
    let mut anonymous = Browser::anonymous(json!({})).await;
    assert_eq!(anonymous.get(&format!("{THREADS}92/")).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_picture_is_taken_and_given_back() {
    let mut browser = Browser::learner(json!({})).await;
    let token = browser.token().await;
    let path = format!("/api/discussion/v1/courses/{COURSE}/upload");
    let headers = [("x-csrftoken", token), ("content-type", "multipart/form-data; boundary=XX".to_owned())];
    let form = |name: &str| {
        format!(
            "--XX\r\nContent-Disposition: form-data; name=\"thread_key\"\r\n\r\nroot\r\n--XX\r\nContent-Disposition: form-data; \
             name=\"uploaded_file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--XX--\r\n"
        )
    };
    let sent = browser.send(Method::POST, &path, form("a.png"), &headers).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
    let location = sent.json()["location"].as_str().unwrap().to_owned();
    let given = browser.get(location.strip_prefix("http://localhost").unwrap()).await;
    assert_eq!((given.header("content-type"), given.text().as_str()), (Some("image/png"), "PNG"));
    assert_eq!(browser.send(Method::POST, &path, form("a.exe"), &headers).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn all_that_is_wrong_is_said_and_nothing_is_done_by_halves() {
    let mut browser = Browser::learner(json!({})).await;
    let refused = browser.post(THREADS, json!({"course_id": COURSE, "topic_id": "nowhere", "type": "poll"})).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let fields = refused.json()["field_errors"].clone();
    for (name, message) in [
        ("title", "This field is required."),
        ("raw_body", "This field is required."),
        ("topic_id", "Invalid value."),
        ("type", "\"poll\" is not a valid choice."),
    ] {
        assert_eq!(fields[name]["developer_message"], message);
    }
    let mut author = Browser::signed_in("lea.b", json!({})).await;
    let path = format!("{THREADS}96/");
    let refused = author.patch(&path, json!({"abuse_flagged": true, "title": " "})).await;
    assert_eq!(refused.json()["field_errors"]["title"]["developer_message"], "This field may not be blank.");
    assert_eq!(author.json(&path).await["abuse_flagged"], false);
}

#[tokio::test]
async fn a_moderator_changes_a_text_and_says_why() {
    let mut browser = Browser::signed_in("moderator", json!({})).await;
    let path = format!("{THREADS}96/");
    let change = json!({"raw_body": "Plus court.", "edit_reason_code": "needs-clarity"});
    let changed = browser.patch(&path, change).await.json();
    assert_eq!(changed["edit_reason_code"], "needs-clarity");
    assert_eq!(changed["last_edit"]["reason"], "Content needs clarity");
    assert_eq!(browser.json(&path).await.get("edit_reason_code"), None, "said once");
    let unknown = browser.patch(&path, json!({"raw_body": "X", "edit_reason_code": "mood"})).await.json();
    assert_eq!(unknown["field_errors"]["edit_reason_code"]["developer_message"], "Invalid edit reason code");
    browser.sign_in("karim_o").await;
    assert_eq!(browser.json(&path).await["last_edit"], Value::Null, "others do not see it");
}

#[tokio::test]
async fn reports_are_ones_own_until_a_moderator_takes_them_all_back() {
    let mut browser = Browser::learner(json!({})).await;
    let path = format!("{COMMENTS}994/");
    browser.patch(&path, json!({"abuse_flagged": true})).await;
    browser.sign_in("karim_o").await;
    let reported = browser.patch(&path, json!({"abuse_flagged": true})).await.json();
    assert_eq!((&reported["abuse_flagged"], &reported["abuse_flagged_any_user"]), (&json!(true), &Value::Null));
    let refused = browser.get(&format!("{THREADS}?course_id={}&count_flagged=true", escaped(COURSE))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    browser.sign_in("assistant").await;
    let flagged = list(&mut browser, "&flagged=true&count_flagged=true").await;
    let counted: Vec<(&str, &Value)> = flagged["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|thread| (thread["id"].as_str().unwrap(), &thread["abuse_flagged_count"]))
        .collect();
    assert_eq!(counted, [("96", &json!(2)), ("101", &Value::Null)], "a report of the thread itself is not counted");
    let cleared = browser.patch(&path, json!({"abuse_flagged": false})).await.json();
    assert_eq!(cleared["abuse_flagged_any_user"], false);
}

#[tokio::test]
async fn what_roles_may_change_differs() {
    let expected = [
        ("learner", "abuse_flagged copy_link following read voted"),
        ("prof", "abuse_flagged copy_link following pinned read voted"),
        (
            "groupmod",
            "abuse_flagged close_reason_code closed copy_link edit_reason_code following pinned raw_body read title topic_id type voted",
        ),
        (
            "staff",
            "abuse_flagged close_reason_code closed copy_link edit_reason_code following pinned raw_body read title topic_id type voted",
        ),
    ];
    for (name, fields) in expected {
        let mut browser = Browser::signed_in(name, json!({})).await;
        let thread = browser.json(&format!("{THREADS}96/")).await;
        let ours: Vec<&str> =
            thread["editable_fields"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        assert_eq!(ours.join(" "), fields, "{name}");
    }
    let mut browser = Browser::signed_in("prof", json!({})).await;
    let metadata = browser.json(&format!("/api/discussion/v2/courses/{COURSE}/")).await;
    assert_eq!((&metadata["is_course_staff"], &metadata["has_moderation_privileges"]), (&json!(true), &json!(false)));
}

#[tokio::test]
async fn all_that_somebody_wrote_goes_at_once_when_it_is_meant() {
    let mut browser = Browser::signed_in("moderator", json!({})).await;
    let path = |execute: &str| {
        format!(
            "/api/discussion/v1/bulk_delete_user_posts/{COURSE}?username=karim_o&course_or_org=course&execute={execute}"
        )
    };
    let preview = browser.post(&path("false"), json!({})).await;
    assert_eq!(preview.status, StatusCode::ACCEPTED);
    assert_eq!(browser.post(&path("true"), json!({})).await.json(), preview.json());
    assert_eq!(list(&mut browser, "&author=karim_o").await["results"], json!([]));
    assert_eq!(browser.post(&path("false"), json!({})).await.json(), json!({"comment_count": 0, "thread_count": 0}));
    browser.sign_in("assistant").await;
    assert_eq!(browser.post(&path("false"), json!({})).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_large_picture_is_refused_as_a_page() {
    let mut browser = Browser::learner(json!({})).await;
    let token = browser.token().await;
    let headers = [("x-csrftoken", token), ("content-type", "multipart/form-data; boundary=XX".to_owned())];
    let head = "--XX\r\nContent-Disposition: form-data; name=\"uploaded_file\"; filename=\"a.png\"\r\n\r\n";
    let body = [head, "x".repeat(1_200_000).as_str(), "\r\n--XX--\r\n"].concat();
    let answer =
        browser.send(Method::POST, &format!("/api/discussion/v1/courses/{COURSE}/upload"), body, &headers).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::FORBIDDEN, Some("text/html; charset=utf-8"))
    );
}

#[tokio::test]
async fn a_confirmed_address_is_asked_of_who_moderates_too() {
    let rules = json!({"only_verified": true, "posting": "disabled", "roles": {"inactive": "Moderator"}});
    let lms = json!({"forum": {COURSE: rules}, "enrolled": {"inactive": {COURSE: {}}}});
    let mut browser = Browser::signed_in("inactive", json!({ "lms": lms })).await;
    let answer = browser.post(COMMENTS, json!({"thread_id": "93", "raw_body": "x"})).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text().contains("Only verified users"), "{}", answer.text());
}

#[tokio::test]
async fn an_older_forum_knows_less_and_answers_404() {
    let mut browser = Browser::learner(json!({"oddities": {"forum_old": true, "forum_hex_ids": true}})).await;
    for newer in ["v2/courses/", "v3/course_topics/"] {
        let answer = browser.get(&format!("/api/discussion/{newer}{COURSE}/")).await;
        assert_eq!((answer.status, answer.text().starts_with('{')), (StatusCode::NOT_FOUND, false), "{newer}");
    }
    let metadata = browser.json(&format!("/api/discussion/v1/courses/{COURSE}/")).await;
    assert_eq!(metadata.get("captcha_settings"), None);
    let topics = browser.json(&format!("/api/discussion/v1/course_topics/{COURSE}")).await;
    assert_eq!(topics["non_courseware_topics"][0]["id"], "general");
    assert_eq!(browser.get(&format!("{THREADS}4711/")).await.status, StatusCode::NOT_FOUND);
    let beyond = browser.get(&format!("{THREADS}?course_id={}&page=9", escaped(COURSE))).await;
    assert_eq!(beyond.status, StatusCode::NOT_FOUND);
}
