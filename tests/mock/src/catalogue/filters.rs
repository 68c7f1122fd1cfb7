//! The site's filters: `RICHIE_FILTERS_CONFIGURATION` and `RICHIE_FILTERS_PRESENTATION` of a default site.
use super::Family;
use super::languages::Lang;

/// What a filter looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Courses with exactly one run.
    New,
    /// Dates of runs.
    Availability,
    /// Languages of runs.
    Languages,
    /// Minutes a week.
    Pace,
    /// Pages of a family; `include` limits the facet to these pages.
    Pages {
        /// Which pages.
        family: Family,
        /// Numbers of the direct children of the filter's base page; `None` shows any.
        include: Option<Vec<u32>>,
    },
}

/// One filter.
#[derive(Debug, Clone)]
pub(crate) struct FilterSpec {
    /// Query parameter.
    pub(crate) name: String,
    /// Title in English and in French.
    pub(crate) title: (&'static str, &'static str),
    /// Order on the page.
    pub(crate) position: i32,
    /// Tree path of the page that the values hang under.
    pub(crate) base_path: Option<String>,
    /// Has `/<name>/` and `/<name>/autocomplete/`.
    pub(crate) is_searchable: bool,
    /// One value at a time in Richie's interface.
    pub(crate) is_drilldown: bool,
    /// What it looks at.
    pub(crate) source: Source,
}

/// Values of `availability` with their titles in English and French, as configured.
pub(crate) const AVAILABILITIES: [(&str, &str, &str); 4] = [
    ("open", "Open for enrollment", "Ouvert pour inscription"),
    ("coming_soon", "Coming soon", "Bientôt"),
    ("ongoing", "On-going", "En cours"),
    ("archived", "Archived", "Archivé"),
];

/// Values of `pace`.
pub(crate) const PACES: [(&str, &str, &str); 4] = [
    ("self-paced", "Self-paced", "À son rythme"),
    ("lt-1h", "Less than one hour", "Moins d'une heure"),
    ("1h-2h", "One to two hours", "Entre une et deux heures"),
    ("gt-2h", "More than two hours", "Plus de deux heures"),
];

/// Values of `new`.
pub(crate) const NEW: [(&str, &str, &str); 1] = [("new", "First session", "Première session")];

impl FilterSpec {
    /// Title in the interface's language.
    pub(crate) fn human_name(&self, lang: Lang) -> &'static str {
        pick(self.title, lang)
    }
}

/// The French of a pair, or else the English.
pub(crate) fn pick((english, french): (&'static str, &'static str), lang: Lang) -> &'static str {
    if lang == Lang::FR { french } else { english }
}

/// The default site's filters, in configuration order. `bases` are the tree paths and the pages shown of
/// subjects, levels and organisations; `persons` is the tree path of people.
pub(crate) fn default_filters(bases: [(&str, Vec<u32>); 3], persons: &str) -> Vec<FilterSpec> {
    let [subjects, levels, organizations] = bases;
    let pages = |name: &str, title, position, base: Option<&str>, family, include| FilterSpec {
        name: name.to_owned(),
        title,
        position,
        base_path: base.map(str::to_owned),
        is_searchable: true,
        is_drilldown: false,
        source: Source::Pages { family, include },
    };
    let plain = |name: &str, title, position, source| FilterSpec {
        name: name.to_owned(),
        title,
        position,
        base_path: None,
        is_searchable: false,
        is_drilldown: source == Source::Availability,
        source,
    };
    let categories = Family::Categories;
    vec![
        plain("new", ("New courses", "Nouveaux cours"), 0, Source::New),
        plain("availability", ("Availability", "Disponibilité"), 1, Source::Availability),
        plain("languages", ("Languages", "Langues"), 5, Source::Languages),
        pages("subjects", ("Subjects", "Sujets"), 2, Some(subjects.0), categories, Some(subjects.1)),
        pages("levels", ("Levels", "Niveaux"), 3, Some(levels.0), categories, Some(levels.1)),
        pages(
            "organizations",
            ("Organizations", "Établissements"),
            4,
            Some(organizations.0),
            Family::Organizations,
            Some(organizations.1),
        ),
        pages("persons", ("Persons", "Personnes"), 6, Some(persons), Family::Persons, None),
        pages("licences", ("Licences", "Licences"), 7, None, Family::Licences, None),
        plain("pace", ("Weekly pace", "Rythme hebdomadaire"), 8, Source::Pace),
    ]
}
