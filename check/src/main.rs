//! `preau-check https://mooc.example`: what is wrong with a platform, and how to mend it.
#![allow(clippy::print_stdout, reason = "a command talks on standard output")]
use anyhow::{Context, Result, bail};
use lexopt::{Arg, ValueExt};
use preau_check::{check, finding::Severity, web::origin};
use std::process::ExitCode;

const HELP: &str = "\
preau-check <address of the site> [--json] [--all]

Asks the page, its configuration, Richie, the LMS and what gives badges, as a browser would.
  --json  for machines
  --all   says also what is as it should be
Ends with 0 when nothing has to be mended, 1 when something has or nothing answers, 2 when it does not know which site to ask.
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut parser = lexopt::Parser::from_env();
    let (mut site, mut json, mut all) = (None, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("json") => json = true,
            Arg::Long("all") => all = true,
            Arg::Short('h') | Arg::Long("help") => {
                print!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Arg::Value(address) if site.is_none() => site = Some(address.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let site = site.context("which site? like: preau-check https://mooc.example")?;
    if !site.starts_with("https://") && !site.starts_with("http://") {
        bail!("`{site}` is no address: begin with https://");
    }
    // préau is at the root of its name: an address of one of its pages will do
    let found = check(origin(&site).unwrap_or(&site));
    if json {
        println!("{}", serde_json::to_string_pretty(&found.0)?);
    } else {
        for finding in found.0.iter().filter(|finding| all || finding.severity != Severity::Good) {
            let mark = match finding.severity {
                Severity::Good => "good   ",
                Severity::Advice => "advice ",
                Severity::Problem => "PROBLEM",
            };
            println!("{mark} {}: {}.", finding.about, finding.says.trim_end_matches('.'));
            if !finding.mend.is_empty() {
                println!("        → {}.", finding.mend.trim_end_matches('.'));
            }
        }
        println!("{}", found.summary());
    }
    Ok(if found.has_problem() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
