//! The transcript: what is said, as text that one can read, search and go to.
//!
//! Its box follows the film; the page and the focus stay, and who reads in the box, or points at it, is left in peace.
use super::{
    Player,
    captions::{self, Cue},
};
use crate::{
    api::Remote,
    i18n::t,
    ui::{self, Button, Disclosure, Icon, icon},
};
use leptos::{html, prelude::*, web_sys::Element};

/// Under a disclosure, in the language `of`. That it did not come is said below, open or not: the film has no captions either then.
pub(super) fn transcript(player: Player, of: Memo<String>, cues: Remote<(String, Vec<Cue>)>) -> AnyView {
    let open = RwSignal::new(false);
    let come = move || cues.value.get().filter(|cues| of.with(|of| *of == cues.0));
    // the language that did not come: still while it is asked for again, not while another one is asked for
    let missing = ui::memo(move |before: Option<&Option<String>>| {
        let has_failed = cues.error.with(Option::is_some) && come().is_none();
        let (of, is_asking) = (Some(of.get()), cues.pending.get());
        of.filter(|of| has_failed && (!is_asking || before.is_some_and(|before| before.as_ref() == Some(of))))
    });
    ui::effect(move || {
        if cues.error.with(Option::is_some) {
            ui::alert(t::learn::captions_failed());
        }
    });
    view! {
        <Disclosure title=t::learn::transcript() open=open level=3>
            {ui::dynamic(move || match come() {
                Some(cues) => untrack(|| lines(player, &cues.0, &cues.1)),
                None if missing.with(Option::is_some) => ().into_any(),
                None => view! { <ui::Loading inline=true/> }.into_any(),
            })}
        </Disclosure>
        {ui::optional(move || missing.with(Option::is_some).then(|| not_come(cues)))}
    }
    .into_any()
}

fn not_come(cues: Remote<(String, Vec<Cue>)>) -> AnyView {
    let element = NodeRef::<html::Div>::new();
    ui::dom::rescue_focus_of(element);
    let retry = move |()| cues.retry();
    view! {
        <div class="preau-small" node_ref=element>
            <p>{icon(Icon::Alert)} " " {t::learn::captions_failed()}</p>
            <p><Button small=true icon_before=Icon::Retry pending=cues.pending on_press=retry>{t::ui::retry()}</Button></p>
        </div>
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
    let list = NodeRef::<html::Ol>::new();
    ui::effect(move || {
        if let (Some(list), Some(place)) = (list.get(), now.get()) {
            follow(&list, place);
        }
    });
    view! { <ol class="preau-film__lines" role="list" lang=code node_ref=list>{lines}</ol> }.into_any()
}

/// Brings a line into view by moving its box alone: at once, so that nothing runs before the eyes.
fn follow(list: &Element, place: usize) {
    let is_in_use = list.matches(":hover, :focus-within").unwrap_or(true);
    let line = list.query_selector(&[":scope > :nth-child(", &place.saturating_add(1).to_string(), ")"].concat());
    let (Ok(Some(line)), false) = (line, is_in_use) else { return };
    let (around, line) = (list.get_bounding_client_rect(), line.get_bounding_client_rect());
    if let Some(by) = way((around.top(), around.height()), (line.top(), line.height())) {
        list.scroll_by_with_x_and_y(0.0, by);
    }
}

/// How far a box has to be scrolled so that a line stands in its middle, or begins at its top when it is too long; `None` where
/// it is in view. Both by top and height.
fn way(around: (f64, f64), line: (f64, f64)) -> Option<f64> {
    let from_top = line.0 - around.0;
    let is_in_view = from_top >= 0.0 && from_top + line.1 <= around.1;
    (!is_in_view).then(|| from_top - ((around.1 - line.1) / 2.0).max(0.0))
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
    use super::way;

    #[test]
    fn a_line_out_of_view_comes_to_the_middle_and_others_stay() {
        assert_eq!(way((100.0, 300.0), (100.0, 20.0)), None);
        assert_eq!(way((100.0, 300.0), (380.0, 20.0)), None);
        assert_eq!(way((100.0, 300.0), (390.0, 20.0)), Some(150.0));
        assert_eq!(way((100.0, 300.0), (40.0, 20.0)), Some(-200.0));
        assert_eq!(way((100.0, 300.0), (500.0, 400.0)), Some(400.0));
    }

    #[test]
    fn times_are_read_as_on_a_player() {
        assert_eq!(super::clock(65.9), "1:05");
        assert_eq!(super::clock(3725.0), "1:02:05");
    }
}
