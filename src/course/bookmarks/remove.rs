//! Taking a mark away: at once on the page, back when the LMS refuses or the learner thinks better of it.
use super::{Page, item::title};
use crate::{
    api::{ApiError, lms, session::session},
    i18n::t,
    ui,
    wire::openedx::Bookmark,
};
use leptos::{prelude::*, reactive::detached, task::spawn_local_scoped};

/// Takes it away, and offers to take that back.
pub(super) fn remove(mark: &Bookmark, page: Page) {
    let signed_in = session().get_untracked();
    let Some(username) = signed_in.learner().map(|learner| learner.username.clone()) else {
        ui::alert(t::find::not_removed_session());
        return;
    };
    let at = place(mark, page);
    page.gone.update(|gone| gone.push(mark.usage_id.clone()));
    page.focus_at(at, "button");
    let mark = mark.clone();
    // the row that was pressed goes now: what follows belongs to no part of the page
    detached(|| {
        spawn_local_scoped(async move {
            if let Err(error) = lms::unbookmark(&username, &mark.usage_id).await {
                leptos::logging::warn!("bookmark not removed: {error}");
                put_back(&mark, page);
                ui::alert(&match error {
                    ApiError::SignInNeeded => t::find::not_removed_session().to_owned(),
                    ApiError::Refused(reason) if !reason.is_empty() => reason,
                    _ => t::find::not_removed().to_owned(),
                });
            } else {
                offer_undo(mark, page);
            }
        });
    });
}

fn offer_undo(mark: Bookmark, page: Page) {
    let text = t::find::removed(&title(&mark));
    let undo = Callback::new(move |()| {
        let mark = mark.clone();
        detached(|| {
            spawn_local_scoped(async move {
                match lms::bookmark(&mark.usage_id).await {
                    Ok(_) => {
                        put_back(&mark, page);
                        page.remote.retry();
                        // the button that was pressed has gone; who went elsewhere meanwhile stays there
                        if !page.gone.is_disposed() && ui::dom::is_focus_free() {
                            page.focus_at(place(&mark, page), "button");
                        }
                        ui::announce(t::find::restored());
                    }
                    Err(_) => ui::alert(t::find::not_restored()),
                }
            });
        });
    });
    ui::toast_with_action(&text, t::find::undo(), undo);
}

/// Where it stands in the list.
fn place(mark: &Bookmark, page: Page) -> usize {
    page.shown().iter().position(|other| other.usage_id == mark.usage_id).unwrap_or_default()
}

fn put_back(mark: &Bookmark, page: Page) {
    page.gone.update(|gone| gone.retain(|key| *key != mark.usage_id));
}
