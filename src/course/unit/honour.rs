//! The honour code: where the platform asks for it, a learner signs it once in each course, before the first graded unit.
use super::Unit;
use crate::{
    api::{ApiError, Remote, lms},
    i18n::t,
    ui::{self, Button, ButtonKind},
};
use leptos::{html::Div, prelude::*, task::spawn_local_scoped};

/// Whether something stands between the learner and the unit in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Honour {
    /// Nothing: the unit is not graded, the code is signed, or the platform asks for none.
    Free,
    /// It is not known yet.
    Unknown,
    /// The code is to be signed.
    ToSign,
}

/// What is known of the signature.
#[derive(Clone, Copy)]
pub(super) struct Signature {
    is_needed: Remote<bool>,
    is_signed: RwSignal<bool>,
}

impl Signature {
    /// Asks the LMS, which may take seconds, from the first graded unit on; nobody waits for it in others.
    pub(super) fn new(unit: Unit) -> Self {
        let key = ui::memo(move |already: Option<&Option<_>>| {
            already.cloned().flatten().or_else(|| {
                let is_asked = unit.username.with_value(Option::is_some) && !unit.is_older && is_graded(unit);
                is_asked.then(|| unit.key.get_value())
            })
        });
        let is_needed = Remote::new(move || {
            let key = key.get()?;
            Some(Box::pin(
                async move { lms::course_facts(&key).await.map(|course| course.user_needs_integrity_signature) },
            ))
        });
        Self { is_needed, is_signed: RwSignal::new(false) }
    }

    /// How it stands for the unit in view. Who cannot be told whether to sign may go on: the LMS lets them.
    pub(super) fn stands(self, unit: Unit) -> Honour {
        if !is_graded(unit) || unit.username.with_value(Option::is_none) || unit.is_older || self.is_signed.get() {
            return Honour::Free;
        }
        match (self.is_needed.value.get().as_deref(), self.is_needed.error.with(Option::is_some)) {
            (Some(true), _) => Honour::ToSign,
            (Some(false), _) | (None, true) => Honour::Free,
            (None, false) => Honour::Unknown,
        }
    }
}

fn is_graded(unit: Unit) -> bool {
    let Some(place) = unit.place.get() else { return false };
    unit.sequence.with(|sequence| {
        let item = sequence.as_ref().and_then(|sequence| sequence.items.iter().find(|item| item.id == place.unit));
        item.is_some_and(|item| item.graded)
    })
}

/// The code, and the button that signs it.
pub(super) fn panel(unit: Unit, signature: Signature) -> AnyView {
    let (pending, failed) = (RwSignal::new(false), RwSignal::new(None::<ApiError>));
    let element = NodeRef::<Div>::new();
    ui::dom::rescue_focus_of(element);
    let sign = Callback::new(move |()| {
        pending.set(true);
        failed.set(None);
        let key = unit.key.get_value();
        spawn_local_scoped(async move {
            let answer = lms::sign_honour_code(&key).await;
            pending.set(false);
            match answer {
                // the platform no longer asks for it
                Ok(()) | Err(ApiError::NotFound) => {
                    signature.is_signed.set(true);
                    ui::announce(t::learn::honour_signed());
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    view! {
        <div node_ref=element>
            <section class="preau-panel preau-stack" aria-labelledby="honour">
                <h2 id="honour">{t::learn::honour_title()}</h2>
                <p>{t::learn::honour_before()}</p>
                <ul class="preau-stack">
                    <li>{t::learn::honour_own()}</li>
                    <li>{t::learn::honour_account()}</li>
                    <li>{t::learn::honour_share()}</li>
                </ul>
                <p>{t::learn::honour_once()}</p>
                {ui::optional(move || {
                    let error = failed.get()?;
                    Some(view! { <ui::ErrorPanel error=error level=3 on_retry=sign pending=pending/> }.into_any())
                })}
                <p><Button kind=ButtonKind::Primary pending=pending on_press=sign>{t::learn::honour_sign()}</Button></p>
            </section>
        </div>
    }
    .into_any()
}
