//! JSON to and from our types, by the browser's own parser.
//!
//! Serde would add 30 KiB (brotli) to the first visit: it compiles a decoder for each type and each way of reading. Here a
//! text becomes a [`Json`], and the types take from it what they want: [`read_fields!`] names their fields. Outside a
//! browser (native tests) `serde_json` is the parser.
mod fields;
mod read;
#[cfg(test)]
mod tests;
mod text;
mod write;

pub(crate) use fields::{Fields, FromFields, json_fields, name, read_fields, write_fields};
pub(crate) use read::{FromJson, FromList, Lenient, Reader};
pub(crate) use write::ToJson;

/// A value as JSON knows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Json>),
    /// Values by name, in the order of the text.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A value of an object, by its name; `None` of what is no object too.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(values) = self else { return None };
        values.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// Reads a text; unknown keys are ignored unless the type says otherwise. What lenient lists leave out is said in the console.
///
/// # Errors
/// The first thing that is wrong, for developers: `objects[3].state.priority: a number was expected`.
pub(crate) fn from_text<T: FromJson>(text: &str) -> Result<T, String> {
    let mut reader = Reader::default();
    let value = T::read(text::parse(text)?, &mut reader);
    if cfg!(target_arch = "wasm32") {
        for mistake in &reader.left_out {
            crate::log::warn_js("left out", &mistake.into());
        }
    }
    reader.mistake.map_or(Ok(value), Err)
}

/// The same for what a person wrote, who wants to know all that is wrong: what could be read comes too, the rest is empty.
///
/// # Errors
/// What the parser says of a text that is no JSON.
pub(crate) fn from_text_with_mistakes<T: FromJson>(text: &str) -> Result<(T, Vec<String>), String> {
    let mut reader = Reader::default();
    let value = T::read(text::parse(text)?, &mut reader);
    Ok((value, reader.mistakes()))
}

/// Writes a value; `None` for what JSON cannot hold.
pub(crate) fn to_text<T: ToJson>(value: &T) -> Option<String> {
    text::write(value.to_json())
}
