//! Between text and [`Json`].
use super::Json;

/// How deep values may lie within each other: the stack is small, and no backend needs more.
const DEPTH: u32 = 64;

/// Reads a text.
///
/// # Errors
/// What the parser says.
#[cfg(target_arch = "wasm32")]
pub(super) fn parse(text: &str) -> Result<Json, String> {
    let value = js_sys::JSON::parse(text).map_err(|error| {
        let message = js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        message.unwrap_or_default()
    })?;
    from_browser(&value, DEPTH).ok_or_else(|| "nested too deeply".to_owned())
}

#[cfg(target_arch = "wasm32")]
fn from_browser(value: &wasm_bindgen::JsValue, depth: u32) -> Option<Json> {
    if let Some(text) = value.as_string() {
        return Some(Json::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Some(Json::Number(number));
    }
    if let Some(is_true) = value.as_bool() {
        return Some(Json::Bool(is_true));
    }
    let deeper = depth.checked_sub(1)?;
    let within = |list: js_sys::Array| -> Option<Vec<Json>> {
        (0..list.length()).map(|at| from_browser(&list.get(at), deeper)).collect()
    };
    if js_sys::Array::is_array(value) {
        return within(value.clone().into()).map(Json::List);
    }
    if !value.is_object() {
        return Some(Json::Null);
    }
    let object: js_sys::Object = value.clone().into();
    let keys = js_sys::Object::keys(&object);
    let values = within(js_sys::Object::values(&object))?;
    let keys = (0..keys.length()).map(|at| keys.get(at).as_string().unwrap_or_default());
    Some(Json::Object(keys.zip(values).collect()))
}

/// Writes a value; `None` for what JSON cannot hold.
#[cfg(target_arch = "wasm32")]
pub(super) fn write(json: Json) -> Option<String> {
    js_sys::JSON::stringify(&to_browser(json)?).ok().map(String::from)
}

#[cfg(target_arch = "wasm32")]
fn to_browser(json: Json) -> Option<wasm_bindgen::JsValue> {
    Some(match json {
        Json::Null => wasm_bindgen::JsValue::NULL,
        Json::Bool(value) => value.into(),
        Json::Number(value) => value.into(),
        Json::Text(value) => value.into(),
        Json::List(values) => {
            let list = js_sys::Array::new();
            for value in values {
                list.push(&to_browser(value)?);
            }
            list.into()
        }
        Json::Object(fields) => {
            let object = js_sys::Object::new();
            for (key, value) in fields {
                js_sys::Reflect::set(&object, &key.into(), &to_browser(value)?).ok()?;
            }
            object.into()
        }
    })
}

/// Reads a text.
///
/// # Errors
/// What the parser says.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn parse(text: &str) -> Result<Json, String> {
    let value: Parsed = serde_json::from_str(text).map_err(|error| error.to_string())?;
    value.within(DEPTH).ok_or_else(|| "nested too deeply".to_owned())
}

/// A value as Serde reads it; `serde_json::Value` would sort the keys.
#[cfg(not(target_arch = "wasm32"))]
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Parsed {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Self>),
    Object(crate::wire::ByName<Self>),
}

#[cfg(not(target_arch = "wasm32"))]
impl Parsed {
    fn within(self, depth: u32) -> Option<Json> {
        Some(match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(value),
            Self::Number(value) => Json::Number(value),
            Self::Text(value) => Json::Text(value),
            Self::List(values) => {
                let deeper = depth.checked_sub(1)?;
                Json::List(values.into_iter().map(|value| value.within(deeper)).collect::<Option<_>>()?)
            }
            Self::Object(fields) => {
                let deeper = depth.checked_sub(1)?;
                let fields = fields.into_iter().map(|(key, value)| Some((key, value.within(deeper)?)));
                Json::Object(fields.collect::<Option<_>>()?)
            }
        })
    }
}

/// Writes a value; `None` for what JSON cannot hold.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn write(json: Json) -> Option<String> {
    to_serde(json).map(|value| value.to_string())
}

#[cfg(not(target_arch = "wasm32"))]
fn to_serde(json: Json) -> Option<serde_json::Value> {
    use serde_json::Value;
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(value) => value.into(),
        // whole numbers without a point, as a browser writes them
        Json::Number(value) => Value::Number(value.to_string().parse().ok()?),
        Json::Text(value) => value.into(),
        Json::List(values) => Value::Array(values.into_iter().map(to_serde).collect::<Option<_>>()?),
        Json::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| Some((key, to_serde(value)?)));
            Value::Object(fields.collect::<Option<_>>()?)
        }
    })
}
