//! What the verifier finds about one award, and "check again".
use super::{
    super::{
        award::{Around, award},
        original::{Content, Original},
        verifier::{self, Input, Trouble},
        verify::{link, trouble_text},
        words,
    },
    daily::{self, Learner},
    item::Item,
    one::remove,
};
use crate::{
    app::spawn,
    i18n::t,
    ui::{self, Button, Icon},
    wire::verification::Report,
};
use leptos::prelude::*;

/// What the verifier found.
type Found = Option<Result<Vec<Report>, Trouble>>;

/// Verifies an award for a learner, as soon as that one is known, and shows what is found; `is_hidden` is set when its name must not
/// show.
pub(super) fn found(item: &Item, learner: RwSignal<Option<Learner>>, is_hidden: RwSignal<bool>) -> AnyView {
    let (found, pending, verify) = verification(item, is_hidden);
    ui::effect(move || {
        if let Some(learner) = learner.get() {
            found.set(None); // that was for somebody else, if anything
            verify.run(learner);
        }
    });
    ui::say_when_slow(pending.into(), t::badges::checking());
    let of = item.clone();
    let outcome = ui::dynamic(move || {
        let found = found.get();
        untrack(|| match found {
            None => view! { <ui::Loading text=t::badges::checking() inline=true/> }.into_any(),
            Some(Err(trouble)) => {
                view! { <ui::Notice kind=ui::NoticeKind::Warning><p>{trouble_text(trouble)}</p></ui::Notice> }
                    .into_any()
            }
            Some(Ok(reports)) => {
                reports.iter().map(|report| award(report, &around(&of, report))).collect::<Vec<AnyView>>().into_any()
            }
        })
    });
    let again = Callback::new(move |()| verify.run(learner.get_untracked().unwrap_or_default()));
    view! {
        {outcome}
        <div class="preau-row preau-no-print">
            <Button icon_before=Icon::Retry pending=pending on_press=again>{t::badges::again()}</Button>
            {remove(item)}
        </div>
    }
    .into_any()
}

/// What is found, whether it is being looked for, and what finds it, for a learner: the newest run counts, and what was found before
/// stays until then.
fn verification(item: &Item, is_hidden: RwSignal<bool>) -> (RwSignal<Found>, RwSignal<bool>, Callback<Learner>) {
    let (found, pending) = (RwSignal::<Found>::new(None), RwSignal::new(true));
    let round = StoredValue::new(0_u32);
    let item = item.clone();
    let verify = Callback::new(move |learner: Learner| {
        let Some(input) = item.input() else { return };
        pending.set(true);
        round.update_value(|round| *round = round.wrapping_add(1));
        let own = round.get_value();
        let item = item.clone();
        spawn(async move {
            let outcome = verifier::verify(input, &verifier::setting(learner.identities.clone())).await;
            if round.try_with_value(|now| *now == own) != Some(true) {
                return;
            }
            pending.set(false);
            match outcome.as_deref() {
                Ok([report, ..]) => {
                    let is_nameless = item.is_nameless(report.outcome);
                    is_hidden.set(is_nameless);
                    let name = if is_nameless { t::badges::unbelieved() } else { item.title.as_str() };
                    ui::announce(&t::badges::said(&words::headline(report), &words::title_or(report, name)));
                    found.set(Some(outcome.clone()));
                    daily::note(&item, &learner, report);
                }
                Ok([]) => found.set(Some(outcome.clone())),
                Err(trouble) => {
                    ui::announce(trouble_text(*trouble));
                    found.set(Some(outcome.clone()));
                }
            }
        });
    });
    (found, pending, verify)
}

fn around(item: &Item, report: &Report) -> Around {
    let original = match item.input() {
        Some(Input::Text(text)) => Original { name: String::new(), content: Content::Text(text) }.of(report),
        Some(Input::Bytes(_)) | None => None,
    };
    Around { link: link(report), original, is_own: true, is_guest: false }
}
