//! What moderates: pins, closes with a reason, deletes.
use super::{
    Subject, heading_id, load,
    page::{Asking, Page},
    subject::refusal,
};
use crate::{
    api::{
        ApiError,
        lms::forum::{self, Change},
    },
    app::{ForumPage, Nav},
    forum::places,
    i18n::t,
    ui::{self, Button, ButtonKind, Dialog, Select},
};
use leptos::{prelude::*, view::ViewFn, wasm_bindgen::JsCast, web_sys::Element};
use wasm_bindgen_futures::spawn_local;

/// Buttons of a thread for those who may.
pub(super) fn buttons(subject: &Subject) -> AnyView {
    let Subject::Thread(page) = subject else { return ().into_any() };
    let page = *page;
    view! { {pin(subject, page)} {close(subject, page)} }.into_any()
}

fn pin(subject: &Subject, page: Page) -> AnyView {
    if !untrack(|| subject.may("pinned")) {
        return ().into_any();
    }
    let subject = subject.clone();
    let is_on = ui::memo(move |_| page.thread.value.with(|thread| thread.as_ref().is_some_and(|thread| thread.pinned)));
    let press = Callback::new(move |()| {
        let value = !is_on.get_untracked();
        let show = |subject: &Subject, value: bool| subject.page().change_thread(|thread| thread.pinned = value);
        subject.switch("pinned", value, show, |_, value| {
            (if value { t::forum::has_pinned() } else { t::forum::has_unpinned() }).to_owned()
        });
    });
    view! { <Button kind=ButtonKind::Quiet small=true pressed=is_on on_press=press>{t::forum::pin()}</Button> }
        .into_any()
}

/// Closing wants a reason; opening again wants none.
fn close(subject: &Subject, page: Page) -> AnyView {
    if !untrack(|| subject.may("closed")) {
        return ().into_any();
    }
    let is_closed =
        ui::memo(move |_| page.thread.value.with(|thread| thread.as_ref().is_some_and(|thread| thread.closed)));
    let subject = subject.clone();
    let press = Callback::new(move |()| {
        if is_closed.get_untracked() {
            let show = |subject: &Subject, value: bool| subject.page().change_thread(|thread| thread.closed = value);
            subject.switch("closed", false, show, |_, _| t::forum::has_opened().to_owned());
        } else {
            page.asking.set(Some(Asking::Close));
        }
    });
    view! {
        <Button kind=ButtonKind::Quiet small=true on_press=press>
            {ui::text(move || (if is_closed.get() { t::forum::open_again() } else { t::forum::close() }).to_owned())}
        </Button>
    }
    .into_any()
}

/// What has to be confirmed, one at a time.
pub(super) fn dialogs(page: Page) -> AnyView {
    let (deletes, closes) = (RwSignal::new(false), RwSignal::new(false));
    ui::effect(move || match page.asking.get() {
        Some(Asking::Delete(_)) => deletes.set(true),
        Some(Asking::Close) => closes.set(true),
        None => {}
    });
    ui::effect(move || {
        if !deletes.get() && !closes.get() {
            page.asking.set(None);
        }
    });
    view! { {delete_dialog(page, deletes)} {close_dialog(page, closes)} }.into_any()
}

fn delete_dialog(page: Page, open: RwSignal<bool>) -> AnyView {
    let nav = expect_context::<Nav>();
    let actions = move || {
        let go = Callback::new(move |()| {
            if let Some(Asking::Delete(subject)) = page.asking.get_untracked() {
                open.set(false);
                delete(nav, &subject);
            }
        });
        view! {
            <Button first=true on_press=Callback::new(move |()| open.set(false))>{t::forum::cancel()}</Button>
            <Button kind=ButtonKind::Danger on_press=go>{t::forum::delete()}</Button>
        }
        .into_any()
    };
    view! {
        <Dialog open=open title=t::forum::delete_title() actions=ViewFn::from(actions)>
            <p>{t::forum::delete_text()}</p>
        </Dialog>
    }
    .into_any()
}

