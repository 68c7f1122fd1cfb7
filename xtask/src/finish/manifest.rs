//! `dist/manifest.json`: the files of the site, their sizes, and which a visit needs.
use super::{compress::Size, embed::Embed, scripts::App, worker::Verifier};
use crate::{bundle::Chunks, project::Project};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

/// Its name in the site.
pub(crate) const NAME: &str = "manifest.json";

/// The files of a site; paths are inside it, without a leading `/`.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// What every page needs.
    pub(crate) shell: Vec<String>,
    /// For each split point, the WebAssembly files it needs besides.
    pub(crate) splits: Chunks,
    /// The stylesheet that pages other than the catalogue need besides.
    pub(crate) pages: String,
    /// What verifies badges, in a worker.
    pub(crate) verifier: Verifier,
    /// What pages of others load.
    pub(crate) embed: Embed,
    /// The app's own script and WebAssembly, which every page needs.
    pub(crate) app: [String; 2],
    /// What a first visit of the catalogue needs.
    pub(crate) first_visit: Vec<String>,
    /// Every file.
    pub(crate) files: BTreeMap<String, Size>,
}

impl Manifest {
    pub(super) fn new(app: &App) -> Self {
        Self {
            shell: vec!["index.html".into(), app.script.clone(), app.module.clone()],
            splits: app.splits.clone(),
            pages: String::new(),
            verifier: Verifier::default(),
            embed: Embed::default(),
            app: [app.script.clone(), app.module.clone()],
            first_visit: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// The manifest of the built site.
    ///
    /// # Errors
    /// When the site is not built.
    pub(crate) fn read(project: &Project) -> Result<Self> {
        let text = fs::read(project.dist().join(NAME)).context("there is no dist/ yet: run `cargo xtask build`")?;
        serde_json::from_slice(&text).context("dist/manifest.json is not as expected: run `cargo xtask build`")
    }

    /// Notes the sizes, and what a first visit needs.
    pub(super) fn measure(&mut self, folder: &Path, sizes: &BTreeMap<String, Size>) -> Result<()> {
        self.files.clone_from(sizes);
        self.first_visit = self.shell.clone();
        for split in crate::sizes::FIRST_VISIT {
            self.first_visit.extend(self.splits.get(split).into_iter().flat_map(|ways| &ways.alone).cloned());
        }
        self.first_visit.sort();
        self.first_visit.dedup();
        for path in &self.first_visit {
            self.files.get(path).with_context(|| format!("{} has no {path}", folder.display()))?;
        }
        Ok(())
    }

    /// The sum of these files.
    pub(crate) fn size<'a>(&self, files: impl IntoIterator<Item = &'a String>) -> Size {
        files.into_iter().filter_map(|path| self.files.get(path)).copied().sum()
    }
}
