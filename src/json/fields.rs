//! Types with named fields.
use super::{FromJson, FromList, Json, Lenient, Reader, ToJson};

/// What is made of named fields.
pub(crate) trait FromFields: Sized {
    /// Takes what it is made of; the rest may belong to what lies in the same object.
    fn take_from(fields: &mut Fields, reader: &mut Reader) -> Self;
}

/// Fields of an object, which leave it as they are read.
#[derive(Debug)]
pub(crate) struct Fields {
    all: Vec<(String, Json)>,
    is_camel_case: bool,
}

impl Fields {
    /// Opens an object.
    pub(crate) fn of(json: Json, reader: &mut Reader) -> Self {
        Self { all: reader.object(json), is_camel_case: false }
    }

    /// Opens an object whose `courseRun` is our `course_run`.
    pub(crate) fn of_camel_case(json: Json, reader: &mut Reader) -> Self {
        Self { all: reader.object(json), is_camel_case: true }
    }

    /// Takes a field; it must be there, unless its type stands for absence too.
    pub(crate) fn take<T: FromJson>(&mut self, key: &str, reader: &mut Reader) -> T {
        let json = self.remove(key, T::MAY_LACK, reader);
        reader.at([".", key, ""], json, T::read)
    }

    /// Takes a field that may be absent.
    pub(crate) fn take_or_default<T: FromJson + Default>(&mut self, key: &str, reader: &mut Reader) -> T {
        if self.place(key).is_some() { self.take(key, reader) } else { T::default() }
    }

    /// Takes a field that may be absent or null.
    pub(crate) fn take_loose<T: FromJson + Default>(&mut self, key: &str, reader: &mut Reader) -> T {
        self.take::<Option<T>>(key, reader).unwrap_or_default()
    }

    /// Takes a list that may be absent or null; what cannot be read of it is left out.
    pub(crate) fn take_list<T: FromList>(&mut self, key: &str, reader: &mut Reader) -> T {
        self.take::<Option<Lenient<T>>>(key, reader).map_or_else(T::default, |list| list.0)
    }

    /// The same for a list that must be there: an answer without it is another one, not an empty one.
    pub(crate) fn take_needed_list<T: FromList>(&mut self, key: &str, reader: &mut Reader) -> T {
        self.need(key, reader);
        self.take_list(key, reader)
    }

    /// Calls it a mistake that a field is not there.
    pub(crate) fn need(&self, key: &str, reader: &mut Reader) {
        if self.place(key).is_none() {
            reader.at([".", key, ""], Json::Null, |_, reader| reader.fail("missing"));
        }
    }

    /// Takes a field that counts as absent when it is not as expected.
    pub(crate) fn take_lenient<T: FromJson>(&mut self, key: &str) -> Option<T> {
        let mut reader = Reader::default();
        let value = self.take(key, &mut reader);
        if reader.mistake.is_some() { None } else { value }
    }

    /// Calls each field that nobody took a mistake.
    pub(crate) fn refuse_others(&self, reader: &mut Reader) {
        for (key, _) in &self.all {
            reader.at([".", key, ""], Json::Null, |_, reader| reader.fail("there is no such key"));
        }
    }

    fn place(&self, key: &str) -> Option<usize> {
        let is_camel_case = self.is_camel_case;
        self.all.iter().position(|(other, _)| if is_camel_case { is_camel(other, key) } else { other == key })
    }

    fn remove(&mut self, key: &str, may_lack: bool, reader: &mut Reader) -> Json {
        if let Some(at) = self.place(key) {
            return self.all.swap_remove(at).1;
        }
        if !may_lack {
            reader.at([".", key, ""], Json::Null, |_, reader| reader.fail("missing"));
        }
        Json::Null
    }

    /// Adds a field to an object that is being written; what is absent is left out.
    pub(crate) fn put(all: &mut Vec<(String, Json)>, key: &str, value: &impl ToJson) {
        let value = value.to_json();
        if !matches!(value, Json::Null) {
            all.push((key.to_owned(), value));
        }
    }

    /// Adds the fields of what has no object of its own.
    pub(crate) fn put_flat(all: &mut Vec<(String, Json)>, value: &impl ToJson) {
        if let Json::Object(fields) = value.to_json() {
            all.extend(fields);
        }
    }
}

/// Whether one name is the other in camel case: `courseRun` for `course_run`.
fn is_camel(camel: &str, snake: &str) -> bool {
    let mut camel = camel.chars();
    let mut is_start = false;
    for wanted in snake.chars() {
        if wanted == '_' {
            is_start = true;
            continue;
        }
        let wanted = if is_start { wanted.to_ascii_uppercase() } else { wanted };
        is_start = false;
        if camel.next() != Some(wanted) {
            return false;
        }
    }
    camel.next().is_none()
}

