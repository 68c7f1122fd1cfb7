//! Percent-encoding of addresses and forms, each way in one place. It is read by the library; what the library writes with is a table and
//! an iterator for each use, half a KiB at the first visit.

/// `a=1&b=2`, as a query and as the body of a form.
pub(crate) fn form<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push('&');
        }
        write(&mut text, name);
        text.push('=');
        write(&mut text, value);
    }
    text
}

/// A value of a query; a space becomes `+`.
pub(crate) fn in_query(value: &str) -> String {
    let mut text = String::new();
    write(&mut text, value);
    text
}

/// A part of a path, where a `+` would be a `+`; and a value of a query for who may not read `+` as a space.
pub(crate) fn in_path(part: &str) -> String {
    in_query(part).replace('+', "%20")
}

/// What a part of a path says. What a query gives a meaning to, it may hold literally; what is no UTF-8 becomes `�`.
pub(crate) fn of_path(part: &str) -> String {
    let pair = ["=", &part.replace('+', "%2B").replace('&', "%26")].concat();
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn write(text: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => text.push(char::from(byte)),
            b' ' => text.push('+'),
            _ => text.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
}

/// `0` to `F`.
fn digit(value: u8) -> char {
    char::from(value + if value < 10 { b'0' } else { b'A' - 10 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_the_library_writes() {
        for code in (0..=0x17F).chain(0x1F600..0x1F610) {
            let text = char::from_u32(code).unwrap().to_string();
            let library: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            assert_eq!(in_query(&text), library);
            assert_eq!(of_path(&in_path(&text)), text);
        }
        let pairs = [("a b", "l’été"), ("", "x&y=z"), ("c", "")];
        assert_eq!(form(pairs), form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish());
    }

    #[test]
    fn a_path_may_hold_literally_what_a_query_may_not() {
        assert_eq!(of_path("a+b&c=d"), "a+b&c=d");
        assert_eq!(of_path("%E9%"), "\u{FFFD}%");
    }
}
