//! For who wants to know exactly: identifiers, key, addresses asked, the document itself; and the report as a file.
use crate::{i18n::t, ui, wire::verification::Report};
use leptos::prelude::*;

/// Longest document that is shown; the rest is in the file.
const LONGEST: usize = 20_000;

/// The part, shut at first.
pub(super) fn technical(report: &Report) -> AnyView {
    let open = RwSignal::new(false);
    let asked = report.requests.iter().map(|asked| match asked.status {
        0 => [asked.url.as_str(), " – ", t::badges::t_no_answer()].concat(),
        status => [asked.url.as_str(), " – ", &status.to_string()].concat(),
    });
    let asked: Vec<AnyView> = asked.map(|text| view! { <li>{text}</li> }.into_any()).collect();
    let proof = &report.proof;
    let id = report.award.as_ref().map(|award| award.id.clone()).unwrap_or_default();
    let kind =
        [proof.kind.as_str(), &proof.suite].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let facts = [
        (t::badges::t_id(), id),
        (t::badges::t_proof(), kind),
        (t::badges::t_key(), proof.key.clone()),
        (t::badges::t_edition(), proof.context_edition.clone()),
    ];
    let facts = super::content::facts_list(facts.into_iter().filter(|(_, value)| !value.is_empty()).collect());
    let asked =
        (!asked.is_empty()).then(|| view! { <div><h4>{t::badges::t_asked()}</h4><ul>{asked}</ul></div> }.into_any());
    let document: String = report.document.chars().take(LONGEST).collect();
    let document = (!document.is_empty()).then(|| {
        view! { <div><h4>{t::badges::t_raw()}</h4><pre class="preau-award__raw" tabindex="0" aria-label=t::badges::t_raw()>{document}</pre></div> }.into_any()
    });
    view! {
        <ui::Disclosure title=t::badges::technical() open=open level=3>
            <div class="preau-stack preau-award__technical">{facts}{asked}{document}</div>
        </ui::Disclosure>
    }
    .into_any()
}
