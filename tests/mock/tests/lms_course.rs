//! Inside a course: who may enter, and that every endpoint says the same of what was done.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]
#![allow(clippy::needless_pass_by_value, reason = "settings read best where they are made")]

mod support;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use support::browser::Browser;

const TABS: [&str; 4] = ["outline", "v1/navigation", "dates", "progress"];

fn escaped(key: &str) -> String {
    key.replace('+', "%2B")
}

async fn denial(browser: &mut Browser, course: &str) -> Value {
    browser.json(&format!("/api/course_home/course_metadata/{course}")).await["course_access"].clone()
}

/// First block of the sidebar that fits, with its key.
fn first(blocks: &Map<String, Value>, fits: impl Fn(&Value) -> bool) -> (String, Value) {
    let found = blocks.iter().find(|(_, block)| fits(block)).expect("such a block");
    (found.0.clone(), found.1.clone())
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
async fn completing_a_unit_shows_in_every_answer() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.untouched().await;
    let resume = format!("/api/courseware/resume/{course}");
    assert_eq!(browser.json(&resume).await, json!({"block_id": null, "section_id": null, "unit_id": null}));
    let blocks = browser.blocks(&course, "learner", "children").await;
    // The first sequence whose unit can be completed.
    let (sequence, block) = first(&blocks, |block| block["type"] == "sequential");
    let unit = block["children"][0].as_str().unwrap().to_owned();
    let leaves: Vec<String> = blocks[&unit]["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(|leaf| leaf.as_str().unwrap().to_owned())
        .filter(|leaf| !leaf.contains("type@discussion"))
        .collect();
    let handler = format!("/courses/{course}/xblock/{sequence}/handler/get_completion");
    assert_eq!(browser.post(&handler, json!({"usage_key": unit})).await.json(), json!({"complete": false}));

    let done: Map<String, Value> = leaves.iter().map(|leaf| (leaf.clone(), json!(1.0))).collect();
    let batch = json!({"username": "learner", "course_key": course, "blocks": done});
    let answer = browser.post("/api/completion/v1/completion-batch", batch).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!({"detail": "ok"})));

    assert_eq!(browser.post(&handler, json!({"usage_key": unit})).await.json(), json!({"complete": true}));
    let navigation = browser.navigation(&course).await;
    assert_eq!(navigation[&unit]["complete"], true);
    let units = blocks[&sequence]["children"].as_array().unwrap().len();
    assert_eq!(navigation[&sequence]["completion_stat"], json!({"completion": 1, "completable_children": units}));
    assert_eq!(navigation[&sequence]["resume_block"], true);
    let items = browser.json(&format!("/api/courseware/sequence/{sequence}")).await["items"].clone();
    assert_eq!((&items[0]["id"], &items[0]["complete"]), (&json!(unit), &json!(true)));
    let fresh = browser.blocks(&course, "learner", "completion,resume_block").await;
    assert_eq!(fresh[&unit]["complete"], true);
    assert!(leaves.iter().all(|leaf| fresh[leaf]["completion"] == 1.0));
    let progress = browser.json(&format!("/api/course_home/progress/{course}")).await;
    assert_eq!(progress["completion_summary"]["complete_count"], 1);
    let outline = browser.json(&format!("/api/course_home/outline/{course}")).await;
    assert_eq!(outline["resume_course"]["has_visited_course"], true);
    let resumed = browser.json(&resume).await;
    assert_eq!((&resumed["section_id"], &resumed["unit_id"]), (&json!(sequence), &json!(unit)));
    let door = outline["resume_course"]["url"].as_str().unwrap();
    let leaf = resumed["block_id"].as_str().unwrap();
    assert!(door.ends_with(leaf), "{door} and {leaf}");
    let path = door.strip_prefix("http://localhost").unwrap();
    assert_eq!(
        browser.get(path).await.header("location"),
        Some(format!("/course/{course}/{sequence}/{unit}").as_str())
    );
    let home = browser.json("/api/learner_home/init").await;
    let card = home["courses"].as_array().unwrap().iter().find(|card| card["courseRun"]["courseId"] == json!(course));
    assert!(card.unwrap()["courseRun"]["resumeUrl"].as_str().unwrap().ends_with(leaf));
}

