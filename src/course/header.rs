//! What every page of a course has around its own content: way back, parts of the course, heading, and why one may not go in.
//!
//! Criteria:
//! - the heading stands at once, with what is known of the course; navigation comes before it, so that the skip link passes it;
//! - a refusal is told in place: why, until when, what to do; nothing else is asked of the LMS then;
//! - a session that begins, or an enrolment, lets the learner in without a reload; one that ends takes nothing away;
//! - what an older server cannot do is said, with the LMS's own page as the way out.
mod around;

pub(super) use super::viewing_as::viewing_as;
use super::{home::keep_celebrations, language::provide_language, refusal::refusal, tab::Tab};
use crate::{
    api::{
        ApiError, Remote,
        lms::{self, Entrance},
        session::{Asker, asker, sign_in_address},
    },
    app::{CoursePart, Nav, PageHeading},
    i18n::t,
    ui::{self, Icon, icon},
    wire::openedx::{Celebrations, CourseAccess, CourseKey, CourseMetadata, EnrolmentCourse},
};
pub(super) use around::around;
use leptos::prelude::*;
use std::rc::Rc;

/// What is known of a course that the learner may go into.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entered {
    /// The course; of an older server only title, start and access.
    pub metadata: CourseMetadata,
    /// The server knows no more than blocks, enrolment, bookmarks and the units' own pages.
    pub is_older: bool,
}

impl Entered {
    /// Without what differs from answer to answer: nothing is drawn anew for that.
    fn known(metadata: CourseMetadata) -> Self {
        Self { metadata: CourseMetadata { celebrations: Celebrations::default(), ..metadata }, is_older: false }
    }

    fn new(entrance: Entrance) -> Self {
        match entrance {
            Entrance::Course(metadata) => {
                keep_celebrations(&metadata);
                Self::known(metadata)
            }
            Entrance::Older(known) => Self { metadata: from_enrolment(known), is_older: true },
        }
    }
}

fn from_enrolment(known: EnrolmentCourse) -> CourseMetadata {
    let mut metadata = CourseMetadata {
        course_id: known.course_id,
        title: known.course_name.unwrap_or_default(),
        start: known.course_start,
        ..CourseMetadata::default()
    };
    metadata.course_access.has_access = true;
    metadata
}

/// What shows to those who may go in, and how to ask again whether they may.
pub(super) type Body = Rc<dyn Fn(Entered, Callback<()>) -> AnyView>;

/// Asks whether the learner may go in; again when somebody signs in.
pub(super) fn enter(key: &CourseKey) -> Remote<Entered> {
    let (who, asked) = (asker(), key.clone());
    let remote = Remote::new(move || {
        let key = asked.clone();
        (who.get() != Asker::Unknown).then(|| -> futures::future::LocalBoxFuture<'static, Result<Entered, ApiError>> {
            Box::pin(async move { lms::entrance(&key).await.map(Entered::new) })
        })
    });
    if let Some(metadata) = lms::last_metadata(key) {
        remote.preset(Entered::known(metadata));
    }
    remote
}

/// A page of a course: everything around `body`, which shows only to those who may go in.
///
/// The heading is the part's name; the home's is the course's. `body` calls [`Nav::content_stands`] when it stands.
pub(super) fn course_page(key: &CourseKey, tab: Tab, body: impl Fn(CourseMetadata) -> AnyView + 'static) -> AnyView {
    page_of(key, tab, Rc::new(move |entered: Entered, _| body(entered.metadata)))
}

/// The same, for pages that also serve older servers.
pub(super) fn page_of(key: &CourseKey, tab: Tab, body: Body) -> AnyView {
    let remote = enter(key);
    let language = provide_language(key, remote);
    let name = ui::memo(move |_| remote.value.get().map(|entered| entered.metadata.title.clone()));
    let lang = ui::attribute(move || name.get().filter(|_| tab == Tab::Home).and_then(|name| language.of(&name)));
    let is_missing = Signal::derive(move || remote.is_missing());
    let heading = Signal::derive(move || match (tab, name.get()) {
        (Tab::Home, Some(name)) => name,
        (Tab::Home, None) if is_missing.get() => t::learn::unknown_course().to_owned(),
        (Tab::Home, None) => t::learn::opening().to_owned(),
        _ => tab.name().to_owned(),
    });
    let title = Signal::derive(move || match name.get() {
        Some(name) if tab != Tab::Home => t::learn::page_title(&name, tab.name()),
        _ => heading.get(),
    });
    view! {
        <div class="preau-wrap preau-learn">
            {around(key, tab, remote)}
            <PageHeading text=heading title=title error=is_missing lang=lang/>
            {inside(key, tab, remote, body)}
        </div>
    }
    .into_any()
}

