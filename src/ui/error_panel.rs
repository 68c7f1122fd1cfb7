//! What the learner reads when a backend gave no usable answer.
//!
//! Criteria:
//! - says what happened and what to do, in words of the learner; no code or address of a server but its status;
//! - offers the way out that fits: try again, reload, sign in, go back, the platform's own site;
//! - is said at once: its text is in a new `role="alert"`;
//! - when the panel goes while its button has the focus, the focus moves to the region's heading.
use super::{
    build::optional,
    button::{Button, ButtonKind},
    dom::{reload, rescue_focus_of},
    icon::{Icon, icon, mark},
    notice::heading,
};
use crate::{
    api::{
        ApiError,
        session::{sign_in_address, track_returns},
    },
    i18n::t,
};
use leptos::{html::Div, prelude::*};

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
        ApiError::Invalid(fields) => {
            let texts: Vec<&str> = fields.iter().flat_map(|(_, texts)| texts).map(String::as_str).collect();
            let text = if texts.is_empty() { t::ui::invalid_text().into() } else { texts.join(" ") };
            (t::ui::invalid_title(), text, WayOut::Back)
        }
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
    if error != ApiError::SignInNeeded || sign_in.is_some() {
        return panel(error, on_retry, pending, elsewhere, sign_in, level);
    }
    // who has signed in in another view reads it no longer
    let is_back = RwSignal::new(false);
    Effect::new(move |was_there: Option<()>| {
        track_returns();
        if was_there.is_some() {
            is_back.set(true);
        }
    });
    optional(move || {
        (!is_back.get()).then(|| panel(ApiError::SignInNeeded, on_retry, pending, elsewhere.clone(), None, level))
    })
}

fn panel(
    error: ApiError,
    on_retry: Option<Callback<()>>,
    pending: Signal<bool>,
    elsewhere: Option<String>,
    sign_in: Option<String>,
    level: u8,
) -> AnyView {
    if let ApiError::Decode(detail) = &error {
        crate::log::warn_js("unexpected answer", &detail.into()); // for whoever looks into it
    }
    let (title, text, way) = words(error);
    let element = NodeRef::<Div>::new();
    rescue_focus_of(element);
    let way = match (way, on_retry, sign_in) {
        (WayOut::SignIn, _, Some(address)) => {
            view! { <a class=ButtonKind::Primary.class() href=address rel="external">{t::ui::sign_in()}</a> }.into_any()
        }
        (WayOut::SignIn, _, None) => beside(on_retry, pending),
        (WayOut::Retry, Some(on_retry), _) => view! {
            <Button kind=ButtonKind::Primary icon_before=Icon::Retry pending=pending on_press=on_retry>{t::ui::retry()}</Button>
        }
        .into_any(),
        (WayOut::Back, ..) => view! {
            <Button kind=ButtonKind::Primary icon_before=Icon::ArrowLeft on_press=go_back>{t::ui::back()}</Button>
        }
        .into_any(),
        _ => view! {
            <Button kind=ButtonKind::Primary icon_before=Icon::Retry on_press=|()| reload()>{t::ui::reload()}</Button>
        }
        .into_any(),
    };
    let elsewhere = elsewhere.map(|address| {
        view! { <a class=ButtonKind::Secondary.class() href=address rel="external">{t::ui::elsewhere()}</a> }.into_any()
    });
    view! {
        <div class="preau-state preau-state--error" node_ref=element>
            {mark()}
            <div role="alert" class="preau-stack">
                {heading(level, title.to_owned())}
                <p class="preau-state__text">{text}</p>
            </div>
            <div class="preau-row">{way}{elsewhere}</div>
        </div>
    }
    .into_any()
}

/// Signing in in a new view, then trying again here.
fn beside(on_retry: Option<Callback<()>>, pending: Signal<bool>) -> AnyView {
    let here = window().location();
    let here = [here.pathname().unwrap_or_default(), here.search().unwrap_or_default()].concat();
    let retry = on_retry.map(|on_retry| {
        view! { <Button icon_before=Icon::Retry pending=pending on_press=on_retry>{t::ui::retry()}</Button> }
    });
    view! {
        <a class=ButtonKind::Primary.class() href=sign_in_address(&here) rel="external" target="_blank">
            {t::session::sign_in_beside()} {icon(Icon::External)}
        </a>
        {retry}
    }
    .into_any()
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
    fn the_servers_reasons_are_shown_when_it_gives_some() {
        assert_eq!(words(ApiError::Refused("Closed to the public".into())).1, "Closed to the public");
        assert_eq!(words(ApiError::Refused(" ".into())).1, t::ui::refused_text());
        let fields = vec![("limit".into(), vec!["Too high.".into()]), ("query".into(), vec!["Too short.".into()])];
        assert_eq!(words(ApiError::Invalid(fields)).1, "Too high. Too short.");
    }
}
