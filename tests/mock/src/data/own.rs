//! The own and the hostile data set, and how such a set becomes a catalogue.
use std::collections::HashMap;
use std::sync::Arc;

use preau::wire::richie::{Image, Offer, OfferKind};
use serde::de::DeserializeOwned;

use super::{files, generated, raw};
use crate::catalogue::document::{CourseDoc, Cover, Entity, Localised, NEVER, PageUrl, Run, Text};
use crate::catalogue::filters::default_filters;
use crate::catalogue::languages::Lang;
use crate::catalogue::{Catalogue, Family, number, words};

/// Ids of the root categories of a default site.
const SUBJECTS_ID: &str = "16";
const LEVELS_ID: &str = "18";
/// Colour of pages without one.
const PLAIN: &str = "4a6a8a";

/// The own data set as its files say.
///
/// # Errors
/// Names the file that cannot be read.
pub(crate) fn set() -> Result<raw::Set, String> {
    let mut set = raw::Set {
        subjects: read("subjects.json", files::SUBJECTS)?,
        levels: read("levels.json", files::LEVELS)?,
        licences: read("licences.json", files::LICENCES)?,
        organizations: read("organizations.json", files::ORGANIZATIONS)?,
        people: read("people.json", files::PEOPLE)?,
        courses: Vec::new(),
    };
    for (name, text) in files::COURSES {
        set.courses.extend(read::<Vec<raw::Course>>(name, text)?);
    }
    Ok(set)
}

/// Pages and courses that a careless institution or an attacker could have entered.
///
/// # Errors
/// Only if the file in the program is wrong.
pub(crate) fn hostile() -> Result<raw::Set, String> {
    #[derive(serde::Deserialize)]
    struct File {
        subjects: Vec<raw::Subject>,
        levels: Vec<raw::Named>,
        licences: Vec<raw::Named>,
        organizations: Vec<raw::Organization>,
        people: Vec<raw::Person>,
        courses: Vec<raw::Course>,
    }
    let File { subjects, levels, licences, organizations, people, courses } =
        read("hostile.json", include_str!("hostile.json"))?;
    Ok(raw::Set { subjects, levels, licences, organizations, people, courses })
}

fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))
}

/// Indexes a set with extra courses before it; `multiplied` replaces its courses by so many made from them.
///
/// # Errors
/// Names the course that refers to a page or language that does not exist.
pub(crate) fn build(set: &raw::Set, extra: &[raw::Course], multiplied: Option<usize>) -> Result<Catalogue, String> {
    let mut pages = Pages::default();
    let subjects = pages.add_categories(set);
    let levels =
        set.levels.iter().map(|level| pages.number(Family::Categories, &level.slug)).collect::<Result<_, _>>()?;
    let organizations = pages.add_others(set);
    let filters = default_filters([("00030001", subjects), ("00030002", levels), ("0004", organizations)], "0005");
    let mut texts = Texts::default();
    let mut courses = Vec::with_capacity(extra.len() + set.courses.len());
    for (position, course) in extra.iter().enumerate() {
        courses.push(pages.course(course, 900_000 + 2 * position, &mut texts)?);
    }
    let mut own = Vec::with_capacity(set.courses.len());
    for (position, course) in set.courses.iter().enumerate() {
        own.push(pages.course(course, 10_000 + 2 * position, &mut texts)?);
    }
    match multiplied {
        Some(count) => courses.extend(generated::multiply(&own, count)),
        None => courses.append(&mut own),
    }
    Ok(Catalogue::new(courses, pages.entities, filters))
}

/// Text of the data in the catalogue's form. A text for all languages is in French and English.
pub(crate) fn text(text: &raw::Text) -> Text {
    match text {
        raw::Text::Same(text) => {
            let text: Arc<str> = text.as_str().into();
            [(Lang::FR, Arc::clone(&text)), (Lang::EN, text)].into_iter().collect()
        }
        raw::Text::By(texts) => {
            texts.iter().filter_map(|(code, text)| Some((Lang::from_code(code)?, Arc::from(text.as_str())))).collect()
        }
    }
}

