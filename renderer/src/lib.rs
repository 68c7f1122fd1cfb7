//! The part of Leptos that préau uses, compiled once instead of once for each view.
//!
//! Views are written with the macros of Leptos (`view!`, `#[component]`), which name what they build by Leptos' paths; here are
//! those paths. Leptos makes a type of each view and each signal, which the compiler turns into code for each of them: over
//! 100 KiB of the first visit. Here elements are made at once, values are told apart at run time, and each signal, attribute and
//! event goes through the same few functions. What has the name of a thing of Leptos behaves as there; what préau does not use
//! is not there. To go back, let the dependency `leptos` in Cargo.toml name the real one.
#![allow(clippy::return_self_not_must_use, reason = "only the macros call what would need it")]
pub mod helpers;
pub mod island;
pub mod logging;
pub mod reactive;
pub mod task;
pub mod view;
pub mod work;

pub use helpers::document;
pub use leptos_macro::{component, view};
pub use typed_builder;
pub use typed_builder_macro;
pub use wasm_bindgen;
pub use wasm_split_helpers as wasm_split;
pub use web_sys;

/// Names of components in the macros' output.
pub mod component {
    pub use crate::view::{Props, component_props_builder, component_view};
}

/// Names of children in the macros' output.
pub mod children {
    pub use crate::view::{Children, ChildrenFn, ChildrenOptContainer, ToChildren, ViewFn};
}

/// Events.
pub mod ev {
    pub use crate::view::event::*;
}

/// Kinds of elements, for references to them.
pub mod html {
    pub use crate::view::element::{
        A, Article, Button, Details, Dialog, Div, Form, H1, H2, H3, H4, Iframe, Input, Li, Ol, P, Section, Select,
        Span, Textarea, Ul, Video,
    };
}

/// Puts views into the page.
pub mod mount {
    pub use crate::view::{Mounted, mount_to};
}

/// Where the macros look for elements.
pub mod tachys {
    pub use crate::view::element::svg;

    /// Elements and events.
    pub mod html {
        pub use crate::view::{
            element::{self, InertElement},
            event,
        };
    }
}

/// What a file with views needs.
pub mod prelude {
    pub use crate::{
        children::{Children, ChildrenFn, ViewFn},
        component,
        helpers::{
            TimeoutHandle, document, request_animation_frame, set_timeout, set_timeout_with_handle, window,
            window_event_listener,
        },
        reactive::{
            ArcRwSignal, Callback, Effect, IntoReactiveValue, MaybeProp, Memo, Owner, RwSignal, Signal, StoredValue,
            expect_context, on_cleanup, provide_context, untrack, use_context,
        },
        view,
        view::{AnyView, CollectView, IntoAttribute, IntoAttributeValue, IntoRender, IntoView, NodeRef, View},
    };
}
