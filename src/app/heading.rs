//! The heading of a page: its `h1`, the document's title, and the focus after a navigation.
#![allow(unreachable_pub, reason = "the component macro writes `pub` where nobody outside can look")]
use super::{Nav, config};
use crate::{i18n::t, ui};
use leptos::{html, prelude::*, view::Attribute};

/// The page's only `h1`.
///
/// - Sets the document's title to "heading – site" ("Error: heading – site" for a page that failed), and follows changes.
/// - Takes the focus when the learner came by a link (requirements §2): that is what a screen reader says first.
/// - To be shown at once, with the name that is known or a general one, even while the rest still loads.
#[component]
pub(crate) fn PageHeading(
    /// Name of the page.
    #[prop(into)]
    text: Signal<String>,
    /// Title of the document when it says more than the heading ("Results page 2 – Catalogue").
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// The page is about something that went wrong, or what its address names is not there.
    #[prop(optional, into)]
    error: Option<Signal<bool>>,
    /// Language of the text when it is known to differ from the page's.
    #[prop(optional, into)]
    lang: Attribute,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    let nav = expect_context::<Nav>();
    ui::effect(move || {
        let name = title.map_or_else(|| text.get(), |title| title.get());
        let name = if error.is_some_and(|error| error.get()) { t::app::error_title(&name) } else { name };
        document().set_title(&t::app::title(&name, &config::site_name()));
    });
    ui::effect(move || {
        if let Some(heading) = node.get()
            && nav.takes_focus()
        {
            ui::dom::focus_quietly(&heading);
        }
    });
    view! {
        <h1 tabindex="-1" node_ref=node lang=lang>
            {text}
        </h1>
    }
}
