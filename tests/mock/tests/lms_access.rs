//! Who may enter a course and who not; settings, oddities and faults of the LMS.

use crate::support::browser::{Browser, escaped, first};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const TABS: [&str; 4] = ["outline", "v1/navigation", "dates", "progress"];

async fn denial(browser: &mut Browser, course: &str) -> Value {
    browser.json(&format!("/api/course_home/course_metadata/{course}")).await["course_access"].clone()
}

#[tokio::test]
async fn who_may_not_enter_is_told_why_with_status_200() {
    let course = Browser::learner(json!({})).await.half_done().await;
    for (user, lms, code) in [
        (None, json!({}), "authentication_required"),
        (Some("newcomer"), json!({}), "enrollment_required"),
        (Some("learner"), json!({"courses": {&course: {"start": 3}}}), "course_not_started"),
        (
            Some("learner"),
            json!({"courses": {&course: {"audit_days": 7}}, "enrolled": {"learner": {&course: {"mode": "audit"}}}}),
            "audit_expired",
        ),
        (
            Some("learner"),
            json!({"courses": {&course: {"prerequisite": "course-v1:Preau+BEFORE+1"}}}),
            "unfulfilled_milestones",
        ),
        (Some("learner"), json!({"refusals": {&course: {"access": "survey_required"}}}), "survey_required"),
        (Some("learner"), json!({"refusals": {&course: {"access": {"error_code": "own_rule"}}}}), "own_rule"),
    ] {
        let mut browser = Browser::anonymous(json!({ "lms": lms })).await;
        if let Some(user) = user {
            browser.sign_in(user).await;
        }
        let access = denial(&mut browser, &course).await;
        assert_eq!((&access["has_access"], &access["error_code"]), (&json!(false), &json!(code)));
        assert!(access["user_message"].as_str().is_some_and(|text| !text.is_empty()), "{code}");
    }
    let mut staff = Browser::signed_in("staff", json!({"lms": {"courses": {&course: {"start": 3}}}})).await;
    assert_eq!(denial(&mut staff, &course).await["has_access"], true);
}

