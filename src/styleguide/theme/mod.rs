//! The theme builder, at `/styleguide/theme`: for who gives a platform its look.
//!
//! Criteria:
//! - every choice is a native field with its label, by what the colour is for, in light and in dark; it shows at once on every
//!   component below, and the address holds it, so that a link shares the theme;
//! - each pair of colours that the style sheets use is measured in both themes; of what fails, the nearest colour that passes is one
//!   press away; how many fail is said after each change, once;
//! - style sheet and configuration can be copied and downloaded, pasted and opened again; what is not taken is named;
//! - the page's own fields keep the site's colours, so that no choice can make them unreadable.
mod builder;
mod contrast;
mod draft;
mod fields;
mod files;
mod names;
mod sheet;

use crate::{
    app::{Nav, PageHeading},
    i18n::t,
    ui::{self, Checkbox, Radios, RadiosLook},
};
use builder::Builder;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The page.
pub(super) fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let builder = Builder::new();
    ui::effect(move || nav.content_stands());
    view! {
        <div class="preau-wrap preau-stack">
            // outside `style/`, so that learners never load it
            <link rel="stylesheet" href="/styleguide.css"/>
            <PageHeading text=Signal::stored(t::theme_builder::title().to_owned())/>
            <p class="preau-lead">{t::theme_builder::lead()}</p>
            <div class="preau-builder">
                <div class="preau-stack">
                    {files::samples(builder)}
                    {fields::view(builder)}
                    {contrast::view(builder)}
                    {files::view(builder)}
                </div>
                {preview(builder)}
            </div>
        </div>
    }
    .into_any()
}

fn preview(builder: Builder) -> AnyView {
    let scheme = RwSignal::new(String::new());
    let everywhere = RwSignal::new(false);
    let node = NodeRef::<html::Div>::new();
    dress(builder, node, everywhere);
    let schemes = [
        ("", t::theme_builder::preview_auto()),
        ("light", t::theme_builder::light()),
        ("dark", t::theme_builder::dark()),
    ];
    let schemes = schemes.map(|(value, text)| (value.to_owned(), text.to_owned())).into_iter().collect();
    view! {
        <section class="preau-stack preau-builder__side" aria-labelledby="preview">
            <h2 id="preview">{t::theme_builder::preview()}</h2>
            <Radios legend=t::theme_builder::preview_in() look=RadiosLook::Segmented options=schemes value=scheme on_change=move |to| scheme.set(to)/>
            <Checkbox label=t::theme_builder::preview_all() checked=everywhere on_change=move |on| everywhere.set(on)/>
            <div
                class="preau-builder__preview"
                data-theme=ui::attribute(move || Some(scheme.get()).filter(|it| !it.is_empty()))
                node_ref=node
            >
                {ui::optional(move || site(builder))}
                <div lang="en">{super::components(3)}</div>
            </div>
        </section>
    }
    .into_any()
}

/// Name and logo as the header shows them.
fn site(builder: Builder) -> Option<AnyView> {
    let (name, logo) = builder.draft.with(|draft| (draft.name.clone(), draft.clone().sound().logo));
    if name.is_empty() && logo.is_empty() {
        return None;
    }
    let shown = if logo.is_empty() {
        name.into_any()
    } else {
        view! { <img class="preau-institution__logo" src=logo alt=name/> }.into_any()
    };
    Some(
        view! { <p class="preau-header preau-builder__site"><span class="preau-institution">{shown}</span></p> }
            .into_any(),
    )
}

/// Puts the draft on the components, or on the whole page, by CSSOM, which the content policy allows.
fn dress(builder: Builder, node: NodeRef<html::Div>, everywhere: RwSignal<bool>) {
    let worn = StoredValue::new(None::<(HtmlElement, Vec<String>)>);
    let undress = move || {
        let Some((element, names)) = worn.try_update_value(Option::take).flatten() else { return };
        for name in names {
            if let Err(error) = element.style().remove_property(&name) {
                crate::log::warn_js("theme", &error);
            }
        }
    };
    ui::effect(move || {
        let properties = builder.draft.with(|draft| sheet::properties(&draft.clone().sound()));
        let root = || document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
        let element = if everywhere.get() { root() } else { node.get().map(HtmlElement::from) };
        undress();
        let Some(element) = element else { return };
        for (name, value) in &properties {
            if let Err(error) = element.style().set_property(name, value) {
                crate::log::warn_js("theme", &error);
            }
        }
        worn.set_value(Some((element, properties.into_iter().map(|(name, _)| name).collect())));
    });
    on_cleanup(undress);
}
