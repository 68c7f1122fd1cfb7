//! Turns the messages in `src/i18n/messages/*.toml` into typed functions, and fails when one is incomplete.
#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::let_underscore_must_use,
    reason = "runs while building: a panic here stops the build, and cargo listens to standard output"
)]
#[path = "src/i18n/generate.rs"]
mod generate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src/i18n/messages");
    println!("cargo:rerun-if-changed=src/i18n/generate.rs");
    println!("cargo:rerun-if-changed=build.rs");
    let mut files = Vec::new();
    for entry in std::fs::read_dir("src/i18n/messages")? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    files.sort();
    let code = generate::module(&files)?;
    let out = std::env::var_os("OUT_DIR").ok_or("cargo gives OUT_DIR")?;
    std::fs::write(std::path::Path::new(&out).join("messages.rs"), code)?;
    Ok(())
}
