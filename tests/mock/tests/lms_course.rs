//! The course itself: every endpoint says the same of what was done.

use crate::support::browser::{Browser, escaped, first};
use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

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
        Some(format!("http://localhost/course/{course}/{sequence}/{unit}").as_str())
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
    let refused = visitor.send(Method::POST, &handler, String::new(), &[]).await;
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
async fn two_thousand_units_have_no_limit() {
    let mut browser = Browser::signed_in("learner", json!({"lms_dataset": {"units": 2000}})).await;
    let course = browser.courses().await[0].clone();
    let units = |blocks: &Map<String, Value>| blocks.values().filter(|block| block["type"] == "vertical").count();
    assert_eq!(units(&browser.navigation(&course).await), 2000);
    assert_eq!(units(&browser.blocks(&course, "learner", "children,completion").await), 2000);
}
