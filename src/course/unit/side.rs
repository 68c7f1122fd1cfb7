//! The outline beside the unit; on a phone, in a dialog.
use super::{
    super::outline::{Outline, outline},
    Unit,
};
use crate::{
    i18n::t,
    ui::{self, ButtonKind, Dialog, Icon},
    wire::openedx::UsageKey,
};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::Element};

/// Width from which it stands beside; as in `.preau-unit`.
const WIDE: &str = "(min-width: 60rem)";

thread_local! {
    /// The learner closed it: it stays closed from unit to unit and course to course.
    static IS_CLOSED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// What both show.
#[derive(Clone, Copy)]
struct Side {
    unit: Unit,
    /// Sections that are open.
    open: RwSignal<Vec<UsageKey>>,
    current: Signal<Option<UsageKey>>,
}

impl Side {
    fn new(unit: Unit) -> Self {
        let current = Signal::derive(move || unit.place.get().map(|place| place.unit));
        Self { unit, open: RwSignal::new(Vec::new()), current }
    }

    fn view(self) -> AnyView {
        ui::dynamic(move || {
            let Some(plan) = self.unit.plan.value.get() else {
                let error = self.unit.plan.error.get();
                return match error {
                    Some(_) => view! {
                        <p>{t::learn::no_outline()}</p>
                        <p><ui::Button small=true icon_before=Icon::Retry pending=self.unit.plan.pending on_press=Callback::new(move |()| self.unit.plan.retry())>{t::ui::retry()}</ui::Button></p>
                    }.into_any(),
                    None => view! { <ui::Loading text=t::learn::loading_outline() inline=true/> }.into_any(),
                };
            };
            let shown = Outline {
                key: self.unit.key.get_value(),
                plan,
                marks: self.unit.marks.get(),
                done: self.unit.done,
                current: self.current,
                open: self.open,
                level: 3,
                is_brief: true,
                links: true,
            };
            let opening = shown.clone();
            ui::effect(move || {
                if let Some(unit) = self.current.get() {
                    opening.open_at(&unit);
                }
            });
            untrack(|| outline(shown))
        })
    }
}

/// Beside the unit, where there is room.
pub(super) fn side(unit: Unit) -> AnyView {
    let is_open = RwSignal::new(!IS_CLOSED.get());
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        IS_CLOSED.set(!is_open.get_untracked());
    };
    let side = Side::new(unit);
    // the window may become wider, or the device be turned
    let is_wide = ui::media_signal(WIDE);
    let id = ui::dom::unique_id("outline");
    view! {
        <nav class="preau-unit__side" aria-label=t::learn::outline()>
            <h2 class="preau-disclosure__heading">
                <button
                    type="button"
                    class="preau-button preau-button--quiet preau-button--small"
                    aria-expanded=ui::flag(move || is_open.get())
                    aria-controls=id.clone()
                    on:click=toggle
                >
                    {ui::icon(Icon::Menu)}
                    {t::learn::outline()}
                </button>
            </h2>
            <div id=id hidden=Signal::derive(move || !is_open.get())>
                {ui::optional(move || (is_open.get() && is_wide.get()).then(|| untrack(|| side.view())))}
            </div>
        </nav>
    }
    .into_any()
}

/// The button that opens it on a phone.
pub(super) fn opener(unit: Unit) -> AnyView {
    let open = RwSignal::new(false);
    let side = Side::new(unit);
    // the learner goes on: the unit's heading takes the focus then
    let followed = move |event: leptos::ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| matches!(target.closest("a[href]"), Ok(Some(_)))) {
            open.set(false);
        }
    };
    view! {
        <div class="preau-unit__opener">
            <ui::Button kind=ButtonKind::Secondary small=true icon_before=Icon::Menu on_press=Callback::new(move |()| open.set(true))>
                {t::learn::outline()}
            </ui::Button>
            <Dialog open=open title=t::learn::outline() sheet=true>
                <nav aria-label=t::learn::outline() on:click=followed>{side.view()}</nav>
            </Dialog>
        </div>
    }
    .into_any()
}
