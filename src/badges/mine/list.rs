//! All awards.
//!
//! Criteria:
//! - each source is asked by itself: one that fails is named, the others show; what the learner brought shows without any;
//! - an award shows at once; its outcome comes beside it, in words;
//! - search, order and grouping are in the address; the count is said when it changes.
use super::{
    super::{award::tag, kept, verifier},
    check::{self, Learner},
    item::{Filter, GROUP, Item, ORDER, Origin, SEARCH, groupings, orders, source_name},
    record,
};
use crate::{
    api::{
        ApiError, Remote,
        awards::{self, AwardRef, AwardSource, AwardStatus},
        session::{Asker, asker, sign_in_address},
    },
    app::{Nav, PageHeading, Route, Write, spawn},
    i18n::{Instant, day, t},
    ui::{self, Button, ButtonKind, Icon, icon},
    wire::verification::{Identities, Outcome},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// How long the list stands still before its count is said, in milliseconds.
const SETTLED: u64 = 1000;

/// What a source gave.
type Told = Remote<Vec<AwardRef>>;

/// The page.
pub(super) fn page() -> AnyView {
    let who = asker();
    // another learner begins anew: nothing of the one before is left
    let content = ui::dynamic(move || {
        let who = who.get();
        untrack(|| of_learner(&who))
    });
    view! {
        <div class="preau-wrap preau-stack">
            <PageHeading text=Signal::stored(t::app::nav_badges().to_owned())/>
            <p class="preau-lead">{t::badges::mine_lead()}</p>
            {content}
            <p><a class=ButtonKind::Secondary.class() href=Route::Verify.path()>{icon(Icon::Plus)}{t::badges::import()}</a></p>
        </div>
    }
    .into_any()
}

fn of_learner(who: &Asker) -> AnyView {
    let nav = expect_context::<Nav>();
    kept::follow_tabs();
    let kept = ui::memo(move |_| kept::list().into_iter().map(Item::kept).collect::<Vec<_>>());
    let sources = StoredValue::new(sources(who, awards::sources()));
    let learner = learner(who);
    on_cleanup(check::leave);
    let is_unknown = *who == Asker::Unknown;
    let is_settled =
        ui::memo(move |_| !is_unknown && sources.with_value(|all| all.iter().all(|(_, remote)| has_answered(*remote))));
    ui::effect(move || {
        if is_settled.get() {
            nav.content_stands();
        }
    });
    let items = ui::memo(move |_| {
        let of = |(_, remote): &(AwardSource, Told)| remote.value.get().map(|all| (*all).clone()).unwrap_or_default();
        let mut told = sources.with_value(|all| all.iter().flat_map(of).map(Item::told).collect::<Vec<_>>());
        let who = learner.get();
        told.retain(|item| !who.as_ref().is_some_and(|who| is_anothers(item, who)));
        [told, kept.get()].concat()
    });
    let signed_out =
        (*who == Asker::Nobody && !awards::sources().is_empty()).then(|| sign_in(nav, t::badges::signed_out()));
    view! {
        {signed_out}
        {failures(sources, nav, t::badges::signed_out())}
        {ui::optional(move || (!is_settled.get()).then(|| view! { <ui::Loading/> }.into_any()))}
        {shown(nav, items, is_settled, learner)}
        {record::section(who)}
    }
    .into_any()
}

/// Whether it is configured for everybody, and turned out to be somebody else's: then it is none of this learner's.
fn is_anothers(item: &Item, learner: &Learner) -> bool {
    item.is_for_all() && untrack(|| check::outcome(item, learner)).get() == Some(Outcome::RecipientMismatch)
}

/// Whether a source gave something, or failed.
pub(super) fn has_answered(remote: Told) -> bool {
    remote.value.with(Option::is_some) || remote.error.with(Option::is_some)
}

/// The sources, asked for a learner; what one told last shows meanwhile. None for nobody.
pub(super) fn sources(who: &Asker, wanted: Vec<AwardSource>) -> Vec<(AwardSource, Told)> {
    let Asker::Learner(name) = who else { return Vec::new() };
    let ask = |source: AwardSource| {
        let asked = name.clone();
        let remote = Remote::new(move || {
            let name = asked.clone();
            let answer: LocalBoxFuture<'static, Result<Vec<AwardRef>, ApiError>> =
                Box::pin(async move { awards::of(source, &name).await });
            Some(answer)
        });
        if let Some(last) = awards::last(source, name) {
            remote.preset(last);
        }
        (source, remote)
    };
    wanted.into_iter().map(ask).collect()
}

/// By what badges may name the learner; `None` until it is known, and empty when it cannot be: then nothing is said of the holder.
pub(super) fn learner(who: &Asker) -> RwSignal<Option<Learner>> {
    let known = RwSignal::new(None);
    match who {
        Asker::Unknown => {}
        Asker::Nobody => known.set(Some(Learner::default())),
        Asker::Learner(name) => {
            let name = name.clone();
            spawn(async move {
                let identities = awards::identities(&name).await.unwrap_or_else(|error| {
                    leptos::logging::warn!("the learner's addresses: {error}");
                    Identities::default()
                });
                if !known.is_disposed() {
                    known.set(Some(Learner { name, identities }));
                }
            });
        }
    }
    known
}

/// That one has to sign in, for what the text says.
pub(super) fn sign_in(nav: Nav, why: &'static str) -> AnyView {
    let address = sign_in_address(&nav.address());
    view! {
        <ui::Notice>
            <p>{why}</p>
            <p><a class=ButtonKind::Primary.class() href=address rel="external">{t::session::sign_in()}</a></p>
        </ui::Notice>
    }
    .into_any()
}

/// Sources that could not be read, each by its name. That the session has ended is said once, not by each of them.
pub(super) fn failures(sources: StoredValue<Vec<(AwardSource, Told)>>, nav: Nav, signed_out: &'static str) -> AnyView {
    let has_ended = ui::memo(move |_| {
        let is_it = |error: &Option<ApiError>| *error == Some(ApiError::SignInNeeded);
        sources.with_value(|all| all.iter().any(|(_, remote)| remote.error.with(is_it)))
    });
    let each = sources.with_value(|all| {
        let part = |(source, remote): &(AwardSource, Told)| {
            let (source, remote) = (*source, *remote);
            ui::optional(move || {
                let is_its_own = remote.error.with(|error| !matches!(error, None | Some(ApiError::SignInNeeded)));
                is_its_own.then(|| {
                    let retry = Callback::new(move |()| remote.retry());
                    view! {
                        <ui::Notice kind=ui::NoticeKind::Warning>
                            <p>{t::badges::source_failed(source_name(source))}</p>
                            <p><Button small=true icon_before=Icon::Retry pending=remote.pending on_press=retry>{t::ui::retry()}</Button></p>
                        </ui::Notice>
                    }
                    .into_any()
                })
            })
        };
        all.iter().map(part).collect::<Vec<_>>()
    });
    view! { {ui::optional(move || has_ended.get().then(|| sign_in(nav, signed_out)))} {each} }.into_any()
}

fn shown(nav: Nav, items: Memo<Vec<Item>>, is_settled: Memo<bool>, learner: RwSignal<Option<Learner>>) -> AnyView {
    let filter = ui::memo(move |_| nav.query.with(Filter::of));
    let groups = ui::memo(move |_| items.with(|items| filter.with(|filter| filter.groups(items))));
    let count = ui::memo(move |_| groups.with(|groups| groups.iter().map(|(_, all)| all.len()).sum::<usize>()));
    let has_any = ui::memo(move |_| items.with(|items| !items.is_empty()));
    let words = move || t::badges::count(u64::try_from(count.get()).unwrap_or_default());
    ui::effect(move || {
        let said = words();
        if is_settled.get() && has_any.get_untracked() {
            ui::announce_topic("badges", &said, SETTLED);
        }
    });
    let empty = move || {
        (is_settled.get() && !has_any.get()).then(|| {
            view! {
                <ui::EmptyState title=t::badges::none()><p class="preau-state__text">{t::badges::none_text()}</p></ui::EmptyState>
            }
            .into_any()
        })
    };
    let nothing = move || {
        (count.get() == 0 && has_any.get()).then(|| {
            let text = nav.query.with(|query| query.get(SEARCH).unwrap_or_default().to_owned());
            view! { <p>{t::badges::nothing_found(&text)}</p> }.into_any()
        })
    };
    let list = move || {
        has_any.get().then(|| {
            untrack(|| {
                view! {
                    <section class="preau-stack" aria-labelledby="awards">
                        <h2 id="awards" tabindex="-1">{ui::text(words)}</h2>
                        {tools(nav)}
                        {ui::optional(nothing)}
                        {ui::each(
                            move || groups.with(|groups| groups.iter().map(|(name, _)| name.clone()).collect()),
                            move |name| section(name, groups, learner),
                        )}
                    </section>
                }
                .into_any()
            })
        })
    };
    view! { {ui::optional(empty)} {ui::optional(list)} }.into_any()
}

fn tools(nav: Nav) -> AnyView {
    let get = move |name: &'static str| {
        Signal::derive(move || nav.query.with(|query| query.get(name).unwrap_or_default().to_owned()))
    };
    let set = move |name: &'static str, value: &str| {
        let mut query = nav.query.get_untracked();
        query.set(name, Some(value).filter(|value| !value.is_empty()));
        nav.set_query(&query, Write::Replace);
    };
    let order = Callback::new(move |value: String| set(ORDER, &value));
    let group = Callback::new(move |value: String| set(GROUP, &value));
    view! {
        <div class="preau-row preau-dashboard__tools">
            <ui::TextField label=t::badges::search() value=get(SEARCH) on_input=move |value: String| set(SEARCH, &value) kind="search"/>
            <ui::Select label=t::badges::order() options=orders() value=get(ORDER) on_change=order/>
            <ui::Select label=t::badges::group() options=groupings() value=get(GROUP) on_change=group/>
        </div>
    }
    .into_any()
}

