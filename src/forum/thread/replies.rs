//! Replies to a response: asked for by themselves for the first responses, on a button for the rest.
use super::{
    Subject, actions, author, compose, focus_post, heading_id,
    page::{Entry, Page, Replies},
    subject::refusal,
    target,
};
use crate::{
    forum::words,
    i18n::t,
    ui::{self, Icon},
};
use leptos::{prelude::*, task::spawn_local_scoped};

/// Responses whose replies are asked for without being asked: each costs a request.
const BY_THEMSELVES: usize = 60;
/// Those of them that are asked for while responses are still being drawn: what one reads first.
const AT_FIRST: usize = 4;
/// Requests at a time.
const AT_A_TIME: usize = 4;

/// Asks for the replies of the first responses, a few at a time, in the order in which they stand.
pub(super) fn ask_all(page: Page, ids: Memo<Vec<String>>, is_drawn: Memo<bool>) {
    let is_asking = StoredValue::new(false);
    ui::effect(move || {
        ids.track();
        is_drawn.track();
        if is_asking.get_value() {
            return;
        }
        is_asking.set_value(true);
        spawn_local_scoped(async move {
            loop {
                let Some(ids) = ids.try_get_untracked() else { return };
                let most = if is_drawn.get_untracked() { BY_THEMSELVES } else { AT_FIRST };
                let wanted: Vec<Entry> = page
                    .in_order(&ids)
                    .into_iter()
                    .filter(|entry| entry.comment.with_untracked(|comment| comment.child_count > 0))
                    .take(most)
                    .filter(|entry| matches!(entry.replies.get_untracked(), Replies::Unasked))
                    .take(AT_A_TIME)
                    .collect();
                if wanted.is_empty() {
                    break;
                }
                crate::api::all(wanted.iter().map(|entry| page.ask_replies(entry))).await;
                if page.entries.is_disposed() {
                    return;
                }
            }
            is_asking.set_value(false);
        });
    });
}

/// The replies, or what stands for them.
pub(super) fn list(page: Page, entry: &Entry) -> AnyView {
    let (comment, replies) = (entry.comment, entry.replies);
    let entry = entry.clone();
    let has_any = ui::memo(move |_| {
        comment.with(|comment| comment.child_count > 0) || !replies.with(|replies| replies.entries().is_empty())
    });
    ui::optional(move || has_any.get().then(|| untrack(|| drawn(page, &entry))))
}

fn drawn(page: Page, entry: &Entry) -> AnyView {
    let (comment, replies) = (entry.comment, entry.replies);
    let count = ui::memo(move |_| comment.with(|comment| comment.child_count));
    let keys = move || replies.with(|replies| replies.entries().iter().map(|reply| reply.id.clone()).collect());
    let draw = move |id: String| {
        let found = replies.with_untracked(|replies| replies.entries().iter().find(|reply| reply.id == id).cloned());
        found.map(|reply| self::reply(page, &reply)).unwrap_or_default()
    };
    let of_press = entry.clone();
    let press = Callback::new(move |()| {
        let entry = of_press.clone();
        spawn_local_scoped(async move { show(page, &entry).await });
    });
    let others = move |count: u32| {
        view! { <p><ui::Button small=true on_press=press>{t::forum::show_replies(count.into())}</ui::Button></p> }
            .into_any()
    };
    let around = ui::dynamic(move || {
        replies.with(|replies| match replies {
            Replies::Unasked => others(count.get_untracked()),
            Replies::Own(own) => others(lacking(count.get(), own.len())),
            Replies::Asked => view! { <ui::Loading text=t::forum::loading_replies() inline=true/> }.into_any(),
            Replies::Here(all) => missing(count.get(), all.len()),
            Replies::Failed(error) => view! {
                <p>{t::forum::no_replies(&refusal(error))}</p>
                <p><ui::Button small=true icon_before=Icon::Retry on_press=press>{t::ui::retry()}</ui::Button></p>
            }
            .into_any(),
        })
    });
    view! {
        <div class="preau-replies">
            <ul class="preau-stack" role="list">{ui::each(keys, draw)}</ul>
            {around}
        </div>
    }
    .into_any()
}

/// Asks for them at a press; the first one that comes takes the focus from the button, which goes.
async fn show(page: Page, entry: &Entry) {
    let ids = |entry: &Entry| -> Vec<String> {
        entry.replies.with_untracked(|replies| replies.entries().iter().map(|reply| reply.id.clone()).collect())
    };
    let before = ids(entry);
    page.ask_replies(entry).await;
    if page.entries.is_disposed() {
        return;
    }
    if let Replies::Own(_) = entry.replies.get_untracked() {
        return ui::alert(t::forum::not_done());
    }
    let first = ids(entry).into_iter().find(|id| !before.contains(id)).unwrap_or_else(|| entry.id.clone());
    request_animation_frame(move || {
        if ui::dom::is_focus_free() {
            focus_post(&first);
        }
    });
}

fn lacking(count: u32, here: usize) -> u32 {
    count.saturating_sub(u32::try_from(here).unwrap_or(u32::MAX))
}

/// What the server counts and does not give.
fn missing(count: u32, here: usize) -> AnyView {
    let lacking = lacking(count, here);
    if lacking == 0 {
        return ().into_any();
    }
    view! { <p class="preau-soft preau-small">{t::forum::replies_missing(lacking.into())}</p> }.into_any()
}

fn reply(page: Page, entry: &Entry) -> AnyView {
    let subject = Subject::Comment(page, entry.clone());
    let comment = entry.comment;
    let id = heading_id(&entry.id);
    let labelled_by = id.clone();
    let name = comment.with_untracked(|comment| words::author_and_role(&comment.post));
    let states = {
        let subject = subject.clone();
        let shown =
            ui::memo(move |_| comment.with(|comment| (comment.post.abuse_flagged, comment.post.last_edit.clone())));
        ui::dynamic(move || {
            shown.track();
            untrack(|| {
                comment.with(|comment| {
                    let tags = author::tags(&subject, &comment.post);
                    view! {
                        {(!tags.is_empty()).then(|| view! { <p class="preau-row">{tags}</p> }.into_any())}
                        {author::byline(&subject, &comment.post)}
                        {author::edited(&comment.post)}
                    }
                    .into_any()
                })
            })
        })
    };
    let body = ui::memo(move |_| comment.with(|comment| comment.post.raw_body.clone()));
    let class = target::class(page, &entry.id, "preau-reply", "preau-reply preau-post--target");
    view! {
        <li>
            <article class=class aria-labelledby=labelled_by>
                <div class="preau-post__head">
                    <h4 id=id tabindex="-1">{t::forum::reply_by(&name)}</h4>
                    {target::next_new(&subject)}
                </div>
                {states}
                {compose::or_edit(&subject, move || body.with(|body| ui::written_text(body, 5)))}
                {actions::row(&subject)}
            </article>
        </li>
    }
    .into_any()
}
