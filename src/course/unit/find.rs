//! Which unit the address means: it names one, a part that holds one, or the place where the learner stopped.
use super::super::plan::{Place, Plan};
use crate::{
    api::{
        ApiError, Remote,
        lms::{self},
    },
    app::{LearnPage, Nav, Query, Route},
    i18n::t,
    ui,
    wire::openedx::{CourseKey, Sequence, UsageKey},
};
use leptos::prelude::*;

/// Name of the address parameter that tells of a block inside a unit.
const BLOCK: &str = "block";

/// What the address says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    /// A unit.
    Unit(Place),
    /// A subsection, at its first or last unit or where the learner stopped in it.
    Sequence(UsageKey, End),
    /// Some other part of the course.
    Block(UsageKey),
    /// Where the learner stopped.
    Resume,
    /// Nothing that could be a part of a course.
    Nonsense,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
    Stopped,
}

impl Asked {
    fn of(route: &Route, query: &Query) -> Self {
        let Route::Learn(_, LearnPage::Unit { sequence, unit }) = route else { return Self::Nonsense };
        let key = |text: &str| UsageKey::parse(text);
        match (sequence.as_deref(), unit.as_deref()) {
            (None, None) => {
                query.get(BLOCK).map_or(Self::Resume, |block| key(block).map_or(Self::Nonsense, Self::Block))
            }
            (None, Some(block)) => key(block).map_or(Self::Nonsense, Self::Block),
            (Some(sequence), unit) => match (key(sequence), unit) {
                (None, _) => Self::Nonsense,
                (Some(sequence), None) => Self::Sequence(sequence, End::Stopped),
                (Some(sequence), Some("first")) => Self::Sequence(sequence, End::First),
                (Some(sequence), Some("last")) => Self::Sequence(sequence, End::Last),
                (Some(sequence), Some(unit)) => {
                    key(unit).map_or(Self::Nonsense, |unit| Self::Unit(Place { sequence, unit }))
                }
            },
        }
    }
}

/// How far the search has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// On the way.
    Searching,
    /// This unit.
    At(Place),
    /// The course has no units that this learner may see.
    Empty,
    /// The LMS gave no answer, or knows no such part.
    Failed(ApiError),
}

/// The search.
#[derive(Clone, Copy)]
pub(super) struct Search {
    /// Its outcome.
    pub place: Memo<Found>,
    retry: Callback<()>,
    pending: Signal<bool>,
}

/// Finds the unit that the address means, and puts that unit's own address in its place.
pub(super) fn find(course: &CourseKey, plan: Remote<Plan>, is_older: bool) -> Search {
    let nav = expect_context::<Nav>();
    // an address of another page is about to be left for that page: nothing changes here any more
    let asked = ui::memo(move |before: Option<&Asked>| {
        let here = |route: &Route| nav.query.with(|query| Asked::of(route, query));
        nav.route.with(|route| match (before, route) {
            (_, Route::Learn(_, LearnPage::Unit { .. })) | (None, _) => here(route),
            (Some(before), _) => before.clone(),
        })
    });
    let key = course.clone();
    let remote = Remote::new(move || {
        let asked = asked.get();
        let key = key.clone();
        match asked {
            Asked::Unit(_) | Asked::Nonsense => None,
            asked => {
                // the course itself is asked for anyway
                let plan = plan.value.get()?;
                Some(Box::pin(
                    async move { answer(&key, &plan, asked.clone(), is_older).await.map(|place| (asked, place)) },
                ))
            }
        }
    });
    let place = ui::memo(move |_| {
        let asked = asked.get();
        match &asked {
            Asked::Unit(place) => return Found::At(place.clone()),
            Asked::Nonsense => return Found::Failed(ApiError::NotFound),
            _ => {}
        }
        if let Some(error) =
            plan.error.get().filter(|_| plan.value.with(Option::is_none)).or_else(|| remote.error.get())
        {
            return Found::Failed(error);
        }
        match remote.value.get() {
            Some(found) if found.0 == asked => found.1.clone().map_or(Found::Empty, Found::At),
            _ => Found::Searching,
        }
    });
    let course = course.clone();
    ui::effect(move || {
        let is_named = asked.with(|asked| matches!(asked, Asked::Unit(_)));
        if let Found::At(place) = place.get()
            && !is_named
        {
            nav.redirect(&place.path(&course));
        }
    });
    let retry =
        Callback::new(move |()| if plan.value.with_untracked(Option::is_none) { plan.retry() } else { remote.retry() });
    Search { place, retry, pending: Signal::derive(move || plan.pending.get() || remote.pending.get()) }
}

