//! What was found: of one badge everything, of several a table and, on demand, one of them.
use super::{
    super::{
        award::{Around, award},
        kept,
        verifier::Trouble,
        words,
    },
    URL,
    entry::{Bench, Entry, State, trouble_text},
    table,
};
use crate::{
    app::{Query, Route},
    i18n::t,
    ui::{self, Button, Icon, NoticeKind},
    wire::verification::{Outcome, Report},
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlElement};

/// The part of the page that shows them; nothing before there is one.
pub(super) fn outcomes(bench: Bench) -> AnyView {
    let has_any = ui::memo(move |_| bench.entries.with(|entries| !entries.is_empty()));
    let is_busy = ui::memo(move |_| bench.entries.with(|entries| entries.iter().any(|entry| entry.is_checking())));
    ui::say_when_slow(is_busy.into(), t::badges::checking());
    let stop = Callback::new(move |()| {
        bench.stop();
        ui::announce(t::badges::cancelled());
        // the button goes: what it stopped takes the focus
        focus("#outcome h2");
    });
    let stop =
        move || is_busy.get().then(|| view! { <p><Button on_press=stop>{t::badges::cancel()}</Button></p> }.into_any());
    let shown = ui::dynamic(move || match (has_any.get(), bench.is_table.get()) {
        (false, _) => ().into_any(),
        (true, false) => untrack(|| {
            let only = bench.entries.with_untracked(|entries| entries.first().copied());
            only.map(|entry| one(bench, entry)).unwrap_or_default()
        }),
        (true, true) => untrack(|| table::table(bench)),
    });
    view! { <div class="preau-stack" id="outcome">{shown}{ui::optional(stop)}</div> }.into_any()
}

/// What a look-up in the page finds first takes the focus, once it is drawn.
pub(super) fn focus(what: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(what).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            ui::dom::focus(&found);
        }
    });
}

/// An entry by itself. The button below it stays while the outcome changes, and so does the focus on it.
pub(super) fn one(bench: Bench, entry: Entry) -> AnyView {
    let pending = ui::memo(move |_| entry.is_checking());
    let again = Callback::new(move |()| bench.again(entry));
    let content = move || {
        let state = entry.state.get();
        untrack(|| match state {
            State::Checking => {
                let waiting = view! { <ui::Loading text=t::badges::checking() inline=true/> }.into_any();
                view! { <h2 tabindex="-1">{entry.name()}</h2> {waiting} }.into_any()
            }
            State::Done(reports) => {
                reports.iter().map(|report| done(entry, report)).collect::<Vec<AnyView>>().into_any()
            }
            State::Failed(trouble) => failed(entry, trouble_text(trouble), trouble == Trouble::NotStarted),
            State::NotRead(why) => failed(entry, &why, false),
        })
    };
    let retry = entry.was_read().then(|| {
        view! {
            <p class="preau-no-print">
                <Button icon_before=Icon::Retry pending=pending on_press=again>{t::badges::again()}</Button>
            </p>
        }
        .into_any()
    });
    view! {
        <section class="preau-panel preau-stack">
            {ui::dynamic(content)}
            {retry}
        </section>
    }
    .into_any()
}

fn failed(entry: Entry, why: &str, is_error: bool) -> AnyView {
    let why = why.to_owned();
    let kind = if is_error { NoticeKind::Error } else { NoticeKind::Warning };
    view! { <h2 tabindex="-1">{entry.name()}</h2> <ui::Notice kind=kind><p>{why}</p></ui::Notice> }.into_any()
}

fn done(entry: Entry, report: &Report) -> AnyView {
    let around = Around { link: link(report), original: entry.original.get_value().of(report), ..Around::default() };
    let title = words::title_or(report, &entry.name());
    let lang = report.award.as_ref().map(|award| award.language.clone()).filter(|lang| !lang.is_empty());
    view! {
        <h2 tabindex="-1" lang=lang>{title}</h2>
        {award(report, &around)}
        <div class="preau-row preau-no-print">{keep(report)}{open_elsewhere(report)}</div>
    }
    .into_any()
}

/// The address of this page that verifies the badge again; only what is hosted has one.
pub(in crate::badges) fn link(report: &Report) -> String {
    let hosted = report.award.as_ref().map(|award| award.id.as_str()).unwrap_or_default();
    if report.proof.kind != "ob2-hosted" || !hosted.starts_with("https://") {
        return String::new();
    }
    let mut query = Query::default();
    query.set(URL, Some(hosted));
    [here().as_str(), "?", &query.to_text()].concat()
}

/// The address of this page, without parameters.
pub(super) fn here() -> String {
    [window().location().origin().unwrap_or_default(), Route::Verify.path()].concat()
}

/// Keeps the badge among the learner's own, on this device.
fn keep(report: &Report) -> Option<AnyView> {
    if !words::is_believed(report.outcome) && report.outcome != Outcome::Unverifiable {
        return None;
    }
    let it = kept::of(report)?;
    let is_kept = RwSignal::new(kept::get(&it.id).is_some());
    Some(ui::dynamic(move || {
        if is_kept.get() {
            return view! { <p><a id="kept" href=Route::Badges.path()>{t::badges::kept_already()}</a></p> }.into_any();
        }
        let it = it.clone();
        let press = Callback::new(move |()| {
            if kept::keep(it.clone()) {
                is_kept.set(true);
                ui::toast(t::badges::kept());
                // it stands where the button was
                focus("#kept");
            } else {
                ui::alert(t::badges::not_kept());
            }
        });
        view! { <p><Button icon_before=Icon::Plus on_press=press>{t::badges::keep()}</Button></p> }.into_any()
    }))
}

/// Where a page may not read the badge, the learner can: its own page, else its issuer's.
fn open_elsewhere(report: &Report) -> Option<AnyView> {
    let award = report.award.as_ref().filter(|_| report.outcome == Outcome::Unverifiable);
    let named = award.into_iter().flat_map(|award| [award.id.as_str(), &award.issuer.url, &award.issuer.id]);
    let asked = report.requests.iter().map(|asked| asked.url.as_str()).filter(|_| award.is_none());
    let address = named.chain(asked).find(|address| address.starts_with("https://")).and_then(crate::api::safe_link)?;
    let host = words::host(&address)?;
    Some(
        view! {
            <p class="preau-elsewhere">
                <a href=address target="_blank" rel="noopener noreferrer nofollow external">{t::badges::open_at(&host)}</a>
            </p>
        }
        .into_any(),
    )
}
