//! Kind and topic of a thread.
use super::{
    Target,
    choices::{menu, option},
    form::Form,
    problems::Field,
    send::may,
};
use crate::{
    api::{ApiError, Remote, lms::forum},
    i18n::t,
    ui::{self, Icon, Radios},
    wire::openedx::TopicNode,
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// Kind and topic, as far as the learner may choose them; `wide` is told the topics of the whole course, one a line.
pub(super) fn kind_and_topic(form: Form, wide: RwSignal<String>) -> Option<AnyView> {
    let (has_kind, has_topic) = form.writing.with_value(|writing| match &writing.target {
        Target::NewThread => (true, true),
        Target::EditThread { thread } => (may(&thread.post, "type"), may(&thread.post, "topic_id")),
        _ => (false, false),
    });
    let kind = has_kind.then(|| {
        let kinds = vec![
            ("question".to_owned(), t::compose::kind_question().to_owned()),
            ("discussion".to_owned(), t::compose::kind_discussion().to_owned()),
        ];
        let choose = move |value: String| {
            form.kind.set(value);
            form.changed();
        };
        view! { <Radios legend=t::compose::kind() options=kinds value=form.kind on_change=choose/> }.into_any()
    });
    let topic = has_topic.then(|| topics(form, wide));
    (has_kind || has_topic).then(|| view! { {kind} {topic} }.into_any())
}

fn topics(form: Form, wide: RwSignal<String>) -> AnyView {
    let (course, provider) =
        form.writing.with_value(|writing| (writing.course.clone(), writing.about.provider.clone()));
    let known = forum::last_topics(&course, provider.as_deref());
    let remote = Remote::new(move || {
        let (course, provider) = (course.clone(), provider.clone());
        let answer: LocalBoxFuture<'static, Result<Vec<TopicNode>, ApiError>> =
            Box::pin(async move { forum::topics(&course, provider.as_deref()).await });
        Some(answer)
    });
    if let Some(known) = known {
        remote.preset(known);
    }
    ui::dynamic(move || {
        match (remote.value.get(), remote.error.get()) {
        (Some(nodes), _) => untrack(|| select(form, wide, &nodes)),
        (None, Some(_)) => view! {
            <p>{t::compose::no_topics()}</p>
            <p><ui::Button small=true icon_before=Icon::Retry pending=remote.pending on_press=move |()| remote.retry()>{t::ui::retry()}</ui::Button></p>
        }
        .into_any(),
        (None, None) => view! { <ui::Loading inline=true/> }.into_any(),
    }
    })
}

/// Topics of a part of the course, under the part's name.
struct Group {
    name: String,
    topics: Vec<(String, String)>,
}

/// The topics in groups: those of the whole course, then those of each part.
fn groups(nodes: &[TopicNode]) -> Vec<Group> {
    let mut groups = vec![Group { name: t::forum::course_topics().to_owned(), topics: Vec::new() }];
    for node in nodes {
        if node.children.is_empty() {
            if let (Some(id), Some(first)) = (node.id.clone(), groups.first_mut()) {
                first.topics.push((id, node.name.clone().unwrap_or_default()));
            }
        // topics of what has left the course take no new threads
        } else if node.id.as_deref() != Some("archived") {
            let name = node.display_name.clone().or_else(|| node.name.clone()).unwrap_or_default();
            let mut topics = Vec::new();
            collect(&node.children, &mut topics);
            groups.push(Group { name, topics });
        }
    }
    groups.retain(|group| !group.topics.is_empty());
    groups
}

fn collect(nodes: &[TopicNode], topics: &mut Vec<(String, String)>) {
    for node in nodes {
        if !node.children.is_empty() {
            collect(&node.children, topics);
        } else if let Some(id) = node.id.clone() {
            topics.push((id, node.name.clone().unwrap_or_default()));
        }
    }
}

fn select(form: Form, wide: RwSignal<String>, nodes: &[TopicNode]) -> AnyView {
    let mut wide_ids = String::new();
    for id in nodes.iter().filter(|node| node.children.is_empty()).filter_map(|node| node.id.as_deref()) {
        wide_ids.push_str(id);
        wide_ids.push('\n');
    }
    wide.set(wide_ids);
    let groups = groups(nodes);
    let is_known =
        groups.iter().flat_map(|group| &group.topics).any(|(id, _)| form.topic.with_untracked(|topic| topic == id));
    // a thread may be in a topic that takes no new ones: it stays there
    if !is_known && !form.is_edit() {
        form.topic.set(String::new());
    }
    let none = if is_known || !form.is_edit() { t::compose::choose_topic() } else { t::compose::same_topic() };
    let kept = form.topic.with_untracked(|topic| if is_known { String::new() } else { topic.clone() });
    let mut options = vec![option(&kept, none, form.topic)];
    options.extend(groups.iter().map(|group| {
        let options: Vec<AnyView> = group.topics.iter().map(|(id, name)| option(id, name, form.topic)).collect();
        view! { <optgroup label=group.name.clone()>{options}</optgroup> }.into_any()
    }));
    let choose = move |value| {
        form.topic.set(value);
        form.changed();
    };
    menu(form, Field::Topic, t::compose::topic(), options.into_any(), choose)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(id: &str) -> TopicNode {
        TopicNode { id: Some(id.into()), name: Some(id.into()), ..TopicNode::default() }
    }

    #[test]
    fn topics_stand_under_their_part() {
        let part = |id: &str, children| TopicNode {
            id: Some(id.into()),
            display_name: Some(id.into()),
            children,
            ..TopicNode::default()
        };
        let nodes = [
            topic("general"),
            part("s1", vec![part("s11", vec![topic("u1"), topic("u2")])]),
            part("archived", vec![topic("old")]),
        ];
        let groups = groups(&nodes);
        let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
        assert_eq!(names, [t::forum::course_topics(), "s1"]);
        assert_eq!(groups[1].topics.len(), 2);
    }
}
