//! The shapes that refusals come in.
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use crate::openedx::reply;

/// Why there is no answer.
#[derive(Debug, Clone)]
pub(crate) enum Refusal {
    /// 400 with `field_errors`: names and messages.
    Fields(Vec<(String, String)>),
    /// `developer_message`.
    Developer(StatusCode, String),
    /// `detail`.
    Detail(StatusCode, String),
    /// 400 with `error`.
    Error(String),
    /// A page.
    Html(StatusCode),
    /// 500, which is a page.
    Server,
    /// 429, whose body is one text.
    TooMany,
}

impl Refusal {
    /// 400 of one field.
    pub(crate) fn field(name: &str, message: &str) -> Self {
        Self::Fields(vec![(name.to_owned(), message.to_owned())])
    }

    /// 400 with just a `developer_message`.
    pub(crate) fn bad(message: &str) -> Self {
        Self::developer(StatusCode::BAD_REQUEST, message)
    }

    /// `developer_message`.
    pub(crate) fn developer(status: StatusCode, message: &str) -> Self {
        Self::Developer(status, message.to_owned())
    }

    /// 403 of who may not.
    pub(crate) fn forbidden() -> Self {
        Self::developer(StatusCode::FORBIDDEN, "You do not have permission to perform this action.")
    }

    /// 404 of a course that is not there, or not for who asks.
    pub(crate) fn no_course() -> Self {
        Self::developer(StatusCode::NOT_FOUND, "Course not found.")
    }

    /// 405.
    pub(crate) fn method(method: &str) -> Self {
        Self::Developer(StatusCode::METHOD_NOT_ALLOWED, format!("Method \"{method}\" not allowed."))
    }

    /// What the views without the usual shape say instead.
    pub(crate) fn plain(self) -> Self {
        match self {
            Self::Developer(status, message) => Self::Detail(status, message),
            other => other,
        }
    }

    /// The answer.
    pub(crate) fn response(self) -> Response {
        match self {
            Self::Fields(fields) => {
                let fields: Map<String, Value> =
                    fields.into_iter().map(|(name, message)| (name, json!({"developer_message": message}))).collect();
                reply::with_status(StatusCode::BAD_REQUEST, &json!({"field_errors": fields}))
            }
            Self::Developer(status, message) => reply::developer(status, &message),
            Self::Detail(status, message) => reply::detail(status, &message),
            Self::Error(message) => reply::with_status(StatusCode::BAD_REQUEST, &json!({"error": message})),
            Self::Html(status) => {
                reply::html(status, format!("<!doctype html>\n<title>{status}</title>\n<h1>{status}</h1>\n"))
            }
            Self::Server => reply::html(
                StatusCode::INTERNAL_SERVER_ERROR,
                "<!doctype html>\n<title>Server Error (500)</title>\n<h1>Server Error (500)</h1>\n".to_owned(),
            ),
            Self::TooMany => reply::with_status(StatusCode::TOO_MANY_REQUESTS, &json!("Too many requests")),
        }
    }
}

/// What handlers give.
pub(crate) type Answer<T = Response> = Result<T, Refusal>;
