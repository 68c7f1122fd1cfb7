//! Where in a document something stands, for errors.
use std::fmt::{Display, Formatter, Result};

use crate::Error;

/// A place, by way of the places around it: written only if needed.
pub(super) enum Path<'p> {
    Top,
    Member(&'p Path<'p>, &'p str),
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    pub(super) fn member<'p>(&'p self, name: &'p str) -> Path<'p> {
        Path::Member(self, name)
    }

    pub(super) fn item(&self, index: usize) -> Path<'_> {
        Path::Item(self, index)
    }

    /// The error of a rule broken here.
    pub(super) fn wrong(&self, what: &str) -> Error {
        Error::Malformed(format!("{what} at {self}"))
    }
}

/// `credentialSubject.achievement.alignment[1].targetName`
impl Display for Path<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Top => out.write_str("the top"),
            Self::Member(Self::Top, name) => out.write_str(name),
            Self::Member(before, name) => write!(out, "{before}.{name}"),
            Self::Item(before, index) => write!(out, "{before}[{index}]"),
        }
    }
}
