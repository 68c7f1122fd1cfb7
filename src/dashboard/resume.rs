//! "Continue where I stopped": the course that was open last on this device, else the one begun last, down to its unit.
use super::model::{Action, Courses, Item};
use crate::{
    api::{ApiError, Remote, lms},
    app::{LearnPage, Route, last_course},
    i18n::t,
    ui::{self, ButtonKind, Icon, icon},
    wire::openedx::{CourseKey, Resume, Sequence},
};
use leptos::prelude::*;

/// Where the learner stopped.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    page: LearnPage,
    /// Names of subsection and unit.
    names: Vec<String>,
}

/// The part of the page; nothing when no course is under way.
pub(super) fn section(courses: &Courses) -> Option<AnyView> {
    let item = resumed(&courses.items, last_course().as_ref())?;
    let (key, title) = (item.key.clone()?, item.title.clone());
    let place = Remote::new({
        let key = key.clone();
        move || Some(Box::pin(place(key.clone())))
    });
    let names =
        move || place.value.with(|place| place.as_ref().map_or_else(String::new, |place| place.names.join(" – ")));
    // the link works before the place is known, and without it
    let href = {
        let key = key.as_str().to_owned();
        Signal::derive(move || {
            let known = place.value.with(|place| place.as_ref().map(|place| place.page.clone()));
            Route::Learn(key.clone(), known.unwrap_or(LearnPage::Unit { sequence: None, unit: None })).path()
        })
    };
    Some(
        view! {
            <section class="preau-panel preau-stack" aria-labelledby="resume">
                <h2 id="resume" tabindex="-1">{t::dashboard::continue_title()}</h2>
                <div>
                    <p class="preau-lead"><strong>{title.clone()}</strong></p>
                    <p class="preau-soft preau-resume__place">{ui::text(names)}</p>
                </div>
                <p>
                    <a class=ButtonKind::Primary.class() href=href aria-label=t::dashboard::resume_course(&title)>
                        {t::dashboard::resume()} {icon(Icon::ArrowRight)}
                    </a>
                </p>
            </section>
        }
        .into_any(),
    )
}

/// The course to go on with: the last one, if it is under way, else the first that is.
fn resumed<'a>(items: &'a [Item], last: Option<&CourseKey>) -> Option<&'a Item> {
    let mut under_way = items.iter().filter(|item| item.action == Some(Action::Resume));
    let is_last = |item: &&Item| item.key.is_some() && item.key.as_ref() == last;
    under_way.clone().find(is_last).or_else(|| under_way.next())
}

async fn place(key: CourseKey) -> Result<Place, ApiError> {
    let resume = lms::resume(&key).await?;
    let names = match &resume.section_id {
        Some(sequence) => lms::sequence(sequence).await?.map(|sequence| names(&sequence, &resume)),
        None => None,
    };
    let page = LearnPage::Unit {
        unit: resume.unit_id.filter(|_| resume.section_id.is_some()).map(|unit| unit.as_str().to_owned()),
        sequence: resume.section_id.map(|sequence| sequence.as_str().to_owned()),
    };
    Ok(Place { page, names: names.unwrap_or_default() })
}

fn names(sequence: &Sequence, resume: &Resume) -> Vec<String> {
    let unit = sequence.items.iter().find(|unit| Some(&unit.id) == resume.unit_id.as_ref());
    let unit = unit.and_then(|unit| unit.page_title.clone().or_else(|| unit.display_name.clone()));
    [Some(sequence.display_name.clone()), unit].into_iter().flatten().filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::model::Group, *};

    fn item(name: &str, action: Action) -> Item {
        Item {
            key: CourseKey::parse(&format!("course-v1:Preau+{name}+1")),
            title: name.into(),
            by: String::new(),
            picture: None,
            group: Group::InProgress,
            action: Some(action),
            may_leave: true,
            marks: Vec::new(),
            certificate: None,
            end: None,
            words: String::new(),
        }
    }

    #[test]
    fn one_goes_on_with_the_course_that_was_open_last() {
        let items = [item("A", Action::Begin), item("B", Action::Resume), item("C", Action::Resume)];
        let title = |last: Option<&str>| {
            let last = last.and_then(|name| CourseKey::parse(&format!("course-v1:Preau+{name}+1")));
            resumed(&items, last.as_ref()).map(|item| item.title.as_str())
        };
        assert_eq!(title(Some("C")), Some("C"));
        assert_eq!(title(None), Some("B"), "the newest enrolment");
        assert_eq!(title(Some("A")), Some("B"), "not begun, or over");
        assert_eq!(title(Some("Z")), Some("B"), "somebody else's");
        assert_eq!(resumed(&[], None), None);
    }
}
