//! The page of a unit: who may see it, what it says of itself, what is noted when somebody learns in it.

use crate::support::Answer;
use crate::support::browser::Browser;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const BENCH: &str = "course-v1:Preau+BENCH+1";
const OPEN: &str = "course-v1:Preau+OPENDATA+1";

fn unit(id: &str) -> String {
    format!("block-v1:Preau+BENCH+1+type@vertical+block@{id}")
}

async fn on_the_bench(lms: Value) -> Browser {
    let mut all = json!({"enrolled": {"learner": {BENCH: {}}}});
    all.as_object_mut().unwrap().extend(lms.as_object().unwrap().clone());
    Browser::learner(all).await
}

async fn framed(browser: &mut Browser, id: &str, query: &str) -> Answer {
    let referer = [("referer", "http://localhost/course/x".to_owned())];
    browser.send(Method::GET, &format!("/xblock/{}?{query}", unit(id)), String::new(), &referer).await
}

fn handler(block: &str, kind: &str, name: &str) -> String {
    format!("/courses/{BENCH}/xblock/block-v1:Preau+BENCH+1+type@{kind}+block@{block}/handler/{name}")
}

#[tokio::test]
async fn it_is_a_document_that_any_page_may_frame() {
    let mut browser = on_the_bench(json!({})).await;
    let page = framed(&mut browser, "texte", "view=student_view&show_title=0").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors *"));
    assert_eq!(page.header("x-frame-options"), None);
    assert!(page.text().contains("lang=\"fr\"") && page.text().contains("<h3>Un sous-titre</h3>"));
}

