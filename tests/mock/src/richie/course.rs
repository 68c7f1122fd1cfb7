//! Courses as the API shows them.
use axum::http::StatusCode;
use preau::wire::richie::{Course, CourseRun, Icon, Image, Offer, State};

use super::reply::Reply;
use super::{Request, messages};
use crate::catalogue::document::{CourseDoc, Cover, Moment, NEVER, PageUrl, Run, Text};
use crate::catalogue::languages::Lang;
use crate::catalogue::snapshot::{Best, Wanted};
use crate::catalogue::{Family, at};
use crate::{clock, data};

/// `GET /api/v1.0/courses/<id>/`: fails upstream for every course that exists.
pub(crate) fn detail(request: &Request, id: &str) -> Reply {
    let world = request.world;
    let Some(number) = world.catalogue.index.course(id) else {
        return Reply::nothing();
    };
    let Some(course) = world.catalogue.courses.get(at(number)) else {
        return Reply::nothing();
    };
    if world.settings.oddities.detail_500 {
        return Reply::server_error();
    }
    let (best, _) = world.snapshot().best(&world.catalogue, at(number), Wanted::default());
    Reply::json(StatusCode::OK, &object(request, course, best))
}

/// A course with the state and offer of its best run for this request.
pub(crate) fn object(request: &Request, course: &CourseDoc, best: Best) -> Course {
    let world = request.world;
    let texts = Texts { lang: request.active, site: &world.settings.languages };
    let run = (best.state < State::TO_BE_SCHEDULED).then(|| course.runs.get(at(best.run))).flatten();
    let ids = |family: Family| {
        let pages = course.pages.get(family.number()).map_or(&[][..], |pages| pages);
        pages.iter().filter_map(|page| world.catalogue.entity(family, *page)).map(|page| page.id.to_string()).collect()
    };
    let highlighted = course.highlighted.and_then(|page| world.catalogue.entity(Family::Organizations, page));
    Course {
        id: course.id.to_string(),
        title: texts.best(&course.title).unwrap_or_default(),
        absolute_url: url(course, request.active, texts.site),
        code: course.code.as_deref().map(str::to_owned),
        introduction: texts.best(&course.introduction),
        duration: texts.best(&course.duration).unwrap_or_default(),
        effort: texts.best(&course.effort).unwrap_or_default(),
        categories: ids(Family::Categories),
        organizations: ids(Family::Organizations),
        organization_highlighted: highlighted.and_then(|page| texts.best(&page.title)),
        organization_highlighted_cover_image: highlighted
            .and_then(|page| page.logo.best(request.active, texts.site).cloned()),
        cover_image: cover(course, &texts),
        icon: icon(request, course, &texts),
        course_runs: course.runs.iter().map(|run| course_run(run, world.anchor)).collect(),
        state: run.map_or_else(|| state(best.state, None, request), |run| state(best.state, Some(run), request)),
        offer: run.map_or_else(no_offer, |run| (*run.offer).clone()),
        price_currency: run.map(|run| run.currency.to_string()),
    }
}

struct Texts<'a> {
    lang: Lang,
    site: &'a [Lang],
}

impl Texts<'_> {
    fn best(&self, text: &Text) -> Option<String> {
        text.best(self.lang, self.site).map(ToString::to_string)
    }
}

/// Path of a course's page on the Richie site.
pub(crate) fn url(course: &CourseDoc, lang: Lang, site: &[Lang]) -> String {
    match &course.url {
        PageUrl::Given(text) => text.best(lang, site).map(ToString::to_string).unwrap_or_default(),
        PageUrl::Slug(slug) => {
            let is_french = course.title.get(Lang::EN).is_none() || lang == Lang::FR;
            let folder = if is_french { "cours" } else { "courses" };
            format!("/{}/{folder}/{slug}/", lang.code())
        }
    }
}

fn cover(course: &CourseDoc, texts: &Texts) -> Option<Image> {
    match &course.cover {
        Cover::None => None,
        Cover::Given(images) => images.best(texts.lang, texts.site).cloned(),
        Cover::Drawn(name) => Some(data::own::pictures::drawn_cover(name)),
    }
}

fn icon(request: &Request, course: &CourseDoc, texts: &Texts) -> Option<Icon> {
    let category = request.world.catalogue.entity(Family::Categories, course.icon?)?;
    let image = category.icon.best(texts.lang, texts.site);
    Some(Icon {
        src: image.map(|image| image.src.clone()),
        srcset: image.and_then(|image| image.srcset.clone()),
        sizes: image.map(|image| image.sizes.clone()),
        color: category.color.as_deref().map(str::to_owned),
        title: texts.best(&category.title).unwrap_or_default(),
    })
}

fn course_run(run: &Run, anchor: i64) -> CourseRun {
    let date = |moment: Moment| clock::with_offset(moment, anchor);
    CourseRun {
        start: date(run.start),
        end: date(run.end),
        enrollment_start: date(run.enrollment_start),
        enrollment_end: date(run.enrollment_end),
        languages: run.languages.iter().map(|lang| lang.code().to_owned()).collect(),
        offer: (*run.offer).clone(),
        price_currency: run.currency.to_string(),
    }
}

/// A state as `CourseState` shows it.
pub(crate) fn state(priority: u8, run: Option<&Run>, request: &Request) -> State {
    let closes = run.map(|run| run.enrollment_end);
    let never_closes = closes == Some(NEVER);
    let date = match priority {
        State::FUTURE_OPEN | State::FUTURE_NOT_YET_OPEN => run.map(|run| run.start),
        State::ARCHIVED_OPEN if !never_closes => closes,
        _ => None,
    };
    State {
        priority,
        datetime: date.map(|date| clock::with_z(date, request.world.anchor)),
        call_to_action: messages::call_to_action(priority, request.active).map(str::to_owned),
        text: messages::state(priority, never_closes, request.active).to_owned(),
    }
}

fn no_offer() -> Offer<f64> {
    Offer {
        offer: None,
        price: None,
        discounted_price: None,
        discount: None,
        certificate_offer: None,
        certificate_price: None,
        certificate_discounted_price: None,
        certificate_discount: None,
    }
}
