//! A place that the search found.
use crate::{
    api::lms,
    course::{jump, language::named},
    i18n::t,
    ui::{self, TagKind},
    wire::openedx::{CourseKey, HitData},
};
use leptos::prelude::*;

/// The hit: its name leads to it.
pub(super) fn row(course: &CourseKey, hit: &HitData) -> AnyView {
    let place = hit.location.join(" › ");
    let place = (!place.is_empty()).then(|| view! { <p class="preau-soft">{named(place)}</p> }.into_any());
    let kind = kind(&hit.content_type).map(|kind| ui::tag(TagKind::Plain, None, kind));
    let excerpt = hit.excerpt.as_deref().filter(|excerpt| !excerpt.trim().is_empty());
    let excerpt = excerpt.map(|excerpt| ui::rich_text(excerpt, 4));
    view! {
        <li class="preau-panel preau-hit">
            <div class="preau-row preau-row--apart"><h3><a href=address(course, hit)>{named(title(hit))}</a></h3> {kind}</div>
            {place}
            {excerpt}
        </li>
    }
    .into_any()
}

/// Its own title, else that of the unit it is in.
fn title(hit: &HitData) -> String {
    let own = hit.content.display_name.as_ref().filter(|name| !name.trim().is_empty());
    own.or_else(|| hit.location.last()).cloned().unwrap_or_else(|| t::find::untitled().to_owned())
}

/// The address that the LMS gives says most exactly where it is.
fn address(course: &CourseKey, hit: &HitData) -> String {
    let told = hit.url.as_deref().and_then(lms::jump_target);
    let (course, block) = told.unwrap_or_else(|| (course.clone(), hit.id.clone()));
    jump::to_block(&course, &block)
}

fn kind(content_type: &str) -> Option<&'static str> {
    match content_type {
        "Sequence" => Some(t::find::kind_subsection()),
        "Text" => Some(t::find::kind_text()),
        "Video" => Some(t::find::kind_video()),
        "CAPA" => Some(t::find::kind_problem()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::openedx::{HitContent, UsageKey};

    #[test]
    fn a_hit_leads_to_its_block_even_without_an_address() {
        let course = CourseKey::parse("course-v1:a+b+c").unwrap();
        let block = UsageKey::from("block-v1:a+b+c+type@html+block@1".to_owned());
        let hit = HitData { id: block, ..HitData::default() };
        assert!(address(&course, &hit).ends_with("/resume?block=block-v1%3Aa%2Bb%2Bc%2Btype%40html%2Bblock%401"));
    }

    #[test]
    fn a_hit_always_has_a_name() {
        let located = HitData { location: vec!["A".into(), "B".into()], ..HitData::default() };
        assert_eq!(title(&located), "B");
        let blank = HitContent { display_name: Some(" ".into()) };
        assert_eq!(title(&HitData { content: blank, ..HitData::default() }), t::find::untitled());
    }
}
