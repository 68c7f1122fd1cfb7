//! What git knows of the sources.
use crate::{command, project::Project};
use anyhow::{Context, Result};
use std::env;

/// The sources that an archive is made of.
pub(super) struct Sources {
    /// Seconds since 1970 that every file of the archive bears: `SOURCE_DATE_EPOCH`, else when the last commit was made.
    pub(super) date: u64,
    /// They are as that commit has them, with nothing beside it.
    pub(super) is_clean: bool,
    tracked: Vec<String>,
}

impl Sources {
    /// Asks git, which has to know the checkout.
    ///
    /// # Errors
    /// When it does not, or `SOURCE_DATE_EPOCH` is no date.
    pub(super) fn of(project: &Project) -> Result<Self> {
        let git = |arguments: &[&str]| {
            let printed = command::output_of(project.program("git").args(arguments));
            printed.context("an archive is made of what git knows: this is no checkout of it")
        };
        let date = match env::var("SOURCE_DATE_EPOCH") {
            Ok(told) => told,
            Err(_not_told) => git(&["log", "-1", "--format=%ct"])?,
        };
        let date = date.trim();
        Ok(Self {
            date: date.parse().with_context(|| format!("SOURCE_DATE_EPOCH is seconds since 1970, not `{date}`"))?,
            is_clean: git(&["status", "--porcelain"])?.trim().is_empty(),
            // names as they are, one a line
            tracked: git(&["-c", "core.quotePath=false", "ls-files"])?.lines().map(str::to_owned).collect(),
        })
    }

    /// Those that are among these, or in a folder that is.
    pub(super) fn files<'a>(&'a self, wanted: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let is_wanted = |path: &&str| {
            let is_in =
                |folder: &&str| path.strip_prefix(*folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            wanted.iter().any(is_in)
        };
        self.tracked.iter().map(String::as_str).filter(is_wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::Sources;

    #[test]
    fn only_what_git_knows_is_taken() {
        let tracked = ["docs/a.md", "docs/b/c.md", "docs.md", "LICENSE-MIT", "src/a.rs"].map(str::to_owned).to_vec();
        let sources = Sources { date: 0, is_clean: true, tracked };
        let files: Vec<_> = sources.files(&["docs", "LICENSE-MIT"]).collect();
        assert_eq!(files, ["docs/a.md", "docs/b/c.md", "LICENSE-MIT"]);
    }
}
