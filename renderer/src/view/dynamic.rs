//! Parts that are built anew when something that they read changes.
use super::AnyView;
use crate::{document, reactive::render_effect, work::Make};
use std::{cell::RefCell, rc::Rc};

/// A part that is built anew when something that it read has changed; what belonged to the former one goes before.
pub fn reactive(mut build: Box<dyn Make<AnyView>>) -> AnyView {
    let part = Rc::new(RefCell::new(AnyView::default()));
    let shown = Rc::clone(&part);
    render_effect(Box::new(move || {
        let view = build.make().with_ends();
        let former = shown.replace(view.clone());
        let Some(last) = former.last() else { return }; // the first one is put into the page with what is around it
        let (parent, next) = (last.parent_node(), last.next_sibling());
        former.remove();
        if let Some(parent) = parent {
            view.insert(&parent, next.as_ref());
        }
    }));
    AnyView::part(part)
}

/// A text that changes in place.
pub fn reactive_text(mut words: Box<dyn Make<String>>) -> AnyView {
    let text = document().create_text_node("");
    let shown = text.clone();
    render_effect(Box::new(move || shown.set_data(&words.make())));
    AnyView::text(text.into())
}
