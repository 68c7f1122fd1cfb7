//! Enrolling and leaving, and each reason why not.

use crate::support::Answer;
use crate::support::browser::Browser;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const LIST: &str = "/api/enrollment/v1/enrollment";

async fn enrol(browser: &mut Browser, course: &str) -> Answer {
    browser.post(LIST, json!({"course_details": {"course_id": course}})).await
}

/// A course that the newcomer is not in.
async fn some_course() -> String {
    Browser::learner(json!({})).await.half_done().await
}

async fn newcomer(lms: Value) -> Browser {
    Browser::signed_in("newcomer", json!({ "lms": lms })).await
}

#[tokio::test]
async fn enrolling_shows_everywhere_and_leaving_keeps_the_place() {
    let course = some_course().await;
    let mut browser = newcomer(json!({})).await;
    let empty = browser.get(&format!("{LIST}/newcomer,{course}")).await;
    assert_eq!((empty.status, empty.text().as_str()), (StatusCode::OK, ""));
    let made = enrol(&mut browser, &course).await;
    assert_eq!(made.status, StatusCode::OK);
    assert_eq!((&made.json()["is_active"], &made.json()["user"]), (&json!(true), &json!("newcomer")));
    assert_eq!(enrol(&mut browser, &course).await.json(), made.json(), "twice is once");
    let metadata = format!("/api/course_home/course_metadata/{course}");
    assert_eq!(browser.json(&metadata).await["is_enrolled"], true);
    assert_eq!(browser.courses().await, std::slice::from_ref(&course));

    let left = browser.form("/change_enrollment", &[("course_id", &course), ("enrollment_action", "unenroll")]).await;
    assert_eq!((left.status, left.text().as_str()), (StatusCode::OK, ""));
    assert_eq!(browser.json(&metadata).await["course_access"]["error_code"], "enrollment_required");
    assert!(browser.courses().await.is_empty());
    let list = browser.json(LIST).await;
    assert_eq!((list.as_array().unwrap().len(), &list[0]["is_active"]), (1, &json!(false)));

    let again = browser.form("/change_enrollment", &[("course_id", &course), ("enrollment_action", "unenroll")]).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    let back = browser.form("/change_enrollment", &[("course_id", &course), ("enrollment_action", "enroll")]).await;
    assert_eq!(back.status, StatusCode::OK);
    assert_eq!(browser.json(&format!("{LIST}/{course}")).await["is_active"], true);
}

#[tokio::test]
async fn each_refusal_has_its_answer() {
    let course = some_course().await;
    for (refusal, status, keys) in [
        ("closed", StatusCode::FORBIDDEN, vec!["message", "localizedMessage"]),
        ("full", StatusCode::FORBIDDEN, vec!["message", "localizedMessage"]),
        ("invitation_only", StatusCode::FORBIDDEN, vec!["message", "localizedMessage"]),
        ("prerequisite", StatusCode::FORBIDDEN, vec!["message", "localizedMessage"]),
        ("paid", StatusCode::BAD_REQUEST, vec!["message", "course_details"]),
        ("throttled", StatusCode::TOO_MANY_REQUESTS, vec!["detail"]),
        ("embargo", StatusCode::FORBIDDEN, vec!["message", "user_message_url"]),
        ("unavailable", StatusCode::NOT_ACCEPTABLE, vec!["message"]),
    ] {
        let mut browser = newcomer(json!({"refusals": {&course: {"enrolment": refusal}}})).await;
        let answer = enrol(&mut browser, &course).await;
        assert_eq!(answer.status, status, "{refusal}: {}", answer.text());
        for key in keys {
            assert!(answer.json().get(key).is_some(), "{refusal}: no {key} in {}", answer.text());
        }
        assert!(browser.courses().await.is_empty(), "{refusal}");
        // The door of old forms is no way in either.
        let fields = [("course_id", course.as_str()), ("enrollment_action", "enroll")];
        browser.form("/change_enrollment", &fields).await;
        assert!(browser.courses().await.is_empty(), "{refusal}, old door");
    }
}

