//! What the learner searches for, as the address says it.
use crate::{api::catalogue::PAGE, app::Query};

/// Fewest letters that the server takes for a text.
pub(crate) const SHORTEST: usize = 3;
/// Most letters that the server takes for a text.
const LONGEST: usize = 100;
/// Results that Elasticsearch lets one page through and counts; beyond, the server fails.
pub(super) const REACH: u32 = 10_000;
/// Parameters that are no filter. `limit` is ours to set, `lang` is the page's.
const RESERVED: [&str; 6] = ["query", "offset", "limit", "lang", "scope", "facet_sorting"];

/// A search: text, filters and page. Equal searches have equal addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SearchState {
    /// Text as typed, without outer spaces.
    pub(crate) text: String,
    /// Filter and value, in the order of choice.
    pub(crate) filters: Vec<(String, String)>,
    /// Results before this page.
    pub(crate) offset: u32,
}

/// A filter that the page itself imposes: the courses *of this institution*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fixed {
    /// Name of the filter.
    pub(crate) filter: String,
    /// Its value.
    pub(crate) id: String,
}

impl Fixed {
    /// Whether it is that value of that filter.
    pub(super) fn is(&self, filter: &str, id: &str) -> bool {
        self.filter == filter && self.id == id
    }
}

impl SearchState {
    /// Reads the address; what is no filter of any site is left out.
    pub(crate) fn from_query(query: &Query) -> Self {
        let filters = query.pairs().filter(|(name, value)| is_filter(name) && !value.is_empty());
        let mut state =
            Self { text: query.get("query").unwrap_or_default().trim().to_owned(), filters: Vec::new(), offset: 0 };
        for (name, value) in filters {
            state.add(name, value);
        }
        state.offset = query.get("offset").and_then(|offset| offset.parse().ok()).unwrap_or_default();
        state
    }

    /// What the address says.
    pub(crate) fn to_query(&self) -> Query {
        let mut query = Query::default();
        if !self.text.is_empty() {
            query.push("query", &self.text);
        }
        for (name, value) in &self.filters {
            query.push(name, value);
        }
        if self.offset > 0 {
            query.push("offset", &self.offset.to_string());
        }
        query
    }

    /// What the server is asked: nothing that it would refuse. `page` is how many courses it is to give.
    ///
    /// A link made for pages of another length leads into one of ours: from its beginning, so that no course is passed over.
    pub(crate) fn api_query(&self, fixed: &[Fixed], page: u32) -> String {
        let mut query = self.api_filters(fixed);
        let offset = self.offset.min(REACH.saturating_sub(page));
        let into_page = offset.checked_rem(page).unwrap_or_default();
        query.push("limit", &page.to_string());
        query.push("offset", &offset.saturating_sub(into_page).to_string());
        query.to_text()
    }

    /// The same without page: for counts and for facets.
    pub(crate) fn api_filters(&self, fixed: &[Fixed]) -> Query {
        let mut query = Query::default();
        if let Some(text) = self.sent_text() {
            query.push("query", text);
        }
        for (name, value) in &self.filters {
            query.push(name, value);
        }
        for fixed in fixed {
            query.remove_value(&fixed.filter, &fixed.id);
            query.push(&fixed.filter, &fixed.id);
        }
        query
    }

    /// The text as it is sent, if it is.
    pub(crate) fn sent_text(&self) -> Option<&str> {
        sendable(&self.text)
    }

    /// Whether nothing is asked for: the catalogue as it is.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.filters.is_empty()
    }

    /// Whether a value of a filter is chosen.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.filters.iter().any(|(other, chosen)| other == name && chosen == value)
    }

    /// Chosen values of a filter.
    pub(crate) fn chosen<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.filters.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Adds a value and goes to the first page.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        if !self.has(name, value) {
            self.filters.push((name.into(), value.into()));
        }
        self.offset = 0;
    }

    /// Makes a value the only one of its filter, and goes to the first page.
    pub(crate) fn set_only(&mut self, name: &str, value: &str) {
        self.filters.retain(|(other, _)| other != name);
        self.add(name, value);
    }

    /// Removes a value, or all of a filter, and goes to the first page.
    pub(crate) fn remove(&mut self, name: &str, value: Option<&str>) {
        self.filters.retain(|(other, chosen)| other != name || value.is_some_and(|value| value != chosen));
        self.offset = 0;
    }

    /// The same search with another text, from its first page.
    pub(crate) fn with_text(&self, text: &str) -> Self {
        Self { text: text.trim().to_owned(), offset: 0, filters: self.filters.clone() }
    }

    /// Number of this page, from 1, on the catalogue's own page.
    pub(crate) fn page(&self) -> u32 {
        page_at(self.offset, PAGE)
    }

    /// The same search on another page, from 1, of pages so long.
    pub(crate) fn at_page(&self, page: u32, length: u32) -> Self {
        Self { offset: page.saturating_sub(1).saturating_mul(length), ..self.clone() }
    }
}