#[tokio::test]
async fn a_batch_with_a_fault_notes_nothing() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.untouched().await;
    let blocks = browser.blocks(&course, "learner", "").await;
    let (leaf, _) = first(&blocks, |block| block["type"] == "html");
    let batch = |blocks: Value| json!({"username": "learner", "course_key": course, "blocks": blocks});
    for (body, status) in [
        (batch(json!({&leaf: 1.5})), StatusCode::BAD_REQUEST),
        (batch(json!({&leaf: 1.0, "block-v1:a+b+c+type@html+block@d": 1.0})), StatusCode::BAD_REQUEST),
        (json!({"username": "learner", "course_key": "course-v1:a+b+c", "blocks": {}}), StatusCode::BAD_REQUEST),
        (json!({"username": "learner", "blocks": {}}), StatusCode::BAD_REQUEST),
        (json!({"username": "staff", "course_key": course, "blocks": {}}), StatusCode::FORBIDDEN),
    ] {
        let answer = browser.post("/api/completion/v1/completion-batch", body.clone()).await;
        assert_eq!(answer.status, status, "{body}");
        assert!(answer.json()["detail"].is_string());
    }
    assert_eq!(browser.blocks(&course, "learner", "completion").await[&leaf]["completion"], 0.0);
}

#[tokio::test]
async fn a_position_is_remembered_and_a_wrong_one_is_the_first() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.untouched().await;
    let blocks = browser.navigation(&course).await;
    let (sequence, _) = first(&blocks, |block| {
        block["type"] == "sequential" && block["children"].as_array().is_some_and(|units| units.len() > 1)
    });
    let path = format!("/api/courseware/sequence/{sequence}");
    assert_eq!(browser.json(&path).await["position"], Value::Null);
    let handler = format!("/courses/{course}/xblock/{sequence}/handler/goto_position");
    for (given, kept) in [(json!(2), 2), (json!("x"), 1)] {
        let answer = browser.post(&handler, json!({"position": given})).await;
        assert_eq!(answer.json(), json!({"success": true}));
        assert_eq!(browser.json(&path).await["position"], kept);
    }
    let mut visitor = Browser::anonymous(json!({})).await;
    let token = visitor.token().await;
    let refused = visitor.send(Method::POST, &handler, String::new(), &[("x-csrftoken", token)]).await;
    assert_eq!((refused.status, refused.text().as_str()), (StatusCode::FORBIDDEN, "Unauthenticated"));
}

#[tokio::test]
async fn sequences_come_in_all_variants() {
    let mut browser = Browser::learner(json!({})).await;
    let mut seen = [false; 3];
    for course in browser.courses().await {
        let blocks = browser.navigation(&course).await;
        let accessible = browser.json(&format!("/api/learning_sequences/v1/course_outline/{course}")).await;
        for (usage, block) in blocks {
            if block["type"] == "vertical" {
                let answer = browser.get(&format!("/api/courseware/sequence/{usage}")).await;
                assert_eq!((answer.status, answer.text().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, ""));
            }
            if block["type"] != "sequential" && block["type"] != "lock" {
                continue;
            }
            let answer = browser.json(&format!("/api/courseware/sequence/{usage}")).await;
            let is_accessible = &accessible["outline"]["sequences"][&usage]["accessible"];
            if answer["gated_content"]["gated"] == true {
                seen[0] = true;
                assert_eq!((&block["type"], is_accessible), (&json!("lock"), &json!(false)));
                assert!(answer["gated_content"]["prereq_id"].is_string());
                assert_eq!(answer["items"][0]["is_gated"], true);
                assert_eq!(answer["items"][0].get("page_title"), None);
            } else {
                assert_eq!(block["type"], "sequential");
            }
            if answer["is_hidden_after_due"] == true {
                seen[1] = true;
                assert_eq!(is_accessible, &json!(false));
            }
            if answer["is_time_limited"] == true {
                seen[2] = true;
                assert_eq!(block["special_exam_info"], "Timed Exam");
                assert!(accessible["outline"]["sequences"][&usage]["exam"]["is_time_limited"] == true);
            }
        }
    }
    assert_eq!(seen, [true; 3], "gated, hidden after due, timed");
    assert_eq!(
        browser.get("/api/courseware/sequence/block-v1:a+b+c+type@sequential+block@d").await.status,
        StatusCode::NOT_FOUND
    );
}

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
    browser.change(json!({"now": "2026-11-25T09:00:00Z", "lms": {"courses": {&course: {"end": 300}}}})).await;
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