/// Makes a type readable from JSON, by the names of its fields; `field = "name"` where JSON has another.
///
/// `Type { fields that must be there, null counting as there }`, then, as needed, `default { fields that may be absent }`,
/// `loose { fields that may be absent or null }`, `lists { the same, for lists whose unreadable items are left out }`,
/// `needed { lists that must be there, null counting as empty }`, `lenient { optional fields that are dropped when they are not as expected }`, `flat { fields whose own fields lie in the
/// same object }` and `then refuse_others` where an unknown key is a mistake. A type with a parameter is written
/// `Type<P> where P { … }`; `camel Type { … }` has its names in camel case. An `Option` may always be absent.
macro_rules! read_fields {
    (camel $($all:tt)+) => { $crate::json::read_fields! { @of_camel_case $($all)+ } };
    (@$open:ident $type:ty $(where $parameter:ident)? { $($field:ident $(= $name:literal)?),* $(,)? }
        $(default { $($lacking:ident),* $(,)? })?
        $(loose { $($loose:ident $(= $loose_name:literal)?),* $(,)? })?
        $(lists { $($list:ident),* $(,)? })? $(needed { $($needed:ident),* $(,)? })? $(lenient { $($lenient:ident),* $(,)? })?
        $(flat { $($flat:ident),* $(,)? })? $(then $refuse:ident)?
    ) => {
        impl $(<$parameter: $crate::json::FromJson>)? $crate::json::FromFields for $type {
            #[allow(unused_variables, reason = "lenient fields have mistakes of their own")]
            fn take_from(fields: &mut $crate::json::Fields, reader: &mut $crate::json::Reader) -> Self {
                Self {
                    $($field: fields.take($crate::json::name!($field $($name)?), reader),)*
                    $($($lacking: fields.take_or_default(stringify!($lacking), reader),)*)?
                    $($($loose: fields.take_loose($crate::json::name!($loose $($loose_name)?), reader),)*)?
                    $($($list: fields.take_list(stringify!($list), reader),)*)?
                    $($($needed: fields.take_needed_list(stringify!($needed), reader),)*)?
                    $($($lenient: fields.take_lenient(stringify!($lenient)),)*)?
                    $($($flat: $crate::json::FromFields::take_from(fields, reader),)*)?
                }
            }
        }

        impl $(<$parameter: $crate::json::FromJson>)? $crate::json::FromJson for $type {
            fn read(json: $crate::json::Json, reader: &mut $crate::json::Reader) -> Self {
                let mut fields = $crate::json::Fields::$open(json, reader);
                let value = $crate::json::FromFields::take_from(&mut fields, reader);
                $(fields.$refuse(reader);)?
                value
            }
        }
    };
    ($($all:tt)+) => { $crate::json::read_fields! { @of $($all)+ } };
}

/// Name of a field in JSON.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

/// Makes a type writable as JSON, as [`read_fields!`] makes it readable; `None` is left out.
macro_rules! write_fields {
    ($type:ty $(where $parameter:ident)? { $($field:ident),* $(,)? }
        $(default { $($lacking:ident),* $(,)? })? $(lists { $($list:ident),* $(,)? })?
        $(lenient { $($lenient:ident),* $(,)? })? $(flat { $($flat:ident),* $(,)? })? $(then $refuse:ident)?
    ) => {
        impl $(<$parameter: $crate::json::ToJson>)? $crate::json::ToJson for $type {
            fn to_json(&self) -> $crate::json::Json {
                let mut all = Vec::new();
                $($crate::json::Fields::put(&mut all, stringify!($field), &self.$field);)*
                $($($crate::json::Fields::put(&mut all, stringify!($lacking), &self.$lacking);)*)?
                $($($crate::json::Fields::put(&mut all, stringify!($list), &self.$list);)*)?
                $($($crate::json::Fields::put(&mut all, stringify!($lenient), &self.$lenient);)*)?
                $($($crate::json::Fields::put_flat(&mut all, &self.$flat);)*)?
                $crate::json::Json::Object(all)
            }
        }
    };
}

/// Both [`read_fields!`] and [`write_fields!`].
macro_rules! json_fields {
    ($($all:tt)+) => {
        $crate::json::read_fields! { $($all)+ }
        $crate::json::write_fields! { $($all)+ }
    };
}
pub(crate) use {json_fields, name, read_fields, write_fields};
