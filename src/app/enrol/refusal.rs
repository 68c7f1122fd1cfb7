//! A refusal in words, with the next step.
use super::{super::Nav, why::Why};
use crate::{
    api::{self, ApiError, lms, session::sign_in_address},
    app::{LearnPage, Route, config},
    i18n::{day, money, now, t},
    ui::{self, Button, ButtonKind, Icon, icon},
    wire::openedx::CourseKey,
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// What the learner reads, said at once.
pub(super) fn refusal(key: &CourseKey, why: &Why, nav: Nav, retry: Callback<()>, pending: Signal<bool>) -> AnyView {
    let (title, text) = match why {
        Why::Failed(error) => {
            return view! { <ui::ErrorPanel error=error.clone() level=3 on_retry=retry pending=pending/> }.into_any();
        }
        Why::SignIn => (t::enrol::sign_in_title(), t::enrol::sign_in().to_owned()),
        Why::NotYet(at) => (t::enrol::not_yet_title(), t::enrol::not_yet(&day(*at))),
        Why::Closed(at) => (t::enrol::closed_title(), closed(*at)),
        Why::Full => (t::enrol::full_title(), t::enrol::full().to_owned()),
        Why::Invitation => (t::enrol::invitation_title(), t::enrol::invitation().to_owned()),
        Why::Prerequisites(_) => (t::enrol::prerequisites_title(), t::enrol::prerequisites().to_owned()),
        Why::Paid(price, currency) => (t::enrol::paid_title(), t::enrol::paid(&money(*price, currency))),
        Why::Later(Some(seconds)) => (t::enrol::later_title(), t::enrol::later_in((*seconds).into())),
        Why::Later(None) => (t::enrol::later_title(), t::enrol::later().to_owned()),
        Why::Account => (t::enrol::account_title(), t::enrol::account().to_owned()),
        Why::Said(reason, _) => (t::enrol::said_title(), reason.clone()),
    };
    let next = next_step(key, why, nav);
    view! {
        <ui::Notice kind=ui::NoticeKind::Warning>
            {ui::alert_within(None, move || {
                view! { <p class="preau-notice__title">{title}</p> <p>{text}</p> }.into_any()
            })}
            {next}
        </ui::Notice>
    }
    .into_any()
}

fn closed(at: Option<crate::i18n::Instant>) -> String {
    at.filter(|at| *at <= now()).map_or_else(|| t::enrol::closed().to_owned(), |at| t::enrol::closed_on(&day(at)))
}

fn next_step(key: &CourseKey, why: &Why, nav: Nav) -> AnyView {
    match why {
        Why::SignIn => {
            // beside: what stands on this page stays
            let href = sign_in_address(&untrack(|| nav.address()));
            view! {
                <p>
                    <a class=ButtonKind::Primary.class() href=href rel="external" target="_blank">
                        {t::session::sign_in_beside()} {icon(Icon::External)}
                    </a>
                </p>
            }
            .into_any()
        }
        Why::NotYet(_) | Why::Closed(_) | Why::Full => view! {
            <p><a class=ButtonKind::Secondary.class() href=Route::Search.path()>{t::enrol::other_course()}</a></p>
        }
        .into_any(),
        Why::Prerequisites(courses) => {
            let links = courses.iter().map(|course| {
                let address = Route::Learn(course.key.as_str().to_owned(), LearnPage::Home).path();
                let name = if course.display.is_empty() { course.key.as_str() } else { &course.display };
                view! { <li><a href=address>{name.to_owned()}</a></li> }.into_any()
            });
            view! { <ul>{links.collect_view()}</ul> }.into_any()
        }
        Why::Paid(..) => {
            let about = lms::lms_link(&["/courses/", key.as_str(), "/about"].concat());
            about.map(|about| on_the_platform(about, t::enrol::pay())).into_any()
        }
        Why::Account => draw_resend(),
        Why::Said(_, Some(page)) => on_the_platform(page.clone(), t::enrol::explained()),
        Why::Invitation | Why::Said(..) => help(),
        Why::Later(_) | Why::Failed(_) => ().into_any(),
    }
}

fn on_the_platform(page: String, text: &'static str) -> AnyView {
    view! {
        <p><a class=ButtonKind::Secondary.class() href=page rel="external">{text} {icon(Icon::External)}</a></p>
    }
    .into_any()
}

/// Whom to ask, where the institution says so.
fn help() -> AnyView {
    let help = config::config().help.clone();
    let help = help.filter(|help| help.url.starts_with("mailto:") || api::safe_link(&help.url).is_some());
    help.map(|help| view! { <p><a href=help.url.clone()>{help.text().to_owned()}</a></p> }).into_any()
}

/// See [`super::resend_button`].
pub(super) fn draw_resend() -> AnyView {
    let pending = RwSignal::new(false);
    let press = move |()| {
        pending.set(true);
        spawn_local_scoped(async move {
            let answer = lms::resend_confirmation().await;
            pending.set(false);
            match answer {
                Ok(()) => ui::toast(t::enrol::resent()),
                Err(ApiError::TooMany(Some(seconds))) => ui::alert(&t::enrol::later_in(seconds.into())),
                Err(error) => {
                    leptos::logging::warn!("confirmation: {error}");
                    ui::alert(t::enrol::not_resent());
                }
            }
        });
    };
    view! { <p><Button pending=pending on_press=press>{t::enrol::resend()}</Button></p> }.into_any()
}
