//! Why the learner may not go into a course, and what to do about it. Hardly anybody is refused: its code comes when somebody is.
use super::viewing_as;
use crate::{
    api::{Remote, lms, lms_now, session::sign_in_address},
    app::{LearnPage, Nav, Route, enrol::enrol_button, on_demand, split_point},
    i18n::{Instant, day, from_now, is_never, t},
    ui::{self, ButtonKind, Icon, icon},
    wire::openedx::{CourseKey, CourseMetadata},
};
use leptos::{html, prelude::*};

/// What one can do about a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    SignIn,
    Enrol,
    /// Other courses have to be passed first.
    Prerequisites,
    /// A page of the LMS asks something.
    Survey,
    /// A page that the LMS names asks for consent.
    Consent,
    Wait,
    Elsewhere,
}

/// Title, text and way of a refusal by its code; plug-ins invent their own.
fn words(code: &str, start: Option<Instant>) -> (&'static str, Option<String>, Way) {
    let some = |text: &str| Some(text.to_owned());
    match code {
        "authentication_required" => (t::learn::sign_in_title(), some(t::learn::sign_in()), Way::SignIn),
        "enrollment_required" => (t::learn::enrol_title(), some(t::learn::enrol()), Way::Enrol),
        "course_not_started" | "course_not_started_enterprise_learner" => {
            let text = match start.filter(|start| !is_never(*start)) {
                None => t::learn::not_started().to_owned(),
                Some(start) if start > lms_now() => {
                    t::learn::not_started_until(&day(start), &from_now(start, lms_now()))
                }
                Some(_) => t::learn::not_started_yet().to_owned(),
            };
            (t::learn::not_started_title(), Some(text), Way::Wait)
        }
        "audit_expired" => (t::learn::expired_title(), some(t::learn::expired()), Way::Elsewhere),
        "unfulfilled_milestones" => {
            (t::learn::prerequisite_title(), some(t::learn::prerequisite()), Way::Prerequisites)
        }
        "survey_required" => (t::learn::survey_title(), some(t::learn::survey()), Way::Survey),
        "data_sharing_access_required" | "incorrect_active_enterprise" => {
            (t::learn::consent_title(), some(t::learn::consent()), Way::Consent)
        }
        "embargo" => (t::learn::embargo_title(), some(t::learn::embargo()), Way::Elsewhere),
        "incorrect_user_group" | "no_allowed_user_groups" => {
            (t::learn::group_title(), some(t::learn::group()), Way::Elsewhere)
        }
        _ => (t::learn::refused_title(), None, Way::Elsewhere),
    }
}

/// What few ever see.
#[derive(Clone, Copy)]
pub(super) struct Rare {
    refusal: fn(&CourseKey, &CourseMetadata, Callback<()>) -> AnyView,
    pub(super) viewing_as: fn(&CourseKey, Option<String>) -> AnyView,
}

split_point! {
    pub(super) fn rare() -> Rare = learn_refused { Rare { refusal: drawn, viewing_as: viewing_as::drawn } }
}

/// The refusal in place of the course; `again` asks whether one may go in now.
pub(super) fn refusal(key: &CourseKey, metadata: &CourseMetadata, again: Callback<()>) -> AnyView {
    let (key, metadata) = (key.clone(), metadata.clone());
    on_demand(rare, move |rare| (rare.refusal)(&key, &metadata, again))
}

