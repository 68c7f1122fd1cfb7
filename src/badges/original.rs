//! A badge as it came: its bytes unchanged, for downloading again.
use crate::ui;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

/// A file or a text as it came.
#[derive(Debug, Clone, Default)]
pub(super) struct Original {
    /// The file's name; of a pasted text, nothing.
    pub name: String,
    /// Text, or bytes.
    pub content: Content,
}

/// What came.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// A text.
    Text(String),
    /// A file's bytes.
    Bytes(Uint8Array),
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Original {
    /// Media type and ending of its name, by its content: names say anything.
    fn kind(&self) -> (&'static str, &'static str) {
        let head = match &self.content {
            Content::Text(text) => text.trim_start().chars().take(8).collect::<String>(),
            Content::Bytes(bytes) => {
                let head = bytes.slice(0, 8).to_vec();
                if head == [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a] {
                    return ("image/png", ".png");
                }
                String::from_utf8_lossy(&head).trim_start().to_owned()
            }
        };
        match head.chars().next() {
            Some('{' | '[') => ("application/json", ".json"),
            Some('<' | '\u{feff}') => ("image/svg+xml", ".svg"),
            _ => ("text/plain", ".jwt"),
        }
    }

    /// Hands it to the browser as a file, under the badge's title; false when it takes none.
    pub(super) fn download(&self, title: &str) -> bool {
        let (kind, ending) = self.kind();
        let data: JsValue = match &self.content {
            Content::Text(text) => text.into(),
            Content::Bytes(bytes) => bytes.clone().into(),
        };
        ui::download(&ui::file_name(title, "badge", ending), kind, &data)
    }
}
