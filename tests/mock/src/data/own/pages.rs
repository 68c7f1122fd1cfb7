//! Pages of an own set by slug, and the courses that refer to them.
use std::collections::HashMap;
use std::sync::Arc;

use preau::wire::richie::Image;

use super::pictures::{ICON, LOGO, picture};
use super::runs::{latest_end_first, run};
use super::texts::{Texts, duration_text, effort_text, pace, slug, text};
use crate::catalogue::document::{CourseDoc, Cover, Entity, Localised, PageUrl, Text};
use crate::catalogue::languages::Lang;
use crate::catalogue::{Family, at, number};
use crate::data::raw;

/// Ids of the root categories of a default site.
const SUBJECTS_ID: &str = "16";
const LEVELS_ID: &str = "18";
/// Colour of pages without one.
const PLAIN: &str = "4a6a8a";

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

    /// Number of a page by its slug.
    pub(crate) fn number(&self, family: Family, slug: &str) -> Result<u32, String> {
        self.numbers
            .get(family.number())
            .and_then(|numbers| numbers.get(slug))
            .copied()
            .ok_or_else(|| format!("no page \"{slug}\" among {}", family.name()))
    }

    /// Adds subjects and levels; gives the numbers of the top subjects.
    pub(crate) fn add_categories(&mut self, set: &raw::Set) -> Vec<u32> {
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
            if let Some(entity) = categories.get_mut(at(parent)) {
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
        let ids = top.iter().filter_map(|page| self.entities.first()?.get(at(*page)));
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
    pub(crate) fn add_others(&mut self, set: &raw::Set) -> Vec<u32> {
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
        let drawing = raw.code.as_deref().filter(|code| !code.is_empty()).map_or_else(|| slug(name), slug);
        let runs = raw
            .runs
            .iter()
            .enumerate()
            .map(|(order, raw)| run(raw, id, order))
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
            cover: cover(raw, color, &drawing),
            url: raw.absolute_url.as_deref().map_or_else(
                || PageUrl::Slug(slug(if name.is_empty() { &drawing } else { name }).into()),
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
        let entity = self.entities.first()?.get(at(category))?;
        if entity.icon.is_empty() {
            return None;
        }
        entity.color.as_deref().map(|color| color.trim_start_matches('#'))
    }
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
pub(crate) fn path_step(order: usize) -> String {
    let digit = |value: usize| char::from_digit(number(value % 36), 36).unwrap_or('0').to_ascii_uppercase();
    let order = order + 1;
    [order / 46_656, order / 1296, order / 36, order].map(digit).iter().collect()
}