fn drawn(key: &CourseKey, metadata: &CourseMetadata, again: Callback<()>) -> AnyView {
    let access = &metadata.course_access;
    let code = access.error_code.as_deref().unwrap_or_default();
    let start = metadata.start.as_deref().and_then(Instant::parse);
    let (title, text, way) = words(code, start);
    // to sign in or to enrol is all that the LMS says then too
    let said = (!matches!(way, Way::SignIn | Way::Enrol | Way::Wait))
        .then(|| access.additional_context_user_message.clone().or_else(|| access.user_message.clone()))
        .flatten()
        .filter(|said| !said.trim().is_empty());
    let text = text.or_else(|| said.is_none().then(|| t::learn::refused().to_owned()));
    // it goes when the learner is let in, and the button that they pressed with it
    let element = NodeRef::<html::Div>::new();
    ui::dom::rescue_focus_of(element);
    view! {
        <div node_ref=element>
            <section class="preau-refusal preau-stack">
                <h2>{title}</h2>
                {text.map(|text| view! { <p class="preau-lead">{text}</p> })}
                {said.map(|said| view! { <p>{said}</p> })}
                {way_out(key, way, access.developer_message.as_deref(), again)}
            </section>
        </div>
    }
    .into_any()
}

fn way_out(key: &CourseKey, way: Way, developer_message: Option<&str>, again: Callback<()>) -> AnyView {
    let nav = expect_context::<Nav>();
    match way {
        Way::SignIn => {
            let address = sign_in_address(&untrack(|| nav.address()));
            view! { <p><a class=ButtonKind::Primary.class() href=address rel="external">{t::session::sign_in()}</a></p> }
                .into_any()
        }
        Way::Enrol => enrol_button(key, Some(again)),
        Way::Prerequisites => view! { {prerequisites(key)} {others()} }.into_any(),
        Way::Survey => {
            beside(lms::lms_link(&["/courses/", key.as_str(), "/survey"].concat()), t::learn::to_survey(), again)
        }
        Way::Consent => beside(developer_message.and_then(lms::lms_link), t::learn::to_consent(), again),
        Way::Wait | Way::Elsewhere => others(),
    }
}

/// A page of the LMS, and a button to try again afterwards.
fn beside(address: Option<String>, text: &'static str, again: Callback<()>) -> AnyView {
    let link = address.map(|address| {
        view! { <a class=ButtonKind::Primary.class() href=address rel="external">{text} {icon(Icon::External)}</a> }
    });
    view! { <div class="preau-row">{link}<ui::Button icon_before=Icon::Retry on_press=again>{t::ui::retry()}</ui::Button></div> }
        .into_any()
}

fn others() -> AnyView {
    view! {
        <p class="preau-row">
            <a class=ButtonKind::Primary.class() href=Route::Dashboard.path()>{t::dashboard::title()}</a>
            <a class=ButtonKind::Secondary.class() href=Route::Search.path()>{t::enrol::other_course()}</a>
        </p>
    }
    .into_any()
}

/// Courses to pass first, as soon as they are known.
fn prerequisites(key: &CourseKey) -> AnyView {
    let key = key.clone();
    let remote = Remote::new(move || {
        let key = key.clone();
        Some(Box::pin(async move { lms::courseware_course(&key).await.map(|course| course.pre_requisite_courses) }))
    });
    ui::optional(move || {
        let courses = remote.value.get().filter(|courses| !courses.is_empty())?;
        let links = courses.iter().map(|course| {
            let address = Route::Learn(course.key.as_str().to_owned(), LearnPage::Home).path();
            view! { <li><a href=address>{course.display.clone()}</a></li> }.into_any()
        });
        Some(view! { <p>{t::enrol::prerequisites()}</p><ul>{links.collect_view()}</ul> }.into_any())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_way_out() {
        for (code, way) in [
            ("authentication_required", Way::SignIn),
            ("enrollment_required", Way::Enrol),
            ("course_not_started", Way::Wait),
            ("unfulfilled_milestones", Way::Prerequisites),
            ("survey_required", Way::Survey),
            ("data_sharing_access_required", Way::Consent),
            ("invented_by_a_plug_in", Way::Elsewhere),
            ("", Way::Elsewhere),
        ] {
            assert_eq!(words(code, None).2, way, "{code}");
        }
        assert_eq!(words("invented_by_a_plug_in", None).1, None, "the LMS's own words stand for themselves");
    }
}
