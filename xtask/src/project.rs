//! Where things are, and programs started there.
use anyhow::{Context, Result};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The target that browsers run.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Tells programs that are started from here where the checkout is.
const ROOT: &str = "PREAU_ROOT";

/// The checkout that the commands work on.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
    target: Option<PathBuf>,
}

impl Project {
    /// The checkout that holds this crate, or that an outer run of this program works on.
    ///
    /// # Errors
    /// When the crate has no parent folder.
    pub(crate) fn here() -> Result<Self> {
        if let Some(root) = env::var_os(ROOT) {
            return Ok(Self { root: root.into(), target: None });
        }
        let crate_dir =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = crate_dir.parent().context("xtask has no parent folder")?;
        Ok(Self { root: root.into(), target: None })
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The same checkout, built elsewhere.
    pub(crate) fn with_target(&self, target: &Path) -> Self {
        Self { root: self.root.clone(), target: Some(target.to_owned()) }
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> PathBuf {
        if let Some(target) = &self.target {
            return target.clone();
        }
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), |dir| self.root.join(dir))
    }

    /// Programs that the set-up installed, whichever target folder is in use.
    pub(crate) fn installed(&self) -> PathBuf {
        self.path("target/installed")
    }

    /// The built site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// A program, to be run at the root.
    pub(crate) fn program(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root).env(ROOT, &self.root);
        // `cargo run` tells this crate's own particulars, which would make the inner cargo build again
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        // flags of the caller would replace those of .cargo/config.toml
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "NO_COLOR"] {
            command.env_remove(name);
        }
        command
    }

    /// Cargo, with these arguments.
    pub(crate) fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut command = self.program(env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from));
        command.args(arguments);
        command
    }

    /// A script in `node_modules`, run by Node.
    pub(crate) fn node(&self, script: &str) -> Command {
        let mut command = self.program("node");
        command.arg(self.path("node_modules").join(script));
        command
    }
}
