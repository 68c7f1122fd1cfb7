//! Discussions of a unit, beside it: in the same page, and only when somebody wants them.
use super::{
    about::about,
    list::{row, topics},
    places,
};
use crate::{
    api::{
        ApiError, Remote,
        lms::forum::{self, ThreadQuery},
    },
    app::ForumPage,
    i18n::t,
    percent,
    ui::{self, ButtonKind, Icon},
    wire::openedx::{CourseKey, Paged, Thread, TopicNode, UsageKey},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// The topic of a unit, where the course offers it there.
fn topic_of(nodes: &[TopicNode], unit: &UsageKey) -> Option<String> {
    nodes.iter().find_map(|node| {
        let is_it = node.usage_key.as_ref() == Some(unit) && node.enabled_in_context != Some(false);
        if is_it { node.id.clone() } else { topic_of(&node.children, unit) }
    })
}

/// Threads of the unit's topic, the way to all of them, and to a new one.
pub fn beside(course: &CourseKey, unit: &UsageKey) -> AnyView {
    let about = about(course);
    let topics = topics::topics(course, about);
    let unit = unit.clone();
    let topic = ui::memo(move |_| topics.value.with(|nodes| nodes.as_deref().map(|nodes| topic_of(nodes, &unit))));
    let asked = course.clone();
    let threads = Remote::new(move || {
        let query = ThreadQuery { topics: vec![topic.get()??], ..ThreadQuery::default() };
        let course = asked.clone();
        let answer: LocalBoxFuture<'static, Result<Paged<Thread>, ApiError>> =
            Box::pin(async move { forum::threads(&course, &query, 1).await });
        Some(answer)
    });
    let course = course.clone();
    ui::dynamic(move || {
        let has_failed =
            [about.error.get(), topics.error.get(), threads.error.get()].into_iter().flatten().next().is_some();
        match (topic.get(), threads.value.get()) {
            (Some(None), _) => view! { <p>{t::forum::no_unit_topic()}</p> }.into_any(),
            (Some(Some(topic)), Some(list)) => untrack(|| shown(&course, topic, &list)),
            _ if has_failed => failed(Callback::new(move |()| {
                about.retry();
                topics.retry();
                threads.retry();
            })),
            _ => view! { <ui::Loading inline=true/> }.into_any(),
        }
    })
}

fn failed(retry: Callback<()>) -> AnyView {
    view! {
        <p>{t::forum::beside_failed()}</p>
        <p><ui::Button small=true icon_before=Icon::Retry on_press=retry>{t::ui::retry()}</ui::Button></p>
    }
    .into_any()
}

fn shown(course: &CourseKey, topic: String, list: &Paged<Thread>) -> AnyView {
    let rows: Vec<AnyView> = list.results.iter().map(|thread| row::row(course, thread, false)).collect();
    let new = [places::path(course, ForumPage::New), "?topic=".into(), percent::in_query(&topic)].concat();
    let all = places::path(course, ForumPage::Topic(topic));
    let count = t::forum::threads(list.pagination.count.into());
    view! {
        <div class="preau-stack">
            <p>{count}</p>
            <ul class="preau-stack preau-threads" role="list">{rows}</ul>
            <div class="preau-row">
                <a class=ButtonKind::Primary.class() href=new>{t::forum::new_thread()}</a>
                <a class=ButtonKind::Secondary.class() href=all>{t::forum::all_of_unit()}</a>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_units_topic_is_found_where_it_is_offered() {
        let unit = |id: &str| UsageKey::from(["block-v1:a+b+c+type@vertical+block@", id].concat());
        let leaf = |id: &str, is_offered| TopicNode {
            id: Some(id.into()),
            usage_key: Some(unit(id)),
            enabled_in_context: Some(is_offered),
            ..TopicNode::default()
        };
        let nodes = [TopicNode { children: vec![leaf("u1", true), leaf("exam", false)], ..TopicNode::default() }];
        assert_eq!(topic_of(&nodes, &unit("u1")).as_deref(), Some("u1"));
        assert_eq!(topic_of(&nodes, &unit("exam")), None);
        assert_eq!(topic_of(&nodes, &unit("other")), None);
    }
}
