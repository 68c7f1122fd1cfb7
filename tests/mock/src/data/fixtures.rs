//! The data set behind the answers recorded from Richie.
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use preau::wire::richie::{Icon, Image, Offer};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::own::pages::Pages;
use super::own::runs::latest_end_first;
use super::own::texts::Texts;
use super::raw;
use crate::catalogue::document::{CourseDoc, Cover, Entity, Localised, NEVER, PageUrl, Run, Text};
use crate::catalogue::filters::default_filters;
use crate::catalogue::languages::Lang;
use crate::catalogue::{Catalogue, Family, number};
use crate::clock;

/// Where the answers recorded from Richie are: `PREAU_FIXTURES`, else `../shared/fixtures` beside the workspace.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("PREAU_FIXTURES")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures")), PathBuf::from);
    folder.join("richie/dataset").is_dir().then_some(folder)
}

type By<T> = BTreeMap<String, T>;

#[derive(Deserialize)]
struct CourseFile {
    #[serde(rename = "_id")]
    id: String,
    absolute_url: By<String>,
    categories: Vec<String>,
    code: Option<String>,
    course_runs: Vec<RunFile>,
    cover_image: By<Image>,
    description: By<String>,
    duration: By<String>,
    effort: By<String>,
    icon: By<Icon>,
    introduction: By<String>,
    is_listed: bool,
    licences: Vec<u32>,
    organization_highlighted: Option<By<String>>,
    organizations: Vec<String>,
    persons: Vec<String>,
    pace: Option<u32>,
    title: By<String>,
}

#[derive(Deserialize)]
struct RunFile {
    start: String,
    end: String,
    enrollment_start: String,
    enrollment_end: String,
    languages: Vec<String>,
    price_currency: String,
    #[serde(flatten)]
    offer: Offer<f64>,
}

#[derive(Deserialize)]
struct PageFile {
    #[serde(rename = "_id")]
    id: String,
    title: By<String>,
    #[serde(default)]
    logo: By<Image>,
    #[serde(default)]
    portrait: By<Image>,
    #[serde(default)]
    icon: By<Image>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    content: By<String>,
}

