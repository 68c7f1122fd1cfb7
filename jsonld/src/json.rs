//! A strict reader of JSON: a member named twice is an error, since two readers may then see two documents.
use std::collections::BTreeSet;

use crate::Error;

/// Levels of objects and arrays; what walks a document afterwards may go as deep on the stack.
const DEPTH: usize = 64;

/// A JSON value; members keep their order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// As browsers read it. Always finite.
    Number(f64),
    String(String),
    Array(Vec<Json>),
    Object(Members),
}

/// Members of an object.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Members(Vec<(String, Json)>);

impl Members {
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        self.iter().find_map(|(own, value)| (own == name).then_some(value))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Json {
    /// Equal apart from the order of members.
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Array(left), Self::Array(right)) => {
                left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.same(right))
            }
            (Self::Object(left), Self::Object(right)) => {
                left.len() == right.len()
                    && left.iter().all(|(name, value)| right.get(name).is_some_and(|other| value.same(other)))
            }
            _ => self == other,
        }
    }

    /// The values of an array, or the one value.
    pub(crate) fn as_list(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads a whole text.
pub(crate) fn read(text: &str) -> Result<Json, Error> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.blank();
    if reader.at < text.len() { reader.fail("text after the end") } else { Ok(value) }
}

/// Position in a text. `at` is always at the beginning of a character.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn fail<T>(&self, what: &str) -> Result<T, Error> {
        Err(Error::Malformed(format!("{what} at byte {}", self.at)))
    }

    fn blank(&mut self) {
        self.take_while(|char| matches!(char, ' ' | '\t' | '\n' | '\r'));
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest.find(|char| !belongs(char)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn expect(&mut self, literal: &str) -> Result<(), Error> {
        if !self.rest().starts_with(literal) {
            return self.fail("unexpected character");
        }
        self.at += literal.len();
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<Json, Error> {
        if depth > DEPTH {
            return self.fail("too deep");
        }
        self.blank();
        match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"') => self.string().map(Json::String),
            Some('t') => self.expect("true").map(|()| Json::Bool(true)),
            Some('f') => self.expect("false").map(|()| Json::Bool(false)),
            Some('n') => self.expect("null").map(|()| Json::Null),
            _ => self.number(),
        }
    }

    /// After an element: whether another follows.
    fn more(&mut self, end: char) -> Result<bool, Error> {
        self.blank();
        match self.next() {
            Some(',') => Ok(true),
            Some(char) if char == end => Ok(false),
            _ => self.fail("neither another element nor the end"),
        }
    }

    fn is_empty(&mut self, end: &str) -> bool {
        self.blank();
        self.expect(end).is_ok()
    }

    fn array(&mut self, depth: usize) -> Result<Json, Error> {
        self.expect("[")?;
        let mut items = Vec::new();
        if self.is_empty("]") {
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if !self.more(']')? {
                return Ok(Json::Array(items));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, Error> {
        self.expect("{")?;
        let mut members = Vec::new();
        if self.is_empty("}") {
            return Ok(Json::Object(Members(members)));
        }
        loop {
            self.blank();
            let name = self.string()?;
            self.blank();
            self.expect(":")?;
            members.push((name, self.value(depth + 1)?));
            if !self.more('}')? {
                break;
            }
        }
        let names: BTreeSet<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() < members.len() {
            return self.fail("a member is named twice in the object that ends");
        }
        Ok(Json::Object(Members(members)))
    }

    fn digits(&mut self) -> Result<&'t str, Error> {
        match self.take_while(|char| char.is_ascii_digit()) {
            "" => self.fail("a digit is missing"),
            digits => Ok(digits),
        }
    }

    fn number(&mut self) -> Result<Json, Error> {
        let start = self.at;
        if self.peek() == Some('-') {
            self.next();
        }
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            return self.fail("a number begins with 0");
        }
        if self.peek() == Some('.') {
            self.next();
            self.digits()?;
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.next();
            if matches!(self.peek(), Some('+' | '-')) {
                self.next();
            }
            self.digits()?;
        }
        match self.text.get(start..self.at).unwrap_or_default().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Json::Number(number)),
            _ => self.fail("a number is too large"),
        }
    }

    fn string(&mut self) -> Result<String, Error> {
        self.expect("\"")?;
        let mut read = String::new();
        loop {
            read.push_str(self.take_while(|char| char >= ' ' && char != '"' && char != '\\'));
            match self.next() {
                Some('"') => return Ok(read),
                Some('\\') => read.push(self.escape()?),
                _ => return self.fail("a string does not end, or has a control character"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Error> {
        Ok(match self.next() {
            Some(char @ ('"' | '\\' | '/')) => char,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => return self.unicode(),
            _ => return self.fail("unknown escape"),
        })
    }

    fn unicode(&mut self) -> Result<char, Error> {
        let first = self.hex()?;
        let code = if (0xD800..0xDC00).contains(&first) {
            self.expect("\\u")?;
            let second = self.hex()?;
            if !(0xDC00..0xE000).contains(&second) {
                return self.fail("half a character");
            }
            0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        match char::from_u32(code) {
            Some(char) => Ok(char),
            None => self.fail("half a character"),
        }
    }

    fn hex(&mut self) -> Result<u32, Error> {
        let mut code = 0;
        for _ in 0..4 {
            match self.next().and_then(|char| char.to_digit(16)) {
                Some(digit) => code = code * 16 + digit,
                None => return self.fail("four hexadecimal digits are missing"),
            }
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests;
