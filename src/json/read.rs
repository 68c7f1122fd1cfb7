//! From [`Json`] to our types.
use super::Json;
use crate::wire::ByName;

/// What can be read from JSON.
///
/// Reading never stops: after a mistake it goes on with empty values, and who asked drops them. This makes for far less
/// code than to leave at each field.
pub(crate) trait FromJson: Sized {
    /// Whether the key may be absent, which then means the same as null.
    const MAY_LACK: bool = false;

    /// Reads a value; mistakes go to the reader.
    fn read(json: Json, reader: &mut Reader) -> Self;
}

/// Knows where reading stands, and keeps mistakes: one of each place, what lies within a wrong value aside.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    path: String,
    /// What is wrong first, and where.
    pub(crate) mistake: Option<String>,
    /// What else is.
    others: Vec<String>,
    /// Where the last mistake was.
    place: Option<String>,
    /// What was left out of lenient lists, and why.
    pub(crate) left_out: Vec<String>,
}

impl Reader {
    /// Notes that something is wrong at this place.
    pub(crate) fn fail(&mut self, what: &str) {
        let path = self.path.trim_start_matches('.');
        let text = if path.is_empty() { what.to_owned() } else { [path, ": ", what].concat() };
        let within = self.place.as_ref().and_then(|place| self.path.strip_prefix(place.as_str()));
        if self.mistake.is_none() {
            self.mistake = Some(text);
        } else if within.is_some_and(|step| step.is_empty() || step.starts_with(['.', '['])) {
            return; // follows from the last one
        } else {
            self.others.push(text);
        }
        self.place = Some(self.path.clone());
    }

    /// All mistakes, in the order in which they were met.
    pub(crate) fn mistakes(self) -> Vec<String> {
        self.mistake.into_iter().chain(self.others).collect()
    }

    /// Reads what lies under a step of the path: `.key` or `[index]`.
    pub(crate) fn at<T>(&mut self, step: [&str; 3], json: Json, read: impl FnOnce(Json, &mut Self) -> T) -> T {
        let length = self.enter(step);
        let value = read(json, self);
        self.path.truncate(length);
        value
    }

    fn enter(&mut self, step: [&str; 3]) -> usize {
        let length = self.path.len();
        for part in step {
            self.path.push_str(part);
        }
        length
    }

    #[allow(clippy::float_cmp, reason = "a number is whole or it is not")]
    fn whole(&mut self, json: &Json, least: f64, most: f64) -> f64 {
        match json {
            Json::Number(number) if number.trunc() == *number && (least..=most).contains(number) => *number,
            Json::Number(_) => {
                self.fail("a whole number within bounds was expected");
                0.0
            }
            _ => {
                self.fail("a number was expected");
                0.0
            }
        }
    }

    /// Reads what may be left out: `None`, and a note, when it cannot be read.
    fn at_leisure<T: FromJson>(&mut self, step: [&str; 3], json: Json) -> Option<T> {
        let outer = self.mistake.take();
        let value = self.at(step, json, T::read);
        match std::mem::replace(&mut self.mistake, outer) {
            Some(mistake) => {
                self.left_out.push(mistake);
                None
            }
            None => Some(value),
        }
    }

    /// A list of which nothing at all could be read is no list with faults, it is another list.
    fn expect_some_of(&mut self, is_empty: bool, is_list_empty: bool) {
        if is_empty && !is_list_empty && self.mistake.is_none() {
            self.mistake = self.left_out.pop();
        }
    }

    fn list(&mut self, json: Json) -> Vec<Json> {
        if let Json::List(list) = json {
            return list;
        }
        self.fail("a list was expected");
        Vec::new()
    }

    /// Keys and values of an object.
    pub(crate) fn object(&mut self, json: Json) -> Vec<(String, Json)> {
        if let Json::Object(fields) = json {
            return fields;
        }
        self.fail("an object was expected");
        Vec::new()
    }
}

impl FromJson for String {
    fn read(json: Json, reader: &mut Reader) -> Self {
        if let Json::Text(text) = json {
            return text;
        }
        reader.fail("a text was expected");
        Self::new()
    }
}

impl FromJson for bool {
    fn read(json: Json, reader: &mut Reader) -> Self {
        if let Json::Bool(value) = json {
            return value;
        }
        reader.fail("true or false was expected");
        false
    }
}

impl FromJson for f64 {
    fn read(json: Json, reader: &mut Reader) -> Self {
        if let Json::Number(number) = json {
            return number;
        }
        reader.fail("a number was expected");
        0.0
    }
}

macro_rules! whole_numbers {
    ($($kind:ident: $least:literal to $most:expr),+ $(,)?) => {$(
        impl FromJson for $kind {
            #[allow(
                clippy::as_conversions,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole and within bounds"
            )]
            fn read(json: Json, reader: &mut Reader) -> Self {
                reader.whole(&json, $least, $most) as Self
            }
        }
    )+};
}
whole_numbers! {
    u8: 0.0 to 255.0,
    u16: 0.0 to 65_535.0,
    u32: 0.0 to f64::from(u32::MAX),
    i32: -2_147_483_648.0 to f64::from(i32::MAX),
    i64: -9_007_199_254_740_991.0 to 9_007_199_254_740_991.0,
}

impl<T: FromJson> FromJson for Option<T> {
    const MAY_LACK: bool = true;

    fn read(json: Json, reader: &mut Reader) -> Self {
        match json {
            Json::Null => None,
            json => Some(T::read(json, reader)),
        }
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let list = reader.list(json).into_iter().enumerate();
        list.map(|(index, json)| reader.at(["[", &index.to_string(), "]"], json, T::read)).collect()
    }
}

impl<T: FromJson> FromJson for ByName<T> {
    fn read(json: Json, reader: &mut Reader) -> Self {
        let mut all = Self::default();
        for (key, json) in reader.object(json) {
            let value = reader.at([".", &key, ""], json, T::read);
            all.push(key, value);
        }
        all
    }
}

/// Lists of which single items may be left out.
pub(crate) trait FromList: Default {
    /// Reads what can be read.
    fn read_list(json: Json, reader: &mut Reader) -> Self;
}

impl<T: FromJson> FromList for Vec<T> {
    fn read_list(json: Json, reader: &mut Reader) -> Self {
        let list = reader.list(json);
        let is_list_empty = list.is_empty();
        let items = list.into_iter().enumerate();
        let all: Self =
            items.filter_map(|(index, json)| reader.at_leisure(["[", &index.to_string(), "]"], json)).collect();
        reader.expect_some_of(all.is_empty(), is_list_empty);
        all
    }
}

impl<T: FromJson> FromList for ByName<T> {
    fn read_list(json: Json, reader: &mut Reader) -> Self {
        let list = reader.object(json);
        let is_list_empty = list.is_empty();
        let mut all = Self::default();
        for (key, json) in list {
            if let Some(value) = reader.at_leisure([".", &key, ""], json) {
                all.push(key, value);
            }
        }
        reader.expect_some_of(all.is_empty(), is_list_empty);
        all
    }
}

impl<L: FromList> FromList for Option<L> {
    fn read_list(json: Json, reader: &mut Reader) -> Self {
        Some(L::read_list(json, reader))
    }
}

/// A list that is an answer of its own, of which single items may be left out.
#[derive(Debug)]
pub(crate) struct Lenient<L>(pub(crate) L);

impl<L: FromList> FromJson for Lenient<L> {
    fn read(json: Json, reader: &mut Reader) -> Self {
        Self(L::read_list(json, reader))
    }
}
