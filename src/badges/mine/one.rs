//! One award: shown at once as its source tells of it, then as the verifier found it.
use super::{
    super::{
        award::{Around, award},
        kept,
        original::{Content, Original},
        verifier::{self, Input, Trouble},
        verify::{link, trouble_text},
    },
    check,
    item::{Item, Origin},
    list::{learner, said, sources},
    wallet,
};
use crate::{
    api::{
        awards::{self, AwardKind, AwardRef, Download},
        session::{Asker, asker, sign_in_address},
    },
    app::{Nav, PageHeading, Route, config, spawn},
    i18n::{Instant, day, percent, t},
    ui::{self, Button, ButtonKind, Icon, icon},
    wire::verification::{Identities, Report},
};
use leptos::prelude::*;

/// What the verifier found.
type Found = Option<Result<Vec<Report>, Trouble>>;

/// The page of one award.
pub(super) fn page(id: String) -> AnyView {
    let nav = expect_context::<Nav>();
    let who = asker();
    let learner = learner(who);
    let brought = kept::get(&id).map(Item::kept);
    // its id tells its source: no other is asked
    let wanted = awards::source_of(&id).filter(|_| brought.is_none());
    let sources = StoredValue::new(sources(wanted.into_iter().collect()));
    let item = ui::memo(move |_| {
        if let Some(item) = &brought {
            return Some(item.clone());
        }
        sources.with_value(|all| {
            all.iter().find_map(|(_, remote)| {
                let told = remote.value.get()?;
                told.iter().find(|award| award.id == id).cloned().map(Item::told)
            })
        })
    });
    let is_settled = ui::memo(move |_| {
        item.with(Option::is_some)
            || who.get() == Asker::Nobody
            || sources.with_value(|all| {
                all.iter().all(|(_, remote)| remote.value.with(Option::is_some) || remote.error.with(Option::is_some))
                    && who.get() != Asker::Unknown
            })
    });
    ui::effect(move || {
        if is_settled.get() {
            nav.content_stands();
        }
    });
    let name = move || match item.get() {
        Some(item) => item.title,
        None if is_settled.get() && who.get() != Asker::Nobody => t::badges::not_found().to_owned(),
        None => t::app::nav_badges().to_owned(),
    };
    let content = ui::dynamic(move || {
        let item = item.get();
        let settled = is_settled.get();
        let nobody = who.get() == Asker::Nobody;
        untrack(|| match item {
            Some(item) => shown(nav, &item, learner),
            None if !settled => view! { <ui::Loading/> }.into_any(),
            None if nobody => sign_in(nav),
            None => missing(),
        })
    });
    view! {
        <div class="preau-wrap preau-stack">
            <p class="preau-no-print"><a href=Route::Badges.path()>{t::badges::back()}</a></p>
            <PageHeading text=Signal::derive(name)/>
            {content}
        </div>
    }
    .into_any()
}

fn sign_in(nav: Nav) -> AnyView {
    let address = sign_in_address(&nav.address());
    view! {
        <ui::Notice>
            <p>{t::badges::signed_out_one()}</p>
            <p><a class=ButtonKind::Primary.class() href=address rel="external">{t::session::sign_in()}</a></p>
        </ui::Notice>
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

fn shown(nav: Nav, item: &Item, learner: RwSignal<Option<Identities>>) -> AnyView {
    let told = match &item.origin {
        Origin::Told(award) => Some(facts(award)),
        Origin::Kept(_) => None,
    };
    let Some(input) = item.input() else {
        let wallet = match &item.origin {
            Origin::Told(award) if award.kind == AwardKind::WalletCredential => Some(wallet::wallet(award)),
            _ => None,
        };
        return view! { {told} {vouched()} {wallet} }.into_any();
    };
    let found = RwSignal::<Found>::new(None);
    let verify = {
        let (id, title) = (item.id.clone(), item.title.clone());
        Callback::new(move |learner: Identities| {
            found.set(None);
            let (input, id, title) = (input.clone(), id.clone(), title.clone());
            spawn(async move {
                let outcome = verifier::verify(input, &verifier::setting(learner)).await;
                if found.is_disposed() {
                    return;
                }
                match outcome.as_deref() {
                    Ok([report, ..]) => {
                        check::note(&id, report.outcome);
                        ui::announce(&said(report, &title));
                    }
                    Ok([]) => {}
                    Err(trouble) => ui::announce(trouble_text(*trouble)),
                }
                found.set(Some(outcome));
            });
        })
    };
    ui::effect(move || {
        if let Some(learner) = learner.get() {
            verify.run(learner);
        }
    });
    let pending = ui::memo(move |_| found.with(Option::is_none));
    ui::say_when_slow(pending.into(), t::badges::checking());
    let is_known = item.clone();
    let outcome = ui::dynamic(move || {
        let found = found.get();
        untrack(|| match found {
            None => view! { <ui::Loading text=t::badges::checking() inline=true/> }.into_any(),
            Some(Err(trouble)) => {
                view! { <ui::Notice kind=ui::NoticeKind::Warning><p>{trouble_text(trouble)}</p></ui::Notice> }
                    .into_any()
            }
            Some(Ok(reports)) => {
                let reports: Vec<AnyView> =
                    reports.iter().map(|report| award(report, &around(&is_known, report, nav))).collect();
                reports.into_any()
            }
        })
    });
    let again = Callback::new(move |()| verify.run(learner.get_untracked().unwrap_or_default()));
    view! {
        {told}
        <section class="preau-panel preau-stack" aria-labelledby="outcome">
            <h2 id="outcome">{t::badges::outcome_heading()}</h2>
            {outcome}
        </section>
        <div class="preau-row preau-no-print">
            <Button icon_before=Icon::Retry pending=pending on_press=again>{t::badges::again()}</Button>
            {remove(item)}
        </div>
    }
    .into_any()
}

fn around(item: &Item, report: &Report, nav: Nav) -> Around {
    let original = item.input().and_then(|input| match input {
        // an address is no file; what it answered is
        Input::Text(text) if text.starts_with("http") => {
            Some(report.document.clone()).filter(|document| !document.is_empty())
        }
        Input::Text(text) => Some(text),
        Input::Bytes(_) => None,
    });
    let original = original.map(|text| Original { name: String::new(), content: Content::Text(text) });
    Around { link: link(report, nav), original, is_own: true }
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
fn remove(item: &Item) -> Option<AnyView> {
    let Origin::Kept(kept) = &item.origin else { return None };
    let nav = expect_context::<Nav>();
    let kept = kept.clone();
    let press = Callback::new(move |()| {
        if !kept::forget(&kept.id) {
            ui::alert(t::badges::not_kept());
            return;
        }
        let back = kept.clone();
        let undo = ui::unowned(move |()| {
            if kept::keep(back.clone()) {
                ui::announce(t::badges::kept());
            }
        });
        ui::toast_with_action(t::badges::removed(), t::badges::undo(), undo);
        nav.go(&Route::Badges.path());
    });
    Some(view! { <Button kind=ButtonKind::Quiet on_press=press>{t::badges::remove()}</Button> }.into_any())
}
