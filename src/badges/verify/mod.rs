//! The public page that verifies badges: files, pasted texts, links; one or two hundred.
//!
//! Criteria:
//! - files come by a button, by dropping, by pasting; a link or text by a field; none of them leaves the device;
//! - each entry shows at once with "Checking…", then its outcome; of one badge everything shows, of several a table;
//! - the outcome is said once, in one sentence; of many, only how many are done;
//! - the address `?url=…` verifies a hosted badge, so that a result can be shared; the way back brings the page back.
mod entry;
mod help;
mod intake;
mod outcome;
mod pasted;
mod table;

pub(super) use entry::trouble_text;
pub(super) use outcome::link;

use super::verifier;
use crate::{
    app::{Nav, PageHeading},
    i18n::t,
    ui,
};
use entry::Bench;
use leptos::prelude::*;

/// Name of the address parameter for the badge's own address.
pub(super) const URL: &str = "url";

/// The page.
pub(super) fn page() -> AnyView {
    let nav = expect_context::<Nav>();
    let bench = Bench::new();
    verifier::warm();
    ui::effect(move || nav.content_stands());
    let wanted = ui::memo(move |_| nav.query.with(|query| query.get(URL).unwrap_or_default().trim().to_owned()));
    ui::effect(move || {
        let url = wanted.get();
        untrack(|| {
            if !url.is_empty() {
                bench.take_link(&url);
            } else if bench.is_of_link.get_value() {
                // the way back: what the address no longer names goes
                bench.start_over();
            }
        });
    });
    on_cleanup(verifier::cancel);
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::app::nav_verify().to_owned())/>
            <p class="preau-lead">{t::badges::verify_lead()}</p>
            {intake::intake(bench, nav)}
            {outcome::outcomes(bench)}
            <p>{t::badges::officer()}</p>
            {help::help()}
        </div>
    }
    .into_any()
}
