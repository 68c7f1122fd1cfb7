//! HTML of a backend, made safe: the only way by which it reaches the document.
//!
//! Criteria:
//! - the browser parses the text into a template, in which nothing runs and nothing loads; then only what the allow-list names
//!   is built anew in the page. The text is never written into the page, nor read back, so that no two parsers can disagree
//!   about it;
//! - what its author hides (`hidden`) does not show;
//! - no scripts, styles, frames, forms, media, ids, classes, handlers; unknown elements leave their content;
//! - links only to `https:` and mail, or to the LMS; a link to a unit leads to our page of it;
//! - pictures of the platform load when they come into view; those of others only when the learner asks, since that tells
//!   somebody else who reads what;
//! - headings continue the page's outline, without gaps;
//! - tables scroll in a box of their own; code and formulas do not push the page wide.
//!
//! Not the browser's `setHTML`, which few browsers have yet, nor a library beside it: both give a cleaned tree that would have
//! to be walked once more for links, pictures, headings and tables. What is built here comes from a list, one element at a time.
mod cost;
mod leads;
mod rules;
mod simple;
#[cfg(test)]
mod tests;
mod whole;
mod words;

pub use words::words_of;

use super::formula;
use crate::i18n::t;
use leads::{link, picture, strange_link};
use leptos::{
    prelude::*,
    view::element::{Built, custom, formula as formula_element, heading_of},
    wasm_bindgen::JsCast,
    web_sys::{DocumentFragment, Element, HtmlTemplateElement, Node},
};
use rules::{Fate, fate, is_formula};
use simple::Piece;
use std::cell::Cell;

/// Deeper than any text; deeper ones could exhaust the stack.
const DEPTH: u8 = 48;
/// Elements that are built; in what follows are words only.
const NODES: u32 = 60_000;
/// More than any text has; each costs what a small page does.
const FORMULAS: usize = 400;

/// Whether the safe form of a piece of HTML loses nothing of it: no script, no place to jump to, no picture.
pub fn is_whole(html: &str) -> bool {
    whole::is_whole(html)
}

/// Whether an element of this name is shown, and not only its content.
pub(super) fn keeps(name: &str) -> bool {
    rules::keeps(name)
}

/// Whether it is part of a formula.
#[cfg(test)]
pub(super) fn is_formula_part(name: &str) -> bool {
    is_formula(name) || name == "menclose"
}

/// Whose text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Author {
    /// The platform's or an institution's.
    Backend,
    /// Somebody's in the forum: formulas between marks are shown, and what has no name gets one.
    Learner,
    /// Of nobody known: no pictures, and links only where they lead as they are written, to other sites.
    Stranger,
}

/// The HTML as elements of the page; `level` (2 to 6) is that of its first headings.
pub fn rich_text(html: &str, level: u8) -> AnyView {
    written(html, level, Author::Backend)
}

/// The same, of an author.
pub(super) fn written(html: &str, level: u8, author: Author) -> AnyView {
    let writer = |first: u8| Writer {
        shift: i16::from(level).saturating_sub(i16::from(first)),
        least: level,
        last: Cell::new(i16::from(level).saturating_sub(1)),
        author,
        formulas: Cell::new(FORMULAS),
        nodes: Cell::new(NODES),
    };
    let content = if let Some(pieces) = simple::pieces(html) {
        writer(1).simple(&mut pieces.into_iter(), false)
    } else if let Some(body) = parse(html) {
        writer(first_heading(&body)).children(&body, 0, false)
    } else {
        return view! { <p>{words_of(html)}</p> }.into_any();
    };
    view! { <div class="preau-rich">{content}</div> }.into_any()
}

/// The content of a template: what is in it does not run, does not load, and is in no page.
fn parse(html: &str) -> Option<DocumentFragment> {
    if !cost::is_bearable(html) {
        return None;
    }
    let template = document().create_element("template").ok()?.dyn_into::<HtmlTemplateElement>().ok()?;
    template.set_inner_html(&rules::quiet(html));
    Some(template.content())
}

/// Level of the largest heading in it.
fn first_heading(body: &DocumentFragment) -> u8 {
    (1..=6).find(|level| matches!(body.query_selector(&["h", &level.to_string()].concat()), Ok(Some(_)))).unwrap_or(1)
}

struct Writer {
    shift: i16,
    least: u8,
    /// Level of the heading before.
    last: Cell<i16>,
    author: Author,
    /// Formulas that may still be drawn; more stay as they are written.
    formulas: Cell<usize>,
    /// Elements that may still be built.
    nodes: Cell<u32>,
}

impl Writer {
    /// Pieces up to the end of the element that they are in.
    fn simple(&self, pieces: &mut std::vec::IntoIter<Piece>, in_code: bool) -> Vec<AnyView> {
        let mut views = Vec::new();
        while let Some(piece) = pieces.next() {
            views.push(match piece {
                Piece::Words(words) => self.words(words, || in_code),
                Piece::Begin(tag) => custom(tag).child(self.simple(pieces, in_code || tag == "code")).into_any(),
                Piece::End => break,
            });
        }
        views
    }

    /// Words, with the formulas between marks unless they stand in a program's text.
    fn words(&self, words: String, is_code: impl FnOnce() -> bool) -> AnyView {
        let has_marks = self.author == Author::Learner && words.contains(['$', '\\', '[']);
        if has_marks && !is_code() { self.with_formulas(&words) } else { words.into_any() }
    }

    fn children(&self, of: &Node, depth: u8, in_formula: bool) -> Vec<AnyView> {
        let mut views = Vec::new();
        let mut next = of.first_child();
        while let Some(node) = next {
            next = node.next_sibling();
            views.push(self.node(&node, depth, in_formula));
        }
        views
    }

