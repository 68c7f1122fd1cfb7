//! What a visit weighs, against the budgets of the design.
use crate::{
    bundle::{SIGNED_IN, WAY, planned},
    finish::{embed::SPLIT as EMBEDDED, manifest::Manifest},
    output::say,
    project::Project,
};
use anyhow::{Result, bail};
use std::ffi::OsStr;

/// Split points that the first visit of the catalogue loads: none, the search is in the start file.
pub(crate) const FIRST_VISIT: [&str; 0] = [];

const KIB: usize = 1024;
const FIRST_VISIT_BUDGET: usize = 150 * KIB;
const SLICE_BUDGET: usize = 50 * KIB;
/// What slices may weigh until they meet theirs: they must not grow meanwhile. Each counts what it shares with others than the
/// account as its own. Lower these with each gain; which file holds what moves them by some KiB with any change of the code.
const SLICE_CEILINGS: [(&str, usize); 4] = [
    ("forum_form", 90 * KIB),
    ("forum_thread", 103 * KIB),
    ("learn_unit", 89 * KIB),
    // every component and the theme builder: for who dresses a site, no learner loads it
    ("styleguide", 57 * KIB),
];
const WAY_BUDGET: usize = 300 * KIB;
/// What an embedded catalogue may weigh until it meets the budget of a first visit: it is one, and the file of its own besides.
const EMBEDDED_CEILING: usize = 162 * KIB;
const STYLE_BUDGET: usize = 14 * KIB;
/// The worker with its module.
const VERIFIER_BUDGET: usize = 40 * KIB;
/// What it may weigh until it meets its budget: the rules alone are some 35 KiB.
const VERIFIER_CEILING: usize = 60 * KIB;
/// What signatures over RDF need besides.
const JSONLD_BUDGET: usize = 130 * KIB;

/// Prints the table, and fails when a budget is exceeded.
///
/// # Errors
/// When the site is not built, or too heavy; or has no first visit, so that nothing was weighed.
pub(crate) fn check(project: &Project) -> Result<()> {
    let manifest = Manifest::read(project)?;
    for split in FIRST_VISIT.into_iter().chain(planned()) {
        if !manifest.splits.contains_key(split) {
            let names: Vec<_> = manifest.splits.keys().collect();
            bail!("the build is planned with a split point `{split}`, but it has {names:?}");
        }
    }
    let first = Line::new("first visit of the catalogue", FIRST_VISIT_BUDGET, &manifest, manifest.first_visit.iter());
    let mut lines = vec![first];
    for path in &manifest.first_visit {
        lines.push(Line { budget: None, ..Line::new(&format!("  {path}"), usize::MAX, &manifest, [path]) });
    }
    lines.extend(slices(&manifest));
    let mut way: Vec<&String> = manifest.first_visit.iter().collect();
    way.extend(
        [SIGNED_IN].iter().chain(&WAY).filter_map(|split| manifest.splits.get(*split)).flat_map(|ways| &ways.alone),
    );
    way.sort();
    way.dedup();
    lines.push(Line::new("the way to a course's discussions", WAY_BUDGET, &manifest, way));
    let guest = embedded(&manifest)?;
    let guest = Line::new("first visit of an embedded catalogue", FIRST_VISIT_BUDGET, &manifest, guest.iter());
    lines.push(Line { ceiling: EMBEDDED_CEILING, ..guest });
    let styles = |is_guest: bool| {
        // an example of a theme is no page's
        let is_style = |path: &&String| {
            OsStr::new(path.rsplit('.').next().unwrap_or_default()) == "css" && !path.starts_with("themes/")
        };
        manifest.files.keys().filter(is_style).filter(move |path| path.starts_with("embed") == is_guest)
    };
    lines.push(Line::new("all stylesheets", STYLE_BUDGET, &manifest, styles(false)));
    lines.push(Line::new("those for pages of others", STYLE_BUDGET, &manifest, styles(true)));
    let verifier = Line::new("verifier of badges", VERIFIER_BUDGET, &manifest, &manifest.verifier.verify);
    lines.push(Line { ceiling: VERIFIER_CEILING, ..verifier });
    lines.push(Line::new("then its JSON-LD", JSONLD_BUDGET, &manifest, &manifest.verifier.jsonld));

    say(&format!("{:<44} {:>9} {:>9} {:>9} {:>9}", "KiB", "raw", "gzip", "brotli", "budget"));
    for line in &lines {
        say(&line.text());
    }
    let over: Vec<_> = lines.iter().filter(|line| line.is_over()).map(|line| line.name.trim()).collect();
    if over.is_empty() { Ok(()) } else { bail!("over the budget: {}", over.join(", ")) }
}

