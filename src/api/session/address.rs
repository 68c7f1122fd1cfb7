//! Where to sign in and out, and how to come back.
use super::{Session, now};
use crate::{api::settings, percent};

/// Where to sign in, to come back to a path of this site, such as `/courses/1?tab=dates`.
///
/// A `next` that leads anywhere else is replaced by the start page.
pub fn sign_in_address(next: &str) -> String {
    with_return(&settings::login(), "next", next)
}

/// Where to sign out, to come back to a path of this site; as [`sign_in_address`].
pub fn sign_out_address(next: &str) -> String {
    with_return(&settings::logout(), "redirect_url", next)
}

/// Whether the learner comes from the sign-in page and yet is not signed in: say so, instead of sending them there again.
///
/// Cookies are blocked then, or the LMS is set up for another site.
pub fn sign_in_failed() -> bool {
    now() == Session::Anonymous && is_sign_in_page(&referrer())
}

/// Whether this document was opened from the sign-in page, or may have been: from the site where it is, if that is another one.
pub fn comes_from_sign_in() -> bool {
    let referrer = referrer();
    is_sign_in_page(&referrer) || is_site_of(&referrer, &settings::login(), &origin())
}

/// Where this document was opened from; empty where that is not told.
fn referrer() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    document.map(|document| document.referrer()).unwrap_or_default()
}

/// Whether an absolute address is the sign-in page's.
pub(in crate::api) fn is_sign_in_page(address: &str) -> bool {
    !address.is_empty() && is_page(address, &settings::login(), &origin())
}

/// Whether an address is the origin of a page elsewhere: browsers tell no more of that page.
fn is_site_of(address: &str, page: &str, origin: &str) -> bool {
    let site = address.trim_end_matches('/');
    site != origin && page.strip_prefix(site).is_some_and(|rest| !site.is_empty() && rest.starts_with('/'))
}

fn is_page(address: &str, page: &str, origin: &str) -> bool {
    let page = if page.starts_with('/') { [origin, page].concat() } else { page.to_owned() };
    address
        .strip_prefix(page.trim_end_matches('/'))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

fn with_return(page: &str, parameter: &str, next: &str) -> String {
    let next = within_site(next);
    // another host needs to be told where this one is
    let origin = if page.starts_with('/') { String::new() } else { origin() };
    let next = percent::in_query(&[&origin, next].concat());
    let joint = if page.contains('?') { "&" } else { "?" };
    [page, joint, parameter, "=", &next].concat()
}

/// The path itself if it stays on this site, else the start page.
///
/// Browsers read `//host`, `/\host` and, after dropping control characters, `/<tab>/host` as another site.
fn within_site(next: &str) -> &str {
    let is_clean = next.chars().all(|c| !c.is_control() && c != '\\');
    if is_clean && next.starts_with('/') && !next.starts_with("//") { next } else { "/" }
}

fn origin() -> String {
    if cfg!(not(target_arch = "wasm32")) {
        return "https://site.example".into();
    }
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_site() {
        for bad in [
            "",
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "a",
        ] {
            assert_eq!(within_site(bad), "/", "{bad:?}");
        }
        assert_eq!(within_site("/course/course-v1:a+b+c?x=//y#z"), "/course/course-v1:a+b+c?x=//y#z");
    }

    #[test]
    fn the_way_back_is_escaped() {
        assert_eq!(
            sign_in_address("/course/course-v1:a+b+c?x=1&y=é"),
            "/login?next=%2Fcourse%2Fcourse-v1%3Aa%2Bb%2Bc%3Fx%3D1%26y%3D%C3%A9"
        );
        assert_eq!(sign_out_address("//evil.example"), "/logout?redirect_url=%2F");
        assert_eq!(
            with_return("https://lms.example/login?a=b", "next", "/x"),
            "https://lms.example/login?a=b&next=https%3A%2F%2Fsite.example%2Fx"
        );
    }

    #[test]
    fn the_sign_in_page_is_known_again() {
        let is = |address| is_page(address, "/login", "https://site.example");
        assert!(is("https://site.example/login?next=%2F"));
        assert!(is("https://site.example/login"));
        assert!(!is("https://site.example/login-help"));
        assert!(!is("https://site.example/courses"));
        assert!(is_page("https://lms.example/login/", "https://lms.example/login", ""));
        // of a page elsewhere browsers tell the origin alone
        let is = |address| is_site_of(address, "https://lms.example/login", "https://site.example");
        assert!(is("https://lms.example/"));
        assert!(!is("https://site.example/") && !is("") && !is("https://lms.example.org/"));
        assert!(!is_site_of("https://site.example/", "https://site.example/login", "https://site.example"));
        assert!(!is_site_of("", "/login", "https://site.example"));
    }
}
