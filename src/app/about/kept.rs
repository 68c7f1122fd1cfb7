//! What the device keeps, in words, and the button that deletes it.
use super::settings::Choices;
use crate::{
    app::{device, preferences::Preferences, theme},
    i18n::t,
    ui::{self, Button, ButtonKind, Dialog},
};
use leptos::prelude::*;

/// The part of the settings page about the device.
pub(super) fn section(choices: Choices) -> AnyView {
    let confirms = RwSignal::new(false);
    // what is kept changes with every choice
    let kept = RwSignal::new(device::kept());
    Effect::new(move |_| {
        choices.now.track();
        kept.set(device::kept());
    });
    let forget = move || {
        confirms.set(false);
        forget(choices);
        kept.set(device::kept());
    };
    let actions = move || {
        view! {
            <Button first=true on_press=move |()| confirms.set(false)>{t::about::forget_cancel()}</Button>
            <Button kind=ButtonKind::Danger on_press=move |()| forget()>{t::about::forget_confirm()}</Button>
        }
    };
    view! {
        <section class="preau-stack" aria-labelledby="settings-kept">
            <h2 id="settings-kept">{t::about::kept_title()}</h2>
            <p>{t::about::kept_intro()}</p>
            {move || list(&kept.get())}
            <p>{t::about::kept_never()}</p>
            <div class="preau-row">
                <Button kind=ButtonKind::Danger on_press=move |()| confirms.set(true)>{t::about::forget()}</Button>
            </div>
            <Dialog open=confirms title=t::about::forget_title() description=t::about::forget_text() actions=actions>
                {list(&kept.get_untracked())}
            </Dialog>
        </section>
    }
    .into_any()
}

fn list(names: &[String]) -> AnyView {
    if names.is_empty() {
        return view! { <p><strong>{t::about::kept_nothing()}</strong></p> }.into_any();
    }
    let items = names.iter().map(|name| view! { <li>{words(name)}</li> }).collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// What an item is, for the learner.
fn words(name: &str) -> String {
    match name {
        "preferences" => t::about::kept_preferences().into(),
        "saved" => t::about::kept_saved().into(),
        "compare" => t::about::kept_compared().into(),
        "exam" => t::exam::kept().into(),
        "course" => t::learn::kept().into(),
        "films" => t::learn::kept_films().into(),
        "speed" => t::learn::kept_speed().into(),
        "last" => t::learn::kept_last().into(),
        "drafts" => t::compose::kept_drafts().into(),
        "outbox" => t::compose::kept_outbox().into(),
        "forum" => t::compose::kept_visits().into(),
        "badges" => t::badges::kept_badges().into(),
        "verified" => t::badges::kept_outcomes().into(),
        other => t::about::kept_other(other),
    }
}

/// Back to how the page was before the first choice, in the language in use until it is left.
fn forget(choices: Choices) {
    choices.now.set(Preferences::default());
    // shows the defaults; what it writes goes with the rest
    Preferences::default().apply();
    device::forget_all();
    theme::refresh();
    ui::announce(if device::kept().is_empty() { t::about::forget_done() } else { t::about::forget_failed() });
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn every_item_that_has_words_is_in_the_operators_guide() {
        let guide = include_str!("../../../docs/operating.md");
        let source = include_str!("kept.rs");
        let names = source.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" => t::"));
        let names: Vec<&str> = names.map(|(name, _)| name).collect();
        assert!(names.len() > 5, "{names:?}");
        for name in names {
            assert!(guide.contains(&format!("`preau.{name}`")), "{name} is not in docs/operating.md");
        }
    }

    #[test]
    fn an_item_that_this_page_does_not_know_is_named_all_the_same() {
        assert!(words("draft").contains("draft"));
        assert!(!words("preferences").contains("preferences"));
    }
}