/// What shows, by group.
type Groups = Memo<Vec<(String, Vec<Item>)>>;

fn section(name: String, groups: Groups, learner: RwSignal<Option<Learner>>) -> AnyView {
    let of = name.clone();
    let items = ui::memo(move |_| {
        groups.with(|groups| {
            groups.iter().find(|(other, _)| *other == of).map(|(_, all)| all.clone()).unwrap_or_default()
        })
    });
    let cards = ui::each(
        move || items.with(|items| items.iter().map(Item::key).collect()),
        move |key| {
            let item = items.with_untracked(|items| items.iter().find(|item| item.key() == key).cloned());
            item.map(|item| card(item, learner)).unwrap_or_default()
        },
    );
    view! {
        <section class="preau-stack">
            <h3>{name}</h3>
            <ul class="preau-cards" role="list">{cards}</ul>
        </section>
    }
    .into_any()
}

/// What is known of an award's outcome; `None` where there is nothing to verify, or not yet.
fn outcome(item: &Item, learner: RwSignal<Option<Learner>>) -> Memo<Option<Outcome>> {
    let item = item.clone();
    let has_input = item.input().is_some();
    if has_input {
        verifier::warm();
    }
    ui::memo(move |_| {
        let learner = learner.get().filter(|_| has_input)?;
        untrack(|| check::outcome(&item, &learner)).get()
    })
}

