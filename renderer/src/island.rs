//! A view that stands in a page of others, in a shadow root.
//!
//! Its links lead to its own site, wherever it stands; its headings begin at the level that the page around leaves it. A page
//! without islands pays a look at a flag.
use crate::reactive::{provide_context, use_context};
use crate::view::Attribute;
use std::{cell::Cell, rc::Rc};

thread_local! {
    static IS_ANY: Cell<bool> = const { Cell::new(false) };
}

/// Where an island's addresses lead, and where its headings begin.
#[derive(Debug, Clone)]
struct Place {
    site: Rc<str>,
    first_level: u8,
}

/// Makes the current part an island of the site at that address (without trailing slash), whose `h1` become headings of
/// `first_level`, and so on down to `h6`. Each has its own level as `data-level`, for styles to go by.
pub fn provide(site: &str, first_level: u8) {
    IS_ANY.set(true);
    provide_context(Place { site: site.into(), first_level });
}

/// What an island around has left for its parts: without islands, nothing, and at once.
pub fn nearby<T: Clone + 'static>() -> Option<T> {
    if IS_ANY.get() { use_context() } else { None }
}

/// The level that a heading has here, if it is another place than the page.
pub(crate) fn heading_level(level: u8) -> Option<u8> {
    let place: Place = nearby()?;
    Some(level.saturating_add(place.first_level).saturating_sub(1).clamp(1, 6))
}

/// An address as the page around needs it.
pub(crate) fn address(value: Attribute) -> Attribute {
    let Some(Place { site, .. }) = nearby() else { return value };
    match value {
        Attribute::Changing(mut value) => Attribute::Changing(Box::new(move || absolute(value.make(), &site))),
        value => absolute(value, &site),
    }
}

/// On the island's site where it has none of its own.
fn absolute(value: Attribute, site: &str) -> Attribute {
    match value.text() {
        Some(path) if path.starts_with('/') && !path.starts_with("//") => Attribute::Text([site, path].concat()),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reactive::Owner;

    fn as_island<T>(work: impl FnOnce() -> T) -> T {
        let island = Owner::new();
        let result = island.with(|| {
            provide("https://mooc.example", 3);
            work()
        });
        island.cleanup();
        result
    }

    #[test]
    fn headings_go_down_by_the_level_that_is_left() {
        assert_eq!(heading_level(1), None);
        assert_eq!(as_island(|| [1, 2, 6].map(heading_level)), [Some(3), Some(4), Some(6)]);
        assert_eq!(heading_level(1), None, "outside, all is as before");
    }

    #[test]
    fn only_addresses_without_a_site_get_one() {
        let resolved = |path: &'static str| as_island(|| address(Attribute::Fixed(path)).text().map(str::to_owned));
        assert_eq!(resolved("/courses/1?a=b").as_deref(), Some("https://mooc.example/courses/1?a=b"));
        for other in ["//evil.example", "https://other.example/", "#part", "mailto:a@b.example", ""] {
            assert_eq!(resolved(other).as_deref(), Some(other));
        }
        assert_eq!(address(Attribute::Fixed("/a")).text(), Some("/a"), "the page's own stay");
    }

    #[test]
    fn an_address_that_changes_stays_on_the_site() {
        let changing = as_island(|| address(Attribute::Changing(Box::new(|| Attribute::Fixed("/b")))));
        let Attribute::Changing(mut value) = changing else { panic!("it no longer changes") };
        assert_eq!(value.make().text(), Some("https://mooc.example/b"));
    }
}
