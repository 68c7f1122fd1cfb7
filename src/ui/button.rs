//! Buttons: something happens on this page. (What leads elsewhere is a link, which may look like a button.)
//!
//! Criteria:
//! - a native `button`, 44 px high; kinds differ by more than colour: filled, bordered, plain;
//! - while its work is under way: `aria-disabled` and repeats ignored; never `disabled`, which would drop the focus;
//! - a button with an icon only has a name (`label`);
//! - a toggle keeps its name and changes `aria-pressed` only;
//! - takes the focus when pressed also in Safari, so that dialogs know where to go back to.
use super::{
    build::{attribute, flag},
    dom::focus,
    icon::{Icon, icon},
};
use leptos::{ev::MouseEvent, prelude::*, view::Attribute, wasm_bindgen::JsCast, web_sys::HtmlElement};

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Another thing to do.
    #[default]
    Secondary,
    /// A thing to do beside the content, without a border.
    Quiet,
    /// Deletes or leaves something.
    Danger,
}

impl ButtonKind {
    /// Classes of the look, also for a link: `<a class=ButtonKind::Primary.class() href=…>`.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "preau-button",
            Self::Secondary => "preau-button preau-button--secondary",
            Self::Quiet => "preau-button preau-button--quiet",
            Self::Danger => "preau-button preau-button--danger",
        }
    }
}

/// A button.
#[component]
pub fn Button(
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// Drawn before the text.
    #[prop(optional, into)]
    icon_before: Option<Icon>,
    /// Its work is under way.
    #[prop(optional, into)]
    pending: Option<Signal<bool>>,
    /// Makes it a toggle: on or off.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Name when the text is missing or too short; starts with the visible text.
    #[prop(optional, into)]
    label: Attribute,
    /// Sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// Lower, for use inside cards and lines of text.
    #[prop(optional)]
    small: bool,
    /// Gets the focus when the dialog around it opens.
    #[prop(optional)]
    first: bool,
    /// What it does.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Its text.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if small { [kind.class(), " preau-button--small"].concat() } else { kind.class().to_owned() };
    let class = if children.is_none() { [&class, " preau-button--icon"].concat() } else { class };
    let press = move |event: MouseEvent| {
        if pending.is_some_and(|pending| pending.get_untracked()) {
            event.prevent_default();
            return;
        }
        // Safari gives pressed buttons no focus; Enter in a form's field presses its button too, and stays in the field
        let is_pointer = event.detail() > 0;
        if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok())
            && is_pointer
        {
            focus(&element);
        }
        if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            aria-disabled=pending.map(|pending| attribute(move || pending.get().then(|| "true".into())))
            aria-pressed=pressed.map(|pressed| flag(move || pressed.get()))
            aria-label=label
            data-first=first.then_some("")
            on:click=press
        >
            {icon_before.map(icon)}
            {children.map(|children| children())}
        </button>
    }
}
