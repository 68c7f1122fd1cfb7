//! Texts of Django, its REST framework and Richie in English and French.
use axum::http::{Method, StatusCode};

use crate::catalogue::filters::pick;
use crate::catalogue::languages::Lang;

/// `limit=abc`.
pub(crate) fn not_a_number(lang: Lang) -> String {
    pick(("Enter a whole number.", "Saisissez un nombre entier."), lang).to_owned()
}

/// `limit=0`.
pub(crate) fn too_small(least: i64, lang: Lang) -> String {
    if lang == Lang::FR {
        format!("Assurez-vous que cette valeur est supérieure ou égale à {least}.")
    } else {
        format!("Ensure this value is greater than or equal to {least}.")
    }
}

/// `query=ab`.
pub(crate) fn too_short(least: usize, is: usize, lang: Lang) -> String {
    if lang == Lang::FR {
        format!("Assurez-vous que cette valeur comporte au moins {least} caractères (actuellement {is}).")
    } else {
        format!("Ensure this value has at least {least} characters (it has {is}).")
    }
}

/// A value that is too long.
pub(crate) fn too_long(most: usize, is: usize, lang: Lang) -> String {
    if lang == Lang::FR {
        format!("Assurez-vous que cette valeur comporte au plus {most} caractères (actuellement {is}).")
    } else {
        format!("Ensure this value has at most {most} characters (it has {is}).")
    }
}

/// `scope=both`.
pub(crate) fn not_a_choice(value: &str, lang: Lang) -> String {
    if lang == Lang::FR {
        format!("Sélectionnez un choix valide. {value} n’en fait pas partie.")
    } else {
        format!("Select a valid choice. {value} is not one of the available choices.")
    }
}

/// A NUL in a text.
pub(crate) fn null_characters(lang: Lang) -> String {
    pick(("Null characters are not allowed.", "Le caractère nul n’est pas autorisé."), lang).to_owned()
}

/// 405.
pub(crate) fn wrong_method(method: &Method, lang: Lang) -> String {
    if lang == Lang::FR {
        format!("Méthode \"{method}\" non autorisée.")
    } else {
        format!("Method \"{method}\" not allowed.")
    }
}

/// 403 of course runs.
pub(crate) fn not_signed_in(lang: Lang) -> &'static str {
    pick(("Authentication credentials were not provided.", "Informations d'authentification non fournies."), lang)
}

/// 404 of another version.
pub(crate) fn wrong_version(lang: Lang) -> &'static str {
    pick(("Invalid version in URL path.", "Version invalide dans l'URL."), lang)
}

/// 404 of a category, and 406.
pub(crate) fn refusal(status: StatusCode, lang: Lang) -> &'static str {
    if status == StatusCode::NOT_ACCEPTABLE {
        pick(("Could not satisfy the request Accept header.", "L'en-tête « Accept » n'a pas pu être satisfaite."), lang)
    } else {
        pick(("Not found.", "Pas trouvé."), lang)
    }
}

/// What invites to a course in that state.
pub(crate) fn call_to_action(priority: u8, lang: Lang) -> Option<&'static str> {
    match priority {
        0 | 1 => Some(pick(("enroll now", "s’inscrire maintenant"), lang)),
        2 => Some(pick(("study now", "étudier maintenant"), lang)),
        _ => None,
    }
}

/// What a state is called.
pub(crate) fn state(priority: u8, never_closes: bool, lang: Lang) -> &'static str {
    let texts = match (priority, never_closes) {
        (0 | 2, true) => ("forever open", "toujours ouvert"),
        (0, false) => ("open for enrollment", "ouvert à l'inscription"),
        (2, false) => ("closing on", "termine le"),
        (1 | 3, _) => ("starting on", "débute le"),
        (4, _) => ("enrollment closed", "inscription fermée"),
        (5, _) => ("on-going", "en cours"),
        (6, _) => ("archived", "archivé"),
        _ => ("to be scheduled", "à programmer"),
    };
    pick(texts, lang)
}