/// Texts already made, so that a generated catalogue shares those that its courses repeat.
#[derive(Default)]
pub(crate) struct Texts {
    introductions: HashMap<String, Text>,
}

impl Texts {
    fn introduction(&mut self, raw: Option<&raw::Text>) -> Text {
        let Some(raw) = raw else {
            return Text::default();
        };
        let key = match raw {
            raw::Text::Same(text) => text.as_str(),
            raw::Text::By(texts) => texts.values().next().map_or("", String::as_str),
        };
        if let Some(made) = self.introductions.get(key).filter(|made| is_same(made, raw)) {
            return made.clone();
        }
        let made = text(raw);
        self.introductions.insert(key.to_owned(), made.clone());
        made
    }
}

fn is_same(made: &Text, raw: &raw::Text) -> bool {
    match raw {
        raw::Text::Same(text) => made.iter().all(|(_, made)| **made == **text),
        raw::Text::By(texts) => {
            made.iter().count() == texts.len()
                && made.iter().all(|(lang, made)| texts.get(lang.code()).is_some_and(|text| **made == **text))
        }
    }
}

/// Pages by family and slug.
#[derive(Default)]
pub(crate) struct Pages {
    pub(crate) entities: [Vec<Entity>; 4],
    numbers: [HashMap<String, u32>; 4],
    parents: HashMap<u32, u32>,
}

impl Pages {
    /// For catalogues whose pages come from elsewhere: slugs are the pages' ids.
    pub(crate) fn from_entities(entities: [Vec<Entity>; 4]) -> Self {
        let numbers = entities.each_ref().map(|family| {
            family.iter().enumerate().map(|(position, entity)| (entity.id.to_string(), number(position))).collect()
        });
        Self { entities, numbers, parents: HashMap::new() }
    }

    fn add(&mut self, family: Family, slug: &str, entity: Entity) -> u32 {
        let mut added = 0;
        if let (Some(entities), Some(numbers)) =
            (self.entities.get_mut(family.number()), self.numbers.get_mut(family.number()))
        {
            added = number(entities.len());
            entities.push(entity);
            numbers.insert(slug.to_owned(), added);
        }
        added
    }

    fn number(&self, family: Family, slug: &str) -> Result<u32, String> {
        self.numbers
            .get(family.number())
            .and_then(|numbers| numbers.get(slug))
            .copied()
            .ok_or_else(|| format!("no page \"{slug}\" among {}", family.name()))
    }

    /// Adds subjects and levels; gives the numbers of the top subjects.
    fn add_categories(&mut self, set: &raw::Set) -> Vec<u32> {
        let mut next = 20;
        let mut id = || {
            next += 2;
            (next - 2).to_string()
        };
        let mut top = Vec::new();
        for (order, subject) in set.subjects.iter().enumerate() {
            let path = format!("00030001{}", path_step(order));
            let color = subject.color.as_deref().unwrap_or("#4a6a8a");
            let (slug, own) = (&subject.slug, id());
            let parent =
                self.add(Family::Categories, slug, category(&own, "subjects", &subject.title, &path, color, slug));
            top.push(parent);
            let mut children = Vec::new();
            for (order, child) in subject.children.iter().enumerate() {
                let path = format!("{path}{}", path_step(order));
                let own = id();
                children.push(Arc::from(own.as_str()));
                let mut entity = category(&own, "subjects", &child.title, &path, color, &child.slug);
                entity.icon = Localised::default();
                let added = self.add(Family::Categories, &child.slug, entity);
                self.parents.insert(added, parent);
            }
            let [categories, ..] = &mut self.entities;
            if let Some(entity) = categories.get_mut(crate::catalogue::at(parent)) {
                entity.children = children;
            }
        }
        let mut levels = Vec::new();
        for (order, level) in set.levels.iter().enumerate() {
            let own = id();
            levels.push(Arc::from(own.as_str()));
            let path = format!("00030002{}", path_step(order));
            let entity = Entity {
                id: own.as_str().into(),
                title: text(&level.title),
                kind: "levels".into(),
                path: path.as_str().into(),
                ..Entity::default()
            };
            self.add(Family::Categories, &level.slug, entity);
        }
        let ids = top.iter().filter_map(|page| self.entities.first()?.get(crate::catalogue::at(*page)));
        let subjects = ids.map(|entity| Arc::clone(&entity.id)).collect();
        self.add_root(SUBJECTS_ID, "00030001", ("Thématiques", "Subjects"), subjects);
        self.add_root(LEVELS_ID, "00030002", ("Niveaux", "Levels"), levels);
        top
    }