#[tokio::test]
async fn staff_can_look_as_learners_do() {
    let course = Browser::learner(json!({})).await.half_done().await;
    let mut staff = Browser::signed_in("staff", json!({})).await;
    let metadata = format!("/api/course_home/course_metadata/{course}");
    let flags = |answer: &Value| (answer["is_staff"] == true, answer["original_user_is_staff"] == true);
    assert_eq!(flags(&staff.json(&metadata).await), (true, true));
    let path = format!("/courses/{course}/masquerade");
    assert_eq!(staff.post(&path, json!({"role": "student"})).await.status, StatusCode::OK);
    assert_eq!(flags(&staff.json(&metadata).await), (false, true));
    let outline = staff.json(&format!("/api/course_home/outline/{course}")).await;
    assert!(outline["course_blocks"].is_object());
    staff.post(&path, json!({"role": "staff"})).await;
    assert_eq!(flags(&staff.json(&metadata).await), (true, true));
    let mut learner = Browser::learner(json!({})).await;
    assert_eq!(learner.post(&path, json!({"role": "student"})).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn tabs_refuse_in_their_own_ways() {
    let mut learner = Browser::learner(json!({})).await;
    let course = learner.half_done().await;
    let statuses = async |mut browser: Browser| {
        let mut found = Vec::new();
        for tab in TABS {
            found.push(browser.get(&format!("/api/course_home/{tab}/{course}")).await.status.as_u16());
        }
        found
    };
    let with = async |user: &str, lms: Value| Browser::signed_in(user, json!({ "lms": lms })).await;
    assert_eq!(statuses(learner.clone()).await, [200, 200, 200, 200]);
    assert_eq!(statuses(Browser::anonymous(json!({})).await).await, [200, 200, 401, 401]);
    assert_eq!(statuses(with("newcomer", json!({})).await).await, [200, 200, 401, 401]);
    let future = json!({"courses": {&course: {"start": 3}}});
    assert_eq!(statuses(with("learner", future).await).await, [403, 403, 403, 403]);
    let survey = json!({"refusals": {&course: {"access": "survey_required"}}});
    assert_eq!(statuses(with("learner", survey).await).await, [500, 500, 500, 500]);
    let hidden = json!({"refusals": {&course: {"access": "hidden"}}});
    assert_eq!(statuses(with("learner", hidden).await).await, [404, 404, 404, 404]);
    let without = json!({"courses": {&course: {"without_tabs": ["dates"]}}});
    assert_eq!(statuses(with("learner", without).await).await, [200, 200, 404, 200]);

    let mut newcomer = with("newcomer", json!({})).await;
    assert_eq!(newcomer.json(&format!("/api/course_home/navigation/{course}")).await, json!({}));
    assert_eq!(newcomer.get(&format!("/api/course_home/dates/{course}")).await.json(), json!("User not enrolled."));
    let outline = newcomer.json(&format!("/api/course_home/outline/{course}")).await;
    assert_eq!((&outline["course_blocks"], &outline["handouts_html"]), (&Value::Null, &Value::Null));
    let uncatalogued = json!({"refusals": {&course: {"access": "not_visible_in_catalog"}}});
    let answer = with("learner", uncatalogued).await.get(&format!("/api/course_home/course_metadata/{course}")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(learner.get("/api/course_home/course_metadata/course-v1:a+b+c").await.status, StatusCode::NOT_FOUND);
    assert_eq!(learner.get("/api/learning_sequences/v1/course_outline/nonsense").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_public_course_can_be_read_by_anybody() {
    let course = Browser::learner(json!({})).await.half_done().await;
    let mut visitor = Browser::anonymous(json!({"lms": {"courses": {&course: {"public": true}}}})).await;
    assert_eq!(denial(&mut visitor, &course).await["has_access"], true);
    let blocks = visitor.navigation(&course).await;
    let (sequence, _) = first(&blocks, |block| block["type"] == "sequential");
    let answer = visitor.json(&format!("/api/courseware/sequence/{sequence}")).await;
    assert_eq!((&answer["save_position"], &answer["show_completion"]), (&json!(false), &json!(false)));
    assert_eq!(answer["items"][0].get("complete"), None);
    let query = format!("course_id={}&username=&depth=1", escaped(&course));
    assert_eq!(visitor.get(&format!("/api/courses/v2/blocks/?{query}")).await.status, StatusCode::OK);
    let mut private = Browser::anonymous(json!({})).await;
    assert_eq!(private.get(&format!("/api/courses/v2/blocks/?{query}")).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(private.get(&format!("/api/courseware/sequence/{sequence}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_older_server_lacks_the_new_families_only() {
    let mut browser = Browser::learner(json!({"oddities": {"older_server": true}})).await;
    let list = browser.json("/api/enrollment/v1/enrollment").await;
    let course = list[0]["course_details"]["course_id"].as_str().unwrap().to_owned();
    for path in [
        format!("/api/course_home/course_metadata/{course}"),
        format!("/api/courseware/course/{course}"),
        "/api/learner_home/init".to_owned(),
    ] {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let query = format!("course_id={}&username=learner&depth=3", escaped(&course));
    assert_eq!(browser.get(&format!("/api/courses/v1/blocks/?{query}")).await.status, StatusCode::OK);
    assert_eq!(browser.get("/api/bookmarks/v1/bookmarks/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn faults_and_the_log_reach_the_lms() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let path = format!("/api/course_home/outline/{course}");
    browser
        .change(json!({"faults": [
            {"path": "/api/course_home/outline/", "replace": {"/handouts_html": 7}, "times": 1},
            {"path": "/api/course_home/outline/", "status": 503, "times": 1},
            {"path": "/login_refresh", "drop": true},
        ]}))
        .await;
    assert_eq!(browser.json(&path).await["handouts_html"], 7);
    assert_eq!(browser.get(&path).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(browser.get(&path).await.status, StatusCode::OK);
    let dropped = browser.send(Method::POST, "/login_refresh", String::new(), &[]).await;
    assert!(dropped.headers.get("set-cookie").is_none());
    browser.post("/api/course_home/dismiss_welcome_message", json!({"course_id": course})).await;
    let log = browser.mock.requests().await;
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!(last["body"], json!({"course_id": course}).to_string());
    assert_eq!((&last["method"], &last["status"], &last["cookie"]), (&json!("POST"), &json!(200), &json!(true)));
}

#[tokio::test]
async fn settings_of_the_lms_change_one_by_one() {
    let browser = Browser::learner(json!({"token_lifetime_s": 60})).await;
    browser.change(json!({"lms": {"session_lifetime_s": 120}})).await;
    let shown = browser.mock.get(&format!("/__mock__/worlds/{}", browser.mock.id())).await.json();
    assert_eq!(shown["lms"]["token_lifetime_s"], 60);
    assert_eq!(shown["lms"]["session_lifetime_s"], 120);
    let path = format!("/__mock__/worlds/{}", browser.mock.id());
    let wrong = browser.mock.send(Method::PATCH, &path, json!({"lms": {"tokens": 1}}).to_string()).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.json()["error"].as_str().unwrap().contains("tokens"));
}
