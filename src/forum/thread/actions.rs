//! What one can do with a post. What the learner may not do is not there.
use super::{Subject, more, page::Open};
use crate::{
    app::on_demand,
    i18n::t,
    ui::{self, Button, ButtonKind, Icon},
};
use leptos::prelude::*;

/// The row of buttons below a post.
pub(super) fn row(subject: &Subject) -> AnyView {
    let of_buttons = subject.clone();
    // one part for all of them: a long thread has hundreds of rows, and rights hardly ever change
    let rights = {
        let subject = subject.clone();
        ui::memo(move |_| {
            let responds = !subject.is_reply() && subject.page().may_respond();
            (subject.may("voted"), responds, subject.may("endorsed"), subject.may("following"))
        })
    };
    let buttons = ui::dynamic(move || {
        let (votes, responds, accepts, follows) = rights.get();
        untrack(|| {
            let subject = &of_buttons;
            let is_thread = matches!(subject, Subject::Thread(_));
            [
                Some(if votes { like(subject) } else { likes(subject) }),
                responds.then(|| respond(subject)),
                (accepts && !is_thread).then(|| accept(subject)),
                (follows && is_thread).then(|| follow(subject)),
            ]
            .into_any()
        })
    });
    view! { <div class="preau-post__actions">{buttons}{more_button(subject)}</div> }.into_any()
}

/// Something that shows only to those who may do it.
pub(super) fn allowed(subject: &Subject, field: &'static str, draw: impl Fn(Subject) -> AnyView + 'static) -> AnyView {
    let subject = subject.clone();
    let may = {
        let subject = subject.clone();
        ui::memo(move |_| subject.may(field))
    };
    ui::optional(move || may.get().then(|| untrack(|| draw(subject.clone()))))
}

/// Whether the reader likes it, and how many do; tracked.
fn votes(subject: &Subject) -> Memo<(bool, u32)> {
    let subject = subject.clone();
    ui::memo(move |_| subject.with(|post| (post.voted, post.vote_count)))
}

/// Who may not like it still reads how many do.
fn likes(subject: &Subject) -> AnyView {
    let votes = votes(subject);
    ui::optional(move || {
        let (_, count) = votes.get();
        (count > 0)
            .then(|| view! { <span class="preau-soft preau-small">{t::forum::likes(count.into())}</span> }.into_any())
    })
}

fn like(subject: &Subject) -> AnyView {
    let votes = votes(subject);
    let author = subject.author();
    let subject = subject.clone();
    let press = Callback::new(move |()| {
        let value = !subject.peek(|post| post.voted);
        subject.switch("voted", value, show_vote, |subject, _| {
            t::forum::likes(subject.peek(|post| post.vote_count).into())
        });
    });
    view! {
        <Button
            kind=ButtonKind::Quiet
            small=true
            icon_before=Icon::Heart
            pressed=Signal::derive(move || votes.get().0)
            label=ui::attribute(move || Some(t::forum::like_of(votes.get().1.into(), &author)))
            on_press=press
        >
            {ui::text(move || t::forum::like(votes.get().1.into()))}
        </Button>
    }
    .into_any()
}

fn show_vote(subject: &Subject, value: bool) {
    subject.update(|post| {
        if post.voted != value {
            post.voted = value;
            post.vote_count = if value { post.vote_count.saturating_add(1) } else { post.vote_count.saturating_sub(1) };
        }
    });
}

/// Responds to the thread, or replies to a response.
fn respond(subject: &Subject) -> AnyView {
    let (text, label) = if matches!(subject, Subject::Thread(_)) {
        (t::forum::respond(), t::forum::respond().to_owned())
    } else {
        (t::forum::reply(), t::forum::reply_to(&subject.author()))
    };
    let subject = subject.clone();
    let press = Callback::new(move |()| open(&subject, false, String::new()));
    view! { <Button kind=ButtonKind::Quiet small=true label=label on_press=press>{text}</Button> }.into_any()
}

/// Opens the form about a post; the form at the end of the page for the thread's own.
pub(super) fn open(subject: &Subject, edits: bool, text: String) {
    subject.page().writing.set(Some(Open { id: subject.id(), edits, text, asked: true }));
}

/// Marks a response as the answer to a question, or as a good one.
fn accept(subject: &Subject) -> AnyView {
    let Subject::Comment(page, entry) = subject.clone() else { return ().into_any() };
    let is_question =
        page.thread.value.with_untracked(|thread| thread.as_ref().is_some_and(|thread| thread.kind == "question"));
    let author = subject.author();
    let (text, label) = if is_question {
        (t::forum::accept(), t::forum::accept_of(&author))
    } else {
        (t::forum::endorse(), t::forum::endorse_of(&author))
    };
    let (comment, subject) = (entry.comment, subject.clone());
    let press = Callback::new(move |()| {
        let value = !comment.with_untracked(|comment| comment.endorsed);
        let show = |subject: &Subject, value: bool| {
            if let Subject::Comment(_, entry) = subject {
                entry.comment.update(|comment| comment.endorsed = value);
            }
        };
        subject.switch("endorsed", value, show, |_, value| {
            (if value { t::forum::accepted() } else { t::forum::unaccepted() }).to_owned()
        });
    });
    view! {
        <Button
            kind=ButtonKind::Quiet
            small=true
            icon_before=Icon::Check
            pressed=Signal::derive(move || comment.with(|comment| comment.endorsed))
            label=label
            on_press=press
        >
            {text}
        </Button>
    }
    .into_any()
}

fn follow(subject: &Subject) -> AnyView {
    let (page, subject) = (subject.page(), subject.clone());
    let is_on =
        ui::memo(move |_| page.thread.value.with(|thread| thread.as_ref().is_some_and(|thread| thread.following)));
    let press = Callback::new(move |()| {
        let value = !is_on.get_untracked();
        let show = |subject: &Subject, value: bool| subject.page().change_thread(|thread| thread.following = value);
        subject.switch("following", value, show, |_, value| {
            (if value { t::forum::follows() } else { t::forum::follows_no_more() }).to_owned()
        });
    });
    view! {
        <Button kind=ButtonKind::Quiet small=true icon_before=Icon::Bookmark pressed=is_on on_press=press>
            {t::forum::follow()}
        </Button>
    }
    .into_any()
}

/// Everything that is done less often, behind a button.
fn more_button(subject: &Subject) -> AnyView {
    let is_open = RwSignal::new(false);
    let id = ui::dom::unique_id("more");
    let (controls, subject) = (id.clone(), subject.clone());
    let label = t::forum::more_for(&subject.author());
    let of_group = label.clone();
    view! {
        <button
            type="button"
            class="preau-button preau-button--quiet preau-button--small"
            aria-expanded=ui::flag(move || is_open.get())
            aria-controls=controls
            aria-label=label
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {t::forum::more_actions()}
        </button>
        {ui::optional(move || {
            is_open.get().then(|| {
                let subject = subject.clone();
                let rest = on_demand(more::fetched, move |more| untrack(|| (more.rest)(&subject)));
                view! { <div id=id.clone() class="preau-post__more" role="group" aria-label=of_group.clone()>{rest}</div> }.into_any()
            })
        })}
    }
    .into_any()
}
