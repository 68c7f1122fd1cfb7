//! Debian packages.
use crate::{command, output, project::Project};
use anyhow::{Context, Result, bail};

/// Installs Debian packages by apt.
///
/// # Errors
/// When this is no Debian, or the user is not root: the message says what to install.
pub(crate) fn install(project: &Project, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let root = command::asked("id", &["-u"]).as_deref() == Some("0");
    if !root || command::asked("apt-get", &["--version"]).is_none() {
        bail!("install the Debian packages {list}, as root: apt-get install --no-install-recommends {list}");
    }
    output::step(&format!("install Debian packages: {list}"), || {
        let apt = |arguments: &[&str]| {
            let mut apt = project.program("apt-get");
            command::run(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        apt(&["update", "-q"])?;
        let mut install = vec!["install", "-q", "-y", "--no-install-recommends"];
        install.extend(packages);
        apt(&install).with_context(|| format!("the Debian packages {list} are needed"))
    })
}
