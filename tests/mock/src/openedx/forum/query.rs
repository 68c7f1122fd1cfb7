//! Query parameters as the server's forms read them, and pages.
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::errors::{Answer, Refusal};
use crate::openedx::ask::Ask;

/// A whole number of a parameter.
pub(crate) fn number(ask: &Ask<'_>, name: &str) -> Answer<Option<i64>> {
    let Some(text) = ask.first(name).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    match text.trim().parse() {
        Ok(number) => Ok(Some(number)),
        Err(_not_a_number) => Err(Refusal::field(name, "Enter a whole number.")),
    }
}

/// A number from one on, of a page or its size.
fn positive(ask: &Ask<'_>, name: &str) -> Answer<Option<usize>> {
    match number(ask, name)? {
        None => Ok(None),
        Some(number) if number >= 1 => Ok(Some(usize::try_from(number).unwrap_or(usize::MAX))),
        Some(_) => Err(Refusal::field(name, "Ensure this value is greater than or equal to 1.")),
    }
}

/// A yes or no.
pub(crate) fn boolean(ask: &Ask<'_>, name: &str) -> Answer<Option<bool>> {
    match ask.first(name).map(str::to_lowercase).as_deref() {
        None | Some("") => Ok(None),
        Some("true" | "1") => Ok(Some(true)),
        Some("false" | "0") => Ok(Some(false)),
        Some(_) => Err(Refusal::field(name, "Invalid Boolean Value.")),
    }
}

/// One of the words.
pub(crate) fn choice<'a>(ask: &'a Ask<'_>, name: &str, words: &[&str]) -> Answer<Option<&'a str>> {
    match ask.first(name).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(word) if words.contains(&word) => Ok(Some(word)),
        Some(word) => {
            let message = format!("Select a valid choice. {word} is not one of the available choices.");
            Err(Refusal::field(name, &message))
        }
    }
}

/// A parameter that may be given several times, and hold several values with commas.
pub(crate) fn list(ask: &Ask<'_>, name: &str) -> Vec<String> {
    let values = ask.parameters.iter().filter(|(known, _)| known == name);
    values
        .flat_map(|(_, value)| value.split(','))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

/// Whether pictures of people are asked for.
pub(crate) fn wants_pictures(ask: &Ask<'_>) -> bool {
    list(ask, "requested_fields").iter().any(|field| field == "profile_image")
}

/// Which page is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    /// From 1.
    pub(crate) number: usize,
    /// At most 100.
    pub(crate) size: usize,
}

impl Page {
    /// As the request says it.
    pub(crate) fn of(ask: &Ask<'_>) -> Answer<Self> {
        let number = positive(ask, "page")?.unwrap_or(1);
        let size = positive(ask, "page_size")?.unwrap_or(10).min(100);
        Ok(Self { number, size })
    }

    /// What is on it.
    pub(crate) fn cut<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip((self.number - 1).saturating_mul(self.size)).take(self.size).collect()
    }

    /// Pages of so many things, one at least.
    pub(crate) fn pages(self, count: usize) -> usize {
        count.div_ceil(self.size).max(1)
    }

    /// The object `pagination`.
    pub(crate) fn pagination(self, ask: &Ask<'_>, count: usize, pages: usize) -> Value {
        json!({
            "next": (self.number < pages).then(|| link(ask, self.number + 1)),
            "previous": (self.number > 1).then(|| link(ask, self.number - 1)),
            "count": count,
            "num_pages": pages,
        })
    }
}

/// The address of the same list's other page.
pub(crate) fn link(ask: &Ask<'_>, page: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in ask.parameters.iter().filter(|(name, _)| name != "page") {
        query.append_pair(name, value);
    }
    query.append_pair("page", &page.to_string());
    format!("{}{}?{}", ask.origin(), ask.path, query.finish())
}

/// 404 beyond the last page of comments.
pub(crate) fn no_page() -> Refusal {
    Refusal::developer(StatusCode::NOT_FOUND, "Page not found (No results on this page).")
}
