//! One request to the LMS: its parts, and who makes it.
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use serde_json::Value;

use super::settings::{Access, CourseChange, Enrolling};
use super::state::{State, User};
use super::{Lms, course::Course, token};
use crate::catalogue::document::Moment;
use crate::catalogue::filters::pick;
use crate::catalogue::languages::Lang;
use crate::clock;
use crate::richie::language::{Languages, cookie};
use crate::world::World;

/// How a request says who makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// The pair of cookies that hold a token, or `Authorization: JWT`.
    Jwt,
    /// `Authorization: Bearer`.
    Bearer,
    /// The session's cookie.
    Session,
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    /// World that it is made in.
    pub(crate) world: &'a World,
    /// Head of the request.
    pub(crate) parts: &'a Parts,
    /// Path without percent-encoding.
    pub(crate) path: &'a str,
    /// Query parameters in order.
    pub(crate) parameters: Vec<(String, String)>,
    /// What came with it.
    pub(crate) body: &'a [u8],
    /// Who makes it, as API views see it; inactive accounts too.
    pub(crate) user: Option<User>,
    /// How that is known; the first of token, bearer and session that holds.
    pub(crate) means: Option<Means>,
    /// Who the session's cookie alone says it is.
    pub(crate) session_user: Option<User>,
    /// Language of messages.
    pub(crate) lang: Lang,
}

impl<'a> Ask<'a> {
    /// Reads cookies and headers.
    pub(crate) fn new(world: &'a World, parts: &'a Parts, path: &'a str, body: &'a [u8], state: &State) -> Self {
        let now = world.now();
        let lang = Languages::of(parts, &world.settings.languages).requested;
        let session_user = cookie(&parts.headers, token::SESSION)
            .and_then(|id| state.sessions.get(&id).filter(|session| session.expires > now))
            .and_then(|session| state.user(&session.username).cloned());
        let holder = |token: &str| token::holder(token, world.absolute(now), state).cloned();
        let by_jwt = token::from_cookies(&parts.headers)
            .or_else(|| authorization(&parts.headers, "JWT "))
            .and_then(|token| holder(&token));
        let by_bearer = || authorization(&parts.headers, "Bearer ").and_then(|token| holder(&token));
        let (user, means) = if let Some(user) = by_jwt {
            (Some(user), Some(Means::Jwt))
        } else if let Some(user) = by_bearer() {
            (Some(user), Some(Means::Bearer))
        } else {
            (session_user.clone(), session_user.is_some().then_some(Means::Session))
        };
        let parameters =
            form_urlencoded::parse(parts.uri.query().unwrap_or("").as_bytes()).into_owned().collect::<Vec<_>>();
        Self { world, parts, path, parameters, body, user, means, session_user, lang }
    }

    /// The time, counted from the world's anchor.
    pub(crate) fn now(&self) -> Moment {
        self.world.now()
    }

    /// A date as the LMS writes it: `2026-09-15T09:00:00Z`.
    pub(crate) fn date(&self, moment: Moment) -> String {
        clock::with_z(moment, self.world.anchor)
    }

    /// The same, null when there is none.
    pub(crate) fn date_or_null(&self, moment: Option<Moment>) -> Value {
        moment.map_or(Value::Null, |moment| Value::String(self.date(moment)))
    }

    /// A day as sentences say it.
    pub(crate) fn day(&self, moment: Moment) -> String {
        clock::day(moment, self.world.anchor, self.lang)
    }

    /// One of two texts, in the language of the request.
    pub(crate) fn text(&self, english: &'static str, french: &'static str) -> &'static str {
        pick((english, french), self.lang)
    }

    /// The LMS of the world.
    pub(crate) fn lms(&self) -> &Lms {
        &self.world.lms
    }

    /// A course that is there.
    pub(crate) fn course(&self, key: &str) -> Option<&Course> {
        self.world.lms.course(key)
    }

    /// What a story says of entering a course.
    pub(crate) fn access(&self, key: &str) -> Option<&Access> {
        self.world.settings.lms.refusals.get(key)?.access.as_ref()
    }

    /// What a story says of enrolling in a course.
    pub(crate) fn enrolling(&self, key: &str) -> Option<Enrolling> {
        self.world.settings.lms.refusals.get(key)?.enrolment
    }

    /// What a story changes about a course.
    pub(crate) fn change(&self, key: &str) -> Option<&CourseChange> {
        self.world.settings.lms.courses.get(key)
    }

    /// First value of a query parameter.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find_map(|(known, value)| (known == name).then_some(value.as_str()))
    }

    /// Where the browser reached the server, without a slash at the end.
    pub(crate) fn origin(&self) -> String {
        origin(&self.parts.headers)
    }

    /// Where the app is, without a slash at the end.
    pub(crate) fn site(&self) -> String {
        match self.world.settings.lms_elsewhere {
            Some(_) => at_port(&self.parts.headers, self.world.ports.site),
            None => self.origin(),
        }
    }

    /// Whether pages of that origin are believed as the LMS's own are.
    pub(crate) fn trusts(&self, origin: &str) -> bool {
        origin == self.origin()
            || origin == self.site()
            || self.world.settings.trusted_origins.iter().any(|trusted| trusted == origin)
    }

    /// Username; empty if anonymous, which no account has.
    pub(crate) fn username(&self) -> &str {
        self.user.as_ref().map_or("", |user| user.username.as_str())
    }

    /// Whether staff ask.
    pub(crate) fn is_staff(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.is_staff)
    }

    /// Whether the method changes something.
    pub(crate) fn is_write(&self) -> bool {
        !matches!(self.parts.method, Method::GET | Method::HEAD | Method::OPTIONS)
    }

    /// The body as JSON, null if it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(self.body).unwrap_or(Value::Null)
    }

    /// The body's fields, of a form of either kind or of a JSON object.
    pub(crate) fn form(&self) -> Vec<(String, String)> {
        super::form::fields(&self.parts.headers, self.body)
    }

    /// A field of [`Ask::form`].
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.form().into_iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Text of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// `http://host` as the browser named it.
pub(crate) fn origin(headers: &HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = text("x-forwarded-proto").unwrap_or("http");
    format!("{scheme}://{}", text("host").unwrap_or("localhost"))
}

/// The same host at another port.
pub(crate) fn at_port(headers: &HeaderMap, port: u16) -> String {
    let origin = origin(headers);
    let host = origin.rfind(':').filter(|at| *at > "https:".len()).and_then(|at| origin.get(..at)).unwrap_or(&origin);
    format!("{host}:{port}")
}

fn authorization(headers: &HeaderMap, kind: &str) -> Option<String> {
    headers.get("authorization")?.to_str().ok()?.strip_prefix(kind).map(str::to_owned)
}
