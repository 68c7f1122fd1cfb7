//! The canonical form of JSON (RFC 8785), which the suite `eddsa-jcs-2022` signs.
use super::{Value, Writer};

/// Writes the canonical form; `number` writes numbers as ECMAScript does. `None` when a number is out of bounds.
pub(crate) fn canonical(value: &Value, number: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut writer = Writer::default();
    put(&mut writer, value, number)?;
    Some(writer.finish())
}

fn put(writer: &mut Writer, value: &Value, number: &dyn Fn(&str) -> Option<String>) -> Option<()> {
    let mut is_good = Some(());
    match value {
        Value::Number(written) => writer.raw(&number(written)?),
        Value::List(values) => writer.several(["[", "]"], values, |writer, value| {
            is_good = is_good.and_then(|()| put(writer, value, number));
        }),
        Value::Object(members) => {
            // by UTF-16 units, which is not the order of `char`s beyond the basic plane
            let mut sorted: Vec<&(String, Value)> = Vec::with_capacity(members.len());
            for member in members {
                let is_before = |other: &&(String, Value)| other.0.encode_utf16().lt(member.0.encode_utf16());
                let place = sorted.iter().position(|other| !is_before(other)).unwrap_or(sorted.len());
                sorted.insert(place, member);
            }
            writer.several(["{", "}"], sorted, |writer, (name, value)| {
                writer.text(name);
                writer.raw(":");
                is_good = is_good.and_then(|()| put(writer, value, number));
            });
        }
        value => writer.value(value),
    }
    is_good
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn names_are_sorted_by_their_utf_16_units() {
        let value = parse("{\"\u{fb33}\":3,\"😀\":2,\"b\":[{\"d\":null,\"c\":\"\\u000f\"}],\"a\":1.0}").expect("JSON");
        let written = canonical(&value, &|number| Some(number.trim_end_matches(".0").to_owned()));
        let expected = "{\"a\":1,\"b\":[{\"c\":\"\\u000f\",\"d\":null}],\"😀\":2,\"\u{fb33}\":3}";
        assert_eq!(written.as_deref(), Some(expected));
        assert_eq!(canonical(&value, &|_| None), None);
    }
}
