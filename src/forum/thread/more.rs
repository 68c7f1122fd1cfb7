//! What one does less often with a post, and what moderates: a file of its own, since most readers never ask for it.
use super::{
    Subject,
    actions::{allowed, open},
    manage,
    page::{Asking, Page},
};
use crate::{
    app::{on_demand, split_point},
    forum::{places, write},
    i18n::t,
    ui::{self, Button, ButtonKind},
    wire::openedx::Post,
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

/// What its file holds.
#[derive(Clone, Copy)]
pub(super) struct More {
    /// Buttons for a post.
    pub(super) rest: fn(&Subject) -> AnyView,
    dialogs: fn(Page) -> AnyView,
}

split_point! {
    /// Asked for when the reader reaches for the thread, so that it is there when a button is pressed.
    pub(super) fn fetched() -> More = forum_more { More { rest, dialogs: manage::dialogs } }
}

/// What has to be confirmed, once something has to.
pub(super) fn dialogs(page: Page) -> AnyView {
    let is_wanted = ui::memo(move |was: Option<&bool>| was == Some(&true) || page.asking.with(Option::is_some));
    ui::optional(move || is_wanted.get().then(|| on_demand(fetched, move |more| untrack(|| (more.dialogs)(page)))))
}

fn rest(subject: &Subject) -> AnyView {
    let (of_copy, of_quote) = (subject.clone(), subject.clone());
    let copy = Callback::new(move |()| copy_link(&of_copy));
    let page = subject.page();
    let may_respond = ui::memo(move |_| page.may_respond());
    let quote = ui::optional(move || {
        let subject = of_quote.clone();
        may_respond.get().then(|| {
            let press = Callback::new(move |()| {
                // Markdown as it was written: its paragraphs, lists and code are part of what it says
                let whole = |post: &Post| {
                    if ui::is_html(&post.raw_body) { ui::written_plain(&post.raw_body) } else { post.raw_body.clone() }
                };
                let text = selected_in(&subject).unwrap_or_else(|| subject.peek(whole));
                open(&answered(&subject), false, write::quote(&text, &subject.author()));
            });
            view! { <Button kind=ButtonKind::Quiet small=true on_press=press>{t::forum::quote()}</Button> }.into_any()
        })
    });
    view! {
        <Button kind=ButtonKind::Quiet small=true on_press=copy>{t::forum::copy_link()}</Button>
        {quote}
        {allowed(subject, "raw_body", |subject| {
            let press = Callback::new(move |()| open(&subject, true, String::new()));
            view! { <Button kind=ButtonKind::Quiet small=true on_press=press>{t::forum::edit()}</Button> }.into_any()
        })}
        {manage::buttons(subject)}
        {report(subject)}
        {subject.peek(|post| post.can_delete).then(|| {
            let subject = subject.clone();
            let press = Callback::new(move |()| subject.page().asking.set(Some(Asking::Delete(Box::new(subject.clone())))));
            view! { <Button kind=ButtonKind::Quiet small=true on_press=press>{t::forum::delete()}</Button> }.into_any()
        })}
    }
    .into_any()
}

/// What an answer to a post belongs to: a reply to a reply would never show.
fn answered(subject: &Subject) -> Subject {
    if let Subject::Comment(page, entry) = subject
        && let Some(parent) = entry.comment.with_untracked(|comment| comment.parent_id.clone())
        && let Some(parent) = page.find(&parent)
    {
        return Subject::Comment(*page, parent);
    }
    subject.clone()
}

/// The words that the reader has selected, if they are in the post.
fn selected_in(subject: &Subject) -> Option<String> {
    let selection = window().get_selection().ok()??;
    let text: String = selection.to_string().into();
    let node = selection.anchor_node()?;
    let element = node.dyn_ref::<web_sys::Element>().cloned().or_else(|| node.parent_element())?;
    let article = element.closest("article").ok()??;
    let heading = article.query_selector("[id^='post-']").ok()??;
    (heading.id() == super::heading_id(&subject.id()) && !text.trim().is_empty()).then_some(text)
}

fn copy_link(subject: &Subject) {
    let page = subject.page();
    let (course, thread) = (page.key(), page.id.get_value());
    let path = match subject {
        Subject::Thread(_) => places::thread(&course, &thread),
        Subject::Comment(_, entry) => places::comment(&course, &thread, &entry.id),
    };
    let address = [window().location().origin().unwrap_or_default(), path].concat();
    ui::copy(&address, t::forum::copied(), t::forum::not_copied(&address));
}

fn report(subject: &Subject) -> AnyView {
    allowed(subject, "abuse_flagged", |subject| {
        let is_on = {
            let subject = subject.clone();
            ui::memo(move |_| subject.with(|post| post.abuse_flagged))
        };
        let label = t::forum::report_of(&subject.author());
        let press = Callback::new(move |()| {
            let value = !is_on.get_untracked();
            let show = |subject: &Subject, value: bool| subject.update(|post| post.abuse_flagged = value);
            subject.switch("abuse_flagged", value, show, |_, value| {
                (if value { t::forum::has_reported() } else { t::forum::has_withdrawn() }).to_owned()
            });
        });
        view! {
            <Button kind=ButtonKind::Quiet small=true pressed=is_on label=label on_press=press>{t::forum::report()}</Button>
        }
        .into_any()
    })
}
