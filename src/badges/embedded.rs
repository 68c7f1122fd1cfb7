//! One badge in a page of others: what it says, and what the verifier finds.
use super::{
    award::{self, Around, award},
    verifier::{self, Input, Trouble},
    verify, words,
};
use crate::{
    app::{Query, Route},
    i18n::t,
    ui::{self, Icon, NoticeKind},
    wire::verification::{Identities, Report},
};
use leptos::{prelude::*, task::spawn_local_scoped};

type Outcome = Result<Vec<Report>, Trouble>;

/// The badge at an address. `failed` is told when it could not be verified, for no fault of its own.
pub(super) fn guest(address: &str, failed: Callback<String>) -> AnyView {
    award::fetch_ahead();
    let outcome = RwSignal::new(None::<Outcome>);
    let pending = ui::memo(move |_| outcome.with(Option::is_none));
    let source = address.to_owned();
    let verify = move || {
        outcome.set(None);
        let source = source.clone();
        spawn_local_scoped(async move {
            // other elements of the page may use the verifier too: it is never ended here
            let found = verifier::verify(Input::Text(source), &verifier::setting(Identities::default())).await;
            if let Err(trouble) = found {
                // the element may have gone meanwhile
                failed.try_run(verify::trouble_text(trouble).to_owned());
            }
            outcome.try_set(Some(found));
        });
    };
    verify();
    let again = Callback::new(move |()| verify());
    ui::say_when_slow(pending.into(), t::badges::checking());
    ui::effect(move || {
        if let Some(found) = outcome.get() {
            ui::announce(&said(&found));
        }
    });
    let elsewhere = verify_address(address);
    let heading = ui::dom::unique_id("badge");
    let labelled_by = heading.clone();
    view! {
        <section class="preau-stack" aria-labelledby=labelled_by>
            {ui::dynamic(move || shown(outcome.get(), &heading))}
            <div class="preau-row preau-no-print">
                <ui::Button icon_before=Icon::Retry pending=pending on_press=again>{t::badges::again()}</ui::Button>
                <a href=elsewhere>{t::embed::on_the_platform()}</a>
            </div>
        </section>
    }
    .into_any()
}

fn shown(outcome: Option<Outcome>, heading: &str) -> AnyView {
    let title = |text: String, lang: Option<String>, id: Option<String>| {
        view! { <h2 id=id tabindex="-1" lang=lang>{text}</h2> }.into_any()
    };
    let named = Some(heading.to_owned());
    untrack(|| {
        match outcome {
        None => view! { {title(t::embed::badge().to_owned(), None, named)} <ui::Loading text=t::badges::checking() inline=true/> }.into_any(),
        Some(Err(trouble)) => view! {
            {title(t::embed::badge().to_owned(), None, named)}
            <ui::Notice kind=NoticeKind::Error><p>{verify::trouble_text(trouble)}</p></ui::Notice>
        }
        .into_any(),
        Some(Ok(reports)) => {
            let parts = reports.iter().zip(std::iter::once(named).chain(std::iter::repeat(None)));
            let parts: Vec<AnyView> = parts
                .map(|(report, id)| {
                    let lang = report.award.as_ref().map(|award| award.language.clone()).filter(|lang| !lang.is_empty());
                    let text = words::title_or(report, t::embed::badge());
                    let around = Around { is_guest: true, ..Around::default() };
                    view! { {title(text, lang, id)} {award(report, &around)} }.into_any()
                })
                .collect();
            parts.into_any()
        }
    }
    })
}

fn said(outcome: &Outcome) -> String {
    match outcome {
        Ok(reports) => {
            let said = |report| t::badges::said(&words::headline(report), &words::title_or(report, t::embed::badge()));
            reports.iter().map(said).collect::<Vec<String>>().join(". ")
        }
        Err(trouble) => verify::trouble_text(*trouble).to_owned(),
    }
}

/// The platform's page that verifies the same badge.
fn verify_address(badge: &str) -> String {
    let mut query = Query::default();
    query.set(verify::URL, Some(badge));
    [Route::Verify.path().as_str(), "?", &query.to_text()].concat()
}
