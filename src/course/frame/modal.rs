//! A dialog that a unit asks for.
use super::{message::ModalContent, state::Frame};
use crate::{
    app::rich_text_on_demand,
    i18n::t,
    ui::{self, Dialog},
};
use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{HtmlIFrameElement, Window},
};

/// Window of the page in the dialog, while there is one.
pub(super) fn window() -> Option<Window> {
    let page = document().query_selector(".preau-frame__modal").ok()??;
    page.dyn_into::<HtmlIFrameElement>().ok()?.content_window()
}

/// The dialog while there is one.
pub(super) fn modal(frame: Frame) -> AnyView {
    ui::optional(move || {
        let modal = frame.modal.get()?;
        let open = RwSignal::new(true);
        ui::effect(move || {
            if !open.get() {
                frame.closed();
            }
        });
        let title = modal.title.clone().unwrap_or_else(|| t::learn::modal().to_owned());
        let name = title.clone();
        let content = move || match &modal.content {
            ModalContent::Page(address) => view! {
                <iframe
                    class="preau-frame__modal"
                    title=name.clone()
                    referrerpolicy="origin"
                    allow=super::ALLOWED
                    src=address.clone()
                ></iframe>
            }
            .into_any(),
            ModalContent::Html(html) => rich_text_on_demand(html, 3),
        };
        Some(view! { <Dialog open=open title=title sheet=true>{content()}</Dialog> }.into_any())
    })
}