/// A page that another slice draws inside the course.
pub(super) fn foreign_page(key: &CourseKey, part: CoursePart) -> AnyView {
    let remote = enter(key);
    let (own, body) = (part.heading, part.body);
    // who may not go in is told why: what the part could find out meanwhile says nothing
    let heading = Signal::derive(move || {
        let is_refused =
            remote.value.with(|value| value.as_ref().is_some_and(|entered| !entered.metadata.course_access.has_access));
        if is_refused { Tab::Forum.name().to_owned() } else { own.get() }
    });
    let name = ui::memo(move |_| remote.value.get().map(|entered| entered.metadata.title.clone()));
    let title = Signal::derive(move || match name.get() {
        Some(name) => t::learn::page_title(&name, &heading.get()),
        None => heading.get(),
    });
    let is_missing = Signal::derive(move || remote.is_missing() || part.is_missing.get());
    let course = key.clone();
    let body: Body = Rc::new(move |entered: Entered, _| body(&course, &entered.metadata));
    view! {
        <div class="preau-wrap preau-learn">
            {around::with(key, Tab::Forum, remote, part.is_inner.then_some(heading))}
            <PageHeading text=heading title=title error=is_missing/>
            {inside(key, Tab::Forum, remote, body)}
        </div>
    }
    .into_any()
}

/// What stands below the heading: the body, or why it does not.
pub(super) fn inside(key: &CourseKey, tab: Tab, remote: Remote<Entered>, body: Body) -> AnyView {
    let nav = expect_context::<Nav>();
    let key = key.clone();
    let failed = ui::memo(move |_| remote.error.get());
    let again = Callback::new(move |()| remote.retry());
    view! {
        {ui::dynamic(move || match (remote.value.get(), failed.get()) {
            // what stands goes on although the course could not be asked for again
            (Some(_), _) => ().into_any(),
            (None, Some(error)) => {
                nav.content_stands();
                failure(nav, error, remote)
            }
            (None, None) => view! { <ui::Loading text=t::learn::loading_course()/> }.into_any(),
        })}
        {ui::dynamic(move || {
            let Some(entered) = remote.value.get() else { return ().into_any() };
            if !entered.metadata.course_access.has_access {
                nav.content_stands();
                return refusal(&key, &entered.metadata, again);
            }
            if is_for_enrolled(tab, &entered) {
                nav.content_stands();
                return refusal(&key, &not_enrolled(&entered.metadata), again);
            }
            if entered.is_older && tab.needs_newer() {
                nav.content_stands();
                return not_offered(&key, tab);
            }
            view! {
                {viewing_as(&key, &entered.metadata)}
                {untrack(|| body((*entered).clone(), again))}
            }
            .into_any()
        })}
    }
    .into_any()
}

/// A part that the LMS gives to enrolled learners only, which this one is not: a course may be open to read for all.
fn is_for_enrolled(tab: Tab, entered: &Entered) -> bool {
    let metadata = &entered.metadata;
    let is_theirs = metadata.is_enrolled || metadata.original_user_is_staff || entered.is_older;
    let is_offered = || metadata.tabs.iter().any(|other| Tab::of(&other.tab_id) == Some(tab));
    matches!(tab, Tab::Dates | Tab::Progress) && !is_theirs && !is_offered()
}

/// The same course as one that may not be entered: what is missing is told as there.
fn not_enrolled(metadata: &CourseMetadata) -> CourseMetadata {
    let code = if metadata.username.is_some() { "enrollment_required" } else { "authentication_required" };
    let course_access = CourseAccess { error_code: Some(code.to_owned()), ..CourseAccess::default() };
    CourseMetadata { course_access, ..metadata.clone() }
}

fn failure(nav: Nav, error: ApiError, remote: Remote<Entered>) -> AnyView {
    let sign_in = sign_in_address(&untrack(|| nav.address()));
    let retry = Callback::new(move |()| remote.retry());
    view! { <ui::ErrorPanel error=error on_retry=retry pending=remote.pending sign_in=sign_in/> }.into_any()
}

fn not_offered(key: &CourseKey, tab: Tab) -> AnyView {
    let link = tab.elsewhere(key).map(|address| {
        view! { <p><a href=address rel="external">{t::learn::on_lms()} " " {icon(Icon::External)}</a></p> }
    });
    view! { <ui::Notice title=t::learn::not_offered_title()><p>{t::learn::not_offered()}</p>{link}</ui::Notice> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_server_lets_in_and_says_little() {
        let known = EnrolmentCourse { course_name: Some("A".into()), ..EnrolmentCourse::default() };
        let entered = Entered::new(Entrance::Older(known));
        assert!(entered.is_older && entered.metadata.course_access.has_access);
        assert_eq!(entered.metadata.title, "A");
    }

    #[test]
    fn dates_and_progress_are_for_whom_the_lms_offers_them() {
        let mut entered = Entered::known(CourseMetadata::default());
        assert!(is_for_enrolled(Tab::Dates, &entered) && is_for_enrolled(Tab::Progress, &entered));
        assert!(!is_for_enrolled(Tab::Home, &entered) && !is_for_enrolled(Tab::Search, &entered));
        let code = |metadata: &CourseMetadata| not_enrolled(metadata).course_access.error_code;
        assert_eq!(code(&entered.metadata).as_deref(), Some("authentication_required"));
        entered.metadata.username = Some("a".into());
        assert_eq!(code(&entered.metadata).as_deref(), Some("enrollment_required"));
        entered.metadata.is_enrolled = true;
        assert!(!is_for_enrolled(Tab::Dates, &entered));
    }
}
