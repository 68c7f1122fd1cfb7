//! Which courses a world's LMS has.
use serde_json::{Value, json};

use super::{Course, generated};
use crate::data::files::LMS;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum LmsDataset {
    /// Written for the demonstration, in the order of their folders.
    Own,
    /// One course of the size of a real one.
    Large,
    /// One course of so many units.
    Units(usize),
    /// None.
    Empty,
}

impl LmsDataset {
    /// As settings say it.
    ///
    /// # Errors
    /// A sentence naming the value when it is none.
    pub(crate) fn from_json(value: &Value) -> Result<Self, String> {
        match value.as_str() {
            Some("own") => return Ok(Self::Own),
            Some("large") => return Ok(Self::Large),
            Some("empty") => return Ok(Self::Empty),
            _ => {}
        }
        let units = value.get("units").and_then(Value::as_u64).and_then(|units| usize::try_from(units).ok());
        units
            .map(Self::Units)
            .ok_or_else(|| format!("lms_dataset is {value}: say \"own\", \"large\", \"empty\" or {{\"units\": 2000}}"))
    }

    /// As settings say it.
    pub(crate) fn to_json(&self) -> Value {
        match self {
            Self::Own => json!("own"),
            Self::Large => json!("large"),
            Self::Units(units) => json!({"units": units}),
            Self::Empty => json!("empty"),
        }
    }

    /// Reads or makes the courses.
    ///
    /// # Errors
    /// A sentence for the developer: a file that is wrong.
    pub(crate) fn load(&self) -> Result<Vec<Course>, String> {
        match self {
            Self::Empty => Ok(Vec::new()),
            Self::Own => LMS.iter().map(super::folder::LmsFolder::read).collect(),
            Self::Large => Ok(vec![generated::large()?]),
            Self::Units(units) => Ok(vec![generated::of_units(*units)?]),
        }
    }
}
