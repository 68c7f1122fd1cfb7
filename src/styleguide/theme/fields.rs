//! What is chosen: colours, shapes, fonts, logo.
use super::{
    builder::Builder,
    draft::{GROUPS, Group, RADII, is_font},
    names,
};
use crate::{
    api,
    app::theme::{Rgb, Scheme},
    i18n::t,
    ui::{self, Button, ButtonKind, Disclosure, Icon, Select, TextField},
};
use leptos::prelude::*;

/// All of it.
pub(super) fn view(builder: Builder) -> AnyView {
    let groups: Vec<AnyView> = GROUPS
        .into_iter()
        .map(|(group, tokens)| {
            let title = match group {
                Group::Main => t::theme_builder::group_main(),
                Group::Grounds => t::theme_builder::group_grounds(),
                Group::Messages => t::theme_builder::group_messages(),
            };
            let colors: Vec<AnyView> = tokens.iter().map(|token| color(builder, token)).collect();
            let open = RwSignal::new(group == Group::Main);
            view! { <Disclosure title=title open=open level=2><div class="preau-builder__colors">{colors}</div></Disclosure> }
                .into_any()
        })
        .collect();
    let shapes = shapes(builder);
    let open = RwSignal::new(true);
    view! {
        {groups}
        <Disclosure title=t::theme_builder::shapes() open=open level=2><div class="preau-stack">{shapes}</div></Disclosure>
    }
    .into_any()
}

fn color(builder: Builder, token: &'static str) -> AnyView {
    let name = names::of_token(token);
    let is_own = ui::memo(move |_| builder.draft.with(|draft| draft.color(token, Scheme::Light).is_some()));
    let node = NodeRef::<leptos::html::Div>::new();
    ui::dom::rescue_focus_of(node);
    let again = Callback::new(move |()| {
        // the button goes: the field beside it takes the focus
        if let Some(field) = node.get_untracked().and_then(|it| it.parent_element()).and_then(|it| first_input(&it)) {
            ui::dom::focus_quietly(&field);
        }
        builder.change(|draft| draft.reset(token));
    });
    let reset = move || {
        is_own.get().then(|| {
            view! {
                <Button kind=ButtonKind::Quiet small=true icon_before=Icon::Retry on_press=again>
                    {t::theme_builder::site_colour(name)}
                </Button>
            }
            .into_any()
        })
    };
    view! {
        <fieldset class="preau-group preau-builder__color">
            <legend class="preau-group__legend">{name}</legend>
            {value(builder, token, Scheme::Light)}
            {value(builder, token, Scheme::Dark)}
            <div node_ref=node>{ui::optional(reset)}</div>
        </fieldset>
    }
    .into_any()
}

fn first_input(element: &web_sys::Element) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    element.query_selector("input").ok()??.dyn_into().ok()
}

/// A colour in one theme: written, or picked.
fn value(builder: Builder, token: &'static str, scheme: Scheme) -> AnyView {
    let now = Signal::derive(move || {
        let color = builder.draft.with(|draft| builder.site.with_value(|site| site.with(draft, token, scheme)));
        color.map(Rgb::hex).unwrap_or_default()
    });
    let is_wrong = RwSignal::new(false);
    let set = move |text: &str| {
        let text = text.trim();
        let color = Rgb::parse(&["#", text.trim_start_matches('#')].concat());
        is_wrong.set(color.is_none());
        match color {
            Some(color) => {
                builder.change(|draft| builder.site.with_value(|site| draft.set(token, scheme, color, site)));
            }
            None => ui::announce(&t::ui::error_label(t::theme_builder::not_a_colour())),
        }
    };
    let label = match scheme {
        Scheme::Light => t::theme_builder::light(),
        Scheme::Dark => t::theme_builder::dark(),
    };
    let (id, error) = (ui::dom::unique_id("colour"), ui::dom::unique_id("error"));
    let described = error.clone();
    view! {
        <div class="preau-field">
            <label class="preau-field__label" for=id.clone()>{label}</label>
            <div class="preau-builder__value">
                <input
                    class="preau-input"
                    id=id
                    type="text"
                    maxlength="7"
                    spellcheck="false"
                    autocomplete="off"
                    aria-invalid=ui::attribute(move || is_wrong.get().then(|| "true".into()))
                    aria-describedby=ui::attribute(move || is_wrong.get().then(|| described.clone()))
                    prop:value=now
                    on:change=move |event| set(&ui::dom::value_of(&event))
                />
                <input
                    class="preau-builder__picker"
                    type="color"
                    aria-label=t::theme_builder::picker(label)
                    prop:value=now
                    on:input=move |event| set(&ui::dom::value_of(&event))
                />
            </div>
            {ui::optional(move || is_wrong.get().then(|| view! {
                <p class="preau-field__error" id=error.clone()>{ui::icon(Icon::Alert)}<span>{t::ui::error_label(t::theme_builder::not_a_colour())}</span></p>
            }.into_any()))}
        </div>
    }
    .into_any()
}

fn shapes(builder: Builder) -> AnyView {
    let radii = [
        t::theme_builder::radius_none(),
        t::theme_builder::radius_small(),
        t::theme_builder::radius_large(),
        t::theme_builder::radius_round(),
    ];
    let radii = RADII.into_iter().zip(radii).map(|((name, _), text)| (name.to_owned(), text.to_owned()));
    let radii: Vec<_> =
        std::iter::once((String::new(), t::theme_builder::radius_site().to_owned())).chain(radii).collect();
    let field = move |read: fn(&super::draft::Draft) -> &String| {
        Signal::derive(move || builder.draft.with(|draft| read(draft).clone()))
    };
    let font_error = move |is_heading: bool| {
        MaybeProp::derive(move || {
            let is_sound = builder.draft.with(|draft| is_font(if is_heading { &draft.heading } else { &draft.font }));
            (!is_sound).then(|| t::theme_builder::not_a_font().to_owned())
        })
    };
    let logo_error = MaybeProp::derive(move || {
        let is_sound = builder.draft.with(|draft| draft.logo.is_empty() || api::is_address(&draft.logo));
        (!is_sound).then(|| t::theme_builder::not_an_address().to_owned())
    });
    view! {
        <Select label=t::theme_builder::radius() options=radii value=field(|draft| &draft.radius) on_change=move |text| builder.change(|draft| draft.radius = text)/>
        <TextField label=t::theme_builder::font() hint=t::theme_builder::font_hint() value=field(|draft| &draft.font) error=font_error(false) on_input=move |text| builder.change(|draft| draft.font = text)/>
        <TextField label=t::theme_builder::heading_font() value=field(|draft| &draft.heading) error=font_error(true) on_input=move |text| builder.change(|draft| draft.heading = text)/>
        <TextField label=t::theme_builder::name() value=field(|draft| &draft.name) on_input=move |text| builder.change(|draft| draft.name = text)/>
        <TextField label=t::theme_builder::logo() hint=t::theme_builder::logo_hint() kind="url" value=field(|draft| &draft.logo) error=logo_error on_input=move |text| builder.change(|draft| draft.logo = text)/>
    }
    .into_any()
}
