//! From text to [`Value`], without recursion.
use super::Value;
use crate::limits::{DEPTH, ITEMS, LISTED, MEMBERS};
use crate::text::until;

/// Why a text is not read, as a code.
pub(crate) type Refused = &'static str;

/// Reads a document.
pub(crate) fn parse(text: &str) -> Result<Value, Refused> {
    Parser { rest: text, most: ITEMS }.document()
}

/// Reads a list of withdrawn badges, which may be long.
pub(crate) fn parse_list(text: &str) -> Result<Value, Refused> {
    Parser { rest: text, most: LISTED }.document()
}

const NOT_JSON: Refused = "not-json";
const TOO_LONG: Refused = "too-long";

struct Parser<'a> {
    rest: &'a str,
    most: usize,
}

/// What is being read around the current value.
enum Around {
    List(Vec<Value>),
    Object(Vec<(String, Value)>, String),
}

impl Parser<'_> {
    fn document(&mut self) -> Result<Value, Refused> {
        let mut around: Vec<Around> = Vec::new();
        loop {
            let Some(mut value) = self.begin(&mut around)? else { continue };
            loop {
                let Some(place) = around.last_mut() else {
                    self.space();
                    return if self.rest.is_empty() { Ok(value) } else { Err(NOT_JSON) };
                };
                if self.put(place, value)? {
                    break;
                }
                value = match around.pop() {
                    Some(Around::List(values)) => Value::List(values),
                    Some(Around::Object(members, _)) => Value::Object(members),
                    None => return Err(NOT_JSON),
                };
            }
        }
    }

    /// Reads a whole value, or goes into one that holds others (`None`).
    fn begin(&mut self, around: &mut Vec<Around>) -> Result<Option<Value>, Refused> {
        self.space();
        let opens_list = self.take("[");
        if !opens_list && !self.take("{") {
            return self.scalar().map(Some);
        }
        if around.len() >= DEPTH {
            return Err("too-deep");
        }
        self.space();
        if opens_list {
            if self.take("]") {
                return Ok(Some(Value::List(Vec::new())));
            }
            around.push(Around::List(Vec::new()));
        } else {
            if self.take("}") {
                return Ok(Some(Value::Object(Vec::new())));
            }
            let name = self.name()?;
            around.push(Around::Object(Vec::new(), name));
        }
        Ok(None)
    }

    /// Puts a value in its place; whether another one follows there.
    fn put(&mut self, place: &mut Around, value: Value) -> Result<bool, Refused> {
        self.space();
        match place {
            Around::List(values) => {
                if values.len() >= self.most {
                    return Err(TOO_LONG);
                }
                values.push(value);
                if self.take(",") {
                    return Ok(true);
                }
                if self.take("]") { Ok(false) } else { Err(NOT_JSON) }
            }
            Around::Object(members, name) => {
                if members.len() >= MEMBERS {
                    return Err(TOO_LONG);
                }
                if members.iter().any(|(other, _)| other == name) {
                    return Err("duplicate-name");
                }
                members.push((std::mem::take(name), value));
                if self.take(",") {
                    self.space();
                    *name = self.name()?;
                    return Ok(true);
                }
                if self.take("}") { Ok(false) } else { Err(NOT_JSON) }
            }
        }
    }

    fn take(&mut self, mark: &str) -> bool {
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) {
        while let Some(rest) = self.rest.strip_prefix([' ', '\t', '\n', '\r']) {
            self.rest = rest;
        }
    }

    fn name(&mut self) -> Result<String, Refused> {
        let name = self.string()?;
        self.space();
        if self.take(":") { Ok(name) } else { Err(NOT_JSON) }
    }

    fn scalar(&mut self) -> Result<Value, Refused> {
        if self.rest.starts_with('"') {
            return self.string().map(Value::Text);
        }
        for (word, value) in [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))] {
            if self.take(word) {
                return Ok(value);
            }
        }
        let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let end = self.rest.bytes().position(|byte| !is_part(byte));
        let (number, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len())).ok_or(NOT_JSON)?;
        if !is_number(number) {
            return Err(NOT_JSON);
        }
        self.rest = rest;
        Ok(Value::Number(number.into()))
    }

    fn string(&mut self) -> Result<String, Refused> {
        if !self.take("\"") {
            return Err(NOT_JSON);
        }
        let mut text = String::new();
        loop {
            let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\') || byte < b' ').ok_or(NOT_JSON)?;
            let (plain, rest) = self.rest.split_at_checked(end).ok_or(NOT_JSON)?;
            text.push_str(plain);
            self.rest = rest;
            if self.take("\"") {
                return Ok(text);
            }
            if !self.take("\\") {
                return Err(NOT_JSON);
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Result<char, Refused> {
        let mut letters = self.rest.chars();
        let letter = letters.next().ok_or(NOT_JSON)?;
        self.rest = letters.as_str();
        Ok(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let first = self.four_digits()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first).ok_or(NOT_JSON);
                }
                if !self.take("\\u") {
                    return Err(NOT_JSON);
                }
                let second = self.four_digits()?;
                if !(0xdc00..0xe000).contains(&second) {
                    return Err(NOT_JSON);
                }
                char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or(NOT_JSON)?
            }
            _ => return Err(NOT_JSON),
        })
    }

    fn four_digits(&mut self) -> Result<u32, Refused> {
        let (digits, rest) = self.rest.split_at_checked(4).ok_or(NOT_JSON)?;
        let mut number = 0;
        for digit in digits.chars() {
            number = number * 16 + digit.to_digit(16).ok_or(NOT_JSON)?;
        }
        self.rest = rest;
        Ok(number)
    }
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = until(text, b"eE");
    let (whole, fraction) = until(text, b".");
    let exponent = exponent.get(1..).unwrap_or("0");
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let fraction = fraction.get(1..).unwrap_or("0");
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    is_digits(whole) && (whole == "0" || !whole.starts_with('0')) && is_digits(fraction) && is_digits(exponent)
}

