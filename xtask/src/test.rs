//! `cargo xtask test`: everything that has to hold, one line each.
use crate::{
    build, classes, command,
    output::{say, step},
    project::{Project, WASM},
    server::Server,
    servers,
    setup::{
        self,
        browsers::{Browser, Purpose},
    },
    sizes, stories,
};
use anyhow::{Result, bail};
use std::process::ExitCode;

/// Runs every check; the exit code says whether all passed.
///
/// # Errors
/// When something is missing on the machine.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    setup::rust::ensure_components(project)?;
    setup::rust::ensure_wasm(project)?;
    setup::npm::ensure(project)?;
    setup::browsers::ensure(project, &Browser::ALL, Purpose::Stories)?;
    setup::trunk::ensure(project)?;
    servers::ensure(project)?;

    let mut tally = Tally::default();
    for (name, arguments) in CARGO_CHECKS {
        tally.count(name, step(name, || cargo_check(project, arguments)));
    }
    tally.count("types of the stories", stories::check_types(project));
    tally.count("names of classes", classes::check(project));
    let built = build::run(project);
    let is_built = built.is_ok();
    tally.count("release build", built);
    tally.count("byte budgets", if is_built { sizes::check(project) } else { not_built() });
    for browser in Browser::ALL {
        let name = format!("stories in {}", browser.name());
        tally.count(&name, step(&name, || if is_built { in_browser(project, browser) } else { not_built() }));
    }
    tally.count("web servers", if is_built { servers::all(project, &Browser::ALL) } else { not_built() });
    Ok(tally.finish())
}

/// Checks by cargo alone, ordered so that each finds most of its crates compiled by an earlier one.
const CARGO_CHECKS: [(&str, &[&str]); 13] = [
    ("format", &["fmt", "--all", "--check", "--", "-l"]),
    ("lints of the app, on the host", &["clippy", "-p", "preau", "--all-targets", "--features", "styleguide"]),
    ("lints of the check", &["clippy", "-p", "preau-check", "--all-targets"]),
    // without the app: its features must not leak into the crates that share only `wire`
    (
        "lints of the renderer, the mock and the tools",
        &["clippy", "-p", "preau-renderer", "-p", "preau-mock", "-p", "xtask", "--all-targets"],
    ),
    ("lints of the verifier", &["clippy", "-p", "preau-verify", "-p", "preau-jsonld", "--all-targets"]),
    ("documentation", &["doc", "--workspace", "--no-deps"]),
    ("lints of the app, in the browser", &["clippy", "-p", "preau", "--target", WASM, "--features", "styleguide"]),
    ("lints of the app, split", &["clippy", "-p", "preau", "--target", WASM, "--features", "split styleguide"]),
    (
        "lints of the verifier, in the browser",
        &["clippy", "-p", "preau-verify", "-p", "preau-jsonld", "--target", WASM],
    ),
    ("tests of the app and its renderer", &["test", "-p", "preau", "-p", "preau-renderer"]),
    ("tests of the check", &["test", "-p", "preau-check"]),
    // as they were compiled to run this command, and fast: the mock answers every fixture
    ("tests of the mock and the tools", &["test", "--profile", "tools", "-p", "preau-mock", "-p", "xtask"]),
    // RSA takes long where code is slow
    ("tests of the verifier", &["test", "--profile", "tools", "-p", "preau-verify", "-p", "preau-jsonld"]),
];

fn cargo_check(project: &Project, arguments: &[&str]) -> Result<()> {
    let mut cargo = project.cargo([]);
    cargo.args(arguments);
    match arguments.first() {
        Some(&"clippy") => {
            cargo.args(["--locked", "--", "-D", "warnings"]);
        }
        Some(&"doc") => {
            cargo.arg("--locked").env("RUSTDOCFLAGS", "-D warnings");
        }
        Some(&"test") => {
            cargo.arg("--locked");
        }
        _ => {}
    }
    command::run(&mut cargo)
}

fn in_browser(project: &Project, browser: Browser) -> Result<()> {
    let server = Server::with_site(project)?;
    say(&format!("    {}", stories::all(project, &server, browser)?));
    Ok(())
}

fn not_built() -> Result<()> {
    bail!("not run: there is no release build")
}

/// Counts the checks, and shows at once why one failed.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: Vec<String>,
}

impl Tally {
    fn count(&mut self, name: &str, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(error) => {
                say(&format!("{name}: {error:#}"));
                self.failed.push(name.to_owned());
            }
        }
    }

    /// Ends with the line that scripts look for: `N passed, N failed`.
    fn finish(&self) -> ExitCode {
        let failed = self.failed.len();
        if failed > 0 {
            say(&format!("failed: {}", self.failed.join(", ")));
        }
        say(&format!("{} passed, {failed} failed", self.passed));
        if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