/// A text if it is long enough for the server, cut to what the server takes.
pub(super) fn sendable(text: &str) -> Option<&str> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let text = text.get(..end)?.trim_end();
    (text.chars().count() >= SHORTEST).then_some(text)
}

/// Number of the page that begins there, of pages so long.
pub(super) fn page_at(offset: u32, length: u32) -> u32 {
    offset.checked_div(length).unwrap_or_default().saturating_add(1)
}

/// Pages so long that can be reached for a number of results.
pub(crate) fn pages(total: u32, length: u32) -> u32 {
    let length = length.max(1);
    total.min(REACH / length * length).div_ceil(length).max(1)
}

fn is_filter(name: &str) -> bool {
    let known_shape =
        !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    // what mails and networks add to links: `utm_source`, `fbclid`, `gclid`, `msclkid`
    let tracks = name.starts_with("utm_") || name.ends_with("clid") || name.ends_with("clkid");
    known_shape && !RESERVED.contains(&name) && !name.ends_with("_aggs") && !tracks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(address: &str) -> SearchState {
        SearchState::from_query(&Query::parse(address))
    }

    #[test]
    fn the_empty_search_asks_for_the_first_page() {
        // `start.js` asks for this very address before the app is there
        assert_eq!(state("").api_query(&[], PAGE), "limit=21&offset=0");
        assert_eq!(state("?lang=en").api_query(&[], PAGE), "limit=21&offset=0");
    }

    #[test]
    fn a_shared_address_gives_the_same_search() {
        let search = state("?subjects=20&query=climat&subjects=24&offset=42");
        assert_eq!(search.page(), 3);
        assert_eq!(search.api_query(&[], PAGE), "limit=21&offset=42&query=climat&subjects=20&subjects=24");
        assert_eq!(SearchState::from_query(&Query::parse(&search.to_query().to_text())), search);
    }

    #[test]
    fn pages_of_another_length_lead_to_the_beginning_of_ours() {
        for (offset, ours) in [(0, 0), (12, 0), (20, 0), (21, 21), (36, 21)] {
            let asked = state(&format!("?offset={offset}")).api_query(&[], PAGE);
            assert_eq!(asked, format!("limit=21&offset={ours}"), "{offset}");
        }
    }

    #[test]
    fn nothing_is_sent_that_the_server_refuses() {
        assert_eq!(state("?query=+ab+").api_query(&[], PAGE), "limit=21&offset=0");
        assert_eq!(state("?query=ab").sent_text(), None);
        let long = "é".repeat(150);
        assert_eq!(state("").with_text(&long).sent_text().unwrap().chars().count(), 100);
        assert_eq!(state("?offset=99999999").api_query(&[], PAGE), "limit=21&offset=9975");
        assert_eq!(state("?offset=abc").offset, 0);
        assert!(
            state("?limit=5&scope=x&subjects_aggs=1&utm_source=mail&fbclid=x&facet_sorting=conf&lang=fr").is_empty()
        );
    }

    #[test]
    fn changing_filters_goes_back_to_the_first_page() {
        let mut search = state("?pace=lt-1h&offset=21");
        search.set_only("pace", "gt-2h");
        assert_eq!((search.offset, search.chosen("pace").collect::<Vec<_>>()), (0, vec!["gt-2h"]));
        search.remove("pace", Some("other"));
        assert!(search.has("pace", "gt-2h"));
        search.remove("pace", None);
        assert!(search.is_empty());
    }

    #[test]
    fn the_pages_own_filter_is_sent_once_and_not_written_in_the_address() {
        let fixed = Fixed { filter: "organizations".into(), id: "56".into() };
        let search = state("?organizations=56&organizations=58");
        assert_eq!(search.api_query(&[fixed], PAGE), "limit=21&offset=0&organizations=58&organizations=56");
        assert_eq!(state("").to_query().to_text(), "");
    }

    #[test]
    fn pages_end_where_the_server_does() {
        assert_eq!([0, 21, 22, 100_000].map(|total| pages(total, PAGE)), [1, 1, 2, 476]);
    }
}
