//! How fast films play: chosen beside one, or in the browser's own player, and kept on the device for all.
use super::Player;
use crate::{
    app::device,
    i18n::{Lang, lang, t},
    number,
    ui::{self, Select},
};
use leptos::{prelude::*, web_sys::HtmlVideoElement};

const NAME: &str = "speed";
/// Speeds, as the player counts them.
const SPEEDS: [&str; 6] = ["0.5", "0.75", "1", "1.25", "1.5", "2"];
/// That of the film itself.
const OWN: &str = "1";

thread_local! {
    /// The chosen one, for all films of the page.
    static CHOSEN: ArcRwSignal<&'static str> = ArcRwSignal::new(known(&device::load::<String>(NAME).unwrap_or_default()));
}

/// One of [`SPEEDS`].
fn known(speed: &str) -> &'static str {
    SPEEDS.into_iter().find(|known| *known == speed).unwrap_or(OWN)
}

/// The menu, and the film in that speed: whatever its file is, and whatever comes after it.
pub(super) fn choice(player: Player) -> AnyView {
    let chosen = CHOSEN.with(Clone::clone);
    let options = SPEEDS.map(|speed| (speed.to_owned(), t::learn::speed_times(&local(speed)))).into();
    let own = chosen.clone();
    ui::effect(move || {
        let (Some(video), Some(rate)) = (player.video.get(), number::decimal(own.get())) else { return };
        // what a file begins with, and what it plays with now
        video.set_default_playback_rate(rate);
        video.set_playback_rate(rate);
    });
    let choose = Callback::new(|speed: String| choose(known(&speed)));
    view! { <Select label=t::learn::speed() options=options value=Signal::derive(move || chosen.get().to_owned()) on_change=choose/> }
        .into_any()
}

/// The browser's own player was told another speed: one that is in the menu is chosen there too.
pub(super) fn changed(video: &HtmlVideoElement) {
    let rate = video.playback_rate().to_string();
    if let Some(speed) = SPEEDS.into_iter().find(|speed| *speed == rate) {
        choose(speed);
    }
}

fn choose(speed: &'static str) {
    let chosen = CHOSEN.with(Clone::clone);
    if chosen.get_untracked() == speed {
        return;
    }
    chosen.set(speed);
    if speed == OWN {
        device::forget(NAME);
    } else if !device::keep(NAME, &speed.to_owned()) {
        leptos::logging::warn!("the speed of films is not kept: the next visit begins with their own");
    }
}

/// A number as the language writes it.
fn local(number: &str) -> String {
    if lang() == Lang::Fr { number.replace('.', ",") } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speed_that_is_in_no_menu_is_the_films_own() {
        assert_eq!(["1.5", "2", "3", "fast", ""].map(known), ["1.5", "2", "1", "1", "1"]);
    }
}
