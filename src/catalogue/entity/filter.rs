//! Which filter of the site a page's courses are found by: sites rename filters (contract §3.1).
use super::Kind;
use crate::{catalogue::course::names::kind_of, wire::richie::FilterDefinitions};

/// Name of the filter; `None` when the site has none for it: without one, the search would show *all* courses.
///
/// `path` is the category's place in the tree, which tells its filter whatever its name.
pub(super) fn of(kind: Kind, site: &FilterDefinitions, path: Option<&str>) -> Option<String> {
    let by_place = path.and_then(|path| kind_of(path, site)).map(|filter| filter.name.clone());
    let usual = kind.usual_filter();
    by_place.or_else(|| site.contains_key(usual).then(|| usual.to_owned())).or_else(|| by_other_name(kind, site))
}

/// fun-mooc.fr has had its people under this name.
fn by_other_name(kind: Kind, site: &FilterDefinitions) -> Option<String> {
    (kind == Kind::Person && site.contains_key("contributors")).then(|| "contributors".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::richie::FilterDefinition;

    fn site(names: &[(&str, Option<&str>)]) -> FilterDefinitions {
        let filter = |(name, base): &(&str, Option<&str>)| {
            let filter = FilterDefinition {
                name: (*name).into(),
                human_name: (*name).into(),
                position: 0,
                base_path: base.map(Into::into),
                is_autocompletable: true,
                is_searchable: true,
                is_drilldown: false,
            };
            ((*name).to_owned(), filter)
        };
        names.iter().map(filter).collect()
    }

    #[test]
    fn a_category_is_found_under_the_filter_of_its_place() {
        let site = site(&[("themes", Some("00030001")), ("levels", Some("00030002"))]);
        assert_eq!(of(Kind::Subject, &site, Some("000300010004")).as_deref(), Some("themes"));
        assert_eq!(of(Kind::Subject, &site, Some("000300020001")).as_deref(), Some("levels"));
        assert_eq!(of(Kind::Subject, &site, None), None);
        assert_eq!(of(Kind::Level, &site, None).as_deref(), Some("levels"));
    }

    #[test]
    fn a_renamed_or_dropped_filter_is_not_guessed() {
        assert_eq!(of(Kind::Person, &site(&[("contributors", None)]), None).as_deref(), Some("contributors"));
        assert_eq!(of(Kind::Person, &site(&[("subjects", None)]), None), None);
        assert_eq!(of(Kind::Organization, &site(&[("organizations", None)]), None).as_deref(), Some("organizations"));
    }
}