/// What each slice adds to what is there: the first visit, and for slices of learners what all of these have in common.
fn slices(manifest: &Manifest) -> Vec<Line> {
    let common = manifest.splits.get(SIGNED_IN).map(|ways| ways.alone.as_slice()).unwrap_or_default();
    let mut lines = Vec::new();
    for (split, ways) in manifest.splits.iter().filter(|(split, _)| !FIRST_VISIT.contains(&split.as_str())) {
        let signed_in = split != SIGNED_IN && common.iter().all(|file| ways.alone.contains(file));
        let is_there = |file: &String| manifest.first_visit.contains(file) || signed_in && common.contains(file);
        let name = if signed_in { format!("{SIGNED_IN}, then {split}") } else { format!("then {split}") };
        let line = Line::new(&name, SLICE_BUDGET, manifest, ways.alone.iter().filter(|file| !is_there(file)));
        let ceiling = SLICE_CEILINGS.iter().find(|(name, _)| name == split).map_or(SLICE_BUDGET, |(_, most)| *most);
        lines.push(Line { ceiling, ..line });
        if let Some((_, rest)) = &ways.after {
            lines.push(Line {
                budget: None,
                ..Line::new(&format!("  {split}, from where one comes to it"), ceiling, manifest, [rest])
            });
        }
    }
    lines
}

/// What a page of others loads for its first catalogue.
fn embedded(manifest: &Manifest) -> Result<Vec<String>> {
    let Some(ways) = manifest.splits.get(EMBEDDED) else { bail!("the build has no split point `{EMBEDDED}`") };
    let [script, module] = &manifest.app;
    let mut all: Vec<String> =
        manifest.embed.first_visit([script, module], &ways.alone).into_iter().map(str::to_owned).collect();
    all.sort();
    all.dedup();
    match all.iter().find(|path| !manifest.files.contains_key(*path)) {
        Some(missing) => bail!("a page of others would need {missing}, which is not in the site"),
        None => Ok(all),
    }
}

struct Line {
    name: String,
    size: crate::finish::Size,
    /// What the design asks for.
    budget: Option<usize>,
    /// What fails the check; the budget, where it is met.
    ceiling: usize,
}

impl Line {
    fn new<'a>(name: &str, budget: usize, manifest: &Manifest, files: impl IntoIterator<Item = &'a String>) -> Self {
        Self { name: name.into(), size: manifest.size(files), budget: Some(budget), ceiling: budget }
    }

    fn is_over(&self) -> bool {
        self.size.brotli > self.ceiling
    }

    fn text(&self) -> String {
        let budget = self.budget.map(kib).unwrap_or_default();
        let misses = self.budget.is_some_and(|budget| self.size.brotli > budget);
        let mark = match (self.is_over(), misses) {
            (true, _) => "  OVER",
            (false, true) => "  not met yet",
            (false, false) => "",
        };
        let (raw, gzip, brotli) = (kib(self.size.raw), kib(self.size.gzip), kib(self.size.brotli));
        format!("{:<44} {raw:>9} {gzip:>9} {brotli:>9} {budget:>9}{mark}", self.name)
    }
}

/// Bytes as KiB with one decimal.
fn kib(bytes: usize) -> String {
    format!("{}.{}", bytes / KIB, bytes % KIB * 10 / KIB)
}
