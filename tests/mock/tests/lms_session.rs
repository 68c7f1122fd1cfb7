//! Sessions of the LMS: signing in and out, tokens and what guards writes.

use crate::support::Mock;
use crate::support::browser::Browser;
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use preau_mock::Options;
use serde_json::{Value, json};

const ME: &str = "/api/user/v1/me";

fn claims(browser: &Browser) -> Value {
    let payload = browser.cookies["edx-jwt-cookie-header-payload"].split('.').nth(1).expect("two parts").to_owned();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).expect("base64")).expect("JSON")
}

async fn refresh(browser: &mut Browser) -> StatusCode {
    browser.send(Method::POST, "/login_refresh", String::new(), &[]).await.status
}

/// The hidden field of that name in a page.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field");
    rest.split('"').next().unwrap()
}

#[tokio::test]
async fn the_form_signs_in_without_script_and_goes_on_to_next() {
    let mut browser = Browser::anonymous(json!({})).await;
    let page = browser.get("/login?next=%2Fcourse%2Fcourse-v1%3APreau%2BX%2B1%2Fhome%3Fa%3D1").await;
    assert_eq!(page.status, StatusCode::OK);
    let page = page.text();
    let body = |password: &str| {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("csrfmiddlewaretoken", hidden(&page, "csrfmiddlewaretoken"));
        body.append_pair("next", hidden(&page, "next"));
        body.append_pair("username", "learner").append_pair("password", password);
        body.finish()
    };
    let wrong = browser.send(Method::POST, "/login", body("wrong"), &[]).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.text().contains("role=\"alert\""), "{}", wrong.text());
    assert!(!browser.cookies.contains_key("sessionid"));

    let right = browser.send(Method::POST, "/login", body("learner"), &[]).await;
    assert_eq!(right.status, StatusCode::FOUND);
    assert_eq!(right.header("location"), Some("/course/course-v1:Preau+X+1/home?a=1"));
    assert_eq!(browser.json(ME).await, json!({"username": "learner"}));
    let cookies = right.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().to_owned());
    for cookie in cookies {
        let is_secret = cookie.starts_with("sessionid=") || cookie.starts_with("edx-jwt-cookie-signature=");
        assert_eq!(cookie.contains("HttpOnly"), is_secret, "{cookie}");
    }
    assert_eq!(browser.cookies["edxloggedin"], "true");
}

#[tokio::test]
async fn next_never_leads_to_another_site() {
    for next in ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"] {
        let mut browser = Browser::anonymous(json!({})).await;
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("user", "learner").append_pair("next", next);
        let answer = browser.get(&format!("/__mock__/sign-in?{}", query.finish())).await;
        assert_eq!(answer.header("location"), Some("/"), "{next}");
    }
}

