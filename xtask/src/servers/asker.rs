//! Requests to a web server, and what is wrong with its answers.
use super::running::Running;
use anyhow::{Context, Result};
use std::io::Read;
use ureq::{Agent, http};

/// An answer.
pub(super) struct Answer {
    /// HTTP status.
    pub(super) status: u16,
    /// All headers.
    pub(super) headers: http::HeaderMap,
    /// Its body as it came.
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty without one.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Asks, and collects what is not as it should be.
pub(super) struct Asker {
    agent: Agent,
    address: String,
    /// Sentences.
    pub(super) wrong: Vec<String>,
}

impl Asker {
    /// Asks that server; follows no redirect.
    pub(super) fn new(server: &Running) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        Self { agent, address: server.address(), wrong: Vec::new() }
    }

    /// Asks with these headers.
    ///
    /// # Errors
    /// When there is no answer.
    pub(super) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        let mut request = http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.agent.run(request.body(())?).with_context(|| format!("{method} {path}"))?;
        let (parts, body) = answer.into_parts();
        let mut bytes = Vec::new();
        body.into_reader().read_to_end(&mut bytes)?;
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body: bytes })
    }

    /// Reads a path.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub(super) fn get(&self, path: &str) -> Result<Answer> {
        self.ask("GET", path, &[])
    }

    /// Notes what does not hold.
    pub(super) fn expect(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.wrong.push(what.into());
        }
    }
}
