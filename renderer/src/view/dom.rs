//! Calls into the document by which views are made. They cannot fail: names are the program's own, and no parent of ours refuses
//! its children. `web_sys` wraps each in a function that catches errors, which takes as long as the call itself.
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Element, Node};

#[wasm_bindgen]
extern "C" {
    /// An element of HTML.
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    pub(super) fn create(tag: &str) -> Element;

    /// An element of another language.
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    pub(super) fn create_in(language: &str, tag: &str) -> Element;

    /// Words.
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    pub(super) fn create_words(words: &str) -> Node;

    #[wasm_bindgen(js_name = Element)]
    type Place;

    #[wasm_bindgen(method, js_name = append)]
    fn append(this: &Place, node: &Node);

    #[wasm_bindgen(method, js_name = append)]
    fn append_words(this: &Place, words: &str);

    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Place, name: &str, value: &str);
}

/// Puts a node at the end of an element.
pub(super) fn append(parent: &Node, node: &Node) {
    parent.unchecked_ref::<Place>().append(node);
}

/// Puts words at the end of an element.
pub(super) fn append_words(parent: &Node, words: &str) {
    parent.unchecked_ref::<Place>().append_words(words);
}

/// Sets an attribute.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    element.unchecked_ref::<Place>().set_attribute(name, value);
}
