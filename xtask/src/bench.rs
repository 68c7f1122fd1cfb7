//! Measures speed and weight, keeps the figures, and compares them with the last ones.
use crate::{
    args::Arguments,
    command, fresh,
    output::{say, step},
    project::Project,
    server::{Server, Settings},
    setup::{
        self,
        browsers::{self, Browser, Purpose},
    },
};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io::Write};

/// Committed: one line for each time it was measured.
const HISTORY: &str = "tests/bench/history.jsonl";
/// The catalogue that must be as fast as the small one.
const MANY_COURSES: usize = 100_000;

/// What was measured once.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    /// When, in ISO form.
    date: String,
    /// Which commit, with a `+` when files were changed since.
    commit: String,
    /// On which machine and browser: figures of different ones cannot be compared.
    machine: String,
    /// Figure by name; the unit is the end of the name.
    figures: BTreeMap<String, f64>,
}

/// Measures everything.
///
/// # Errors
/// When something is missing, or cannot be measured.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    setup::npm::ensure(project)?;
    browsers::ensure(project, &[Browser::Chromium], Purpose::Window)?;
    if !arguments.no_build {
        fresh::build_when_stale(project)?;
    }
    let last = last(project)?;
    let record = Record {
        date: command::asked("date", &["-u", "+%Y-%m-%dT%H:%M:%SZ"]).context("the program date is missing")?,
        commit: commit(project)?,
        machine: machine()?,
        figures: step("measure", || measure(project))?,
    };
    compare(last.as_ref(), &record);
    let folder = project.path("bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{}.json", record.date.replace(':', "")));
    fs::write(&file, serde_json::to_string_pretty(&record)?)?;
    let mut history = fs::OpenOptions::new().create(true).append(true).open(project.path(HISTORY))?;
    writeln!(history, "{}", serde_json::to_string(&record)?)?;
    say(&format!("kept in {} and {HISTORY}", file.display()));
    Ok(())
}

fn measure(project: &Project) -> Result<BTreeMap<String, f64>> {
    let server = Server::with_site(project)?;
    let large =
        Server::start(Settings { site: Some(project.dist()), courses: Some(MANY_COURSES), ..Settings::default() })?;
    let result = project.target().join("bench.json");
    let mut node = project.program("node");
    node.arg(project.path("tests/bench/run.mjs"))
        .arg(&result)
        .env("PREAU_URL", server.address())
        .env("PREAU_LARGE_URL", large.address());
    browsers::tell(&mut node, Purpose::Window);
    command::run(&mut node)?;
    serde_json::from_slice(&fs::read(&result)?).context("tests/bench/run.mjs wrote no figures")
}

fn last(project: &Project) -> Result<Option<Record>> {
    let path = project.path(HISTORY);
    if !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(path)?;
    let Some(line) = text.lines().rev().find(|line| !line.trim().is_empty()) else {
        return Ok(None);
    };
    serde_json::from_str(line).map(Some).with_context(|| format!("the last line of {HISTORY}"))
}

fn compare(last: Option<&Record>, now: &Record) {
    say(&format!("{} on {}", now.commit, now.machine));
    match last {
        Some(last) if last.machine == now.machine => {
            say(&format!("last: {} ({})", last.commit, last.date));
        }
        Some(last) => say(&format!("last: {} ({}) on another machine: {}", last.commit, last.date, last.machine)),
        None => say("measured for the first time"),
    }
    say(&format!("{:<44} {:>12} {:>12} {:>8}", "", "now", "last", "change"));
    for (name, figure) in &now.figures {
        let before = last.and_then(|last| last.figures.get(name)).copied();
        say(&line(name, *figure, before));
    }
}

fn line(name: &str, now: f64, before: Option<f64>) -> String {
    let text = format!("{name:<44} {:>12}", short(now));
    match before {
        Some(before) if before != 0.0 => {
            let change = (now - before) / before * 100.0;
            format!("{text} {:>12} {change:>+7.1}%", short(before))
        }
        Some(before) => format!("{text} {:>12}", short(before)),
        None => text,
    }
}

/// Whole numbers as they are, others with three decimals.
fn short(figure: f64) -> String {
    if figure.fract() == 0.0 { format!("{figure:.0}") } else { format!("{figure:.3}") }
}

fn commit(project: &Project) -> Result<String> {
    let git = |arguments: &[&str]| command::output_of(project.program("git").args(arguments));
    let commit = git(&["rev-parse", "--short", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    Ok(format!("{}{}", commit.trim(), if changed.trim().is_empty() { "" } else { "+" }))
}

/// Processor, its cores and the browser.
fn machine() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism()?;
    Ok(format!("{model} × {cores}, {}", browsers::version(Browser::Chromium, Purpose::Window)?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_says_the_change() {
        let line = super::line("catalogue lcp ms", 110.0, Some(100.0));
        assert!(line.ends_with("110          100   +10.0%"), "{line}");
        assert!(super::line("new", 0.5, None).ends_with("0.500"));
    }
}
