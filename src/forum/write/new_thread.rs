//! The page for a new thread, and what its form has more than others.
use super::{
    Target, Writing,
    form::Form,
    problems::Field,
    view::{thread_of, tick},
};
use crate::{
    api::{
        ApiError, Remote,
        lms::forum::{self, ThreadQuery},
    },
    app::{Nav, standing},
    forum::{about, places},
    i18n::t,
    ui::{self, Icon, Radios},
    wire::openedx::{CourseKey, Thread, TopicNode},
};
use futures::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local_scoped};
use std::time::Duration;

/// Shortest title that is looked for among the threads.
const SHORTEST: usize = 3;
/// How long the learner pauses before it is.
const TYPING: Duration = Duration::from_millis(600);
/// Threads that show.
const SHOWN: usize = 5;

/// The page.
pub(super) fn page(course: &CourseKey, nav: Nav) -> AnyView {
    let about = about::about(course);
    let course = course.clone();
    standing(about, move || {
        let Some(about) = about.value.get_untracked() else { return ().into_any() };
        let of_sent = course.clone();
        let sent = Callback::new(move |sent| {
            if let Some(thread) = thread_of(sent) {
                ui::toast(t::compose::posted());
                nav.go(&places::thread(&of_sent, &thread.post.id));
            }
        });
        let topic = nav.query.with_untracked(|query| query.get("topic").unwrap_or_default().to_owned());
        super::composer(Writing {
            course: course.clone(),
            about,
            target: Target::NewThread,
            text: String::new(),
            label: t::compose::body().to_owned(),
            about_title: String::new(),
            topic,
            focuses: false,
            on_sent: sent,
            on_cancel: None,
        })
    })
}

/// Kind and topic.
pub(super) fn before(form: Form) -> AnyView {
    let kinds = vec![
        ("question".to_owned(), t::compose::kind_question().to_owned()),
        ("discussion".to_owned(), t::compose::kind_discussion().to_owned()),
    ];
    let choose = move |value: String| {
        form.kind.set(value);
        form.changed();
    };
    view! {
        <Radios legend=t::compose::kind() options=kinds value=form.kind on_change=choose/>
        {topics(form)}
    }
    .into_any()
}

fn topics(form: Form) -> AnyView {
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
        (Some(nodes), _) => untrack(|| select(form, &nodes)),
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

fn select(form: Form, nodes: &[TopicNode]) -> AnyView {
    let groups = groups(nodes);
    let is_known =
        groups.iter().flat_map(|group| &group.topics).any(|(id, _)| form.topic.with_untracked(|topic| topic == id));
    if !is_known {
        form.topic.set(String::new());
    }
    let option = |id: &str, name: &str| {
        let this = id.to_owned();
        let selected = Signal::derive(move || form.topic.with(|topic| *topic == this));
        view! { <option value=id.to_owned() prop:selected=selected>{name.to_owned()}</option> }.into_any()
    };
    let groups: Vec<AnyView> = groups
        .iter()
        .map(|group| {
            let options: Vec<AnyView> = group.topics.iter().map(|(id, name)| option(id, name)).collect();
            view! { <optgroup label=group.name.clone()>{options}</optgroup> }.into_any()
        })
        .collect();
    let (id, error) = (ui::dom::unique_id("topic"), ui::dom::unique_id("error"));
    let for_id = id.clone();
    let is_wrong = ui::memo(move |_| form.wrong(Field::Topic));
    let described = error.clone();
    let choose = move |event: leptos::ev::Event| {
        form.topic.set(ui::dom::value_of(&event));
        form.changed();
    };
    view! {
        <div class="preau-field">
            <label class="preau-field__label" for=for_id>{t::ui::required_label(t::compose::topic())}</label>
            <select
                class="preau-select"
                id=id
                aria-required="true"
                aria-invalid=ui::attribute(move || is_wrong.with(Option::is_some).then(|| "true".into()))
                aria-describedby=ui::attribute(move || is_wrong.with(Option::is_some).then(|| described.clone()))
                on:change=choose
            >
                {option("", t::compose::choose_topic())}
                {groups}
            </select>
            {ui::optional(move || is_wrong.get().map(|text| view! {
                <p class="preau-field__error" id=error.clone()>{ui::icon(Icon::Alert)}<span>{t::ui::error_label(&text)}</span></p>
            }.into_any()))}
        </div>
    }
    .into_any()
}

/// Threads that the title may be about: perhaps it has been asked before.
pub(super) fn asked_before(form: Form) -> AnyView {
    let found = RwSignal::new(Vec::<Thread>::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_with_value(|timer| *timer).flatten() {
            timer.clear();
        }
    };
    ui::effect(move || {
        let title = form.title.get();
        stop();
        if title.trim().chars().count() < SHORTEST {
            found.set(Vec::new());
            return;
        }
        let look = move || {
            spawn_local_scoped(async move {
                let course = form.writing.with_value(|writing| writing.course.clone());
                let query = ThreadQuery { text: title.trim().to_owned(), ..ThreadQuery::default() };
                // without an answer nothing is offered
                let Ok(answer) = forum::threads(&course, &query, 1).await else { return };
                if found.is_disposed() {
                    return;
                }
                let threads: Vec<Thread> = answer.results.into_iter().take(SHOWN).collect();
                if !threads.is_empty() {
                    let count = u64::try_from(threads.len()).unwrap_or_default();
                    ui::announce_topic("asked before", &t::compose::similar(count), 1000);
                }
                found.set(threads);
            });
        };
        timer.set_value(set_timeout_with_handle(look, TYPING).ok());
    });
    on_cleanup(stop);
    ui::optional(move || {
        let threads = found.get();
        (!threads.is_empty()).then(|| {
            let course = form.writing.with_value(|writing| writing.course.clone());
            let count = u64::try_from(threads.len()).unwrap_or_default();
            let items: Vec<AnyView> = threads
                .iter()
                .map(|thread| {
                    let address = places::thread(&course, &thread.post.id);
                    view! { <li><a href=address>{thread.title.clone()}</a></li> }.into_any()
                })
                .collect();
            view! { <div class="preau-panel preau-stack"><p>{t::compose::similar(count)}</p><ul>{items}</ul></div> }
                .into_any()
        })
    })
}

/// Whether to follow it, and to tell everybody.
pub(super) fn after(form: Form) -> AnyView {
    let may_tell_all = form.writing.with_value(|writing| writing.about.is_notify_all_learners_enabled);
    view! {
        {tick(t::compose::following(), form.following)}
        {may_tell_all.then(|| tick(t::compose::notify_all(), form.notify_all))}
    }
    .into_any()
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
