//! A badge as it came: its bytes unchanged, for downloading again.
use crate::{ui, wire::verification::Report};
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
    /// What can be downloaded of what was verified: it itself, or what its address answered. `None` where nothing was.
    pub(super) fn of(self, report: &Report) -> Option<Self> {
        match &self.content {
            Content::Text(text) if text.trim_start().starts_with("http") => {
                let document = report.document.clone();
                (!document.is_empty()).then(|| Self { name: String::new(), content: Content::Text(document) })
            }
            _ => Some(self),
        }
    }

    /// Media type and ending of its name, by its content: names say anything.
    fn kind(&self) -> (&'static str, &'static str) {
        let head = match &self.content {
            Content::Text(text) => text.chars().take(64).collect::<String>(),
            Content::Bytes(bytes) => {
                let head = bytes.slice(0, 64).to_vec();
                if head.starts_with(&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a]) {
                    return ("image/png", ".png");
                }
                String::from_utf8_lossy(&head).into_owned()
            }
        };
        match head.trim_start_matches('\u{feff}').trim_start().chars().next() {
            Some('{' | '[') => ("application/json", ".json"),
            Some('<') => ("image/svg+xml", ".svg"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_is_told_by_its_content() {
        let ending = |text: &str| Original { name: "a.png".into(), content: Content::Text(text.into()) }.kind().1;
        assert_eq!([" {}", "\u{feff}{}", "\n<svg/>", "eyJ.a.b"].map(ending), [".json", ".json", ".svg", ".jwt"]);
    }
}
