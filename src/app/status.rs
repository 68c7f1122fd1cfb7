//! Whether each backend answers, asked from the visitor's own browser: what a monitor on the server cannot see.
//!
//! Criteria:
//! - each service says its state in words, with the time it took, and what may be wrong;
//! - the outcome of all is said once, when the last has answered;
//! - the report can be copied, in one language, for whoever runs the platform.
use super::{Nav, PageHeading, config};
use crate::{
    api::{
        ApiError,
        probe::{self, Backend, Finding, Probe},
    },
    i18n::{decimal, lang, t},
    ui::{self, Button, ButtonKind, Icon, TagKind},
};
use leptos::prelude::*;

/// An answer that took longer is late, in milliseconds.
const LATE: u64 = 3000;

/// What was found out so far, in the order of the page.
type Found = RwSignal<Vec<(Backend, Option<Probe>)>>;

/// The page.
pub(super) fn page() -> AnyView {
    let found: Found = RwSignal::new(Vec::new());
    ask(found);
    let nav = expect_context::<Nav>();
    ui::effect(move || nav.content_stands());
    let outcome = move || found.with(|found| outcome(found)).unwrap_or_else(|| t::ui::loading().to_owned());
    let copy = move || {
        let report = found.with_untracked(|found| report(found));
        ui::copy(&report, t::status::copied(), t::status::not_copied().to_owned());
    };
    view! {
        <div class="preau-wrap preau-about">
            <div class="preau-stack">
                <PageHeading text=Signal::stored(t::app::nav_status().to_owned())/>
                <p class="preau-lead">{t::status::intro()}</p>
                <p><strong>{ui::text(outcome)}</strong></p>
                <div class="preau-row">
                    <Button kind=ButtonKind::Primary icon_before=Icon::Retry on_press=move |()| ask(found)>{t::status::again()}</Button>
                    <Button on_press=move |()| copy()>{t::status::copy()}</Button>
                </div>
            </div>
            {ui::dynamic(move || found.with(|found| list(found)))}
        </div>
    }
    .into_any()
}

/// Asks all at once; those who are still being asked are not asked again.
fn ask(found: Found) {
    if found.with_untracked(|found| found.iter().any(|(_, probe)| probe.is_none())) {
        return;
    }
    let backends = probe::backends(config::has_lms());
    found.set(backends.iter().map(|backend| (*backend, None)).collect());
    for backend in backends {
        leptos::task::spawn_local_scoped(async move {
            let probe = probe::probe(backend).await;
            if found.is_disposed() {
                return; // the visitor has left
            }
            found.update(|found| {
                if let Some(place) = found.iter_mut().find(|(other, _)| *other == backend) {
                    place.1 = Some(probe);
                }
            });
            if let Some(outcome) = found.with_untracked(|found| outcome(found)) {
                ui::announce(&outcome);
            }
        });
    }
}

/// A sentence about all, once all have answered.
fn outcome(found: &[(Backend, Option<Probe>)]) -> Option<String> {
    let mut troubles = 0;
    for (_, probe) in found {
        troubles += u64::from(probe.as_ref()?.finding.is_trouble());
    }
    Some(if troubles == 0 { t::status::all_well().to_owned() } else { t::status::some_trouble(troubles) })
}

fn list(found: &[(Backend, Option<Probe>)]) -> AnyView {
    let items = found.iter().map(|(backend, probe)| service(*backend, probe.as_ref())).collect_view();
    view! { <ul class="preau-status" role="list">{items}</ul> }.into_any()
}

fn service(backend: Backend, probe: Option<&Probe>) -> AnyView {
    let (state, kind, drawn) = match probe {
        None => (t::status::asking(), TagKind::Quiet, Icon::Clock),
        Some(probe) => state(probe),
    };
    let words = probe.map(|probe| view! { <p>{sentence(probe)}</p> }.into_any());
    let address = probe
        .filter(|probe| !probe.address.is_empty())
        .map(|probe| view! { <p class="preau-small">{t::status::asked_at(&probe.address)}</p> }.into_any());
    view! {
        <li class="preau-status__service">
            <div class="preau-status__head">
                <h2>{name(backend)}</h2>
                {ui::tag(kind, Some(drawn), state)}
            </div>
            {words}
            {address}
        </li>
    }
    .into_any()
}

