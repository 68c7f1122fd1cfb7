//! A marked unit in the list.
use super::{Page, remove};
use crate::{
    app::{LearnPage, Route},
    course::language::named,
    i18n::{Instant, day, t},
    ui::{self, ButtonKind, Icon},
    wire::openedx::{Bookmark, CourseKey},
};
use leptos::prelude::*;

/// The unit with the way to it and a button that takes the mark away.
pub(super) fn row(course: &CourseKey, mark: &Bookmark, page: Page) -> AnyView {
    let name = title(mark);
    let shown = match address(course, mark) {
        Some(address) => view! { <a href=address>{named(name.clone())}</a> }.into_any(),
        None => named(name.clone()),
    };
    let path: Vec<String> = mark.path.iter().map(|step| step.display_name.clone()).collect();
    let path = (!path.is_empty()).then(|| view! { <p class="preau-soft">{named(path.join(" › "))}</p> }.into_any());
    let created = Instant::parse(&mark.created)
        .map(|at| view! { <p class="preau-soft preau-small">{t::find::marked_on(&day(at))}</p> }.into_any());
    let label = t::find::remove_title(&name);
    let mark = mark.clone();
    let press = move |()| remove::remove(&mark, page);
    view! {
        <li class="preau-panel preau-bookmark">
            <div>
                <h3>{shown}</h3>
                {path}
                {created}
            </div>
            <ui::Button kind=ButtonKind::Quiet icon_before=Icon::Close label=label on_press=press>
                {t::find::remove()}
            </ui::Button>
        </li>
    }
    .into_any()
}

/// Its title; a unit that has left the course has none.
pub(super) fn title(mark: &Bookmark) -> String {
    let name = mark.display_name.clone().filter(|name| !name.trim().is_empty());
    name.unwrap_or_else(|| t::find::gone().to_owned())
}

/// The unit's page: its subsection is the last step of its path.
fn address(course: &CourseKey, mark: &Bookmark) -> Option<String> {
    mark.display_name.as_ref()?;
    let sequence = mark.path.last().filter(|step| step.usage_key.block_type() == "sequential");
    let Some(sequence) = sequence else { return Some(crate::course::jump::to_block(course, &mark.usage_id)) };
    let page = LearnPage::Unit {
        sequence: Some(sequence.usage_key.as_str().to_owned()),
        unit: Some(mark.usage_id.as_str().to_owned()),
    };
    Some(Route::Learn(course.as_str().to_owned(), page).path())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::{PathStep, UsageKey};

    fn key(kind: &str) -> UsageKey {
        UsageKey::from(["block-v1:a+b+c+type@", kind, "+block@1"].concat())
    }

    #[test]
    fn a_mark_leads_to_its_unit() {
        let course = CourseKey::parse("course-v1:a+b+c").unwrap();
        let step = |kind| PathStep { usage_key: key(kind), display_name: kind.into() };
        let mut mark = Bookmark {
            usage_id: key("vertical"),
            display_name: Some("Sols".into()),
            path: vec![step("chapter"), step("sequential")],
            ..Bookmark::default()
        };
        let expected =
            "/learn/course-v1:a+b+c/block-v1:a+b+c+type@sequential+block@1/block-v1:a+b+c+type@vertical+block@1";
        assert_eq!(address(&course, &mark).as_deref(), Some(expected));
        mark.path.clear();
        assert!(address(&course, &mark).unwrap().contains("resume?block="));
        mark.display_name = None;
        assert_eq!(address(&course, &mark), None);
        assert_eq!(title(&mark), t::find::gone());
    }
}
