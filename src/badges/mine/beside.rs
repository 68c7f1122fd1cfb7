//! The learner's awards of one course, beside it.
//!
//! Criteria:
//! - where there are none there is nothing: a source that is slow, fails or has none is no matter of the course, and the page of all
//!   awards tells of it;
//! - each award says its kind, its title and how it stands, and leads to its own page, which verifies it: here nothing is verified;
//! - what is only configured is not said to be the learner's before it was found on this device to be genuine, and theirs.
use super::{
    daily,
    item::{kind_name, title_of},
};
use crate::{
    api::{
        ApiError, Remote,
        awards::{self, AwardRef, AwardSource, AwardStatus},
        session::{Asker, asker},
    },
    app::Route,
    i18n::{Instant, day, t},
    order, ui,
    wire::openedx::CourseKey,
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// What the learner has been awarded in a course.
pub fn beside_course(course: &CourseKey) -> AnyView {
    let (who, course) = (asker(), course.clone());
    ui::optional(move || match who.get() {
        Asker::Learner(name) => Some(untrack(|| of_learner(&name, &course))),
        Asker::Unknown | Asker::Nobody => None,
    })
}

fn of_learner(name: &str, course: &CourseKey) -> AnyView {
    let wanted = awards::sources().into_iter().filter(|source| source.names_courses());
    let sources: Vec<_> = wanted.map(|source| told(source, name)).collect();
    let course = course.clone();
    let name = name.to_owned();
    let shown = ui::memo(move |_| {
        let all = sources.iter().filter_map(|remote| remote.value.get());
        let is_found = |id: &str| daily::is_theirs(id, &name);
        of_course(all.flat_map(|all| (*all).clone()).collect(), &course, is_found)
    });
    let is_any = ui::memo(move |_| shown.with(|all| !all.is_empty()));
    // a source that answers later takes the focus from none of the others' links
    let ids = move || shown.with(|all| all.iter().map(|award| award.id.clone()).collect());
    let draw = move |id: String| {
        shown.with_untracked(|all| all.iter().find(|award| award.id == id).map(line)).unwrap_or_default()
    };
    ui::optional(move || {
        is_any.get().then(|| {
            view! {
                <section class="preau-stack" aria-labelledby="own-awards">
                    <h2 id="own-awards">{t::badges::earned_here()}</h2>
                    <ul role="list" class="preau-links">{ui::each(ids, draw)}</ul>
                </section>
            }
            .into_any()
        })
    })
}

/// What a source tells. Certificates come while one learns; others are asked for once while the page is open, however often one
/// comes back to the course.
fn told(source: AwardSource, name: &str) -> Remote<Vec<AwardRef>> {
    let last = awards::last(source, name);
    let is_known = source != AwardSource::Certificates && last.is_some();
    let name = name.to_owned();
    let remote = Remote::new(move || {
        let name = name.clone();
        let ask: LocalBoxFuture<'static, Result<Vec<AwardRef>, ApiError>> =
            Box::pin(async move { awards::of_courses(source, &name).await });
        (!is_known).then_some(ask)
    });
    if let Some(last) = last {
        remote.preset(last);
    }
    remote
}

/// Those of a course that are the learner's, the newest first. `is_found` says of an id whether it was found to be genuine and theirs.
fn of_course(mut all: Vec<AwardRef>, course: &CourseKey, is_found: impl Fn(&str) -> bool) -> Vec<AwardRef> {
    all.retain(|award| {
        award.course_id.as_ref() == Some(course) && (award.source != AwardSource::Configured || is_found(&award.id))
    });
    // ISO 8601 sorts as text; what has no date comes last
    order::sort_by(&mut all, |a, b| b.awarded.cmp(&a.awarded));
    all
}

fn line(award: &AwardRef) -> AnyView {
    let title = t::badges::earned_title(kind_name(award.kind), &title_of(award));
    let stands = match award.status {
        AwardStatus::Withdrawn => Some(t::badges::revoked().to_owned()),
        AwardStatus::Pending => Some(t::badges::pending().to_owned()),
        AwardStatus::Held => Instant::parse(&award.awarded).map(|date| t::badges::awarded_on(&day(date))),
    };
    let stands = stands.map(|text| view! { <span class="preau-soft">{text}</span> }.into_any());
    view! { <li><a href=Route::Badge(award.id.clone()).path()>{title}</a> " " {stands}</li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::awards::AwardKind;

    #[test]
    fn only_awards_of_the_course_stand_beside_it() {
        let award = |source, id: &str, course: &str, awarded: &str| {
            let mut award = AwardRef::new(source, AwardKind::Certificate, id.to_owned(), String::new());
            (award.course_id, award.awarded) = (CourseKey::parse(course), awarded.to_owned());
            award
        };
        let all = vec![
            award(AwardSource::Certificates, "old", "course-v1:a+b+c", "2025-01-01"),
            award(AwardSource::Joanie, "new", "course-v1:a+b+c", "2026-01-01"),
            award(AwardSource::Joanie, "undated", "course-v1:a+b+c", ""),
            award(AwardSource::Certificates, "other", "course-v1:a+b+d", "2026-01-01"),
            AwardRef::new(AwardSource::Service, AwardKind::Badge, "of none".into(), String::new()),
            award(AwardSource::Configured, "claimed", "course-v1:a+b+c", "2026-01-02"),
        ];
        let course = CourseKey::parse("course-v1:a+b+c").unwrap();
        let shown = |is_found: fn(&str) -> bool| {
            let shown = of_course(all.clone(), &course, is_found);
            shown.iter().map(|award| award.id.clone()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(|_| false), "new old undated");
        assert_eq!(shown(|id| id == "claimed"), "claimed new old undated");
    }
}
