//! Responses to the thread.
use super::{
    Subject, actions, author, compose, heading_id,
    ordered::ORDER,
    page::{Entry, Page},
    replies,
    seek::Sought,
    target,
};
use crate::{
    app::{Nav, Write},
    forum::words,
    i18n::t,
    ui::{self, Icon, Select, TagKind, tag},
};
use leptos::prelude::*;

/// Responses drawn at a time.
const STEP: usize = 40;

/// The part of the page.
pub(super) fn section(page: Page, nav: Nav) -> AnyView {
    let ids = page.ids(nav);
    let count = ui::memo(move |_| ids.with(Vec::len));
    let shown = ui::grows(STEP, count);
    let is_drawn = ui::memo(move |_| shown.get() >= count.get());
    replies::ask_all(page, ids, is_drawn);
    target::follow(page, nav, ids, shown);
    let keys = move || {
        let shown = shown.get();
        ids.with(|ids| ids.iter().take(shown).cloned().collect())
    };
    let draw = move |id: String| page.find(&id).map(|entry| response(page, &entry)).unwrap_or_default();
    let words = move || {
        let loaded = u64::try_from(count.get()).unwrap_or_default();
        let all = page.loaded.value.with(|loaded| loaded.as_ref().map(|loaded| u64::from(loaded.count)));
        let is_part = page.loaded.value.with(|loaded| loaded.as_ref().is_some_and(|all| all.pages < all.all_pages));
        match all {
            Some(all) if is_part => t::forum::responses_of(all, loaded),
            _ if loaded == 0 => t::forum::no_message().to_owned(),
            _ => t::forum::responses(loaded),
        }
    };
    let is_many = ui::memo(move |_| count.get() > 1);
    view! {
        <section class="preau-stack" aria-labelledby="responses">
            <div class="preau-row preau-thread__head">
                <h2 id="responses" tabindex="-1">{ui::text(words)}</h2>
                {ui::optional(move || is_many.get().then(|| order(nav)))}
            </div>
            {target::news(page, ids)}
            <ul class="preau-responses" role="list">{ui::each(keys, draw)}</ul>
            {more(page, ids)}
        </section>
    }
    .into_any()
}

fn order(nav: Nav) -> AnyView {
    let options = [("", t::forum::oldest()), ("newest", t::forum::newest()), ("likes", t::forum::order_likes())];
    let options = options.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    let value = Signal::derive(move || nav.query.with(|query| query.get(ORDER).unwrap_or_default().to_owned()));
    let choose = Callback::new(move |value: String| {
        let mut query = nav.query.get_untracked();
        query.set(ORDER, Some(value.as_str()).filter(|value| !value.is_empty()));
        nav.set_query(&query, Write::Replace);
    });
    view! { <Select label=t::forum::order() options=options value=value on_change=choose/> }.into_any()
}

/// More responses, where there are more than anybody reads. The first that comes takes the focus from the button, which may go.
fn more(page: Page, ids: Memo<Vec<String>>) -> AnyView {
    let before = StoredValue::new(None::<Vec<String>>);
    ui::effect(move || {
        let now = ids.get();
        let Some(known) = before.get_value().filter(|known| known.len() < now.len()) else { return };
        let mut new = now.iter().filter(|id| !known.contains(id));
        let Some(first) = new.next() else { return };
        before.set_value(None);
        let count = new.count().saturating_add(1);
        ui::announce(&t::forum::more_responses_loaded(u64::try_from(count).unwrap_or_default()));
        page.sought.set(Some(Sought { id: first.clone(), is_named: false, is_fresh: true, most: 0 }));
    });
    let has_more =
        ui::memo(move |_| page.loaded.value.with(|all| all.as_ref().is_some_and(|all| all.pages < all.all_pages)));
    let press = move |()| {
        before.set_value(Some(ids.get_untracked()));
        page.pages.update(|pages| *pages = pages.saturating_add(super::load::PAGES));
    };
    ui::optional(move || {
        has_more.get().then(|| {
            view! {
                <div class="preau-stack">
                    <p>{t::forum::not_all()}</p>
                    <p><ui::Button pending=page.loaded.pending on_press=press>{t::forum::more_responses()}</ui::Button></p>
                </div>
            }
            .into_any()
        })
    })
}

fn response(page: Page, entry: &Entry) -> AnyView {
    let subject = Subject::Comment(page, entry.clone());
    let id = heading_id(&entry.id);
    let labelled_by = id.clone();
    let comment = entry.comment;
    let is_question =
        page.thread.value.with_untracked(|thread| thread.as_ref().is_some_and(|thread| thread.kind == "question"));
    let name = comment.with_untracked(|comment| words::author_and_role(&comment.post));
    let heading = if is_question { t::forum::answer_by(&name) } else { t::forum::response_by(&name) };
    let states = {
        let subject = subject.clone();
        let shown = ui::memo(move |_| {
            comment.with(|comment| {
                (
                    comment.endorsed,
                    comment.endorsed_by.clone(),
                    comment.post.abuse_flagged,
                    comment.post.last_edit.clone(),
                )
            })
        });
        ui::dynamic(move || {
            shown.track();
            untrack(|| {
                comment.with(|comment| {
                    let mut tags = author::tags(&subject, &comment.post);
                    if comment.endorsed {
                        let words = if is_question { t::forum::answer() } else { t::forum::endorsed() };
                        tags.insert(0, tag(TagKind::Open, Some(Icon::Check), words));
                    }
                    let by = comment.endorsed_by.as_deref().filter(|_| comment.endorsed);
                    let by = by.map(|name| {
                        view! { <p class="preau-soft preau-small">{t::forum::endorsed_by(name)}</p> }.into_any()
                    });
                    view! {
                        {(!tags.is_empty()).then(|| view! { <p class="preau-row">{tags}</p> }.into_any())}
                        {author::byline(&subject, &comment.post)}
                        {author::edited(&comment.post)}
                        {by}
                    }
                    .into_any()
                })
            })
        })
    };
    let body = ui::memo(move |_| comment.with(|comment| comment.post.raw_body.clone()));
    let class = target::class(page, &entry.id, "preau-panel preau-post", "preau-panel preau-post preau-post--target");
    view! {
        <li class="preau-response">
            <article class=class aria-labelledby=labelled_by>
                <div class="preau-post__head">
                    <h3 id=id tabindex="-1">{heading}</h3>
                    {target::next_new(&subject)}
                </div>
                {states}
                {compose::or_edit(&subject, move || body.with(|body| ui::written_text(body, 4)))}
                {actions::row(&subject)}
                {replies::list(page, entry)}
            </article>
        </li>
    }
    .into_any()
}
