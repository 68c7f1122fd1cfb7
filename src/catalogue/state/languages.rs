//! Languages: those that a course is given in, and the one that its title is written in.
use crate::{
    i18n::{Lang, foreign, lang, language_name, list},
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
/// *and* the title reads like that language is it marked.
pub fn title_lang(course: &Course) -> Option<&'static str> {
    title_lang_of(&course.title, &course_languages(course), lang())
}

fn title_lang_of(title: &str, languages: &[String], page: Lang) -> Option<&'static str> {
    let [only] = languages else { return None };
    foreign(title, Lang::from_code(only)?, page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(title: &str, languages: &[&str], page: Lang) -> Option<&'static str> {
        let languages: Vec<String> = languages.iter().map(|code| (*code).into()).collect();
        title_lang_of(title, &languages, page)
    }

    #[test]
    fn a_title_is_marked_only_when_every_run_is_in_one_other_language() {
        assert_eq!(guess("Les sols, un monde vivant", &["fr"], Lang::En), Some("fr"));
        assert_eq!(guess("Les sols", &["fr", "en"], Lang::En), None);
        assert_eq!(guess("El suelo", &["es"], Lang::Fr), None);
        assert_eq!(guess("Les sols", &[], Lang::En), None);
    }
}