#[tokio::test]
async fn the_first_version_of_blocks_leaves_out_what_the_second_explains() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.untouched().await;
    let (locked, _) = first(&browser.navigation(&course).await, |block| block["type"] == "lock");
    let query = format!("course_id={}&username=learner&depth=all&requested_fields=children", escaped(&course));
    let old = browser.json(&format!("/api/courses/v1/blocks/?{query}")).await;
    let new = browser.json(&format!("/api/courses/v2/blocks/?{query}")).await;
    assert_eq!(old["blocks"].get(&locked), None);
    assert!(new["blocks"][&locked]["authorization_denial_reason"].is_string());
    let is_child = |answer: &Value| {
        let mut blocks = answer["blocks"].as_object().unwrap().values();
        blocks.any(|block| block["children"].as_array().is_some_and(|children| children.contains(&json!(locked))))
    };
    assert_eq!((is_child(&old), is_child(&new)), (false, true));
    for (query, status) in [
        (format!("username=learner&course_id={}&depth=x", escaped(&course)), StatusCode::BAD_REQUEST),
        (format!("course_id={}", escaped(&course)), StatusCode::BAD_REQUEST),
        ("username=learner".to_owned(), StatusCode::BAD_REQUEST),
        (format!("username=staff&course_id={}", escaped(&course)), StatusCode::FORBIDDEN),
        ("username=learner&course_id=course-v1:a%2Bb%2Bc".to_owned(), StatusCode::NOT_FOUND),
    ] {
        let answer = browser.get(&format!("/api/courses/v2/blocks/?{query}")).await;
        assert_eq!(answer.status, status, "{query}");
        assert!(answer.json().get("developer_message").is_some());
    }
    let list =
        browser.json(&format!("/api/courses/v2/blocks/?{query}&return_type=list&block_types_filter=vertical")).await;
    assert!(list.as_array().unwrap().iter().all(|block| block["type"] == "vertical"));
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
async fn a_stale_sidebar_still_counts_anew() {
    let mut browser = Browser::learner(json!({"oddities": {"stale_navigation": true}})).await;
    let course = browser.untouched().await;
    let before = browser.navigation(&course).await;
    let leaves: Map<String, Value> = browser
        .blocks(&course, "learner", "completion")
        .await
        .iter()
        .filter(|(_, block)| block.get("completion").is_some())
        .map(|(usage, _)| (usage.clone(), json!(1.0)))
        .collect();
    let batch = json!({"username": "learner", "course_key": course, "blocks": leaves});
    assert_eq!(browser.post("/api/completion/v1/completion-batch", batch).await.status, StatusCode::OK);
    let after = browser.navigation(&course).await;
    let (root, _) = first(&before, |block| block["type"] == "course");
    assert_ne!(before[&root]["completion_stat"], after[&root]["completion_stat"]);
    let (resume, _) = first(&before, |block| block["type"] == "vertical" && block["resume_block"] == true);
    assert_eq!(after[&resume]["resume_block"], true, "the tree is the old one");
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

#[tokio::test]
async fn two_thousand_units_have_no_limit() {
    let mut browser = Browser::signed_in("learner", json!({"lms_dataset": {"units": 2000}})).await;
    let course = browser.courses().await[0].clone();
    let units = |blocks: &Map<String, Value>| blocks.values().filter(|block| block["type"] == "vertical").count();
    assert_eq!(units(&browser.navigation(&course).await), 2000);
    assert_eq!(units(&browser.blocks(&course, "learner", "children,completion").await), 2000);
}
