//! What a learner keeps and gets: bookmarks, dates, goals, exams, grades, certificates; and finds.

use crate::support::browser::{Browser, escaped, first};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn bookmarks_are_kept_paged_and_limited() {
    let mut browser = Browser::signed_in("learner", json!({"lms_dataset": {"units": 130}})).await;
    let course = browser.courses().await[0].clone();
    let base = "/api/bookmarks/v1/bookmarks/";
    let units: Vec<String> = browser
        .navigation(&course)
        .await
        .iter()
        .filter(|(_, block)| block["type"] == "vertical")
        .map(|(usage, _)| usage.clone())
        .collect();
    for unit in &units[..100] {
        assert_eq!(browser.post(base, json!({"usage_id": unit})).await.status, StatusCode::CREATED);
    }
    let refused = browser.post(base, json!({"usage_id": units[100]})).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.json()["user_message"].as_str().unwrap().contains("100"));

    let query = format!("course_id={}&page_size=30&page=4", escaped(&course));
    let page = browser.json(&format!("{base}?{query}")).await;
    let counts = ["count", "num_pages", "current_page", "start"].map(|name| page[name].as_u64().unwrap());
    assert_eq!(counts, [100, 4, 4, 90]);
    assert_eq!((&page["next"], page["results"].as_array().unwrap().len()), (&Value::Null, 10));
    assert!(page["previous"].as_str().unwrap().contains("page=3"));
    assert_eq!(page["results"][9]["usage_id"], json!(units[0]), "the oldest comes last");
    assert_eq!(page["results"][0].get("path"), None);
    assert_eq!(browser.get(&format!("{base}?page=99")).await.status, StatusCode::NOT_FOUND);

    let own = format!("{base}learner,{}/", units[0]);
    assert_eq!(browser.json(&format!("{own}?fields=path")).await["path"].as_array().unwrap().len(), 2);
    assert_eq!(browser.write(Method::DELETE, &own, json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.write(Method::DELETE, &own, json!({})).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&format!("{base}staff,{}/", units[0])).await.status, StatusCode::FORBIDDEN);
    let none = browser.json(&format!("{base}?course_id=nonsense")).await;
    assert_eq!(none["count"], 0);
    let slashless = browser.get("/api/bookmarks/v1/bookmarks").await;
    assert_eq!(slashless.header("location"), Some(base));
}

#[tokio::test]
async fn missed_dates_can_be_shifted() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.untouched().await;
    let path = format!("/api/course_home/dates/{course}");
    // Late enough for every due date.
    browser
        .change(json!({"now": "2026-11-25T09:00:00Z", "lms": {"courses": {&course: {"end": 300, "self_paced": true}}}}))
        .await;
    browser.sign_in("learner").await;
    let before = browser.json(&path).await;
    assert_eq!(before["dates_banner_info"]["missed_deadlines"], true);
    let answer = browser.post("/api/course_experience/v1/reset_course_deadlines", json!({"course_key": course})).await;
    assert_eq!(answer.status, StatusCode::OK);
    let after = browser.json(&path).await;
    let due = |dates: &Value| -> Vec<String> {
        let blocks = dates["course_date_blocks"].as_array().unwrap().iter();
        let due = blocks.filter(|block| block["date_type"] == "assignment-due-date");
        due.map(|block| block["date"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!due(&before).is_empty());
    assert!(due(&before).iter().zip(due(&after)).all(|(before, after)| *before < after), "{:?}", due(&after));
    let none = browser.post("/api/course_experience/v1/reset_course_deadlines", json!({"course_key": "x"})).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn goals_welcome_and_celebrations_are_kept() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let outline = format!("/api/course_home/outline/{course}");
    assert!(browser.json(&outline).await["welcome_message_html"].is_string());
    browser.post("/api/course_home/dismiss_welcome_message", json!({"course_id": course})).await;
    let extra = json!({"course_id": course, "more": 1});
    let refused = browser.post("/api/course_home/dismiss_welcome_message", extra).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let goal = json!({"course_id": course, "days_per_week": 3, "subscribed_to_reminders": true});
    browser.post("/api/course_home/save_course_goal", goal).await;
    let answer = browser.json(&outline).await;
    assert_eq!(answer["welcome_message_html"], Value::Null);
    assert_eq!(answer["course_goals"]["selected_goal"], json!({"days_per_week": 3, "subscribed_to_reminders": true}));
    let mut visitor = Browser { cookies: std::collections::BTreeMap::new(), mock: browser.mock.clone() };
    let gone = visitor
        .send(
            Method::POST,
            &format!("/api/course_home/unsubscribe_from_course_goal/learner.{course}"),
            String::new(),
            &[],
        )
        .await;
    assert_eq!(gone.status, StatusCode::OK);
    assert_eq!(browser.json(&outline).await["course_goals"]["selected_goal"]["subscribed_to_reminders"], false);
    let on = browser.post(&format!("/api/courseware/celebration/{course}"), json!({"weekly_goal": true})).await;
    assert_eq!(on.status, StatusCode::CREATED);
    let metadata = browser.json(&format!("/api/course_home/course_metadata/{course}")).await;
    assert_eq!(metadata["celebrations"]["weekly_goal"], true);
}

#[tokio::test]
async fn a_timed_exam_runs_and_submits_itself() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let base = "/api/edx_proctoring/v1/proctored_exam/attempt";
    let blocks = browser.navigation(&course).await;
    let (sequence, _) = first(&blocks, |block| block.get("special_exam_info").is_some());
    let path = format!("{base}/course_id/{course}?content_id={}&is_learning_mfe=true", escaped(&sequence));
    let (exam, limit) = {
        let answer = browser.json(&path).await;
        assert_eq!(answer["active_attempt"], json!({}));
        (answer["exam"]["id"].clone(), answer["exam"]["time_limit_mins"].as_f64().unwrap() * 60.0)
    };
    let start = json!({"exam_id": exam, "start_clock": "true", "attempt_proctored": "false"});
    let id = browser.post(base, start.clone()).await.json()["exam_attempt_id"].clone();
    assert_eq!(browser.post(base, start).await.status, StatusCode::BAD_REQUEST, "twice");
    browser.change(json!({"now": "2026-10-05T09:01:00Z"})).await;
    let running = browser.json(&path).await["active_attempt"].clone();
    assert_eq!(
        (&running["attempt_status"], &running["time_remaining_seconds"]),
        (&json!("started"), &json!(limit - 60.0))
    );
    // The timer shows on every page, whatever the course.
    let elsewhere = browser.json(&format!("{base}/course_id/{course}")).await;
    assert_eq!((&elsewhere["exam"], &elsewhere["active_attempt"]), (&json!({}), &running));
    let mut status = async |action: &str| {
        let answer = browser.write(Method::PUT, &format!("{base}/{id}"), json!({ "action": action })).await;
        (answer.status, browser.json(&path).await["exam"]["attempt"]["attempt_status"].clone())
    };
    assert_eq!(status("stop").await, (StatusCode::OK, json!("ready_to_submit")));
    assert_eq!(status("start").await, (StatusCode::OK, json!("started")));
    browser.change(json!({"now": "2026-10-06T09:00:00Z"})).await;
    browser.sign_in("learner").await;
    let over = browser.json(&path).await;
    assert_eq!(over["exam"]["attempt"]["attempt_status"], "submitted");
    assert_eq!(over["active_attempt"], json!({}));
    assert_eq!(browser.navigation(&course).await[&sequence]["special_exam_info"], "Submitted");
}

