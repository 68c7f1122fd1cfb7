//! What pages of others load: a script by a name that stays, which knows the names of the rest, and styles for shadow roots.
use super::{
    Site, scripts,
    scripts::{App, Kind},
    shadow,
};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::fs;

/// The script in the sources, and in the site.
const SCRIPT: &str = "embed.js";
/// Split point of the part that draws elements.
pub(crate) const SPLIT: &str = "embed_catalogue";
/// In the script, where the names of the files go.
const NAMES: &str = "/*FILES*/{}";
/// Sheets that each view needs, in the order of index.html; the last is for these views alone.
const STYLES: [&str; 15] = [
    "layers",
    "tokens",
    "base",
    "shell",
    "ui/button",
    "ui/field",
    "ui/combobox",
    "ui/chip",
    "ui/card",
    "ui/notice",
    "ui/disclosure",
    "ui/loading",
    "ui/pagination",
    "catalogue",
    "embed",
];
/// Those that a course or a badge needs besides.
const PAGES: [&str; 4] = ["ui/table", "ui/rich-text", "course-page", "badges"];

/// The published files for pages of others.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Embed {
    /// Styles of each view.
    styles: String,
    /// Styles of courses and badges.
    pages: String,
}

/// The names that the script is told.
#[derive(Serialize)]
struct Names<'a> {
    script: &'a str,
    styles: &'a str,
    pages: &'a str,
    worker: &'a str,
    /// What the script will ask for: the app's module, and the part that draws elements.
    ahead: Vec<&'a str>,
}

impl Embed {
    /// What a first visit of the catalogue in a page of others needs, of the app's `script` and `module` and the split's `files`.
    pub(crate) fn first_visit<'a>(&'a self, app: [&'a str; 2], files: &'a [String]) -> Vec<&'a str> {
        let own = [SCRIPT, &self.styles, "config.json"];
        own.into_iter().chain(app).chain(files.iter().map(String::as_str)).collect()
    }
}

/// Publishes them.
///
/// # Errors
/// When a sheet is missing, or would go by the page around; or esbuild fails.
pub(super) fn publish(site: &mut Site, app: &App, worker: &str) -> Result<Embed> {
    let tokens = shadow::tokens(&scripts::minify(site.project, &sheet(site, "tokens")?, Kind::Style)?)?;
    let styles = |names: &[&str], name: &str| -> Result<String> {
        let text = names.iter().map(|name| sheet(site, name)).collect::<Result<Vec<_>>>()?.join("\n");
        let text = shadow::turn(&scripts::minify(site.project, &text, Kind::Style)?, &tokens)?;
        site.publish_style(name, &text)
    };
    let embed = Embed { styles: styles(&STYLES, "embed.css")?, pages: styles(&PAGES, "embed-pages.css")? };
    let script = site.read(SCRIPT)?;
    if !script.contains(NAMES) {
        bail!("public/{SCRIPT} has no {NAMES}");
    }
    let parts = app.splits.get(SPLIT).map(|ways| ways.alone.iter().map(String::as_str)).into_iter().flatten();
    let ahead = std::iter::once(app.module.as_str()).chain(parts).collect();
    let names = Names { script: &app.script, styles: &embed.styles, pages: &embed.pages, worker, ahead };
    let script = script.replace(NAMES, &serde_json::to_string(&names)?);
    let script = scripts::minify(site.project, &script, Kind::Script)?;
    site.write(SCRIPT, script.as_bytes())?;
    site.done.push(SCRIPT.to_owned());
    Ok(embed)
}

fn sheet(site: &Site, name: &str) -> Result<String> {
    let path = format!("style/{name}.css");
    fs::read_to_string(site.project.path(&path)).with_context(|| format!("reading {path}"))
}