#[tokio::test]
async fn it_obeys_its_parameters() {
    let mut browser = on_the_bench(json!({})).await;
    let title = "class=\"unit-title\"";
    assert!(framed(&mut browser, "texte", "").await.text().contains(title));
    assert!(!framed(&mut browser, "texte", "show_title=0").await.text().contains(title));
    assert!(!framed(&mut browser, "texte", "").await.text().contains("data-bookmark>"));
    assert!(framed(&mut browser, "texte", "show_bookmark_button=1").await.text().contains("data-bookmark>"));
    assert!(framed(&mut browser, "ancres", "jumpToId=milieu").await.text().contains("\"jumpTo\":\"milieu\""));
    assert_eq!(framed(&mut browser, "texte", "view=author_view").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn only_the_learning_front_end_is_recognised_by_the_referer() {
    let mut browser = on_the_bench(json!({})).await;
    let known = framed(&mut browser, "texte", "").await.text();
    assert!(known.contains("\"sendsSize\":true") && known.contains("<base target=\"_parent\">"));
    let alone = browser.get(&format!("/xblock/{}", unit("texte"))).await.text();
    assert!(alone.contains("\"knowsParent\":false") && !alone.contains("<base"));
    browser.change(json!({"lms": {"learning_mfe_url": "https://learn.example.org"}})).await;
    assert!(framed(&mut browser, "texte", "").await.text().contains("\"sendsSize\":false"));
}

#[tokio::test]
async fn special_units_misbehave_as_announced() {
    let mut browser = on_the_bench(json!({})).await;
    assert!(framed(&mut browser, "sans-taille", "").await.text().contains("\"sendsSize\":false"));
    assert!(framed(&mut browser, "hostile", "").await.text().contains("\"isHostile\":true"));
    assert_eq!(framed(&mut browser, "echoue-une-fois", "").await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(framed(&mut browser, "echoue-une-fois", "").await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_slow_unit_takes_three_seconds() {
    let mut browser = on_the_bench(json!({})).await;
    let before = tokio::time::Instant::now();
    assert_eq!(framed(&mut browser, "lente", "").await.status, StatusCode::OK);
    assert_eq!(before.elapsed().as_secs(), 3);
}

#[tokio::test]
async fn strangers_find_nothing_and_a_token_is_no_session() {
    let mut anonymous = Browser::anonymous(json!({})).await;
    assert_eq!(framed(&mut anonymous, "texte", "").await.status, StatusCode::NOT_FOUND);
    let mut elsewhere = Browser::learner(json!({})).await;
    assert_eq!(framed(&mut elsewhere, "texte", "").await.status, StatusCode::NOT_FOUND);
    let mut browser = on_the_bench(json!({})).await;
    browser.cookies.remove("sessionid");
    assert_eq!(framed(&mut browser, "texte", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        browser.post(&handler("texte-1", "html", "publish_completion"), json!({"completion": 1.0})).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn anybody_reads_a_public_course_without_answering() {
    let mut anonymous = Browser::anonymous(json!({})).await;
    let page = format!("/xblock/{}", "block-v1:Preau+OPENDATA+1+type@vertical+block@definition");
    let public = anonymous.get(&format!("{page}?view=public_view")).await;
    assert_eq!(public.status, StatusCode::OK);
    assert!(public.text().contains("Sign in and enrol to answer.") && !public.text().contains("type=\"submit\""));
    assert_eq!(anonymous.get(&page).await.status, StatusCode::NOT_FOUND, "{OPEN} asks learners to enrol");
}

#[tokio::test]
async fn a_read_text_and_an_answered_question_complete_their_units() {
    let mut browser = on_the_bench(json!({})).await;
    let read = browser.post(&handler("texte-1", "html", "publish_completion"), json!({"completion": 1.0})).await;
    assert_eq!(read.json(), json!({"result": "ok"}));
    let answer = browser
        .form(&handler("choix-1", "problem", "xmodule_handler/problem_check"), &[("input_choix-1_2_1", "choice_1")])
        .await;
    assert_eq!(answer.json()["success"], "correct");
    let blocks = browser.navigation(BENCH).await;
    assert_eq!(blocks[&unit("texte")]["complete"], true);
    assert_eq!(blocks[&unit("choix")]["complete"], true);
    assert_eq!(blocks[&unit("nombre")]["complete"], false);
    assert!(framed(&mut browser, "choix", "").await.text().contains("value=\"choice_1\" checked"));
}

#[tokio::test]
async fn answers_change_the_score() {
    let mut browser = on_the_bench(json!({})).await;
    let address = handler("nombre-1", "problem", "xmodule_handler/problem_check");
    let wrong = browser.form(&address, &[("input_nombre-1_2_1", "3")]).await.json();
    assert_eq!((&wrong["success"], &wrong["attempts_used"]), (&json!("incorrect"), &json!(1)));
    let before = browser.json(&format!("/api/course_home/progress/{BENCH}")).await;
    let right = browser.form(&address, &[("input_nombre-1_2_1", "3,14")]).await.json();
    assert_eq!((&right["success"], &right["attempts_used"]), (&json!("correct"), &json!(2)));
    let after = browser.json(&format!("/api/course_home/progress/{BENCH}")).await;
    assert!(after["course_grade"]["percent"].as_f64().unwrap() > before["course_grade"]["percent"].as_f64().unwrap());
    let none = browser.form(&address, &[("input_nombre-1_2_1", "")]).await.json();
    assert!(none.get("attempts_used").is_none(), "an empty answer is none");
}

#[tokio::test]
async fn answers_need_a_genuine_token() {
    let mut browser = on_the_bench(json!({})).await;
    let address = handler("choix-1", "problem", "xmodule_handler/problem_check");
    let forged = browser.send(Method::POST, &address, "input_choix-1_2_1=choice_1".to_owned(), &[]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn films_come_in_parts_with_captions_and_transcripts() {
    let mut browser = on_the_bench(json!({})).await;
    let film = "/asset-v1:Preau+BENCH+1+type@asset+block@essai";
    let range = [("range", "bytes=0-3".to_owned())];
    let part = browser.send(Method::GET, &format!("{film}.webm"), String::new(), &range).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.body.as_deref(), Some(&[0x1a, 0x45, 0xdf, 0xa3][..]), "how WebM begins");
    assert!(browser.get(&format!("{film}.fr.vtt")).await.text().starts_with("WEBVTT"));
    let page = framed(&mut browser, "video", "").await.text();
    assert!(page.contains("srclang=\"fr\"") && page.contains("srclang=\"en\"") && page.contains("<summary>Transcript"));
    let key = "block-v1:Preau+BENCH+1+type@video+block@video-1";
    let transcript =
        browser.get(&format!("/courses/{BENCH}/xblock/{key}/handler_noauth/transcript/download?lang=en")).await;
    assert!(transcript.text().contains("00:00:00,000 --> 00:00:03,000\nFirst sentence"));
    let blocks = browser
        .json(&format!(
            "/api/courses/v2/blocks/?course_id={}&username=learner&depth=all&student_view_data=video,html",
            BENCH.replace('+', "%2B")
        ))
        .await;
    assert_eq!(blocks["blocks"][key]["student_view_data"]["duration"], 12.0);
}
