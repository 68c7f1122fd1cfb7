//! Strings, numbers and truth values as literals.
use crate::context::{Context, Term};
use crate::iri::is_absolute;
use crate::json::{Json, Members};
use crate::rdf::{self, STRING};
use crate::{Error, jcs};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The type of a value kept as JSON.
const JSON: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";

/// A value kept as JSON.
pub(crate) fn json(value: &Json) -> rdf::Term {
    rdf::Term::typed(&jcs::text(value), JSON)
}

/// The literal that a plain value of a member is; nothing for what is no plain value.
pub(crate) fn plain(value: &Json, term: &Term<'_>) -> Option<rdf::Term> {
    // names are for texts; other values of such a member stay what they are
    literal(value, term.coercion.as_deref().filter(|coercion| !coercion.starts_with('@')))
}

/// A literal, of a type or of its own; nothing for what is no plain value.
fn literal(value: &Json, datatype: Option<&str>) -> Option<rdf::Term> {
    let (text, own) = match value {
        Json::String(text) => (text.clone(), STRING.to_owned()),
        Json::Bool(value) => (value.to_string(), format!("{XSD}boolean")),
        Json::Number(number) if is_whole(*number) && datatype != Some("http://www.w3.org/2001/XMLSchema#double") => {
            // adding 0 takes the sign from -0
            (format!("{:.0}", number + 0.0), format!("{XSD}integer"))
        }
        Json::Number(number) => (scientific(*number), format!("{XSD}double")),
        _ => return None,
    };
    Some(rdf::Term::typed(&text, datatype.unwrap_or(&own)))
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0 && number.abs() < 1e21
}

/// One digit, a point, at most 15 digits, `E` and an exponent: 4.5 is `4.5E0`.
fn scientific(number: f64) -> String {
    let long = format!("{number:.15E}");
    let (digits, exponent) = long.split_once('E').unwrap_or((&long, "0"));
    let digits = digits.trim_end_matches('0');
    let point = if digits.ends_with('.') { "0" } else { "" };
    format!("{digits}{point}E{exponent}")
}

/// Whether an object is a value that says its own type or language.
pub(crate) fn is_value(members: &Members, active: &Context<'_>) -> bool {
    members.iter().any(|(name, _)| active.name(name).as_deref() == Some("@value"))
}

/// A value that says its own type or language; the path of what it would lose is given back as the error.
pub(crate) fn object(members: &Members, active: &Context<'_>, path: &str) -> Result<rdf::Term, Error> {
    let (mut value, mut datatype, mut language) = (None, None, None);
    for (name, member) in members.iter() {
        let slot = match active.name(name).as_deref() {
            Some("@value") => &mut value,
            Some("@type") => &mut datatype,
            Some("@language") => &mut language,
            // a direction or an index is not in the dataset
            _ => return Err(Error::Undefined(format!("{path}.{name}"))),
        };
        if slot.replace(member).is_some() {
            return Err(Error::Malformed(format!("{path} says a thing twice")));
        }
    }
    let wrong = || Error::Malformed(format!("{path} is no proper value"));
    let lost = || Error::Undefined(path.to_owned());
    match (value.ok_or_else(wrong)?, datatype, language) {
        (value, Some(Json::String(datatype)), None) => match active.name(datatype).as_deref() {
            Some("@json") => Ok(json(value)),
            Some(datatype) if is_absolute(datatype) => literal(value, Some(datatype)).ok_or_else(wrong),
            _ => Err(lost()),
        },
        (Json::String(text), None, Some(Json::String(language))) if is_language(language) => {
            Ok(rdf::Term::text(text, language))
        }
        (Json::Null, None, None) => Err(lost()),
        (value, None, None) => literal(value, None).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

/// Whether a text can be a language tag.
fn is_language(tag: &str) -> bool {
    tag.split('-').enumerate().all(|(place, part)| {
        (1..=8).contains(&part.len())
            && part.chars().all(|char| char.is_ascii_alphabetic() || (place > 0 && char.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_form() {
        let text = |number| match literal(&Json::Number(number), Some("urn:f")) {
            Some(rdf::Term::Named(text)) => text.trim_end_matches("^^<urn:f>").to_owned(),
            _ => panic!("a literal"),
        };
        for (number, form) in [
            (5.0, "5"),
            (42.0, "42"),
            (-0.0, "0"),
            (-3.0, "-3"),
            (4.5, "4.5E0"),
            (0.1, "1.0E-1"),
            (1.0 / 3.0, "3.333333333333333E-1"),
            (-1234.5, "-1.2345E3"),
            (12_345_678_901_234_567_890.0, "12345678901234567168"),
            (1e21, "1.0E21"),
            (5e-324, "4.940656458412465E-324"),
        ] {
            assert_eq!(text(number), format!("\"{form}\""));
        }
        let double = literal(&Json::Number(5.0), Some("http://www.w3.org/2001/XMLSchema#double"));
        assert_eq!(double, Some(rdf::Term::typed("5.0E0", "http://www.w3.org/2001/XMLSchema#double")));
        let own = |value| literal(&value, None);
        assert_eq!(own(Json::Number(1.0)), Some(rdf::Term::typed("1", "http://www.w3.org/2001/XMLSchema#integer")));
        assert_eq!(own(Json::Bool(true)), Some(rdf::Term::typed("true", "http://www.w3.org/2001/XMLSchema#boolean")));
    }

    #[test]
    fn languages_look_like_tags() {
        assert!(is_language("fr") && is_language("zh-Hant-TW") && is_language("de-1996"));
        assert!(!is_language("") && !is_language("fr_FR") && !is_language("1a") && !is_language("fr-"));
    }
}
