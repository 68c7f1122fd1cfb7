//! The parts of a subject, as links with the number of their courses.
use crate::{
    api::{Remote, catalogue},
    app::Route,
    i18n::t,
};
use leptos::prelude::*;

/// Links to the parts; nothing when they cannot be read, for the search below narrows as well.
pub(super) fn links(filter: &str, id: &str, route: fn(String) -> Route) -> AnyView {
    let query = [filter, "_children_aggs=", &catalogue::encode(id)].concat();
    let filter = filter.to_owned();
    let remote = Remote::new(move || Some(Box::pin(catalogue::filters(query.clone()))));
    (move || {
        let filters = remote.value.get()?;
        let values: Vec<AnyView> = filters
            .get(&filter)?
            .values
            .iter()
            .map(|value| {
                let text = t::course::child(value.count.into(), &value.human_name);
                let address = route(value.key.clone()).path();
                view! { <li><a class="preau-chip preau-chip--plain" href=address>{text}</a></li> }.into_any()
            })
            .collect();
        (!values.is_empty()).then(|| {
            view! {
                <nav class="preau-stack preau-entity__children" aria-label=t::course::children()>
                    <p class="preau-small preau-soft">{t::course::children()}</p>
                    <ul class="preau-chips" role="list">{values}</ul>
                </nav>
            }
            .into_any()
        })
    })
    .into_any()
}
