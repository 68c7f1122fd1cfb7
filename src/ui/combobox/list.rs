//! The list of suggestions.
use super::super::build::flag;
use super::model::{ComboGroup, ComboOption, numbered};
use leptos::prelude::*;

/// One kind of suggestions with its options.
pub(super) fn group_view(
    id: &str,
    index: usize,
    group: &ComboGroup,
    active: Signal<Option<String>>,
    choose: impl Fn(String) + Copy + 'static,
) -> AnyView {
    let options: Vec<AnyView> = group
        .options
        .iter()
        .enumerate()
        .map(|(number, option)| {
            let ComboOption { key, text, kind, lang } = option.clone();
            let this = key.clone();
            // not hidden text: browsers put a space before its comma
            let name = (!kind.is_empty()).then(|| [&text, ", ", &kind].concat());
            view! {
                <li
                    class="preau-combobox__option"
                    role="option"
                    id=numbered(id, index, Some(number))
                    aria-label=name
                    aria-selected=flag(move || active.with(|active| active.as_ref() == Some(&this)))
                    on:click=move |_| choose(key.clone())
                >
                    <span lang=lang>{text}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let label_id = numbered(id, index, None);
    let labelled_by = label_id.clone();
    view! {
        <li role="presentation">
            <ul class="preau-combobox__group" role="group" aria-labelledby=labelled_by>
                <li class="preau-combobox__label" role="presentation" id=label_id.clone()>{group.label.clone()}</li>
                {options}
            </ul>
        </li>
    }
    .into_any()
}