fn card(item: Item, learner: RwSignal<Option<Learner>>) -> AnyView {
    let outcome = outcome(&item, learner);
    let of = item.clone();
    let is_hidden = ui::memo(move |_| outcome.get().is_some_and(|outcome| of.is_nameless(outcome)));
    view! {
        <li>
            <article class="preau-card preau-badge-card">
                <div class="preau-card__body">
                    {ui::dynamic(move || {
                        let is_hidden = is_hidden.get();
                        untrack(|| body(&item, is_hidden, outcome))
                    })}
                </div>
            </article>
        </li>
    }
    .into_any()
}

/// What a card says; of what is not believed nothing but that.
fn body(item: &Item, is_hidden: bool, outcome: Memo<Option<Outcome>>) -> AnyView {
    let date = Instant::parse(&item.awarded).filter(|_| !is_hidden);
    let date = date.map(|date| {
        let text = t::badges::awarded_on(&day(date));
        view! { <li>{icon(Icon::Calendar)}<span>{text}</span></li> }.into_any()
    });
    let by = Some(item.by.clone()).filter(|by| !by.is_empty() && !is_hidden);
    let by = by.map(|by| view! { <p class="preau-card__by">{t::badges::issued_by(&by)}</p> }.into_any());
    let imported = matches!(item.origin, Origin::Kept(_))
        .then(|| view! { <li><span>{t::badges::imported()}</span></li> }.into_any());
    let title = if is_hidden { t::badges::unbelieved().to_owned() } else { item.title.clone() };
    view! {
        {(!is_hidden).then(|| picture(item))}
        <h4 class="preau-card__title"><a class="preau-card__link" href=Route::Badge(item.id.clone()).path()>{title}</a></h4>
        {by}
        {state(item, outcome)}
        <ul class="preau-card__facts" role="list">{date}{imported}</ul>
    }
    .into_any()
}

/// The picture that the platform shows, beside a title that says the same: decoration.
fn picture(item: &Item) -> Option<AnyView> {
    let Origin::Told(award) = &item.origin else { return None };
    let address = award.image.clone()?;
    Some(view! { <img class="preau-badge-card__picture" src=address alt="" width="96" height="96" loading="lazy" referrerpolicy="no-referrer"/> }.into_any())
}

/// The outcome in words; of what cannot be verified, what its source says.
fn state(item: &Item, outcome: Memo<Option<Outcome>>) -> AnyView {
    let told = if let Origin::Told(award) = &item.origin { Some(award.status) } else { None };
    let (kind, drawn, words) = match told {
        Some(AwardStatus::Withdrawn) => (ui::TagKind::Danger, Icon::Alert, t::badges::revoked()),
        Some(AwardStatus::Pending) => (ui::TagKind::Quiet, Icon::Clock, t::badges::pending()),
        _ if item.input().is_some() => {
            return ui::dynamic(move || match outcome.get() {
                Some(outcome) => view! { <p>{tag(outcome)}</p> }.into_any(),
                None => view! { <p class="preau-soft">{t::badges::checking()}</p> }.into_any(),
            });
        }
        _ => (ui::TagKind::Plain, Icon::Certificate, t::badges::by_platform()),
    };
    view! { <p>{ui::tag(kind, Some(drawn), words)}</p> }.into_any()
}
