//! Full text: a vocabulary searched by plain scan, and where each word stands.
use std::collections::HashMap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::super::document::{CourseDoc, Entity, Text};
use super::super::{Family, at, number, words};

/// Weights of Richie's search form (`S/forms.py`, `S/defaults.py`).
const TITLE_WEIGHT: f32 = 50.0;
const NAME_WEIGHT: f32 = 0.05;
const CODE_WEIGHT: f32 = 3000.0;
/// Lengths of the fragments that Richie's analyser cuts.
const FRAGMENT: std::ops::RangeInclusive<usize> = 3..=20;

/// What a text finds.
#[derive(Debug)]
pub(crate) struct Hits {
    /// Courses found.
    pub(crate) courses: FixedBitSet,
    /// Score by course number; 0 for those not found.
    pub(crate) scores: Vec<f32>,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct TextIndex {
    numbers: HashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    codes: Vec<Code>,
    courses: usize,
}

#[derive(Debug, Default)]
struct Entry {
    word: Box<str>,
    titles: Vec<u32>,
    bodies: Vec<u32>,
    names: Vec<(Family, u32)>,
}

#[derive(Debug)]
struct Code {
    text: Box<str>,
    /// One bit for each letter or digit in it: two codes far apart here cannot be alike.
    letters: u64,
}

impl TextIndex {
    /// Reads titles, introductions, descriptions, codes and the names of pages, in all languages.
    pub(crate) fn new(courses: &[CourseDoc], entities: &[Vec<Entity>; 4]) -> Self {
        let mut index = Self { courses: courses.len(), ..Self::default() };
        let mut known = HashMap::new();
        for (position, course) in courses.iter().enumerate() {
            let course_number = number(position);
            for word in index.words_of(&course.title, &mut known) {
                index.note(word, |entry| &mut entry.titles, course_number);
            }
            for text in [&course.introduction, &course.description] {
                for word in index.words_of(text, &mut known) {
                    index.note(word, |entry| &mut entry.bodies, course_number);
                }
            }
            let text = normal_code(course.code.as_deref().unwrap_or(""));
            index.codes.push(Code { letters: letters(&text), text: text.into_boxed_str() });
        }
        for (family, pages) in Family::ALL.into_iter().zip(entities) {
            // Richie searches the names of categories, organisations and people, not of licences.
            if family == Family::Licences {
                continue;
            }
            for (page, entity) in pages.iter().enumerate() {
                for word in index.words_of(&entity.title, &mut known) {
                    index.note(word, |entry| &mut entry.names, (family, number(page)));
                }
            }
        }
        index
    }

    /// Numbers of a text's words. Texts shared by many courses are read once.
    fn words_of(&mut self, text: &Text, known: &mut HashMap<*const u8, Arc<[u32]>>) -> Vec<u32> {
        let mut numbers = Vec::new();
        for (_, text) in text.iter() {
            let words = if let Some(words) = known.get(&text.as_ptr()) {
                Arc::clone(words)
            } else {
                let mut words = Vec::new();
                words::each_word(&words::fold(text), |word| words.push(self.number_of(word)));
                let words: Arc<[u32]> = words.into();
                known.insert(text.as_ptr(), Arc::clone(&words));
                words
            };
            numbers.extend_from_slice(&words);
        }
        numbers
    }

    fn number_of(&mut self, word: &str) -> u32 {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let next = number(self.entries.len());
        let word: Box<str> = word.into();
        self.entries.push(Entry { word: word.clone(), ..Entry::default() });
        self.numbers.insert(word, next);
        next
    }

    fn note<T: PartialEq>(&mut self, word: u32, list: impl Fn(&mut Entry) -> &mut Vec<T>, value: T) {
        if let Some(list) = self.entries.get_mut(at(word)).map(list)
            && list.last() != Some(&value)
        {
            list.push(value);
        }
    }

