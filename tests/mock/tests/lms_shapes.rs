//! Answers of the LMS have the keys and types of the recorded ones (`fixtures/openedx-course/`).

use std::path::PathBuf;

use crate::support::browser::Browser;
use crate::support::shape::Shape;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

fn fixture(name: &str) -> Option<Value> {
    let shared = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures")), PathBuf::from);
    let path = shared.join("openedx-course").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).expect("JSON")),
        Err(error) => {
            // The test harness shows what a test wrote to standard error.
            eprintln!("skipped: {}: {error} (set PREAU_FIXTURES)", path.display());
            None
        }
    }
}

/// Values of an object whose keys say which case they are.
fn cases(file: &Value, part: &str) -> Vec<Value> {
    let found: Vec<Value> = file
        .as_object()
        .unwrap()
        .iter()
        .filter(|(key, _)| key.contains(part))
        .map(|(_, value)| value.clone())
        .collect();
    assert!(!found.is_empty(), "no case \"{part}\"");
    found
}

/// Compares and names what differs; `allowed` are beginnings of differences that are known.
fn agrees(what: &str, recorded: &[Value], ours: &[Value], allowed: &[&str]) {
    let differences = Shape::of(recorded).differences(&Shape::of(ours));
    let unknown: Vec<&String> =
        differences.iter().filter(|found| !allowed.iter().any(|known| found.starts_with(known))).collect();
    assert!(unknown.is_empty(), "{what}: {unknown:#?}");
}

#[test]
fn what_is_missing_extra_or_of_another_type_is_named() {
    let recorded = json!([{"a": 1, "b": null, "c": [{"d": "x"}]}, {"a": 2, "b": "text", "c": []}]);
    let ours = json!([{"a": "1", "c": [{"d": "x", "e": 1}]}]);
    let differences = Shape::of([&recorded]).differences(&Shape::of([&ours]));
    assert_eq!(
        differences,
        ["/*/a: string instead of {\"number\"}", "/*/b is missing", "/*/c/*/e is extra"].map(str::to_owned)
    );
}

#[tokio::test]
async fn course_home_answers_have_the_recorded_shape() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let mut visitor = Browser::anonymous(json!({})).await;
    for (file, address) in [
        ("course_home_metadata.enrolled", "course_metadata"),
        ("course_home_outline.enrolled.large", "outline"),
        ("course_home_dates", "dates"),
        ("course_home_progress", "progress"),
        ("course_home_navigation.large", "v1/navigation"),
    ] {
        let ours = browser.json(&format!("/api/course_home/{address}/{course}")).await;
        let Some(recorded) = fixture(&format!("{file}.json")) else { return };
        agrees(file, &[recorded], &[ours], &["/blocks/*/special_exam_info is extra"]);
    }
    let ours = visitor.json(&format!("/api/course_home/outline/{course}")).await;
    agrees("private", &[fixture("course_home_outline.not-enrolled-private.json").unwrap()], &[ours], &[]);
}

#[tokio::test]
async fn refusals_of_metadata_have_the_recorded_shape() {
    let mut browser = Browser::signed_in("newcomer", json!({})).await;
    let mut learner = Browser::learner(json!({})).await;
    let course = learner.half_done().await;
    let ours = browser.json(&format!("/api/course_home/course_metadata/{course}")).await;
    let Some(recorded) = fixture("course_home_metadata.denied-variants.json") else { return };
    let recorded: Vec<Value> = recorded.as_object().unwrap().values().cloned().collect();
    agrees("denied", &recorded, &[ours], &[]);
}

#[tokio::test]
async fn courseware_answers_have_the_recorded_shape() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let ours = browser.json(&format!("/api/courseware/course/{course}")).await;
    let Some(recorded) = fixture("courseware_course.json") else { return };
    agrees("courseware course", &[recorded], &[ours], &[]);

    let blocks = browser.navigation(&course).await;
    let sequences = blocks.iter().filter(|(_, block)| block["type"] == "sequential" || block["type"] == "lock");
    let mut ours = Vec::new();
    for (usage, _) in sequences {
        ours.push(browser.json(&format!("/api/courseware/sequence/{usage}")).await);
    }
    let variants = fixture("courseware_sequence.variants.json").unwrap();
    let mut recorded: Vec<Value> = variants.as_object().unwrap().values().cloned().collect();
    recorded.push(fixture("courseware_sequence.json").unwrap());
    agrees("sequences", &recorded, &ours, &[]);

    let ours = browser.json(&format!("/api/learning_sequences/v1/course_outline/{course}")).await;
    let recorded = fixture("learning_sequences_course_outline.large.json").unwrap();
    agrees("learning sequences", &[recorded], &[ours], &["/outline/sequences/*/exam/"]);
}

#[tokio::test]
async fn blocks_have_the_recorded_shape() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let fields = "children,graded,format,due,has_score,completion,complete,resume_block";
    let ours = browser.blocks(&course, "learner", fields).await;
    let Some(recorded) = fixture("courses_v2_blocks.all.xlarge.json") else { return };
    agrees("blocks", &[recorded["blocks"].clone()], &[Value::Object(ours)], &["/*/authorization_denial"]);
}

