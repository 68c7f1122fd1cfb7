//! Pagination and breadcrumb: where one is, and the ways from there.
//!
//! Criteria:
//! - `nav`s with names of their own around lists of real links, 44 px wide and high;
//! - links are named "Page 2", "Next page"; the current one has `aria-current="page"` and a filled ground;
//! - first, last and the neighbours of the current page are always there; a gap stands for at least two pages;
//! - at the ends there is no dead "previous" or "next".
use super::{
    build::attribute,
    icon::{Icon, icon},
};
use crate::i18n::t;
use leptos::prelude::*;

/// A place in the list of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Page(u32),
    Gap,
}

/// Which of many pages have a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    current: u32,
    last: u32,
}

impl Pages {
    /// Page `current` of `last`, counted from 1; a page beyond the last counts as the last.
    pub fn new(current: u32, last: u32) -> Self {
        let last = last.max(1);
        Self { current: current.clamp(1, last), last }
    }

    fn previous(self) -> Option<u32> {
        (self.current > 1).then(|| self.current.saturating_sub(1))
    }

    fn next(self) -> Option<u32> {
        (self.current < self.last).then(|| self.current.saturating_add(1))
    }

    fn places(self) -> Vec<Place> {
        let near = self.current.saturating_sub(1)..=self.current.saturating_add(1);
        let mut places = Vec::new();
        let mut before = 0;
        let shown = [1, *near.start(), self.current, *near.end(), self.last];
        for page in shown.into_iter().filter(|page| (1..=self.last).contains(page)) {
            match page.saturating_sub(before) {
                0 => continue,
                1 => {}
                2 => places.push(Place::Page(page.saturating_sub(1))), // a gap of one page is that page
                _ => places.push(Place::Gap),
            }
            places.push(Place::Page(page));
            before = page;
        }
        places
    }
}

/// Links to the pages of a list; `href` gives the address of each. Empty when there is one page only.
pub fn pagination(pages: Pages, label: &str, href: &dyn Fn(u32) -> String) -> AnyView {
    if pages.last <= 1 {
        return ().into_any();
    }
    let step = |page: Option<u32>, drawn: Icon, text: &'static str, first: bool| {
        page.map(|page| {
            let drawn = icon(drawn);
            let (before, after) = if first { (Some(drawn), None) } else { (None, Some(drawn)) };
            view! { <li><a class="preau-pagination__link" href=href(page)>{before}{text}{after}</a></li> }.into_any()
        })
    };
    let places: Vec<AnyView> = pages
        .places()
        .into_iter()
        .map(|place| match place {
            Place::Page(page) => view! {
                <li>
                    <a
                        class="preau-pagination__link"
                        href=href(page)
                        aria-label=t::ui::page(page.into())
                        aria-current=(page == pages.current).then_some("page")
                    >
                        {crate::i18n::number(page.into())}
                    </a>
                </li>
            }
            .into_any(),
            Place::Gap => {
                view! { <li aria-hidden="true"><span class="preau-pagination__gap">"…"</span></li> }.into_any()
            }
        })
        .collect();
    view! {
        <nav class="preau-pagination" aria-label=label.to_owned()>
            <ul class="preau-pagination__list" role="list">
                {step(pages.previous(), Icon::ChevronLeft, t::ui::previous_page(), true)}
                {places}
                {step(pages.next(), Icon::ChevronRight, t::ui::next_page(), false)}
            </ul>
        </nav>
    }
    .into_any()
}

/// Way from the start of the site to this page: texts and addresses, then the page itself.
pub fn breadcrumb(way: Vec<(String, String)>, here: &str) -> AnyView {
    breadcrumb_in(way, here, |_| None)
}

/// The same, with the language of each text, where it is another than the page's; tracked.
pub fn breadcrumb_in(
    way: Vec<(String, String)>,
    here: &str,
    language: impl Fn(&str) -> Option<String> + Clone + 'static,
) -> AnyView {
    let of = |text: &str| {
        let (language, text) = (language.clone(), text.to_owned());
        attribute(move || language(&text))
    };
    let lang = of(here);
    let way: Vec<AnyView> = way
        .into_iter()
        .map(|(text, address)| {
            let lang = of(&text);
            view! { <li><a href=address lang=lang>{text}</a>{icon(Icon::ChevronRight)}</li> }.into_any()
        })
        .collect();
    view! {
        <nav class="preau-breadcrumb" aria-label=t::ui::breadcrumb()>
            <ol class="preau-breadcrumb__list" role="list">
                {way}
                <li><span aria-current="page" lang=lang>{here.to_owned()}</span></li>
            </ol>
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(current: u32, last: u32) -> String {
        let places = Pages::new(current, last).places();
        let texts: Vec<String> = places
            .into_iter()
            .map(|place| match place {
                Place::Page(page) if page == current => format!("[{page}]"),
                Place::Page(page) => page.to_string(),
                Place::Gap => "…".into(),
            })
            .collect();
        texts.join(" ")
    }

    #[test]
    fn the_ends_and_the_neighbours_are_always_there() {
        assert_eq!(shown(1, 14), "[1] 2 … 14");
        assert_eq!(shown(7, 14), "1 … 6 [7] 8 … 14");
        assert_eq!(shown(14, 14), "1 … 13 [14]");
    }

    #[test]
    fn a_gap_of_one_page_is_that_page() {
        assert_eq!(shown(4, 14), "1 2 3 [4] 5 … 14");
        assert_eq!(shown(11, 14), "1 … 10 [11] 12 13 14");
        assert_eq!(shown(1, 4), "[1] 2 3 4");
    }

    #[test]
    fn a_page_that_is_not_there_becomes_the_nearest() {
        assert_eq!(Pages::new(99, 3), Pages::new(3, 3));
        assert_eq!(Pages::new(0, 0), Pages::new(1, 1));
        assert_eq!((Pages::new(1, 3).previous(), Pages::new(3, 3).next()), (None, None));
        assert_eq!(shown(u32::MAX, u32::MAX), format!("1 … {} [{}]", u32::MAX - 1, u32::MAX));
    }
}
