//! A thread in a list.
use super::super::{places, words};
use crate::{
    i18n::t,
    ui::{self, Icon, TagKind, tag},
    wire::openedx::{CourseKey, Thread},
};
use leptos::prelude::*;

/// What is told of a thread besides its title: kind, states.
fn tags(thread: &Thread, of_other: bool) -> Vec<AnyView> {
    let mut tags = Vec::new();
    let mut add = |kind, drawn, text: &str| tags.push(view! { <li>{tag(kind, drawn, text)}</li> }.into_any());
    if thread.pinned {
        add(TagKind::Soon, Some(Icon::Bookmark), t::forum::pinned());
    }
    if thread.kind == "question" {
        add(TagKind::Plain, Some(Icon::Info), t::forum::question());
    } else {
        add(TagKind::Plain, None, t::forum::discussion());
    }
    // a list never knows; the words of a thread that does are right
    if thread.has_endorsed {
        add(TagKind::Open, Some(Icon::Check), t::forum::answered());
    }
    if !of_other && words::is_unseen(thread) {
        add(TagKind::Open, None, t::forum::unseen());
    }
    if thread.following {
        add(TagKind::Quiet, None, t::forum::followed());
    }
    if thread.closed {
        add(TagKind::Quiet, None, t::forum::closed());
    }
    if thread.post.abuse_flagged || thread.abuse_flagged_count.is_some_and(|count| count > 0) {
        add(TagKind::Danger, Some(Icon::Alert), t::forum::reported());
    }
    if let Some(group) = thread.group_name.as_deref().filter(|name| !name.is_empty()) {
        add(TagKind::Quiet, None, &t::forum::for_group(group));
    }
    tags
}

/// How many replies, and what is new.
fn counts(thread: &Thread, of_other: bool) -> String {
    let (count, new) = (u64::from(words::replies(thread)), u64::from(words::new_replies(thread)));
    match count {
        0 => t::forum::no_message().to_owned(),
        _ if new > 0 && !of_other => t::forum::messages_and_new(count, new),
        _ => t::forum::messages(count),
    }
}

/// The row; `of_other`: reading was another learner's, of which nothing is told.
pub(in crate::forum) fn row(course: &CourseKey, thread: &Thread, of_other: bool) -> AnyView {
    let id = ui::dom::unique_id("thread");
    let labelled_by = id.clone();
    let by = t::forum::by(&words::author_and_role(&thread.post));
    let likes = (thread.post.vote_count > 0)
        .then(|| view! { <span>{t::forum::likes(thread.post.vote_count.into())}</span> }.into_any());
    let preview = words::plain(thread.preview_body.trim());
    let preview =
        (!preview.is_empty()).then(|| view! { <p class="preau-thread-row__preview">{preview}</p> }.into_any());
    view! {
        <li>
            <article class="preau-panel preau-thread-row" aria-labelledby=labelled_by>
                <h3 class="preau-thread-row__title" id=id>
                    <a href=places::thread(course, &thread.post.id)>{thread.title.clone()}</a>
                </h3>
                <ul class="preau-thread-row__tags" role="list">{tags(thread, of_other)}</ul>
                {preview}
                <p class="preau-thread-row__facts preau-soft preau-small">
                    <span>{by}</span>
                    <span>{words::moment(&thread.post.created_at)}</span>
                    <span>{counts(thread, of_other)}</span>
                    {likes}
                </p>
            </article>
        </li>
    }
    .into_any()
}
