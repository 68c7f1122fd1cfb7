//! What the learner reads when a backend gave no usable answer.
//!
//! Criteria:
//! - says what happened and what to do, in words of the learner; no code or address of a server but its status;
//! - offers the way out that fits: try again, reload, sign in, go back (where something is there to go back to, else to the catalogue),
//!   the platform's own site;
//! - is said at once: its text is in a new `role="alert"` ([`alert_within`]);
//! - when the panel goes while its button has the focus, the focus moves to the region's heading.
use super::{
    alert::alert_within,
    announcer::is_in_island,
    button::{Button, ButtonKind},
    dom::{reload, rescue_focus_of},
    icon::{Icon, mark},
    notice::heading,
};
use crate::{api::ApiError, i18n::t};
use leptos::{html::Div, prelude::*};
use std::{cell::Cell, rc::Rc};

/// Draws the panel around a way out, the way to try again, and whether that is under way.
type SignIn = fn(Rc<dyn Fn(AnyView) -> AnyView>, Option<Callback<()>>, Signal<bool>) -> AnyView;

thread_local! {
    static SIGN_IN: Cell<Option<SignIn>> = const { Cell::new(None) };
}

/// Says how one signs in where the session is needed: only pages of learners bring the code for it.
pub fn sign_in_by(way: SignIn) {
    SIGN_IN.set(Some(way));
}

/// The way out that helps most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WayOut {
    Retry,
    Reload,
    SignIn,
    Back,
}

/// Title, text and way out.
fn words(error: ApiError) -> (&'static str, String, WayOut) {
    match error {
        ApiError::Offline => (t::ui::offline_title(), t::ui::offline_text().into(), WayOut::Retry),
        ApiError::Timeout | ApiError::Aborted => (t::ui::timeout_title(), t::ui::timeout_text().into(), WayOut::Retry),
        ApiError::Unreachable => (t::ui::unreachable_title(), t::ui::unreachable_text().into(), WayOut::Retry),
        ApiError::SignInNeeded => (t::ui::sign_in_title(), t::ui::sign_in_text().into(), WayOut::SignIn),
        ApiError::Refused(reason) if reason.trim().is_empty() => {
            (t::ui::refused_title(), t::ui::refused_text().into(), WayOut::Back)
        }
        ApiError::Refused(reason) => (t::ui::refused_title(), reason, WayOut::Back),
        ApiError::NotFound => (t::ui::not_found_title(), t::ui::not_found_text().into(), WayOut::Back),
        // servers name parameters and their limits, which no learner has set
        ApiError::Invalid(_) => (t::ui::invalid_title(), t::ui::invalid_text().into(), WayOut::Back),
        ApiError::TooMany(Some(seconds)) => {
            (t::ui::too_many_title(), t::ui::too_many_wait(seconds.into()), WayOut::Retry)
        }
        ApiError::TooMany(None) => (t::ui::too_many_title(), t::ui::too_many_text().into(), WayOut::Retry),
        ApiError::Server(status) => (t::ui::server_title(), t::ui::server_text(status.into()), WayOut::Retry),
        ApiError::Decode(_) => (t::ui::decode_title(), t::ui::decode_text().into(), WayOut::Reload),
    }
}

/// A failure with its ways out.
#[component]
pub fn ErrorPanel(
    /// What failed.
    error: ApiError,
    /// Asks again; without it, retrying means reloading the page.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
    /// The new attempt is under way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// The same thing on the platform's own site.
    #[prop(optional, into)]
    elsewhere: Option<String>,
    /// Where to sign in; without it that happens in a new view, and this one stays as it is.
    #[prop(optional, into)]
    sign_in: Option<String>,
    /// Level of the heading, 2 or 3.
    #[prop(default = 2)]
    level: u8,
) -> impl IntoView {
    match SIGN_IN.get() {
        Some(draw) if error == ApiError::SignInNeeded && sign_in.is_none() => {
            let around = move |way| panel(error.clone(), Some(way), on_retry, pending, elsewhere.clone(), None, level);
            draw(Rc::new(around), on_retry, pending)
        }
        _ => panel(error, None, on_retry, pending, elsewhere, sign_in, level),
    }
}

