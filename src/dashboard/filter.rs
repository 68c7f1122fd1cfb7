//! Which courses show, and in which order: kept in the address, so that it can be shared and found again.
use super::model::{Group, Item};
use crate::{
    app::Query,
    i18n::{compare, search_words, t},
    order,
};

/// Names of the address parameters.
pub(super) const SHOW: &str = "show";
pub(super) const SEARCH: &str = "search";
pub(super) const ORDER: &str = "order";

/// Groups by their keys in the address, in the order of the page; nothing shows all.
const GROUPS: [(&str, Group); 4] = [
    ("in-progress", Group::InProgress),
    ("not-started", Group::NotStarted),
    ("finished", Group::Finished),
    ("not-enrolled", Group::NotEnrolled),
];

/// Orders by their keys; the first is the usual one.
const ORDERS: [&str; 3] = ["enrolled", "title", "end"];

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Only this group.
    pub(super) group: Option<Group>,
    /// Only courses with all these words, as [`search_words`] writes them.
    pub(super) search: String,
    /// Key of the order.
    pub(super) order: &'static str,
}

impl Filter {
    /// From the address; what it does not know is left out.
    pub(super) fn of(query: &Query) -> Self {
        let get = |name| query.get(name).unwrap_or_default();
        let group = GROUPS.into_iter().find(|(key, _)| *key == get(SHOW)).map(|(_, group)| group);
        let order = ORDERS.into_iter().find(|key| *key == get(ORDER)).unwrap_or_default();
        Self { group, search: search_words(&[get(SEARCH)]), order }
    }

    /// Places of the courses that show, in their order.
    pub(super) fn apply(&self, items: &[Item]) -> Vec<usize> {
        let wanted: Vec<&str> = self.search.split_whitespace().collect();
        let shows = |item: &Item| {
            self.group.is_none_or(|group| item.group == group) && wanted.iter().all(|word| item.words.contains(word))
        };
        let mut found: Vec<(usize, &Item)> = items.iter().enumerate().filter(|(_, item)| shows(item)).collect();
        match self.order {
            "title" => order::sort_by(&mut found, |(_, a), (_, b)| compare(&a.title, &b.title)),
            "end" => order::sort_by(&mut found, |(_, a), (_, b)| ends(a).total_cmp(&ends(b))),
            _ => {}
        }
        found.into_iter().map(|(at, _)| at).collect()
    }
}

/// Courses under way first, soonest end first; then those without an end; then those that are over.
fn ends(item: &Item) -> f64 {
    match (item.group, item.end) {
        (Group::InProgress | Group::NotStarted, Some(end)) => end.millis(),
        (Group::InProgress | Group::NotStarted, None) => f64::MAX,
        _ => f64::INFINITY,
    }
}

/// Groups to choose from, with how many courses each has; empty ones are left out.
pub(super) fn groups(items: &[Item]) -> Vec<(String, String)> {
    let count = |group| items.iter().filter(|item| item.group == group).count();
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let words = |group, count| match group {
        Group::InProgress => t::dashboard::in_progress(count),
        Group::NotStarted => t::dashboard::not_started(count),
        Group::Finished => t::dashboard::finished(count),
        Group::NotEnrolled => t::dashboard::not_enrolled(count),
    };
    let all = (String::new(), t::dashboard::all(number(items.len())));
    let each = GROUPS.into_iter().map(|(key, group)| (key, group, count(group))).filter(|(.., count)| *count > 0);
    std::iter::once(all).chain(each.map(|(key, group, count)| (key.to_owned(), words(group, number(count))))).collect()
}

/// Orders to choose from.
pub(super) fn orders() -> Vec<(String, String)> {
    let [enrolled, title, end] = ORDERS;
    let texts = [
        (enrolled, t::dashboard::order_enrolled()),
        (title, t::dashboard::order_title()),
        (end, t::dashboard::order_end()),
    ];
    texts.map(|(key, text)| (key.to_owned(), text.to_owned())).into()
}

/// The order's key as the menu has it.
pub(super) fn order_key(query: &Query) -> String {
    let [usual, ..] = ORDERS;
    let order = Filter::of(query).order;
    if order.is_empty() { usual.to_owned() } else { order.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Instant;

    fn item(title: &str, group: Group, end: Option<f64>) -> Item {
        Item {
            key: None,
            title: title.into(),
            by: String::new(),
            picture: None,
            group,
            action: None,
            may_leave: true,
            marks: Vec::new(),
            certificate: None,
            end: end.map(Instant::from_millis),
            words: search_words(&[title]),
        }
    }

    fn found(address: &str) -> Vec<usize> {
        let items = [
            item("Zoologie", Group::InProgress, None),
            item("Algèbre", Group::Finished, Some(1.0)),
            item("Botanique et algues", Group::InProgress, Some(9.0)),
        ];
        Filter::of(&Query::parse(address)).apply(&items)
    }

    #[test]
    fn the_address_says_what_shows_and_how() {
        assert_eq!(found(""), [0, 1, 2]);
        assert_eq!(found("show=in-progress"), [0, 2]);
        assert_eq!(found("order=title"), [1, 2, 0]);
        assert_eq!(found("order=end"), [2, 0, 1]);
        assert_eq!(found("show=nonsense&order=nonsense"), [0, 1, 2]);
    }

    #[test]
    fn a_title_is_found_as_a_keyboard_writes_it() {
        let title = search_words(&["L’œuvre d'art, ex æquo"]);
        for typed in ["l'oeuvre", "L’ŒUVRE", "d’art", "d'art", "ex aequo"] {
            assert!(title.contains(&search_words(&[typed])), "{typed}");
        }
    }

    #[test]
    fn all_words_have_to_be_there_in_any_order() {
        assert_eq!(found("search=ALG"), [1, 2]);
        assert_eq!(found("search=algues+bota"), [2]);
        assert!(found("search=physique").is_empty());
    }
}
