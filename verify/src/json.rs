//! JSON as a verifier needs it: numbers as they were written, no name twice, nothing too deep or too long.
mod canonical;
mod parse;
mod write;

pub(crate) use canonical::canonical;
pub(crate) use parse::{Refused, parse, parse_list};
pub(crate) use write::{Writer, write};

use crate::text::digits;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number as it was written: a signature may cover its digits.
    Number(Box<str>),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Self>),
    /// Values by name, in the order of the text, no name twice.
    Object(Vec<(String, Self)>),
}

impl Value {
    /// The member of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(other, _)| other == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The member of that name, if it is a text.
    pub(crate) fn text_at(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// One value or several: almost everything may be either.
    pub(crate) fn all(&self) -> &[Self] {
        match self {
            Self::List(values) => values,
            Self::Null => &[],
            value => std::slice::from_ref(value),
        }
    }

    /// Values of the member of that name.
    pub(crate) fn all_at(&self, name: &str) -> &[Self] {
        self.get(name).map_or(&[], Self::all)
    }

    /// First of the values of that name.
    pub(crate) fn first_at(&self, name: &str) -> Option<&Self> {
        self.all_at(name).first()
    }

    /// Id of a node: its member, or the text that stands for it.
    pub(crate) fn id(&self) -> Option<&str> {
        self.text().or_else(|| self.text_at("id")).filter(|id| !id.is_empty())
    }

    /// Whether `type` names that type.
    pub(crate) fn is_a(&self, kind: &str) -> bool {
        self.all_at("type").iter().any(|other| other.text() == Some(kind))
    }

    /// True, also when written as a text.
    pub(crate) fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true)) || self.text() == Some("true")
    }

    /// Whole number, also when written as a text.
    pub(crate) fn whole(&self) -> Option<u64> {
        match self {
            Self::Number(number) => digits(number),
            Self::Text(text) => digits(text),
            _ => None,
        }
        .and_then(|number| u64::try_from(number).ok())
    }

    /// Whether it is an object.
    pub(crate) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// The same object less some members.
    pub(crate) fn without(&self, names: &[&str]) -> Self {
        match self {
            Self::Object(members) => {
                Self::Object(members.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect())
            }
            value => value.clone(),
        }
    }

    /// The same object with a member set.
    pub(crate) fn with(&self, name: &str, value: Self) -> Self {
        let mut object = self.without(&[name]);
        if let Self::Object(members) = &mut object {
            members.insert(0, (name.to_owned(), value));
        }
        object
    }
}
