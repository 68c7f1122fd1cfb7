//! The post that began the thread.
use super::{Subject, actions, author, compose, heading_id, page::Page};
use crate::{
    forum::words,
    i18n::t,
    ui::{self, Icon, NoticeKind, TagKind, tag},
    wire::openedx::Thread,
};
use leptos::prelude::*;

/// States, text and actions of the post; why nobody may respond.
pub(super) fn first(page: Page) -> AnyView {
    let subject = Subject::Thread(page);
    // what changes at a press (likes, following) draws nothing anew but its own button
    let shown = ui::memo(move |_| page.thread.value.with(|thread| thread.as_deref().map(without_switches)));
    let label = ui::attribute(move || {
        shown.with(|thread| {
            let thread = thread.as_ref()?;
            let name = words::author_and_role(&thread.post);
            Some(if thread.kind == "question" { t::forum::question_by(&name) } else { t::forum::discussion_by(&name) })
        })
    });
    let of_text = subject.clone();
    let body = ui::memo(move |_| shown.with(|thread| thread.as_ref().map(|thread| thread.post.raw_body.clone())));
    view! {
        <article class="preau-panel preau-post preau-stack" aria-label=label>
            {ui::dynamic(move || shown.get().map(|thread| untrack(|| head(&of_text, &thread))).unwrap_or_default())}
            {compose::or_edit(&subject, move || ui::written_text(&body.get().unwrap_or_default(), 2))}
            {actions::row(&subject)}
        </article>
    }
    .into_any()
}

fn without_switches(thread: &Thread) -> Thread {
    let mut thread = thread.clone();
    thread.post.voted = false;
    thread.post.vote_count = 0;
    thread.following = false;
    thread.comment_count = 0;
    thread.response_count = None;
    thread
}

fn head(subject: &Subject, thread: &Thread) -> AnyView {
    let mut tags = Vec::new();
    let kind = if thread.kind == "question" {
        tag(TagKind::Plain, Some(Icon::Info), t::forum::question())
    } else {
        tag(TagKind::Plain, None, t::forum::discussion())
    };
    tags.push(kind);
    if thread.pinned {
        tags.push(tag(TagKind::Soon, Some(Icon::Bookmark), t::forum::pinned()));
    }
    if thread.has_endorsed {
        tags.push(tag(TagKind::Open, Some(Icon::Check), t::forum::answered()));
    }
    if let Some(group) = thread.group_name.as_deref().filter(|name| !name.is_empty()) {
        tags.push(tag(TagKind::Quiet, None, &t::forum::for_group(group)));
    }
    tags.extend(author::tags(subject, &thread.post));
    let tags: Vec<AnyView> = tags.into_iter().map(|tag| view! { <li>{tag}</li> }.into_any()).collect();
    view! {
        <div id=heading_id(&thread.post.id) tabindex="-1">
            <ul class="preau-thread-row__tags" role="list">{tags}</ul>
            {author::byline(subject, &thread.post)}
            {author::edited(&thread.post)}
        </div>
        {thread.closed.then(|| closed(thread))}
    }
    .into_any()
}

fn closed(thread: &Thread) -> AnyView {
    let reason = thread.close_reason.as_deref().filter(|reason| !reason.is_empty());
    let text = match (thread.closed_by.as_deref(), reason) {
        (Some(name), Some(reason)) => t::forum::closed_by_because(name, reason),
        (_, Some(reason)) => t::forum::closed_because(reason),
        _ => t::forum::closed_text().to_owned(),
    };
    view! { <ui::Notice kind=NoticeKind::Warning title=t::forum::closed_title()><p>{text}</p></ui::Notice> }.into_any()
}