fn panel(
    error: ApiError,
    way: Option<AnyView>,
    on_retry: Option<Callback<()>>,
    pending: Signal<bool>,
    elsewhere: Option<String>,
    sign_in: Option<String>,
    level: u8,
) -> AnyView {
    if let ApiError::Decode(detail) = &error {
        crate::log::warn_js("unexpected answer", &detail.into()); // for whoever looks into it
    }
    let (title, text, best) = words(error);
    let element = NodeRef::<Div>::new();
    rescue_focus_of(element);
    let way = way.unwrap_or_else(|| match (best, on_retry, sign_in) {
        (WayOut::SignIn, _, Some(address)) => {
            view! { <a class=ButtonKind::Primary.class() href=address rel="external">{t::ui::sign_in()}</a> }.into_any()
        }
        (WayOut::Retry, Some(on_retry), _) => view! {
            <Button kind=ButtonKind::Primary icon_before=Icon::Retry pending=pending on_press=on_retry>{t::ui::retry()}</Button>
        }
        .into_any(),
        // a link that was opened in a new tab: there is nothing behind it; and what is behind an island is its page's
        (WayOut::Back, ..) if is_in_island() || !has_before() => {
            view! { <a class=ButtonKind::Primary.class() href="/">{t::search::all_courses()}</a> }.into_any()
        }
        (WayOut::Back, ..) => view! {
            <Button kind=ButtonKind::Primary icon_before=Icon::ArrowLeft on_press=go_back>{t::ui::back()}</Button>
        }
        .into_any(),
        _ => view! {
            <Button kind=ButtonKind::Primary icon_before=Icon::Retry on_press=|()| reload()>{t::ui::reload()}</Button>
        }
        .into_any(),
    });
    let elsewhere = elsewhere.map(|address| {
        view! { <a class=ButtonKind::Secondary.class() href=address rel="external">{t::ui::elsewhere()}</a> }.into_any()
    });
    view! {
        <div class="preau-state preau-state--error" node_ref=element>
            {mark()}
            {alert_within(Some("preau-stack"), move || {
                view! { {heading(level, title.to_owned())} <p class="preau-state__text">{text}</p> }.into_any()
            })}
            <div class="preau-row">{way}{elsewhere}</div>
        </div>
    }
    .into_any()
}

/// Whether the tab has shown a page before this one.
fn has_before() -> bool {
    window().history().and_then(|history| history.length()).is_ok_and(|pages| pages > 1)
}

fn go_back() {
    if let Ok(history) = window().history() {
        drop(history.back());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_offers_what_can_help() {
        let way = |error| words(error).2;
        assert_eq!(way(ApiError::Offline), WayOut::Retry);
        assert_eq!(way(ApiError::Server(503)), WayOut::Retry);
        assert_eq!(way(ApiError::NotFound), WayOut::Back);
        assert_eq!(way(ApiError::SignInNeeded), WayOut::SignIn);
        assert_eq!(way(ApiError::Decode("objects[0].id".into())), WayOut::Reload);
    }

    #[test]
    fn a_learner_never_reads_the_place_of_a_decoding_failure() {
        assert!(!words(ApiError::Decode("objects[0].id".into())).1.contains("objects"));
    }

    #[test]
    fn a_refusal_has_the_servers_reason_but_no_names_of_parameters() {
        assert_eq!(words(ApiError::Refused("Closed to the public".into())).1, "Closed to the public");
        assert_eq!(words(ApiError::Refused(" ".into())).1, t::ui::refused_text());
        let fields = vec![("limit".into(), vec!["Too high.".into()]), ("query".into(), vec!["Too short.".into()])];
        assert_eq!(words(ApiError::Invalid(fields)).1, t::ui::invalid_text());
    }
}