    fn node(&self, node: &Node, depth: u8, in_formula: bool) -> AnyView {
        if node.node_type() == Node::TEXT_NODE {
            let text = node.text_content().unwrap_or_default();
            return self.words(text, || in_formula || is_code(node));
        }
        let Some(element) = node.dyn_ref::<Element>() else { return ().into_any() };
        if element.has_attribute("hidden") {
            return ().into_any();
        }
        self.nodes.set(self.nodes.get().saturating_sub(1));
        if depth >= DEPTH || self.nodes.get() == 0 {
            return element.text_content().unwrap_or_default().into_any();
        }
        let name = element.local_name().to_ascii_lowercase();
        let inside = depth.saturating_add(1);
        if in_formula || name == "math" {
            return self.formula(element, &name, inside);
        }
        match fate(&name) {
            Fate::Keep(tag, attributes) => {
                let built = with_attributes(custom(tag), element, attributes);
                // long lines scroll in their box, by keyboard too
                let built = match tag {
                    "pre" if self.author != Author::Backend => {
                        built.attr("tabindex", "0").attr("role", "group").attr("aria-label", code_name(element))
                    }
                    "pre" => built.attr("tabindex", "0"),
                    _ => built,
                };
                built.child(self.children(element, inside, false)).into_any()
            }
            Fate::Heading(level) => {
                let level = (i16::from(level) + self.shift).clamp(i16::from(self.least), 6);
                let level = level.min(self.last.get().saturating_add(1)); // no gap after the one before
                self.last.set(level);
                with_attributes(heading_of(u8::try_from(level).unwrap_or(6)), element, &[])
                    .child(self.children(element, inside, false))
                    .into_any()
            }
            Fate::Link if self.author == Author::Stranger => {
                let content = self.children(element, inside, false);
                let href = element.get_attribute("href").filter(|href| rules::is_plain_link(href));
                match href {
                    Some(href) => strange_link(href, &element.text_content().unwrap_or_default(), content),
                    None => content.into_any(),
                }
            }
            Fate::Link => link(element, self.children(element, inside, false)),
            Fate::Picture if self.author == Author::Stranger => {
                element.get_attribute("alt").unwrap_or_default().into_any()
            }
            Fate::Picture => picture(element, self.author == Author::Learner),
            Fate::Table => {
                let table = custom("table");
                let table = with_attributes(table, element, &[]).child(self.children(element, inside, false));
                let caption =
                    element.query_selector("caption").ok().flatten().and_then(|caption| caption.text_content());
                let name = caption.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| t::ui::table().to_owned());
                view! { <div class="preau-table" role="region" tabindex="0" aria-label=name>{table}</div> }.into_any()
            }
            Fate::Unwrap => self.children(element, inside, false).into_any(),
            Fate::Drop => ().into_any(),
        }
    }

    /// A text with formulas.
    fn with_formulas(&self, text: &str) -> AnyView {
        let pieces = formula::pieces(text).into_iter().map(|piece| match piece {
            Ok(found) if self.formulas.get() > 0 => {
                self.formulas.set(self.formulas.get().saturating_sub(1));
                formula::view(found, bare)
            }
            Ok(found) => formula::source(found.tex, None),
            Err(words) => words.to_owned().into_any(),
        });
        pieces.collect::<Vec<AnyView>>().into_any()
    }

    fn formula(&self, element: &Element, name: &str, depth: u8) -> AnyView {
        let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
        let (styles, notation) = (attribute("data-style"), attribute("notation"));
        let name = match name {
            "menclose" => "mrow",
            // words within a formula: their look is lost, not they
            "b" | "i" | "em" | "code" | "s" | "u" | "span" => return self.children(element, depth, true).into_any(),
            // keeps the width of a page that numbers of equations would need
            "mtd" if styles == "width: 50%" && !element.has_child_nodes() => return ().into_any(),
            name => name,
        };
        if !is_formula(name) {
            return ().into_any();
        }
        let mut built = formula_element(name);
        for name in rules::EVERYWHERE.iter().chain(rules::FORMULA_ATTRIBUTES) {
            if let Some(value) = element.get_attribute(name).filter(|value| rules::formula_may_have(name, value)) {
                built = built.attr(name, value);
            }
        }
        let class = rules::formula_class(&styles, &notation);
        let built = if class.is_empty() { built } else { built.attr("class", class.trim().to_owned()) };
        built.child(self.children(element, depth, true)).into_any()
    }
}

/// What a program's text is called.
fn code_name(element: &Element) -> String {
    let language = element.get_attribute("data-language").filter(|value| rules::may_have("data-language", value));
    language.map_or_else(|| t::ui::code().to_owned(), |language| t::written::code_in(&language))
}

/// What is in a piece of HTML, without anything around it.
fn bare(html: &str) -> AnyView {
    let Some(body) = parse(html) else { return ().into_any() };
    let writer = Writer {
        shift: 0,
        least: 2,
        last: Cell::new(1),
        author: Author::Backend,
        formulas: Cell::new(0),
        nodes: Cell::new(NODES),
    };
    writer.children(&body, 0, false).into_any()
}

/// Whether a text is a program's.
fn is_code(node: &Node) -> bool {
    node.parent_element().is_some_and(|parent| matches!(parent.closest("code, pre, kbd, samp"), Ok(Some(_))))
}

fn with_attributes(mut built: Built, from: &Element, names: &'static [&'static str]) -> Built {
    for name in rules::EVERYWHERE.iter().chain(names) {
        if let Some(value) = from.get_attribute(name).filter(|value| rules::may_have(name, value)) {
            built = built.attr(name, value);
        }
    }
    built
}