#[tokio::test]
async fn a_certificate_is_asked_for_and_seen() {
    let course = Browser::learner(json!({})).await.half_done().await;
    let all = json!({"enrolled": {"learner": {&course: {"completed": 1.0}}}});
    let mut browser = Browser::learner(all).await;
    let progress = format!("/api/course_home/progress/{course}");
    assert_eq!(browser.json(&progress).await["course_grade"]["is_passing"], true);
    assert_eq!(browser.json(&progress).await["certificate_data"]["cert_status"], "requesting");
    let path = format!("/courses/{course}/generate_user_cert");
    assert_eq!(browser.form(&path, &[]).await.status, StatusCode::OK);
    let certificate = browser.json(&progress).await["certificate_data"].clone();
    assert_eq!(certificate["cert_status"], "downloadable");
    let page = browser.get(certificate["cert_web_view_url"].as_str().unwrap()).await;
    assert!(page.status == StatusCode::OK && page.text().contains("Camille Martin"));
    assert_eq!(browser.form(&path, &[]).await.status, StatusCode::BAD_REQUEST, "twice");
    for status in ["generating", "unverified", "earned_but_not_available", "audit_passing", "something_new"] {
        let lms = json!({"courses": {&course: {"certificate": status}}});
        let mut browser = Browser::learner(lms).await;
        assert_eq!(browser.json(&progress).await["certificate_data"]["cert_status"], status);
    }
}

#[tokio::test]
async fn grades_can_be_hidden_and_overridden() {
    let course = Browser::learner(json!({})).await.half_done().await;
    let progress = format!("/api/course_home/progress/{course}");
    let graded = |answer: &Value| -> Vec<Value> {
        let sections = answer["section_scores"].as_array().unwrap().iter();
        let all = sections.flat_map(|section| section["subsections"].as_array().unwrap().clone());
        all.filter(|subsection| subsection["has_graded_assignment"] == true).collect()
    };
    let mut hidden = Browser::learner(json!({"courses": {&course: {"show_correctness": "never"}}})).await;
    let answer = hidden.json(&progress).await;
    assert!(graded(&answer).iter().all(|subsection| subsection["show_grades"] == false));
    assert_eq!(answer["assignment_type_grade_summary"][0]["has_hidden_contribution"], "all");
    let rule = json!({"courses": {&course: {"show_correctness": "never_but_include_grade"}}});
    assert!(graded(&Browser::learner(rule).await.json(&progress).await).is_empty());
    let lms = json!({"courses": {&course: {"grade_override": "Erreur dans l’énoncé"}}});
    let answer = Browser::learner(lms).await.json(&progress).await;
    let first = graded(&answer)[0].clone();
    assert_eq!(first["override"], json!({"system": "GRADING", "reason": "Erreur dans l’énoncé"}));
    assert_eq!(first["num_points_earned"], first["num_points_possible"]);
}

#[tokio::test]
async fn searching_finds_with_and_without_accents_and_fails_with_500() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let blocks = browser.navigation(&course).await;
    let (sequence, block) = first(&blocks, |block| block["type"] == "sequential");
    let title = block["display_name"].as_str().unwrap().split(" (").next().unwrap().to_owned();
    let path = format!("/search/{course}");
    let found = browser.form(&path, &[("search_string", title.as_str()), ("page_size", "100")]).await.json();
    let ids: Vec<&Value> = found["results"].as_array().unwrap().iter().map(|result| &result["_id"]).collect();
    assert!(ids.contains(&&json!(sequence)), "{title}: {ids:?}");
    for fields in [vec![("search_string", "  ")], vec![("search_string", "a"), ("page_size", "101")], vec![]] {
        let answer = browser.form(&path, &fields).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{fields:?}");
        assert!(answer.json()["error"].is_string());
    }
    browser.change(json!({"lms": {"oddities": {"without_search": true}}})).await;
    let enabled = browser.json(&format!("/courses/{course}/courseware-search/enabled/")).await;
    assert_eq!(enabled, json!({"enabled": false}));
}
