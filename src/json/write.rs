//! From our types to [`Json`].
use super::Json;

/// What can be written as JSON.
pub(crate) trait ToJson {
    /// The value as JSON.
    fn to_json(&self) -> Json;
}

impl ToJson for Json {
    fn to_json(&self) -> Json {
        self.clone()
    }
}

impl ToJson for String {
    fn to_json(&self) -> Json {
        Json::Text(self.clone())
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Json {
        Json::Bool(*self)
    }
}

impl ToJson for f64 {
    fn to_json(&self) -> Json {
        Json::Number(*self)
    }
}

impl ToJson for i64 {
    #[allow(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "milliseconds of any date that has a calendar are exact"
    )]
    fn to_json(&self) -> Json {
        Json::Number(*self as f64)
    }
}

impl ToJson for u8 {
    fn to_json(&self) -> Json {
        Json::Number((*self).into())
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Json {
        self.as_ref().map_or(Json::Null, T::to_json)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Json {
        Json::List(self.iter().map(T::to_json).collect())
    }
}
