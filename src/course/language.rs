//! The language that a course is taught in, for the `lang` of what it names and says: screen readers change their voice for it.
//!
//! Criteria:
//! - nothing waits for it: only a slow question of the LMS tells it, which is asked once for each course;
//! - what does not read like it is not marked: the course's language is often the platform's default.
use super::header::Entered;
use crate::{
    api::{Remote, lms},
    i18n::{Lang, foreign, lang},
    ui,
    wire::openedx::CourseKey,
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// What is known of a course's language.
#[derive(Clone, Copy)]
pub(super) struct CourseLanguage(Option<Signal<Option<String>>>);

/// Asks for a course's language once the learner is in, and provides it to what is drawn here.
pub(super) fn provide_language(key: &CourseKey, remote: Remote<Entered>) -> CourseLanguage {
    let language = CourseLanguage(Some(asked(key, remote)));
    provide_context(language);
    language
}

/// That of the course around what is drawn here.
pub(super) fn course_language() -> CourseLanguage {
    use_context().unwrap_or(CourseLanguage(None))
}

/// A name that the course's team gave, in the language of the course around it.
pub(super) fn named(name: String) -> AnyView {
    let (language, of) = (course_language(), name.clone());
    view! { <span lang=ui::attribute(move || language.of(&of))>{name}</span> }.into_any()
}

fn asked(key: &CourseKey, remote: Remote<Entered>) -> Signal<Option<String>> {
    if let Some(known) = lms::last_course_facts(key) {
        return Signal::stored(known.language);
    }
    let (key, language) = (key.clone(), RwSignal::new(None));
    let may_be_asked = |entered: &Entered| !entered.is_older && entered.metadata.course_access.has_access;
    let is_in =
        ui::memo(move |_| remote.value.with(|value| value.as_ref().is_some_and(|entered| may_be_asked(entered))));
    ui::effect(move || {
        if !is_in.get() {
            return;
        }
        let key = key.clone();
        spawn_local_scoped(async move {
            match lms::course_facts(&key).await {
                Ok(found) => language.set(found.language),
                Err(error) => leptos::logging::warn!("language of the course: {error}"),
            }
        });
    });
    language.into()
}

impl CourseLanguage {
    /// The `lang` of a text of the course; `None` when it is the page's, not known, or in doubt. Tracked.
    pub(super) fn of(self, text: &str) -> Option<String> {
        marked(text, &self.other()?)
    }

    /// The same of a text with markup.
    pub(super) fn of_html(self, html: &str) -> Option<String> {
        self.other().and_then(|code| marked(&ui::words_of(html), &code))
    }

    /// The course's language, when it is not the page's.
    fn other(self) -> Option<String> {
        self.0?.get().filter(|code| Lang::from_code(code) != Some(lang()))
    }
}

fn marked(text: &str, code: &str) -> Option<String> {
    match Lang::from_code(code) {
        Some(said) => foreign(text, said, lang()).map(str::to_owned),
        // no default of anybody: somebody chose it
        None => (!code.is_empty()).then(|| code.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::with_lang;

    #[test]
    fn a_language_that_somebody_chose_is_trusted_and_a_default_is_not() {
        let marked_in = |page, text, code| with_lang(page, || marked(text, code));
        assert_eq!(marked_in(Lang::Fr, "El suelo", "es").as_deref(), Some("es"));
        assert_eq!(marked_in(Lang::Fr, "Ouvrir le sol", "en"), None);
        assert_eq!(marked_in(Lang::Fr, "Learning with a screen reader", "en").as_deref(), Some("en"));
        assert_eq!(marked_in(Lang::En, "Apprendre à son rythme", "fr-CA").as_deref(), Some("fr"));
        assert_eq!(marked_in(Lang::Fr, "Sol", ""), None);
    }
}
