//! What each outcome means, for who has to decide on it.
use super::super::words::short;
use crate::{
    i18n::{list, t},
    ui,
    wire::verification::Outcome,
};
use leptos::prelude::*;

/// The part, shut at first.
pub(super) fn help() -> AnyView {
    let open = RwSignal::new(false);
    let all: [(&[Outcome], &str); 8] = [
        (&[Outcome::Valid], t::badges::h_valid()),
        (&[Outcome::ValidIssuerUnproven], t::badges::h_unproven()),
        (&[Outcome::Unverifiable], t::badges::h_unverifiable()),
        (
            &[Outcome::SignatureInvalid, Outcome::NotAuthentic, Outcome::UnsignedData, Outcome::Malformed],
            t::badges::h_bad(),
        ),
        (&[Outcome::Expired, Outcome::NotYetValid, Outcome::Revoked, Outcome::Suspended], t::badges::h_ended()),
        (&[Outcome::StatusUnknown], t::badges::h_status()),
        (&[Outcome::RecipientMismatch, Outcome::RecipientUnknown], t::badges::h_recipient()),
        (&[Outcome::NoBadgeData], t::badges::no_data_text()),
    ];
    let items = all.map(|(outcomes, text)| {
        let names: Vec<String> = outcomes.iter().map(|outcome| short(*outcome).to_owned()).collect();
        view! { <div><dt>{list(&names)}</dt><dd>{text}</dd></div> }.into_any()
    });
    view! {
        <ui::Disclosure title=t::badges::help() open=open level=2>
            <dl class="preau-facts">{items.into_iter().collect::<Vec<_>>()}</dl>
        </ui::Disclosure>
    }
    .into_any()
}
