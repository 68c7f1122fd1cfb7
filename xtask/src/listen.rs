//! A real screen reader, Orca, reads the page by the scripts of `tests/listen`; what it says is kept.
//!
//! A script `search.fr.sr` is for the learner who reads French. When its first line is a comment
//! with an address (`# /courses?query=chimie`), it starts there; `# around: /plain` is a page of another site that shows ours.
use crate::{
    args::Arguments,
    command, fresh,
    output::{say, step},
    project::Project,
    server::Server,
    setup::{
        browsers::{self, Browser, Purpose},
        packages,
    },
};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

const FOLDER: &str = "tests/listen";

/// What the harness needs besides the browsers.
const PACKAGES: [&str; 9] = [
    "orca",
    "xvfb",
    "xdotool",
    "openbox",
    "at-spi2-core",
    "dbus",
    "python3-pyatspi",
    "gir1.2-atspi-2.0",
    "gir1.2-wnck-3.0",
];

/// Runs the scripts that are asked for in each browser, and writes the transcripts.
///
/// # Errors
/// When something is missing, or a script's expectation does not hold.
pub(crate) fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    ensure(project)?;
    browsers::ensure(project, &arguments.browsers(), Purpose::Window)?;
    if !arguments.no_build {
        fresh::build_when_stale(project)?;
    }
    let scripts = scripts(project, arguments)?;
    let mut failed = Vec::new();
    for script in &scripts {
        for browser in arguments.browsers() {
            let name = format!("{} in {}", script.name, browser.name());
            // one at a time: the screen reader's silence tells when a step is over
            if let Err(error) = step(&name, || listen(project, script, browser)) {
                say(&format!("{error:#}"));
                failed.push(name);
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { bail!("not as expected: {}", failed.join(", ")) }
}

#[derive(Debug, PartialEq, Eq)]
struct Script {
    path: PathBuf,
    /// `search.fr`
    name: String,
    language: String,
    /// Where it starts, from the root.
    address: String,
    /// It starts in a page of another site.
    is_around: bool,
}

impl Script {
    fn new(path: PathBuf, text: &str) -> Result<Self> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some((_, language)) = name.rsplit_once('.') else {
            bail!("{} should say its language: {name}.en.sr or {name}.fr.sr", path.display());
        };
        let first = text.lines().next().unwrap_or_default();
        let around = first.strip_prefix("# around: /");
        let address = around.or_else(|| first.strip_prefix("# /")).map(|rest| format!("/{}", rest.trim()));
        let address = address.unwrap_or_else(|| "/".into());
        Ok(Self { language: language.to_owned(), address, is_around: around.is_some(), name, path })
    }
}

fn scripts(project: &Project, arguments: &Arguments) -> Result<Vec<Script>> {
    let mut scripts = Vec::new();
    for entry in fs::read_dir(project.path(FOLDER)).context("there are no scripts yet")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sr") {
            let text = fs::read_to_string(&path)?;
            scripts.push(Script::new(path, &text)?);
        }
    }
    scripts.retain(|script| {
        arguments.filter.as_ref().is_none_or(|filter| script.name.contains(filter.as_str()))
            && arguments.language.as_ref().is_none_or(|language| script.language == *language)
    });
    scripts.sort_by(|one, other| one.name.cmp(&other.name));
    if scripts.is_empty() {
        bail!("no script in {FOLDER} fits");
    }
    Ok(scripts)
}

fn listen(project: &Project, script: &Script, browser: Browser) -> Result<()> {
    // one's own: where the learner of the script before stopped would be where this one begins
    let server = Server::with_site(project)?;
    let root = if script.is_around { server.embedders() } else { server.address() };
    let folder = project.path(FOLDER).join("transcripts");
    fs::create_dir_all(&folder)?;
    let transcript = folder.join(format!("{}.{}.txt", script.name, browser.name()));
    let mut harness = project.program("python3");
    harness
        .arg(project.path(FOLDER).join("sr.py"))
        .args(["--browser", browser.name(), "--lang", &script.language])
        .arg(format!("{root}{}", script.address))
        .arg(&script.path)
        .stdin(Stdio::null())
        .stdout(fs::File::create(&transcript)?);
    let status = harness.status().context("python3 cannot be started")?;
    if status.success() { Ok(()) } else { Err(failure(&transcript)?) }
}

/// The expectations that did not hold.
fn failure(transcript: &Path) -> Result<anyhow::Error> {
    let text = fs::read_to_string(transcript)?;
    let lines: Vec<_> = text.lines().filter(|line| line.starts_with("FAIL")).collect();
    Ok(anyhow::anyhow!("see {}\n{}", transcript.display(), lines.join("\n")))
}

fn ensure(project: &Project) -> Result<()> {
    let installed = |package: &&str| {
        let status = command::asked("dpkg-query", &["-W", "-f", "${db:Status-Status}", package]);
        status.as_deref() == Some("installed")
    };
    let mut missing: Vec<_> = PACKAGES.into_iter().filter(|package| !installed(package)).collect();
    if command::asked("localedef", &["--version"]).is_none() {
        missing.push("locales");
    }
    if !missing.is_empty() {
        packages::install(project, &missing)?;
    }
    let locales = command::asked("locale", &["-a"]).unwrap_or_default();
    if locales.lines().any(|locale| locale == "fr_FR.utf8") {
        return Ok(());
    }
    step("make the French locale", || {
        command::run(project.program("localedef").args(["-i", "fr_FR", "-f", "UTF-8", "fr_FR.UTF-8"])).context(
            "the French scripts need the locale fr_FR.UTF-8: run `localedef -i fr_FR -f UTF-8 fr_FR.UTF-8` as root",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::Script;

    #[test]
    fn a_script_says_its_language_and_where_it_starts() {
        let script = Script::new("tests/listen/search.fr.sr".into(), "# /courses?query=a\nkey h\n").unwrap();
        assert_eq!((script.language.as_str(), script.address.as_str()), ("fr", "/courses?query=a"));
        let script = Script::new("search.en.sr".into(), "# headings\n").unwrap();
        assert_eq!((script.language.as_str(), script.address.as_str()), ("en", "/"));
        assert!(!script.is_around);
        let script = Script::new("embed.en.sr".into(), "# around: /plain?with=frame\n").unwrap();
        assert_eq!((script.is_around, script.address.as_str()), (true, "/plain?with=frame"));
        assert!(Script::new("search.sr".into(), "").is_err());
    }
}