    fn add_root(&mut self, id: &str, path: &str, (french, english): (&str, &str), children: Vec<Arc<str>>) {
        let title = [(Lang::FR, Arc::from(french)), (Lang::EN, Arc::from(english))].into_iter().collect();
        let entity =
            Entity { id: id.into(), title, kind: "meta".into(), path: path.into(), children, ..Entity::default() };
        self.add(Family::Categories, &format!("/{id}"), entity);
    }

    /// Adds institutions, people and licences; gives the numbers of the institutions.
    fn add_others(&mut self, set: &raw::Set) -> Vec<u32> {
        let mut shown = Vec::new();
        for (order, organization) in set.organizations.iter().enumerate() {
            let slug = &organization.slug;
            let entity = Entity {
                id: (1000 + 2 * order).to_string().into(),
                title: text(&organization.title),
                logo: if organization.logo { picture(&format!("logos/{slug}"), LOGO) } else { Localised::default() },
                short: slug.split('-').filter_map(|word| word.chars().next()).collect::<String>().into(),
                ..Entity::default()
            };
            shown.push(self.add(Family::Organizations, slug, entity));
        }
        for (order, person) in set.people.iter().enumerate() {
            let slug = &person.slug;
            let entity = Entity {
                id: (3000 + 2 * order).to_string().into(),
                title: text(&raw::Text::Same(person.name.clone())),
                logo: if person.portrait { picture(&format!("portraits/{slug}"), LOGO) } else { Localised::default() },
                ..Entity::default()
            };
            self.add(Family::Persons, slug, entity);
        }
        for (order, licence) in set.licences.iter().enumerate() {
            let entity =
                Entity { id: (1 + order).to_string().into(), title: text(&licence.title), ..Entity::default() };
            self.add(Family::Licences, &licence.slug, entity);
        }
        shown
    }

    /// A course as it is indexed.
    pub(crate) fn course(&self, raw: &raw::Course, id: usize, texts: &mut Texts) -> Result<CourseDoc, String> {
        let title = text(&raw.title);
        let name = title.best(Lang::FR, &[Lang::EN]).map_or("", |title| title);
        let located = |error: String| format!("course \"{name}\": {error}");
        let mut categories = Vec::new();
        for slug in raw.subjects.iter().chain(&raw.levels) {
            let page = self.number(Family::Categories, slug).map_err(located)?;
            for page in self.parents.get(&page).copied().into_iter().chain([page]) {
                if !categories.contains(&page) {
                    categories.push(page);
                }
            }
        }
        let numbers = |family, slugs: &[String]| {
            slugs.iter().map(|slug| self.number(family, slug)).collect::<Result<Box<[u32]>, _>>().map_err(located)
        };
        let organizations = numbers(Family::Organizations, &raw.organizations)?;
        let icon = categories.iter().copied().find(|page| self.icon_of(*page).is_some());
        let color = icon.and_then(|page| self.icon_of(page)).unwrap_or(PLAIN);
        let slug = raw.code.as_deref().filter(|code| !code.is_empty()).map_or_else(|| slug(name), slug);
        let runs = raw
            .runs
            .iter()
            .enumerate()
            .map(|(order, run)| self::run(run, id, order))
            .collect::<Result<Vec<_>, _>>()
            .map_err(located)?;
        Ok(CourseDoc {
            id: raw.id.as_deref().map_or_else(|| id.to_string().into(), Arc::from),
            code: raw.code.as_deref().map(Arc::from),
            introduction: texts.introduction(raw.introduction.as_ref()),
            description: Text::default(),
            duration: duration_text(raw.duration.as_ref()),
            effort: effort_text(raw.effort_hours),
            highlighted: organizations.first().copied(),
            cover: cover(raw, color, &slug),
            url: raw.absolute_url.as_deref().map_or_else(
                || PageUrl::Slug(self::slug(if name.is_empty() { &slug } else { name }).into()),
                |url| PageUrl::Given(text(&raw::Text::Same(url.to_owned()))),
            ),
            pages: [
                categories.into(),
                organizations,
                numbers(Family::Persons, &raw.people)?,
                numbers(Family::Licences, &raw.licences)?,
            ],
            icon,
            runs: latest_end_first(runs),
            is_listed: raw.listed,
            pace: pace(raw.effort_hours, raw.duration.as_ref()),
            title,
        })
    }