#[tokio::test]
async fn the_course_itself_can_refuse() {
    let course = some_course().await;
    for (change, text) in [
        (json!({"enrollment_end": -1}), "Enrollment is closed"),
        (json!({"enrollment_start": 3}), "Enrollment is closed"),
        (json!({"end": -1}), "Enrollment is closed"),
        (json!({"capacity": 1}), "Course is full"),
        (json!({"invitation_only": true}), "Enrollment in this course is by invitation only"),
    ] {
        let mut browser = newcomer(json!({"courses": {&course: change}})).await;
        let answer = enrol(&mut browser, &course).await;
        assert_eq!((answer.status, &answer.json()["message"]), (StatusCode::FORBIDDEN, &json!(text)), "{change}");
        let outline = browser.get(&format!("/api/course_home/outline/{course}")).await;
        assert_eq!(outline.json()["enroll_alert"]["can_enroll"], false, "{change}");
        // Those who are in stay in.
        let mut learner = Browser::learner(json!({"courses": {&course: change}})).await;
        assert_eq!(enrol(&mut learner, &course).await.status, StatusCode::OK, "{change}");
    }
}

#[tokio::test]
async fn the_forty_first_call_of_a_minute_is_too_many() {
    let course = some_course().await;
    let mut browser = newcomer(json!({})).await;
    for call in 0..40 {
        assert_eq!(browser.get(&format!("{LIST}/{course}")).await.status, StatusCode::OK, "call {call}");
    }
    let refused = enrol(&mut browser, &course).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    // Others may still call.
    browser.sign_in("learner").await;
    assert_eq!(browser.get(&format!("{LIST}/{course}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn wrong_requests_say_what_is_wrong() {
    let mut browser = newcomer(json!({})).await;
    let course = some_course().await;
    assert_eq!(enrol(&mut browser, "course-v1:a+b+c").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.post(LIST, json!({})).await.status, StatusCode::BAD_REQUEST);
    let paid = browser.post(LIST, json!({"course_details": {"course_id": course}, "mode": "verified"})).await;
    assert_eq!(paid.status, StatusCode::FORBIDDEN);
    assert_eq!(paid.json().get("localizedMessage"), None);
    let odd = browser.post(LIST, json!({"course_details": {"course_id": course}, "mode": "gold"})).await;
    assert_eq!(
        (odd.status, odd.json()["course_details"]["course_id"].clone()),
        (StatusCode::BAD_REQUEST, json!(course))
    );
    assert_eq!(browser.get(&format!("{LIST}/learner,{course}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/api/enrollment/v1/course/course-v1:a+b+c").await.status, StatusCode::BAD_REQUEST);
    let mut visitor = Browser::anonymous(json!({})).await;
    let details = visitor.json(&format!("/api/enrollment/v1/course/{course}?include_expired=1")).await;
    assert_eq!(details["course_id"], json!(course));
    let token = visitor.token().await;
    let answer = visitor.send(Method::POST, "/change_enrollment", String::new(), &[("x-csrftoken", token)]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_certificate_can_forbid_leaving() {
    let course = some_course().await;
    let mut browser = Browser::learner(json!({"refusals": {&course: {"enrolment": "cannot_leave"}}})).await;
    let fields = [("course_id", course.as_str()), ("enrollment_action", "unenroll")];
    let answer = browser.form("/change_enrollment", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text().contains("certificate"), "{}", answer.text());
    assert!(browser.courses().await.contains(&course));
}

#[tokio::test]
async fn two_thousand_enrolments_come_newest_first() {
    let mut browser = Browser::learner(json!({"enrolments": 2000})).await;
    let home = browser.json("/api/learner_home/init").await;
    let cards = home["courses"].as_array().unwrap();
    assert_eq!(cards.len(), 2002);
    let bought = cards.iter().position(|card| card["courseRun"].is_null()).expect("places that are paid for");
    let (begun, bought) = cards.split_at(bought);
    assert!(bought.len() == 250 && bought.iter().all(|card| card["entitlement"]["uuid"].is_string()));
    let dates: Vec<&str> = begun.iter().map(|card| card["enrollment"]["lastEnrolled"].as_str().unwrap()).collect();
    assert!(dates.is_sorted_by(|one, other| one >= other));
}

#[tokio::test]
async fn e_mail_of_a_course_can_be_switched_off_and_on() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let opted_out = |home: &Value| {
        let cards = home["courses"].as_array().unwrap();
        let card = cards.iter().find(|card| card["courseRun"]["courseId"] == json!(course)).unwrap();
        card["enrollment"]["hasOptedOutOfEmail"].clone()
    };
    browser.form("/api/change_email_settings", &[("course_id", &course)]).await;
    assert_eq!(opted_out(&browser.json("/api/learner_home/init").await), true);
    browser.form("/api/change_email_settings", &[("course_id", &course), ("receive_emails", "on")]).await;
    assert_eq!(opted_out(&browser.json("/api/learner_home/init").await), false);
}
