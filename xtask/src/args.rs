//! The command line.
use crate::setup::browsers::Browser;
use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};
use std::{ffi::OsString, path::PathBuf};

/// What `cargo xtask help` prints.
pub(crate) const HELP: &str = "\
cargo xtask <command>

  serve     build the release app when it is not up to date, and serve it with the mock backends
              --port N (8080)  --courses N  --units N  --replies N  --open-to-network  --no-build
  test      run every check: format, lints, documentation, tests, build, byte budgets, stories
  dev       development build with live reload, and the mock beside it
  build     build the release app into dist/
  release   put it into an archive for operators, target/release-archive/preau-….tar.gz
              --no-build  --verify-reproducible (builds twice, and says what differs)
  mock      the mock backends alone
              --port N (8091)  --site DIR  --courses N  --units N  --replies N  --open-to-network
  stories   learners' stories in real browsers
              [words of a title or file]  --browser chromium|firefox  --no-build
  check     ask a running platform what is wrong with it
              <address>  --json  --all
  servers   nginx and Caddy with the configurations of deploy/, in front of the mock: answers, and stories through both
              --browser chromium|firefox  --no-build
  sizes     what a visit weighs, against the budgets
  bench     measure speed and weight, and compare with the last time
              --no-build
  listen    let a screen reader read the page by the scripts in tests/listen
              [script name]  --browser chromium|firefox  --lang en|fr  --no-build
";

/// One command.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Which command.
    pub(crate) command: String,
    /// Which stories or scripts; all without it.
    pub(crate) filter: Option<String>,
    /// Where to listen.
    pub(crate) port: Option<u16>,
    /// How many courses the mock invents, in place of its own data set.
    pub(crate) courses: Option<usize>,
    /// How many units the one course of the mock's LMS has, in place of its own courses.
    pub(crate) units: Option<usize>,
    /// How many responses a thread more of its forum has.
    pub(crate) replies: Option<u32>,
    /// Also listen to other machines.
    pub(crate) open_to_network: bool,
    /// Take `dist/` as it is.
    pub(crate) no_build: bool,
    /// Build twice and compare.
    pub(crate) verify_reproducible: bool,
    /// A built site for the mock to serve.
    pub(crate) site: Option<PathBuf>,
    /// Only this browser.
    pub(crate) browser: Option<Browser>,
    /// What the check gets, as it is.
    pub(crate) passed_on: Vec<OsString>,
    /// Only this language.
    pub(crate) language: Option<String>,
}

impl Arguments {
    /// Reads the command line.
    ///
    /// # Errors
    /// When an option is unknown, not one of the command, or has a value it cannot have.
    pub(crate) fn read(mut parser: Parser) -> Result<Self> {
        let mut arguments = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Value(command) if arguments.command.is_empty() => {
                    arguments.command = command.string()?;
                    if arguments.command == "check" {
                        arguments.passed_on = parser.raw_args()?.collect();
                    }
                }
                Arg::Short('h') | Arg::Long("help") => arguments.command = "help".into(),
                Arg::Value(filter) => {
                    if arguments.filter.is_some() || !arguments.takes("filter") {
                        bail!("`{}` is too much: see `cargo xtask help`", filter.display());
                    }
                    arguments.filter = Some(filter.string()?);
                }
                Arg::Long(option) => {
                    let option = option.to_owned();
                    if !arguments.takes(&option) {
                        bail!("`{} --{option}` does not exist: see `cargo xtask help`", arguments.command);
                    }
                    arguments.set(&option, &mut parser)?;
                }
                Arg::Short(option) => bail!("`-{option}` does not exist: see `cargo xtask help`"),
            }
        }
        Ok(arguments)
    }

    fn takes(&self, option: &str) -> bool {
        let options: &[&str] = match self.command.as_str() {
            "serve" => &["port", "courses", "units", "replies", "open-to-network", "no-build"],
            "mock" => &["port", "courses", "units", "replies", "open-to-network", "site"],
            "stories" => &["filter", "browser", "no-build"],
            "bench" => &["no-build"],
            "servers" => &["browser", "no-build"],
            "release" => &["no-build", "verify-reproducible"],
            "listen" => &["filter", "browser", "lang", "no-build"],
            _ => &[],
        };
        options.contains(&option)
    }

    fn set(&mut self, option: &str, parser: &mut Parser) -> Result<()> {
        match option {
            "open-to-network" => self.open_to_network = true,
            "no-build" => self.no_build = true,
            "verify-reproducible" => self.verify_reproducible = true,
            "port" => self.port = Some(number(option, parser)?),
            "courses" => self.courses = Some(number(option, parser)?),
            "units" => self.units = Some(number(option, parser)?),
            "replies" => self.replies = Some(number(option, parser)?),
            "site" => self.site = Some(parser.value()?.into()),
            "lang" => self.language = Some(parser.value()?.string()?),
            _ => {
                let name = parser.value()?.string()?;
                self.browser = Some(
                    Browser::named(&name).with_context(|| format!("--browser is chromium or firefox, not {name}"))?,
                );
            }
        }
        Ok(())
    }

    /// The browsers that are asked for.
    pub(crate) fn browsers(&self) -> Vec<Browser> {
        self.browser.map_or_else(|| Browser::ALL.to_vec(), |browser| vec![browser])
    }
}

fn number<T: std::str::FromStr>(option: &str, parser: &mut Parser) -> Result<T> {
    let text = parser.value()?.string()?;
    let Ok(number) = text.parse() else {
        bail!("--{option} needs a number, not `{text}`");
    };
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Browser, HELP};

    fn read(line: &str) -> anyhow::Result<Arguments> {
        Arguments::read(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn reads_options_of_the_command() {
        let serve = read("serve --port 0 --courses=100000 --units 2000 --replies=500 --open-to-network").unwrap();
        assert_eq!((serve.port, serve.courses, serve.open_to_network), (Some(0), Some(100_000), true));
        assert_eq!((serve.units, serve.replies), (Some(2000), Some(500)));
        let stories = read("stories facets --browser firefox").unwrap();
        assert_eq!((stories.filter.as_deref(), stories.browser), (Some("facets"), Some(Browser::Firefox)));
    }

    #[test]
    fn the_check_reads_its_own_options() {
        let check = read("check https://mooc.example --json").unwrap();
        assert_eq!(check.passed_on, ["https://mooc.example", "--json"]);
    }

    #[test]
    fn refuses_what_the_command_does_not_know() {
        for line in ["test --port 1", "serve more", "stories --browser lynx", "serve --port 70000", "mock -x"] {
            assert!(read(line).is_err(), "{line}");
        }
    }

    #[test]
    fn help_names_every_option() {
        for option in [
            "--port",
            "--courses",
            "--open-to-network",
            "--no-build",
            "--verify-reproducible",
            "--site",
            "--browser",
            "--lang",
        ] {
            assert!(HELP.contains(option), "{option}");
        }
    }
}