    fn icon_of(&self, category: u32) -> Option<&str> {
        let entity = self.entities.first()?.get(crate::catalogue::at(category))?;
        if entity.icon.is_empty() {
            return None;
        }
        entity.color.as_deref().map(|color| color.trim_start_matches('#'))
    }
}

/// Sizes of pictures: of `src`, then of `srcset`, then `sizes`.
type Preset = (&'static str, [(&'static str, &'static str); 3], &'static str);
const COVER: Preset = ("300x170", [("300x170", "300w"), ("600x340", "600w"), ("900x510", "900w")], "300px");
const ICON: Preset = ("60x60", [("60x60", "60w"), ("120x120", "120w"), ("180x180", "180w")], "60px");
const LOGO: Preset = ("500x500", [("1000x1000", "1000w"), ("2000x2000", "2000w"), ("", "")], "100vw");

/// A picture that the mock draws from its path.
pub(crate) fn drawn(path: &str, (src, srcset, sizes): Preset) -> Image {
    let at = |size: &str| format!("/media/{path}__{size}.svg");
    let srcset = srcset
        .iter()
        .filter(|(size, _)| !size.is_empty())
        .map(|(size, width)| format!("{} {width}", at(size)))
        .collect::<Vec<_>>()
        .join(", ");
    Image { src: at(src), srcset: Some(srcset), sizes: sizes.to_owned() }
}

/// A cover that the mock draws.
pub(crate) fn drawn_cover(name: &str) -> Image {
    drawn(&format!("covers/{name}"), COVER)
}

fn picture(path: &str, preset: Preset) -> Localised<Image> {
    [(Lang::FR, drawn(path, preset)), (Lang::EN, drawn(path, preset))].into_iter().collect()
}

fn category(id: &str, kind: &str, title: &raw::Text, path: &str, color: &str, slug: &str) -> Entity {
    let hex = color.trim_start_matches('#');
    Entity {
        id: id.into(),
        title: text(title),
        icon: picture(&format!("icons/{hex}/{slug}"), ICON),
        logo: picture(&format!("icons/{hex}/{slug}"), LOGO),
        color: Some(color.into()),
        kind: kind.into(),
        path: path.into(),
        ..Entity::default()
    }
}

fn cover(raw: &raw::Course, color: &str, slug: &str) -> Cover {
    match (&raw.cover_src, raw.cover) {
        (Some(src), _) => {
            let image = Image { src: src.clone(), srcset: None, sizes: "300px".to_owned() };
            Cover::Given([(Lang::FR, image.clone()), (Lang::EN, image)].into_iter().collect())
        }
        (None, true) => Cover::Drawn(format!("{color}/{slug}").into()),
        (None, false) => Cover::None,
    }
}

/// One step of a tree path, as Django's treebeard counts: digits, then capitals.
fn path_step(order: usize) -> String {
    let digit = |value: usize| char::from_digit(number(value % 36), 36).unwrap_or('0').to_ascii_uppercase();
    let order = order + 1;
    [order / 46_656, order / 1296, order / 36, order].map(digit).iter().collect()
}

/// The part of an address made from a title.
pub(crate) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for letter in words::fold(title).chars().filter(|letter| *letter != '\'') {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "cours".to_owned() } else { slug.to_owned() }
}