#[tokio::test]
async fn the_token_names_the_learner_and_expires_when_the_world_says() {
    let mut browser = Browser::learner(json!({"token_lifetime_s": 60})).await;
    let first = claims(&browser);
    assert_eq!(first["preferred_username"], "learner");
    assert_eq!(first["exp"].as_i64().unwrap() - first["iat"].as_i64().unwrap(), 60);
    // Without its session the token alone is enough, until it expires.
    let session = browser.cookies.remove("sessionid").unwrap();
    assert_eq!(browser.get(ME).await.status, StatusCode::OK);
    browser.change(json!({"now": "2026-10-05T09:01:00Z"})).await;
    assert_eq!(browser.get(ME).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refresh(&mut browser).await, StatusCode::UNAUTHORIZED);
    // The session renews it.
    browser.cookies.insert("sessionid".to_owned(), session);
    assert_eq!(browser.get(ME).await.status, StatusCode::OK, "an expired token falls through to the session");
    assert_eq!(refresh(&mut browser).await, StatusCode::OK);
    assert!(claims(&browser)["exp"].as_i64() > first["exp"].as_i64());
    browser.cookies.remove("sessionid");
    assert_eq!(browser.get(ME).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_ends_after_its_time_and_on_the_storys_word() {
    let mut browser = Browser::learner(json!({"session_lifetime_s": 7200})).await;
    browser.change(json!({"now": "2026-10-05T10:59:59Z"})).await;
    assert_eq!(refresh(&mut browser).await, StatusCode::OK);
    browser.change(json!({"now": "2026-10-05T11:00:00Z"})).await;
    assert_eq!(refresh(&mut browser).await, StatusCode::UNAUTHORIZED);

    let mut browser = Browser::learner(json!({})).await;
    assert_eq!(browser.get("/__mock__/expire?user=learner&what=tokens").await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get(ME).await.status, StatusCode::OK, "the session still holds");
    assert_eq!(refresh(&mut browser).await, StatusCode::OK);
    browser.get("/__mock__/expire?user=learner").await;
    assert_eq!(browser.get(ME).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refresh(&mut browser).await, StatusCode::UNAUTHORIZED);

    let mut browser = Browser::signed_in("newcomer", json!({})).await;
    let mut other = Browser { cookies: std::collections::BTreeMap::new(), ..browser.clone() };
    other.sign_in("learner").await;
    assert_eq!(browser.get("/__mock__/expire").await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get(ME).await.status, StatusCode::UNAUTHORIZED, "without a name it is the session of who asks");
    assert_eq!(other.get(ME).await.status, StatusCode::OK);
    assert_eq!(browser.get("/__mock__/expire").await.status, StatusCode::BAD_REQUEST, "there is none any more");
}

#[tokio::test]
async fn a_forged_token_is_nobodys() {
    let mut browser = Browser::learner(json!({})).await;
    browser.cookies.remove("sessionid");
    let mut claims = claims(&browser);
    claims["preferred_username"] = json!("staff");
    let forged = format!("e30.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
    browser.cookies.insert("edx-jwt-cookie-header-payload".to_owned(), forged);
    assert_eq!(browser.get(ME).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_forgets_and_leads_where_it_is_asked() {
    let mut browser = Browser::learner(json!({})).await;
    let session = browser.cookies["sessionid"].clone();
    let answer = browser.get("/logout?redirect_url=http%3A%2F%2Flocalhost%2Ffr%2F").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, Some("/fr/")));
    assert!(!browser.cookies.keys().any(|name| name.starts_with("edx")), "{:?}", browser.cookies);
    browser.cookies.insert("sessionid".to_owned(), session);
    assert_eq!(refresh(&mut browser).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn writes_by_cookie_need_a_genuine_token() {
    let mut browser = Browser::learner(json!({})).await;
    let course = browser.half_done().await;
    let body = json!({"course_id": course}).to_string();
    let path = "/api/course_home/dismiss_welcome_message";
    let none = browser.send(Method::POST, path, body.clone(), &[]).await;
    assert_eq!(none.status, StatusCode::FORBIDDEN);
    assert!(none.json()["detail"].as_str().unwrap().starts_with("CSRF Failed: "), "{}", none.text());

    let token = browser.token().await;
    assert_ne!(token, browser.cookies["csrftoken"], "what the page sends is masked");
    let wrong = browser.send(Method::POST, path, body.clone(), &[("x-csrftoken", "x".repeat(64))]).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    let foreign = [("x-csrftoken", token.clone()), ("origin", "https://evil.example".to_owned())];
    assert_eq!(browser.send(Method::POST, path, body.clone(), &foreign).await.status, StatusCode::FORBIDDEN);
    let right = [("x-csrftoken", token), ("origin", "http://localhost".to_owned())];
    assert_eq!(browser.send(Method::POST, path, body, &right).await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_of_a_trusted_origin_may_write() {
    let mut browser = Browser::signed_in("learner", json!({"trusted_origins": ["http://127.0.0.1:8090"]})).await;
    let body = json!({"course_id": browser.half_done().await}).to_string();
    let path = "/api/course_home/dismiss_welcome_message";
    let token = browser.token().await;
    let from = |origin: &str| [("x-csrftoken", token.clone()), ("origin", origin.to_owned())];
    let another = browser.send(Method::POST, path, body.clone(), &from("http://127.0.0.1:8099")).await;
    assert_eq!(another.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.send(Method::POST, path, body, &from("http://127.0.0.1:8090")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn anonymous_visitors_are_told_how_to_sign_in() {
    let mut browser = Browser::anonymous(json!({})).await;
    for path in [ME, "/api/learner_home/init", "/api/enrollment/v1/enrollment", "/api/bookmarks/v1/bookmarks/"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(answer.header("www-authenticate"), Some("JWT realm=\"api\""), "{path}");
        assert!(answer.json()["detail"].is_string());
    }
    let refused = browser.send(Method::POST, "/login_refresh", String::new(), &[]).await;
    assert_eq!((refused.status, refused.json()), (StatusCode::UNAUTHORIZED, json!("Unauthorized")));
}

#[tokio::test]
async fn an_account_without_confirmed_address_can_do_all_but_bookmarks() {
    let mut browser = Browser::signed_in("inactive", json!({})).await;
    assert_eq!(claims(&browser)["email_verified"], false);
    let home = browser.json("/api/learner_home/init").await;
    assert_eq!(home["emailConfirmation"]["isNeeded"], true);
    assert_eq!(browser.get("/api/bookmarks/v1/bookmarks/").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(browser.post("/api/send_account_activation_email", json!({})).await.status, StatusCode::OK);
}

#[tokio::test]
async fn bookmarks_refuse_the_tokens_cookies_alone_and_take_a_bearer() {
    let mut browser = Browser::learner(json!({})).await;
    browser.cookies.remove("sessionid");
    assert_eq!(browser.get(ME).await.status, StatusCode::OK);
    let path = "/api/bookmarks/v1/bookmarks/";
    assert_eq!(browser.get(path).await.status, StatusCode::UNAUTHORIZED);
    let token = format!(
        "Bearer {}.{}",
        browser.cookies["edx-jwt-cookie-header-payload"], browser.cookies["edx-jwt-cookie-signature"]
    );
    browser.cookies.clear();
    let answer = browser.send(Method::GET, path, String::new(), &[("authorization", token)]).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn the_first_page_of_the_app_signs_in_whom_the_world_says() {
    let folder = std::env::temp_dir().join(format!("preau-lms-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "<!doctype html><title>App</title>").unwrap();
    let mock = Mock::new(&Options { site: Some(folder.clone()), ..Options::default() });
    let world = mock.world(json!({"lms": {"signed_in": "newcomer"}})).await;
    let first = world.get("/").await;
    let cookies: Vec<_> = first.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("sessionid=")), "{cookies:?}");
    assert_eq!(world.get("/").await.header("set-cookie"), None, "signing out must last");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn an_unknown_account_is_a_wrong_setting() {
    let answer =
        Mock::start().send(Method::POST, "/__mock__/worlds", json!({"lms": {"signed_in": "nobody"}}).to_string()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["error"].as_str().unwrap().contains("nobody"));
}

#[tokio::test]
async fn accounts_show_others_little() {
    let mut browser = Browser::learner(json!({"users": {"zoe": {"name": "Zoé Prat"}}})).await;
    let both = browser.json("/api/user/v1/accounts?username=learner,zoe").await;
    assert_eq!(both[0]["email"], "learner@example.org");
    assert_eq!(both[1].get("email"), None);
    assert_eq!(browser.get("/api/user/v1/accounts?username=learner,ghost").await.status, StatusCode::NOT_FOUND);
}
