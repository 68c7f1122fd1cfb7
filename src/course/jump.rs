//! Links of the LMS into a course, as addresses of ours.
use crate::{
    api::lms,
    app::{LearnPage, Route},
    percent,
    wire::openedx::{CourseKey, UsageKey},
};

/// Where a link leads, and whether that is a page of ours; `None` for nothing or what could do harm.
pub(super) fn address(link: &str) -> Option<(String, bool)> {
    if link.trim().is_empty() {
        return None;
    }
    match lms::jump_target(link) {
        Some((course, block)) => Some((to_block(&course, &block), true)),
        None => lms::lms_link(link).map(|address| (address, false)),
    }
}

/// The page of a part of a course: of a subsection its own, of anything smaller the one that finds its unit and shows it there.
pub(super) fn to_block(course: &CourseKey, block: &UsageKey) -> String {
    let of = |sequence: Option<String>| {
        Route::Learn(course.as_str().to_owned(), LearnPage::Unit { sequence, unit: None }).path()
    };
    match block.block_type() {
        "sequential" => of(Some(block.as_str().to_owned())),
        "course" | "chapter" => Route::Learn(course.as_str().to_owned(), LearnPage::Home).path(),
        _ => [&of(None), "?block=", &percent::in_query(block.as_str())].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jump(kind: &str) -> String {
        ["https://lms.example/courses/course-v1:a+b+c/jump_to/block-v1:a+b+c+type@", kind, "+block@1"].concat()
    }

    #[test]
    fn each_part_of_a_course_has_a_page() {
        let page = |kind| address(&jump(kind)).unwrap();
        let sequence = "/learn/course-v1:a+b+c/block-v1:a+b+c+type@sequential+block@1";
        assert_eq!(page("sequential"), (sequence.to_owned(), true));
        assert_eq!(page("chapter"), ("/learn/course-v1:a+b+c".to_owned(), true));
        let block = "/learn/course-v1:a+b+c/resume?block=block-v1%3Aa%2Bb%2Bc%2Btype%40problem%2Bblock%401";
        assert_eq!(page("problem"), (block.to_owned(), true));
    }

    #[test]
    fn no_link_is_no_address() {
        assert_eq!(address(" "), None);
        assert_eq!(address("javascript:alert(1)"), None);
    }
}
