//! The words of a text alone.
use leptos::{prelude::document, wasm_bindgen::JsCast, web_sys::HtmlTemplateElement};

/// What stands between the tags, with the characters that are meant, for where there is nothing that can do more. Text, never
/// HTML: whoever shows it escapes it.
pub fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                words.push(' ');
            }
            letter if !in_tag => words.push(letter),
            _ => {}
        }
    }
    if words.contains('&') { with_characters(&words).unwrap_or(words) } else { words }
}

/// The browser reads the entities. No `<` is left that it could take for more than text, and its template is in no page.
fn with_characters(words: &str) -> Option<String> {
    let template = document().create_element("template").ok()?.dyn_into::<HtmlTemplateElement>().ok()?;
    template.set_inner_html(words);
    template.content().text_content()
}
