//! One award and what was found about it.
//!
//! Criteria:
//! - the outcome stands first, in words; what a badge says is shown as fact only when it is believed, else as a claim;
//! - the picture is the signed one, in a box of fixed size; the issuer's name stands with the host that is proven;
//! - the four questions are a plain list whose items begin with the verdict.
mod content;
mod head;
mod results;
mod share;
mod sheet;
mod statements;
mod technical;

pub(super) use head::tag;

use super::words;
use crate::{
    app::{self, ChunkError, on_demand_or, split_point},
    i18n::t,
    ui,
    wire::verification::Report,
};
use leptos::prelude::*;

split_point! {
    fn fetched() -> fn(&Report, &Around) -> AnyView = badges_award { drawn }
}

/// What is around a report.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// The award's own address, which others can open; empty when it has none.
    pub link: String,
    /// The file or text as it came, for downloading: name and content.
    pub original: Option<super::original::Original>,
    /// Whether who looks is the learner whose page it is.
    pub is_own: bool,
    /// Whether it stands in a page of others, which offers no sharing.
    pub is_guest: bool,
}

/// The whole: outcome, what it says, what was checked, sharing. Its code comes with the first badge that is shown; where it cannot be
/// fetched, the outcome stands there.
pub(super) fn award(report: &Report, around: &Around) -> AnyView {
    let (report, around, found) = (report.clone(), around.clone(), words::headline(report));
    let outcome = move || view! { <p class="preau-lead">{found.clone()}</p> }.into_any();
    on_demand_or(fetched, move |draw| draw(&report, &around), outcome)
}

/// Fetches that code while the badge is verified.
pub(super) fn fetch_ahead() {
    app::spawn(async {
        match fetched().await {
            Ok(_) => {}
            Err(ChunkError) => leptos::logging::warn!("asked for again when the badge is shown"),
        }
    });
}

fn drawn(report: &Report, around: &Around) -> AnyView {
    let is_believed = words::is_believed(report.outcome);
    let said = report.award.as_ref().map(|award| {
        let content = content::content(report, award);
        let sheet = sheet::is_micro_credential(award).then(|| sheet::sheet(report, award, around.is_own));
        if is_believed {
            return view! { {content} {sheet} }.into_any();
        }
        // what cannot be believed stays shut, and is called what it is
        let open = RwSignal::new(false);
        let claimed = head::claimed(award);
        view! {
            <ui::Disclosure title=t::badges::claims() open=open level=3>
                <div class="preau-stack">
                    <p><strong>{t::badges::claims_text()}</strong></p>
                    {claimed}
                    {content}
                </div>
            </ui::Disclosure>
        }
        .into_any()
    });
    view! {
        <div class="preau-award preau-stack">
            {head::head(report, is_believed)}
            {statements::statements(report)}
            {said}
            {(!around.is_guest).then(|| share::share(report, around))}
            {technical::technical(report)}
        </div>
    }
    .into_any()
}
