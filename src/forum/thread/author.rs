//! Who wrote a post, when, and what became of it, in words.
use super::subject::Subject;
use crate::{
    app::ForumPage,
    forum::{places, words},
    i18n::t,
    ui::{Icon, TagKind, tag},
    wire::openedx::Post,
};
use leptos::prelude::*;

/// Author and moment below the heading; a name leads to what that person took part in.
pub(super) fn byline(subject: &Subject, post: &Post) -> AnyView {
    let name = words::author_and_role(post);
    let by = match post.author.as_ref().filter(|_| words::has_author(post)) {
        Some(username) => {
            let address = places::path(&subject.page().key(), ForumPage::Learner(username.clone()));
            view! { <a href=address>{name}</a> }.into_any()
        }
        None => name.into_any(),
    };
    view! { <p class="preau-soft preau-small">{by}" · "{words::moment(&post.created_at)}</p> }.into_any()
}

/// States that any post may have.
pub(super) fn tags(subject: &Subject, post: &Post) -> Vec<AnyView> {
    let mut tags = Vec::new();
    if subject.page().is_new(post) {
        tags.push(tag(TagKind::Open, None, t::forum::new()));
    }
    if post.anonymous || post.anonymous_to_peers {
        let who_sees = if post.anonymous { t::forum::hidden_from_all() } else { t::forum::hidden_from_learners() };
        tags.push(tag(TagKind::Quiet, None, who_sees));
    }
    if post.abuse_flagged {
        tags.push(tag(TagKind::Danger, Some(Icon::Alert), t::forum::reported()));
    }
    tags
}

/// That it was edited, and why, for who may know.
pub(super) fn edited(post: &Post) -> Option<AnyView> {
    let edit = post.last_edit.as_ref()?;
    let who = edit.editor_username.as_deref();
    let by_author = who.is_some() && who == post.author.as_deref();
    let text = match (who, edit.reason.as_deref().filter(|reason| !reason.is_empty())) {
        (Some(_), None) if by_author => t::forum::edited().to_owned(),
        (Some(name), Some(reason)) => t::forum::edited_by_because(name, reason),
        (Some(name), None) => t::forum::edited_by(name),
        (None, _) => t::forum::edited().to_owned(),
    };
    Some(view! { <p class="preau-soft preau-small">{text}</p> }.into_any())
}
