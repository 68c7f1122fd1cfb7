//! One award: shown at once as its source tells of it, then as the verifier found it.
use super::{
    super::{award, kept},
    checks,
    daily::Learner,
    item::{Item, Origin},
    sources::{failures, has_answered, learner, sign_in, sources},
    wallet,
};
use crate::{
    api::{
        awards::{self, AwardKind, AwardRef, AwardStatus, Download},
        session::{Asker, asker},
    },
    app::{Nav, PageHeading, Route, config, on_demand_or, spawn},
    i18n::{Instant, day, percent, t},
    ui::{self, Button, ButtonKind, Icon, icon},
};
use leptos::prelude::*;

/// The page of one award.
pub(super) fn page(id: &str) -> AnyView {
    let who = asker();
    let id = id.to_owned();
    // another learner begins anew
    ui::dynamic(move || {
        let who = who.get();
        untrack(|| of_learner(&who, &id))
    })
}

fn of_learner(who: &Asker, id: &str) -> AnyView {
    let nav = expect_context::<Nav>();
    let learner = learner(who);
    let brought = kept::get(id).map(Item::kept);
    // its id tells its source: no other is asked
    let wanted = awards::source_of(id).filter(|_| brought.is_none());
    let is_known = wanted.is_some() || brought.is_some();
    let sources = StoredValue::new(sources(who, wanted.into_iter().collect()));
    let id = id.to_owned();
    let item = ui::memo(move |_| {
        let told = || {
            sources.with_value(|all| {
                all.iter().find_map(|(_, remote)| {
                    let told = remote.value.get()?;
                    told.iter().find(|award| award.id == id).cloned().map(Item::told)
                })
            })
        };
        brought.clone().or_else(told)
    });
    let standing = if *who == Asker::Unknown { None } else { Some(*who == Asker::Nobody) };
    let is_settled = ui::memo(move |_| {
        item.with(Option::is_some)
            || standing.is_some() && sources.with_value(|all| all.iter().all(|(_, remote)| has_answered(*remote)))
    });
    let has_failed =
        ui::memo(move |_| sources.with_value(|all| all.iter().any(|(_, remote)| remote.error.with(Option::is_some))));
    ui::effect(move || {
        if is_settled.get() {
            nav.content_stands();
        }
    });
    let is_hidden = RwSignal::new(false);
    let is_missing = ui::memo(move |_| {
        let is_nowhere = item.with(Option::is_none) && is_settled.get() && !has_failed.get();
        is_nowhere && (standing == Some(false) || !is_known)
    });
    let name = Signal::derive(move || match item.get() {
        Some(_) if is_hidden.get() => t::badges::unbelieved().to_owned(),
        Some(item) => item.title,
        None if is_missing.get() => t::badges::not_found().to_owned(),
        None => t::app::nav_badges().to_owned(),
    });
    let content = ui::dynamic(move || {
        let (item, is_settled, has_failed) = (item.get(), is_settled.get(), has_failed.get());
        untrack(|| match item {
            Some(item) => shown(&item, learner, is_hidden),
            None if has_failed => ().into_any(),
            None if !is_settled => view! { <ui::Loading/> }.into_any(),
            None if standing == Some(true) && is_known => sign_in(nav, t::badges::signed_out_one()),
            None => missing(),
        })
    });
    view! {
        <div class="preau-wrap preau-stack">
            <p class="preau-no-print"><a href=Route::Badges.path()>{t::badges::back()}</a></p>
            <PageHeading text=name error=is_missing/>
            {failures(sources, nav, t::badges::signed_out_one())}
            {content}
        </div>
    }
    .into_any()
}

fn missing() -> AnyView {
    view! {
        <p class="preau-lead">{t::badges::not_found_text()}</p>
        <p><a class=ButtonKind::Primary.class() href=Route::Badges.path()>{t::badges::back()}</a></p>
    }
    .into_any()
}

fn shown(item: &Item, learner: RwSignal<Option<Learner>>, is_hidden: RwSignal<bool>) -> AnyView {
    let told = match &item.origin {
        Origin::Told(award) => Some(award.clone()),
        Origin::Kept(_) => None,
    };
    let facts_shown = {
        let told = told.clone();
        ui::dynamic(move || {
            let told = told.clone().filter(|_| !is_hidden.get());
            untrack(|| told.map(|award| facts(&award)).unwrap_or_default())
        })
    };
    let status = told.as_ref().map_or(AwardStatus::Held, |award| award.status);
    if status != AwardStatus::Held {
        return view! { {facts_shown} {not_held(status)} }.into_any();
    }
    if item.input().is_none() {
        let wallet = told.filter(|award| award.kind == AwardKind::WalletCredential).map(|award| wallet::wallet(&award));
        return view! { {facts_shown} {vouched()} {wallet} }.into_any();
    }
    award::fetch_ahead();
    let (of, removed) = (item.clone(), item.clone());
    let found = on_demand_or(
        checks::fetched,
        move |checks| (checks.found)(&of, learner, is_hidden),
        move || view! { <p class="preau-no-print">{remove(&removed)}</p> }.into_any(),
    );
    view! {
        {facts_shown}
        <section class="preau-panel preau-stack" aria-labelledby="outcome">
            <h2 id="outcome">{t::badges::outcome_heading()}</h2>
            {found}
        </section>
    }
    .into_any()
}

