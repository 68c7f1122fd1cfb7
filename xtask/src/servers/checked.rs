//! What `preau-check` says of a server of the test: nothing but what the test itself lacks.
use super::running::Running;
use crate::project::Project;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::Path;

/// A test has no certificate, and the mock's configuration names nobody.
const EXPECTED: [&str; 3] =
    ["the site is not served by https", "nobody is named who runs the site", "there are no legal links"];

/// A finding, as the check writes it for machines.
#[derive(Deserialize)]
struct Finding {
    severity: String,
    about: String,
    says: String,
}

/// What it finds besides.
///
/// # Errors
/// When it cannot be run, or writes something else.
pub(super) fn wrong(project: &Project, checker: &Path, server: &Running) -> Result<Vec<String>> {
    // its exit code says only that something was found
    let output =
        project.program(checker).arg("--json").arg(server.address()).output().context("the check cannot be started")?;
    let found: Vec<Finding> = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("the check writes no findings: {}", String::from_utf8_lossy(&output.stderr)))?;
    let is_unexpected = |finding: &Finding| finding.severity != "good" && !EXPECTED.contains(&finding.says.as_str());
    let unexpected = found.into_iter().filter(is_unexpected);
    Ok(unexpected.map(|one| format!("the check finds, as {}, {}: {}", one.severity, one.about, one.says)).collect())
}
