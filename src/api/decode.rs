//! From an answer's text to a type, with an error that a developer can act on.
use super::ApiError;
use serde::de::DeserializeOwned;

/// Decodes an answer; unknown fields are ignored, missing or mistyped ones are named.
///
/// # Errors
/// [`ApiError::Decode`], with the field's name where the text shows it.
pub(crate) fn decode<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| failure(text, &error))
}

fn failure(text: &str, error: &serde_json::Error) -> ApiError {
    let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.get(..error.column().min(line.len())).unwrap_or(line);
    let said = match last_key(before) {
        Some(key) => format!("{error}, at or after \"{key}\""),
        None => error.to_string(),
    };
    leptos::logging::warn!("a backend's answer is not as promised: {said}");
    ApiError::Decode(said)
}

/// The last key of JSON that is cut off somewhere.
fn last_key(json: &str) -> Option<&str> {
    let (before, _) = json.rsplit_once("\":")?;
    before.rsplit_once('"').map(|(_, key)| key)
}

/// `detail` of a refusal; empty when the body is not the usual JSON.
pub(super) fn detail(body: &str) -> String {
    serde_json::from_str::<crate::wire::richie::Detail>(body).map(|body| body.detail).unwrap_or_default()
}

/// Messages by parameter of a 400; the array form of autocompletion goes under an empty name.
pub(super) fn invalid(status: u16, body: &str) -> ApiError {
    use crate::wire::richie::{AutocompleteErrors, ParameterErrors};
    if let Ok(body) = serde_json::from_str::<ParameterErrors>(body) {
        return ApiError::Invalid(body.errors);
    }
    match serde_json::from_str::<AutocompleteErrors>(body) {
        Ok(body) => ApiError::Invalid([(String::new(), body.errors)].into()),
        Err(_) => ApiError::Server(status),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::richie::Meta;

    #[test]
    fn unknown_fields_are_ignored() {
        let meta: Meta = decode(r#"{"count": 1, "offset": 0, "total_count": 1, "took": 3}"#).unwrap();
        assert_eq!(meta.total_count, 1);
    }

    #[test]
    fn a_mistyped_field_is_named() {
        let error = serde_json::from_str::<Meta>(r#"{"count": 1, "offset": "x", "total_count": 1}"#).unwrap_err();
        let text = r#"{"count": 1, "offset": "x", "total_count": 1}"#;
        let before = &text[..error.column()];
        assert_eq!(last_key(before), Some("offset"));
    }

    #[test]
    fn both_forms_of_a_400_are_read() {
        let ApiError::Invalid(errors) = invalid(400, r#"{"errors": {"limit": ["Whole number."]}}"#) else { panic!() };
        assert_eq!(errors["limit"], ["Whole number."]);
        let ApiError::Invalid(errors) = invalid(400, r#"{"errors": ["Missing."]}"#) else { panic!() };
        assert_eq!(errors[""], ["Missing."]);
    }
}
