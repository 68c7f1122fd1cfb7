//! All awards.
//!
//! Criteria:
//! - each source is asked by itself: one that fails is named, the others show; what the learner brought shows without any;
//! - an award shows at once; its outcome comes beside it, in words;
//! - search, order and grouping are in the address; the count is said when it changes.
use super::{
    super::{award::tag, kept},
    checks::{self, Checked},
    daily::Learner,
    item::{Filter, GROUP, Item, ORDER, Origin, SEARCH, groupings, orders},
    record,
    sources::{Told, failures, has_answered, learner, sign_in, sources},
};
use crate::{
    api::{
        awards::{self, AwardSource, AwardStatus},
        session::{Asker, asker},
    },
    app::{Nav, PageHeading, Route, Write},
    i18n::{Instant, day, t},
    ui::{self, ButtonKind, Icon, icon},
    wire::verification::Outcome,
};
use leptos::prelude::*;

/// How long the list stands still before its count is said, in milliseconds.
const SETTLED: u64 = 1000;

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
    let is_unknown = *who == Asker::Unknown;
    let is_settled =
        ui::memo(move |_| !is_unknown && sources.with_value(|all| all.iter().all(|(_, remote)| has_answered(*remote))));
    ui::effect(move || {
        if is_settled.get() {
            nav.content_stands();
        }
    });
    let checked = RwSignal::new(None);
    let items = ui::memo(move |_| {
        let of = |(_, remote): &(AwardSource, Told)| remote.value.get().map(|all| (*all).clone()).unwrap_or_default();
        let mut told = sources.with_value(|all| all.iter().flat_map(of).map(Item::told).collect::<Vec<_>>());
        let who = learner.get();
        told.retain(|item| !who.as_ref().is_some_and(|who| is_anothers(item, who, checked)));
        [told, kept.get()].concat()
    });
    let is_wanted = ui::memo(move |_| items.with(|items| items.iter().any(|item| item.input().is_some())));
    let verified = move || is_wanted.get().then(|| untrack(|| checks::for_list(checked)));
    let signed_out =
        (*who == Asker::Nobody && !awards::sources().is_empty()).then(|| sign_in(nav, t::badges::signed_out()));
    view! {
        {signed_out}
        {failures(sources, nav, t::badges::signed_out())}
        {ui::optional(move || (!is_settled.get()).then(|| view! { <ui::Loading/> }.into_any()))}
        {ui::optional(verified)}
        {shown(nav, items, is_settled, Asks { learner, checked })}
        {record::section(who)}
    }
    .into_any()
}

/// Whether it is configured for everybody, and turned out to be somebody else's: then it is none of this learner's.
fn is_anothers(item: &Item, learner: &Learner, checked: Checked) -> bool {
    let outcome = || checked.get().map(|checks| untrack(|| checks::outcome(checks, item, learner)).get());
    item.is_for_all() && outcome().flatten() == Some(Outcome::RecipientMismatch)
}

/// For whom outcomes are asked, and by what.
#[derive(Clone, Copy)]
struct Asks {
    learner: RwSignal<Option<Learner>>,
    checked: Checked,
}

fn shown(nav: Nav, items: Memo<Vec<Item>>, is_settled: Memo<bool>, asks: Asks) -> AnyView {
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
                            move |name| section(name, groups, asks),
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

fn section(name: String, groups: Groups, asks: Asks) -> AnyView {
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
            item.map(|item| card(item, asks)).unwrap_or_default()
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
fn outcome(item: &Item, asks: Asks) -> Memo<Option<Outcome>> {
    let item = item.clone();
    let has_input = item.input().is_some();
    ui::memo(move |_| {
        let learner = asks.learner.get().filter(|_| has_input)?;
        let checks = asks.checked.get()?;
        untrack(|| checks::outcome(checks, &item, &learner)).get()
    })
}

fn card(item: Item, asks: Asks) -> AnyView {
    let outcome = outcome(&item, asks);
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