fn name(backend: Backend) -> &'static str {
    match backend {
        Backend::Catalogue => t::status::catalogue(),
        Backend::Lms => t::status::lms(),
        Backend::Forum => t::status::forum(),
        Backend::Credentials => t::status::credentials(),
        Backend::Joanie => t::status::joanie(),
        Backend::Badges => t::status::badges(),
        Backend::Relay => t::status::relay(),
    }
}

fn state(probe: &Probe) -> (&'static str, TagKind, Icon) {
    match &probe.finding {
        Finding::NotAsked => (t::status::not_asked(), TagKind::Quiet, Icon::Info),
        finding if finding.is_trouble() => (t::status::trouble(), TagKind::Danger, Icon::Alert),
        _ if probe.milliseconds > LATE => (t::status::slow(), TagKind::Soon, Icon::Clock),
        _ => (t::status::works(), TagKind::Open, Icon::Check),
    }
}

fn sentence(probe: &Probe) -> String {
    let time = || decimal(seconds(probe.milliseconds));
    match &probe.finding {
        Finding::Works => t::status::answered_in(&time()),
        Finding::WantsSignIn => t::status::wants_sign_in(&time()),
        Finding::NotAsked => t::status::not_asked_text().to_owned(),
        Finding::Absent => t::status::absent().to_owned(),
        Finding::Strange => t::status::strange().to_owned(),
        Finding::Failed(error) => failure(error),
    }
}

fn failure(error: &ApiError) -> String {
    match error {
        ApiError::Offline => t::status::offline().to_owned(),
        ApiError::Timeout => t::status::timeout().to_owned(),
        ApiError::Unreachable => t::status::unreachable().to_owned(),
        ApiError::Server(status) => t::status::failed(&status.to_string()),
        ApiError::Refused(status) => t::status::failed(status),
        other => t::status::unexpected(&other.to_string()),
    }
}

/// With one decimal, which is all that a person can use.
fn seconds(milliseconds: u64) -> f64 {
    let tenths = u32::try_from(milliseconds.div_ceil(100)).unwrap_or(u32::MAX);
    f64::from(tenths) / 10.0
}

/// What is on the page, as a text to send.
fn report(found: &[(Backend, Option<Probe>)]) -> String {
    let page = window().location().href().unwrap_or_default();
    let date = String::from(js_sys::Date::new_0().to_iso_string());
    let mut lines = vec![[config::site_name().as_str(), " – ", t::app::nav_status()].concat(), page, date];
    lines.push([lang().code(), ", ", &window().navigator().user_agent().unwrap_or_default()].concat());
    for (backend, probe) in found {
        let words = probe.as_ref().map_or_else(|| t::status::asking().to_owned(), line);
        lines.push([name(*backend), ": ", &words].concat());
    }
    lines.join("\n")
}

fn line(probe: &Probe) -> String {
    [state(probe).0, ". ", &sentence(probe), " ", &probe.address].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, with_lang};

    fn found(finding: Finding, milliseconds: u64) -> Probe {
        Probe { backend: Backend::Catalogue, address: "/api".into(), finding, milliseconds }
    }

    #[test]
    fn nothing_is_said_of_all_before_all_have_answered() {
        let well = Some(found(Finding::Works, 10));
        assert_eq!(outcome(&[(Backend::Catalogue, well.clone()), (Backend::Lms, None)]), None);
        let both = [(Backend::Catalogue, well.clone()), (Backend::Lms, Some(found(Finding::WantsSignIn, 10)))];
        assert_eq!(outcome(&both).as_deref(), Some(t::status::all_well()));
        let ill = Some(found(Finding::Absent, 10));
        assert_eq!(outcome(&[(Backend::Catalogue, well), (Backend::Lms, ill)]), Some(t::status::some_trouble(1)));
    }

    #[test]
    fn a_late_answer_is_an_answer() {
        let state = |finding, milliseconds| state(&found(finding, milliseconds)).0;
        with_lang(Lang::En, || {
            assert_eq!(state(Finding::Works, 2999), "Answers");
            assert_eq!(state(Finding::Works, 3001), "Answers slowly");
            assert_eq!(state(Finding::Failed(ApiError::Timeout), 10_000), "Out of order");
            assert_eq!(state(Finding::NotAsked, 0), "Not asked");
        });
    }

    #[test]
    fn seconds_are_rounded_up_so_that_nothing_takes_no_time() {
        assert!((seconds(1) - 0.1).abs() < 1e-9 && (seconds(1234) - 1.3).abs() < 1e-9);
    }
}
