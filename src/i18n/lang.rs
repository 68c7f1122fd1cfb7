//! Which language the interface speaks.
use leptos::prelude::*;
use std::cell::Cell;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Français.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// BCP 47 code, as in the `lang` attribute and in `Accept-Language`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Whose habits of numbers, dates and times it follows: English is British here, as its words are.
    pub(super) fn region(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en-GB",
        }
    }

    /// Its own name, for the language menu: a reader must recognise it whatever the page's language.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// Writing direction, for the `dir` attribute.
    pub fn dir(self) -> &'static str {
        match self {
            Self::Fr | Self::En => "ltr",
        }
    }

    /// The language that a code such as `fr`, `fr-CA` or `en_GB` asks for.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }
}

thread_local! {
    static LANG: Cell<Lang> = const { Cell::new(Lang::Fr) };
}

/// Language in use: that of our own view, in a page of others, else the page's.
pub fn lang() -> Lang {
    leptos::island::nearby().map_or_else(|| LANG.get(), |Spoken(lang)| lang)
}

/// Changes what [`lang`] gives. Views follow only through [`Locale::change`].
pub fn set_lang(lang: Lang) {
    LANG.set(lang);
}

/// Runs `f` in a language; for tests.
pub fn with_lang<T>(language: Lang, f: impl FnOnce() -> T) -> T {
    let before = LANG.replace(language);
    let value = f();
    LANG.set(before);
    value
}

/// The language of a view in a page of others, where each may have its own.
#[derive(Clone, Copy)]
struct Spoken(Lang);

/// The language as a signal: what is built under it is built anew when it changes.
#[derive(Clone, Copy)]
pub struct Locale(RwSignal<Lang>);

impl Locale {
    /// Starts with a language and provides the context.
    pub fn provide(first: Lang) -> Self {
        set_lang(first);
        let locale = Self(RwSignal::new(first));
        provide_context(locale);
        locale
    }

    /// Gives the current view, which stands in a page of others, a language of its own.
    pub(crate) fn provide_here(lang: Lang) {
        provide_context(Spoken(lang));
        provide_context(Self(RwSignal::new(lang)));
    }

    /// Follows changes.
    pub fn track(self) -> Lang {
        self.0.get()
    }

    /// Changes the language of the whole page, with its `lang` and `dir`.
    pub fn change(self, lang: Lang) {
        set_lang(lang);
        if let Some(root) = document().document_element() {
            for (name, value) in [("lang", lang.code()), ("dir", lang.dir())] {
                if let Err(error) = root.set_attribute(name, value) {
                    crate::log::warn_js(name, &error);
                }
            }
        }
        self.0.set(lang);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_language_finds_ours() {
        assert_eq!(Lang::from_code("fr-CA"), Some(Lang::Fr));
        assert_eq!(Lang::from_code("EN_gb"), Some(Lang::En));
        assert_eq!(Lang::from_code("français"), None);
        assert_eq!(Lang::from_code(""), None);
    }
}
