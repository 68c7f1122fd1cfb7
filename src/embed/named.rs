//! Institutions and subjects as an element names them, and what the search knows them by.
use crate::{
    api::{ApiError, catalogue},
    catalogue::search::Fixed,
    i18n::search_words,
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

/// What restricts the search: each name of each filter. Ids are taken as they are, names in the shape of an address are looked up.
pub(super) async fn fixed(all: Vec<(&'static str, Vec<String>)>) -> Result<Vec<Fixed>, Unknown> {
    let mut fixed = Vec::new();
    for (filter, names) in all {
        for name in names {
            let is_id = name.chars().all(|c| c.is_ascii_digit());
            let id = if is_id { name } else { look_up(filter, &name).await? };
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
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
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
    fn ids_are_taken_as_they_are() {
        let fixed = fixed(vec![("organizations", vec!["56".into(), "58".into()])]).now_or_never().unwrap();
        let ids: Vec<String> = fixed.unwrap().into_iter().map(|one| one.id).collect();
        assert_eq!(ids, ["56", "58"]);
    }
}
