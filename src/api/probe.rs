//! Asks each configured backend whether it answers, for the page that shows an operator how the platform stands.
use super::{ApiError, awards, http, lms, settings};
use crate::{
    json::{self, Json},
    number,
    wire::openedx::CourseKey,
};

/// What préau asks things of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// Richie.
    Catalogue,
    /// The LMS, with the learner's session.
    Lms,
    /// The forum, which the LMS asks in turn.
    Forum,
    /// The credentials service.
    Credentials,
    /// Joanie.
    Joanie,
    /// The service of Open Badges 3.0.
    Badges,
    /// The relay for issuers of badges.
    Relay,
}

/// What became of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It answers as it should.
    Works,
    /// It answers, and wants to know who asks.
    WantsSignIn,
    /// It was not asked: that takes a learner who is signed in and enrolled in a course.
    NotAsked,
    /// There is nothing at its address.
    Absent,
    /// It answers something else than the API does: another site, a page of a proxy.
    Strange,
    /// It failed, or the browser may not ask it.
    Failed(ApiError),
}

impl Finding {
    /// Whether somebody has to mend something.
    pub fn is_trouble(&self) -> bool {
        matches!(self, Self::Absent | Self::Strange | Self::Failed(_))
    }
}

/// A question and its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Who was asked.
    pub backend: Backend,
    /// At which address.
    pub address: String,
    /// What became of it.
    pub finding: Finding,
    /// How long it took.
    pub milliseconds: u64,
}

/// The backends that the configuration names; the LMS and its forum where there is one.
pub fn backends(has_lms: bool) -> Vec<Backend> {
    let options = awards::options();
    let all = [
        (true, Backend::Catalogue),
        (has_lms, Backend::Lms),
        (has_lms, Backend::Forum),
        (options.credentials_url.is_some(), Backend::Credentials),
        (options.joanie_url.is_some(), Backend::Joanie),
        (options.service_url.is_some(), Backend::Badges),
        (options.relay.is_some(), Backend::Relay),
    ];
    all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, backend)| backend).collect()
}

/// Asks one of them, once.
pub async fn probe(backend: Backend) -> Probe {
    let began = js_sys::Date::now();
    let (address, finding) = match address(backend).await {
        Ok(address) => {
            let answer = http::status(address.clone(), is_private(backend)).await;
            let finding = answer.map_or_else(Finding::Failed, |(status, body)| judge(backend, status, &body));
            (address, finding)
        }
        Err(finding) => (String::new(), finding),
    };
    let milliseconds = whole(js_sys::Date::now() - began);
    Probe { backend, address, finding, milliseconds }
}

/// The number of milliseconds; a clock that was set back meanwhile gives 0.
fn whole(milliseconds: f64) -> u64 {
    number::text(milliseconds.round()).parse().unwrap_or_default()
}

/// Whose answer depends on the learner's session.
fn is_private(backend: Backend) -> bool {
    matches!(backend, Backend::Lms | Backend::Forum | Backend::Credentials | Backend::Badges)
}

/// What is asked for: something small that the app itself reads.
async fn address(backend: Backend) -> Result<String, Finding> {
    let options = awards::options();
    let below = |base: &Option<String>, path: &str| [base.as_deref().unwrap_or_default(), path].concat();
    Ok(match backend {
        Backend::Catalogue => settings::catalogue("/api/v1.0/courses/?limit=1&offset=0&scope=objects"),
        Backend::Lms => settings::lms("/csrf/api/v1/token"),
        Backend::Forum => {
            let course = some_course().await?;
            settings::lms(&["/api/discussion/v1/courses/", &lms::in_path(course.as_str()), "/"].concat())
        }
        Backend::Credentials => below(&options.credentials_url, "/api/v2/credentials/?page_size=1"),
        Backend::Joanie => below(&options.joanie_url, "/api/v1.0/certificates/?page_size=1"),
        Backend::Badges => below(&options.service_url, "/ims/ob/v3p0/credentials?limit=1&offset=0"),
        // without an address it has nothing to ask and says so, which is an answer
        Backend::Relay => below(&options.relay, ""),
    })
}

/// A course that the learner is in: the forum has no other door.
async fn some_course() -> Result<CourseKey, Finding> {
    let enrolments = lms::enrolments().await.map_err(|error| match error {
        ApiError::SignInNeeded => Finding::NotAsked,
        other => Finding::Failed(other),
    })?;
    let active = enrolments.into_iter().find(|enrolment| enrolment.is_active);
    active.map(|enrolment| enrolment.course_details.course_id).ok_or(Finding::NotAsked)
}

fn judge(backend: Backend, status: u16, body: &str) -> Finding {
    match (backend, status) {
        (_, 500..) => Finding::Failed(ApiError::Server(status)),
        (Backend::Relay, 400 | 403 | 422 | 451) => Finding::Works,
        (_, 404 | 410) => Finding::Absent,
        (Backend::Catalogue, 400..) => Finding::Failed(ApiError::Refused(status.to_string())),
        (_, 401 | 403) => Finding::WantsSignIn,
        (_, 429) => Finding::Failed(ApiError::TooMany(None)),
        (_, 400..) => Finding::Failed(ApiError::Refused(status.to_string())),
        (Backend::Relay, _) => Finding::Works,
        _ if has_shape(backend, body) => Finding::Works,
        _ => Finding::Strange,
    }
}

/// Whether it is what the API answers, not a page that some proxy gives with status 200.
fn has_shape(backend: Backend, body: &str) -> bool {
    let has = |fields: &[(String, Json)], name: &str| fields.iter().any(|(field, _)| field == name);
    match (backend, json::from_text::<Json>(body)) {
        (Backend::Catalogue, Ok(Json::Object(fields))) => has(&fields, "objects") && has(&fields, "meta"),
        (Backend::Lms, Ok(Json::Object(fields))) => has(&fields, "csrfToken"),
        (Backend::Catalogue | Backend::Lms, _) | (_, Err(_)) => false,
        (_, Ok(_)) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_the_right_shape_is_one() {
        assert_eq!(judge(Backend::Catalogue, 200, r#"{"meta": {}, "objects": []}"#), Finding::Works);
        assert_eq!(judge(Backend::Lms, 200, r#"{"csrfToken": "x"}"#), Finding::Works);
        assert_eq!(judge(Backend::Credentials, 200, r#"{"results": []}"#), Finding::Works);
    }

    #[test]
    fn a_page_of_something_else_is_none() {
        for backend in [Backend::Catalogue, Backend::Lms, Backend::Joanie] {
            assert_eq!(judge(backend, 200, "<!doctype html>"), Finding::Strange);
        }
        assert_eq!(judge(Backend::Catalogue, 200, r#"{"csrfToken": "x"}"#), Finding::Strange);
    }

    #[test]
    fn who_asks_for_a_session_answers_all_the_same() {
        for status in [401, 403] {
            assert_eq!(judge(Backend::Joanie, status, ""), Finding::WantsSignIn);
            assert!(judge(Backend::Catalogue, status, "").is_trouble(), "the catalogue is public");
        }
        assert!(!Finding::WantsSignIn.is_trouble() && !Finding::NotAsked.is_trouble());
    }

    #[test]
    fn a_relay_that_refuses_a_stranger_works() {
        assert_eq!(judge(Backend::Relay, 403, ""), Finding::Works);
        assert_eq!(judge(Backend::Relay, 404, ""), Finding::Absent);
        assert_eq!(judge(Backend::Relay, 502, ""), Finding::Failed(ApiError::Server(502)));
    }
}