/// What the platform says of an award that is not the learner's now.
fn not_held(status: AwardStatus) -> AnyView {
    let (kind, title, text) = match status {
        AwardStatus::Withdrawn => (ui::NoticeKind::Error, t::badges::revoked(), t::badges::withdrawn_text()),
        AwardStatus::Pending | AwardStatus::Held => {
            (ui::NoticeKind::Info, t::badges::pending(), t::badges::pending_text())
        }
    };
    view! { <ui::Notice kind=kind title=title><p>{text}</p></ui::Notice> }.into_any()
}

/// What the source tells: course, institution, date, mark, and its own page and file.
fn facts(award: &AwardRef) -> AnyView {
    let line = |drawn: Icon, text: String| view! { <li>{icon(drawn)}<span>{text}</span></li> }.into_any();
    let by = award.organization.as_deref().filter(|name| !name.is_empty());
    let by = by.map(|name| line(Icon::Building, t::badges::issued_by(name)));
    let date = Instant::parse(&award.awarded).map(|date| line(Icon::Calendar, t::badges::awarded_on(&day(date))));
    let mark = award.mark.map(|mark| line(Icon::Gauge, t::badges::mark(&percent(mark))));
    let course = award.course_id.as_ref().map(|key| {
        let route = Route::Learn(key.as_str().to_owned(), crate::app::LearnPage::Home);
        view! { <p><a href=route.path()>{t::badges::to_course()}</a></p> }.into_any()
    });
    let page = award.page.clone().map(|address| {
        view! { <p><a href=address target="_blank" rel="noopener external">{t::badges::open_platform()}</a></p> }
            .into_any()
    });
    let download = award.download.clone().map(download);
    view! {
        <ul class="preau-card__facts" role="list">{by}{date}{mark}</ul>
        <div class="preau-row preau-no-print">{download}{page}{course}</div>
    }
    .into_any()
}

fn download(file: Download) -> AnyView {
    match file {
        Download::Link(address) => {
            view! { <a class=ButtonKind::Secondary.class() href=address rel="external" download="">{t::badges::download_pdf()}</a> }.into_any()
        }
        Download::File(path) => {
            let pending = RwSignal::new(false);
            let press = Callback::new(move |()| {
                let path = path.clone();
                pending.set(true);
                spawn(async move {
                    let answer = awards::file(&path).await;
                    if !pending.is_disposed() {
                        pending.set(false);
                    }
                    let is_saved = match answer {
                        Ok(bytes) => ui::download("attestation.pdf", "application/pdf", &bytes.into()),
                        Err(error) => {
                            leptos::logging::warn!("certificate: {error}");
                            false
                        }
                    };
                    if !is_saved {
                        ui::alert(t::badges::not_downloaded());
                    }
                });
            });
            view! { <Button pending=pending on_press=press>{t::badges::download_pdf()}</Button> }.into_any()
        }
    }
}

/// A certificate without a signature: the session with the platform is what proves it.
fn vouched() -> AnyView {
    view! {
        <ui::Notice kind=ui::NoticeKind::Success title=t::badges::confirmed_by(&config::site_name())>
            <p>{t::badges::confirmed_text()}</p>
        </ui::Notice>
    }
    .into_any()
}

/// Takes off the device what the learner brought, with the way back.
pub(super) fn remove(item: &Item) -> Option<AnyView> {
    let Origin::Kept(kept) = &item.origin else { return None };
    let nav = expect_context::<Nav>();
    let kept = kept.clone();
    let press = Callback::new(move |()| {
        if !kept::forget(&kept.id) {
            ui::alert(t::badges::not_removed());
            return;
        }
        let back = kept.clone();
        let undo = ui::unowned(move |()| {
            if kept::keep(back.clone()) {
                ui::announce(t::badges::kept());
            } else {
                ui::alert(t::badges::not_kept());
            }
        });
        ui::toast_with_action(t::badges::removed(), t::badges::undo(), undo);
        nav.go(&Route::Badges.path());
    });
    Some(view! { <Button kind=ButtonKind::Quiet on_press=press>{t::badges::remove()}</Button> }.into_any())
}
