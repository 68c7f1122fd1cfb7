//! Parts that are built anew when something that they read changes.
use super::{AnyView, any::clear_between};
use crate::{document, reactive::render_effect, work::Make};

/// A part that is built anew when something that it read has changed; what belonged to the former one goes before.
pub fn reactive(mut build: Box<dyn Make<AnyView>>) -> AnyView {
    let (whole, start, end) = AnyView::between_marks();
    render_effect(Box::new(move || {
        let view = build.make();
        clear_between(&start, &end);
        if let Some(parent) = end.parent_node() {
            view.insert(&parent, Some(&end));
        }
    }));
    whole
}

/// A text that changes in place.
pub fn reactive_text(mut words: Box<dyn Make<String>>) -> AnyView {
    let text = document().create_text_node("");
    let shown = text.clone();
    render_effect(Box::new(move || shown.set_data(&words.make())));
    AnyView::One(text.into())
}
