//! Where the learner's awards come from: what each source tells, to whom, and how it refuses.

use crate::support::browser::Browser;
use axum::http::{Method, StatusCode};
use preau::wire::{
    Page, joanie,
    openedx::{
        CourseCertificate, NumberOrNone, PlatformBadge, ProgramRecord, ProgramRecords, UserCredential, Wallet,
        WalletCredentials, WalletOffer,
    },
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const CERTIFICATES: &str = "/api/certificates/v0/certificates/learner/";
const BADGES: &str = "/api/badges/v1/assertions/user/learner/";
const CREDENTIALS: &str = "/services/credentials";
const JOANIE: &str = "/services/joanie/api/v1.0/certificates/";
const SERVICE: &str = "/services/badges/ims/ob/v3p0/credentials";

async fn read<T: DeserializeOwned>(browser: &mut Browser, path: &str) -> T {
    let answer = browser.json(path).await;
    serde_json::from_value(answer.clone()).unwrap_or_else(|error| panic!("{path}: {error} in {answer}"))
}

/// The learner, whose requests carry the token that Joanie wants.
async fn with_token(mut browser: Browser) -> Browser {
    let token = browser.json("/api/v1.0/user/me").await["access_token"].as_str().unwrap().to_owned();
    browser.cookies.clear();
    browser.mock = browser.mock.header("authorization", &format!("Bearer {token}"));
    browser
}

#[tokio::test]
async fn certificates_are_of_courses_of_the_demonstration_and_have_a_page_or_a_file() {
    let mut browser = Browser::learner(json!({})).await;
    let certificates: Vec<CourseCertificate> = read(&mut browser, CERTIFICATES).await;
    assert_eq!(certificates.len(), 2);
    for certificate in &certificates {
        assert_eq!((certificate.status.as_str(), certificate.uuid.len()), ("downloadable", 32));
        let page = browser.get(&format!("/certificates/{}", certificate.uuid)).await;
        assert!(page.text().contains("Camille Martin") && page.text().contains(&certificate.course_display_name));
    }
    let [former, latest] = certificates.as_slice() else { panic!() };
    assert!(former.created_date < latest.created_date, "sorted by creation");
    assert_eq!(latest.download_url.as_deref(), Some(format!("/certificates/{}", latest.uuid).as_str()));
    let file = former.download_url.as_deref().unwrap().strip_prefix("http://localhost").unwrap();
    let file = browser.get(file).await;
    assert_eq!(file.header("content-type"), Some("application/pdf"));
    assert!(file.body.unwrap().starts_with(b"%PDF-1.4"));
}

#[tokio::test]
async fn a_certificate_that_is_earned_joins_the_list() {
    let settings =
        json!({"users": {"zoe": {}}, "enrolled": {"zoe": {"course-v1:Preau+ENLIGNE+1": {"completed": 1.0}}}});
    let mut browser = Browser::signed_in("zoe", json!({ "lms": settings })).await;
    let path = "/api/certificates/v0/certificates/zoe/";
    assert_eq!(browser.json(path).await, json!([]));
    browser.form("/courses/course-v1:Preau+ENLIGNE+1/generate_user_cert", &[]).await;
    let [certificate] = read::<Vec<CourseCertificate>>(&mut browser, path).await.try_into().unwrap();
    assert_eq!(certificate.course_id.as_str(), "course-v1:Preau+ENLIGNE+1");
    let detail = browser.json(&format!("{path}courses/course-v1:Preau+ENLIGNE+1/")).await;
    assert_eq!((&detail["status"], detail.get("uuid")), (&json!("downloadable"), None));
}

#[tokio::test]
async fn what_there_is_no_certificate_for_is_told_apart() {
    let mut browser =
        Browser::learner(json!({"courses": {"course-v1:Preau+STATMED+1": {"has_certificate": false}}})).await;
    for (key, code) in [
        ("nothing", "course_id_not_valid"),
        ("course-v1:Preau+ENLIGNE+1", "no_certificate_for_user"),
        ("course-v1:Preau+STATMED+1", "no_certificate_configuration_for_course"),
    ] {
        let answer = browser.get(&format!("{CERTIFICATES}courses/{key}/")).await;
        assert_eq!((answer.status, answer.json()), (StatusCode::NOT_FOUND, json!({ "error_code": code })), "{key}");
    }
}

#[tokio::test]
async fn awards_are_their_owners() {
    let mut stranger = Browser::signed_in("newcomer", json!({})).await;
    let mut nobody = Browser::anonymous(json!({})).await;
    let mut staff = Browser::signed_in("staff", json!({})).await;
    for path in [CERTIFICATES, BADGES] {
        assert_eq!(stranger.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(nobody.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(staff.get(path).await.status, StatusCode::OK, "{path}");
    }
    let list = format!("{CREDENTIALS}/api/v2/credentials/?username=learner");
    assert_eq!(stranger.json(&list).await["count"], 0);
    assert_eq!(staff.json(&list).await["count"], 2);
    assert_eq!(stranger.json(SERVICE).await, json!({"credential": [], "compactJwsString": []}));
    for path in [list.as_str(), SERVICE, "/api/v1.0/user/me"] {
        assert_eq!(nobody.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(nobody.get(SERVICE).await.json()["imsx_codeMajor"], "failure");
}

#[tokio::test]
async fn former_badges_name_assertions_that_their_host_has() {
    let mut browser = Browser::learner(json!({})).await;
    let page: Page<PlatformBadge> = read(&mut browser, BADGES).await;
    assert_eq!((page.count, page.next), (2, None));
    for badge in page.results {
        let url: String = form_urlencoded::byte_serialize(badge.assertion_url.as_bytes()).collect();
        let assertion = browser.json(&format!("/__mock__/relay?url={url}")).await;
        assert_eq!(assertion["id"], badge.assertion_url);
        let picture = badge.badge_class.image_url.strip_prefix("http://localhost").unwrap();
        assert_eq!(browser.get(picture).await.header("content-type"), Some("image/svg+xml"));
    }
}

#[tokio::test]
async fn former_badges_can_be_asked_for_by_class_and_come_in_pages() {
    let mut browser = Browser::learner(json!({"awards": {"page_size": 2, "more": 3}})).await;
    let first = browser.json(BADGES).await;
    assert_eq!((&first["count"], &first["num_pages"], &first["current_page"]), (&json!(5), &json!(3), &json!(1)));
    assert!(first["next"].as_str().unwrap().ends_with("/learner/?page=2"));
    assert_eq!(browser.json(&format!("{BADGES}?page=3")).await["results"].as_array().unwrap().len(), 1);
    assert_eq!(browser.get(&format!("{BADGES}?page=4")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&format!("{BADGES}?course_id=x")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.json(&format!("{BADGES}?slug=entraide")).await["count"], 1);
    assert_eq!(browser.json(&format!("{BADGES}?slug=lire-un-article")).await["count"], 0, "classes without a course");
    assert_eq!(browser.json(&format!("{BADGES}?slug=lire-un-article&course_id=*")).await["count"], 4);
}

#[tokio::test]
async fn a_programme_has_a_certificate_and_a_record() {
    let mut browser = Browser::learner(json!({})).await;
    let path = format!("{CREDENTIALS}/api/v2/credentials/?username=learner&status=awarded");
    let credentials: Page<UserCredential> = read(&mut browser, &path).await;
    let credential = credentials.results.iter().find(|credential| credential.credential.kind == "program").unwrap();
    let page = credential.certificate_url.as_deref().unwrap().strip_prefix("http://localhost").unwrap();
    assert!(browser.get(page).await.text().contains("Camille Martin"));
    let records: ProgramRecords = read(&mut browser, &format!("{CREDENTIALS}/records/api/v1/program_records/")).await;
    let program = credential.credential.program_uuid.as_deref().unwrap();
    let [done, open] = records.enrolled_programs.as_slice() else { panic!() };
    assert_eq!((done.uuid.as_str(), done.completed), (program.replace('-', "").as_str(), true));
    let record = |uuid: &str| format!("{CREDENTIALS}/records/api/v1/program_records/{uuid}/");
    let done: ProgramRecord = read(&mut browser, &record(&done.uuid)).await;
    assert_eq!(done.record.grades[0].percent_grade, NumberOrNone::Number(0.82));
    let open: ProgramRecord = read(&mut browser, &record(&open.uuid)).await;
    assert_eq!(open.record.grades[0].percent_grade, NumberOrNone::None(String::new()));
    let shared = done.record.shared_program_record_uuid.unwrap();
    let mut anybody = Browser::anonymous(json!({})).await;
    let public = anybody.json(&format!("{}?is_public=true", record(&shared))).await;
    assert_eq!(public["is_public"], true);
    serde_json::from_value::<ProgramRecord>(public).unwrap();
    assert_eq!(anybody.get(&record(program)).await.status, StatusCode::UNAUTHORIZED);
    let page = anybody.get(&format!("{CREDENTIALS}/records/programs/shared/{shared}/")).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_wallet_gets_a_credential_that_its_service_signed() {
    let mut browser = Browser::learner(json!({})).await;
    let api = format!("{CREDENTIALS}/verifiable_credentials/api/v1");
    let list: WalletCredentials = read(&mut browser, &format!("{api}/credentials/")).await;
    assert_eq!((list.program_credentials.len(), list.course_credentials.len()), (1, 1));
    let of_programs: WalletCredentials =
        read(&mut browser, &format!("{api}/credentials/?types=programcertificate")).await;
    assert_eq!((of_programs.program_credentials.len(), of_programs.course_credentials.len()), (1, 0));
    let wallets: Vec<Wallet> = read(&mut browser, &format!("{api}/storages/")).await;
    let uuid = &list.program_credentials[0].uuid;
    let mut answers = Vec::new();
    for wallet in &wallets {
        let wanted = json!({"credential_uuid": uuid, "storage_id": wallet.id});
        answers.push(browser.post(&format!("{api}/credentials/init/"), wanted).await.json());
    }
    assert!(answers[0]["app_link_ios"].is_string() && answers[1]["redirect"] == true);
    let offers: Vec<WalletOffer> = answers.into_iter().map(|answer| serde_json::from_value(answer).unwrap()).collect();
    let [by_code, by_site] = offers.as_slice() else { panic!() };
    assert!(by_code.qrcode.starts_with("iVBORw0KGgo"));
    assert!(browser.get(&by_site.deeplink).await.text().contains("Ed25519Signature2020"));
    // the wallet itself
    let (_, query) = by_code.deeplink.split_once('?').unwrap();
    let request = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "vc_request_url").unwrap().1;
    let request = request.strip_prefix("http://localhost").unwrap();
    let wallet = Browser::anonymous(json!({})).await;
    let issue = |holder: Value| wallet.mock.send(Method::POST, request, holder.to_string());
    assert_eq!(issue(json!({})).await.status, StatusCode::BAD_REQUEST);
    let answer = issue(json!({"holder": "did:key:z6MkTheWallets"})).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let credential = answer.json();
    assert_eq!(credential["credentialSubject"]["id"], "did:key:z6MkTheWallets");
    let status = credential["credentialStatus"]["statusListCredential"].as_str().unwrap();
    let status = wallet.mock.get(status.strip_prefix("http://localhost").unwrap()).await.json();
    assert_eq!(
        (&status["id"], &status["issuer"]["id"]),
        (&credential["credentialStatus"]["statusListCredential"], &credential["issuer"]["id"])
    );
}

#[tokio::test]
async fn an_offer_is_a_write_of_who_is_signed_in() {
    let mut browser = Browser::learner(json!({})).await;
    let init = format!("{CREDENTIALS}/verifiable_credentials/api/v1/credentials/init/");
    let forged = browser.send(Method::POST, &init, "{}".to_owned(), &[]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert!(forged.json()["detail"].as_str().unwrap().starts_with("CSRF Failed"));
    assert_eq!(browser.post(&init, json!({"credential_uuid": "x", "storage_id": "lcwallet"})).await.status, 404);
    let uuid = "4a665745d1ba4dfd8f54b58e822b6585";
    assert_eq!(browser.post(&init, json!({"credential_uuid": uuid, "storage_id": "x"})).await.status, 400);
}

#[tokio::test]
async fn joanie_knows_tokens_only_and_has_two_kinds_of_certificates() {
    let mut by_cookie = Browser::learner(json!({})).await;
    let refused = by_cookie.get(JOANIE).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused.json(), json!({"detail": "Authentication credentials were not provided."}));
    let mut browser = with_token(by_cookie).await;
    let orders: Page<joanie::Certificate> = read(&mut browser, JOANIE).await;
    let [order] = orders.results.as_slice() else { panic!() };
    assert!(order.order.is_some() && order.enrollment.is_none());
    let enrolments: Page<joanie::Certificate> = read(&mut browser, &format!("{JOANIE}?type=enrollment")).await;
    let [enrolment] = enrolments.results.as_slice() else { panic!() };
    assert!(enrolment.order.is_none());
    let run = &enrolment.enrollment.as_ref().unwrap().course_run;
    assert!(run.resource_link.contains("/courses/course-v1:Preau+STATMED+1/"));
    for certificate in [order, enrolment] {
        let file = browser.get(&format!("{JOANIE}{}/download/", certificate.id)).await;
        let name = format!("attachment; filename=\"{}.pdf\"", certificate.id);
        assert_eq!(file.header("content-disposition"), Some(name.as_str()));
        assert!(file.body.unwrap().starts_with(b"%PDF"));
        let page = browser.get(&format!("/services/joanie/fr/certificates/{}", certificate.id)).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    assert_eq!(browser.get(&format!("{JOANIE}?type=x")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(browser.get(&format!("{JOANIE}x/download/")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn joanie_says_that_it_cannot_make_a_file() {
    let learner = Browser::learner(json!({"awards": {"without_files": true}})).await;
    let mut browser = with_token(learner).await;
    let list: Page<joanie::Certificate> = read(&mut browser, JOANIE).await;
    let id = &list.results[0].id;
    let answer = browser.get(&format!("{JOANIE}{id}/download/")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json(), json!({"detail": format!("Unable to generate certificate {id}.")}));
}

#[tokio::test]
async fn another_learner_has_none_of_these_certificates() {
    let learner = with_token(Browser::learner(json!({})).await).await;
    let mut owner = learner.clone();
    let list: Page<joanie::Certificate> = read(&mut owner, JOANIE).await;
    let mut other = with_token(Browser::signed_in("newcomer", json!({})).await).await;
    assert_eq!(other.json(JOANIE).await["count"], 0);
    assert_eq!(other.get(&format!("{JOANIE}{}/download/", list.results[0].id)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_service_gives_documents_and_tokens_in_pages_linked_as_it_knows_itself() {
    let mut browser = Browser::learner(json!({})).await;
    let all = browser.get(SERVICE).await;
    assert_eq!(all.header("x-total-count"), Some("4"));
    let all = all.json();
    assert_eq!(all["credential"][0]["credentialSubject"]["achievement"]["achievementType"], "MicroCredential");
    assert_eq!(
        (all["credential"].as_array().unwrap().len(), all["compactJwsString"].as_array().unwrap().len()),
        (2, 2)
    );
    let first = browser.get(&format!("{SERVICE}?limit=3")).await;
    let link = first.header("link").unwrap();
    assert!(
        link.starts_with("<https://badges.valmorin.example/ims/ob/v3p0/credentials?limit=3&offset=3>; rel=\"next\"")
    );
    let last = browser.get(&format!("{SERVICE}?limit=3&offset=3")).await;
    assert!(!last.header("link").unwrap().contains("rel=\"next\""));
    assert_eq!(last.json()["compactJwsString"].as_array().unwrap().len(), 1);
    assert_eq!(browser.get(&format!("{SERVICE}?limit=x")).await.status, StatusCode::BAD_REQUEST);
    let mut older = Browser::learner(json!({"awards": {"spec_names": true, "page_size": 1}})).await;
    let page = older.json(&format!("{SERVICE}?limit=50&offset=3")).await;
    assert!(page["compactJwsStrings"][0].as_str().unwrap().starts_with("eyJ"));
    assert!(older.get("/services/badges/ims/ob/v3p0/discovery").await.json()["components"].is_object());
}

#[tokio::test]
async fn a_platform_need_not_have_them() {
    let absent = json!(["certificates", "badges", "credentials", "joanie", "token", "service"]);
    let mut browser = Browser::learner(json!({"awards": {"absent": absent}})).await;
    let credentials = format!("{CREDENTIALS}/api/v2/credentials/");
    for path in [CERTIFICATES, BADGES, &credentials, JOANIE, "/api/v1.0/user/me", SERVICE] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut browser = Browser::learner(json!({"awards": {"absent": ["wallets"]}})).await;
    let wallets = format!("{CREDENTIALS}/verifiable_credentials/api/v1/storages/");
    assert_eq!(browser.get(&wallets).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&credentials).await.status, StatusCode::OK);
    let mut browser = Browser::learner(json!({"awards": {"none": true}})).await;
    assert_eq!(browser.json(CERTIFICATES).await, json!([]));
}
