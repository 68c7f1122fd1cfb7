//! The commands of préau's README: `cargo xtask help` lists them.
mod bindgen;
mod build;
mod bundle;
mod command;
mod finish;
mod output;
mod project;
mod setup;
mod sizes;

use anyhow::Result;

fn main() -> Result<()> {
    if bindgen::is_called() {
        return bindgen::main();
    }
    let project = project::Project::here()?;
    match std::env::args().nth(1).as_deref() {
        Some("sizes") => sizes::check(&project),
        _ => build::run(&project),
    }
}
