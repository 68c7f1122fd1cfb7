//! A piece of the document, whatever its shape.
use super::into::IntoView;
use crate::document;
use web_sys::{Comment, DocumentFragment, Node};

/// Nothing, a node, or neighbours. Neighbours are in a fragment until they are put into the page; nodes between the first and
/// the last one may come and go.
#[derive(Debug, Clone, Default)]
pub enum AnyView {
    /// Nothing.
    #[default]
    Empty,
    /// One element or text.
    One(Node),
    /// Neighbours, from the first to the last.
    Many(DocumentFragment, Node, Node),
}

impl AnyView {
    /// Puts the nodes at the end of `parent`.
    pub(crate) fn put_into(&self, parent: &Node) {
        self.insert(parent, None);
    }

    /// Puts the nodes into `parent`, before `next` if given.
    pub(crate) fn insert(&self, parent: &Node, next: Option<&Node>) {
        match self {
            Self::Empty => {}
            Self::One(node) => insert(parent, node, next),
            Self::Many(fragment, first, last) => {
                if !fragment.has_child_nodes() {
                    gather(fragment, first, last);
                }
                insert(parent, fragment, next);
            }
        }
    }

    /// The macro names the place in the source, for tools that préau does not use.
    #[must_use]
    pub fn with_view_marker(self, _place: &str) -> Self {
        self
    }

    /// Takes the nodes out of the page.
    pub(crate) fn remove(&self) {
        match self {
            Self::Empty => {}
            Self::One(node) => detach(node),
            Self::Many(fragment, first, last) => gather(fragment, first, last),
        }
    }

    pub(crate) fn first(&self) -> Option<&Node> {
        match self {
            Self::Empty => None,
            Self::One(node) | Self::Many(_, node, _) => Some(node),
        }
    }

    pub(crate) fn last(&self) -> Option<&Node> {
        match self {
            Self::Empty => None,
            Self::One(node) | Self::Many(_, _, node) => Some(node),
        }
    }

    /// Neighbours made one.
    pub(crate) fn of(views: impl IntoIterator<Item = Self>) -> Self {
        let mut views = views.into_iter().filter(|view| !matches!(view, Self::Empty));
        let Some(first) = views.next() else { return Self::Empty };
        let Some(second) = views.next() else { return first };
        let fragment = document().create_document_fragment();
        let mut last = None;
        let start = first.first().cloned();
        for view in [first, second].into_iter().chain(views) {
            view.put_into(&fragment);
            last = view.last().cloned();
        }
        match (start, last) {
            (Some(start), Some(last)) => Self::Many(fragment, start, last),
            _ => Self::Empty,
        }
    }

    /// The same between two marks, so that it can change; with the marks.
    pub(crate) fn between_marks() -> (Self, Comment, Comment) {
        let fragment = document().create_document_fragment();
        let (start, end) = (document().create_comment(""), document().create_comment(""));
        insert(&fragment, &start, None);
        insert(&fragment, &end, None);
        (Self::Many(fragment, start.clone().into(), end.clone().into()), start, end)
    }
}

impl IntoView for AnyView {
    fn into_any(self) -> AnyView {
        self
    }
}

pub(crate) fn insert(parent: &Node, node: &Node, next: Option<&Node>) {
    if let Err(error) = parent.insert_before(node, next) {
        crate::logging::console_error(&error); // no parent of ours refuses its children
    }
}

fn detach(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _child = parent.remove_child(node);
    }
}

/// Takes neighbours out of the page, into their fragment.
fn gather(fragment: &DocumentFragment, first: &Node, last: &Node) {
    let mut next = Some(first.clone());
    while let Some(node) = next {
        next = if node == *last { None } else { node.next_sibling() };
        insert(fragment, &node, None);
    }
}

/// Takes out what is between two marks.
pub(crate) fn clear_between(start: &Node, end: &Node) {
    while let Some(node) = start.next_sibling().filter(|node| node != end) {
        detach(&node);
    }
}
