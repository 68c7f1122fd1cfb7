//! Forms in their place: below what they answer, or instead of what they change.
use super::{
    Subject, focus_post,
    page::{Open, Page},
    subject::changed,
};
use crate::{
    api::session::asker,
    forum::write::{self, Sent, Target, Writing},
    i18n::t,
    ui,
};
use leptos::prelude::*;

/// Whether the form about a post is open, to change it or to answer.
fn is_open(page: Page, id: &str, edits: bool) -> bool {
    page.writing.with(|open| open.as_ref().is_some_and(|open| open.id == id && open.edits == edits))
}

/// The text of a post, or the form that changes it; and the form that replies to it.
pub(super) fn or_edit(subject: &Subject, text: impl Fn() -> AnyView + 'static) -> AnyView {
    let page = subject.page();
    let (id, of_edit) = (subject.id(), subject.clone());
    take_up(subject);
    let edits = ui::memo(move |_| is_open(page, &id, true));
    let is_comment = matches!(subject, Subject::Comment(..)) && !subject.is_reply();
    let reply = is_comment.then(|| reply(subject));
    view! {
        {ui::dynamic(move || if edits.get() { untrack(|| edit(&of_edit)) } else { text() })}
        {reply}
    }
    .into_any()
}

/// What was begun about a post before the page went is there again.
fn take_up(subject: &Subject) {
    let (page, id) = (subject.page(), subject.id());
    let thread = page.id.get_value();
    let edits = match subject {
        Subject::Thread(_) => write::takes_up("thread", &thread, None),
        Subject::Comment(..) => write::takes_up("comment", &thread, Some(&id)),
    };
    if edits || write::takes_up("reply", &thread, Some(&id)) {
        page.writing.set(Some(Open { id, edits, text: String::new(), asked: true }));
    }
}

fn edit(subject: &Subject) -> AnyView {
    let page = subject.page();
    let target = match subject {
        Subject::Thread(_) => match page.thread.value.get_untracked() {
            Some(thread) => Target::EditThread { thread: (*thread).clone() },
            None => return ().into_any(),
        },
        Subject::Comment(_, entry) => Target::EditComment { comment: entry.comment.get_untracked() },
    };
    let (of_sent, id) = (subject.clone(), subject.id());
    let close = Callback::new(move |()| {
        page.writing.set(None);
        focus_post(&id);
    });
    let sent = Callback::new(move |sent: Sent| {
        match (sent, &of_sent) {
            (Sent::Thread(thread), _) => page.change_thread(|now| *now = changed(now, thread)),
            (Sent::Comment(comment), Subject::Comment(_, entry)) => entry.comment.set(comment),
            (Sent::Comment(_), Subject::Thread(_)) => {}
        }
        ui::toast(t::forum::has_edited());
        close.run(());
    });
    composer(page, target, String::new(), t::forum::edit_label().to_owned(), sent, Some(close))
}

/// The form that replies to a response.
fn reply(subject: &Subject) -> AnyView {
    let page = subject.page();
    let id = subject.id();
    let is_open = ui::memo(move |_| is_open(page, &id, false));
    let subject = subject.clone();
    ui::optional(move || {
        is_open.get().then(|| {
            untrack(|| {
                let target = Target::Reply { thread: page.id.get_value(), response: subject.id() };
                let label = t::forum::reply_to(&subject.author());
                answer(page, target, label, subject.id())
            })
        })
    })
}

/// The form at the end of the page: one's own response to the thread.
pub(super) fn respond(page: Page) -> AnyView {
    let (may, who) = (ui::memo(move |_| page.may_respond()), asker());
    let id = page.id.get_value();
    let is_open = ui::memo(move |_| is_open(page, &id, false));
    let target = move || Target::Response { thread: page.id.get_value() };
    // what was begun before is there as soon as one may write, and it is known who one is
    ui::effect(move || {
        if may.get()
            && write::has_draft(&who.get(), &page.key(), &target())
            && page.writing.with_untracked(Option::is_none)
        {
            page.writing.set(Some(Open { id: page.id.get_value(), edits: false, text: String::new(), asked: false }));
            let go = Callback::new(|()| ui::dom::focus_id("respond"));
            ui::toast_with_action(t::forum::draft_is_open(), t::forum::go_to_draft(), go);
        }
    });
    let unknown = ui::optional(move || {
        let error = page.about.error.get().filter(|_| page.about.value.with(Option::is_none))?;
        let retry = Callback::new(move |()| page.about.retry());
        Some(
            view! {
                <section class="preau-stack preau-no-print" aria-labelledby="respond">
                    <h2 id="respond" tabindex="-1">{t::forum::your_response()}</h2>
                    <ui::ErrorPanel error=error level=3 on_retry=retry pending=page.about.pending/>
                </section>
            }
            .into_any(),
        )
    });
    // in a pause the form says why nobody may write, and until when
    let is_paused = ui::memo(move |_| page.is_paused());
    let form = ui::optional(move || {
        (may.get() || is_paused.get()).then(|| {
            view! {
                <section class="preau-stack preau-no-print" aria-labelledby="respond">
                    <h2 id="respond" tabindex="-1">{t::forum::your_response()}</h2>
                    {ui::dynamic(move || {
                        if is_open.get() || is_paused.get() {
                            return untrack(|| answer(page, target(), t::forum::your_response().to_owned(), page.id.get_value()));
                        }
                        let open = move |()| {
                            page.writing.set(Some(Open { id: page.id.get_value(), edits: false, text: String::new(), asked: true }));
                        };
                        view! { <p><ui::Button kind=ui::ButtonKind::Primary on_press=open>{t::forum::respond()}</ui::Button></p> }.into_any()
                    })}
                </section>
            }
            .into_any()
        })
    });
    view! { {unknown} {form} }.into_any()
}

fn answer(page: Page, target: Target, label: String, about: String) -> AnyView {
    let text = page.writing.with_untracked(|open| open.as_ref().map(|open| open.text.clone())).unwrap_or_default();
    let close = Callback::new(move |()| {
        page.writing.set(None);
        if !focus_post(&about) {
            ui::dom::focus_id("respond");
        }
    });
    let is_reply = matches!(target, Target::Reply { .. });
    let sent = Callback::new(move |sent: Sent| {
        let Sent::Comment(comment) = sent else { return };
        page.writing.set(None);
        page.add(&comment);
        ui::announce(if is_reply { t::forum::has_replied() } else { t::forum::has_responded() });
        let id = comment.post.id;
        request_animation_frame(move || {
            if !focus_post(&id) {
                ui::dom::focus_id("responses");
            }
        });
    });
    composer(page, target, text, label, sent, Some(close))
}

fn composer(
    page: Page,
    target: Target,
    text: String,
    label: String,
    on_sent: Callback<Sent>,
    on_cancel: Option<Callback<()>>,
) -> AnyView {
    let Some(about) = page.about.value.get_untracked() else { return ().into_any() };
    write::composer(Writing {
        course: page.key(),
        about,
        target,
        text,
        label,
        about_title: page
            .thread
            .value
            .with_untracked(|thread| thread.as_ref().map(|thread| thread.title.clone()))
            .unwrap_or_default(),
        topic: String::new(),
        focuses: page.writing.with_untracked(|open| open.as_ref().is_some_and(|open| open.asked)),
        on_sent,
        on_cancel,
    })
}
