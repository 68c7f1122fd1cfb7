//! The commands of préau's README: `cargo xtask help` lists them.
mod args;
mod bench;
mod bindgen;
mod build;
mod bundle;
mod checker;
mod classes;
mod command;
mod finish;
mod folder;
mod fresh;
mod glue;
mod listen;
mod output;
mod project;
mod release;
mod serve;
mod server;
mod servers;
mod setup;
mod sizes;
mod stories;
mod test;
mod verifier;

use anyhow::{Result, bail};
use args::Arguments;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            // one sentence, not the backtrace that anyhow's own output may have
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    if bindgen::is_called() {
        bindgen::main()?;
        return Ok(ExitCode::SUCCESS);
    }
    let project = project::Project::here()?;
    let arguments = Arguments::read(lexopt::Parser::from_env())?;
    match arguments.command.as_str() {
        "serve" => serve::serve(&project, &arguments),
        "check" => return checker::run(&project, &arguments),
        "test" => return test::run(&project),
        "dev" => serve::dev(&project),
        "build" => build::run(&project),
        "servers" => servers::run(&project, &arguments),
        "release" => release::run(&project, &arguments),
        "mock" => serve::mock(&arguments),
        "stories" => stories::run(&project, &arguments),
        "verifier" => verifier::hook(&project),
        "sizes" => sizes::check(&project),
        "bench" => bench::run(&project, &arguments),
        "listen" => listen::run(&project, &arguments),
        "help" | "" => {
            output::say(args::HELP.trim_end());
            Ok(())
        }
        unknown => bail!("`{unknown}` is no command: see `cargo xtask help`"),
    }?;
    Ok(ExitCode::SUCCESS)
}
