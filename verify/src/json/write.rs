//! From values to text.
use super::Value;

/// Writes a value, without spaces.
pub(crate) fn write(value: &Value) -> String {
    let mut writer = Writer::default();
    writer.value(value);
    writer.text
}

/// Writes JSON piece by piece; who calls sees to it that pieces fit.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    text: String,
}

impl Writer {
    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.text
    }

    /// Writes what is JSON already: a number, a word.
    pub(crate) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.raw("\\\""),
                '\\' => self.raw("\\\\"),
                '\n' => self.raw("\\n"),
                '\r' => self.raw("\\r"),
                '\t' => self.raw("\\t"),
                '\u{8}' => self.raw("\\b"),
                '\u{c}' => self.raw("\\f"),
                letter if letter < ' ' => {
                    self.raw("\\u00");
                    self.raw(&crate::codec::hex(&[u8::try_from(letter).unwrap_or(0)]));
                }
                letter => self.text.push(letter),
            }
        }
        self.text.push('"');
    }

    /// Writes several values between two marks.
    pub(crate) fn several<T>(
        &mut self,
        marks: [&str; 2],
        all: impl IntoIterator<Item = T>,
        mut one: impl FnMut(&mut Self, T),
    ) {
        let [open, close] = marks;
        self.raw(open);
        for (at, item) in all.into_iter().enumerate() {
            if at > 0 {
                self.raw(",");
            }
            one(self, item);
        }
        self.raw(close);
    }

    /// Writes a value; as deep as the parser lets it be.
    pub(crate) fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.raw("null"),
            Value::Bool(true) => self.raw("true"),
            Value::Bool(false) => self.raw("false"),
            Value::Number(number) => self.raw(number),
            Value::Text(text) => self.text(text),
            Value::List(values) => self.several(["[", "]"], values, Self::value),
            Value::Object(members) => self.several(["{", "}"], members, |writer, (name, value)| {
                writer.text(name);
                writer.raw(":");
                writer.value(value);
            }),
        }
    }
}
