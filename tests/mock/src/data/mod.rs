//! Where catalogues come from.
pub(crate) mod fixtures;
pub(crate) mod generated;
pub(crate) mod own;
pub(crate) mod raw;

use serde_json::{Value, json};

use crate::catalogue::Catalogue;

/// Texts of the own data set: name of the file, content.
pub(crate) mod files {
    use crate::openedx::course::folder::LmsFolder;

    include!(concat!(env!("OUT_DIR"), "/files.rs"));
}

/// A data set that a world can show.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Dataset {
    /// Written for the demonstration.
    Own,
    /// `fixtures/richie/dataset`, which the answers recorded from Richie come from.
    Fixtures,
    /// No course, no page.
    Empty,
    /// Everything that a careless institution or an attacker could enter.
    Hostile,
    /// That many courses, recombined from the own ones.
    Generated(usize),
}

impl Dataset {
    /// As settings say it.
    ///
    /// # Errors
    /// A sentence naming the value when it is none.
    pub(crate) fn from_json(value: &Value) -> Result<Self, String> {
        match value.as_str() {
            Some("own") => return Ok(Self::Own),
            Some("fixtures") => return Ok(Self::Fixtures),
            Some("empty") => return Ok(Self::Empty),
            Some("hostile") => return Ok(Self::Hostile),
            _ => {}
        }
        value
            .get("generated")
            .and_then(Value::as_u64)
            .and_then(|count| usize::try_from(count).ok())
            .map(Self::Generated)
            .ok_or_else(|| {
                format!(
                    "dataset is {value}: say \"own\", \"fixtures\", \"empty\", \"hostile\" or {{\"generated\": 1000}}"
                )
            })
    }

    /// As settings say it.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Own => json!("own"),
            Self::Fixtures => json!("fixtures"),
            Self::Empty => json!("empty"),
            Self::Hostile => json!("hostile"),
            Self::Generated(count) => json!({"generated": count}),
        }
    }

    /// Reads and indexes it, with extra courses before it.
    ///
    /// # Errors
    /// A sentence for the developer: a file that is absent or wrong, a reference to nothing.
    pub(crate) fn load(&self, extra: &[raw::Course]) -> Result<Catalogue, String> {
        if *self == Self::Fixtures {
            return fixtures::load(extra);
        }
        match self {
            Self::Hostile => own::build(&own::hostile()?, extra, None),
            Self::Empty => own::build(&raw::Set::default(), extra, None),
            Self::Generated(count) => own::build(&own::set()?, extra, Some(*count)),
            Self::Own | Self::Fixtures => own::build(&own::set()?, extra, None),
        }
    }
}