    /// Courses where any word of the text stands as a part of a word, or whose code is alike.
    ///
    /// `courses_of_page` gives the courses attached to a page.
    pub(crate) fn search<'a>(&self, query: &str, courses_of_page: impl Fn(Family, u32) -> &'a [u32]) -> Hits {
        let mut fields = [vec![0.0_f32; self.courses], vec![0.0; self.courses], vec![0.0; self.courses]];
        let weights = [TITLE_WEIGHT, 1.0, NAME_WEIGHT];
        for word in words::words(query) {
            let word = words::singular(&word);
            if !FRAGMENT.contains(&word.chars().count()) {
                continue;
            }
            for ((scores, weight), found) in fields.iter_mut().zip(weights).zip(self.find(word, &courses_of_page)) {
                let boost = weight * rarity(self.courses, found.count_ones(..));
                for course in found.ones() {
                    if let Some(score) = scores.get_mut(course) {
                        *score += boost;
                    }
                }
            }
        }
        let [mut scores, bodies, names] = fields;
        for ((score, body), name) in scores.iter_mut().zip(bodies).zip(names) {
            *score = score.max(body).max(name);
        }
        self.add_codes(query, &mut scores);
        let mut courses = FixedBitSet::with_capacity(self.courses);
        for (course, _) in scores.iter().enumerate().filter(|(_, score)| **score > 0.0) {
            courses.insert(course);
        }
        Hits { courses, scores }
    }

    fn find<'a>(&self, word: &str, courses_of_page: impl Fn(Family, u32) -> &'a [u32]) -> [FixedBitSet; 3] {
        let mut found: [FixedBitSet; 3] = std::array::from_fn(|_| FixedBitSet::with_capacity(self.courses));
        let [titles, bodies, names] = &mut found;
        for entry in self.entries.iter().filter(|entry| entry.word.contains(word)) {
            titles.extend(entry.titles.iter().map(|course| at(*course)));
            bodies.extend(entry.bodies.iter().map(|course| at(*course)));
            for (family, page) in &entry.names {
                names.extend(courses_of_page(*family, *page).iter().map(|course| at(*course)));
            }
        }
        found
    }

    fn add_codes(&self, query: &str, scores: &mut [f32]) {
        let query = normal_code(query);
        if query.is_empty() {
            return;
        }
        let allowed = match query.len() {
            0..=2 => 0,
            3..=5 => 1,
            _ => 2,
        };
        let query_letters = letters(&query);
        for (code, score) in self.codes.iter().zip(scores).filter(|(code, _)| !code.text.is_empty()) {
            if *code.text == *query {
                *score += CODE_WEIGHT + 1.0;
            } else if (code.letters ^ query_letters).count_ones() <= 2 * allowed
                && distance_at_most(code.text.as_bytes(), query.as_bytes(), allowed)
            {
                *score += 1.0;
            }
        }
    }
}

/// How much a word says, after BM25: the fewer documents hold it, the more.
fn rarity(all: usize, holding: usize) -> f32 {
    let (all, holding) = (f32::from(u16::try_from(all).unwrap_or(u16::MAX)), small(holding));
    (1.0 + (all - holding + 0.5).max(0.0) / (holding + 0.5)).ln()
}

fn small(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// A code as it is compared: folded, letters and digits only.
fn normal_code(code: &str) -> String {
    words::fold(code).chars().filter(char::is_ascii_alphanumeric).collect()
}

fn letters(code: &str) -> u64 {
    code.bytes().fold(0, |set, byte| set | 1_u64 << (byte % 64))
}

/// Whether `a` becomes `b` by at most that many (0 to 2) inserted, removed or changed bytes.
fn distance_at_most(a: &[u8], b: &[u8], allowed: u32) -> bool {
    let alike = a.iter().zip(b).take_while(|(one, other)| one == other).count();
    let (a, b) = (a.get(alike..).unwrap_or(&[]), b.get(alike..).unwrap_or(&[]));
    let (Some((_, a_rest)), Some((_, b_rest))) = (a.split_first(), b.split_first()) else {
        return a.len().max(b.len()) <= at(allowed);
    };
    let Some(left) = allowed.checked_sub(1) else {
        return false;
    };
    distance_at_most(a_rest, b_rest, left) || distance_at_most(a_rest, b, left) || distance_at_most(a, b_rest, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_insertions_removals_and_changes() {
        assert!(distance_at_most(b"pyt101", b"pyt101", 0));
        assert!(distance_at_most(b"pyt101", b"pyt102", 1));
        assert!(distance_at_most(b"pyt101", b"pyt10", 1));
        assert!(distance_at_most(b"ethia", b"etia", 1));
        assert!(!distance_at_most(b"ocean", b"climat", 2));
        assert!(!distance_at_most(b"abc", b"abcde", 1));
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        assert!(rarity(1000, 2) > rarity(1000, 500));
        assert!(rarity(10, 10) > 0.0);
    }
}
