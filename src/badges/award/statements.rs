//! The questions and their answers: intact, from whom, for whom, still in force.
use super::super::words;
use crate::{
    i18n::t,
    ui::{Icon, icon},
    wire::verification::{Check, Report, Verdict},
};
use leptos::prelude::*;

/// The list; nothing where nothing could be asked.
pub(super) fn statements(report: &Report) -> AnyView {
    let issuer = words::issuer(report);
    let lines: Vec<AnyView> = report.checks.iter().filter_map(|check| line(check, &issuer)).collect();
    if lines.is_empty() || report.award.is_none() {
        return ().into_any();
    }
    view! {
        <section class="preau-stack">
            <h3>{t::badges::statements()}</h3>
            <ul class="preau-checks" role="list">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(check: &Check, issuer: &str) -> Option<AnyView> {
    let (verdict, word, text) = words::check(check, issuer)?;
    let (class, drawn) = match verdict {
        Verdict::Passed => ("preau-checks__item preau-checks__item--passed", Icon::Check),
        Verdict::Failed => ("preau-checks__item preau-checks__item--failed", Icon::Close),
        Verdict::Unknown | Verdict::Skipped => ("preau-checks__item", Icon::Info),
    };
    Some(view! { <li class=class>{icon(drawn)}<span><strong>{word}</strong>" – "{text}</span></li> }.into_any())
}