#[tokio::test]
async fn sessions_and_accounts_have_the_recorded_shape() {
    let mut browser = Browser::learner(json!({})).await;
    let Some(recorded) = fixture("session_and_user.json") else { return };
    for (case, path) in [
        ("v1/me", "/api/user/v1/me"),
        ("accounts/camille", "/api/user/v1/accounts/learner"),
        ("accounts?username", "/api/user/v1/accounts?username=learner"),
        ("csrf", "/csrf/api/v1/token"),
    ] {
        let ours = browser.json(path).await;
        agrees(path, &cases(&recorded, case), &[ours], &[]);
    }
    let ours = browser.send(Method::POST, "/login_refresh", String::new(), &[]).await;
    assert_eq!(ours.status, StatusCode::OK);
    agrees("login_refresh", &cases(&recorded, "login_refresh (200)"), &[ours.json()], &[]);
}

#[tokio::test]
async fn enrolments_and_the_learners_home_have_the_recorded_shape() {
    let mut browser = Browser::learner(json!({"enrolments": 12})).await;
    let course = browser.half_done().await;
    let Some(recorded) = fixture("enrollment.json") else { return };
    for (case, path) in [
        ("GET /api/enrollment/v1/course", format!("/api/enrollment/v1/course/{course}")),
        ("POST /api/enrollment/v1/enrollment (200)", format!("/api/enrollment/v1/enrollment/learner,{course}")),
    ] {
        let ours = browser.json(&path).await;
        agrees(&path, &cases(&recorded, case), &[ours], &[]);
    }
    let ours = browser.json("/api/learner_home/init").await;
    let recorded = fixture("learner_home_init.json").unwrap();
    agrees("learner home", &[recorded], &[ours], &[]);
}

#[tokio::test]
async fn small_answers_have_the_recorded_shape() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let Some(recorded) = fixture("small_responses.json") else { return };
    for (case, path) in [
        ("courseware/resume", format!("/api/courseware/resume/{course}")),
        ("courseware-search/enabled", format!("/courses/{course}/courseware-search/enabled/")),
        ("toggles", format!("/courses/{course}/courseware-navigation-sidebar/toggles/")),
        ("user_tours", "/api/user_tours/v1/learner".to_owned()),
    ] {
        let ours = browser.json(&path).await;
        agrees(&path, &cases(&recorded, case), &[ours], &[]);
    }
    for (case, path, body) in [
        (
            "save_course_goal",
            "/api/course_home/save_course_goal",
            json!({"course_id": course, "days_per_week": 3, "subscribed_to_reminders": true}),
        ),
        ("dismiss_welcome_message", "/api/course_home/dismiss_welcome_message", json!({"course_id": course})),
        ("reset_course_deadlines", "/api/course_experience/v1/reset_course_deadlines", json!({"course_key": course})),
    ] {
        let ours = browser.post(path, body).await;
        assert_eq!(ours.status, StatusCode::OK, "{path}: {}", ours.text());
        agrees(path, &cases(&recorded, case), &[ours.json()], &[]);
    }
    let config = browser.json("/api/mfe_config/v1?mfe=learning").await;
    agrees("mfe_config", &[fixture("mfe_config.json").unwrap()], &[config], &[]);
}

#[tokio::test]
async fn bookmarks_searches_and_exams_have_the_recorded_shape() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let blocks = browser.navigation(&course).await;
    let (unit, block) = blocks.iter().find(|(_, block)| block["type"] == "vertical").expect("a unit");
    let made = browser.post("/api/bookmarks/v1/bookmarks/", json!({"usage_id": unit})).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let ours = browser.json("/api/bookmarks/v1/bookmarks/?fields=display_name,path").await;
    let Some(recorded) = fixture("bookmarks_list.json") else { return };
    agrees("bookmarks", &[recorded], &[ours], &[]);

    let word = block["display_name"].as_str().unwrap().split(' ').max_by_key(|word| word.len()).unwrap();
    let mut found = Vec::new();
    for word in [word, "a", "e"] {
        let ours = browser.form(&format!("/search/{course}"), &[("search_string", word)]).await;
        assert_eq!(ours.status, StatusCode::OK, "{}", ours.text());
        found.push(ours.json());
    }
    agrees("search", &[fixture("courseware_search.json").unwrap()], &found, &[]);

    let exam = blocks.iter().find(|(_, block)| block.get("special_exam_info").is_some()).expect("an exam").0;
    let address = format!(
        "/api/edx_proctoring/v1/proctored_exam/attempt/course_id/{course}?content_id={}&is_learning_mfe=true",
        exam.replace('+', "%2B")
    );
    let recorded = fixture("proctored_exam_attempt.timed.json").unwrap();
    let before = browser.json(&address).await;
    agrees("exam before", &cases(&recorded, "not started"), std::slice::from_ref(&before), &[]);
    let started = browser
        .post(
            "/api/edx_proctoring/v1/proctored_exam/attempt",
            json!({"exam_id": before["exam"]["id"], "start_clock": "true", "attempt_proctored": "false"}),
        )
        .await;
    assert_eq!(started.status, StatusCode::OK, "{}", started.text());
    let running = browser.json(&address).await;
    agrees("exam running", &cases(&recorded, "running"), &[running], &[]);
}
