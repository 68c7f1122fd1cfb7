//! Notices and tags: states and remarks in words.
//!
//! Criteria:
//! - the kind shows by icon, border and text, never by colour alone;
//! - a notice is part of the page and says nothing by itself; what happens suddenly goes through the announcer;
//! - when it goes while its button has the focus ("Try again"), the focus moves to the region's heading.
use super::{
    dom::rescue_focus_of,
    icon::{Icon, icon, mark},
};
use leptos::{html::Div, prelude::*, view::element::heading_of};

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// It worked.
    Success,
    /// Something is not as expected, and the page still serves.
    Warning,
    /// Something failed.
    Error,
}

/// A remark in the page.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// Bold first line.
    #[prop(optional, into)]
    title: Option<String>,
    /// Text and ways out.
    children: Children,
) -> impl IntoView {
    let (class, drawn) = match kind {
        NoticeKind::Info => ("preau-notice", Icon::Info),
        NoticeKind::Success => ("preau-notice preau-notice--success", Icon::Check),
        NoticeKind::Warning => ("preau-notice preau-notice--warning", Icon::Alert),
        NoticeKind::Error => ("preau-notice preau-notice--error", Icon::Alert),
    };
    let element = NodeRef::<Div>::new();
    rescue_focus_of(element);
    view! {
        <div class=class node_ref=element>
            {icon(drawn)}
            <div class="preau-notice__body">
                {title.map(|title| view! { <p class="preau-notice__title">{title}</p> }.into_any())}
                {children()}
            </div>
        </div>
    }
}

/// Look of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TagKind {
    /// A property.
    #[default]
    Plain,
    /// One can go in now.
    Open,
    /// It begins or ends soon.
    Soon,
    /// It is over, or not to be had.
    Quiet,
    /// It was refused or failed.
    Danger,
}

/// A short state or property in words.
pub fn tag(kind: TagKind, drawn: Option<Icon>, text: &str) -> AnyView {
    let class = match kind {
        TagKind::Plain => "preau-tag",
        TagKind::Open => "preau-tag preau-tag--open",
        TagKind::Soon => "preau-tag preau-tag--soon",
        TagKind::Quiet => "preau-tag preau-tag--quiet",
        TagKind::Danger => "preau-tag preau-tag--danger",
    };
    view! { <span class=class>{drawn.map(icon)}{text.to_owned()}</span> }.into_any()
}

/// Cover of a course that has no picture.
pub fn card_cover_none() -> AnyView {
    view! { <div class="preau-card__cover preau-card__cover--none">{mark()}</div> }.into_any()
}

/// Nothing here: why, and what to do. `level` is the level of its heading, 2 or 3.
#[component]
pub fn EmptyState(
    /// What is missing.
    #[prop(into)]
    title: String,
    /// Level of the heading, 2 or 3.
    #[prop(default = 2)]
    level: u8,
    /// Explanation and ways out.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="preau-state">
            {mark()}
            {heading(level, title)}
            {children()}
        </div>
    }
}

/// A heading with that text.
pub(super) fn heading(level: u8, text: String) -> AnyView {
    heading_of(level).child(text).into_any()
}
