//! Handing a credential over to the learner's wallet: by a code to scan, or by a link on the same device.
//!
//! Criteria: nothing is asked for before the learner chooses a wallet; the code has its link beside it, which is what a screen
//! reader and a phone use; what fails says so, and can be tried again. The code of it comes with a badge that a wallet takes.
use crate::{
    api::{
        ApiError, Remote,
        awards::{self, AwardRef},
    },
    app::{on_demand, spawn, split_point},
    i18n::t,
    ui::{self, Button, Icon},
    wire::openedx::{Wallet, WalletOffer},
};
use futures::future::LocalBoxFuture;
use leptos::prelude::*;

/// What a wallet answered.
type Offer = Option<(Wallet, Result<WalletOffer, ApiError>)>;

/// The wallets that the platform knows; nothing where it knows none.
pub(super) fn wallet(award: &AwardRef) -> AnyView {
    let award = award.clone();
    on_demand(fetched, move |draw| draw(&award))
}

type Draw = fn(&AwardRef) -> AnyView;

split_point! {
    fn fetched() -> Draw = badges_wallet { drawn }
}

fn drawn(award: &AwardRef) -> AnyView {
    let wallets = Remote::new(move || {
        let answer: LocalBoxFuture<'static, Result<Vec<Wallet>, ApiError>> = Box::pin(awards::wallets());
        Some(answer)
    });
    let offer = RwSignal::<Offer>::new(None);
    let award = award.clone();
    let buttons = move || {
        let all = wallets.value.get()?;
        let each = |wallet: &Wallet| button(&award, wallet, offer);
        (!all.is_empty()).then(|| {
            let buttons: Vec<AnyView> = all.iter().map(each).collect();
            view! {
                <section class="preau-stack preau-no-print" aria-labelledby="wallet">
                    <h2 id="wallet">{t::badges::wallet()}</h2>
                    <p>{t::badges::wallet_text()}</p>
                    <div class="preau-row">{buttons}</div>
                    {ui::dynamic(move || {
                        let offer = offer.get();
                        untrack(|| offer.map(|(wallet, answer)| shown(&wallet, answer)).unwrap_or_default())
                    })}
                </section>
            }
            .into_any()
        })
    };
    let failed = move || {
        wallets.error.with(Option::is_some).then(|| {
            let retry = Callback::new(move |()| wallets.retry());
            view! {
                <ui::Notice kind=ui::NoticeKind::Warning>
                    <p>{t::badges::wallets_failed()}</p>
                    <p><Button small=true icon_before=Icon::Retry pending=wallets.pending on_press=retry>{t::ui::retry()}</Button></p>
                </ui::Notice>
            }
            .into_any()
        })
    };
    view! { {ui::optional(buttons)} {ui::optional(failed)} }.into_any()
}

fn button(award: &AwardRef, wallet: &Wallet, offer: RwSignal<Offer>) -> AnyView {
    let pending = RwSignal::new(false);
    let label = t::badges::wallet_send(&wallet.name);
    let (award, wallet) = (award.clone(), wallet.clone());
    let press = Callback::new(move |()| {
        pending.set(true);
        let (award, wallet) = (award.clone(), wallet.clone());
        spawn(async move {
            let answer = awards::wallet_offer(&award, &wallet).await;
            if pending.is_disposed() {
                return;
            }
            pending.set(false);
            if answer.is_ok() {
                ui::announce(t::badges::wallet_ready());
            } else {
                ui::alert(t::badges::wallet_failed());
            }
            offer.set(Some((wallet, answer)));
        });
    });
    view! { <Button pending=pending on_press=press>{label}</Button> }.into_any()
}

fn shown(wallet: &Wallet, answer: Result<WalletOffer, ApiError>) -> AnyView {
    let Ok(offer) = answer else {
        return view! { <ui::Notice kind=ui::NoticeKind::Warning><p>{t::badges::wallet_failed()}</p></ui::Notice> }
            .into_any();
    };
    let code = Some(offer.qrcode).filter(|code| is_base64(code)).map(|code| {
        let source = ["data:image/png;base64,", &code].concat();
        view! { <img class="preau-award__code" src=source alt=t::badges::wallet_code(&wallet.name) width="200" height="200"/> }
            .into_any()
    });
    let link = Some(offer.deeplink).filter(|link| is_harmless(link)).map(|link| {
        view! {
            <p>
                <a href=link rel="noopener noreferrer external">{ui::icon(Icon::External)}" "{t::badges::wallet_open(&wallet.name)}</a>
            </p>
        }
        .into_any()
    });
    view! { <div class="preau-stack">{code}{link}</div> }.into_any()
}

fn is_base64(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
}

/// A wallet has an address scheme of its own; what a browser would run or show itself has not.
fn is_harmless(link: &str) -> bool {
    let scheme = link.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
    let is_scheme = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let is_known = ["javascript", "data", "vbscript", "blob", "file", "about", "http"].contains(&scheme.as_str());
    !scheme.is_empty() && is_scheme && !is_known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_wallets_own_links_are_links() {
        assert!(is_harmless("dccrequest://request?x=1") && is_harmless("https://wallet.example/a"));
        for bad in ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "//evil", "", "java\nscript:x"] {
            assert!(!is_harmless(bad), "{bad}");
        }
        assert!(is_base64("iVBORw0KGgo=") && !is_base64("x\" onerror=") && !is_base64(""));
    }
}
