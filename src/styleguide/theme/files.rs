//! The theme as files: taken out, and taken back.
use super::{
    builder::Builder,
    draft::Draft,
    sheet::{self, Taken},
};
use crate::{
    i18n::t,
    ui::{self, Button, Icon, NoticeKind},
};
use leptos::{html, prelude::*, task::spawn_local_scoped};
use wasm_bindgen_futures::JsFuture;

/// Name of a sample's file in `public/themes/`, and its text.
type Sample = (&'static str, fn() -> &'static str);

/// Sample themes.
const SAMPLES: [Sample; 3] = [
    ("university", t::theme_builder::sample_university),
    ("sober", t::theme_builder::sample_sober),
    ("playful", t::theme_builder::sample_playful),
];

/// Takes over what a text says; what it says that cannot be used is kept for the learner to see.
fn take(builder: Builder, refused: RwSignal<Vec<String>>, text: &str, onto: &Draft) {
    let Taken { draft, count, refused: others } = sheet::read(text, onto);
    builder.change(|now| *now = draft.sound());
    refused.set(others);
    ui::announce(&t::theme_builder::taken(count));
}

/// Buttons that begin with a sample, or with nothing.
pub(super) fn samples(builder: Builder) -> AnyView {
    let refused = RwSignal::new(Vec::new());
    let pressed = RwSignal::new("");
    let buttons: Vec<AnyView> = SAMPLES
        .into_iter()
        .map(|(name, text)| {
            let press = Callback::new(move |()| {
                pressed.set(name);
                spawn_local_scoped(async move {
                    let sheet = fetched(&["/themes/", name, ".css"].concat()).await;
                    // the operator may have left, or pressed another
                    if pressed.is_disposed() || pressed.get_untracked() != name {
                        return;
                    }
                    match sheet {
                        Some(sheet) => take(builder, refused, &sheet, &Draft::default()),
                        None => ui::alert(t::theme_builder::not_read()),
                    }
                });
            });
            view! { <Button on_press=press>{text()}</Button> }.into_any()
        })
        .collect();
    let over = Callback::new(move |()| {
        builder.change(|draft| *draft = Draft::default());
        ui::announce(t::theme_builder::started_over());
    });
    view! {
        <section class="preau-stack" aria-labelledby="samples">
            <h2 id="samples">{t::theme_builder::start()}</h2>
            <div class="preau-row">{buttons} <Button icon_before=Icon::Close on_press=over>{t::theme_builder::start_over()}</Button></div>
        </section>
    }
    .into_any()
}

async fn fetched(address: &str) -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let answer: web_sys::Response = wasm_bindgen::JsCast::dyn_into(answer).ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

/// Files to take out, and the field that takes them back.
pub(super) fn view(builder: Builder) -> AnyView {
    let file = move |title: &'static str, name: &'static str, kind: &'static str, text: fn(&Draft) -> String| {
        let now = move || builder.draft.with_untracked(text);
        let copy = Callback::new(move |()| {
            ui::copy(&now(), t::theme_builder::copied(), t::theme_builder::not_copied().to_owned());
        });
        let download = Callback::new(move |()| {
            if !ui::download(name, kind, &now().into()) {
                ui::alert(t::theme_builder::not_downloaded());
            }
        });
        view! {
            <h3 id=name>{title}</h3>
            <pre class="preau-builder__code" tabindex="0" role="region" aria-labelledby=name><code>{ui::text(move || builder.draft.with(text))}</code></pre>
            <div class="preau-row">
                <Button on_press=copy>{t::theme_builder::copy(name)}</Button>
                <Button on_press=download>{t::theme_builder::download(name)}</Button>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="preau-stack" aria-labelledby="files">
            <h2 id="files">{t::theme_builder::files()}</h2>
            <p>{t::theme_builder::files_hint()}</p>
            {file(t::theme_builder::config(), "config.json", "application/json", sheet::config)}
            {file(t::theme_builder::sheet(), "theme.css", "text/css", sheet::css)}
        </section>
        {import(builder)}
    }
    .into_any()
}

fn import(builder: Builder) -> AnyView {
    let text = RwSignal::new(String::new());
    let refused = RwSignal::new(Vec::new());
    let press = Callback::new(move |()| {
        let draft = builder.draft.get_untracked();
        text.with_untracked(|text| take(builder, refused, text, &draft));
    });
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_: leptos::ev::Event| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local_scoped(async move {
            let read = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            if refused.is_disposed() {
                return;
            }
            match read {
                Some(read) => {
                    let draft = builder.draft.get_untracked();
                    take(builder, refused, &read, &draft);
                }
                None => ui::alert(t::theme_builder::not_read()),
            }
        });
        // the same file may be chosen again
        input.set_value("");
    };
    let (field, file) = (ui::dom::unique_id("import"), ui::dom::unique_id("import"));
    let others = move || {
        let refused = refused.get();
        (!refused.is_empty()).then(|| {
            let items: Vec<AnyView> = refused.into_iter().map(|it| view! { <li>{it}</li> }.into_any()).collect();
            view! { <ui::Notice kind=NoticeKind::Warning title=t::theme_builder::refused()><ul>{items}</ul></ui::Notice> }
                .into_any()
        })
    };
    view! {
        <section class="preau-stack" aria-labelledby="import">
            <h2 id="import">{t::theme_builder::import()}</h2>
            <div class="preau-field">
                <label class="preau-field__label" for=field.clone()>{t::theme_builder::import_text()}</label>
                <textarea class="preau-input" id=field rows="5" spellcheck="false" prop:value=text on:input=move |event| text.set(ui::dom::value_of(&event))></textarea>
            </div>
            <p><Button on_press=press>{t::theme_builder::import_take()}</Button></p>
            <div class="preau-field">
                <label class="preau-field__label" for=file.clone()>{t::theme_builder::import_file()}</label>
                <input class="preau-input" id=file type="file" accept=".css,.json" node_ref=input on:change=chosen/>
            </div>
            {ui::optional(others)}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::config::Config;

    #[test]
    fn every_sample_is_taken_whole_and_its_configuration_says_the_same() {
        let read = |name: &str| std::fs::read_to_string(["public/themes/", name].concat()).unwrap();
        for (name, _) in SAMPLES {
            let (css, config) = (read(&[name, ".css"].concat()), read(&[name, ".json"].concat()));
            let taken = sheet::read(&css, &Draft::default());
            assert!(taken.refused.is_empty() && taken.count > 10, "{name}: {:?}", taken.refused);
            assert!(Config::parse(&config).is_ok(), "{name}");
            let colors = sheet::read(&config, &Draft::default()).draft;
            assert_eq!(colors.colors(), taken.draft.colors(), "{name}");
        }
    }
}
