//! What the platform's sources tell of the learner's awards, and who the learner is.
use super::{daily::Learner, item::source_name};
use crate::{
    api::{
        ApiError, Remote,
        awards::{self, AwardRef, AwardSource},
        session::{Asker, sign_in_address},
    },
    app::{Nav, spawn},
    i18n::t,
    ui::{self, Button, ButtonKind, Icon},
    wire::verification::Identities,
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// What a source gave.
pub(super) type Told = Remote<Vec<AwardRef>>;

/// Whether a source gave something, or failed.
pub(super) fn has_answered(remote: Told) -> bool {
    remote.value.with(Option::is_some) || remote.error.with(Option::is_some)
}

/// The sources, asked for a learner; what one told last shows meanwhile. None for nobody.
pub(super) fn sources(who: &Asker, wanted: Vec<AwardSource>) -> Vec<(AwardSource, Told)> {
    let Asker::Learner(name) = who else { return Vec::new() };
    let ask = |source: AwardSource| {
        let asked = name.clone();
        let remote = Remote::new(move || {
            let name = asked.clone();
            let answer: LocalBoxFuture<'static, Result<Vec<AwardRef>, ApiError>> =
                Box::pin(async move { awards::of(source, &name).await });
            Some(answer)
        });
        if let Some(last) = awards::last(source, name) {
            remote.preset(last);
        }
        (source, remote)
    };
    wanted.into_iter().map(ask).collect()
}

/// By what badges may name the learner; `None` until it is known, and empty when it cannot be: then nothing is said of the holder.
pub(super) fn learner(who: &Asker) -> RwSignal<Option<Learner>> {
    let known = RwSignal::new(None);
    match who {
        Asker::Unknown => {}
        Asker::Nobody => known.set(Some(Learner::default())),
        Asker::Learner(name) => {
            let name = name.clone();
            spawn(async move {
                let identities = awards::identities(&name).await.unwrap_or_else(|error| {
                    leptos::logging::warn!("the learner's addresses: {error}");
                    Identities::default()
                });
                if !known.is_disposed() {
                    known.set(Some(Learner { name, identities }));
                }
            });
        }
    }
    known
}

/// That one has to sign in, for what the text says.
pub(super) fn sign_in(nav: Nav, why: &'static str) -> AnyView {
    let address = sign_in_address(&nav.address());
    view! {
        <ui::Notice>
            <p>{why}</p>
            <p><a class=ButtonKind::Primary.class() href=address rel="external">{t::session::sign_in()}</a></p>
        </ui::Notice>
    }
    .into_any()
}

/// Sources that could not be read, each by its name. That the session has ended is said once, not by each of them.
pub(super) fn failures(sources: StoredValue<Vec<(AwardSource, Told)>>, nav: Nav, signed_out: &'static str) -> AnyView {
    let has_ended = ui::memo(move |_| {
        let is_it = |error: &Option<ApiError>| *error == Some(ApiError::SignInNeeded);
        sources.with_value(|all| all.iter().any(|(_, remote)| remote.error.with(is_it)))
    });
    let each = sources.with_value(|all| {
        let part = |(source, remote): &(AwardSource, Told)| {
            let (source, remote) = (*source, *remote);
            ui::optional(move || {
                let is_its_own = remote.error.with(|error| !matches!(error, None | Some(ApiError::SignInNeeded)));
                is_its_own.then(|| {
                    let retry = Callback::new(move |()| remote.retry());
                    view! {
                        <ui::Notice kind=ui::NoticeKind::Warning>
                            <p>{t::badges::source_failed(source_name(source))}</p>
                            <p><Button small=true icon_before=Icon::Retry pending=remote.pending on_press=retry>{t::ui::retry()}</Button></p>
                        </ui::Notice>
                    }
                    .into_any()
                })
            })
        };
        all.iter().map(part).collect::<Vec<_>>()
    });
    view! { {ui::optional(move || has_ended.get().then(|| sign_in(nav, signed_out)))} {each} }.into_any()
}