#[cfg(test)]
mod tests {
    use super::super::write;
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        for text in
            ["{}", "[]", "[[],{},\"\",null,true,false,0,-1,4.50,1e9,-0.0E-1]", r#"{"b":[1,{"a":"é\"\\\n😀"}],"a":{}}"#]
        {
            let value = parse(text).expect(text);
            assert_eq!(write(&value), text);
        }
        assert_eq!(parse(r#" " \u00e9\ud83d\ude00\/ " "#), Ok(Value::Text(" é😀/ ".into())));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in [
            "",
            " ",
            "{",
            "[",
            "\"",
            "{]",
            "[}",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{1:2}",
            "nul",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "--1",
            "\"\n\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "[1] 2",
            "'a'",
            "\u{feff}{}",
            "\"\\u12é\"",
        ] {
            assert_eq!(parse(text), Err(NOT_JSON), "{text}");
        }
    }

    #[test]
    fn a_name_twice_is_refused_where_two_readers_could_disagree() {
        assert_eq!(parse(r#"{"a":{"b":1,"\u0062":2}}"#), Err("duplicate-name"));
    }

    #[test]
    fn depth_and_lengths_have_ends() {
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        assert!(parse(&nested(64)).is_ok());
        assert_eq!(parse(&nested(65)), Err("too-deep"));
        assert_eq!(parse(&"[".repeat(10_000)), Err("too-deep"));
        assert_eq!(parse(&"{\"a\":".repeat(10_000)), Err("too-deep"));
        let list = |count: usize| ["[", &"0,".repeat(count - 1), "0]"].concat();
        assert!(parse(&list(1_000)).is_ok());
        assert_eq!(parse(&list(1_001)), Err(TOO_LONG));
        assert!(parse_list(&list(50_000)).is_ok());
        let members: Vec<String> = (0..257).map(|at| format!("\"{at}\":0")).collect();
        assert_eq!(parse(&format!("{{{}}}", members.join(","))), Err(TOO_LONG));
    }
}
