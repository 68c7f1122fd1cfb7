//! Fields, choices and filters.
use crate::ui::{
    ActiveFilter, ActiveFilters, Checkbox, ComboGroup, ComboOption, Combobox, Radios, RadiosLook, Select, TextField,
    announce,
};
use leptos::prelude::*;

fn pairs(texts: &[&str]) -> Vec<(String, String)> {
    texts.iter().map(|text| (text.to_lowercase(), (*text).to_owned())).collect()
}

pub(super) fn search() -> AnyView {
    const SUBJECTS: [&str; 4] = ["Botany", "Biology", "Law", "Art history"];
    let text = RwSignal::new(String::new());
    let groups = Signal::derive(move || {
        let wanted = text.get().to_lowercase();
        if wanted.is_empty() {
            return Vec::new();
        }
        let found = |kind: &str| -> Vec<ComboOption> {
            let found = SUBJECTS.iter().filter(|subject| subject.to_lowercase().contains(&wanted));
            found
                .map(|subject| ComboOption {
                    key: [kind, " ", subject].concat(),
                    text: (*subject).to_owned(),
                    kind: kind.to_owned(),
                    lang: None,
                })
                .collect()
        };
        vec![
            ComboGroup { label: "Courses".into(), options: found("course") },
            ComboGroup { label: "Subjects".into(), options: found("subject") },
        ]
    });
    let choose = move |key: String| {
        announce(&key);
        text.set(key);
    };
    view! {
        <form role="search" aria-label="Courses" on:submit=|event| event.prevent_default()>
            <Combobox
                label="Search courses"
                value=text
                on_input=move |value| text.set(value)
                groups=groups
                on_choose=choose
                settled=Signal::derive(move || !text.with(String::is_empty))
                placeholder="Botany, law, an institution"
                hint="Type a letter of Botany, Biology, Law, Art history"
            />
        </form>
    }
    .into_any()
}

pub(super) fn view() -> AnyView {
    let (first, second) = (RwSignal::new(true), RwSignal::new(false));
    let (theme, order) = (RwSignal::new(String::from("system")), RwSignal::new(String::from("newest")));
    let name = RwSignal::new(String::new());
    view! {
        <fieldset class="preau-group">
            <legend class="preau-group__legend">"Language"</legend>
            <div>
                <Checkbox label="French" count=134 checked=first on_change=move |on| first.set(on)/>
                <Checkbox label="English" count=1234 checked=second on_change=move |on| second.set(on)/>
                <Checkbox label="English of Scotland" indented=true checked=false on_change=|_| ()/>
            </div>
        </fieldset>
        <Radios legend="Theme" look=RadiosLook::Segmented options=pairs(&["System", "Light", "Dark"]) value=theme on_change=move |v| theme.set(v)/>
        <Radios legend="Pace" options=pairs(&["Any", "Self-paced"]) value=Signal::stored(String::from("any")) on_change=|_| ()/>
        <Select label="Sort by, applied at once" options=pairs(&["Relevance", "Newest"]) value=order on_change=move |v| order.set(v)/>
        <TextField label="Your name" hint="As it will be on the certificate" value=name on_input=move |v| name.set(v) autocomplete="name" required=true/>
        <TextField label="Title" value=name on_input=move |v| name.set(v) error="enter a title" required=true/>
    }
    .into_any()
}

pub(super) fn filters() -> AnyView {
    let filter = |text: &str| ActiveFilter { key: text.to_owned(), label: text.to_owned(), lang: None };
    let filters = RwSignal::new(vec![
        filter("French"),
        filter("Free"),
        filter("Institut national des sciences et des arts de la forêt"),
    ]);
    view! {
        <ActiveFilters
            filters=filters
            on_remove=move |key: String| filters.update(|filters| filters.retain(|filter| filter.key != key))
            on_clear=move |()| filters.set(Vec::new())
        />
    }
    .into_any()
}
