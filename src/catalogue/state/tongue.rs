//! Languages: those that a course is given in, and the one that its title is written in.
use crate::{
    i18n::{Lang, lang, language_name, list, lowercase},
    wire::richie::Course,
};

/// Codes of the languages of all runs, each once, in the order of the runs.
pub fn course_languages(course: &Course) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in course.course_runs.iter().flat_map(|run| &run.languages) {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}

/// Languages by name, as a list in words; `None` when there are none.
pub fn language_names(codes: &[String]) -> Option<String> {
    let names: Vec<String> = codes.iter().map(|code| language_name(code)).collect();
    (!names.is_empty()).then(|| list(&names))
}

/// Language of a course's title for the `lang` attribute, when it is not the page's.
///
/// The API falls back to another language without saying so (contract §2). Only when every run is in one other language
/// *and* the title reads like that language is it marked: a wrong mark makes a screen reader mispronounce all of it.
pub fn title_lang(course: &Course) -> Option<&'static str> {
    foreign(&course.title, &course_languages(course), lang())
}

fn foreign(title: &str, languages: &[String], page: Lang) -> Option<&'static str> {
    let [only] = languages else { return None };
    let only = Lang::from_code(only).filter(|only| *only != page)?;
    let reads_like = Lang::ALL.into_iter().max_by_key(|lang| marks(title, *lang))?;
    (reads_like == only && marks(title, only) > marks(title, page)).then(|| only.code())
}

/// How many of a language's most frequent words, and letters that the other lacks, are in a text.
fn marks(text: &str, lang: Lang) -> usize {
    let (words, letters) = match lang {
        Lang::Fr => {
            ("le la les de des du un une et en au aux pour par dans sur avec ses son sa ou vers son", "éèêàçùîôœ")
        }
        Lang::En => ("the of and to in for a an with on from your how its at by", ""),
    };
    let text = lowercase(text);
    let is_frequent = |word: &&str| words.split(' ').any(|frequent| frequent == *word);
    let found = text.split(|c| !is_letter(c)).filter(is_frequent).count();
    found + text.chars().filter(|letter| letters.contains(*letter)).count()
}

/// Whether a character belongs to a word, as far as two languages need to know (Unicode's own table is 2 KiB).
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (c >= 'À' && !('\u{2000}'..='\u{206f}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(title: &str, languages: &[&str], page: Lang) -> Option<&'static str> {
        let languages: Vec<String> = languages.iter().map(|code| (*code).into()).collect();
        foreign(title, &languages, page)
    }

    #[test]
    fn a_french_title_on_an_english_page_is_marked() {
        assert_eq!(guess("Les sols, un monde vivant", &["fr"], Lang::En), Some("fr"));
        assert_eq!(guess("Épidémiologie", &["fr"], Lang::En), Some("fr"));
        assert_eq!(guess("Introduction to the climate", &["en"], Lang::Fr), Some("en"));
    }

    #[test]
    fn a_title_in_doubt_is_left_alone() {
        assert_eq!(guess("Chimie verte", &["fr"], Lang::En), None);
        assert_eq!(guess("Soils, a living world", &["fr"], Lang::En), None);
        assert_eq!(guess("Les sols", &["fr", "en"], Lang::En), None);
        assert_eq!(guess("Les sols", &["fr"], Lang::Fr), None);
        assert_eq!(guess("El suelo", &["es"], Lang::Fr), None);
        assert_eq!(guess("Les sols", &[], Lang::En), None);
    }
}