#[derive(Deserialize)]
struct Tree {
    as_of: String,
    filters: BTreeMap<String, TreeFilter>,
    children: HashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct TreeFilter {
    base_path: Option<String>,
    include: serde_json::Value,
}

/// Reads and indexes it; dates are relative to the moment that it was recorded at.
///
/// # Errors
/// Says which file is absent or wrong.
pub(crate) fn load(extra: &[raw::Course]) -> Result<Catalogue, String> {
    let tree: Tree = read("tree")?;
    let anchor = clock::parse(&tree.as_of)?;
    let mut entities =
        [entities("categories")?, entities("organizations")?, entities("persons")?, entities("licences")?];
    for entity in entities.iter_mut().flatten() {
        if let Some(children) = tree.children.get(&*entity.id) {
            entity.children = children.iter().map(|id| Arc::from(id.as_str())).collect();
        }
    }
    let files: Vec<CourseFile> = read("courses")?;
    color_categories(&mut entities, &files);
    let pages = Pages::from_entities(entities);
    let mut texts = Texts::default();
    let mut courses = extra
        .iter()
        .enumerate()
        .map(|(position, course)| pages.course(course, 900_000 + 2 * position, &mut texts))
        .collect::<Result<Vec<_>, _>>()?;
    let mut next_run = 1;
    for file in files {
        courses.push(course(file, &pages.entities, anchor, &mut next_run)?);
    }
    let base = |name: &str, family| {
        let filter = tree.filters.get(name);
        let path = filter.and_then(|filter| filter.base_path.as_deref()).unwrap_or("");
        let include = filter.and_then(|filter| filter.include.as_array()).map_or(&[][..], Vec::as_slice);
        let numbers = include.iter().filter_map(|id| find(&pages.entities, family, id.as_str()?)).collect();
        (path, numbers)
    };
    let bases = [
        base("subjects", Family::Categories),
        base("levels", Family::Categories),
        base("organizations", Family::Organizations),
    ];
    let persons = tree.filters.get("persons").and_then(|filter| filter.base_path.as_deref()).unwrap_or("");
    let filters = default_filters(bases, persons);
    Ok(Catalogue::new(courses, pages.entities, filters))
}

fn read<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    let folder = folder().ok_or("the recorded answers are not here: set PREAU_FIXTURES to their folder")?;
    let path = folder.join("richie/dataset").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn entities(name: &str) -> Result<Vec<Entity>, String> {
    let files: Vec<PageFile> = read(name)?;
    Ok(files
        .into_iter()
        .map(|file| Entity {
            short: short_name(&file.logo),
            id: file.id.as_str().into(),
            title: text(file.title),
            logo: localised(if file.logo.is_empty() { file.portrait } else { file.logo }),
            icon: localised(file.icon),
            color: None,
            kind: file.kind.into(),
            path: file.path.into(),
            children: Vec::new(),
            content: text(file.content),
        })
        .collect())
}

/// `val` of `…/val-logo.jpg__500x500….jpg`: the keys of the LMS start with it.
fn short_name(logo: &By<Image>) -> Arc<str> {
    logo.values()
        .next()
        .and_then(|image| image.src.rsplit('/').next()?.split_once("-logo"))
        .map_or("org", |(name, _)| name)
        .into()
}

/// The documents of categories have no colour; the icons in those of courses do.
fn color_categories(entities: &mut [Vec<Entity>; 4], courses: &[CourseFile]) {
    let [categories, ..] = entities;
    for icon in courses.iter().flat_map(|course| course.icon.values()) {
        for category in categories.iter_mut().filter(|category| category.color.is_none()) {
            if category.title.iter().any(|(_, title)| **title == *icon.title) {
                category.color = icon.color.as_deref().map(Arc::from);
            }
        }
    }
}

fn course(file: CourseFile, entities: &[Vec<Entity>; 4], anchor: i64, next_run: &mut u64) -> Result<CourseDoc, String> {
    let [categories, organizations, ..] = entities;
    let numbers =
        |family, ids: &[String]| ids.iter().filter_map(|id| find(entities, family, id)).collect::<Box<[u32]>>();
    let titled = |list: &[Entity], title: Option<&str>| {
        let found = list.iter().position(|entity| entity.title.iter().any(|(_, known)| Some(&**known) == title))?;
        Some(number(found))
    };
    let highlighted = file.organization_highlighted.as_ref().and_then(|names| names.values().next());
    let licences: Vec<String> = file.licences.iter().map(ToString::to_string).collect();
    Ok(CourseDoc {
        pages: [
            numbers(Family::Categories, &file.categories),
            numbers(Family::Organizations, &file.organizations),
            numbers(Family::Persons, &file.persons),
            numbers(Family::Licences, &licences),
        ],
        id: file.id.into(),
        code: file.code.map(Arc::from),
        title: text(file.title),
        url: PageUrl::Given(text(file.absolute_url)),
        introduction: text(file.introduction),
        description: text(file.description),
        duration: text(file.duration),
        effort: text(file.effort),
        highlighted: titled(organizations, highlighted.map(String::as_str)),
        cover: if file.cover_image.is_empty() { Cover::None } else { Cover::Given(localised(file.cover_image)) },
        icon: titled(categories, file.icon.values().next().map(|icon| icon.title.as_str())),
        runs: runs(&file.course_runs, anchor, next_run)?,
        is_listed: file.is_listed,
        pace: file.pace,
    })
}

/// Ids go by the order in which the recorded site was filled: the drafts of a course's runs, then the published
/// ones; its first session is the one nearest to the moment of recording.
fn runs(files: &[RunFile], anchor: i64, next_id: &mut u64) -> Result<Vec<Run>, String> {
    let mut runs = Vec::new();
    for file in files {
        let moment = |date: &str| -> Result<i64, String> {
            let seconds = clock::parse(date)?;
            Ok(if seconds >= clock::YEAR_9999 { NEVER } else { seconds - anchor })
        };
        runs.push(Run {
            id: 0,
            session: 0,
            start: moment(&file.start)?,
            end: moment(&file.end)?,
            enrollment_start: moment(&file.enrollment_start)?,
            enrollment_end: moment(&file.enrollment_end)?,
            enrollment_end_unset: false,
            languages: file.languages.iter().filter_map(|code| Lang::from_code(code)).collect(),
            offer: Arc::new(file.offer.clone()),
            currency: file.price_currency.as_str().into(),
        });
    }
    runs.sort_by_key(|run| run.start.saturating_abs());
    let count = u64::try_from(runs.len()).map_err(|error| error.to_string())?;
    *next_id += count;
    for (order, run) in runs.iter_mut().enumerate() {
        run.session = number(order + 1);
        run.id = *next_id;
        *next_id += 1;
    }
    Ok(latest_end_first(runs))
}

fn find(entities: &[Vec<Entity>; 4], family: Family, id: &str) -> Option<u32> {
    entities.get(family.number())?.iter().position(|entity| &*entity.id == id).map(number)
}

fn text(texts: By<String>) -> Text {
    localised(texts.into_iter().map(|(code, text)| (code, Arc::from(text))).collect())
}

fn localised<T>(values: By<T>) -> Localised<T> {
    values.into_iter().filter_map(|(code, value)| Some((Lang::from_code(&code)?, value))).collect()
}
