//! Addresses of the LMS's own pages, and what its addresses mean.
use super::{in_path, in_query};
use crate::{
    api::settings,
    percent,
    wire::openedx::{CourseKey, UsageKey},
};

/// Page of a unit or of any other block, for a frame: without its own title, which ours shows.
///
/// `anchor` is a block or an element inside the unit. Let the frame send this site's origin as referrer: without it the page
/// keeps its height to itself.
pub fn unit_address(unit: &UsageKey, is_signed_in: bool, anchor: Option<&str>) -> String {
    let view = if is_signed_in { "student_view" } else { "public_view" };
    let mut parts = vec!["/xblock/".to_owned(), in_path(unit.as_str()), "?view=".into(), view.into()];
    parts.push("&show_title=0&show_bookmark_button=0&recheck_access=1&disable_staff_debug_info=true".into());
    if let Some(anchor) = anchor {
        parts.extend(["&jumpToId=".into(), in_query(anchor), "#".into(), in_query(anchor)]);
    }
    settings::lms(&parts.concat())
}

/// Origin of the frames of units: messages from any other are somebody else's.
pub fn frame_origin() -> String {
    let address = settings::lms("");
    if cfg!(not(target_arch = "wasm32")) {
        return address;
    }
    if address.is_empty() || address.starts_with('/') {
        return here();
    }
    web_sys::Url::new(&address).map_or_else(|_| here(), |url| url.origin())
}

/// This site's own origin.
pub(super) fn here() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// An address from the LMS, resolved against it; `None` for one that could do harm.
pub fn lms_link(address: &str) -> Option<String> {
    let address = address.trim();
    // also where the LMS is on this site, and the catalogue is not
    if address.starts_with('/') {
        return crate::api::safe_link(address).map(|_| settings::lms(address));
    }
    // a development machine has no certificate
    let base = [&frame_origin(), "/"].concat();
    if address.starts_with("http://") && base.starts_with("http://") && address.starts_with(&base) {
        return Some(address.to_owned());
    }
    crate::api::safe_link(address)
}

/// The course and the block that a `jump_to` link of the LMS leads to.
pub fn jump_target(address: &str) -> Option<(CourseKey, UsageKey)> {
    let (_, rest) = address.split_once("/courses/")?;
    let (course, rest) = rest.split_once("/jump_to/")?;
    let block = rest.split(['?', '#', '/']).next()?;
    Some((CourseKey::parse(&percent::of_path(course))?, UsageKey::parse(&percent::of_path(block))?))
}

/// The course that a page of the LMS is about; `None` for an address of any other site.
pub fn course_target(address: &str) -> Option<CourseKey> {
    let path = address.strip_prefix(&frame_origin())?;
    let is_on_lms =
        path.split_once("/courses/").is_some_and(|(before, _)| before.is_empty() || before.starts_with('/'));
    is_on_lms.then(|| course_named(path)).flatten()
}

/// The course that an address of any LMS names.
pub(crate) fn course_named(address: &str) -> Option<CourseKey> {
    let (_, rest) = address.split_once("/courses/")?;
    CourseKey::parse(&percent::of_path(rest.split(['/', '?', '#']).next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: &str = "block-v1:a+b+c+type@vertical+block@u";

    #[test]
    fn a_jump_leads_to_a_block_of_a_course() {
        let found =
            jump_target(&["https://lms.example/courses/course-v1:a+b+c/jump_to/", UNIT, "?experience=legacy"].concat());
        assert_eq!(found, Some((CourseKey::parse("course-v1:a+b+c").unwrap(), UsageKey::parse(UNIT).unwrap())));
        let escaped = "/courses/course-v1%3Aa%2Bb%2Bc/jump_to/block-v1%3Aa%2Bb%2Bc%2Btype%40vertical%2Bblock%40u";
        assert_eq!(jump_target(escaped), found);
        assert_eq!(jump_target("/courses/course-v1:a+b+c/course/"), None);
        assert_eq!(jump_target("/courses/course-v1:a+b+c/jump_to/nonsense"), None);
    }

    #[test]
    fn a_unit_has_a_page_of_its_own() {
        let unit = UsageKey::parse(UNIT).unwrap();
        let address = unit_address(&unit, true, Some("a b"));
        assert!(address.starts_with(&["/xblock/", UNIT, "?view=student_view&"].concat()), "{address}");
        assert!(address.ends_with("&jumpToId=a+b#a+b"), "{address}");
        assert!(unit_address(&unit, false, None).contains("view=public_view"));
    }

    #[test]
    fn harmful_addresses_are_refused() {
        for bad in ["javascript:alert(1)", "//evil.example", "data:text/html,x", "http://evil.example/", ""] {
            assert_eq!(lms_link(bad), None, "{bad}");
        }
        assert_eq!(lms_link("/certificates/1").as_deref(), Some("/certificates/1"));
    }

    #[test]
    fn what_the_lms_calls_its_own_stays_with_the_lms() {
        use crate::api::settings::{Settings, configure};
        let with = |catalogue: &str, lms: &str| {
            configure(Settings { catalogue_url: catalogue.into(), lms_url: lms.into(), ..Settings::default() });
            lms_link("/asset-v1:a+b+c+type@asset+block@d.png")
        };
        let path = "/asset-v1:a+b+c+type@asset+block@d.png";
        assert_eq!(with("https://catalogue.example", "").as_deref(), Some(path));
        assert_eq!(lms_link("//evil.example/a.png"), None);
        let elsewhere = ["https://lms.example", path].concat();
        assert_eq!(with("https://catalogue.example", "https://lms.example"), Some(elsewhere));
        configure(Settings::default());
    }

    #[test]
    fn a_link_to_a_course_tells_its_key() {
        let key = |address| course_target(address).map(|key| key.as_str().to_owned());
        assert_eq!(key("/courses/course-v1:a+b+c/course/").as_deref(), Some("course-v1:a+b+c"));
        assert_eq!(key("/courses/course-v1%3Aa%2Bb%2Bc/about").as_deref(), Some("course-v1:a+b+c"));
        assert_eq!(key("/courses/106"), None);
        assert_eq!(key("evil.example/courses/course-v1:a+b+c/"), None);
    }
}