async fn answer(course: &CourseKey, plan: &Plan, asked: Asked, is_older: bool) -> Result<Option<Place>, ApiError> {
    match asked {
        Asked::Sequence(key, end) => {
            if let Some(place) = plan.unit_for(&key).filter(|_| is_older || end == End::First) {
                return Ok(Some(place));
            }
            let sequence = lms::sequence(&key).await?.ok_or(ApiError::NotFound)?;
            Ok(unit_of(&sequence, end).map(|unit| Place { sequence: key, unit }))
        }
        Asked::Block(key) => {
            if let Some(place) = plan.unit_for(&key) {
                return Ok(Some(place));
            }
            let unit = lms::unit_of(course, &key).await?.ok_or(ApiError::NotFound)?;
            plan.unit_for(&unit).map(Some).ok_or(ApiError::NotFound)
        }
        _ => resume(course, plan, is_older).await,
    }
}

fn unit_of(sequence: &Sequence, end: End) -> Option<UsageKey> {
    let items = &sequence.items;
    let at = |position: u32| items.get(usize::try_from(position.checked_sub(1)?).ok()?);
    let item = match end {
        End::First => items.first(),
        End::Last => items.last(),
        End::Stopped => sequence.position.and_then(at).or_else(|| items.first()),
    };
    item.map(|item| item.id.clone())
}

/// Where the learner stopped; who is not enrolled, or was never there, begins at the first unit.
async fn resume(course: &CourseKey, plan: &Plan, is_older: bool) -> Result<Option<Place>, ApiError> {
    let known = plan.resume().or_else(|| plan.first()).cloned();
    if is_older {
        return Ok(known);
    }
    match lms::resume(course).await {
        Ok(resume) => Ok(match (resume.section_id, resume.unit_id) {
            (Some(sequence), Some(unit)) => Some(Place { sequence, unit }),
            _ => known,
        }),
        Err(ApiError::SignInNeeded | ApiError::Refused(_) | ApiError::NotFound) => Ok(known),
        Err(error) => Err(error),
    }
}

/// What stands in place of the unit until it is found.
pub(super) fn status(search: Search) -> AnyView {
    let nav = expect_context::<Nav>();
    ui::dynamic(move || match search.place.get() {
        Found::At(_) => ().into_any(),
        Found::Searching => view! { <ui::Loading text=t::learn::loading_unit()/> }.into_any(),
        Found::Empty => {
            nav.content_stands();
            view! { <p class="preau-lead">{t::learn::empty()}</p> }.into_any()
        }
        Found::Failed(error) => {
            nav.content_stands();
            view! { <ui::ErrorPanel error=error on_retry=search.retry pending=search.pending/> }.into_any()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::SequenceUnit;

    const SEQUENCE: &str = "block-v1:a+b+c+type@sequential+block@s";
    const UNIT: &str = "block-v1:a+b+c+type@vertical+block@u";

    fn asked(path: &str, query: &str) -> Asked {
        Asked::of(&Route::parse(&["/learn/course-v1:a+b+c", path].concat()), &Query::parse(query))
    }

    #[test]
    fn addresses_say_what_they_mean() {
        let key = |text: &str| UsageKey::parse(text).unwrap();
        assert_eq!(asked("/resume", ""), Asked::Resume);
        assert_eq!(asked("/resume", &["block=", &UNIT.replace('+', "%2B")].concat()), Asked::Block(key(UNIT)));
        assert_eq!(asked(&["/", UNIT].concat(), ""), Asked::Block(key(UNIT)));
        assert_eq!(asked(&["/", SEQUENCE].concat(), ""), Asked::Sequence(key(SEQUENCE), End::Stopped));
        assert_eq!(asked(&["/", SEQUENCE, "/last"].concat(), ""), Asked::Sequence(key(SEQUENCE), End::Last));
        let place = Place { sequence: key(SEQUENCE), unit: key(UNIT) };
        assert_eq!(asked(&["/", SEQUENCE, "/", UNIT].concat(), ""), Asked::Unit(place));
        assert_eq!(asked(&["/", SEQUENCE, "/nonsense"].concat(), ""), Asked::Nonsense);
        assert_eq!(asked("/resume", "block=nonsense"), Asked::Nonsense);
    }

    #[test]
    fn a_position_counts_from_one_and_may_be_wrong() {
        let item = |id: &str| SequenceUnit { id: UsageKey::from(id.to_owned()), ..SequenceUnit::default() };
        let sequence = |position| Sequence { items: vec![item("a"), item("b")], position, ..Sequence::default() };
        let unit = |position, end| unit_of(&sequence(position), end).map(|unit| unit.as_str().to_owned());
        assert_eq!(unit(Some(2), End::Stopped).as_deref(), Some("b"));
        assert_eq!(unit(None, End::Stopped).as_deref(), Some("a"));
        assert_eq!(unit(Some(0), End::Stopped).as_deref(), Some("a"));
        assert_eq!(unit(Some(9), End::Stopped).as_deref(), Some("a"));
        assert_eq!(unit(Some(1), End::Last).as_deref(), Some("b"));
    }
}
