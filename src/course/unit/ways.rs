//! "Previous" and "next", each with the name of where it leads.
use super::{super::plan::Place, Unit};
use crate::{
    app::{LearnPage, Route},
    i18n::t,
    ui::{self, Icon, icon},
};
use leptos::{html, prelude::*};

/// The links after the unit; they keep their elements from unit to unit.
pub(super) fn ways(unit: Unit) -> AnyView {
    let neighbours = ui::memo(move |_| unit.neighbours());
    let is_alone = ui::memo(move |_| {
        unit.sequence.with(|sequence| sequence.as_ref().is_some_and(|sequence| sequence.navigation_disabled))
    });
    let title = move |place: &Place| unit.title(&place.unit).unwrap_or_else(|| t::learn::unit().to_owned());
    let previous =
        ui::memo(move |_| neighbours.get().0.map(|place| (place.path(&unit.key.get_value()), title(&place))));
    let next = ui::memo(move |_| neighbours.get().1.map(|place| (place.path(&unit.key.get_value()), title(&place))));
    let is_on_the_way = ui::memo(move |_| unit.is_on_the_way());
    let is_asked = move || unit.plan.value.with(Option::is_none) && unit.plan.error.with(Option::is_none);
    let stands = ui::memo(move |_| unit.place.with(Option::is_some) && !is_asked() && !is_alone.get());
    let page = |page| Route::Learn(unit.key.with_value(|key| key.as_str().to_owned()), page).path();
    let (end, home) = (page(LearnPage::End), page(LearnPage::Home));
    let element = NodeRef::<html::Div>::new();
    view! {
        <div id="unit-ways" tabindex="-1" node_ref=element>
            {ui::optional(move || {
                if !stands.get() {
                    return None;
                }
                let (end, home) = (end.clone(), home.clone());
                Some(view! {
                    <nav class="preau-ways" aria-label=t::learn::ways()>
                        {ui::dynamic(move || match previous.get() {
                            Some((href, title)) => view! {
                                <a class="preau-ways__link" href=href>{icon(Icon::ArrowLeft)}<span>{t::learn::previous(&title)}</span></a>
                            }.into_any(),
                            None if is_on_the_way.get() => view! { <p class="preau-soft">{t::learn::is_first()}</p> }.into_any(),
                            // what comes before is not known
                            None => ().into_any(),
                        })}
                        {ui::dynamic(move || {
                            let (href, words) = match next.get() {
                                Some((href, title)) => (href, t::learn::next(&title)),
                                None if is_on_the_way.get() => (end.clone(), t::learn::to_end().to_owned()),
                                None => (home.clone(), t::learn::back_home().to_owned()),
                            };
                            view! {
                                <a class="preau-ways__link preau-ways__link--next" href=href><span>{words}</span>{icon(Icon::ArrowRight)}</a>
                            }.into_any()
                        })}
                    </nav>
                }.into_any())
            })}
        </div>
    }
    .into_any()
}
