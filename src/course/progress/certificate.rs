//! The certificate: where it stands, and asking for it.
use crate::{
    api::{ApiError, Remote, lms, lms_now},
    i18n::{Instant, day, t},
    ui::{self, ButtonKind, Icon, NoticeKind},
    wire::openedx::{CertificateData, CourseKey, Progress},
};
use leptos::prelude::*;

/// What can be said of a certificate.
#[derive(Debug, Clone, PartialEq)]
enum State {
    Ready(String),
    MayAsk,
    Generating,
    Unverified,
    Later(Option<Instant>),
    NoneForMode,
}

impl State {
    /// `None` when there is nothing to say: unknown states too.
    fn of(data: &CertificateData) -> Option<Self> {
        let address = || {
            [&data.cert_web_view_url, &data.download_url]
                .into_iter()
                .flatten()
                .find_map(|address| lms::lms_link(address))
        };
        Some(match data.cert_status.as_str() {
            "downloadable" => Self::Ready(address()?),
            "requesting" => Self::MayAsk,
            "generating" => Self::Generating,
            "unverified" => Self::Unverified,
            "earned_but_not_available" => match data.certificate_available_date.as_deref().and_then(Instant::parse) {
                // its day has come, and the platform is at it
                Some(at) if at <= lms_now() => Self::Generating,
                at => Self::Later(at),
            },
            "audit_passing" | "honor_passing" => Self::NoneForMode,
            _ => return None,
        })
    }

    fn text(&self) -> String {
        match self {
            Self::Ready(_) => t::progress::certificate_ready().into(),
            Self::MayAsk => t::progress::certificate_may_ask().into(),
            Self::Generating => t::progress::certificate_generating().into(),
            Self::Unverified => t::progress::certificate_unverified().into(),
            Self::Later(Some(at)) => t::progress::certificate_later(&day(*at)),
            Self::Later(None) => t::progress::certificate_later_undated().into(),
            Self::NoneForMode => t::progress::certificate_none().into(),
        }
    }
}

/// The part of the page about it.
pub(super) fn part(key: &CourseKey, progress: &Progress, remote: Remote<Progress>) -> Option<AnyView> {
    let state = progress.certificate_data.as_ref().and_then(State::of)?;
    let kind = match state {
        State::Ready(_) | State::MayAsk | State::Later(_) => NoticeKind::Success,
        _ => NoticeKind::Info,
    };
    let text = state.text();
    let action = match state {
        State::Ready(address) => {
            let name = t::progress::certificate_see();
            Some(view! { <p><a class=ButtonKind::Primary.class() href=address rel="external">{ui::icon(Icon::Certificate)}{name}</a></p> }.into_any())
        }
        State::MayAsk if !super::is_others(progress) => Some(ask(key, remote)),
        _ => None,
    };
    Some(
        view! {
            <section class="preau-stack" aria-labelledby="certificate">
                <h2 id="certificate">{t::progress::certificate()}</h2>
                <ui::Notice kind=kind><p>{text}</p> {action}</ui::Notice>
            </section>
        }
        .into_any(),
    )
}

fn ask(key: &CourseKey, remote: Remote<Progress>) -> AnyView {
    let pending = RwSignal::new(false);
    let key = key.clone();
    let press = move |()| {
        let key = key.clone();
        pending.set(true);
        leptos::task::spawn_local_scoped(async move {
            let outcome = lms::request_certificate(&key).await;
            pending.try_set(false);
            match outcome {
                Ok(()) => {
                    ui::toast(t::progress::certificate_asked());
                    remote.retry();
                }
                Err(ApiError::Refused(reason)) if !reason.trim().is_empty() => ui::alert(&reason),
                Err(_) => ui::alert(t::progress::certificate_not_asked()),
            }
        });
    };
    view! {
        <p>
            <ui::Button kind=ButtonKind::Primary icon_before=Icon::Certificate pending=pending on_press=press>
                {t::progress::certificate_ask()}
            </ui::Button>
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(status: &str, address: Option<&str>) -> Option<State> {
        State::of(&CertificateData {
            cert_status: status.into(),
            cert_web_view_url: address.map(Into::into),
            ..CertificateData::default()
        })
    }

    #[test]
    fn a_certificate_that_can_be_had_has_an_address() {
        assert_eq!(state("downloadable", Some("/certificates/1")), Some(State::Ready("/certificates/1".into())));
        assert_eq!(state("downloadable", None), None);
        assert_eq!(state("downloadable", Some("javascript:alert(1)")), None);
    }

    #[test]
    fn states_that_say_nothing_show_nothing() {
        for status in ["notpassing", "invalidated", "", "new_one"] {
            assert_eq!(state(status, None), None, "{status}");
        }
        assert_eq!(state("requesting", None), Some(State::MayAsk));
    }
}
