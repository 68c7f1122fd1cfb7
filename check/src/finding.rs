//! What is to be said about a platform.
use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// As it should be.
    Good,
    /// Works, and could be better.
    Advice,
    /// Does not work, or is not safe.
    Problem,
}

/// A sentence about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is about: `config.json`, `headers`, …
    pub about: &'static str,
    /// What is so.
    pub says: String,
    /// How to mend it; empty where nothing is to be mended.
    pub mend: String,
}

/// All that was found, in the order in which it was asked.
#[derive(Debug, Default)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Notes that something is as it should be.
    pub fn good(&mut self, about: &'static str, says: impl Into<String>) {
        self.push(Severity::Good, about, says.into(), String::new());
    }

    /// Notes what could be better.
    pub fn advice(&mut self, about: &'static str, says: impl Into<String>, mend: impl Into<String>) {
        self.push(Severity::Advice, about, says.into(), mend.into());
    }

    /// Notes what does not work, or is not safe.
    pub fn problem(&mut self, about: &'static str, says: impl Into<String>, mend: impl Into<String>) {
        self.push(Severity::Problem, about, says.into(), mend.into());
    }

    /// Whether something has to be mended.
    pub fn has_problem(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Problem)
    }

    /// How much of each there is: `1 problem, 2 pieces of advice, 14 good`.
    pub fn summary(&self) -> String {
        let count = |severity| self.0.iter().filter(|finding| finding.severity == severity).count();
        let (problems, advice) = (count(Severity::Problem), count(Severity::Advice));
        let problem = if problems == 1 { "problem" } else { "problems" };
        let piece = if advice == 1 { "piece" } else { "pieces" };
        format!("{problems} {problem}, {advice} {piece} of advice, {} good", count(Severity::Good))
    }

    fn push(&mut self, severity: Severity, about: &'static str, says: String, mend: String) {
        self.0.push(Finding { severity, about, says, mend });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_counted_as_many() {
        let mut found = Findings::default();
        assert_eq!(found.summary(), "0 problems, 0 pieces of advice, 0 good");
        found.problem("headers", "a", "b");
        found.advice("headers", "a", "b");
        found.good("headers", "a");
        found.good("headers", "b");
        assert_eq!(found.summary(), "1 problem, 1 piece of advice, 2 good");
    }
}
