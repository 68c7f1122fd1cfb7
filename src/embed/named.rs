//! Institutions and subjects as an element names them, and what the search knows them by.
use crate::{
    api::{ApiError, catalogue},
    catalogue::search::Fixed,
    i18n::search_words,
    letter::is_of_word,
};

/// Values that one name may be among: the server finds by words, and many share one.
const MOST: u32 = 100;
/// Letters of a text that the server searches for.
const SHORTEST: usize = 3;

/// Why a name is nothing to search by.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unknown {
    /// The platform has nothing of that name.
    Name(String),
    /// It could not be asked.
    Unread(ApiError),
}

/// What restricts the search: each name of each filter. Ids are taken as they are, names in the shape of an address are looked up. On a
/// site that calls its filters otherwise, the name of the filter goes before: `themes:52`.
pub(super) async fn fixed(all: Vec<(&'static str, Vec<String>)>) -> Result<Vec<Fixed>, Unknown> {
    let mut fixed = Vec::new();
    for (filter, names) in all {
        for name in names {
            let (filter, name) = name.split_once(':').unwrap_or((filter, &name));
            let is_id = !name.is_empty() && name.chars().all(|c| c.is_ascii_digit());
            let id = if is_id { name.to_owned() } else { look_up(filter, name).await? };
            fixed.push(Fixed { filter: filter.to_owned(), id });
        }
    }
    Ok(fixed)
}

async fn look_up(filter: &str, name: &str) -> Result<String, Unknown> {
    let wanted = slug(name);
    // one word finds whatever stands between the words: articles, apostrophes
    let longest = wanted.split('-').max_by_key(|word| word.len()).filter(|word| word.len() >= SHORTEST);
    let found = catalogue::values(filter, longest.unwrap_or_default(), 0, MOST).await.map_err(Unknown::Unread)?;
    let found = found.objects.into_iter().find(|value| slug(&value.title) == wanted);
    found.map(|value| value.id).ok_or_else(|| Unknown::Name(name.to_owned()))
}

/// A name as addresses have it: `Université d’Exemple` is `universite-d-exemple`; an apostrophe may be left out as well.
fn slug(name: &str) -> String {
    let plain = search_words(&[name]);
    let words = plain.split(|c| !is_of_word(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[test]
    fn a_name_is_what_its_address_says() {
        assert_eq!(slug("Universite d’Exemple (Nord)"), "universite-d-exemple-nord");
        assert_eq!(slug("universite-d-exemple-nord"), "universite-d-exemple-nord");
    }

    #[test]
    fn ids_are_taken_as_they_are_and_filters_as_they_are_named() {
        let fixed = fixed(vec![("organizations", vec!["56".into(), "schools:58".into()])]).now_or_never().unwrap();
        let found: Vec<_> = fixed.unwrap().into_iter().map(|one| (one.filter, one.id)).collect();
        assert_eq!(found, [("organizations".to_owned(), "56".to_owned()), ("schools".to_owned(), "58".to_owned())]);
    }
}
