//! Names of a course's categories and institutions: the course holds ids only, and names come one by one.
use crate::{
    api::{self, ApiError, catalogue},
    app::{Query, Route},
    i18n::{Lang, lang, t},
    order,
    wire::richie::{Category, FilterDefinition, FilterDefinitions, Organization},
};
use std::{cell::RefCell, future::Future};

/// Language and id of what has a name.
type Key = (Lang, String);

thread_local! {
    static CATEGORIES: RefCell<Vec<(Key, Category)>> = const { RefCell::new(Vec::new()) };
    static ORGANIZATIONS: RefCell<Vec<(Key, Organization)>> = const { RefCell::new(Vec::new()) };
}

/// What could be read of a list of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names<T> {
    /// Those that came.
    pub found: Vec<T>,
    /// Why some did not.
    pub error: Option<ApiError>,
}

/// Links under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Name of the kind, in the site's own words.
    pub label: String,
    /// Texts and addresses.
    pub links: Vec<(String, String)>,
}

/// Categories of a course, by kind.
///
/// # Errors
/// Why nothing could be read at all.
pub(super) async fn categories(ids: Vec<String>) -> Result<Names<Group>, ApiError> {
    let names = all(&CATEGORIES, ids, catalogue::category);
    let (names, kinds) = futures::join!(names, catalogue::definitions());
    let names = names?;
    // without the site's filters the categories are shown together, without kinds
    let kinds = kinds.unwrap_or_default();
    Ok(Names { found: grouped(&names.found, &kinds), error: names.error })
}

/// Institutions of a course, in its order.
///
/// # Errors
/// Why nothing could be read at all.
pub(super) async fn organizations(ids: Vec<String>) -> Result<Names<Organization>, ApiError> {
    all(&ORGANIZATIONS, ids, catalogue::organization).await
}

/// A list: Rust's own map brings 3 KiB of hashing.
type Cache<T> = std::thread::LocalKey<RefCell<Vec<(Key, T)>>>;

async fn all<T: Clone, F: Future<Output = Result<T, ApiError>>>(
    cache: &'static Cache<T>,
    ids: Vec<String>,
    read: impl Fn(String) -> F,
) -> Result<Names<T>, ApiError> {
    let answers = api::all(ids.into_iter().map(|id| {
        let key = (lang(), id.clone());
        let kept = cache.with_borrow(|cache| cache.iter().find(|(of, _)| *of == key).map(|(_, kept)| kept.clone()));
        let reading = kept.is_none().then(|| read(id));
        async move {
            match (kept, reading) {
                (None, Some(reading)) => reading.await.inspect(|value| {
                    cache.with_borrow_mut(|cache| cache.push((key, value.clone())));
                }),
                (kept, _) => kept.ok_or(ApiError::NotFound),
            }
        }
    }))
    .await;
    let mut names = Names { found: Vec::new(), error: None };
    for answer in answers {
        match answer {
            Ok(value) => names.found.push(value),
            // a category that was taken offline since is no failure
            Err(ApiError::NotFound) => {}
            Err(error) => names.error = Some(error),
        }
    }
    match names.error {
        Some(error) if names.found.is_empty() => Err(error),
        _ => Ok(names),
    }
}

/// Categories by the filter whose page they hang under, each list with parents before their children.
fn grouped(categories: &[Category], kinds: &FilterDefinitions) -> Vec<Group> {
    let mut sorted: Vec<&Category> = categories.iter().filter(|category| !category.is_meta).collect();
    order::sort_by(&mut sorted, |a, b| a.path.cmp(&b.path));
    let mut groups: Vec<(i32, Group)> = Vec::new();
    for category in sorted {
        let kind = kind_of(&category.path, kinds);
        let (position, label) =
            kind.map_or((i32::MAX, t::course::categories()), |kind| (kind.position, kind.human_name.as_str()));
        let link = (category.title.clone(), address(kind, &category.id));
        match groups.iter_mut().find(|(_, group)| group.label == label) {
            Some((_, group)) => group.links.push(link),
            None => groups.push((position, Group { label: label.to_owned(), links: vec![link] })),
        }
    }
    order::sort_by(&mut groups, |(a, _), (b, _)| a.cmp(b));
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The filter that a category is a value of, by its place in the tree of pages.
pub(crate) fn kind_of<'a>(path: &str, kinds: &'a FilterDefinitions) -> Option<&'a FilterDefinition> {
    kinds.values().find(|kind| {
        let base = kind.base_path.as_deref().unwrap_or_default();
        !base.is_empty() && path.len() > base.len() && path.starts_with(base)
    })
}

fn address(kind: Option<&FilterDefinition>, id: &str) -> String {
    match kind.map(|kind| kind.name.as_str()) {
        None | Some("subjects") => Route::Subject(id.into()).path(),
        Some("levels") => Route::Level(id.into()).path(),
        Some(other) => {
            let mut query = Query::default();
            query.push(other, id);
            [Route::Search.path().as_str(), "?", &query.to_text()].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(id: &str, path: &str) -> Category {
        Category {
            icon: None,
            id: id.into(),
            is_meta: path.len() == 8,
            logo: None,
            nb_children: 0,
            path: path.into(),
            title: format!("Nom {id}"),
        }
    }

    fn kinds(names: &[(&str, &str, i32)]) -> FilterDefinitions {
        let kind = |(name, base, position): &(&str, &str, i32)| {
            let definition = FilterDefinition {
                name: (*name).into(),
                human_name: format!("Les {name}"),
                position: *position,
                base_path: Some((*base).into()),
                is_autocompletable: true,
                is_searchable: true,
                is_drilldown: false,
            };
            ((*name).to_owned(), definition)
        };
        names.iter().map(kind).collect()
    }

    #[test]
    fn categories_are_told_apart_by_their_place_in_the_tree() {
        let kinds = kinds(&[("levels", "00030002", 3), ("subjects", "00030001", 2), ("formats", "00030003", 9)]);
        let categories = [
            category("1", "00030001"),
            category("46", "0003000100010002"),
            category("50", "000300020001"),
            category("20", "000300010001"),
            category("70", "000300030001"),
        ];
        let groups = grouped(&categories, &kinds);
        let labels: Vec<&str> = groups.iter().map(|group| group.label.as_str()).collect();
        assert_eq!(labels, ["Les subjects", "Les levels", "Les formats"]);
        assert_eq!(
            groups[0].links,
            [("Nom 20".into(), "/subjects/20".into()), ("Nom 46".into(), "/subjects/46".into())]
        );
        assert_eq!(groups[1].links[0].1, "/levels/50");
        assert_eq!(groups[2].links[0].1, "/?formats=70");
    }

    #[test]
    fn without_the_sites_filters_the_categories_are_shown_all_the_same() {
        let groups = grouped(&[category("20", "000300010001")], &FilterDefinitions::default());
        assert_eq!(
            groups,
            [Group { label: t::course::categories().into(), links: vec![("Nom 20".into(), "/subjects/20".into())] }]
        );
    }
}
