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
    app::{Nav, Query, Route},
    i18n::t,
    ui::{self, Button, Icon, NoticeKind},
    wire::verification::{Outcome, Report},
};
use leptos::prelude::*;

/// The part of the page that shows them; nothing before there is one.
pub(super) fn outcomes(bench: Bench, nav: Nav) -> AnyView {
    let has_any = ui::memo(move |_| bench.entries.with(|entries| !entries.is_empty()));
    let is_busy = ui::memo(move |_| bench.entries.with(|entries| entries.iter().any(|entry| entry.is_checking())));
    ui::say_when_slow(is_busy.into(), t::badges::checking());
    let stop = Callback::new(move |()| {
        bench.stop();
        ui::announce(t::badges::cancelled());
    });
    let stop =
        move || is_busy.get().then(|| view! { <p><Button on_press=stop>{t::badges::cancel()}</Button></p> }.into_any());
    let shown = ui::dynamic(move || match (has_any.get(), bench.is_table.get()) {
        (false, _) => ().into_any(),
        (true, false) => untrack(|| {
            let only = bench.entries.with_untracked(|entries| entries.first().copied());
            only.map(|entry| one(bench, entry, nav)).unwrap_or_default()
        }),
        (true, true) => untrack(|| table::table(bench, nav)),
    });
    view! { <div class="preau-stack" id="outcome">{shown}{ui::optional(stop)}</div> }.into_any()
}

/// An entry by itself.
pub(super) fn one(bench: Bench, entry: Entry, nav: Nav) -> AnyView {
    ui::dynamic(move || {
        let state = entry.state.get();
        untrack(|| match state {
            State::Checking => view! {
                <section class="preau-panel preau-stack">
                    <h2>{entry.name()}</h2>
                    <ui::Loading text=t::badges::checking() inline=true/>
                </section>
            }
            .into_any(),
            State::Done(reports) => {
                let all: Vec<AnyView> = reports.iter().map(|report| done(bench, entry, report, nav)).collect();
                all.into_any()
            }
            State::Failed(trouble) => failed(bench, entry, trouble_text(trouble), trouble == Trouble::NotStarted),
            State::NotRead(why) => failed(bench, entry, &why, false),
        })
    })
}

fn failed(bench: Bench, entry: Entry, why: &str, is_error: bool) -> AnyView {
    let why = why.to_owned();
    let kind = if is_error { NoticeKind::Error } else { NoticeKind::Warning };
    view! {
        <section class="preau-panel preau-stack">
            <h2>{entry.name()}</h2>
            <ui::Notice kind=kind><p>{why}</p></ui::Notice>
            {again(bench, entry)}
        </section>
    }
    .into_any()
}

fn again(bench: Bench, entry: Entry) -> AnyView {
    let press = Callback::new(move |()| bench.again(entry));
    view! { <p class="preau-no-print"><Button icon_before=Icon::Retry on_press=press>{t::badges::again()}</Button></p> }
        .into_any()
}

fn done(bench: Bench, entry: Entry, report: &Report, nav: Nav) -> AnyView {
    let original = entry.original.get_value();
    let around = Around { link: link(report, nav), original: Some(original), is_own: false };
    let title = words::title_or(report, &entry.name());
    let lang = report.award.as_ref().map(|award| award.language.clone()).filter(|lang| !lang.is_empty());
    view! {
        <section class="preau-panel preau-stack">
            <h2 tabindex="-1" lang=lang>{title}</h2>
            {award(report, &around)}
            <div class="preau-row preau-no-print">{again(bench, entry)}{keep(report)}{open_issuer(report)}</div>
        </section>
    }
    .into_any()
}

/// The address of this page that verifies the badge again; only what is hosted has one.
pub(in crate::badges) fn link(report: &Report, _nav: Nav) -> String {
    let hosted = report.award.as_ref().map(|award| award.id.as_str()).unwrap_or_default();
    if report.proof.kind != "ob2-hosted" || !hosted.starts_with("https://") {
        return String::new();
    }
    let mut query = Query::default();
    query.set(URL, Some(hosted));
    let origin = window().location().origin().unwrap_or_default();
    [origin.as_str(), &Route::Verify.path(), "?", &query.to_text()].concat()
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
            return view! { <p><a href=Route::Badges.path()>{t::badges::kept_already()}</a></p> }.into_any();
        }
        let it = it.clone();
        let press = Callback::new(move |()| {
            if kept::keep(it.clone()) {
                is_kept.set(true);
                ui::toast(t::badges::kept());
            } else {
                ui::alert(t::badges::not_kept());
            }
        });
        view! { <p><Button icon_before=Icon::Plus on_press=press>{t::badges::keep()}</Button></p> }.into_any()
    }))
}

/// Where a page may not read the badge, the learner can.
fn open_issuer(report: &Report) -> Option<AnyView> {
    let address = report.requests.iter().find(|asked| asked.status == 0).map(|asked| asked.url.clone())?;
    let address = crate::api::safe_link(&address).filter(|address| address.starts_with("https:"))?;
    Some(
        view! {
            <p>
                <a href=address target="_blank" rel="noopener noreferrer nofollow external">{t::badges::open_issuer()}</a>
            </p>
        }
        .into_any(),
    )
}
