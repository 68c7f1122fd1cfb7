//! The worker that verifies badges, and its modules, under their published names.
use super::{Site, hash, scripts};
use crate::command;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};

/// Where the worker's script is in the sources.
pub(crate) const SOURCE: &str = "verify/worker.js";

/// The published files of the verifier.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Verifier {
    /// What the page starts.
    pub(crate) worker: String,
    /// What each verification needs: the worker and its module.
    pub(crate) verify: Vec<String>,
    /// What signatures over RDF need besides.
    pub(crate) jsonld: Vec<String>,
}

/// Tells the app where the worker is.
///
/// # Errors
/// When the page has no head.
pub(crate) fn name_in(page: &mut String, worker: &str) -> Result<()> {
    if !page.contains("</head>") {
        bail!("the page has no </head>");
    }
    *page = page.replacen("</head>", &format!("<meta id=\"verify-worker\" content=\"/{worker}\">\n</head>"), 1);
    Ok(())
}

/// Publishes what is in the folder `built`.
///
/// # Errors
/// When a file is missing or not as expected, or esbuild fails.
pub(super) fn publish(site: &Site, built: &Path) -> Result<Verifier> {
    fs::copy(site.project.path(SOURCE), built.join("worker.js")).with_context(|| format!("reading {SOURCE}"))?;
    let module = |name: &str| -> Result<String> {
        let bytes = fs::read(built.join(format!("{name}_bg.wasm")))?;
        let published = hash::name(&format!("{name}.wasm"), &bytes);
        site.write(&published, &bytes)?;
        Ok(published)
    };
    let script = |source: &str, name: &str, inside: &[(&str, &String)]| -> Result<String> {
        let mut esbuild = scripts::esbuild(site.project);
        esbuild.current_dir(built).args([source, "--bundle", "--format=esm", "--minify", "--log-level=warning"]);
        let mut text = command::output_of(esbuild.arg("--external:./jsonld.js"))?;
        for (from, to) in inside {
            if !text.contains(from) {
                bail!("{source} does not name {from}: the tools that wrote it have changed");
            }
            text = text.replace(from, to);
        }
        let published = hash::name(name, text.as_bytes());
        site.write(&published, text.as_bytes())?;
        Ok(published)
    };
    let (verify, jsonld) = (module("verify")?, module("jsonld")?);
    let glue = script("jsonld.js", "jsonld.js", &[])?;
    let names = [("verify_bg.wasm", &verify), ("jsonld_bg.wasm", &jsonld), ("jsonld.js", &glue)];
    let worker = script("worker.js", "verify-worker.js", &names)?;
    Ok(Verifier { verify: vec![worker.clone(), verify], worker, jsonld: vec![glue, jsonld] })
}

#[cfg(test)]
mod tests {
    use super::name_in;

    #[test]
    fn the_page_names_the_worker() {
        let mut page = "<head>\n</head>\n<body>".to_owned();
        name_in(&mut page, "verify-worker-1.js").unwrap();
        assert_eq!(page, "<head>\n<meta id=\"verify-worker\" content=\"/verify-worker-1.js\">\n</head>\n<body>");
        assert!(name_in(&mut "<body>".to_owned(), "x.js").is_err());
    }
}
