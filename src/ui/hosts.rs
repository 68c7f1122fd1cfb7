//! Where messages and dialogs appear: the last elements of the page.
use super::{announcer::status_host, dialog::dialog_host, toast::toast_host};
use leptos::prelude::*;

/// Place this once, at the very end of the app's view: status, toasts, dialogs.
pub fn hosts() -> AnyView {
    view! {
        {status_host()}
        {toast_host()}
        {dialog_host()}
    }
    .into_any()
}
