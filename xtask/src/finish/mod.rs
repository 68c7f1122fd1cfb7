//! From what Trunk writes to `dist/`: the site as it is published.
//!
//! Two stylesheets, scripts in files of their own (a strict Content-Security-Policy allows no other),
//! names that change with the content, and each text and WebAssembly file also compressed.
mod compress;
mod css;
pub(crate) mod embed;
pub(crate) use compress::Size;
pub(crate) mod hash;
mod loader;
pub(crate) mod manifest;
mod page;
mod scripts;
mod shadow;
pub(crate) mod worker;

use crate::{folder, project::Project};
use anyhow::{Context, Result, bail};
use manifest::Manifest;
use page::Tag;
use scripts::{App, Kind};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Marks a stylesheet in index.html that the catalogue does without.
const PAGES: &str = "data-pages";

/// What Trunk wrote, and where the site is being put together.
struct Site<'a> {
    project: &'a Project,
    stage: &'a Path,
    /// Where the modules of the verifier are.
    verifier: &'a Path,
    dist: PathBuf,
    /// Files of the stage, relative to it, that are in the site in another form.
    done: Vec<String>,
}

/// Makes the site out of what Trunk wrote, in place of the one that was there.
///
/// # Errors
/// When the page is not as expected, or would break the Content-Security-Policy, or a tool fails.
pub(crate) fn run(project: &Project, stage: &Path, verifier: &Path) -> Result<Manifest> {
    let fresh = project.target().join("site");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    let mut site = Site { project, stage, verifier, dist: fresh.clone(), done: vec!["index.html".into()] };
    let mut manifest = site.make()?;
    manifest.measure(&fresh, &compress::all(project, &fresh)?)?;
    fs::write(fresh.join(manifest::NAME), serde_json::to_vec_pretty(&manifest)?)?;
    let dist = project.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).context("removing the site that was there")?;
    }
    fs::rename(&fresh, &dist)
        .or_else(|_other_file_system| folder::copy(&fresh, &dist, &|_| true))
        .with_context(|| format!("writing {}", dist.display()))?;
    Ok(manifest)
}

impl Site<'_> {
    fn make(&mut self) -> Result<Manifest> {
        let page = fs::read_to_string(self.stage.join("index.html")).context("Trunk wrote no index.html")?;
        let mut page = page::slim(&page)?;
        let app = scripts::app(self)?;
        let mut manifest = Manifest::new(&app);
        self.replace_styles(&mut page, &mut manifest)?;
        self.replace_scripts(&mut page, &app, &mut manifest)?;
        manifest.verifier = worker::publish(self, self.verifier)?;
        worker::name_in(&mut page, &manifest.verifier.worker)?;
        manifest.embed = embed::publish(self, &app, &manifest.verifier.worker)?;
        check_policy(&page)?;
        fs::write(self.dist.join("index.html"), page::slim(&page)?)?;
        let done = &self.done;
        folder::copy(self.stage, &self.dist, &|path| {
            !path.starts_with("snippets/") && !done.iter().any(|other| other == path)
        })?;
        if self.dist.join("config.json").exists() {
            manifest.shell.push("config.json".into());
        }
        Ok(manifest)
    }

    /// The stylesheets become two, in the place of the first: what every page needs, and what pages other than the catalogue
    /// need besides (`data-pages`), which the page only names: it is loaded when one of them is opened.
    fn replace_styles(&mut self, page: &mut String, manifest: &mut Manifest) -> Result<()> {
        let (mut sheet, mut pages) = (String::new(), String::new());
        let mut links = page::tags(page, "link")?;
        links.retain(|link| link.has("rel", "stylesheet"));
        for link in &links {
            let path = local(link, "href")?;
            let to = if link.attribute(PAGES).is_some() { &mut pages } else { &mut sheet };
            to.push_str(&self.read(&path)?);
            to.push('\n');
            self.done.push(path);
        }
        let sheet = self.publish_style("app.css", &sheet)?;
        let pages = self.publish_style("pages.css", &pages)?;
        let mut both = format!("<link rel=\"stylesheet\" href=\"/{sheet}\">\n<meta id=\"pages\" content=\"/{pages}\">");
        for link in links {
            *page = page.replacen(&link.text, &both, 1);
            both.clear();
        }
        manifest.shell.push(sheet);
        manifest.pages = pages;
        Ok(())
    }

    fn publish_style(&self, name: &str, text: &str) -> Result<String> {
        let text = scripts::minify(self.project, text, Kind::Style)?;
        let name = hash::name(name, text.as_bytes());
        self.write(&name, text.as_bytes())?;
        Ok(name)
    }

    /// Trunk's inline script becomes the app's own file, and scripts of `public/` get hashed names.
    fn replace_scripts(&mut self, page: &mut String, app: &App, manifest: &mut Manifest) -> Result<()> {
        let stem = app.trunk_name.trim_end_matches(".js");
        for link in page::tags(page, "link")? {
            let is_trunks = link.attribute("href").is_some_and(|href| href.contains(stem));
            if is_trunks && matches!(link.attribute("rel"), Some("modulepreload" | "preload")) {
                *page = page.replacen(&link.text, "", 1);
            }
        }
        // every address is from the root, and the policy allows no <base>
        for base in page::tags(page, "base")? {
            *page = page.replacen(&base.text, "", 1);
        }
        let mut started = false;
        for script in page::tags(page, "script")? {
            let replacement = if script.attribute("src").is_some() {
                let path = local(&script, "src")?;
                let is_module = script.has("type", "module");
                let kind = if is_module { Kind::Script } else { Kind::ClassicScript };
                let text = app.fill_in(&self.read(&path)?)?;
                let text = scripts::minify(self.project, &text, kind)?;
                let name = hash::name(&path, text.as_bytes());
                self.write(&name, text.as_bytes())?;
                let tag = script.text.replace(&format!("/{path}"), &format!("/{name}"));
                self.done.push(path);
                manifest.shell.push(name);
                tag
            } else if script.content.contains(&app.trunk_name) {
                started = true;
                format!(
                    "<link rel=\"preload\" href=\"/{}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
                     <script type=\"module\" src=\"/{}\"></script>",
                    app.module, app.script
                )
            } else {
                bail!("the page has an inline script, which its Content-Security-Policy forbids:\n{}", script.text);
            };
            *page = page.replacen(&script.text, &replacement, 1);
        }
        if !started {
            bail!("Trunk wrote no script that starts {}", app.trunk_name);
        }
        Ok(())
    }

    fn read(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.stage.join(path))
            .with_context(|| format!("the page needs {path}, which Trunk did not write"))
    }

    fn write(&self, path: &str, content: &[u8]) -> Result<()> {
        let path = self.dist.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, content).with_context(|| format!("writing {}", path.display()))
    }
}

/// The address in a tag, as a path inside the site.
fn local(tag: &Tag, attribute: &str) -> Result<String> {
    let address = tag.attribute(attribute).unwrap_or_default();
    match address.strip_prefix('/') {
        Some(path) if !path.starts_with('/') => Ok(path.to_owned()),
        _ => bail!("the page must load only what is its own, by an address from the root: {}", tag.text),
    }
}

/// Styles inside the page would be ignored by browsers under our Content-Security-Policy.
fn check_policy(page: &str) -> Result<()> {
    for forbidden in ["<style", " style=\"", "<script>", " onclick=\"", " onload=\"", "javascript:"] {
        if page.contains(forbidden) {
            bail!("index.html has `{forbidden}`, which its Content-Security-Policy forbids");
        }
    }
    Ok(())
}
