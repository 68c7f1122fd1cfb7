//! A browser of the LMS: keeps cookies, fetches the token against forged requests.
use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::{Answer, Mock};

/// When the tests take place.
pub(crate) const NOW: &str = "2026-10-05T09:00:00Z";

/// See the module.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(crate) mock: Mock,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Nobody is signed in. Settings go beside a fixed time.
    pub(crate) async fn anonymous(settings: Value) -> Self {
        let mut all = json!({"now": NOW});
        all.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        Self { mock: Mock::with(all).await.in_english().header("host", "localhost"), cookies: BTreeMap::new() }
    }

    /// That user is signed in, in a world with these settings.
    pub(crate) async fn signed_in(user: &str, settings: Value) -> Self {
        let mut browser = Self::anonymous(settings).await;
        browser.sign_in(user).await;
        browser
    }

    /// The learner of the demonstration, in a world with these settings of the LMS.
    pub(crate) async fn learner(lms: Value) -> Self {
        Self::signed_in("learner", json!({ "lms": lms })).await
    }

    /// Gets the cookies of a sign-in.
    pub(crate) async fn sign_in(&mut self, user: &str) {
        let answer = self.get(&format!("/__mock__/sign-in?user={user}")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
    }

    /// Changes the world.
    pub(crate) async fn change(&self, changes: Value) {
        let path = format!("/__mock__/worlds/{}", self.mock.id());
        let answer = self.mock.send(Method::PATCH, &path, changes.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new(), &[]).await
    }

    /// JSON of an answer that is a 200.
    pub(crate) async fn json(&mut self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.json()
    }

    /// A write with JSON and a genuine token.
    pub(crate) async fn write(&mut self, method: Method, path: &str, body: Value) -> Answer {
        let token = self.token().await;
        let headers = [("x-csrftoken", token), ("content-type", "application/json".to_owned())];
        self.send(method, path, body.to_string(), &headers).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.write(Method::POST, path, body).await
    }

    /// A change as the forum wants it.
    pub(crate) async fn patch(&mut self, path: &str, body: Value) -> Answer {
        let token = self.token().await;
        let headers = [("x-csrftoken", token), ("content-type", "application/merge-patch+json".to_owned())];
        self.send(Method::PATCH, path, body.to_string(), &headers).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Answer {
        let token = self.token().await;
        self.send(Method::DELETE, path, String::new(), &[("x-csrftoken", token)]).await
    }

    /// Others do something in the forum; gives the id of what came of it.
    pub(crate) async fn happens(&self, order: Value) -> String {
        let path = format!("/__mock__/worlds/{}/forum", self.mock.id());
        let answer = self.mock.send(Method::POST, &path, order.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()["id"].as_str().unwrap_or_default().to_owned()
    }

    /// A write of a form with a genuine token.
    pub(crate) async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token().await;
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let headers = [("x-csrftoken", token), ("content-type", "application/x-www-form-urlencoded".to_owned())];
        self.send(Method::POST, path, body.finish(), &headers).await
    }

    /// What `/csrf/api/v1/token` says.
    pub(crate) async fn token(&mut self) -> String {
        self.json("/csrf/api/v1/token").await["csrfToken"].as_str().unwrap().to_owned()
    }

    /// A request with the cookies; those of the answer are kept.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: String,
        headers: &[(&'static str, String)],
    ) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut mock = self.mock.clone();
        if !cookies.is_empty() {
            mock = mock.header("cookie", &cookies.join("; "));
        }
        for (name, value) in headers {
            mock = mock.header(name, value);
        }
        let answer = mock.send(method, path, body).await;
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Keys of the courses of the signed-in user, the newest enrolment first.
    pub(crate) async fn courses(&mut self) -> Vec<String> {
        let home = self.json("/api/learner_home/init").await;
        let cards = home["courses"].as_array().unwrap().iter();
        cards.map(|card| card["courseRun"]["courseId"].as_str().unwrap().to_owned()).collect()
    }

    /// The course of the demonstration that is half done.
    pub(crate) async fn half_done(&mut self) -> String {
        let home = self.json("/api/learner_home/init").await;
        let cards = home["courses"].as_array().unwrap();
        let card = cards.iter().find(|card| card["enrollment"]["hasStarted"] == true).expect("a course begun");
        card["courseRun"]["courseId"].as_str().unwrap().to_owned()
    }

    /// The course of the demonstration in which nothing is done.
    pub(crate) async fn untouched(&mut self) -> String {
        let home = self.json("/api/learner_home/init").await;
        let cards = home["courses"].as_array().unwrap();
        let card = cards.iter().find(|card| card["enrollment"]["hasStarted"] == false).expect("a course not begun");
        card["courseRun"]["courseId"].as_str().unwrap().to_owned()
    }

    /// The blocks of the sidebar.
    pub(crate) async fn navigation(&mut self, course: &str) -> Map<String, Value> {
        let answer = self.json(&format!("/api/course_home/v1/navigation/{course}")).await;
        answer["blocks"].as_object().expect("blocks").clone()
    }

    /// Every block of the course with the fields asked for.
    pub(crate) async fn blocks(&mut self, course: &str, user: &str, fields: &str) -> Map<String, Value> {
        let course = course.replace('+', "%2B");
        let query = format!("course_id={course}&username={user}&depth=all&requested_fields={fields}");
        let answer = self.json(&format!("/api/courses/v2/blocks/?{query}")).await;
        answer["blocks"].as_object().expect("blocks").clone()
    }
}

/// A key as a query has it.
pub(crate) fn escaped(key: &str) -> String {
    key.replace('+', "%2B")
}

/// First block that fits, with its key.
pub(crate) fn first(blocks: &Map<String, Value>, fits: impl Fn(&Value) -> bool) -> (String, Value) {
    let found = blocks.iter().find(|(_, block)| fits(block)).expect("such a block");
    (found.0.clone(), found.1.clone())
}
