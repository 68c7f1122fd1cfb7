//! Suggestions for a text: courses, then a value of each filter that the site can complete.
use super::{Search, rest, state::sendable};
use crate::{
    api::{self, ApiError, Remote, catalogue},
    i18n::t,
    ui::{ComboGroup, ComboOption},
};
use leptos::prelude::*;

/// The kind of course suggestions.
pub(super) const COURSES: &str = "courses";
/// Suggestions shown of each kind.
const EACH: usize = 3;
/// Separates kind and id in an option's key; no kind holds it.
const SEPARATOR: char = ' ';

/// What is suggested for the text at rest: one request for each kind at a time, the former ones aborted.
pub(super) fn suggestions(search: Search, text: RwSignal<String>) -> Remote<Vec<ComboGroup>> {
    Remote::new(move || {
        let text = text.with(|text| sendable(text).map(str::to_owned))?;
        let kinds = search.filters.with_untracked(|filters| {
            let filters = filters.as_ref().map(super::facet::ordered).unwrap_or_default();
            let completable = filters
                .into_iter()
                .filter(|filter| filter.definition.is_autocompletable && !search.is_fixed(&filter.definition.name));
            let others = completable.map(|filter| (filter.definition.name, filter.definition.human_name));
            std::iter::once((COURSES.to_owned(), t::search::kind_courses().to_owned()))
                .chain(others)
                .collect::<Vec<_>>()
        });
        Some(Box::pin(async move { (rest::functions().await?.suggestions)(kinds, text).await }))
    })
}

/// Kind and id of an option's key.
pub(super) fn split(key: &str) -> Option<(&str, &str)> {
    key.split_once(SEPARATOR)
}

/// One kind that fails takes nothing from the others; the whole fails only when all do.
pub(super) async fn load(kinds: Vec<(String, String)>, text: String) -> Result<Vec<ComboGroup>, ApiError> {
    let answers = api::all(kinds.iter().map(|(kind, _)| catalogue::suggestions(kind, &text))).await;
    let all_failed = answers.iter().all(Result::is_err);
    let mut groups = Vec::new();
    for ((kind, label), answer) in kinds.into_iter().zip(answers) {
        match answer {
            Err(error) if all_failed => return Err(error),
            Err(error) => leptos::logging::warn!("suggestions of {kind}: {error}"),
            Ok(found) if found.is_empty() => {}
            Ok(found) => groups.push(ComboGroup {
                options: found
                    .into_iter()
                    .take(EACH)
                    .map(|item| ComboOption {
                        key: format!("{kind}{SEPARATOR}{}", item.id),
                        text: item.title,
                        kind: if kind == COURSES { t::search::kind_course().to_owned() } else { label.clone() },
                        lang: None,
                    })
                    .collect(),
                label,
            }),
        }
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_options_key_gives_its_kind_and_id_back() {
        assert_eq!(split("subjects 20"), Some(("subjects", "20")));
        assert_eq!(split("20"), None);
    }
}
