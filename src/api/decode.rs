//! From an answer's text to a type, with an error that a developer can act on.
use super::ApiError;
use crate::json::{self, FromJson, Json, Reader, read_fields};

/// Decodes an answer; unknown fields are ignored, a missing one is named.
///
/// # Errors
/// [`ApiError::Decode`].
pub(crate) fn decode<T: FromJson>(text: &str) -> Result<T, ApiError> {
    json::from_text(text).map_err(ApiError::Decode)
}

/// `detail` of a refusal; empty when the body is not the usual JSON.
pub(super) fn detail(body: &str) -> String {
    json::from_text::<crate::wire::richie::Detail>(body).map(|body| body.detail).unwrap_or_default()
}

/// Messages by parameter of a 400; the array form of autocompletion goes under an empty name.
pub(super) fn invalid(status: u16, body: &str) -> ApiError {
    json::from_text::<Refusal>(body).map_or(ApiError::Server(status), |refusal| ApiError::Invalid(refusal.errors.0))
}

/// Either form, `wire::richie::ParameterErrors` or `AutocompleteErrors`.
struct Refusal {
    errors: Errors,
}
read_fields! { Refusal { errors } }

struct Errors(Vec<(String, Vec<String>)>);

impl FromJson for Errors {
    fn read(json: Json, reader: &mut Reader) -> Self {
        if matches!(json, Json::List(_)) {
            return Self(vec![(String::new(), Vec::read(json, reader))]);
        }
        Self(reader.object(json).into_iter().map(|(name, json)| (name, Vec::read(json, reader))).collect())
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
    fn a_missing_field_is_named() {
        let Err(ApiError::Decode(said)) = decode::<Meta>(r#"{"count": 1, "offset": 0}"#) else { panic!() };
        assert!(said.contains("total_count"), "{said}");
    }

    #[test]
    fn both_forms_of_a_400_are_read() {
        let ApiError::Invalid(errors) = invalid(400, r#"{"errors": {"limit": ["Whole number."]}}"#) else { panic!() };
        assert_eq!(errors, [("limit".into(), vec!["Whole number.".into()])]);
        let ApiError::Invalid(errors) = invalid(400, r#"{"errors": ["Missing."]}"#) else { panic!() };
        assert_eq!(errors, [(String::new(), vec!["Missing.".into()])]);
    }
}
