//! The transcript: what is said, as text that one can read, search and go to.
use super::{
    Player,
    captions::{self, Cue},
};
use crate::{
    api::Remote,
    i18n::t,
    ui::{self, Disclosure},
};
use leptos::prelude::*;

/// Under a disclosure; its text has the language that was chosen for the captions.
pub(super) fn transcript(player: Player, chosen: RwSignal<String>, cues: Remote<(String, Vec<Cue>)>) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Disclosure title=t::learn::transcript() open=open level=3>
            {ui::dynamic(move || {
                let Some(cues) = cues.value.get().filter(|cues| chosen.with(|chosen| *chosen == cues.0 || chosen.is_empty())) else {
                    return match cues.error.get() {
                        Some(error) => view! {
                            <ui::ErrorPanel error=error level=3 on_retry=Callback::new(move |()| cues.retry()) pending=cues.pending/>
                        }.into_any(),
                        None => view! { <ui::Loading inline=true/> }.into_any(),
                    };
                };
                untrack(|| lines(player, &cues.0, &cues.1))
            })}
        </Disclosure>
    }
    .into_any()
}

fn lines(player: Player, code: &str, cues: &[Cue]) -> AnyView {
    let all = StoredValue::new(cues.to_vec());
    let now = ui::memo(move |_| all.with_value(|cues| captions::at(cues, player.now.get())));
    let lines: Vec<AnyView> = cues
        .iter()
        .enumerate()
        .map(|(place, cue)| {
            let (start, text) = (cue.start, cue.text.clone());
            let time = clock(start);
            let is_now = ui::memo(move |_| now.get() == Some(place));
            let class = move || {
                if is_now.get() { "preau-film__line preau-film__line--now" } else { "preau-film__line" }.to_owned()
            };
            view! {
                <li class=Signal::derive(class)>
                    <button
                        type="button"
                        class="preau-button preau-button--quiet preau-button--small"
                        aria-label=t::learn::go_to(&time)
                        on:click=move |_| player.go(start)
                    >
                        {time.clone()}
                    </button>
                    <span>{text}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let code = code.to_owned();
    view! { <ol class="preau-film__lines" role="list" lang=code>{lines}</ol> }.into_any()
}

/// `1:05`, `1:02:05`.
fn clock(seconds: f64) -> String {
    let seconds = crate::i18n::whole(seconds);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let two = |number: u64| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    if hours > 0 {
        [hours.to_string(), two(minutes), two(seconds)].join(":")
    } else {
        [minutes.to_string(), two(seconds)].join(":")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_read_as_on_a_player() {
        assert_eq!(super::clock(65.9), "1:05");
        assert_eq!(super::clock(3725.0), "1:02:05");
    }
}
