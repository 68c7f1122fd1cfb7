//! The own and the hostile data set, and how such a set becomes a catalogue.
pub(crate) mod pages;
pub(crate) mod pictures;
pub(crate) mod runs;
pub(crate) mod texts;

use serde::de::DeserializeOwned;

use super::{files, generated, raw};
use crate::catalogue::filters::default_filters;
use crate::catalogue::{Catalogue, Family};
use pages::Pages;
use texts::Texts;

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

#[cfg(test)]
mod tests;
