//! All topics: those of the whole course, then those of its parts.
use super::{
    places,
    unread::{self, Unread},
};
use crate::{
    api::{ApiError, Remote, lms::forum},
    app::{ChunkError, ForumPage, on_demand, spawn, split_point, standing, when_it_comes},
    i18n::t,
    ui,
    wire::openedx::{CourseKey, Discussions, ThreadCounts, TopicNode},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// Asks for the topics, once it is known which kind the course has.
pub(in crate::forum) fn topics(course: &CourseKey, about: Remote<Discussions>) -> Remote<Vec<TopicNode>> {
    let provider = ui::memo(move |_| about.value.with(|about| about.as_ref().map(|about| about.provider.clone())));
    let asked = course.clone();
    let remote = Remote::new(move || {
        let (course, provider) = (asked.clone(), provider.get()?);
        let answer: LocalBoxFuture<'static, Result<Vec<TopicNode>, ApiError>> =
            Box::pin(async move { forum::topics(&course, provider.as_deref()).await });
        Some(answer)
    });
    let known = provider.get_untracked().and_then(|provider| forum::last_topics(course, provider.as_deref()));
    if let Some(known) = known {
        remote.preset(known);
    }
    remote
}

/// Name of a topic, wherever it is.
fn name_of(nodes: &[TopicNode], id: &str) -> Option<String> {
    nodes.iter().find_map(|node| {
        if node.children.is_empty() && node.id.as_deref() == Some(id) {
            return Some(title(node));
        }
        name_of(&node.children, id)
    })
}

/// Name of a topic or part; the last part, which the server does not name, holds topics of what has left the course.
fn title(node: &TopicNode) -> String {
    let name = node.name.clone().or_else(|| node.display_name.clone()).filter(|name| !name.trim().is_empty());
    name.unwrap_or_else(|| {
        if node.id.as_deref() == Some("archived") { t::forum::archived() } else { t::forum::untitled_topic() }
            .to_owned()
    })
}

/// Threads in a topic or part; a part may not say it itself.
fn threads(node: &TopicNode) -> u32 {
    match node.thread_counts {
        Some(ThreadCounts { discussion, question }) => discussion.saturating_add(question),
        None => node.children.iter().map(threads).fold(0, u32::saturating_add),
    }
}

type Page = fn(&CourseKey, Remote<Discussions>) -> AnyView;
/// Finds the name of a topic by its id.
type Name = fn(&CourseKey, Remote<Discussions>, &str, RwSignal<Option<String>>) -> AnyView;

/// What shows topics; few ask for their list, or for one of them.
#[derive(Clone, Copy)]
struct Parts {
    page: Page,
    name: Name,
}

split_point! {
    fn fetched() -> Parts = forum_topics { Parts { page: drawn, name: find_name } }
}

/// Begins to fetch it, while the forum is still asked for what it is.
pub(super) fn prefetch() {
    spawn(async {
        if let Err(ChunkError) = fetched().await {
            leptos::logging::warn!("topics are fetched when they are shown");
        }
    });
}

/// The page, from a file of its own.
pub(super) fn page(course: &CourseKey, about: Remote<Discussions>) -> AnyView {
    let course = course.clone();
    on_demand(fetched, move |parts| (parts.page)(&course, about))
}

/// Shows nothing: tells the name of a topic when it is known.
pub(super) fn named(
    course: &CourseKey,
    about: Remote<Discussions>,
    id: &str,
    name: RwSignal<Option<String>>,
) -> AnyView {
    let (course, id) = (course.clone(), id.to_owned());
    when_it_comes(fetched(), move |parts| (parts.name)(&course, about, &id, name))
}

fn find_name(course: &CourseKey, about: Remote<Discussions>, id: &str, name: RwSignal<Option<String>>) -> AnyView {
    let (topics, id) = (topics(course, about), id.to_owned());
    ui::effect(move || {
        if let Some(found) = topics.value.with(|nodes| name_of(nodes.as_deref()?, &id)) {
            name.set(Some(found));
        }
    });
    ().into_any()
}

fn drawn(course: &CourseKey, about: Remote<Discussions>) -> AnyView {
    let remote = topics(course, about);
    let place = Place { course: StoredValue::new(course.clone()), unread: unread::unread(course) };
    standing(remote, move || {
        ui::dynamic(move || {
            remote.value.with(|nodes| nodes.as_deref().map(|nodes| tree(place, nodes))).unwrap_or_default()
        })
    })
}

/// What every part of the tree needs to know.
#[derive(Clone, Copy)]
struct Place {
    course: StoredValue<CourseKey>,
    unread: Remote<Unread>,
}

fn tree(place: Place, nodes: &[TopicNode]) -> AnyView {
    if nodes.is_empty() {
        return view! { <ui::EmptyState title=t::forum::no_topics()><p class="preau-state__text">{t::forum::none()}</p></ui::EmptyState> }.into_any();
    }
    let (parts, wide): (Vec<&TopicNode>, Vec<&TopicNode>) = nodes.iter().partition(|node| !node.children.is_empty());
    let wide = (!wide.is_empty()).then(|| {
        view! {
            <section class="preau-panel preau-stack" aria-labelledby="topics-course">
                <h2 id="topics-course">{t::forum::course_topics()}</h2>
                <ul class="preau-topics" role="list">{leaves(place, &wide)}</ul>
            </section>
        }
        .into_any()
    });
    let parts: Vec<AnyView> = parts
        .into_iter()
        .map(|part| {
            view! {
                <section class="preau-panel preau-stack">
                    <h2>{title(part)}</h2>
                    {inner(place, part, 3)}
                </section>
            }
            .into_any()
        })
        .collect();
    view! { <div class="preau-stack">{wide}{parts}</div> }.into_any()
}

/// What is in a part: topics, then parts with headings of their own.
fn inner(place: Place, part: &TopicNode, level: u8) -> AnyView {
    let (parts, topics): (Vec<&TopicNode>, Vec<&TopicNode>) =
        part.children.iter().partition(|node| !node.children.is_empty());
    let topics = (!topics.is_empty())
        .then(|| view! { <ul class="preau-topics" role="list">{leaves(place, &topics)}</ul> }.into_any());
    let parts: Vec<AnyView> = parts
        .into_iter()
        .map(|part| {
            let heading = if level == 3 {
                view! { <h3>{title(part)}</h3> }.into_any()
            } else {
                view! { <h4>{title(part)}</h4> }.into_any()
            };
            view! { <div class="preau-stack">{heading}{inner(place, part, level.saturating_add(1))}</div> }.into_any()
        })
        .collect();
    view! { {topics} {parts} }.into_any()
}

fn leaves(place: Place, topics: &[&TopicNode]) -> Vec<AnyView> {
    let leaf = |topic: &&TopicNode| {
        let id = topic.id.clone()?;
        let count = t::forum::threads(threads(topic).into());
        let of = id.clone();
        let new =
            ui::memo(move |_| place.unread.value.with(|unread| unread.as_ref().and_then(|unread| unread.words(&of))));
        Some(
            view! {
                <li class="preau-topics__item">
                    <a href=place.course.with_value(|course| places::path(course, ForumPage::Topic(id)))>{title(topic)}</a>
                    " "<span class="preau-soft preau-small">{count}</span>
                    {ui::optional(move || new.get().map(|new| view! { ", "<strong class="preau-small">{new}</strong> }.into_any()))}
                </li>
            }
            .into_any(),
        )
    };
    topics.iter().filter_map(leaf).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: &str, name: &str, questions: u32) -> TopicNode {
        TopicNode {
            id: Some(id.into()),
            name: Some(name.into()),
            thread_counts: Some(ThreadCounts { discussion: 1, question: questions }),
            ..TopicNode::default()
        }
    }

    #[test]
    fn a_topic_is_found_in_any_part() {
        let part = TopicNode {
            id: Some("block".into()),
            display_name: Some("Semaine 1".into()),
            children: vec![topic("a", "Pesanteur", 2), topic("b", "Repères", 0)],
            ..TopicNode::default()
        };
        let nodes = [topic("general", "Général", 4), part];
        assert_eq!(name_of(&nodes, "b").as_deref(), Some("Repères"));
        assert_eq!(name_of(&nodes, "block"), None, "a part is no topic");
        assert_eq!((threads(&nodes[0]), threads(&nodes[1])), (5, 4));
    }

    #[test]
    fn what_has_no_name_gets_one() {
        let archived = TopicNode { id: Some("archived".into()), ..TopicNode::default() };
        assert_eq!(title(&archived), t::forum::archived());
        assert_eq!(title(&TopicNode::default()), t::forum::untitled_topic());
    }
}
