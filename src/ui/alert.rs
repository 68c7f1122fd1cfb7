//! Alerts that are part of something larger. (Those that stand alone are the announcer's.)
//!
//! Criteria:
//! - comes into the page by itself, a moment after what is around it: Firefox tells screen readers only of an alert that is put in as
//!   such, not of one within what is put in;
//! - is a new element with its words inside: Chromium tells only of one whose words were not there before (both heard with Orca 43);
//! - stays as long as what is around it.
use super::build::after;
use leptos::prelude::*;
use std::time::Duration;

/// How long after what is around it: browsers tell of what comes at a time as of one thing.
const HEARD_AFTER: Duration = Duration::from_millis(100);

/// The alert in its place; `words` are drawn when it comes.
pub fn alert_within(class: Option<&'static str>, words: impl FnOnce() -> AnyView + 'static) -> AnyView {
    after(HEARD_AFTER, Box::new(move || view! { <div role="alert" class=class>{words()}</div> }.into_any()))
}
