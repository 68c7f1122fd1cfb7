//! Everything about the documents that does not depend on the time, laid out for fast counting.
use std::collections::HashMap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::document::{CourseDoc, Entity, Run};
use super::languages::Lang;
use super::{Family, at, number, words};

mod text;

pub(crate) use text::{Hits, TextIndex};

/// Lists of numbers, one after the other in one allocation.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    bounds: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    fn new<'a>(lists: impl Iterator<Item = &'a [u32]>) -> Self {
        let (mut bounds, mut values) = (vec![0], Vec::new());
        for list in lists {
            values.extend_from_slice(list);
            bounds.push(number(values.len()));
        }
        Self { bounds, values }
    }

    /// The list with that number.
    pub(crate) fn get(&self, list: usize) -> &[u32] {
        let bound = |position: usize| self.bounds.get(position).map_or(0, |bound| at(*bound));
        self.values.get(bound(list)..bound(list + 1)).unwrap_or(&[])
    }
}

/// Titles in one text, so that one pass finds a part of any of them.
#[derive(Debug, Default)]
pub(crate) struct Completions {
    text: String,
    /// Where each title begins, and whose it is.
    starts: Vec<(u32, u32)>,
}

impl Completions {
    /// Adds a title; titles are found in the order in which they came.
    pub(crate) fn push(&mut self, owner: u32, title: &str) {
        self.starts.push((number(self.text.len()), owner));
        self.text.push_str(&words::completion(title));
        self.text.push('\n');
    }

    /// Owners of titles where `wanted` (from [`words::completion`]) stands, with the rest of the title from there.
    pub(crate) fn find<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = (u32, &'a str)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + memchr::memmem::find(self.text.as_bytes().get(from..)?, wanted.as_bytes())?;
            let line = self.text.get(start..)?.lines().next()?;
            from = start + line.len();
            let title = self.starts.partition_point(|(begin, _)| at(*begin) <= start).checked_sub(1)?;
            self.starts.get(title).map(|(_, owner)| (*owner, line))
        })
    }
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Index {
    ids: [HashMap<Arc<str>, u32>; 4],
    pages_of_course: [Lists; 4],
    courses_of_page: [Vec<Vec<u32>>; 4],
    run_bounds: Vec<u32>,
    /// Languages of each run, courses after one another.
    pub(crate) run_languages: Vec<u128>,
    /// Courses that searches may show.
    pub(crate) listed: FixedBitSet,
    /// Courses with exactly one run.
    pub(crate) new: FixedBitSet,
    /// Courses by pace, in the order of [`super::filters::PACES`].
    pub(crate) paces: [FixedBitSet; 4],
    /// Words.
    pub(crate) text: TextIndex,
    completions: HashMap<Lang, Completions>,
    course_ids: HashMap<Arc<str>, u32>,
    runs: HashMap<u64, (u32, usize)>,
}

impl Index {
    /// Reads every document once.
    pub(crate) fn new(courses: &[CourseDoc], entities: &[Vec<Entity>; 4]) -> Self {
        let ids = entities.each_ref().map(|family| {
            family.iter().enumerate().map(|(position, entity)| (Arc::clone(&entity.id), number(position))).collect()
        });
        let pages_of_course = Family::ALL.map(|family| {
            Lists::new(courses.iter().map(|course| course.pages.get(family.number()).map_or(&[][..], |pages| pages)))
        });
        let mut index = Self {
            courses_of_page: entities.each_ref().map(|family| vec![Vec::new(); family.len()]),
            ids,
            pages_of_course,
            run_bounds: vec![0],
            run_languages: Vec::new(),
            listed: FixedBitSet::with_capacity(courses.len()),
            new: FixedBitSet::with_capacity(courses.len()),
            paces: std::array::from_fn(|_| FixedBitSet::with_capacity(courses.len())),
            text: TextIndex::new(courses, entities),
            completions: HashMap::new(),
            course_ids: HashMap::with_capacity(courses.len()),
            runs: HashMap::new(),
        };
        for (position, course) in courses.iter().enumerate() {
            index.add(position, course);
        }
        index
    }

    fn add(&mut self, position: usize, course: &CourseDoc) {
        for (pages, courses) in course.pages.iter().zip(&mut self.courses_of_page) {
            for page in pages {
                if let Some(courses) = courses.get_mut(at(*page)) {
                    courses.push(number(position));
                }
            }
        }
        self.course_ids.insert(Arc::clone(&course.id), number(position));
        for (order, run) in course.runs.iter().enumerate() {
            self.run_languages.push(run.language_set());
            self.runs.insert(run.id, (number(position), order));
        }
        self.run_bounds.push(number(self.run_languages.len()));
        self.new.set(position, course.runs.len() == 1);
        let pace = match course.pace {
            None => 0,
            Some(..60) => 1,
            Some(60..=120) => 2,
            Some(_) => 3,
        };
        if let Some(courses) = self.paces.get_mut(pace) {
            courses.insert(position);
        }
        if course.is_listed && !course.title.is_empty() {
            self.listed.insert(position);
            for (lang, title) in course.title.iter() {
                self.completions.entry(lang).or_default().push(number(position), title);
            }
        }
    }

    /// Numbers by id.
    pub(crate) fn ids(&self, family: Family) -> &HashMap<Arc<str>, u32> {
        let [categories, organizations, persons, licences] = &self.ids;
        match family {
            Family::Categories => categories,
            Family::Organizations => organizations,
            Family::Persons => persons,
            Family::Licences => licences,
        }
    }

    /// Pages of a family, by course.
    pub(crate) fn pages_of_course(&self, family: Family) -> &Lists {
        let [categories, organizations, persons, licences] = &self.pages_of_course;
        match family {
            Family::Categories => categories,
            Family::Organizations => organizations,
            Family::Persons => persons,
            Family::Licences => licences,
        }
    }

    /// Courses attached to a page, unlisted ones included.
    pub(crate) fn courses_of_page(&self, family: Family, page: u32) -> &[u32] {
        self.courses_of_page.get(family.number()).and_then(|pages| pages.get(at(page))).map_or(&[], Vec::as_slice)
    }

    /// Where the runs of a course lie among all runs.
    pub(crate) fn runs_of_course(&self, course: usize) -> std::ops::Range<usize> {
        let bound = |position: usize| self.run_bounds.get(position).map_or(0, |bound| at(*bound));
        bound(course)..bound(course + 1)
    }

    /// Titles of listed courses as completion compares them.
    pub(crate) fn completions(&self, lang: Lang) -> Option<&Completions> {
        self.completions.get(&lang)
    }

    /// Number of the course with that id.
    pub(crate) fn course(&self, id: &str) -> Option<u32> {
        self.course_ids.get(id).copied()
    }

    /// The run with that id and its course.
    pub(crate) fn run<'a>(&self, courses: &'a [CourseDoc], id: u64) -> Option<(&'a CourseDoc, &'a Run)> {
        let (course, order) = self.runs.get(&id)?;
        let course = courses.get(at(*course))?;
        course.runs.get(*order).map(|run| (course, run))
    }
}
