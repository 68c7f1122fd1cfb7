//! The app's wire types read every answer of the LMS.

use crate::support::browser::Browser;
use axum::http::{Method, StatusCode};
use preau::wire::openedx as wire;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads an answer; what the app cannot do without must be there.
async fn read<T: DeserializeOwned>(browser: &mut Browser, path: &str) -> T {
    of(path, browser.json(path).await)
}

fn of<T: DeserializeOwned>(what: &str, answer: Value) -> T {
    serde_json::from_value(answer).unwrap_or_else(|error| panic!("{what}: {error}"))
}

#[tokio::test]
async fn every_tab_of_every_course_is_read() {
    for settings in [json!({}), json!({"lms_dataset": "large"}), json!({"lms_dataset": {"units": 30}})] {
        let mut browser = Browser::signed_in("learner", settings).await;
        let home: wire::LearnerHome = read(&mut browser, "/api/learner_home/init").await;
        assert!(!home.courses.is_empty());
        let enrolments: Vec<wire::Enrolment> = read(&mut browser, "/api/enrollment/v1/enrollment").await;
        assert_eq!(enrolments.len(), home.courses.len());
        for course in browser.courses().await {
            let metadata: wire::CourseMetadata =
                read(&mut browser, &format!("/api/course_home/course_metadata/{course}")).await;
            assert!(metadata.is_enrolled && metadata.course_access.has_access);
            let outline: wire::CourseOutline = read(&mut browser, &format!("/api/course_home/outline/{course}")).await;
            assert!(outline.course_blocks.is_some_and(|blocks| !blocks.blocks.is_empty()));
            let sidebar: wire::Blocks = read(&mut browser, &format!("/api/course_home/v1/navigation/{course}")).await;
            assert!(!sidebar.blocks.is_empty());
            let dates: wire::CourseDates = read(&mut browser, &format!("/api/course_home/dates/{course}")).await;
            assert!(!dates.course_date_blocks.is_empty());
            let _: wire::Progress = read(&mut browser, &format!("/api/course_home/progress/{course}")).await;
            let _: wire::CoursewareCourse = read(&mut browser, &format!("/api/courseware/course/{course}")).await;
            let _: wire::Resume = read(&mut browser, &format!("/api/courseware/resume/{course}")).await;
            let path = format!("/courses/{course}/courseware-navigation-sidebar/toggles/");
            let _: wire::SidebarToggles = read(&mut browser, &path).await;
            let path = format!("/api/learning_sequences/v1/course_outline/{course}");
            let list: Value = browser.json(&path).await;
            let _: wire::CourseSequences = of(&path, list.clone());
            for sequence in list["outline"]["sequences"].as_object().unwrap().keys() {
                let _: wire::Sequence = read(&mut browser, &format!("/api/courseware/sequence/{sequence}")).await;
            }
            let query = format!(
                "course_id={}&username=learner&depth=all&student_view_data=html,video&requested_fields=children,completion,due",
                course.replace('+', "%2B")
            );
            let blocks: wire::CourseBlocks = read(&mut browser, &format!("/api/courses/v2/blocks/?{query}")).await;
            assert!(!blocks.blocks.is_empty());
        }
    }
}

#[tokio::test]
async fn what_writes_answer_is_read() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let refreshed = browser.send(Method::POST, "/login_refresh", String::new(), &[]).await;
    let refreshed: wire::LoginRefresh = of("login_refresh", refreshed.json());
    assert_eq!(refreshed.user_id, Some(4127));
    let token: wire::CsrfToken = read(&mut browser, "/csrf/api/v1/token").await;
    assert_eq!(token.token.len(), 64);
    let enrolled =
        browser.post("/api/enrollment/v1/enrollment", json!({"course_details": {"course_id": course}})).await;
    let _: wire::Enrolment = of("enrolment", enrolled.json());
    let _: wire::EnrolmentCourse = read(&mut browser, &format!("/api/enrollment/v1/course/{course}")).await;
    let goal = json!({"course_id": course, "days_per_week": 1, "subscribed_to_reminders": false});
    let _: wire::Done = of("goal", browser.post("/api/course_home/save_course_goal", goal).await.json());
    let unit =
        browser.navigation(&course).await.iter().find(|(_, block)| block["type"] == "vertical").unwrap().0.clone();
    let made = browser.post("/api/bookmarks/v1/bookmarks/", json!({"usage_id": unit})).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let _: wire::Bookmark = of("bookmark", made.json());
    let list: wire::Bookmarks = read(&mut browser, "/api/bookmarks/v1/bookmarks/?fields=display_name,path").await;
    assert_eq!(list.results.len(), 1);
    let found = browser.form(&format!("/search/{course}"), &[("search_string", "e")]).await;
    let _: wire::CourseHits = of("search", found.json());
    let path = format!("/api/edx_proctoring/v1/proctored_exam/attempt/course_id/{course}");
    let state: wire::ExamState = read(&mut browser, &path).await;
    assert!(state.exam.is_none() && state.active_attempt.is_none());
}
