//! The query string of the address: the part of a page's state that can be shared.
use crate::{order, percent};

/// Parameters in their order, keys repeated for several values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `?a=1&b=2`, with or without the question mark.
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('?').unwrap_or(text);
        // backends refuse U+0000, and nobody means it
        Self(form_urlencoded::parse(text.replace("%00", "").as_bytes()).into_owned().collect())
    }

    /// First value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Every value of a parameter.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs().filter(move |(key, _)| *key == name).map(|(_, value)| value)
    }

    /// All parameters.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Adds a value.
    pub fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.into(), value.into()));
    }

    /// Removes every value of a parameter.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(key, _)| key != name);
    }

    /// Removes one value of a parameter.
    pub fn remove_value(&mut self, name: &str, value: &str) {
        self.0.retain(|(key, other)| key != name || other != value);
    }

    /// Gives a parameter one value, or none.
    pub fn set(&mut self, name: &str, value: Option<&str>) {
        self.remove(name);
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `a=1&b=2`, keys in alphabetical order as Richie writes them, values in theirs.
    pub fn to_text(&self) -> String {
        let mut pairs: Vec<_> = self.pairs().collect();
        order::sort_by(&mut pairs, |(a, _), (b, _)| a.cmp(b));
        percent::form(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_reading_and_writing() {
        let query = Query::parse("?subjects=20&query=l%E2%80%99%C3%A9cole+a%26b&subjects=24");
        assert_eq!(query.get("query"), Some("l’école a&b"));
        assert_eq!(query.all("subjects").collect::<Vec<_>>(), ["20", "24"]);
        assert_eq!(query.to_text(), "query=l%E2%80%99%C3%A9cole+a%26b&subjects=20&subjects=24");
        assert_eq!(Query::parse("query=cli%00mat").get("query"), Some("climat"));
    }

    #[test]
    fn values_come_and_go_one_by_one() {
        let mut query = Query::parse("a=1&a=2&b=3");
        query.remove_value("a", "1");
        query.set("b", None);
        query.set("c", Some("x"));
        assert_eq!(query.to_text(), "a=2&c=x");
    }

    #[test]
    fn nonsense_in_the_address_does_no_harm() {
        assert_eq!(Query::parse("?%ff&&=&a").get("a"), Some(""));
    }
}
