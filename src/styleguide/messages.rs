//! Notices, loading, empty and failed states.
use crate::{
    api::ApiError,
    ui::{Button, ButtonKind, EmptyState, ErrorPanel, Loading, Notice, NoticeKind},
};
use leptos::prelude::*;

pub(super) fn view() -> AnyView {
    view! {
        <Notice><p>"Good to know, with " <a href="#messages">"a link"</a>"."</p></Notice>
        <Notice kind=NoticeKind::Success><p>"The course is saved."</p></Notice>
        <Notice kind=NoticeKind::Warning title="Suggestions do not answer"><p>"The search itself works."</p></Notice>
        <Notice kind=NoticeKind::Error title="Could not save">
            <p>"You are offline."</p>
            <div class="preau-row"><Button>"Try again"</Button></div>
        </Notice>
        <Loading/>
        <Loading text="Searching…" inline=true/>
        <EmptyState title="No courses found" level=3>
            <p class="preau-state__text">"Nothing matches botany in Spanish."</p>
            <Button kind=ButtonKind::Secondary>"Remove the filter Spanish"</Button>
        </EmptyState>
    }
    .into_any()
}

pub(super) fn errors() -> AnyView {
    let fails = RwSignal::new(true);
    let retried = move || {
        if fails.get() {
            view! {
                <ErrorPanel error=ApiError::Server(503) level=3 on_retry=move |()| fails.set(false) elsewhere="https://example.org/courses"/>
            }
            .into_any()
        } else {
            view! { <Notice kind=NoticeKind::Success><p>"It worked."</p></Notice> }.into_any()
        }
    };
    view! {
        {retried}
        <ErrorPanel error=ApiError::Offline level=3 on_retry=|()| ()/>
        <ErrorPanel error=ApiError::SignInNeeded level=3 sign_in="/login"/>
        <ErrorPanel error=ApiError::NotFound level=3/>
        <ErrorPanel error=ApiError::TooMany(Some(20)) level=3 on_retry=|()| ()/>
        <ErrorPanel error=ApiError::Decode(String::from("objects[0].id")) level=3/>
    }
    .into_any()
}