fn delete(nav: Nav, subject: &Subject) {
    let (page, subject) = (subject.page(), subject.clone());
    spawn_local(async move {
        let id = subject.id();
        let outcome = match &subject {
            Subject::Thread(_) => forum::delete_thread(&id).await,
            Subject::Comment(..) => forum::delete_comment(&id).await,
        };
        if page.entries.is_disposed() {
            return;
        }
        let done = match outcome {
            Ok(()) => t::forum::has_deleted(),
            Err(error) => {
                // the server fails for what it does not know: somebody else was faster, perhaps
                let may_be_gone = matches!(error, ApiError::NotFound | ApiError::Server(_));
                let is_gone = may_be_gone && is_gone(&subject, &id).await;
                if page.entries.is_disposed() {
                    return;
                }
                if !is_gone {
                    // it is still there, whatever the server said
                    return ui::alert(&if may_be_gone { t::forum::not_done().to_owned() } else { refusal(&error) });
                }
                t::forum::was_deleted()
            }
        };
        ui::toast(done);
        if let Subject::Thread(_) = subject {
            forum::forget_thread(&page.key(), &id);
            nav.go(&places::path(&page.key(), ForumPage::Threads));
        } else {
            let next = next_heading(&id);
            page.remove(&id);
            ui::dom::focus_id(next.as_deref().unwrap_or("responses"));
        }
    });
}

/// Responses of a thread whose replies the server finds; of others it gives none.
const FOUND: usize = 100;

/// Whether a post is not there any more, as far as the server tells: in doubt it is.
async fn is_gone(subject: &Subject, id: &str) -> bool {
    let page = subject.page();
    let (course, thread) = (page.key(), page.id.get_value());
    if let Subject::Comment(_, entry) = subject {
        let parent = entry.comment.with_untracked(|comment| comment.parent_id.clone());
        let has_many = page.entries.with_untracked(Vec::len) > FOUND;
        let all = match &parent {
            Some(parent) => load::replies(parent).await,
            None => load::responses(&thread, u32::MAX).await.map(|all| all.comments),
        };
        if let Ok(all) = all {
            let is_unknown = parent.is_some() && all.is_empty() && has_many;
            return !is_unknown && all.iter().all(|comment| comment.post.id != id);
        }
    }
    forum::thread(&course, &thread).await == Err(ApiError::NotFound)
}

/// Id of the heading of the post that follows.
fn next_heading(id: &str) -> Option<String> {
    let headings = document().query_selector_all("h3[id^='post-'], h4[id^='post-']").ok()?;
    let own = heading_id(id);
    let ids: Vec<String> =
        (0..headings.length()).filter_map(|at| Some(headings.item(at)?.dyn_into::<Element>().ok()?.id())).collect();
    ids.iter().skip_while(|other| **other != own).nth(1).cloned()
}

fn close_dialog(page: Page, open: RwSignal<bool>) -> AnyView {
    let chosen = RwSignal::new(String::new());
    // known by the time somebody closes something
    let reasons = move || -> Vec<(String, String)> {
        let about = page.about.value.get_untracked();
        let reasons = about.map(|about| about.post_close_reasons.clone()).unwrap_or_default();
        reasons.into_iter().map(|reason| (reason.code, reason.label)).collect()
    };
    ui::effect(move || {
        if open.get() {
            chosen.set(reasons().first().map(|(code, _)| code.clone()).unwrap_or_default());
        }
    });
    let actions = move || {
        let go = Callback::new(move |()| {
            open.set(false);
            close_for(page, chosen.get_untracked());
        });
        view! {
            <Button first=true on_press=Callback::new(move |()| open.set(false))>{t::forum::cancel()}</Button>
            <Button kind=ButtonKind::Primary on_press=go>{t::forum::close()}</Button>
        }
        .into_any()
    };
    view! {
        <Dialog open=open title=t::forum::close_title() actions=ViewFn::from(actions)>
            <Select
                label=t::forum::close_reason()
                options=reasons()
                value=chosen
                on_change=move |value| chosen.set(value)
            />
        </Dialog>
    }
    .into_any()
}

fn close_for(page: Page, reason: String) {
    spawn_local(async move {
        // one without the other is a failure of the server's
        let changes = [Change::Switch("closed", true), Change::Text("close_reason_code", reason)];
        let outcome = Subject::Thread(page).send(&changes).await;
        if page.entries.is_disposed() {
            return;
        }
        match outcome {
            Ok(()) => ui::announce(t::forum::has_closed()),
            Err(error) => ui::alert(&refusal(&error)),
        }
    });
}
