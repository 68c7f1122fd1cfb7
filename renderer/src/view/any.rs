//! A piece of the document, whatever its shape.
use super::{dom, into::IntoView};
use crate::document;
use std::{cell::RefCell, fmt, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Nothing, a node, neighbours, or a part that changes. Its nodes are put into the page one by one, without marks around them
/// where their own ends are enough to find the place again: a call into the document costs more than what is done here. A view stands
/// at one place; a copy of it is another name for the same nodes.
#[derive(Clone, Default)]
pub struct AnyView(Shape);

#[derive(Clone, Default)]
enum Shape {
    #[default]
    Empty,
    /// An element, or a mark.
    One(Node),
    /// Words. Programs that translate pages put others in their place.
    Text(Node),
    /// More than one, none of them empty.
    Many(Rc<[AnyView]>),
    /// Words among others, between two marks that stay whatever is done to the words.
    Marked(Node, Rc<AnyView>, Node),
    /// What changes; never empty.
    Part(Rc<dyn Part>),
}

/// A part of the document whose nodes come and go.
pub(super) trait Part {
    /// Puts the nodes that it has now into `parent`.
    fn insert(&self, parent: &Node, next: Option<&Node>);
    /// Takes them out.
    fn remove(&self);
    /// The first of them.
    fn first(&self) -> Option<Node>;
    /// The last of them.
    fn last(&self) -> Option<Node>;
}

impl fmt::Debug for AnyView {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AnyView")
    }
}

impl AnyView {
    pub(super) fn one(node: Node) -> Self {
        Self(Shape::One(node))
    }

    pub(super) fn text(node: Node) -> Self {
        Self(Shape::Text(node))
    }

    /// Another element of the same look, for one in which nothing changes and nothing listens: one call into the document, however
    /// much is within. Of anything but an element it is another name, as a clone is.
    #[must_use]
    pub fn copied(&self) -> Self {
        match &self.0 {
            Shape::One(node) => node.clone_node_with_deep(true).map_or_else(|_refused| self.clone(), Self::one),
            _ => self.clone(),
        }
    }

    pub(super) fn part(part: Rc<dyn Part>) -> Self {
        Self(Shape::Part(part))
    }

    /// A mark in the document that shows nothing.
    pub(super) fn mark() -> Node {
        document().create_comment("").into()
    }

    /// Neighbours made one.
    pub(super) fn of(views: impl IntoIterator<Item = Self>) -> Self {
        let mut views: Vec<Self> = views.into_iter().filter(|view| !matches!(view.0, Shape::Empty)).collect();
        match views.len() {
            0 | 1 => views.pop().unwrap_or_default(),
            _ => Self(Shape::Many(views.into())),
        }
    }

    /// The same with ends by which its place is found again.
    pub(super) fn with_ends(self) -> Self {
        match self.0 {
            Shape::Empty => Self::one(Self::mark()),
            _ if self.has_words() => Self(Shape::Marked(Self::mark(), Rc::new(self), Self::mark())),
            _ => self,
        }
    }

    fn has_words(&self) -> bool {
        match &self.0 {
            Shape::Text(_) => true,
            Shape::Many(views) => views.iter().any(Self::has_words),
            Shape::Empty | Shape::One(_) | Shape::Marked(..) | Shape::Part(_) => false,
        }
    }

    /// Puts the nodes at the end of `parent`.
    pub(crate) fn put_into(&self, parent: &Node) {
        self.insert(parent, None);
    }

    /// Puts the nodes into `parent`, before `next` if given.
    pub(super) fn insert(&self, parent: &Node, next: Option<&Node>) {
        match &self.0 {
            Shape::Empty => {}
            Shape::One(node) | Shape::Text(node) => insert(parent, node, next),
            Shape::Many(views) => views.iter().for_each(|view| view.insert(parent, next)),
            Shape::Marked(start, view, end) => {
                insert(parent, start, next);
                view.insert(parent, next);
                insert(parent, end, next);
            }
            Shape::Part(part) => part.insert(parent, next),
        }
    }

    /// The macro names the place in the source, for tools that préau does not use.
    #[must_use]
    pub fn with_view_marker(self, _place: &str) -> Self {
        self
    }

    /// Takes the nodes out of the page.
    pub(crate) fn remove(&self) {
        match &self.0 {
            Shape::Empty => {}
            Shape::One(node) | Shape::Text(node) => detach(node),
            Shape::Many(views) => views.iter().for_each(Self::remove),
            Shape::Marked(start, _, end) => {
                while let Some(node) = start.next_sibling().filter(|node| node != end) {
                    detach(&node);
                }
                detach(start);
                detach(end);
            }
            Shape::Part(part) => part.remove(),
        }
    }

    pub(super) fn first(&self) -> Option<Node> {
        match &self.0 {
            Shape::Empty => None,
            Shape::One(node) | Shape::Text(node) | Shape::Marked(node, ..) => Some(node.clone()),
            Shape::Many(views) => views.first()?.first(),
            Shape::Part(part) => part.first(),
        }
    }

    pub(super) fn last(&self) -> Option<Node> {
        match &self.0 {
            Shape::Empty => None,
            Shape::One(node) | Shape::Text(node) | Shape::Marked(.., node) => Some(node.clone()),
            Shape::Many(views) => views.last()?.last(),
            Shape::Part(part) => part.last(),
        }
    }
}

/// What stands there now.
impl Part for RefCell<AnyView> {
    fn insert(&self, parent: &Node, next: Option<&Node>) {
        self.borrow().insert(parent, next);
    }

    fn remove(&self) {
        self.borrow().remove();
    }

    fn first(&self) -> Option<Node> {
        self.borrow().first()
    }

    fn last(&self) -> Option<Node> {
        self.borrow().last()
    }
}

impl IntoView for AnyView {
    fn into_any(self) -> AnyView {
        self
    }
}

pub(super) fn insert(parent: &Node, node: &Node, next: Option<&Node>) {
    let Some(next) = next else { return dom::append(parent, node) };
    // a program that changes the page may have taken the neighbour away
    if let Err(error) = parent.insert_before(node, Some(next)) {
        crate::logging::console_error(&error);
    }
}

fn detach(node: &Node) {
    node.unchecked_ref::<Element>().remove(); // words and marks have it too
}
