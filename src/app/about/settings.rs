//! Display settings: applied at once, kept on the device.
//!
//! Criteria: native radios in named groups; each change is said, with whether the device keeps it; a text shows the outcome;
//! everything can be taken back.
use super::{choices::Setting, kept};
use crate::{
    app::{PageHeading, config, preferences, preferences::Preferences, theme},
    i18n::{Lang, lang, t},
    ui::{self, Button, Icon, Notice, NoticeKind, Radios, RadiosLook},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What the learner chose, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct Choices {
    /// The choices.
    pub(super) now: RwSignal<Preferences>,
    /// The device refused to keep them.
    refused: RwSignal<bool>,
}

impl Choices {
    fn change(self, change: impl FnOnce(&mut Preferences), said: fn() -> &'static str) {
        self.now.update(change);
        let is_kept = self.now.with_untracked(Preferences::apply);
        self.refused.set(!is_kept);
        theme::refresh();
        // after the radio's own words; while arrow keys run through a group, only the last is said
        ui::announce_topic("settings", if is_kept { said() } else { t::about::applied_for_now() }, 500);
    }

    fn reset(self) {
        self.change(
            |preferences| *preferences = Preferences { lang: preferences.lang.take(), ..Preferences::default() },
            t::about::reset_done,
        );
    }
}

/// The page.
pub(super) fn page() -> AnyView {
    super::stands_at_once();
    let choices = Choices { now: RwSignal::new(Preferences::load()), refused: RwSignal::new(false) };
    view! {
        <div class="preau-wrap preau-about">
            <div class="preau-stack">
                <PageHeading text=Signal::stored(t::about::settings_title().to_owned())/>
                <p class="preau-lead">{t::about::settings_intro()}</p>
            </div>
            <div class="preau-settings">
                <div class="preau-panel preau-settings__groups">
                    {languages()}
                    {Setting::ALL.map(|setting| group(choices, setting)).collect_view()}
                    {move || choices.refused.get().then(refused)}
                    <div class="preau-row">
                        <Button icon_before=Icon::Retry on_press=move |()| choices.reset()>{t::about::reset()}</Button>
                    </div>
                </div>
                {sample()}
            </div>
            {kept::section(choices)}
        </div>
    }
    .into_any()
}

fn group(choices: Choices, setting: Setting) -> AnyView {
    let options = setting.values().into_iter().map(|(value, name)| (value.to_owned(), name.to_owned())).collect();
    let value = Signal::derive(move || choices.now.with(|now| setting.chosen(now)));
    let change = move |value: String| choices.change(|now| setting.choose(now, &value), t::about::applied);
    view! { <Radios legend=setting.legend() options=options value=value on_change=change look=RadiosLook::Segmented/> }
        .into_any()
}

fn refused() -> AnyView {
    view! { <Notice kind=NoticeKind::Warning><p>{t::about::applied_for_now()}</p></Notice> }.into_any()
}

/// Each language in its own words; nothing to choose, no group.
fn languages() -> Option<AnyView> {
    let offered = config::config().offered();
    (offered.len() > 1).then(|| {
        let options = offered.into_iter().map(language).collect_view();
        view! {
            <fieldset class="preau-group">
                <legend class="preau-group__legend">{t::app::language()}</legend>
                <div class="preau-segmented__options">{options}</div>
            </fieldset>
        }
        .into_any()
    })
}

fn language(offered: Lang) -> AnyView {
    view! {
        <label class="preau-segmented__option">
            <input
                type="radio"
                name="language"
                id=language_id(offered)
                prop:checked=offered == lang()
                on:change=move |_| change_language(offered)
            />
            <span lang=offered.code()>{offered.own_name()}</span>
        </label>
    }
    .into_any()
}

fn language_id(lang: Lang) -> String {
    ["settings-language-", lang.code()].concat()
}

/// The view is built anew: the same radio takes the focus, so that keyboard users stay where they were.
fn change_language(to: Lang) {
    preferences::choose_language(to);
    request_animation_frame(move || {
        let radio = document().get_element_by_id(&language_id(to));
        if let Some(radio) = radio.and_then(|radio| radio.dyn_into::<web_sys::HtmlElement>().ok()) {
            ui::dom::focus_quietly(&radio);
        }
        ui::announce(t::app::language_changed());
    });
}

/// A text on which the choices show.
fn sample() -> AnyView {
    view! {
        <section class="preau-panel preau-stack preau-settings__sample" aria-labelledby="settings-sample">
            <h2 id="settings-sample">{t::about::sample_title()}</h2>
            <p>{t::about::sample_text()}</p>
            <p class="preau-soft">{t::about::sample_soft()}</p>
            <p>{ui::tag(ui::TagKind::Open, Some(Icon::Clock), t::about::sample_tag())}</p>
        </section>
    }
    .into_any()
}