fn run(raw: &raw::Run, course: usize, order: usize) -> Result<Run, String> {
    let end = raw.end.map_or(NEVER, seconds);
    let languages = raw
        .languages
        .iter()
        .map(|code| Lang::from_code(code).ok_or_else(|| format!("no language \"{code}\" in Django's list")))
        .collect::<Result<_, _>>()?;
    let kind = |kind: &Option<String>| {
        kind.as_deref().map(|kind| match kind {
            "free" => OfferKind::Free,
            "partially_free" => OfferKind::PartiallyFree,
            "subscription" => OfferKind::Subscription,
            "paid" => OfferKind::Paid,
            _ => OfferKind::Unknown,
        })
    };
    let id = u64::try_from(course * 1000 + order).map_err(|error| error.to_string())?;
    Ok(Run {
        id,
        session: number(order + 1),
        start: seconds(raw.start),
        end,
        enrollment_start: seconds(raw.enrollment_start),
        enrollment_end: raw.enrollment_end.map_or(end, seconds),
        enrollment_end_unset: raw.enrollment_end.is_none(),
        languages,
        offer: Arc::new(Offer {
            offer: kind(&raw.offer),
            price: raw.price,
            discounted_price: raw.discounted_price,
            discount: raw.discount.clone(),
            certificate_offer: kind(&raw.certificate_offer),
            certificate_price: raw.certificate_price,
            certificate_discounted_price: raw.certificate_discounted_price,
            certificate_discount: raw.certificate_discount.clone(),
        }),
        currency: raw.currency.as_deref().unwrap_or("EUR").into(),
    })
}

/// Runs in the order of Richie's index.
pub(crate) fn latest_end_first(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by_key(|run| std::cmp::Reverse(run.end));
    runs
}

/// Days in seconds; dates thousands of years away are "never".
#[allow(clippy::as_conversions, clippy::cast_possible_truncation, reason = "saturates, far beyond any date")]
fn seconds(days: f64) -> i64 {
    if days > 1_000_000.0 { NEVER } else { (days * 86_400.0).round() as i64 }
}

/// Minutes a week (`get_course_pace`).
#[allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates; a negative effort counts as none"
)]
fn pace(effort_hours: Option<f64>, duration: Option<&raw::Length>) -> Option<u32> {
    let duration = duration?;
    let weeks = duration.value
        * match duration.unit {
            raw::Unit::Day => 1.0 / 7.0,
            raw::Unit::Week => 1.0,
            raw::Unit::Month => 4.345,
        };
    Some((effort_hours? * 60.0 / weeks).round() as u32)
}

fn duration_text(duration: Option<&raw::Length>) -> Text {
    let Some(raw::Length { value, unit }) = duration else {
        return both(String::new(), String::new());
    };
    let (french, english) = match (unit, *value < 2.0, *value <= 1.0) {
        (raw::Unit::Day, true, _) => ("jour", if *value <= 1.0 { "day" } else { "days" }),
        (raw::Unit::Day, ..) => ("jours", "days"),
        (raw::Unit::Week, true, true) => ("semaine", "week"),
        (raw::Unit::Week, true, false) => ("semaine", "weeks"),
        (raw::Unit::Week, ..) => ("semaines", "weeks"),
        (raw::Unit::Month, _, true) => ("mois", "month"),
        (raw::Unit::Month, ..) => ("mois", "months"),
    };
    both(format!("{value} {french}"), format!("{value} {english}"))
}

fn effort_text(hours: Option<f64>) -> Text {
    let Some(hours) = hours else {
        return both(String::new(), String::new());
    };
    if hours.fract() != 0.0 {
        let minutes = format!("{:.0} minutes", hours * 60.0);
        return both(minutes.clone(), minutes);
    }
    let plural = if hours < 2.0 { "" } else { "s" };
    both(format!("{hours} heure{plural}"), format!("{hours} hour{plural}"))
}

fn both(french: String, english: String) -> Text {
    [(Lang::FR, french.into()), (Lang::EN, english.into())].into_iter().collect()
}

#[cfg(test)]
mod tests;
